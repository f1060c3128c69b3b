"""What each form of `grammar.py` means: its value and its days, counted from a reference day where it needs one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.temporal import vocabulary as v
from summitry.temporal.edtf import Interval, add_duration, add_months, format_interval, month_interval, season_interval, year_interval


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the day the text was written, the last day told of, and the tense round it (-1, 0, 1)."""

    reference: date | None = None
    anchor: date | None = None
    tense: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of one expression; `days` None where it denotes no days or the setting does not fix them."""

    type: str
    value: str | None = None
    days: Interval | None = None
    absolute: bool = False
    direction: int = 0
    mod: str | None = None
    narrative: bool = False


Reading = Callable[["re.Match[str]", Setting], "Meaning | None"]
_DAY = timedelta(days=1)


def interval_value(days: Interval | None) -> str | None:
    """Return the TIMEX3 value of an interval: a day, month or year where it is just that, else both its days."""
    if days is None or days.first is None or days.last is None:
        return None
    text = format_interval(days.first, days.last)
    if text is not None and "/" in text:
        return f"{days.first}/{days.last}"
    return text


def _date(days: Interval | None, *, absolute: bool = False, direction: int = 0, mod: str | None = None, narrative: bool = False) -> Meaning:
    return Meaning("DATE", interval_value(days), days, absolute, direction, mod, narrative)


def _one(day: date) -> Interval:
    return Interval(day, day)


def _fold(text: str | None) -> str:
    return " ".join(text.lower().split()) if text else ""


def _month(name: str) -> int:
    key = name.lower().rstrip(".")
    return v.MONTHS.get(key) or v.MONTH_ABBREVIATIONS[key]


def _weekday(name: str) -> int:
    key = name.lower().rstrip(".")
    return v.WEEKDAYS[key] if key in v.WEEKDAYS else v.WEEKDAY_ABBREVIATIONS[key]


def _number_of_day(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---------------------------------------------------------------- parts of a period


def part_of(days: Interval, edge: str | None) -> tuple[Interval, str | None]:
    """Return the early, middle or late part of a period and its TIMEX3 mod; the period itself without an edge.

    Months are cut in tens of days, years in four-month thirds (ends and beginnings: one month), longer and shorter periods in thirds.
    """
    word = _fold(edge).rstrip("- ")
    if not word or days.first is None or days.last is None:
        return days, None
    length = (days.last - days.first).days + 1
    begin = bool(re.search(r"\b(early|beginning|start|first half|early part)\b", word))
    middle = bool(re.search(r"\b(mid|middle)\b", word))
    half = "half" in word
    sharp = bool(re.search(r"\b(end|beginning|start|close)\b", word))
    first, last = days
    if half:
        cut = add_months(first, 6) if length > 360 and length < 370 else first + timedelta(days=length // 2)
        return (Interval(first, cut - _DAY), "FIRST_HALF") if "first" in word else (Interval(cut, last), "SECOND_HALF")
    mod = "START" if begin else "MID" if middle else "END"
    if 28 <= length <= 31:
        bounds = (0, 10) if begin else (10, 20) if middle else (20, length)
        return Interval(first + timedelta(days=bounds[0]), first + timedelta(days=bounds[1] - 1)), mod
    if 365 <= length <= 366:
        if begin:
            return Interval(first, add_months(first, 1 if sharp else 4) - _DAY), mod
        if middle:
            return Interval(add_months(first, 4), add_months(first, 8) - _DAY), mod
        return Interval(add_months(first, 11 if sharp else 8), last), mod
    if 3600 < length < 3700:
        if begin:
            return Interval(first, add_months(first, 48) - _DAY), mod
        if middle:
            return Interval(add_months(first, 36), add_months(first, 84) - _DAY), mod
        return Interval(add_months(first, 72), last), mod
    third = max(length // 3, 1)
    if begin:
        return Interval(first, first + timedelta(days=third - 1)), mod
    if middle:
        return Interval(first + timedelta(days=third), last - timedelta(days=third) if length > 2 * third else last), mod
    return Interval(last - timedelta(days=third - 1), last), mod


def _edged(days: Interval | None, edge: str | None, *, absolute: bool = False, direction: int = 0, narrative: bool = False) -> Meaning:
    if days is None:
        return _date(None, absolute=absolute, direction=direction, narrative=narrative)
    part, mod = part_of(days, edge)
    value = interval_value(days) if mod else interval_value(part)
    return Meaning("DATE", value, part, absolute, direction, mod, narrative)


# ---------------------------------------------------------------- choosing among years and weeks


#: Days by which a reading on the wrong side of the reference must be nearer to be preferred, by strength of the tense.
_WRONG_SIDE = {0: 0, 1: 110, 2: 200}


def nearest(candidates: list[Interval], setting: Setting, scale: int = 1) -> Interval | None:
    """Return the candidate nearest the reference; the tense makes those on its other side look farther away.

    A candidate that holds the reference day lies on both sides. `scale` divides that handicap (candidates a month apart: 12).
    """
    reference = setting.reference
    if reference is None or not candidates:
        return None

    def cost(days: Interval) -> int:
        first, last = days.first or date.min, days.last or date.max
        if first <= reference <= last:
            return 0
        side = 1 if first > reference else -1
        distance = (first - reference).days if side > 0 else (reference - last).days
        return distance + (_WRONG_SIDE[min(abs(setting.tense), 2)] // scale if side * setting.tense < 0 else 0)

    return min(candidates, key=cost)


def _years_round(reference: date) -> range:
    return range(max(reference.year - 1, 1), min(reference.year + 1, 9998) + 1)


def _yearless_day(month: int, day: int, setting: Setting, weekday: str | None = None) -> Interval | None:
    if setting.reference is None:
        return None
    days = [d for y in _years_round(setting.reference) if (d := _safe(y, month, day))]
    if weekday is not None and (same := [d for d in days if d.weekday() == _weekday(weekday)]):
        days = same
    return nearest([_one(d) for d in days], setting)


def _yearless_month(month: int, setting: Setting) -> Interval | None:
    if setting.reference is None:
        return None
    return nearest([month_interval(y, month) for y in _years_round(setting.reference)], setting)


# ---------------------------------------------------------------- absolute dates


def iso(match: re.Match[str], setting: Setting) -> Meaning | None:
    day = _safe(int(match["y"]), int(match["m"]), int(match["d"]))
    return _date(_one(day), absolute=True) if day else None


def slash(match: re.Match[str], setting: Setting) -> Meaning | None:
    """16/07/2018 has one reading, 05/07/2018 two: then no day is claimed."""
    a, b, y = int(match["a"]), int(match["b"]), int(match["y"])
    readings = {d for d in (_safe(y, b, a), _safe(y, a, b)) if d}
    if match["sep"] == ".":
        readings = {d for d in (_safe(y, b, a),) if d}
    if not readings:
        return None
    return _date(_one(readings.pop()) if len(readings) == 1 else None, absolute=True)


def month_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    groups = match.groupdict()
    month, day, year = _month(match["m"]), _number_of_day(match["d"]), groups.get("y") or groups.get("y2")
    if year:
        exact = _safe(int(year), month, day)
        return _date(_one(exact), absolute=True) if exact else None
    if _safe(2000, month, day) is None:
        return None
    return _date(_yearless_day(month, day, setting, match["w"]))


def day_range(match: re.Match[str], setting: Setting) -> Meaning | None:
    month, d1, d2 = _month(match["m"]), _number_of_day(match["d"]), _number_of_day(match["d2"])
    if d1 >= d2 or _safe(2000, month, d2) is None:
        return None
    if match["y"]:
        year: int | None = int(match["y"])
    else:
        days = _yearless_day(month, d1, setting)
        year = days.first.year if days and days.first else None
    if year is None:
        return _date(None)
    first, last = _safe(year, month, d1), _safe(year, month, d2)
    return _date(Interval(first, last), absolute=bool(match["y"])) if first and last else None


def month_year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return _edged(month_interval(int(match["y"]), _month(match["m"])), match["edge"], absolute=True)


def month_shift(match: re.Match[str], setting: Setting) -> Meaning | None:
    shift = _fold(match["s"])
    narrative = shift.startswith(("that", "the"))
    base = setting.anchor if narrative else setting.reference
    if base is None:
        return _date(None, narrative=narrative)
    step = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(shift, 0)
    days = month_interval(base.year + step, _month(match["m"]))
    return _edged(days, match["edge"], direction=step, narrative=narrative)


def month(match: re.Match[str], setting: Setting) -> Meaning | None:
    number, shift = _month(match["m"]), _fold(match["s"])
    reference = setting.reference
    if reference is None:
        return _date(None, direction={"last": -1, "past": -1, "next": 1, "coming": 1}.get(shift, 0))
    if not shift:
        return _edged(_yearless_month(number, setting), match["edge"])
    if shift.startswith("this"):
        return _edged(month_interval(reference.year, number), match["edge"])
    past = shift in ("last", "past", "previous", "the previous")
    year = reference.year
    if past and number >= reference.month:
        year -= 1
    if not past and number <= reference.month:
        year += 1
    return _edged(month_interval(year, number), match["edge"], direction=-1 if past else 1)


def year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return _edged(year_interval(int(match["y"])), match["edge"], absolute=True)


def decade(match: re.Match[str], setting: Setting) -> Meaning | None:
    if match["n"]:
        base, edge = 1900 + v.DECADE_WORDS[match["n"].lower()], match["edge2"]
    elif match["c"]:
        base, edge = int(match["c"]) * 100 + int(match["t"]) * 10, match["edge"]
    elif match["q"]:
        base, edge = 1900 + int(match["t"]) * 10, match["edge"]
    else:
        return None
    return _edged(Interval(date(base, 1, 1), date(base + 9, 12, 31)), edge, absolute=True)


def century(match: re.Match[str], setting: Setting) -> Meaning | None:
    number = _number_of_day(match["n"])
    if not 1 <= number <= 30:
        return None
    return _edged(Interval(date(max(number * 100 - 100, 1), 1, 1), date(number * 100 - 1, 12, 31)), match["edge"], absolute=True)


def season_year(match: re.Match[str], setting: Setting) -> Meaning | None:
    return _edged(season_interval(int(match["y"]), v.SEASONS[match["n"].lower()]), match["edge"], absolute=True)


def season(match: re.Match[str], setting: Setting) -> Meaning | None:
    if setting.reference is None:
        return _date(None)
    code = v.SEASONS[match["n"].lower()]
    return _edged(nearest([season_interval(y, code) for y in _years_round(setting.reference)], setting), match["edge"])


def quarter(match: re.Match[str], setting: Setting) -> Meaning | None:
    number = int(match["o2"]) if match["o2"] else v.ORDINALS[match["o"].lower()]
    text = match["y"] or match["y2"]
    if text is None and setting.reference is None:
        return _date(None)
    shift = {"last": -1, "next": 1}.get(_fold(match["s"]), 0)
    base = int(text) if text else (setting.reference.year if setting.reference else 0) + shift
    first = date(base, number * 3 - 2, 1)
    return _date(Interval(first, add_months(first, 3) - _DAY), absolute=bool(text), direction=shift)


def named_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    month_number, day = v.NAMED_DAYS[_fold(match["n"]).replace("’", "'")]
    if match["y"]:
        exact = _safe(int(match["y"]), month_number, day)
        return _date(_one(exact), absolute=True) if exact else None
    return _date(_yearless_day(month_number, day, setting))


# ---------------------------------------------------------------- days and weeks round the reference

_DAY_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def relative_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    words = _fold(match.group()).removeprefix("the ")
    if words in _DAY_STEPS:
        step = _DAY_STEPS[words]
        days = _one(setting.reference + step * _DAY) if setting.reference else None
        return _date(days, direction=(step > 0) - (step < 0))
    step = -1 if words == "last night" or (words == "overnight" and setting.tense <= 0) else 0
    if setting.reference is None:
        return Meaning("TIME", direction=step)
    day = setting.reference + step * _DAY
    days = Interval(day, setting.reference) if words == "overnight" else _one(day)
    return Meaning("TIME", f"{day}T{v.PART_CODES.get(words.split()[-1], 'NI')}", days, direction=step)


def weekday(match: re.Match[str], setting: Setting) -> Meaning | None:
    groups = match.groupdict()
    number, shift, week = _weekday(match["w"]), _fold(groups.get("s")), _fold(groups.get("t"))
    narrative = shift in ("the following", "the previous", "the same", "that") or week in ("that week", "the following week")
    direction = (
        -1 if shift in ("last", "past") or week == "last week" else 1 if shift in ("next", "coming") or week in ("next week", "week") else 0
    )
    base = setting.anchor if narrative else setting.reference
    if base is None:
        return _date(None, direction=direction, narrative=narrative)
    monday = base - base.weekday() * _DAY
    if week:
        step = {"last week": -1, "next week": 1, "the following week": 1}.get(week, 0)
        day = monday + (7 * step + number) * _DAY
        if week == "week":  # "Monday week": eight days hence and more
            day = base + ((number - base.weekday() - 1) % 7 + 8) * _DAY
        return _date(_one(day), direction=direction, narrative=narrative)
    before = base - ((base.weekday() - number - 1) % 7 + 1) * _DAY
    after = base + ((number - base.weekday() - 1) % 7 + 1) * _DAY
    if shift in ("last", "past", "the previous", "this past"):
        day = before
    elif shift in ("next", "the next", "coming", "the following", "the coming", "this coming"):
        day = after
    elif shift == "this":
        day = monday + number * _DAY
        if setting.tense > 0 and day < base:
            day += 7 * _DAY
    else:
        day = base if number == base.weekday() else before if _looks_back((after - base).days, setting.tense) else after
    return _date(_one(day), direction=direction, narrative=narrative)


def _looks_back(days_ahead: int, tense: int) -> bool:
    """Weekdays name the last six days or the next: a past tense means the last one, a doubtful tense the nearer one, a future tense the next."""
    if tense < 0:
        return tense == -2 or days_ahead > 1
    return tense == 0 and days_ahead > 2


def day_of_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    base = setting.anchor or setting.reference
    if base is None:
        return _date(None)
    number, shift = _number_of_day(match["d"]), _fold(match["s"])
    if shift:
        base = setting.reference or base
        first = add_months(date(base.year, base.month, 1), {"last": -1, "next": 1}.get(shift, 0))
        day = _safe(first.year, first.month, number)
        return _date(_one(day)) if day else None
    months = [add_months(date(base.year, base.month, 1), k) for k in (-1, 0, 1)]
    days = [_one(d) for m in months if (d := _safe(m.year, m.month, number))]
    return _date(nearest(days, Setting(base, None, setting.tense), scale=12))


# ---------------------------------------------------------------- weeks, months, years round the reference


def period_of(day: date, unit: str, step: int = 0) -> Interval | None:
    """Return the week (Monday to Sunday), weekend, month, quarter, year, decade, century or season that holds `day`, moved by `step` of them."""
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
        code = v.SEASONS[unit]
        seasons = [season_interval(y, code) for y in range(day.year - 2, day.year + 3)]
        if step < 0:
            return max((s for s in seasons if s.last and s.last < day), key=lambda s: s.last or date.min)
        if step > 0:
            return min((s for s in seasons if s.first and s.first > day), key=lambda s: s.first or date.max)
        return min(seasons, key=lambda s: abs(((s.first or day) - day).days + 45))
    return None


def period(match: re.Match[str], setting: Setting) -> Meaning | None:
    determiner, unit, edge = _fold(match["s"]), _fold(match["p"]), _fold(match["edge"])
    if match["poss"]:
        edge = "end of"
    if determiner in ("each", "every"):
        return Meaning("SET", f"P1{v.UNIT_CODES[unit][0]}" if unit in v.UNIT_CODES else None)
    if determiner == "the" and not edge and unit != "weekend":
        return None
    if determiner == "that" and not edge:
        return None
    narrative = determiner in ("that", "the following", "the previous", "the same")
    back = determiner.split()[-1] in ("last", "past", "previous")
    ahead = determiner.split()[-1] in ("next", "coming", "following") and determiner != "this past"
    step = -1 if back else 1 if ahead else 0
    base = setting.anchor if narrative else setting.reference
    if base is None:
        return _date(None, direction=step, narrative=narrative)
    if unit == "weekend" and step:
        days = _weekend(base, step)
    elif unit == "weekend":
        days = _nearest_weekend(base, setting.tense)
    else:
        days = period_of(base, unit, step)
    if days is None:
        return None
    if edge in ("earlier", "later", "later in", "earlier in"):
        if step == 0 and days.first and days.last and days.first <= base <= days.last:
            days = Interval(days.first, base) if edge.startswith("earlier") else Interval(base, days.last)
        mod = "START" if edge.startswith("earlier") else "END"
        whole = period_of(base, unit, step)
        return Meaning("DATE", interval_value(whole), days, False, -1 if edge.startswith("earlier") else 1, mod, narrative)
    return _edged(days, edge, direction=step, narrative=narrative)


def _weekend(base: date, step: int) -> Interval:
    saturday = base - ((base.weekday() - 5) % 7) * _DAY
    if step < 0:
        while saturday + _DAY >= base:
            saturday -= 7 * _DAY
    else:
        while saturday <= base:
            saturday += 7 * _DAY
    return Interval(saturday, saturday + _DAY)


def _nearest_weekend(base: date, tense: int) -> Interval:
    if base.weekday() >= 5:
        saturday = base - (base.weekday() - 5) * _DAY
    elif tense > 0 or (tense == 0 and base.weekday() >= 3):
        saturday = base + (5 - base.weekday()) * _DAY
    else:
        saturday = base - (base.weekday() + 2) * _DAY
    return Interval(saturday, saturday + _DAY)


def year_end(match: re.Match[str], setting: Setting) -> Meaning | None:
    days = period_of(setting.reference, "year") if setting.reference else None
    return _edged(days, "end")


def period_out(match: re.Match[str], setting: Setting) -> Meaning | None:
    return _date(period_of(setting.reference, _fold(match["p"])) if setting.reference else None)


# ---------------------------------------------------------------- so long ago, so long


def amount(words: str) -> float | None:
    """Return the number that number words or digits stand for, None for vague ones ("several"). Halves stay halves."""
    text = re.sub(r" (more|or so|further|long|full)$", "", _fold(words))
    half = text.endswith(" and a half")
    text = text.removesuffix(" and a half")
    if re.fullmatch(r"\d{1,3}(\.5)?", text):
        base: float | None = float(text)
    else:
        base = v.NUMBERS.get(text)
    return None if base is None else base + (0.5 if half else 0)


def _unit(word: str) -> str:
    text = word.lower()
    return "century" if text.startswith("centur") else text.removesuffix("s")


def duration_value(number: float | None, unit: str) -> str:
    """Return the ISO 8601 duration of so many units; X for a vague number."""
    code, size = v.UNIT_CODES[unit]
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    if number is None:
        return f"{prefix}X{letter}"
    total = number * size
    if total != int(total) and letter == "Y":
        return f"P{int(total * 12)}M"
    return f"{prefix}{int(total) if total == int(total) else total}{letter}"


def duration(match: re.Match[str], setting: Setting) -> Meaning | None:
    unit = _unit(match["u"])
    number = amount(match["n"])
    words = _fold(match["n"])
    if words in ("recent", "some", "many") and not match["u"].lower().endswith("s"):
        return None
    return Meaning("DURATION", duration_value(number, unit))


def moved(base: date, number: float, unit: str, sign: int) -> Interval:
    """Return the day, or the stretch as coarse as the unit, that lies so many units from `base`.

    Days are exact; weeks give three days either side, months the month, years the year: nobody counts finer. Raises ValueError off the calendar.
    """
    code, size = v.UNIT_CODES[unit]
    if code.startswith("T"):
        hours = number * {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1}[code] * sign
        other = base + timedelta(days=round(hours / 24)) if abs(hours) >= 24 else base
        return _one(other)
    whole = int(number * size)
    if code == "D":
        return _one(add_duration(base, f"P{whole}D", sign))
    if code == "W":
        centre = add_duration(base, f"P{whole}W", sign)
        return Interval(centre - 3 * _DAY, centre + 3 * _DAY)
    if code == "M" or number != int(number):
        months = int(number * size * (12 if code == "Y" else 1))
        other = add_months(base, sign * months)
        return month_interval(other.year, other.month)
    return year_interval(base.year + sign * whole)


def ago(match: re.Match[str], setting: Setting) -> Meaning | None:
    word, unit = " ".join(_fold(match["r"]).split()), _unit(match["u"])
    number = amount(match["n"])
    narrative = word not in ("ago", "from now", "from today", "hence")
    sign = -1 if word in ("ago", "earlier", "before", "previously", "beforehand") else 1
    kind = "DURATION" if v.UNIT_CODES[unit][0].startswith("T") else "DATE"
    base = setting.anchor if narrative else setting.reference
    if base is None or number is None:
        return Meaning(kind, direction=sign, narrative=narrative)
    try:
        days = moved(base, number, unit, sign)
    except (ValueError, OverflowError):
        return None
    value = interval_value(days) if kind == "DATE" else duration_value(number, unit)
    if v.UNIT_CODES[unit][0] == "W":
        value = add_duration(base, f"P{int(number * v.UNIT_CODES[unit][1])}W", sign).isoformat()
    mod = (
        "APPROX"
        if re.match(r"(?i)about|around|nearly|almost|some|roughly", match.group()) or kind == "DATE" and unit in ("week", "fortnight")
        else None
    )
    return Meaning(kind, value, days, False, sign, mod, narrative)


def narrative(match: re.Match[str], setting: Setting) -> Meaning | None:
    relation = _fold(match["r"] or match["r2"] or match["r3"])
    unit = _fold(match["p"] or match["p2"] or match["p3"])
    part = v.PART_CODES.get(unit)
    step = 1 if relation in ("following", "next", "after") else -1 if relation in ("previous", "preceding", "before", "earlier") else 0
    if match["r3"] and unit in ("week", "month", "year") and relation in ("earlier in the", "later in the"):
        if setting.reference is None:
            return _date(None)
        whole = period_of(setting.reference, unit)
        if whole is None or whole.first is None or whole.last is None:
            return None
        days = Interval(whole.first, setting.reference) if relation.startswith("earlier") else Interval(setting.reference, whole.last)
        return Meaning("DATE", interval_value(whole), days, False, 0, "START" if relation.startswith("earlier") else "END")
    kind = "TIME" if part else "DATE"
    if setting.anchor is None:
        return Meaning(kind, narrative=True)
    if unit in ("day",) or part:
        day = setting.anchor + step * _DAY
        return Meaning(kind, f"{day}T{part}" if part else day.isoformat(), _one(day), narrative=True)
    days_or_none = period_of(setting.anchor, unit, step)
    return _date(days_or_none, narrative=True)


def last_units(match: re.Match[str], setting: Setting) -> Meaning | None:
    unit, number = _unit(match["u"]), amount(match["n"])
    ahead = match["r"].lower() in ("next", "coming")
    value = duration_value(number, unit)
    if setting.reference is None or number is None:
        return Meaning("DURATION", value, direction=1 if ahead else -1)
    try:
        far = add_duration(setting.reference, value if "." not in value else "P1D", 1 if ahead else -1)
    except ValueError:
        return None
    days = Interval(setting.reference, far) if ahead else Interval(far, setting.reference)
    return Meaning("DURATION", value, days, False, 1 if ahead else -1)


def recurrent(match: re.Match[str], setting: Setting) -> Meaning | None:
    words = _fold(match.group()).split()
    unit = _unit(words[-1])
    return Meaning(
        "SET",
        f"P1{v.UNIT_CODES[unit][0]}"
        if unit in v.UNIT_CODES and not v.UNIT_CODES[unit][0].startswith("T")
        else "P1W"
        if unit in v.WEEKDAYS
        else None,
    )


def clock(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A time of day: `T15:00`; it stands for no day by itself."""
    text = _fold(match.group())
    if text.startswith(("noon", "midday")):
        return Meaning("TIME", "T12:00")
    if text.startswith("midnight"):
        return Meaning("TIME", "T24:00")
    parts = re.match(r"(\d\d?)(?:[:.](\d\d)|(\d\d))?", text)
    if parts is None:
        return None
    hour, minute = int(parts[1]), int(parts[2] or parts[3] or 0)
    if re.search(r"\d\s*p\.?m", text) and hour < 12:
        hour += 12
    elif re.search(r"\d\s*a\.?m", text) and hour == 12:
        hour = 0
    return Meaning("TIME", f"T{hour:02d}:{minute:02d}") if hour < 25 and minute < 60 else None


READINGS: dict[str, Reading] = {
    "iso": iso, "slash": slash, "month_day": month_day, "day_month": month_day, "month_day_range": day_range, "day_month_range": day_range,
    "month_year": month_year, "month_shift": month_shift, "month": month, "year": year, "decade": decade, "century": century,
    "season_year": season_year, "season": season, "quarter": quarter, "relative_day": relative_day, "period": period, "year_end": year_end,
    "period_out": period_out, "weekday": weekday, "weekday_short": weekday, "ago": ago, "narrative": narrative, "last_units": last_units,
    "duration": duration, "set": recurrent, "day_of_month": day_of_month, "named_day": named_day, "clock": clock,
}  # fmt: skip
