"""Evidence of the publication date in the dates an article tells: past ones came before it, coming ones after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from summitry.clean.published_bounds import EARLIEST, Constraint, Domain
from summitry.records import Block, Evidence
from summitry.temporal.expressions import Timex, days_on, find_expressions
from summitry.temporal.tense import sentence_spans, sure_tense

_READ_ROLES = frozenset({"headline", "caption", "body", "other", "heading"})
_DAY_FORMS = frozenset({"month_day", "day_month", "month_day_range", "day_month_range"})
#: A date without a year lies at most so many days from the article.
_YEARLESS_REACH = 300
#: News whose lead tells of a dated day appears within so many days of it.
_LEAD_REACH = 14
_ANYTIME = date(2200, 1, 1)
_DEADLINE = re.compile(r"\b(?:deadline|expir\w+|due|until|till|by|before|election|anniversary)\b", re.I)
_MEETING = re.compile(r"\b(?:met|meet(?:s|ing|ings)?|talks|summit|visit(?:s|ed)?|conference|session|gathering)\b", re.I)
_NEWS = re.compile(r"\b(?:said|says|told|today|yesterday|announced|statement|according to)\b", re.I)


def readable(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are prose of the article: headline, captions, paragraphs."""
    return [b for b in blocks if b.role in _READ_ROLES]


def evidence_of(text: str, timex: Timex, reason: str) -> Evidence:
    return Evidence(timex.start, timex.end, text[timex.start : timex.end], reason)


def absolute_constraints(text: str, blocks: Sequence[Block]) -> Iterator[Constraint]:
    """Yield what dates with a year say: not before a day told in the past tense, not after a day still to come."""
    for block in readable(blocks):
        for timex in find_expressions(text, None, block.start, block.end):
            if not timex.absolute or timex.first is None or timex.last is None or timex.first < EARLIEST:
                continue
            tense = sure_tense(text, timex.start, timex.end)
            if block.role == "caption" and tense == 0:
                tense = -1
            day = timex.first == timex.last
            if tense < 0 and not timex.attributive:
                first = timex.last if timex.form in ("range", "month_day_range", "day_month_range") else timex.first
                yield Constraint(Domain.of([(first, _ANYTIME)]), evidence_of(text, timex, "told as past"), 1)
            elif tense > 0 and not timex.attributive and timex.bound != "since":
                yield Constraint(Domain.of([(EARLIEST, timex.last)]), evidence_of(text, timex, "told as still to come"), 1)
            elif timex.first.year > 1900 and not day and timex.first.year < 2100 and timex.bound != "by":
                # A year that only names a thing ("the 1987 treaty") may be next year's, but hardly a later one.
                spoken = date(max(timex.first.year - 1, 1900), 1, 1)
                yield Constraint(Domain.of([(spoken, _ANYTIME)]), evidence_of(text, timex, "the year is spoken of"), 3)


def yearless_constraints(text: str, blocks: Sequence[Block], domain: Domain) -> Iterator[Constraint]:
    """Yield what dates without a year say in the years that are still possible; also the years in which a day falls on its stated weekday."""
    years = domain.years()
    if not 0 < len(years) <= 12:
        return
    for block in readable(blocks):
        for timex in find_expressions(text, date(years[0], 7, 1), block.start, block.end):
            if timex.absolute or timex.type != "DATE" or timex.form not in (*_DAY_FORMS, "month", "range"):
                continue
            if timex.direction or timex.mod:
                continue
            tense = sure_tense(text, timex.start, timex.end)
            near = text[max(0, timex.start - 60) : timex.end + 60]
            if tense < 0 and _DEADLINE.search(near):
                tense = 0
            allowed: list[tuple[date, date]] = []
            for year in range(years[0] - 1, years[-1] + 2):
                days = days_on(timex, date(year, 7, 1))
                if days is None or days.first is None or days.last is None or days.first.year != year:
                    continue
                reach = timedelta(days=_YEARLESS_REACH)
                low = days.first if tense < 0 else days.first - reach
                high = days.last if tense > 0 else days.last + reach
                allowed.append((low, high))
            if allowed and tense:
                told = "told as past" if tense < 0 else "told as still to come"
                yield Constraint(Domain.of(allowed), evidence_of(text, timex, f"a date without a year, {told}"), 3)


