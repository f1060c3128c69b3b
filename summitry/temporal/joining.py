"""Neighbouring expressions that are one: the ends of a range, a time of day and its day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from summitry.temporal.contexts import word_before
from summitry.temporal.edtf import Interval, format_interval
from summitry.temporal.grammar import SPACE
from summitry.temporal.meaning import interval_value
from summitry.temporal.timex import Timex

_TO = re.compile(rf"(?:{SPACE}(?:to|through|until|till){SPACE}|[^\S\n]*[-–—][^\S\n]*|{SPACE}and{SPACE})(?:(?:on|in){SPACE})?$")
_AT = re.compile(rf"(?:,?{SPACE}(?:(?:on|at|of){SPACE})?|,?{SPACE})$")
_GRAIN = {
    "month_day": "day",
    "day_month": "day",
    "weekday": "day",
    "iso": "day",
    "relative_day": "day",
    "year": "year",
    "month": "month",
    "month_year": "month",
}


_YEARLESS = frozenset({"month_day", "day_month", "month"})


def join(text: str, found: list[Timex]) -> list[Timex]:
    """Return the expressions with the two ends of a range, and a time with its day, made one."""
    joined: list[Timex] = []
    for timex in found:
        if joined and (whole := _range(text, joined[-1], timex) or _at(text, joined[-1], timex)):
            joined[-1] = whole
        else:
            joined.append(timex)
    return joined


def _range(text: str, left: Timex, right: Timex) -> Timex | None:
    """`November 11 to November 15`, `between 2003 and 2005`, `Monday to Wednesday`, `Thursday and Friday`: one stretch from two ends."""
    grain = _GRAIN.get(left.form)
    if grain is None or grain != _GRAIN.get(right.form) or not _TO.fullmatch(text[left.end : right.start]):
        return None
    lead = word_before(text, left.start)
    link = text[left.end : right.start].strip().lower()
    if link.startswith(("to", "until", "till")) and lead != "from" and grain != "day":
        return None
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    if link.startswith("and") and lead != "between" and not (grain == "day" and (right.first - left.first).days == 1):
        return None
    first, last = _ends(left, right)
    if first is None or last is None or first >= last:
        return None
    days = Interval(first, last)
    return replace(
        left,
        end=right.end,
        surface=text[left.start : right.end],
        value=interval_value(days),
        edtf=format_interval(first, last),
        first=first,
        last=last,
        absolute=left.absolute or right.absolute,
        form="range",
        parts=(left, right),
        bound="on" if left.bound == "since" else left.bound,
        attributive=False,
    )


def _ends(left: Timex, right: Timex) -> tuple[date | None, date | None]:
    """The first and last day of a range: an end without a year takes the one that puts it on the right side of the other."""
    first, last = left.first, right.last
    if first is None or last is None or left.last is None or right.first is None:
        return None, None
    if right.absolute and not left.absolute and left.form in _YEARLESS:
        return _with_year_before(first, last), last
    if right.first > left.last:
        return first, last
    if left.form == right.form == "weekday":
        return first, date.fromordinal(first.toordinal() + (right.first.weekday() - first.weekday()) % 7)
    if not right.absolute and right.form in _YEARLESS:
        return first, _with_year(last, first)
    return None, None


def _with_year(day: date, after: date) -> date:
    moved = _replace_year(day, after.year)
    return moved if moved >= after else _replace_year(day, after.year + 1)


def _with_year_before(day: date, before: date) -> date:
    moved = _replace_year(day, before.year)
    return moved if moved <= before else _replace_year(day, before.year - 1)


def _replace_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def _at(text: str, left: Timex, right: Timex) -> Timex | None:
    """A time of day and its day: `3 p.m. on Tuesday`, `Tuesday at 3 p.m.`."""
    if (left.form == "clock") == (right.form == "clock") or not _AT.fullmatch(text[left.end : right.start]):
        return None
    clock, day = (left, right) if left.form == "clock" else (right, left)
    if day.first is None or day.first != day.last or day.type not in ("DATE", "TIME"):
        return None
    time = (clock.value or "")[-6:]
    return replace(
        day,
        start=left.start,
        end=right.end,
        surface=text[left.start : right.end],
        type="TIME",
        value=f"{day.first}{time}",
        parts=(left, right),
        form="day_clock",
    )
