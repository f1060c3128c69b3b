"""Temporal expressions of English news text against a reference day."""

from datetime import date

import pytest

from summitry.temporal.edtf import format_interval
from summitry.temporal.expressions import Timex, days_on, event_days, find_expressions

#: Monday, the day of the first sample article.
DAY = date(2018, 9, 3)


def only(text: str, reference: date | None = DAY) -> Timex:
    found = find_expressions(text, reference)
    assert len(found) == 1, [t.surface for t in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("They met on July 16, 2018, in Helsinki.", "July 16, 2018", "2018-07-16"),
        ("They met on 16 July 2018 in Helsinki.", "16 July 2018", "2018-07-16"),
        ("the APEC Summit on Nov. 11, 2017 in Da Nang", "Nov. 11, 2017", "2017-11-11"),
        ("AMMAN, Nov. 29 , 2006 (Xinhua)", "Nov. 29 , 2006", "2006-11-29"),
        ("on the 2nd of October 1990", "2nd of October 1990", "1990-10-02"),
        ("Friday, August 21, 2015", "Friday, August 21, 2015", "2015-08-21"),
        ("SEPTEMBER 03, 2018", "SEPTEMBER 03, 2018", "2018-09-03"),
        ("dated 2018-07-16", "2018-07-16", "2018-07-16"),
        ("dated 2018-07-16T14:05:00Z", "2018-07-16T14:05:00Z", "2018-07-16"),
        ("on 16/07/2018", "16/07/2018", "2018-07-16"),
        ("on 07/16/2018", "07/16/2018", "2018-07-16"),
        ("on 05.07.2018", "05.07.2018", "2018-07-05"),
        ("in February 2021", "February 2021", "2021-02"),
        ("in early June 2018", "early June 2018", "2018-06-01/2018-06-10"),
        ("in late 1987", "late 1987", "1987-09/1987-12"),
        ("at the end of November 2018", "the end of November 2018", "2018-11-21/2018-11-30"),
        ("in the first half of 2019", "the first half of 2019", "2019-01/2019-06"),
        ("in the summer of 2013", "the summer of 2013", "2013-06/2013-08"),
        ("in the third quarter of 2016", "the third quarter of 2016", "2016-07/2016-09"),
        ("in the 1960s", "the 1960s", "1960/1969"),
        ("in the nineties", "the nineties", "1990/1999"),
        ("in 1987", "1987", "1987"),
        ("November 11-15, 2018", "November 11-15, 2018", "2018-11-11/2018-11-15"),
        ("9 and 10 November 2016", "9 and 10 November 2016", "2016-11-09/2016-11-10"),
        ("from 2003 to 2005", "2003 to 2005", "2003/2005"),
        ("between July 2003 and December 2004", "July 2003 and December 2004", "2003-07/2004-12"),
        ("from 28 December 2018 to 3 January 2019", "28 December 2018 to 3 January 2019", "2018-12-28/2019-01-03"),
        ("on Easter Sunday 2018", "Easter Sunday 2018", "2018-04-01"),
    ],
)
def test_dates_that_need_no_reference(text: str, surface: str, edtf: str) -> None:
    timex = only(text, None)
    assert (timex.surface, timex.edtf, timex.absolute) == (surface, edtf, True)


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("They met for talks on July 16 in Helsinki.", "July 16", "2018-07-16"),
        ("On November 11, leaders will gather in France.", "November 11", "2018-11-11"),
        ("the summit, which starts on November 30", "November 30", "2018-11-30"),
        ("the summit that runs from November 11 to November 15", "November 11 to November 15", "2018-11-11/2018-11-15"),
        ("an interview published on August 31 in the newspaper", "August 31", "2018-08-31"),
        ("The leaders met on December 20.", "December 20", "2017-12-20"),
        ("The summit is to be held from December 28 to January 3.", "December 28 to January 3", "2018-12-28/2019-01-03"),
        ("In February, the United States suspended its obligations.", "February", "2018-02"),
        ("The talks will resume in October.", "October", "2018-10"),
        ("He visited last March.", "last March", "2018-03"),
        ("He visited last October.", "last October", "2017-10"),
        ("They will meet next March.", "next March", "2019-03"),
        ("in May next year", "May next year", "2019-05"),
        ("He said on Friday that talks were possible.", "Friday", "2018-08-31"),
        ("They will meet on Friday.", "Friday", "2018-09-07"),
        ("Friday's announcement was welcomed.", "Friday", "2018-08-31"),
        ("He arrived last Tuesday.", "last Tuesday", "2018-08-28"),
        ("He will arrive next Tuesday.", "next Tuesday", "2018-09-04"),
        ("They meet on Thursday of next week", "Thursday of next week", "2018-09-13"),
        ("from Monday to Wednesday they will meet", "Monday to Wednesday", "2018-09-03/2018-09-05"),
        ("He left yesterday.", "yesterday", "2018-09-02"),
        ("He leaves the day after tomorrow.", "the day after tomorrow", "2018-09-05"),
        ("They meet tonight.", "tonight", "2018-09-03"),
        ("They spoke last night.", "last night", "2018-09-02"),
        ("three summits by the end of this year", "the end of this year", "2018-12"),
        ("They met last week.", "last week", "2018-08-27/2018-09-02"),
        ("They meet next month.", "next month", "2018-10"),
        ("They met earlier this month.", "earlier this month", "2018-09-01/2018-09-03"),
        ("They will meet later this year.", "later this year", "2018-09-03/2018-12-31"),
        ("in early next year", "early next year", "2019-01/2019-04"),
        ("They met this weekend.", "this weekend", "2018-09-01/2018-09-02"),
        ("They met last summer.", "last summer", "2018-06/2018-08"),
        ("They will meet in the spring.", "the spring", "2019-03/2019-05"),
        ("They met two summers ago.", "two summers ago", "2016-06/2016-08"),
        ("They met three days ago.", "three days ago", "2018-08-31"),
        ("They met two weeks ago.", "two weeks ago", "2018-08-17/2018-08-23"),
        ("They met two months ago.", "two months ago", "2018-07"),
        ("They met seventeen years ago.", "seventeen years ago", "2001"),
        ("by year-end", "year-end", "2018-12"),
        ("It will be signed before Christmas.", "Christmas", "2018-12-25"),
    ],
)
def test_dates_against_a_reference(text: str, surface: str, edtf: str) -> None:
    timex = only(text)
    assert (timex.surface, timex.edtf, timex.absolute) == (surface, edtf, False)


