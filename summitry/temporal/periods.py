"""Weeks, weekends, months, seasons, years and their parts as intervals of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summitry.temporal import vocabulary as v
from summitry.temporal.amounts import fold
from summitry.temporal.edtf import Interval, add_duration, add_months, month_interval, season_interval, year_interval

_DAY = timedelta(days=1)
_BEGIN = re.compile(r"\b(?:early|beginning|start|first half|early part|first week|first days)\b")
_MIDDLE = re.compile(r"\b(?:mid|middle)\b")
_SHARP = re.compile(r"\b(?:end|beginning|start|close)\b")


def part_of(days: Interval, edge: str | None) -> tuple[Interval, str | None]:
    """Return the early, middle or late part of a period and its TIMEX3 mod; the period itself without an edge.

    Months are cut in tens of days (their first and last weeks are seven days), years in four-month thirds (ends and beginnings: one month),
    decades at their fourth and seventh year, other periods in thirds.
    """
    word = fold(edge).rstrip("- ")
    if not word or days.first is None or days.last is None:
        return days, None
    first, last = days.first, days.last
    length = (last - first).days + 1
    begin, middle = bool(_BEGIN.search(word)), bool(_MIDDLE.search(word))
    if "half" in word:
        cut = add_months(first, 6) if 360 < length < 370 else first + timedelta(days=length // 2)
        return (Interval(first, cut - _DAY), "FIRST_HALF") if "first" in word else (Interval(cut, last), "SECOND_HALF")
    mod = "START" if begin else "MID" if middle else "END"
    if "week" in word or "days" in word:
        seven = timedelta(days=min(6, length - 1))
        return Interval(first, first + seven) if begin else Interval(last - seven, last), mod
    low, high = _third(first, last, length, begin=begin, middle=middle, sharp=bool(_SHARP.search(word)))
    return Interval(low, high), mod


def _third(first: date, last: date, length: int, *, begin: bool, middle: bool, sharp: bool) -> tuple[date, date]:
    if 28 <= length <= 31:
        cuts = first + timedelta(days=10), first + timedelta(days=20)
    elif 365 <= length <= 366:
        cuts = (add_months(first, 1), add_months(first, 11)) if sharp else (add_months(first, 4), add_months(first, 8))
    elif 3600 < length < 3700:
        cuts = (add_months(first, 48), add_months(first, 72)) if not middle else (add_months(first, 36), add_months(first, 84))
    else:
        third = timedelta(days=max(length // 3, 1))
        cuts = first + third, max(last - third + _DAY, first)
    if begin:
        return first, min(cuts[0] - _DAY, last)
    if middle:
        return min(cuts[0], last), max(cuts[1] - _DAY, min(cuts[0], last))
    return cuts[1], last


def period_of(day: date, unit: str, step: int = 0) -> Interval | None:
    """Return the week (Monday to Sunday), weekend, month, quarter, year, decade, century or season that holds `day`, moved by `step`.

    None for other units. Raises ValueError or OverflowError off the calendar.
    """
    if unit in ("week", "weekend", "fortnight"):
        monday = day - day.weekday() * _DAY + 7 * step * _DAY
        if unit == "weekend":
            return Interval(monday + 5 * _DAY, monday + 6 * _DAY)
        return Interval(monday, monday + (13 if unit == "fortnight" else 6) * _DAY)
    if unit == "month":
        first = add_months(date(day.year, day.month, 1), step)
        return month_interval(first.year, first.month)
    if unit == "quarter":
        first = add_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return Interval(first, add_months(first, 3) - _DAY)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        base = day.year // size * size + step * size
        return Interval(date(base, 1, 1), date(base + size - 1, 12, 31))
    if unit in v.SEASONS:
        return _season(day, v.SEASONS[unit], step)
    return None


def _season(day: date, code: int, step: int) -> Interval:
    """The last season that is over (`step` < 0), the next that has not begun (> 0), or the one nearest to the day."""
    seasons = [season_interval(y, code) for y in range(day.year - 2, day.year + 3)]
    known = [(s.first, s.last) for s in seasons if s.first is not None and s.last is not None]
    if step < 0:
        first, last = max(s for s in known if s[1] < day)
    elif step > 0:
        first, last = min(s for s in known if s[0] > day)
    else:
        first, last = min(known, key=lambda s: abs((s[0] - day).days + 45))
    return Interval(first, last)


def weekend_from(base: date, step: int) -> Interval:
    """Return the last weekend that is over before `base` (`step` < 0) or the next that begins after it."""
    saturday = base - ((base.weekday() - 5) % 7) * _DAY
    if step < 0:
        while saturday + _DAY >= base:
            saturday -= 7 * _DAY
    else:
        while saturday <= base:
            saturday += 7 * _DAY
    return Interval(saturday, saturday + _DAY)


def nearest_weekend(base: date, tense: int) -> Interval:
    """Return "the weekend" as said on `base`: the running one, else by tense the coming or the last; else the coming one from Thursday."""
    if base.weekday() >= 5:
        saturday = base - (base.weekday() - 5) * _DAY
    elif tense > 0 or (tense > -2 and base.weekday() >= 3):
        saturday = base + (5 - base.weekday()) * _DAY
    else:
        saturday = base - (base.weekday() + 2) * _DAY
    return Interval(saturday, saturday + _DAY)


def moved(base: date, number: float, unit: str, sign: int) -> Interval:
    """Return the day, or the stretch as coarse as the unit, that lies so many units from `base`.

    Days are exact; weeks give three days either side, months the month, years the year, seasons the season: nobody counts finer. Raises
    ValueError or OverflowError off the calendar.
    """
    if unit in v.SEASONS:
        return season_interval(base.year + sign * int(number), v.SEASONS[unit])
    code, size = v.UNIT_CODES[unit]
    if code.startswith("T"):
        hours = number * {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1}[code] * sign
        other = base + timedelta(days=round(hours / 24)) if abs(hours) >= 24 else base
        return Interval(other, other)
    whole = int(number * size)
    if code == "D":
        other = add_duration(base, f"P{whole}D", sign)
        return Interval(other, other)
    if code == "W":
        centre = add_duration(base, f"P{whole}W", sign)
        return Interval(centre - 3 * _DAY, centre + 3 * _DAY)
    if code == "M" or number != int(number):
        other = add_months(base, sign * int(number * size * (12 if code == "Y" else 1)))
        return month_interval(other.year, other.month)
    return year_interval(base.year + sign * whole)
