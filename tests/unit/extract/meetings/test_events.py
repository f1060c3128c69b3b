"""Who met, when, where, in what kind of meeting: trigger families, counted lists, mentions that belong together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.tokens import Doc

from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]


@dataclass(frozen=True)
class Case:
    """One text with one meeting and what is expected of it; None: not looked at."""

    id: str
    published: str
    text: str
    people: frozenset[str]
    kind: str
    date: str | None = None
    place: str | None = None
    country: str | None = None
    level: str | None = None
    minutes: int | None = None


def both(*names: str) -> frozenset[str]:
    return frozenset(names)


CASES = [
    Case(
        "compound",
        "2018-07-20",
        "The Putin-Trump meeting in Helsinki on July 16 was held behind closed doors.",
        both("Vladimir Putin", "Donald Trump"),
        "bilateral",
        "2018-07-16",
        "Helsinki",
        "FIN",
        "leader",
    ),
    Case(
        "possessive",
        "1972-02-28",
        "Richard Nixon's meeting with Mao Zedong took place in Beijing on February 21.",
        both("Richard Nixon", "Mao Zedong"),
        "bilateral",
        "1972-02-21",
        "Beijing",
        "CHN",
    ),
    Case(
        "demonyms",
        "2020-06-08",
        "Chinese and Indian officials met in Moldo on June 6.",
        both("China", "India"),
        "bilateral",
        "2020-06-06",
        None,
        None,
        "official",
    ),
    Case(
        "hyphenated-countries",
        "1987-03-10",
        "The U.S.-Soviet talks ended in Geneva on Friday.",
        both("United States", "Soviet Union"),
        "bilateral",
        "1987-03-06",
        "Geneva",
        "CHE",
    ),
    Case(
        "call-verb",
        "2022-03-19",
        "Joe Biden telephoned Xi Jinping on Friday.",
        both("Joe Biden", "Xi Jinping"),
        "call",
        "2022-03-18",
        level="leader",
    ),
    Case(
        "call-noun",
        "2017-01-29",
        "Donald Trump held a phone call with Angela Merkel on Saturday.",
        both("Donald Trump", "Angela Merkel"),
        "call",
        "2017-01-28",
    ),
    Case(
        "spoke-with",
        "2021-11-05",
        "President Biden spoke with President Macron on Thursday.",
        both("Joe Biden", "Emmanuel Macron"),
        "call",
        "2021-11-04",
    ),
    Case(
        "visit-country",
        "2016-03-23",
        "Barack Obama visited Cuba on Monday.",
        both("Barack Obama", "Cuba"),
        "visit",
        "2016-03-21",
        None,
        "CUB",
    ),
    Case(
        "visit-city",
        "1979-06-12",
        "Pope John Paul II travelled to Warsaw on June 2.",
        both("John Paul II", "Poland"),
        "visit",
        "1979-06-02",
        "Warsaw",
        "POL",
    ),
    Case(
        "visit-noun",
        "1998-07-05",
        "Bill Clinton paid a visit to China in June.",
        both("Bill Clinton", "China"),
        "visit",
        "1998-06",
        None,
        "CHN",
    ),
    Case(
        "hosted-two",
        "2017-11-23",
        "Vladimir Putin hosted Hassan Rouhani and Recep Tayyip Erdogan in Sochi on Wednesday.",
        both("Vladimir Putin", "Hassan Rouhani", "Recep Tayyip Erdoğan"),
        "trilateral",
        "2017-11-22",
        "Sochi",
        "RUS",
    ),
    Case(
        "attended",
        "2019-06-30",
        "Shinzo Abe attended the G20 summit in Osaka on Friday.",
        both("Shinzo Abe"),
        "multilateral",
        "2019-06-28",
        "Osaka",
        "JPN",
    ),
    Case(
        "minutes",
        "2019-06-29",
        "Donald Trump met Vladimir Putin in Osaka on Friday for 90 minutes.",
        both("Donald Trump", "Vladimir Putin"),
        "bilateral",
        "2019-06-28",
        "Osaka",
        "JPN",
        minutes=90,
    ),
    Case(
        "ministers",
        "2016-09-10",
        "John Kerry met Sergey Lavrov in Geneva on Friday.",
        both("John Kerry", "Sergey Lavrov"),
        "bilateral",
        "2016-09-09",
        "Geneva",
        "CHE",
        "minister",
    ),
    Case(
        "soviet-era",
        "1986-10-14",
        "Ronald Reagan and Mikhail Gorbachev met in Reykjavik on Saturday.",
        both("Ronald Reagan", "Mikhail Gorbachev"),
        "bilateral",
        "1986-10-11",
        "Reykjavík",
        "ISL",
        "leader",
    ),
    Case(
        "organisation",
        "2014-03-02",
        "NATO ambassadors met in Brussels on Sunday.",
        both("NATO"),
        "multilateral",
        "2014-03-02",
        "Brussels",
        "BEL",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[c.id for c in CASES])
def test_one_meeting(read: Read, case: Case) -> None:
    doc, events = read(case.text, case.published)
    assert len(events) == 1
    event = events[0]
    assert event.event_type == "CONSULT"
    assert {doc._.entities[p.entity_key].name for p in event.participants if p.role != "forum"} == case.people
    assert event.event_mode == case.kind
    for wanted, got in (
        (case.date, event.date_edtf),
        (case.place, event.place),
        (case.country, event.country_code),
        (case.level, event.level),
        (case.minutes, event.duration_minutes),
    ):
        assert wanted is None or wanted == got


def test_a_counted_list_of_possible_talks_is_several_meetings(read: Read) -> None:
    text = "Talks between Emmanuel Macron and Xi Jinping are possible at events in Japan, Brazil and Italy."
    _, events = read(text, "2019-05-15")
    assert {(e.status, e.country_code) for e in events} == {("possible", "JPN"), ("possible", "BRA"), ("possible", "ITA")}


def test_a_held_visit_to_two_countries_is_two_visits(read: Read) -> None:
    _, events = read("Angela Merkel visited Mali on 9 October and Niger on 10 October.", "2016-10-20")
    assert {(e.event_mode, e.country_code, e.date_edtf) for e in events} == {("visit", "MLI", "2016-10-09"), ("visit", "NER", "2016-10-10")}


def test_a_bare_noun_joins_the_meeting_it_points_back_to(read: Read) -> None:
    text = "Leonid Brezhnev and Jimmy Carter met in Vienna on June 18. The talks were long. The meeting ended with a kiss."
    _, events = read(text, "1979-06-25")
    assert [(e.status, e.place, e.date_edtf) for e in events] == [("held", "Vienna", "1979-06-18")]


def test_a_past_and_a_coming_meeting_of_the_same_two_stay_apart(read: Read) -> None:
    text = "Nelson Mandela met Yasser Arafat in Lusaka on Tuesday. Nelson Mandela will meet Yasser Arafat in Cairo on Sunday."
    _, events = read(text, "1990-03-01")
    assert [(e.status, e.place) for e in events] == [("held", "Lusaka"), ("planned", "Cairo")]


def test_here_is_the_place_of_the_dateline(read: Read) -> None:
    _, events = read("Helmut Kohl met here on Friday with Boris Yeltsin.", "1994-05-14", dateline="Bonn")
    assert [(e.place, e.country_code) for e in events] == [("Bonn", "DEU")]


def test_nothing_said_about_the_day_is_no_date(read: Read) -> None:
    _, events = read("Hosni Mubarak met Hafez al-Assad in Damascus.", "1990-07-20")
    assert [(e.date_edtf, e.date_start, e.date_basis) for e in events] == [(None, None, "none")]