@pytest.mark.parametrize(
    "text", ["on Friday", "yesterday", "on July 16", "in February", "last week", "two days ago", "by the end of the year"]
)
def test_without_a_reference_no_day_is_invented(text: str) -> None:
    timex = only(text, None)
    assert (timex.edtf, timex.first, timex.last) == (None, None, None)


def test_an_ambiguous_slash_date_has_no_value() -> None:
    timex = only("on 05/07/2018")
    assert (timex.type, timex.value, timex.edtf) == ("DATE", None, None)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("the two-day Group of 20 summit", "two-day", "P2D"),
        ("the six-month withdrawal process", "six-month", "P6M"),
        ("talked for one and a half hours", "one and a half hours", "PT90M"),
        ("a five-year extension", "five-year", "P5Y"),
        ("for several weeks", "several weeks", "PXW"),
        ("lasted a fortnight", "a fortnight", "P2W"),
        ("six weeks after the talks they met", "six weeks after", "P6W"),
    ],
)
def test_durations(text: str, surface: str, value: str) -> None:
    timex = only(text)
    assert (timex.surface, timex.type, timex.value) == (surface, "DURATION", value)


def test_half_hours_do_not_swallow_the_number_before() -> None:
    assert only("spoke for 2.5 hours").value == "PT150M"


@pytest.mark.parametrize(
    ("text", "value"), [("They meet every year.", "P1Y"), ("each month", "P1M"), ("twice a week", "P1W"), ("every Tuesday", "P1W")]
)
def test_repetitions_are_sets(text: str, value: str) -> None:
    timex = only(text)
    assert (timex.type, timex.value, timex.first) == ("SET", value, None)


@pytest.mark.parametrize(
    "text",
    [
        "It may meet, he said, and may march on.",
        "Theresa May said she would go. Critics of May agreed.",
        "April Glaspie met him; June Carter did not.",
        "second thoughts", "Wait a second.", "The sun rose and they sat down.", "He will spring a surprise; prices fall.",
        "1,200 soldiers and 2000 troops", "Resolution 2231 and Resolution 1973", "page 1987", "costs $2018 or 1987.50",
        "The G20, the G7 and the INF treaty", "flight 1812", "The annual meeting", "version 3.11", "USA Today reported it",
        "a ratio of 3/4/5", "32/13/2018", "February 30, 2018", "call 555-2018", "a 2,018-page report", "an 1800-strong force", "",
    ],
)  # fmt: skip
def test_false_friends(text: str) -> None:
    assert [t.surface for t in find_expressions(text, DAY) if t.type != "DURATION"] == []


