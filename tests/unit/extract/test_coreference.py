"""Who is meant: one pronoun or noun at a time, then what must hold for any text."""

from __future__ import annotations

from datetime import date

import pytest
from annotated import read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.extract.coreference import Coreference, plural_antecedents, resolve_token
from summitry.lexicon import load_lexicon

DAY = date(2018, 9, 3)


def who(text: str, word: str, day: date | None = DAY) -> str | None:
    """Name of the entity that the last token `word` refers to."""
    doc = read(text, day)
    key = resolve_token(doc, [t for t in doc if t.text == word][-1])
    return doc._.entities[key].name if key else None


RESOLVED = [
    ("he", "Vladimir Putin arrived in Helsinki. He met reporters.", "He", "Vladimir Putin"),
    ("she", "Vladimir Putin met Angela Merkel. She spoke first.", "She", "Angela Merkel"),
    ("his own", "Vladimir Putin praised his minister.", "his", "Vladimir Putin"),
    ("who", "Vladimir Putin, who arrived late, spoke first.", "who", "Vladimir Putin"),
    ("office and country", "Vladimir Putin met Donald Trump. The Russian leader spoke first.", "leader", "Vladimir Putin"),
    ("title in the text", "Jordan's foreign minister, Ayman Safadi, spoke. The foreign minister left early.", "minister", "Ayman Safadi"),
    ("title before the name", "Foreign Minister Ayman Safadi spoke. The minister left early.", "minister", "Ayman Safadi"),
    ("incumbent", "The Russian president arrived in Helsinki.", "president", "Vladimir Putin"),
]


@pytest.mark.parametrize(("text", "word", "name"), [r[1:] for r in RESOLVED], ids=[r[0] for r in RESOLVED])
def test_resolved(text: str, word: str, name: str) -> None:
    assert who(text, word) == name


OPEN = [
    ("nobody before", "He arrived in Helsinki.", "He"),
    ("wrong sex only", "Angela Merkel arrived. He spoke first.", "He"),
    ("object is not the subject", "Vladimir Putin saw him in Helsinki.", "him"),
    ("indefinite", "Vladimir Putin arrived. A minister spoke first.", "minister"),
    ("former holder", "The former Russian president arrived in Helsinki.", "president"),
    ("weather", "Russia was cold. It is hoped that spring comes.", "It"),
]


@pytest.mark.parametrize(("text", "word"), [r[1:] for r in OPEN], ids=[r[0] for r in OPEN])
def test_left_open(text: str, word: str) -> None:
    assert who(text, word) is None


def test_no_incumbent_without_a_day() -> None:
    assert who("The Russian president arrived in Helsinki.", "president", day=None) is None


def test_a_government_calls_its_own_president_the_president() -> None:
    text = "The President spoke by phone today with Vladimir Putin. The two leaders agreed to meet."
    doc = read(text, DAY, outlet="White House")
    assert {doc._.entities[k].name for k in plural_antecedents(doc, next(t for t in doc if t.text == "leaders"))} == {
        "Vladimir Putin",
        "Donald Trump",
    }
    assert resolve_token(read(text, DAY, outlet="Reuters"), read(text, DAY)[1]) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Vladimir Putin met Donald Trump in Helsinki. The two leaders spoke for two hours.", "leaders"),
        ("Vladimir Putin and Donald Trump met in Helsinki. They spoke for two hours.", "They"),
        ("Vladimir Putin met Donald Trump in Helsinki. Both men spoke for two hours.", "men"),
    ],
    ids=["two leaders", "they", "both men"],
)
def test_plural(text: str, word: str) -> None:
    doc = read(text, DAY)
    keys = plural_antecedents(doc, [t for t in doc if t.text == word][-1])
    assert {doc._.entities[k].name for k in keys} == {"Vladimir Putin", "Donald Trump"}
    mention = next(m for m in doc._.mentions if m.link_basis.startswith("plural:"))
    assert mention.entity_key is None
    assert mention.link_basis == f"plural:{','.join(keys)}"


WORDS = st.sampled_from("Putin Merkel he she They it his the two leaders president Russian , . met and who both sides \n\n a of".split(" "))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=50).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_exact_ordered_mentions(text: str) -> None:
    doc = read(text, DAY)
    mentions = doc._.mentions
    assert all(text[m.start : m.end] == m.surface and m.surface for m in mentions)
    assert all(m.entity_key is None or m.entity_key in doc._.entities for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(k in doc._.entities for keys in doc._.referent_groups.values() for k in keys)


def test_reading_twice_changes_nothing() -> None:
    doc = read("Vladimir Putin met Donald Trump. The Russian leader said he was content. They left.", DAY)
    before = list(doc._.mentions)
    Coreference(load_lexicon())(doc)
    assert doc._.mentions == before