def weekday_constraints(text: str, blocks: Sequence[Block], domain: Domain) -> Iterator[Constraint]:
    """Yield the years in which a date without a year falls on the weekday the text gives ("Friday, 28 June")."""
    years = domain.years()
    if not 0 < len(years) <= 40:
        return
    for block in readable(blocks):
        for timex in find_expressions(text, date(years[0], 7, 1), block.start, block.end):
            if timex.absolute or timex.form not in ("month_day", "day_month") or not timex.surface[:1].isalpha():
                continue
            weekday = re.match(r"([A-Z][a-z]+day),?\s", timex.surface)
            if weekday is None:
                continue
            bare = timex.surface[weekday.end() :]
            allowed = []
            for year in range(years[0] - 1, years[-1] + 2):
                day = next((t.first for t in find_expressions(f"{bare}, {year}") if t.first is not None and t.first == t.last), None)
                if day is not None and day.strftime("%A") == weekday.group(1).capitalize():
                    allowed.append((day - timedelta(days=183), day + timedelta(days=183)))
            if allowed:
                yield Constraint(Domain.of(allowed), evidence_of(text, timex, "the weekday fits this year"), 2)


def lead_constraints(text: str, blocks: Sequence[Block], domain: Domain) -> Iterator[Constraint]:
    """Yield the fortnight after the day that the lead of a news text tells of, when no later past day is told."""
    body = [b for b in blocks if b.role == "body"]
    if not body or not domain.spans or not _NEWS.search(text):
        return
    past = [
        t
        for b in body
        for t in find_expressions(text, None, b.start, b.end)
        if t.absolute and t.first is not None and t.last is not None and (t.last - t.first).days <= 14 and not t.attributive
        and sure_tense(text, t.start, t.end) <= 0
    ]  # fmt: skip
    lead_end = body[min(1, len(body) - 1)].end
    latest = max(past, key=lambda t: (t.last or date.min, -t.start), default=None)
    if latest is None or latest.first is None or latest.last is None or latest.start > lead_end:
        return
    window = Domain.of([(latest.first, latest.last + timedelta(days=_LEAD_REACH))])
    yield Constraint(window, evidence_of(text, latest, "the lead tells of this day"), 3)


def linked_constraints(text: str, blocks: Sequence[Block], domain: Domain) -> Iterator[Constraint]:
    """Yield the days on which "this week's meeting" is the meeting of a day given elsewhere in the text ("met on 28 June")."""
    if not domain.spans or domain.width > 3700:
        return
    dated: list[tuple[date, date]] = []
    relative: list[Timex] = []
    middle = date(domain.first.year, 7, 1)
    for block in readable(blocks):
        for a, b in sentence_spans(text, block.start, block.end):
            if not _MEETING.search(text, a, b):
                continue
            for timex in find_expressions(text, middle, a, b):
                if timex.form in _DAY_FORMS and sure_tense(text, timex.start, timex.end) < 0:
                    for year in domain.years():
                        days = days_on(timex, date(year, 7, 1)) if not timex.absolute else days_on(timex, middle)
                        if days and days.first and days.last and (timex.absolute or days.first.year == year):
                            dated.append((days.first, days.last))
                elif (
                    timex.form == "period"
                    and timex.surface.lower() in ("this week", "this weekend")
                    and _MEETING.match(text[timex.end :].lstrip("'’s \n"))
                ):
                    relative.append(timex)
    if not dated or not relative:
        return
    latest = {d for d in dated if (d[0].month, d[0].day) == (max(dated)[0].month, max(dated)[0].day)}
    for timex in relative:
        fitting = [_reading_days(timex, first, last, 8) for first, last in latest]
        yield Constraint(
            Domain.of(s for spans in fitting for s in spans), evidence_of(text, timex, "counted from the meeting it speaks of"), 3
        )


def _reading_days(timex: Timex, first: date, last: date, reach: int, tense: int = -1) -> list[tuple[date, date]]:
    days = []
    for offset in range(-reach, (last - first).days + reach + 1):
        day = first + timedelta(days=offset)
        meant = days_on(timex, day, tense)
        if meant and meant.first and meant.last and meant.first <= last and first <= meant.last and (tense >= 0 or day >= first):
            days.append((day, day))
    return days


def reading_days(timex: Timex, first: date, last: date, tense: int) -> Domain:
    """Return the days on which a relative expression, read in a tense, can mean an event of `first` to `last`."""
    reach = 800 if "year" in timex.surface.lower() else 70 if re.search("month|quarter", timex.surface.lower()) else 21
    return Domain.of(_reading_days(timex, first, last, reach, tense))
