"""Readings of durations, repetitions and times of day."""

from __future__ import annotations

import re

from summitry.temporal import vocabulary as v
from summitry.temporal.amounts import amount, duration_value, fold, unit_name
from summitry.temporal.edtf import Interval
from summitry.temporal.meaning import Meaning, Setting


def duration(match: re.Match[str], setting: Setting) -> Meaning | None:
    unit = unit_name(match["u"])
    if unit in v.SEASONS:
        return None
    number = amount(match["n"])
    words = fold(match["n"])
    if words in ("recent", "some", "many") and not match["u"].lower().endswith("s"):
        return None
    return Meaning("DURATION", duration_value(number, unit))


def recurrent(match: re.Match[str], setting: Setting) -> Meaning | None:
    """ "Every year": `P1Y`; without a value where the rhythm is none of whole units."""
    unit = unit_name(fold(match.group()).split()[-1])
    if unit in v.WEEKDAYS:
        return Meaning("SET", "P1W")
    code = v.UNIT_CODES[unit][0] if unit in v.UNIT_CODES else "D" if unit in v.PART_CODES else "Y" if unit in v.SEASONS else None
    return Meaning("SET", f"P1{code}" if code else None)


def clock(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A time of day: `T15:00`, on the day told of last; without one it stands for no day."""
    text = fold(match.group())
    if text.startswith(("noon", "midday")):
        return _at("T12:00", setting)
    if text.startswith("midnight"):
        return _at("T24:00", setting)
    parts = re.match(r"(\d\d?)(?:[:.](\d\d)|(\d\d))?", text)
    if parts is None:
        return None
    hour, minute = int(parts[1]), int(parts[2] or parts[3] or 0)
    if re.search(r"\d\s*p\.?m", text) and hour < 12:
        hour += 12
    elif re.search(r"\d\s*a\.?m", text) and hour == 12:
        hour = 0
    return _at(f"T{hour:02d}:{minute:02d}", setting) if hour < 25 and minute < 60 else None


def _at(clock_value: str, setting: Setting) -> Meaning:
    day = setting.anchor
    return Meaning("TIME", f"{day or ''}{clock_value}", Interval(day, day) if day else None, narrative=True)
