"""What an expression means, and what it is read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summitry.temporal.edtf import Interval, format_interval
from summitry.temporal.periods import part_of
from summitry.temporal.timex import TimexType


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the day the text was written, the last day told of, the tense round it (-2 to 2),
    and the first day of the stretch told of last (for "the year after")."""

    reference: date | None = None
    anchor: date | None = None
    tense: int = 0
    stretch: date | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of one expression; `days` None where it denotes no days or the setting does not fix them."""

    type: TimexType
    value: str | None = None
    days: Interval | None = None
    absolute: bool = False
    direction: int = 0
    mod: str | None = None
    narrative: bool = False


def interval_value(days: Interval | None) -> str | None:
    """Return the TIMEX3 value of an interval: a day, month or year where it is just that, else both its days."""
    if days is None or days.first is None or days.last is None:
        return None
    text = format_interval(days.first, days.last)
    if text is not None and "/" in text:
        return f"{days.first}/{days.last}"
    return text


def dated(days: Interval | None, *, absolute: bool = False, direction: int = 0, mod: str | None = None, narrative: bool = False) -> Meaning:
    return Meaning("DATE", interval_value(days), days, absolute, direction, mod, narrative)


def one_day(day: date) -> Interval:
    return Interval(day, day)


def edged(days: Interval | None, edge: str | None, *, absolute: bool = False, direction: int = 0, narrative: bool = False) -> Meaning:
    if days is None:
        return dated(None, absolute=absolute, direction=direction, narrative=narrative)
    part, mod = part_of(days, edge)
    value = interval_value(days) if mod else interval_value(part)
    return Meaning("DATE", value, part, absolute, direction, mod, narrative)


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
