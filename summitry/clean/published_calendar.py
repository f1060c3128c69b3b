"""Evidence of the publication date in the dates an article tells: past ones came before it, coming ones after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from summitry.clean.published_bounds import EARLIEST, Constraint, Domain, Span
from summitry.clean.published_prose import Prose
from summitry.temporal.edtf import month_interval
from summitry.temporal.expressions import Timex, days_on, find_expressions
from summitry.temporal.tense import sure_tense

_DAY_FORMS = frozenset({"month_day", "day_month", "month_day_range", "day_month_range"})
_RANGE_FORMS = frozenset({"range", "month_day_range", "day_month_range"})
#: A date without a year lies at most so many days from the article.
_YEARLESS_REACH = timedelta(days=300)
#: News whose lead tells of a dated day appears within so many days of it.
_LEAD_REACH = timedelta(days=14)
_HALF_YEAR = timedelta(days=183)
_ANYTIME = date(2200, 1, 1)
_DEADLINE = re.compile(r"\b(?:deadline|expir\w+|due|until|till|by|before|election|anniversary)\b", re.IGNORECASE)
_TERM_END = re.compile(
    r"\b(?:deadline|expir\w+|exten[ds]\w*|prolong\w*|renew\w*|lapse\w*|runs? out|mandate|term|target|goal)\b", re.IGNORECASE
)
#: Words that make a date of the lead background: what the news is about is something else.
_ASIDE = re.compile(r"\b(?:which|who|whose|that|since|after|before|when)\b|\bof\s+$", re.IGNORECASE)
_COMMA = re.compile(r"[,;:]\s")
_TO = re.compile(r"\b(?:to|through)\s+$", re.IGNORECASE)
MEETING = re.compile(r"\b(?:met|meet(?:s|ing|ings)?|talks|summit|visit(?:s|ed)?|conference|session|gathering)\b", re.IGNORECASE)
_NEWS = re.compile(r"\b(?:said|says|told|today|yesterday|announced|statement|according to)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"([A-Za-z]+day),?\s")


def absolute_constraints(prose: Prose) -> Iterator[Constraint]:
    """Yield what dates with a year say: not before a day told in the past tense, not after a day still to come."""
    for timex in prose.timexes:
        if not timex.absolute or timex.first is None or timex.last is None or timex.first < EARLIEST:
            continue
        tense = sure_tense(prose.text, timex.start, timex.end)
        block = prose.block_of(timex.start)
        if block is not None and block.role == "caption" and tense == 0:
            tense = -1
        if tense < 0 and not timex.attributive and not _is_ahead(prose.text, timex):
            first = timex.last if timex.form in _RANGE_FORMS else timex.first
            yield Constraint(Domain.of([(first, _ANYTIME)]), prose.evidence(timex, "told as past"), 1)
        elif tense > 0 and not timex.attributive and timex.bound != "since":
            yield Constraint(Domain.of([(EARLIEST, timex.last)]), prose.evidence(timex, "told as still to come"), 1)
        elif timex.first != timex.last and not _is_ahead(prose.text, timex) and timex.first.year < 2100:
            # A year that only names a thing ("the 1987 treaty") may be a coming one, but hardly a far one.
            spoken = date(max(timex.first.year - 2, EARLIEST.year), 1, 1)
            yield Constraint(Domain.of([(spoken, _ANYTIME)]), prose.evidence(timex, "the year is spoken of"), 3)


def _is_ahead(text: str, timex: Timex) -> bool:
    """True for the end of a term that a past act sets: "extended the treaty until 5 February 2026"."""
    if timex.bound in ("by", "until", "before") or _TO.search(text[max(0, timex.start - 10) : timex.start]):
        return True
    before, after = _COMMA.split(text[max(0, timex.start - 60) : timex.start])[-1], _COMMA.split(text[timex.end : timex.end + 60])[0]
    return _TERM_END.search(before) is not None or _TERM_END.search(after) is not None


def yearless_constraints(prose: Prose, domain: Domain) -> Iterator[Constraint]:
    """Yield what dates without a year say in the years that are still possible."""
    years = domain.years()
    if not 0 < len(years) <= 12:
        return
    for timex in prose.timexes:
        if not _is_yearless(timex) or (tense := _told(prose.text, timex)) == 0:
            continue
        allowed: list[Span] = []
        for year in range(years[0] - 1, years[-1] + 2):
            days = days_on(timex, date(year, 7, 1))
            if days is not None and days.first is not None and days.last is not None and days.first.year == year:
                allowed.append(
                    (days.first if tense < 0 else days.first - _YEARLESS_REACH, days.last if tense > 0 else days.last + _YEARLESS_REACH)
                )
        if allowed:
            told = "told as past" if tense < 0 else "told as still to come"
            yield Constraint(Domain.of(allowed), prose.evidence(timex, f"a date without a year, {told}"), 3)


def _is_yearless(timex: Timex) -> bool:
    if timex.absolute or timex.type != "DATE" or timex.direction or timex.mod:
        return False
    if timex.form == "range":
        return all(_is_yearless(part) for part in timex.parts)
    return timex.form in _DAY_FORMS or timex.form == "month"


def _told(text: str, timex: Timex) -> int:
    tense = sure_tense(text, timex.start, timex.end)
    return 0 if tense < 0 and _DEADLINE.search(text[max(0, timex.start - 60) : timex.end + 60]) else tense


def weekday_constraints(prose: Prose, domain: Domain) -> Iterator[Constraint]:
    """Yield the years in which a date without a year falls on the weekday the text gives ("Friday, 28 June")."""
    years = domain.years()
    if not 0 < len(years) <= 40:
        return
    for timex in prose.timexes:
        weekday = _WEEKDAY.match(timex.surface)
        if timex.absolute or timex.form not in ("month_day", "day_month") or weekday is None:
            continue
        bare = timex.surface[weekday.end() :]
        allowed = []
        for year in range(years[0] - 1, years[-1] + 2):
            day = next((t.first for t in find_expressions(f"{bare}, {year}") if t.first is not None and t.first == t.last), None)
            if day is not None and day.strftime("%A") == weekday.group(1).capitalize():
                allowed.append((day - _HALF_YEAR, day + _HALF_YEAR))
        if allowed:
            yield Constraint(Domain.of(allowed), prose.evidence(timex, "the weekday fits this year"), 2)


def lead_constraints(prose: Prose, domain: Domain) -> Iterator[Constraint]:
    """Yield the fortnight after the day that the lead of a news text tells of, when no later past day is told."""
    body = [b for b in prose.blocks if b.role == "body"]
    if not body or not domain.spans or not _NEWS.search(prose.text):
        return
    past = [
        (t.last, -t.start, t.first, t)
        for t in prose.timexes
        if t.absolute and t.first is not None and t.last is not None and (t.last - t.first).days <= 14 and not t.attributive
        if sure_tense(prose.text, t.start, t.end) <= 0 and not _is_ahead(prose.text, t)
    ]
    told = [s for s in prose.sentences if s[0] >= body[0].start]
    lead_end = told[min(1, len(told) - 1)][1]
    if not past:
        return
    last, _, first, latest = max(past, key=lambda p: p[:2])
    sentence = next((s for s in told if s[0] <= latest.start < s[1]), (latest.start, latest.start))
    block = prose.block_of(latest.start)
    if block in body and latest.start <= lead_end and not _ASIDE.search(prose.text, sentence[0], latest.start):
        yield Constraint(Domain.of([(first, last + _LEAD_REACH)]), prose.evidence(latest, "the lead tells of this day"), 3)


def linked_constraints(prose: Prose, domain: Domain) -> Iterator[Constraint]:
    """Yield the days on which "this week's meeting" is the meeting of a day given elsewhere in the text ("met on 28 June")."""
    if not domain.spans or domain.width > 3700:
        return
    dated: list[Span] = []
    relative: list[Timex] = []
    for a, b in prose.sentences:
        if not MEETING.search(prose.text, a, b):
            continue
        for timex in prose.within(a, b):
            if timex.form in _DAY_FORMS and sure_tense(prose.text, timex.start, timex.end) < 0:
                dated += _in_years(timex, domain.years())
            elif timex.surface.lower() in ("this week", "this weekend") and MEETING.match(
                prose.text[timex.end : timex.end + 30].lstrip("'’s \n")
            ):
                relative.append(timex)
    if not dated:
        return
    latest = max(dated)
    same = [d for d in dated if (d[0].month, d[0].day) == (latest[0].month, latest[0].day)]
    for timex in relative:
        allowed = Domain.of(s for first, last in same for s in reading_days(timex, first, last, -1).spans)
        yield Constraint(allowed, prose.evidence(timex, "counted from the meeting it speaks of"), 3)


def _in_years(timex: Timex, years: range) -> Iterator[Span]:
    if timex.absolute:
        years = range(1)
    for year in years:
        days = days_on(timex, date(year, 7, 1) if year else EARLIEST)
        if days and days.first and days.last and (timex.absolute or days.first.year == year):
            yield days.first, days.last


def reading_days(timex: Timex, first: date, last: date, tense: int) -> Domain:
    """Return the days on which a relative expression, read in a tense, can mean an event of `first` to `last`.

    In the past tense the event has begun, in the future tense it is not over.
    """
    word = timex.surface.lower()
    if "year" in word:
        return Domain.of(s for s in _months_round(first, last) if _can_mean(timex, s[0] + timedelta(days=14), (first, last), tense))
    reach = 70 if "month" in word or "quarter" in word else 21
    days = (first + timedelta(days=offset) for offset in range(-reach, (last - first).days + reach + 1))
    return Domain.of((day, day) for day in days if _can_mean(timex, day, (first, last), tense))


def _months_round(first: date, last: date) -> Iterator[Span]:
    """The months from two years before the year of `first` to two years after that of `last`."""
    for year in range(max(first.year - 2, 1), min(last.year + 2, 9998) + 1):
        for month in range(1, 13):
            begin, end = month_interval(year, month)
            if begin is not None and end is not None:
                yield begin, end


def _can_mean(timex: Timex, day: date, event: Span, tense: int) -> bool:
    first, last = event
    if (tense < 0 and day < first) or (tense > 0 and day > last):
        return False
    meant = days_on(timex, day, 2 * ((tense > 0) - (tense < 0)))
    return bool(meant and meant.first and meant.last and meant.first <= last and first <= meant.last)
