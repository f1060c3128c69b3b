"""One sentence of ordinary news per row: what is done to which instrument, by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]

#: text, published, action, treaty, parties
ROWS: list[tuple[str, str, str, str, set[str]]] = [
    (
        "Chile and Argentina signed the Treaty of Peace and Friendship in Rome on Thursday.",
        "1984-12-01",
        "sign",
        "Treaty of Peace and Friendship",
        {"Chile", "Argentina"},
    ),
    ("The Chemical Weapons Convention was signed by Israel.", "1993-01-14", "sign", "Chemical Weapons Convention", {"Israel"}),
    (
        "Zambia and Zimbabwe put their names to a tripartite accord.",
        "1994-02-02",
        "sign",
        "Zambia-Zimbabwe tripartite accord",
        {"Zambia", "Zimbabwe"},
    ),
    ("Japan signed a nuclear agreement with India on Friday.", "2016-11-12", "sign", "India-Japan nuclear agreement", {"Japan", "India"}),
    ("The Brazilian Senate ratified the Treaty of Tlatelolco on Tuesday.", "1994-05-20", "ratify", "Treaty of Tlatelolco", {"Brazil"}),
    ("Bhutan acceded to the Treaty on Open Skies last month.", "2003-03-03", "ratify", "Open Skies Treaty", {"Bhutan"}),
    ("Japan's parliament approved the Paris Agreement on Tuesday.", "2016-11-09", "ratify", "Paris Agreement", {"Japan"}),
    (
        "The Hungarian parliament ratified Sweden's accession to NATO on Monday.",
        "2024-02-27",
        "ratify",
        "Sweden NATO accession protocol",
        {"Hungary"},
    ),
    ("Sudan's president signed the Arms Trade Treaty.", "2014-01-01", "sign", "Arms Trade Treaty", {"Sudan"}),
    ("Montenegro joined NATO in June.", "2017-08-01", "join", "NATO", {"Montenegro"}),
    ("Lithuania was admitted to the United Nations on Tuesday.", "1991-09-19", "join", "United Nations", {"Lithuania"}),
    (
        "Burundi withdrew from the International Criminal Court on Friday.",
        "2017-10-29",
        "withdraw",
        "International Criminal Court",
        {"Burundi"},
    ),
    ("Trump took the United States out of the Paris Agreement.", "2020-11-05", "withdraw", "Paris Agreement", {"United States"}),
    ("Russia suspended its participation in the New START treaty on Tuesday.", "2023-02-22", "suspend", "New START", {"Russia"}),
    ("The United States halted its obligations under the INF Treaty.", "2019-02-03", "suspend", "INF Treaty", {"United States"}),
    (
        "Kenya and Uganda concluded a trade agreement in Nairobi.",
        "1999-03-03",
        "conclude",
        "Kenya-Uganda trade agreement",
        {"Kenya", "Uganda"},
    ),
    ("Iran violated the Non-Proliferation Treaty, the agency said.", "2005-09-25", "violate", "Nuclear Non-Proliferation Treaty", {"Iran"}),
    ("NATO ministers accused Russia of breaching the INF Treaty.", "2018-12-05", "violate", "INF Treaty", {"Russia"}),
    (
        "Russia and the United States extended the New START treaty on Wednesday.",
        "2021-02-04",
        "extend",
        "New START",
        {"Russia", "United States"},
    ),
    ("The Treaty on Open Skies entered into force in January 2002.", "2010-01-01", "enter_into_force", "Open Skies Treaty", set()),
    ("The START treaty expired on December 5.", "2009-12-10", "expire", "START I", set()),
    (
        "North Korea tore up the armistice agreement on Monday.",
        "2013-03-12",
        "terminate",
        "North Korea armistice agreement",
        {"North Korea"},
    ),
    ("Peru deposited its instrument of ratification of the Kyoto Protocol.", "2002-09-13", "deposit", "Kyoto Protocol", {"Peru"}),
    ("Danish voters rejected the Maastricht Treaty on Tuesday.", "1992-06-04", "reject", "Maastricht Treaty", {"Denmark"}),
    ("Canada and Mexico amended the NAFTA agreement.", "2019-12-11", "amend", "NAFTA", {"Canada", "Mexico"}),
    ("Negotiations on the Chemical Weapons Convention went on in Geneva.", "1990-03-03", "negotiate", "Chemical Weapons Convention", set()),
    (
        "The United States formally notified its partners of its withdrawal from the Open Skies Treaty.",
        "2020-05-23",
        "withdraw_notice",
        "Open Skies Treaty",
        {"United States"},
    ),
    ("Indonesia complied with the Montreal Protocol.", "1999-03-03", "comply", "Montreal Protocol", {"Indonesia"}),
]


def told(events: list[Event], doc: Doc, action: str) -> list[tuple[str, set[str]]]:
    """(treaty name, names of the parties) of each instrument that the action is done to."""
    out: dict[str, set[str]] = {}
    for event in events:
        if event.action == action:
            treaty = next(doc._.entities[p.entity_key].name for p in event.participants if p.role == "treaty")
            out.setdefault(treaty, set()).update(doc._.entities[p.entity_key].name for p in event.participants if p.role != "treaty")
    return list(out.items())


@pytest.mark.parametrize(("text", "published", "action", "treaty", "parties"), ROWS, ids=[r[0][:50] for r in ROWS])
def test_action_with_treaty_and_parties(read: Read, text: str, published: str, action: str, treaty: str, parties: set[str]) -> None:
    doc, events = read(text, published)
    assert told(events, doc, action) == [(treaty, parties)]
    assert {e.status for e in events if e.action == action} == {"done"}


def test_every_action_of_the_contract_has_a_row() -> None:
    missing = {r[2] for r in ROWS} ^ set(
        "negotiate conclude sign ratify enter_into_force join amend extend suspend resume withdraw_notice withdraw terminate expire "
        "violate comply reject deposit".split()
    )
    assert missing == {"resume"}  # told below, with the suspension before it


def test_a_suspended_pact_is_resumed(read: Read) -> None:
    doc, events = read("South Korea resumed its participation in the GSOMIA pact on Tuesday.", "2023-03-22")
    assert told(events, doc, "resume") == [("GSOMIA", {"South Korea"})]


NOTHING = [
    "French troops withdrew from Mali on Monday.",
    "Nestle signed an agreement with Starbucks on coffee distribution.",
    "The striker signed a contract with Barcelona on Friday.",
    "The minister left Geneva for talks in Paris.",
    "Police said the suspect broke the law.",
    "The president accepted an invitation to visit Tokyo.",
    "The two leaders agreed to meet again in Cairo.",
    "Germany is a member of NATO.",
    "The treaty remains in force.",
    "The union rejected the pay deal.",
    "The company signed a memorandum of understanding with Egypt on gas.",
    "Fans signed a petition against the club.",
    "The shop extended its opening hours.",
    "",
    "\n\n \t",
]


@pytest.mark.parametrize("text", NOTHING, ids=[t[:40] or "empty" for t in NOTHING])
def test_no_act_on_an_instrument(read: Read, text: str) -> None:
    assert read(text)[1] == []


def test_the_accord_is_the_one_told_of_before(read: Read) -> None:
    doc, events = read(
        "Kenya and Uganda signed a trade agreement in Nairobi on Friday. The Kenyan parliament has yet to ratify the accord."
    )
    assert told(events, doc, "ratify") == [("Kenya-Uganda trade agreement", {"Kenya"})]
    assert [e.status for e in events if e.action == "ratify"] == ["denied"]


def test_describing_words_choose_among_instruments(read: Read) -> None:
    text = (
        "Turkey backed the NATO Accession Protocols for Sweden. It rejected the Cyprus Treaty. "
        "The president signed the accession protocols."
    )
    doc, events = read(text)
    assert [name for name, _ in told(events, doc, "sign")] == ["NATO Accession Protocols for Sweden"]


def test_a_deadline_fixes_the_day_of_the_withdrawal(read: Read) -> None:
    text = (
        "In February, the United States suspended its obligations under the INF Treaty and triggered the six-month withdrawal process, "
        "making 2 August the deadline."
    )
    _, events = read(text, "2019-06-30")
    assert [(e.action, e.status, e.date_edtf) for e in events] == [
        ("suspend", "done", "2019-02"),
        ("withdraw_notice", "done", "2019-02"),
        ("withdraw", "scheduled", "2019-08-02"),
    ]


DATES = [
    ("Poland signed the Treaty of Lisbon on Friday.", "2007-12-16", "sign", "2007-12-14"),
    ("The deal between Britain and Saudi Arabia was signed last year.", "1987-03-22", "sign", "1986"),
    ("The 1987 INF Treaty was violated by Russia.", "2018-12-05", "violate", None),
    ("New START expires in February 2021.", "2019-06-29", "expire", "2021-02"),
    ("It was the fastest ratification of the Kyoto Protocol since 1999.", "2003-02-02", "ratify", None),
]


@pytest.mark.parametrize(("text", "published", "action", "edtf"), DATES, ids=[r[0][:40] for r in DATES])
def test_date_of_the_act(read: Read, text: str, published: str, action: str, edtf: str | None) -> None:
    _, events = read(text, published)
    assert {e.date_edtf for e in events if e.action == action} == {edtf}
