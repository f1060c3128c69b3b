"""Whatever the text: no crash, exact spans, participants that exist, statuses and actions of the contract."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from summitry.extract.treaties.component import MODE, PLOVER
from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]
#: Pieces that the component looks for, in any order, between pieces that it does not know.
PIECES = (
    "Iran",
    "the INF Treaty",
    "U.S.-Russia",
    "signed",
    "will",
    "not",
    "to",
    "withdraw from",
    "NATO",
    "the accord",
    "it",
    "which",
    ",",
    ".",
    "\n\n",
    "“",
    "”",
    "members",
    "ratification",
    "of",
    "if",
    "talks",
    "on",
    "2 August",
    "deadline",
    "notice",
    "protocol",
    "Sweden",
    "welcome",
    "as a member",
    "\u00a0",
    "\ufeff",
    "é",
    "-",
    "(",
    "THE",
    "-- ",
    "President",
    "Kim",
    "agreement",
    "between",
    "and",
    "expire",
    "due",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_spans_are_exact_and_references_hold(read: Read, text: str) -> None:
    doc, events = read(text)
    for mention in doc._.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.entity_key is None or mention.entity_key in doc._.entities
    for event in events:
        assert 0 <= event.start < event.end <= len(text)
        assert event.action in PLOVER
        assert event.status in MODE
        assert all(text[s.start : s.end] == s.surface for s in event.spans)
        assert all(p.entity_key in doc._.entities for p in event.participants)
        assert [p.role for p in event.participants].count("treaty") == 1


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_characters(read: Read, text: str) -> None:
    doc, _ = read(text)
    assert doc.text == text
