"""The publication date as the text states it: date lines, datelines, `Published:` labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from summitry.clean.datelines import find_dateline
from summitry.lexicon import Lexicon
from summitry.records import Block, Evidence, Line
from summitry.temporal.expressions import Timex, find_expressions

_PUBLISHED = re.compile(
    r"\b(?:first\s+)?(?:published|posted|issued|released|filed|publication\s+date|release\s+date|for\s+immediate\s+release|date)\b", re.I
)
_UPDATED = re.compile(r"\b(?:last\s+)?(?:updated|modified|revised|edited|reviewed|accessed|retrieved|archived)\b", re.I)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved", re.I)
_DAY_FORMS = frozenset({"month_day", "day_month", "iso", "slash"})
#: Lines of these roles may hold the date of the article itself.
_HEAD_ROLES = frozenset({"date", "dateline", "byline", "other", "heading", "promo", "provenance", "navigation", "credit"})


@dataclass(frozen=True, slots=True)
class Stated:
    """One date that claims to be the article's. `first` and `last` None: day and month without a year; then `month_day` holds them."""

    timex: Timex
    evidence: Evidence
    rank: int

    @property
    def is_complete(self) -> bool:
        return self.timex.absolute and self.timex.first is not None


def stated_dates(text: str, lines: Sequence[Line], blocks: Sequence[Block], lexicon: Lexicon) -> list[Stated]:
    """Return the dates that the text itself gives as its own, best first.

    Order: a line of role `date` or a `Published:` label, the dateline, a date beside the byline, an `Updated:` label. Dates in captions and
    copyright lines are never the article's.
    """
    found = [*_labelled(text, lines), *_dateline(text, lines, blocks, lexicon)]
    return sorted(found, key=lambda s: (s.rank, not s.is_complete, s.timex.start))


def _labelled(text: str, lines: Sequence[Line]) -> Iterator[Stated]:
    first_body = next((line.start for line in lines if line.role == "body"), len(text))
    for line in lines:
        surface = text[line.start : line.end]
        if line.role not in _HEAD_ROLES or _COPYRIGHT.search(surface):
            continue
        for timex in find_expressions(text, None, line.start, line.end):
            day = _day_part(timex)
            if day is None:
                continue
            before = text[line.start : day.start]
            updated = _last(_UPDATED, before) > _last(_PUBLISHED, before)
            labelled = bool(_PUBLISHED.search(before)) and not updated
            alone = len(re.sub(r"\W+", "", before + text[day.end : line.end])) <= 24
            if updated:
                yield _stated(text, day, 4, "the text gives the day of its last change")
            elif labelled and len(before) < 60:
                yield _stated(text, day, 0, "the text says when it was published")
            elif line.role == "date":
                yield _stated(text, day, 1, "date line")
            elif line.role in ("byline", "dateline"):
                yield _stated(text, day, 3, "date beside the byline")
            elif alone and line.start < first_body:
                yield _stated(text, day, 3, "a date stands alone above the article")


def _dateline(text: str, lines: Sequence[Line], blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Stated]:
    dateline = find_dateline(text, lines, blocks, lexicon)
    if dateline is None or dateline.date_start is None or dateline.date_end is None:
        return
    for timex in find_expressions(text, None, dateline.date_start, dateline.date_end):
        if (day := _day_part(timex)) is not None:
            yield _stated(text, day, 2, "dateline")
            return


def _day_part(timex: Timex) -> Timex | None:
    """The expression of a single day within a date or a date with a time of day."""
    if timex.form in _DAY_FORMS:
        return timex
    if timex.form == "day_clock":
        return next((part for part in timex.parts if part.form in _DAY_FORMS), None)
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=-1)


def _stated(text: str, timex: Timex, rank: int, reason: str) -> Stated:
    return Stated(timex, Evidence(timex.start, timex.end, text[timex.start : timex.end], reason), rank)


def on_year(stated: Stated, year: int) -> date | None:
    """Return the day that a date without a year means in `year`; None when there is none (29 February)."""
    for timex in find_expressions(f"{stated.timex.surface}, {year}"):
        if timex.first is not None and timex.first == timex.last:
            return timex.first
    return None
