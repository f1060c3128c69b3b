"""What one article claims about one meeting, in the shape that the question "is it the same meeting?" needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

#: An interval longer than this says too little to tell one meeting of a pair from the next (a month, blurred by half a month each side).
DATED_DAYS = 62
#: How far "about" (the EDTF mark `~`) reaches beyond a day and beyond a longer period.
ABOUT_DAY, ABOUT_PERIOD = timedelta(days=3), timedelta(days=15)
#: A plan without a date is taken to mean the next year and a half; beyond that, talk of a meeting is talk of another one.
HORIZON = timedelta(days=550)
#: An article may print a plan that is being carried out on the day itself, or appear a few days after it was written.
PRINTING_LAG = timedelta(days=3)

HAPPENED = frozenset({"held", "ongoing"})
AHEAD = frozenset({"planned", "possible"})


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who takes part: a person, or a country or body that stands for persons left unnamed."""

    entity_id: str
    entity_type: str
    country_code: str | None

    @property
    def is_person(self) -> bool:
        return self.entity_type == "person"


@dataclass(frozen=True, slots=True)
class Claim:
    """One event of class meeting. `start`/`end` is the window in which it can lie, both ends included.

    The window is the stated interval, widened where the text says "about" and narrowed by what the date of the article allows:
    a meeting told as held lies before its article, one told as planned does not lie long before it.
    """

    event_id: str
    document_id: str
    known_from: date
    mode: str | None
    level: str | None
    status: str
    parties: frozenset[Party]
    start: date
    end: date
    is_stated: bool
    place: str | None
    country: str | None
    occasion: str | None

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_dated(self) -> bool:
        """True when the text dates it closely enough to tell it from the pair's other meetings."""
        return self.is_stated and self.days <= DATED_DAYS


def fold(text: str | None) -> str | None:
    """Return a name without case, accents and outer blanks, None for nothing."""
    if not text or not text.strip():
        return None
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").split())


def window(row: Mapping[str, Any]) -> tuple[date, date]:
    """Return the first and last day on which the claimed meeting can lie."""
    first: date | None = row["date_start"]
    last: date | None = row["date_end"] or first
    start, end = first or last or date.min, last or date.max
    if "~" in (row["date_edtf"] or ""):
        blur = ABOUT_DAY if start == end else ABOUT_PERIOD
        start, end = _shift(start, -blur), _shift(end, blur)
    if not row["is_known_from_published"]:
        return start, end
    known: date = row["known_from"]
    if row["status"] in HAPPENED and start <= known:
        end = min(end, known)
    if row["status"] in AHEAD and end >= known:
        start = max(start, _shift(known, -PRINTING_LAG))
        end = min(end, max(start, _shift(known, HORIZON))) if first is None else end
    return start, end


def claims(rows: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """Return the claims of rows of `int_meeting_claims`, in order of event id."""
    return sorted((_claim(row) for row in rows), key=lambda c: c.event_id)


def _claim(row: Mapping[str, Any]) -> Claim:
    start, end = window(row)
    return Claim(
        event_id=row["event_id"],
        document_id=row["document_id"],
        known_from=row["known_from"],
        mode=row["event_mode"],
        level=row["level"],
        status=row["status"],
        parties=_parties(row["participants"]),
        start=start,
        end=end,
        is_stated=row["date_start"] is not None or row["date_end"] is not None,
        place=fold(row["place"]),
        country=row["country_code"],
        occasion=fold(row["occasion"]),
    )


def _parties(participants: Iterable[Mapping[str, Any]]) -> frozenset[Party]:
    """The participants without the countries for which a named person stands: "Putin for Russia" is one party."""
    found = frozenset(Party(p["entity_id"], p["entity_type"], p["country_code"]) for p in participants)
    persons = {p.country_code for p in found if p.is_person} - {None}
    return frozenset(p for p in found if p.entity_type != "country" or p.country_code not in persons)


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
