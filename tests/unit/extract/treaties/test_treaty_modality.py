"""Done or not: the words around an act. A planned or possible act stored as done is the worst error of this component."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]

#: text, action, status
ROWS = [
    ("Ghana signed the Arms Trade Treaty.", "sign", "done"),
    ("Ghana has signed the Arms Trade Treaty.", "sign", "done"),
    ("Ghana said it had signed the Arms Trade Treaty.", "sign", "done"),
    ("Ghana will sign the Arms Trade Treaty.", "sign", "planned"),
    ("Ghana said it would sign the Arms Trade Treaty next year.", "sign", "planned"),
    ("Ghana plans to sign the Arms Trade Treaty.", "sign", "planned"),
    ("Ghana is to sign the Arms Trade Treaty in June.", "sign", "planned"),
    ("Ghana hopes to ratify the Arms Trade Treaty.", "ratify", "planned"),
    ("Ghana may sign the Arms Trade Treaty.", "sign", "proposed"),
    ("Ghana could ratify the Arms Trade Treaty.", "ratify", "proposed"),
    ("Ghana is considering signing the Arms Trade Treaty.", "sign", "proposed"),
    ("The ministers discussed extending the Arms Trade Treaty.", "extend", "proposed"),
    ("If Ghana signs the Arms Trade Treaty, others will follow.", "sign", "proposed"),
    ("Ghana refused to sign the Arms Trade Treaty.", "sign", "denied"),
    ("Ghana has not signed the Arms Trade Treaty.", "sign", "denied"),
    ("Ghana never ratified the Arms Trade Treaty.", "ratify", "denied"),
    ("Ghana has yet to ratify the Arms Trade Treaty.", "ratify", "denied"),
    ("Turkey denied that it had violated the Treaty of Lausanne.", "violate", "denied"),
    ("The United Nations urged Ghana to sign the Arms Trade Treaty.", "sign", "urged"),
    ("Ghana must ratify the Arms Trade Treaty.", "ratify", "urged"),
    ("Envoys increased pressure on Myanmar to implement the Five Point Consensus.", "comply", "urged"),
    ("Iran threatened to withdraw from the Non-Proliferation Treaty.", "withdraw", "threatened"),
    ("Iran said it would leave the Non-Proliferation Treaty if sanctions went on.", "withdraw", "threatened"),
    ("Washington announced its withdrawal from the Paris Agreement.", "withdraw", "announced"),
    ("Iran announced a decision to suspend the Paris Agreement.", "suspend", "announced"),
    ("New START is due to expire in February 2021.", "expire", "scheduled"),
    ("The Arms Trade Treaty is set to enter into force in December.", "enter_into_force", "scheduled"),
    ("We look forward to Finland and Sweden joining NATO.", "join", "planned"),
    ("The two presidents instructed their envoys to open talks on New START.", "negotiate", "planned"),
    ("Negotiators opened talks on Chile's accession to NAFTA.", "join", "proposed"),
    ("Estonia's signing of the Arms Trade Treaty was delayed.", "sign", "planned"),
    ("The ratification of the Arms Trade Treaty by Ghana was blocked.", "ratify", "denied"),
    ("Ghana's president is expected to sign the Arms Trade Treaty.", "sign", "planned"),
    ("It has not given notice of withdrawal from the Arms Trade Treaty.", "withdraw_notice", "denied"),
    ("NATO accused Mali of violating the Arms Trade Treaty.", "violate", "done"),
    ("No water agreement was signed.", "sign", "denied"),
    ("The Arms Trade Treaty takes effect in ninety days.", "enter_into_force", "scheduled"),
    ("Ghana proposed to amend the Arms Trade Treaty.", "amend", "proposed"),
]


@pytest.mark.parametrize(("text", "action", "status"), ROWS, ids=[f"{s}: {t[:40]}" for t, _, s in ROWS])
def test_status(read: Read, text: str, action: str, status: str) -> None:
    _, events = read(text)
    assert {e.status for e in events if e.action == action} == {status}


NEVER_DONE = [
    ("They signed the Arms Trade Treaty. Ratification by parliament is another matter.", "ratify"),
    ("They signed the Arms Trade Treaty. Ratification? Not before January.", "ratify"),
    ("Ministers said ratification of the Arms Trade Treaty would take years.", "ratify"),
    ("Chile's membership talks with NATO stalled.", "join"),
    ("Ghana was asked whether it had violated the Arms Trade Treaty.", "violate"),
    ("A vote on leaving the European Union is due in June.", "withdraw"),
    ("Unless Iran signs the accord, talks on the Arms Trade Treaty are over.", "sign"),
    ("The signing of the Arms Trade Treaty was called off.", "sign"),
]


@pytest.mark.parametrize(("text", "action"), NEVER_DONE, ids=[t[:50] for t, _ in NEVER_DONE])
def test_what_is_open_is_never_done(read: Read, text: str, action: str) -> None:
    _, events = read(text)
    assert "done" not in {e.status for e in events if e.action == action}


WHO_IS_URGED = [
    ("The United Nations urged Ghana to sign the Arms Trade Treaty.", {"Ghana"}),
    ("Envoys increased pressure on the Burmese regime to implement the Five Point Consensus.", {"Myanmar"}),
    ("Britain and France urge leaders to join them in ratifying the Arms Trade Treaty.", set()),
]


@pytest.mark.parametrize(("text", "parties"), WHO_IS_URGED, ids=[t[:40] for t, _ in WHO_IS_URGED])
def test_those_who_are_urged_are_to_act(read: Read, text: str, parties: set[str]) -> None:
    doc, events = read(text)
    assert {doc._.entities[p.entity_key].name for e in events for p in e.participants if p.role == "actor"} == parties
