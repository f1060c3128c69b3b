"""Temporal expressions: where they stand and what they mean against a reference day (TIMEX3, EDTF)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression. `value` is its TIMEX3 value; `edtf`, `first`, `last` are set when it denotes days.

    `absolute` is True when the expression alone fixes the date ("July 16, 2018"), False when the reference day was needed.
    `direction` is -1, 0 or 1: past, unknown or future, as far as the expression itself tells ("last", "next").
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


def find_expressions(text: str, reference: date | None = None, start: int = 0, end: int | None = None) -> list[Timex]:
    """Return the temporal expressions of `text[start:end]` in order, offsets into `text`.

    Without a `reference` day, expressions that need one keep `edtf`, `first` and `last` None.
    """
    raise NotImplementedError
