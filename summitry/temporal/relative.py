"""Readings of expressions counted from the day of writing or from the day told of last."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summitry.temporal import vocabulary as v
from summitry.temporal.absolute import safe_date
from summitry.temporal.amounts import amount, day_number, duration_value, fold, unit_name, weekday_number
from summitry.temporal.edtf import Interval, add_duration, add_months
from summitry.temporal.meaning import Meaning, Setting, dated, edged, interval_value, nearest, one_day
from summitry.temporal.periods import moved, nearest_weekend, period_of, weekend_from
from summitry.temporal.timex import TimexType

_DAY = timedelta(days=1)


_DAY_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def relative_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    words = fold(match.group()).removeprefix("the ")
    if words in _DAY_STEPS:
        step = _DAY_STEPS[words]
        days = one_day(setting.reference + step * _DAY) if setting.reference else None
        return dated(days, direction=(step > 0) - (step < 0))
    step = -1 if words.startswith("last ") or (words == "overnight" and setting.tense <= 0) else 0
    if setting.reference is None:
        return Meaning("TIME", direction=step)
    day = setting.reference + step * _DAY
    days = Interval(day, setting.reference) if words == "overnight" else one_day(day)
    return Meaning("TIME", f"{day}T{v.PART_CODES.get(words.split()[-1], 'NI')}", days, direction=step)


def weekday(match: re.Match[str], setting: Setting) -> Meaning | None:
    groups = match.groupdict()
    number, shift, week = weekday_number(match["w"]), fold(groups.get("s")), fold(groups.get("t"))
    narrative = shift in ("the following", "the previous", "the same", "that") or week in ("that week", "the following week")
    direction = (
        -1 if shift in ("last", "past") or week == "last week" else 1 if shift in ("next", "coming") or week in ("next week", "week") else 0
    )
    base = setting.anchor if narrative else setting.reference
    if base is None:
        return dated(None, direction=direction, narrative=narrative)
    monday = base - base.weekday() * _DAY
    if week:
        step = {"last week": -1, "next week": 1, "the following week": 1}.get(week, 0)
        day = monday + (7 * step + number) * _DAY
        if week == "week":  # "Monday week": eight days hence and more
            day = base + ((number - base.weekday() - 1) % 7 + 8) * _DAY
        return dated(one_day(day), direction=direction, narrative=narrative)
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
    return dated(one_day(day), direction=direction, narrative=narrative)


def _looks_back(days_ahead: int, tense: int) -> bool:
    """Weekdays name the last six days or the next: past means the last one, a doubtful tense the nearer, future the next."""
    if tense < 0:
        return tense == -2 or days_ahead > 1
    return tense == 0 and days_ahead > 2


def day_of_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    base = setting.anchor or setting.reference
    if base is None:
        return dated(None)
    number, shift = day_number(match["d"]), fold(match["s"])
    if shift:
        base = setting.reference or base
        first = add_months(date(base.year, base.month, 1), {"last": -1, "next": 1}.get(shift, 0))
        day = safe_date(first.year, first.month, number)
        return dated(one_day(day)) if day else None
    months = [add_months(date(base.year, base.month, 1), k) for k in (-1, 0, 1)]
    days = [one_day(d) for m in months if (d := safe_date(m.year, m.month, number))]
    return dated(nearest(days, Setting(base, None, setting.tense), scale=12))


def period(match: re.Match[str], setting: Setting) -> Meaning | None:
    determiner, unit, edge = fold(match["s"]), fold(match["p"]), fold(match["edge"])
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
        return dated(None, direction=step, narrative=narrative)
    days: Interval | None
    if unit == "weekend" and step:
        days = weekend_from(base, step)
    elif unit == "weekend":
        days = nearest_weekend(base, setting.tense)
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
    return edged(days, edge, direction=step, narrative=narrative)


def year_end(match: re.Match[str], setting: Setting) -> Meaning | None:
    days = period_of(setting.reference, "year") if setting.reference else None
    return edged(days, "end")


def period_out(match: re.Match[str], setting: Setting) -> Meaning | None:
    return dated(period_of(setting.reference, fold(match["p"])) if setting.reference else None)


_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?)\]”\"]|$|\n\s*\n|[-–—]{1,2}\s|and\b|but\b)")


def ago(match: re.Match[str], setting: Setting) -> Meaning | None:
    word, unit = " ".join(fold(match["r"]).split()), unit_name(match["u"])
    number = amount(match["n"])
    narrative = word not in ("ago", "from now", "from today", "hence")
    sign = -1 if word in ("ago", "earlier", "before", "previously", "beforehand") else 1
    if unit in v.SEASONS and (word != "ago" or number is None):
        return None
    code = "Y" if unit in v.SEASONS else v.UNIT_CODES[unit][0]
    kind: TimexType = "DURATION" if code.startswith("T") else "DATE"
    if word in ("before", "after") and not _CLAUSE_END.match(match.string, match.end()):
        # "six weeks after the talks": the distance between two events, no day
        return Meaning("DURATION", duration_value(number, unit))
    base = setting.anchor if narrative else setting.reference
    if base is None or number is None:
        return Meaning(kind, direction=sign, narrative=narrative)
    try:
        days = moved(base, number, unit, sign)
    except (ValueError, OverflowError):
        return None
    value = interval_value(days) if kind == "DATE" else duration_value(number, unit)
    if code == "W":
        value = add_duration(base, f"P{int(number * v.UNIT_CODES[unit][1])}W", sign).isoformat()
    mod = (
        "APPROX"
        if re.match(r"(?i)about|around|nearly|almost|some|roughly", match.group()) or (kind == "DATE" and unit in ("week", "fortnight"))
        else None
    )
    return Meaning(kind, value, days, False, sign, mod, narrative)


def narrative(match: re.Match[str], setting: Setting) -> Meaning | None:
    relation = fold(match["r"] or match["r2"] or match["r3"])
    unit = fold(match["p"] or match["p2"] or match["p3"])
    part = v.PART_CODES.get(unit)
    step = 1 if relation in ("following", "next", "after") else -1 if relation in ("previous", "preceding", "before", "earlier") else 0
    if match["r3"] and unit in ("week", "month", "year") and relation in ("earlier in the", "later in the"):
        if setting.reference is None:
            return dated(None)
        whole = period_of(setting.reference, unit)
        if whole is None or whole.first is None or whole.last is None:
            return None
        days = Interval(whole.first, setting.reference) if relation.startswith("earlier") else Interval(setting.reference, whole.last)
        return Meaning("DATE", interval_value(whole), days, False, 0, "START" if relation.startswith("earlier") else "END")
    kind: TimexType = "TIME" if part else "DATE"
    if setting.anchor is None and (part or unit == "day" or setting.stretch is None):
        return Meaning(kind, narrative=True)
    if setting.anchor is not None and (unit == "day" or part):
        day = setting.anchor + step * _DAY
        return Meaning(kind, f"{day}T{part}" if part else day.isoformat(), one_day(day), narrative=True)
    days_or_none = period_of(setting.stretch or setting.anchor or date.min, unit, step)
    return dated(days_or_none, narrative=True)


def last_units(match: re.Match[str], setting: Setting) -> Meaning | None:
    unit, number = unit_name(match["u"]), amount(match["n"])
    if unit in v.SEASONS:
        return None
    ahead = match["r"].lower() in ("next", "coming")
    value = duration_value(number, unit)
    if setting.reference is None or number is None:
        return Meaning("DURATION", value, direction=1 if ahead else -1)
    try:
        far = add_duration(setting.reference, value, 1 if ahead else -1)
    except ValueError:
        return None
    days = Interval(setting.reference, far) if ahead else Interval(far, setting.reference)
    return Meaning("DURATION", value, days, False, 1 if ahead else -1)
