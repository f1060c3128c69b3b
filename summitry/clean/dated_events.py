"""Events of which the world knows the days: `data/dated_events.csv`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "dated_events.csv"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One event. `kind` is `event` (it has anniversaries) or `meeting` (of the leaders `participants`, in full, at one of `places`)."""

    names: tuple[str, ...]
    kind: str
    start: date
    end: date
    places: tuple[str, ...]
    participants: tuple[str, ...]

    def years_on(self, years: int) -> tuple[date, date] | None:
        """The same days so many years later; None for 29 February in common years and off the calendar."""
        try:
            return self.start.replace(year=self.start.year + years), self.end.replace(year=self.end.year + years)
        except ValueError:
            return None


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """All rows. Raises ValueError naming the line when a row cannot be read."""
    events = []
    with _FILE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                events.append(
                    DatedEvent(
                        names=(row["name"], *filter(None, row["aliases"].split("|"))),
                        kind=row["kind"],
                        start=date.fromisoformat(row["start"]),
                        end=date.fromisoformat(row["end"]),
                        places=tuple(filter(None, row["place"].split("|"))),
                        participants=tuple(filter(None, row["participants"].split("|"))),
                    )
                )
            except (KeyError, ValueError) as error:
                raise ValueError(f"{_FILE.name}, line {number}: {error}") from error
    return tuple(events)


@cache
def _named() -> tuple[re.Pattern[str], dict[str, DatedEvent]]:
    names = {_fold(n): e for e in dated_events() if e.kind == "event" for n in e.names}
    joined = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’]") for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE), names


def events_named(text: str, start: int, end: int) -> list[tuple[int, int, DatedEvent]]:
    """The events with anniversaries named in `text[start:end]`, each with where its name stands."""
    pattern, names = _named()
    return [(m.start(), m.end(), names[_fold(m.group())]) for m in pattern.finditer(text, start, end)]


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