@pytest.mark.parametrize(
    ("text", "attributive"),
    [
        ("the 1987 Intermediate-Range Nuclear Forces Treaty", True),
        ("the 2018 World Cup", True),
        ("interfered in the 2016 election", True),
        ("signed in 1987", False),
        ("since 2014 the talks have stalled", False),
    ],
)
def test_years_that_only_name_a_thing(text: str, attributive: bool) -> None:
    timex = only(text)
    assert timex.type == "DATE" and timex.attributive is attributive


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("by the end of this year", "by"), ("until Friday", "until"), ("before October", "before"), ("since March", "since"),
        ("after July 16", "after"), ("on Friday", "on"),
    ],
)  # fmt: skip
def test_limits(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on July 16. The following day they parted.", "2018-07-17"),
        ("They met on July 16 and signed two days later.", "2018-07-18"),
        ("They met on July 16, and a day earlier their ministers had.", "2018-07-15"),
        ("They met on July 16 and dined that evening.", "2018-07-16"),
        ("They met on July 16 and called again a week later.", "2018-07-20/2018-07-26"),
        ("Ministers meet in 2019, leaders the year after.", "2020"),
    ],
)
def test_narrative_dates_follow_the_day_told_of(text: str, edtf: str) -> None:
    timex = find_expressions(text, DAY)[-1]
    assert timex.narrative and timex.edtf == edtf


def test_an_anchor_may_be_given() -> None:
    assert find_expressions("The following day they parted.", DAY, anchor=date(2018, 7, 16))[0].edtf == "2018-07-17"
    assert find_expressions("The following day they parted.", DAY)[0].edtf is None


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("at 3 p.m. on Tuesday they met", "2018-08-28T15:00", "2018-08-28"),
        ("They met on July 16 at 14:05 GMT.", "2018-07-16T14:05", "2018-07-16"),
        ("They met at noon.", "T12:00", None),
    ],
)
def test_times_of_day_belong_to_their_day(text: str, value: str, day: str | None) -> None:
    timex = find_expressions(text, DAY)[-1]
    assert (timex.type, timex.value, timex.first) == ("TIME", value, date.fromisoformat(day) if day else None)


def test_tense_can_be_told_by_the_caller() -> None:
    text = "The leaders on Friday, ministers on Thursday."
    assert [t.edtf for t in find_expressions(text, DAY, tense=lambda a, b: 2)] == ["2018-09-07", "2018-09-06"]
    assert [t.edtf for t in find_expressions(text, DAY, tense=lambda a, b: -2)] == ["2018-08-31", "2018-08-30"]


def test_hard_line_breaks_do_not_part_an_expression_but_blank_lines_do() -> None:
    assert only("the death of the president last\nOctober").edtf == "2017-10"
    assert [t.surface for t in find_expressions("on November\n\n30 people", DAY)] == []


def test_only_the_wanted_stretch_is_read() -> None:
    text = "July 16, 2018 and July 17, 2018 and July 18, 2018"
    found = find_expressions(text, None, 18, 31)
    assert [(t.surface, text[t.start : t.end]) for t in found] == [("July 17, 2018", "July 17, 2018")]


def test_expressions_can_be_read_on_another_day() -> None:
    timex = only("They met on Friday.")
    days = days_on(timex, date(2019, 6, 29), -2)
    assert days is not None and days.first == date(2019, 6, 28)
    absolute = only("on July 16, 2018")
    again = days_on(absolute, date(1990, 1, 1))
    assert again is not None and again.first == date(2018, 7, 16)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Talks could be held by the end of this year.", "2018-09-03/2018-12-31"),
        ("They will meet before October.", "2018-09-03/2018-09-30"),
        ("The truce will hold until Friday.", "2018-09-03/2018-09-07"),
        ("They have met twice since July 16.", "2018-07-16/2018-09-03"),
        ("They met on July 16.", "2018-07-16"),
        ("It was done by August 31.", "2018-08-31"),
    ],
)
def test_limits_open_a_stretch_of_days(text: str, edtf: str) -> None:
    days = event_days(only(text), DAY)
    assert days is not None and format_interval(*days) == edtf


def test_hours_on_a_programme_are_a_length() -> None:
    assert only("talked for one and a half hours on the sidelines").surface == "one and a half hours"
