"""The window in which a claimed meeting can lie."""

from __future__ import annotations

from datetime import date

import pytest
from making import claim

from summitry.build.claims import fold

NASTY = {
    "none": (None, None),
    "blank": (" \t", None),
    "case": ("HELSINKI", "helsinki"),
    "marks": ("São  Paulo", "sao paulo"),
    "hyphen": ("Addis-Abeba", "addis abeba"),
}


@pytest.mark.parametrize(("text", "folded"), NASTY.values(), ids=NASTY.keys())
def test_fold(text: str | None, folded: str | None) -> None:
    assert fold(text) == folded


WINDOWS = {
    "a_day": (claim("a", "held", "2018-07-16", "2018-07-17"), date(2018, 7, 16), date(2018, 7, 16)),
    "a_report_cannot_be_of_later": (claim("a", "held", "2018-07-01/2018-07-31", "2018-07-17"), date(2018, 7, 1), date(2018, 7, 17)),
    "a_plan_cannot_be_of_earlier": (claim("a", "planned", "2018-01-01/2018-12-31", "2018-11-08"), date(2018, 11, 5), date(2018, 12, 31)),
    "a_report_from_the_future_is_left_alone": (claim("a", "held", "2018-08-01", "2018-07-17"), date(2018, 8, 1), date(2018, 8, 1)),
    "about_a_day": (claim("a", "denied", "2018-07-16~", "2018-07-17"), date(2018, 7, 13), date(2018, 7, 19)),
    "about_a_month": (claim("a", "denied", "2018-11-01/2018-11-30~", "2018-07-17"), date(2018, 10, 17), date(2018, 12, 15)),
    "undated_report": (claim("a", "held", None, "2018-07-17"), date.min, date(2018, 7, 17)),
    "undated_plan": (claim("a", "planned", None, "2018-07-17"), date(2018, 7, 14), date(2020, 1, 18)),
    "undated_denial": (claim("a", "denied", None, "2018-07-17"), date.min, date.max),
}


@pytest.mark.parametrize(("made", "start", "end"), WINDOWS.values(), ids=WINDOWS.keys())
def test_window(made: object, start: date, end: date) -> None:
    assert (made.start, made.end) == (start, end)  # type: ignore[attr-defined]
