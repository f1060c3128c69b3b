"""What holds of temporal expressions for any text."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.temporal.edtf import Interval, parse_edtf
from summitry.temporal.expressions import find_expressions

WORDS = st.sampled_from(
    """on in the of last next this Monday Friday May March July 16 31 30th 2018 1987 0001 9999 2100 99999 two three year years
    ago later day days week
    century decade 1990s '90s end early mid- until by from to and between - – , . ; : / 12:30 3 p.m. noon
    yesterday today Christmas Easter spring fall quarter
    every a an half hundred Q3 that following before after 31/12/2018 2018-02-29 February 29 \n \n\n “ ” met will said""".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join))
DAYS = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_spans_are_exact_ordered_and_their_days_agree_with_their_edtf(text: str, reference: date | None) -> None:
    found = find_expressions(text, reference)
    assert found == find_expressions(text, reference)
    at = 0
    for timex in found:
        assert at <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end] == timex.surface
        at = timex.end
        if timex.edtf is None:
            assert timex.first is None and timex.last is None
        else:
            assert timex.first is not None and timex.last is not None and timex.first <= timex.last
            assert parse_edtf(timex.edtf) == Interval(timex.first, timex.last)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(-5, 250), st.integers(-5, 250))
def test_any_stretch_can_be_asked_for(text: str, start: int, end: int) -> None:
    for timex in find_expressions(text, date(2018, 9, 3), start, end):
        assert max(start, 0) <= timex.start < timex.end <= max(end, 0)
