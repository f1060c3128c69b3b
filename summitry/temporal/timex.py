"""The record of one temporal expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["on", "by", "before", "until", "since", "after"]


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression. `value` is its TIMEX3 value; `edtf`, `first`, `last` are set when it denotes days.

    `absolute` is True when the expression alone fixes the date ("July 16, 2018"), False when the reference day was needed.
    `direction` is -1, 0 or 1: past, unknown or future, as far as the expression itself tells ("last", "next").
    `attributive`: it only describes a noun ("the 1987 accord") and dates nothing that happens in its sentence.
    `mod` is the TIMEX3 mod (`START MID END APPROX FIRST_HALF SECOND_HALF`): `value` is then the whole period, the days are the part.
    `bound` is the preposition before it, as far as it limits rather than dates ("by the end of the year").
    `narrative`: counted from the day told of last ("the following day"), so that it needs an `anchor`.
    `form` names the rule (`month_day`, `weekday`, `range`, ...), `parts` holds the two ends of a range.
    """

    start: int
    end: int
    surface: str
    type: TimexType
    value: str | None
    edtf: str | None
    first: date | None
    last: date | None
    absolute: bool
    direction: int = 0
    attributive: bool = False
    mod: str | None = None
    bound: Bound = "on"
    narrative: bool = False
    form: str = ""
    parts: tuple[Timex, ...] = ()
