"""EDTF level 0/1 strings and the days they stand for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.temporal.edtf import (
    Interval,
    add_duration,
    add_months,
    compatible,
    format_interval,
    hull,
    intersect,
    is_valid,
    parse_edtf,
    shift,
    span_from,
    union,
)

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018-07-16", "2018-07-16", "2018-07-16"),
        ("2018-07-16T15:30:00Z", "2018-07-16", "2018-07-16"),
        ("2018-07-16T15:30:00+03:00", "2018-07-16", "2018-07-16"),
        ("2018~", "2018-01-01", "2018-12-31"),
        ("2018-07?", "2018-07-01", "2018-07-31"),
        ("2018-07-16%", "2018-07-16", "2018-07-16"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2018-XX", "2018-01-01", "2018-12-31"),
        ("2018-07-XX", "2018-07-01", "2018-07-31"),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2018-24", "2018-12-01", "2019-02-28"),
        ("2018-11-11/2018-11-15", "2018-11-11", "2018-11-15"),
        ("2003/2005-06", "2003-01-01", "2005-06-30"),
        ("2018-03-01/..", "2018-03-01", None),
        ("../2018", None, "2018-12-31"),
        ("2018/", "2018-01-01", None),
    ],
)
def test_parses(value: str, first: str | None, last: str | None) -> None:
    assert parse_edtf(value) == Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "value",
    [
        "", " ", "..", "../..", "/", "2018-13", "2018-00", "2018-02-30", "2018-7-16", "18", "0000",
        "2018-11-15/2018-11-11", "2018/2019/2020",
        "July 2018",
        "2018-25", "2018-21-01", "20X8", "2018-XX-16", "2018T12:00:00", "2018-07-16T25:00:00", "２０１８", "2018\n",
        "Y170000002", "-0044", "2018?~",
    ],
)  # fmt: skip
def test_refuses(value: str) -> None:
    assert not is_valid(value)
    with pytest.raises(ValueError):
        parse_edtf(value)


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        ("2018-11-11", "2018-11-11", "2018-11-11"),
        ("2018-11-01", "2018-11-30", "2018-11"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-09-01", "2018-11-30", "2018-09/2018-11"),
        ("2003-01-01", "2005-12-31", "2003/2005"),
        ("2018-11-11", "2018-11-15", "2018-11-11/2018-11-15"),
        ("9999-12-01", "9999-12-31", "9999-12"),
        (None, "2018-11-15", "../2018-11-15"),
        ("2018-11-15", None, "2018-11-15/.."),
        (None, None, None),
    ],
)
def test_formats_the_tightest_value(first: str | None, last: str | None, value: str | None) -> None:
    assert format_interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None) == value


def test_a_reversed_interval_cannot_be_written() -> None:
    with pytest.raises(ValueError):
        format_interval(date(2018, 2, 1), date(2018, 1, 1))


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    text = format_interval(first, last)
    assert text is not None
    assert parse_edtf(text) == Interval(first, last)


@given(st.text(max_size=40))
def test_any_text_is_valid_or_refused(text: str) -> None:
    if is_valid(text):
        first, last = parse_edtf(text)
        assert first is None or last is None or first <= last


@given(DAYS, DAYS, DAYS, DAYS)
def test_intersection_lies_in_both_and_in_the_hull(a: date, b: date, c: date, d: date) -> None:
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    whole, common = hull(left, right), intersect(left, right)
    assert left.first in whole and right.last in whole
    if common is not None:
        assert common.first in left and common.first in right and common.last in left and common.last in right
        assert union(left, right) == whole


def test_touching_intervals_are_one_and_apart_ones_are_not() -> None:
    may, june, july = parse_edtf("2018-05"), parse_edtf("2018-06"), parse_edtf("2018-07")
    assert union(may, june) == parse_edtf("2018-05/2018-06")
    assert union(june, may) == parse_edtf("2018-05/2018-06")
    assert union(may, july) is None
    assert intersect(may, july) is None


@pytest.mark.parametrize(
    ("day", "duration", "sign", "result"),
    [
        ("2018-11-30", "P2D", 1, "2018-12-02"),
        ("2018-01-31", "P1M", 1, "2018-02-28"),
        ("2016-02-29", "P1Y", 1, "2017-02-28"),
        ("2018-03-10", "P2W", -1, "2018-02-24"),
        ("2018-03-10", "PT90M", 1, "2018-03-10"),
    ],
)
def test_adds_durations(day: str, duration: str, sign: int, result: str) -> None:
    assert add_duration(date.fromisoformat(day), duration, sign) == date.fromisoformat(result)


@pytest.mark.parametrize("duration", ["", "P", "PT", "2D", "PXD", "P-1D"])
def test_refuses_what_is_no_duration(duration: str) -> None:
    with pytest.raises(ValueError):
        add_duration(date(2018, 1, 1), duration)


def test_off_the_calendar() -> None:
    with pytest.raises(ValueError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError):
        add_duration(date(9999, 12, 31), "P1D")


def test_a_two_day_summit_that_starts_on_30_november_ends_on_1_december() -> None:
    assert span_from(date(2018, 11, 30), "P2D") == Interval(date(2018, 11, 30), date(2018, 12, 1))
    assert span_from(date(2018, 11, 30), "PT3H") == Interval(date(2018, 11, 30), date(2018, 11, 30))


@pytest.mark.parametrize(
    ("value", "duration", "sign", "moved"),
    [
        ("2019-02-02", "P6M", 1, "2019-08-02"),
        ("2019-02", "P6M", 1, "2019-08"),
        ("2019", "P1Y", -1, "2018"),
        ("2018-12", "P2M", 1, "2019-02"),
    ],
)
def test_moves_values_and_keeps_their_grain(value: str, duration: str, sign: int, moved: str) -> None:
    assert shift(value, duration, sign) == moved


def test_compatible_values_share_a_day() -> None:
    assert compatible("2018-11", "2018-11-11/2018-11-15")
    assert compatible("2018-11-11~", "2018")
    assert not compatible("2018-11", "2018-12-01")
    assert not compatible(None, "2018")
    assert not compatible("soon", "2018")
