"""Names in single sentences: who or what they stand for. The day of the article decides between namesakes and states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

Read = Callable[..., Doc]

#: text, day, surface, canonical name, type
ROWS: list[tuple[str, date | None, str, str, str]] = [
    # people by day
    ("Bush flew to Helsinki on Friday.", date(1990, 9, 8), "Bush", "George H. W. Bush", "person"),
    ("Bush flew to Bratislava on Friday.", date(2005, 2, 25), "Bush", "George W. Bush", "person"),
    ("Kim received the envoy in Pyongyang.", date(2019, 4, 1), "Kim", "Kim Jong-un", "person"),
    ("North Korean leader Kim received the envoy in Pyongyang.", date(2001, 4, 1), "Kim", "Kim Jong-il", "person"),
    ("Kim Jong Un left by train.", date(2019, 4, 1), "Kim Jong Un", "Kim Jong-un", "person"),
    ("President Biden thanked the senators.", None, "Biden", "Joe Biden", "person"),
    ("GORBACHEV TO VISIT HAVANA IN APRIL", date(1989, 3, 1), "GORBACHEV", "Mikhail Gorbachev", "person"),
    ("King Fahd of Saudi Arabia arrived in London.", date(1987, 3, 22), "Fahd of Saudi Arabia", "Fahd of Saudi Arabia", "person"),
    ("Chancellor Helmut Kohl's visit ended.", date(1988, 3, 22), "Helmut Kohl", "Helmut Kohl", "person"),
    # unknown people keep their own names
    ("The ambassador, Brunhilda Qwertz, spoke.", date(2010, 1, 1), "Brunhilda Qwertz", "Brunhilda Qwertz", "person"),
    # metonyms
    ("Moscow rejected the offer on Monday.", date(1987, 3, 22), "Moscow", "Government of the Soviet Union", "organization"),
    ("Moscow rejected the offer on Monday.", date(2017, 3, 22), "Moscow", "Government of Russia", "organization"),
    ("Riyadh condemned the attack.", date(2016, 1, 1), "Riyadh", "Government of Saudi Arabia", "organization"),
    ("Washington urged Tokyo to open its market.", date(1990, 1, 1), "Tokyo", "Government of Japan", "organization"),
    ("Aides see Pyongyang agreeing to inspections.", date(1994, 1, 1), "Pyongyang", "Government of North Korea", "organization"),
    # capitals that stay places
    ("He flew from Moscow to Hanoi.", date(2017, 3, 22), "Moscow", "Moscow", "place"),
    ("The ministers met in Riyadh.", date(2016, 1, 1), "Riyadh", "Riyadh", "place"),
    # countries and bodies
    ("U.S. officials were in Bonn.", date(1988, 1, 1), "U.S.", "United States", "country"),
    (
        "The Association of Southeast Asian Nations met.",
        date(1999, 1, 1),
        "Association of Southeast Asian Nations",
        "ASEAN",
        "organization",
    ),
    ("Ministers of OPEC met in Vienna.", date(1987, 1, 1), "OPEC", "OPEC", "organization"),
    # instruments
    (
        "The 1987 Intermediate-Range Nuclear Forces (INF) Treaty is dead.",
        date(2019, 8, 3),
        "Intermediate-Range Nuclear Forces (INF) Treaty",
        "INF Treaty",
        "treaty",
    ),
    (
        "They spoke of the New START nuclear arms control treaty.",
        date(2019, 6, 29),
        "New START nuclear arms control treaty",
        "New START",
        "treaty",
    ),
    (
        "The Regional Declaration on Migration and Protection was read out.",
        date(2022, 3, 1),
        "Regional Declaration on Migration and Protection",
        "Regional Declaration on Migration and Protection",
        "treaty",
    ),
    (
        'They will agree a "Declaration on a common future" there.',
        date(2005, 1, 1),
        "Declaration on a common future",
        "Declaration on a common future",
        "treaty",
    ),
    ("Danes rejected the Maastricht Treaty on Tuesday.", date(1992, 6, 4), "Maastricht Treaty", "Maastricht Treaty", "treaty"),
    # forums and events
    ("The 25th APEC Summit opened.", date(2017, 11, 10), "25th APEC Summit", "APEC summit", "forum"),
    ("Leaders of the Group of 20 (G20) summit spoke.", date(2019, 6, 28), "Group of 20", "G20", "forum"),
    ("Iraqi invasion of Kuwait shocked the region.", date(1990, 8, 5), "Iraqi invasion of Kuwait", "Iraqi invasion of Kuwait", "event"),
    ("The COVID-19 pandemic delayed it.", date(2021, 1, 1), "COVID-19 pandemic", "COVID-19 pandemic", "event"),
]


@pytest.mark.parametrize(("text", "day", "surface", "name", "kind"), ROWS, ids=[f"{r[2]} {r[1] and r[1].year}" for r in ROWS])
def test_mention(read: Read, text: str, day: date | None, surface: str, name: str, kind: str) -> None:
    doc = read(text, day)
    found = {m.surface: m for m in doc._.mentions if m.kind == "name"}
    assert surface in {s.removeprefix("1987 ") for s in found}, sorted(found)
    mention = next(m for s, m in found.items() if s.removeprefix("1987 ") == surface)
    entity = doc._.entities[mention.entity_key]
    assert (entity.name, entity.entity_type) == (name, kind)


NOT_NAMES = [
    ("He told us so.", {"us"}),
    ("The company will fire ten turkey farmers.", {"turkey"}),
    ("Seven of the group met.", {"group"}),
    ("Russian and Chinese officials spoke.", {"Russian", "Chinese"}),
    ("On Monday, in March, they met.", {"Monday", "March"}),
    ("TREATY SIGNED AT LAST", {"TREATY"}),
]


@pytest.mark.parametrize(("text", "words"), NOT_NAMES, ids=[t for t, _ in NOT_NAMES])
def test_no_mention(read: Read, text: str, words: set[str]) -> None:
    assert not {m.surface for m in read(text, date(2010, 1, 1))._.mentions if m.kind == "name"} & words


def test_surname_is_linked_to_the_full_name_in_the_document(read: Read) -> None:
    doc = read("Brunhilda Qwertz, the envoy, arrived.\n\nMs Qwertz left on Friday. Qwertz's aides stayed.", date(2010, 1, 1))
    keys = {m.entity_key for m in doc._.mentions if "Qwertz" in m.surface and m.kind == "name"}
    assert len(keys) == 1
    assert [m.surface for m in doc._.mentions if m.surface == "Qwertz"] == ["Qwertz", "Qwertz"]


def test_titles_and_possessives_are_no_part_of_a_name(read: Read) -> None:
    doc = read("President Vladimir Putin's plane landed. Prime Minister Shinzo Abe waited.", date(2018, 11, 14))
    assert {m.surface for m in doc._.mentions if m.entity_type == "person" and m.kind == "name"} == {"Vladimir Putin", "Shinzo Abe"}


def test_compounds_are_two_parties(read: Read) -> None:
    doc = read("The U.S.-Russia talks went on.", date(2018, 7, 16))
    assert {doc._.entities[m.entity_key].name for m in doc._.mentions if m.kind == "name"} >= {"United States", "Russia"}


def test_allies_are_no_part_of_the_body(read: Read) -> None:
    doc = read("He thanked NATO Allies for their help.", date(2018, 7, 16))
    assert "NATO" in {m.surface for m in doc._.mentions if m.kind == "name"}
    assert "NATO Allies" not in {m.surface for m in doc._.mentions if m.kind == "name"}


def test_the_north_is_a_state_once_named(read: Read) -> None:
    doc = read("North Korea sent envoys. The North wants talks.", date(2018, 3, 1))
    assert [doc._.entities[m.entity_key].name for m in doc._.mentions if m.surface == "North"] == ["North Korea"]


def test_names_in_photo_credits_are_left_out(read: Read) -> None:
    doc = read("Jean Dupont/AFP", date(2018, 3, 1), first_role="credit")
    assert [m for m in doc._.mentions if m.kind == "name"] == []
