"""Readings of dates that name a month, a year, a season, a decade: what each form of `grammar.py` means."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summitry.temporal import vocabulary as v
from summitry.temporal.amounts import day_number, fold, month_number, weekday_number
from summitry.temporal.edtf import Interval, add_months, month_interval, season_interval, year_interval
from summitry.temporal.meaning import Meaning, Setting, dated, edged, nearest, one_day

_DAY = timedelta(days=1)


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years_round(reference: date) -> range:
    return range(max(reference.year - 1, 1), min(reference.year + 1, 9998) + 1)


def _yearless_day(month: int, day: int, setting: Setting, weekday: str | None = None) -> Interval | None:
    if setting.reference is None:
        return None
    days = [d for y in _years_round(setting.reference) if (d := safe_date(y, month, day))]
    if weekday is not None and (same := [d for d in days if d.weekday() == weekday_number(weekday)]):
        days = same
    return nearest([one_day(d) for d in days], setting)


def _yearless_month(month: int, setting: Setting) -> Interval | None:
    if setting.reference is None:
        return None
    return nearest([month_interval(y, month) for y in _years_round(setting.reference)], setting)


def iso(match: re.Match[str], setting: Setting) -> Meaning | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return dated(one_day(day), absolute=True) if day else None


def slash(match: re.Match[str], setting: Setting) -> Meaning | None:
    """16/07/2018 has one reading, 05/07/2018 two: then no day is claimed."""
    a, b, y = int(match["a"]), int(match["b"]), int(match["y"])
    readings = {d for d in (safe_date(y, b, a), safe_date(y, a, b)) if d}
    if match["sep"] == ".":
        readings = {d for d in (safe_date(y, b, a),) if d}
    if not readings:
        return None
    return dated(one_day(readings.pop()) if len(readings) == 1 else None, absolute=True)


def month_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    groups = match.groupdict()
    month, day, year = month_number(match["m"]), day_number(match["d"]), groups.get("y") or groups.get("y2")
    if year:
        exact = safe_date(int(year), month, day)
        return dated(one_day(exact), absolute=True) if exact else None
    if safe_date(2000, month, day) is None:
        return None
    return dated(_yearless_day(month, day, setting, match["w"]))


def day_range(match: re.Match[str], setting: Setting) -> Meaning | None:
    month, d1, d2 = month_number(match["m"]), day_number(match["d"]), day_number(match["d2"])
    if d1 >= d2 or safe_date(2000, month, d2) is None:
        return None
    if match["y"]:
        year: int | None = int(match["y"])
    else:
        days = _yearless_day(month, d1, setting)
        year = days.first.year if days and days.first else None
    if year is None:
        return dated(None)
    first, last = safe_date(year, month, d1), safe_date(year, month, d2)
    return dated(Interval(first, last), absolute=bool(match["y"])) if first and last else None


def month_year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return edged(month_interval(int(match["y"]), month_number(match["m"])), match["edge"], absolute=True)


def month_shift(match: re.Match[str], setting: Setting) -> Meaning | None:
    shift = fold(match["s"])
    narrative = shift.startswith(("that", "the"))
    base = setting.anchor if narrative else setting.reference
    if base is None:
        return dated(None, narrative=narrative)
    step = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(shift, 0)
    days = month_interval(base.year + step, month_number(match["m"]))
    return edged(days, match["edge"], direction=step, narrative=narrative)


def month(match: re.Match[str], setting: Setting) -> Meaning | None:
    number, shift = month_number(match["m"]), fold(match["s"])
    reference = setting.reference
    if reference is None:
        return dated(None, direction={"last": -1, "past": -1, "next": 1, "coming": 1}.get(shift, 0))
    if not shift:
        return edged(_yearless_month(number, setting), match["edge"])
    if shift.startswith("this"):
        return edged(month_interval(reference.year, number), match["edge"])
    past = shift in ("last", "past", "previous", "the previous")
    year = reference.year
    if past and number >= reference.month:
        year -= 1
    if not past and number <= reference.month:
        year += 1
    return edged(month_interval(year, number), match["edge"], direction=-1 if past else 1)


def year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return edged(year_interval(int(match["y"])), match["edge"], absolute=True)


def decade(match: re.Match[str], setting: Setting) -> Meaning | None:
    if match["n"]:
        base, edge = 1900 + v.DECADE_WORDS[match["n"].lower()], match["edge2"]
    elif match["c"]:
        base, edge = int(match["c"]) * 100 + int(match["t"]) * 10, match["edge"]
    elif match["q"]:
        base, edge = 1900 + int(match["t"]) * 10, match["edge"]
    else:
        return None
    return edged(Interval(date(base, 1, 1), date(base + 9, 12, 31)), edge, absolute=True)


def century(match: re.Match[str], setting: Setting) -> Meaning | None:
    number = day_number(match["n"])
    if not 1 <= number <= 30:
        return None
    return edged(Interval(date(max(number * 100 - 100, 1), 1, 1), date(number * 100 - 1, 12, 31)), match["edge"], absolute=True)


def season_year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return edged(season_interval(int(match["y"]), v.SEASONS[match["n"].lower()]), match["edge"], absolute=True)


def season(match: re.Match[str], setting: Setting) -> Meaning | None:
    if setting.reference is None:
        return dated(None)
    code = v.SEASONS[match["n"].lower()]
    return edged(nearest([season_interval(y, code) for y in _years_round(setting.reference)], setting), match["edge"])


def quarter(match: re.Match[str], setting: Setting) -> Meaning | None:
    number = int(match["o2"]) if match["o2"] else v.ORDINALS[match["o"].lower()]
    text = match["y"] or match["y2"]
    if text is None and setting.reference is None:
        return dated(None)
    shift = {"last": -1, "next": 1}.get(fold(match["s"]), 0)
    base = int(text) if text else (setting.reference.year if setting.reference else 0) + shift
    first = date(base, number * 3 - 2, 1)
    return dated(Interval(first, add_months(first, 3) - _DAY), absolute=bool(text), direction=shift)


_FROM_EASTER = {"easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1}


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _easter_day(step: int, year_text: str | None, setting: Setting) -> Meaning:
    if year_text:
        return dated(one_day(easter(int(year_text)) + step * _DAY), absolute=True)
    if setting.reference is None:
        return dated(None)
    return dated(nearest([one_day(easter(y) + step * _DAY) for y in _years_round(setting.reference)], setting))


def named_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    name = fold(match["n"]).replace("’", "'")
    if name in _FROM_EASTER:
        return _easter_day(_FROM_EASTER[name], match["y"], setting)
    month_number, day = v.NAMED_DAYS[name]
    if match["y"]:
        exact = safe_date(int(match["y"]), month_number, day)
        return dated(one_day(exact), absolute=True) if exact else None
    return dated(_yearless_day(month_number, day, setting))
