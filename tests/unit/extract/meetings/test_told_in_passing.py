"""Meetings told in passing: pictures, earlier meetings by their city, time spent together, days of a decision, further rounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]


def told(read: Read, text: str, published: str, role: str = "body") -> list[tuple[str, frozenset[str], str | None, str | None]]:
    """(status, names of the parties, date, place) of every meeting."""
    doc, events = read(text, published, role)
    return [
        (e.status, frozenset(doc._.entities[p.entity_key].name for p in e.participants if p.role != "forum"), e.date_edtf, e.place)
        for e in events
    ]


@pytest.mark.parametrize(
    ("text", "published", "status", "parties", "day", "place"),
    [
        pytest.param(
            "Helmut Kohl and Boris Yeltsin saw each other again in Bonn on Wednesday.",
            "1994-05-13",
            "held",
            {"Helmut Kohl", "Boris Yeltsin"},
            "1994-05-11",
            "Bonn",
            id="each-other",
        ),
        pytest.param(
            "Emmanuel Macron spent two hours with Angela Merkel in Berlin on Monday.",
            "2018-11-20",
            "held",
            {"Emmanuel Macron", "Angela Merkel"},
            "2018-11-19",
            "Berlin",
            id="hours-spent-with",
        ),
        pytest.param(
            "It was settled after Margaret Thatcher's foreign secretary, Geoffrey Howe, saw Eduard Shevardnadze in Vienna on January 18.",
            "1989-01-25",
            "held",
            {"Geoffrey Howe", "Eduard Shevardnadze"},
            "1989-01-18",
            "Vienna",
            id="finite-after-clause",
        ),
        pytest.param(
            "Barack Obama on Wednesday called off a meeting with Vladimir Putin that had been set for September 3.",
            "2013-08-08",
            "cancelled",
            {"Barack Obama", "Vladimir Putin"},
            "2013-09-03",
            None,
            id="day-of-the-decision",
        ),
        pytest.param(
            "Jacques Chirac and Gerhard Schroeder met on Friday on the sidelines of the EU summit in Nice.",
            "2000-12-10",
            "held",
            {"Jacques Chirac", "Gerhard Schröder"},
            "2000-12-08",
            "Nice",
            id="venue-of-the-wider-event",
        ),
        pytest.param(
            "Shinzo Abe used the day to see Narendra Modi in Tokyo.",
            "2016-11-12",
            "held",
            {"Shinzo Abe", "Narendra Modi"},
            None,
            "Tokyo",
            id="used-the-day-to-see",
        ),
        pytest.param(
            "Justin Trudeau hopes to spend two hours with Xi Jinping in Beijing.",
            "2017-12-01",
            "possible",
            {"Justin Trudeau", "Xi Jinping"},
            None,
            "Beijing",
            id="hours-only-hoped-for",
        ),
    ],
)
def test_one_meeting(read: Read, text: str, published: str, status: str, parties: set[str], day: str | None, place: str | None) -> None:
    assert (status, frozenset(parties), day, place) in told(read, text, published)


def test_since_a_city_is_another_meeting(read: Read) -> None:
    found = told(
        read,
        "Ronald Reagan and Mikhail Gorbachev met in Reykjavik on Saturday, their first talks since Geneva in November 1985.",
        "1986-10-13",
    )
    pair = frozenset({"Ronald Reagan", "Mikhail Gorbachev"})
    assert ("held", pair, "1986-10-11", "Reykjavík") in found
    assert ("held", pair, "1985-11", "Geneva") in found


def test_since_a_city_keeps_states_as_states(read: Read) -> None:
    found = told(read, "Joe Biden left early. It was the first U.S.-Russian summit since Helsinki.", "2021-06-17")
    assert not any(place == "Helsinki" and "Joe Biden" in parties for _, parties, _, place in found)


def test_told_again(read: Read) -> None:
    found = told(read, "Joe Biden and Vladimir Putin spoke by telephone in January and again in April.", "2021-06-17")
    assert {(status, day) for status, _, day, _ in found} == {("held", "2021-01"), ("held", "2021-04")}


def test_guests_received_one_by_one(read: Read) -> None:
    found = told(read, "Joe Biden met Vladimir Putin in Geneva. Swiss President Guy Parmelin welcomed both men at the villa.", "2021-06-17")
    assert {"Guy Parmelin", "Joe Biden"} in [parties for _, parties, _, _ in found]
    assert {"Guy Parmelin", "Vladimir Putin"} in [parties for _, parties, _, _ in found]


def test_a_further_round_is_by_the_same_parties(read: Read) -> None:
    found = told(read, "Mike Pompeo met Kim Jong-un in Pyongyang on Sunday. A second meeting will be held in Oslo in June.", "2018-05-15")
    assert ("planned", frozenset({"Mike Pompeo", "Kim Jong-un"}), "2018-06", "Oslo") in found


CAPTIONS = [
    pytest.param("Jimmy Carter and Leonid Brezhnev sign the accord in Vienna, June 18, 1979.", True, id="signing"),
    pytest.param("A combination of pictures shows Jimmy Carter and Leonid Brezhnev in Vienna, June 18, 1979.", False, id="montage"),
    pytest.param("Jimmy Carter and Leonid Brezhnev will sign the accord in Vienna on June 18.", False, id="still-to-come"),
    pytest.param("Jimmy Carter and Walter Mondale walk in Vienna, June 18, 1979.", False, id="same-country"),
]


@pytest.mark.parametrize(("text", "held"), CAPTIONS)
def test_captions(read: Read, text: str, held: bool) -> None:
    found = told(read, text, "1979-06-20" if "will" not in text else "1979-06-10", "caption")
    assert any(status == "held" for status, *_ in found) == held


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Angela Merkel exchanged fire with her critics in Berlin.", id="no-pleasantries"),
        pytest.param("Emmanuel Macron spent two hours with his papers in Paris.", id="alone"),
        pytest.param("The place is not better known since Chernobyl.", id="since-without-parties"),
    ],
)
def test_no_meeting(read: Read, text: str) -> None:
    assert told(read, text, "2019-05-15") == []


def test_states_joined_before_their_summit(read: Read) -> None:
    found = told(read, "The teams have worked well following the U.S.-Russia Summit.", "2021-07-09")
    assert [(status, parties) for status, parties, _, _ in found] == [("held", frozenset({"United States", "Russia"}))]
