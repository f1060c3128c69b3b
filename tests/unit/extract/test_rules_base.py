"""Names and direct quotes without a model, and that nothing of the network is imported for them."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import summitry
from summitry.extract import language  # noqa: F401  (registers the components)
from summitry.extract.named_model import make_walkable
from summitry.extract.rough_tags import RoughTags
from summitry.extract.sentences import Sentences
from summitry.lexicon import load_lexicon

STORY = "President Ann Brown met Foreign Minister Igor Petrov in Paris.\n\n"


@cache
def pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("summitry_sentences")
    nlp.add_pipe("summitry_rules_base")
    return nlp


def names(text: str) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in pipeline()(text).ents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("We met President Tano Verdi there.", [("Tano Verdi", "person")], id="title before"),
        pytest.param("Talks with Malian Foreign Minister Abu Keita ended.", [("Abu Keita", "person")], id="demonym and title of two words"),
        pytest.param("A spokesman, then spokesman Oleg Ivashko, agreed.", [("Oleg Ivashko", "person")], id="title in small letters"),
        pytest.param("It was Angela Testa who came.", [("Angela Testa", "person")], id="given name of a leader"),
        pytest.param("Later Zork Blim said so.", [("Zork Blim", "person")], id="speech verb behind"),
        pytest.param("The Ministry of Foreign Affairs agreed.", [("Ministry of Foreign Affairs", "organization")], id="body with of"),
        pytest.param("The Verdan Central Bank agreed.", [("Verdan Central Bank", "organization")], id="kind of body at the end"),
        pytest.param("They rested at Zork Palace today.", [("Zork Palace", "place")], id="kind of place at the end"),
        pytest.param("They landed in Lyon today.", [("Lyon", "place")], id="city after a preposition"),
        pytest.param("On Monday the Blimmo Zork came.", [], id="nothing tells"),
        pytest.param("Russian and French troops left.", [], id="demonyms alone"),
        pytest.param("The Talks Of The Verdan Bank Fail Again", [], id="headline in title case"),
        pytest.param("", [], id="empty"),
    ],
)
def test_names(text: str, wanted: list[tuple[str, str]]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param('"We are ready," said Mr Petrov.', "Igor Petrov", id="cue, speaker"),
        pytest.param('"We are ready," Ann Brown said.', "Ann Brown", id="speaker, cue"),
        pytest.param('President Ann Brown said: "We are ready."', "Ann Brown", id="before the quotation"),
        pytest.param('"We are ready," the spokesman, Igor Petrov, told reporters.', "Igor Petrov", id="apposition"),
    ],
)
def test_direct_quotes(text: str, speaker: str) -> None:
    found = summitry.extract(STORY + text, model="rules")
    assert [(q.kind, q.text.rstrip(".,"), q.speaker_name) for q in found.quotes] == [("direct", "We are ready", speaker)]


def test_nothing_is_claimed_that_needs_a_tree() -> None:
    found = summitry.extract(STORY + "Brown said the two had signed the New START treaty.", model="rules")
    assert found.events == ()
    assert found.quotes == ()
    assert [(i.level, i.code) for i in found.issues] == [("warning", "model_without_parser")]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            ["a.m.", "U.S.", "Putin", "said", '"', "“", "”", ",", ".", "in", "Paris", "\n\n", "met", "'s", "I'm", "cannot", "12"]
        )
    )
)
def test_any_text_goes_through_every_component(words: list[str]) -> None:
    text = " ".join(words)
    found = summitry.extract(text, model="rules")
    assert {i.code for i in found.issues} <= {"model_without_parser"}
    assert all(text[m.start : m.end] == m.surface for m in found.mentions)


def test_words_behind_a_special_case_have_no_children() -> None:
    """spaCy leaves wrong edges there: asking for children read beyond the Doc."""
    nlp = spacy.blank("en")
    doc: Doc = Sentences()(nlp("He came at 9 a.m. and I'm glad he didn't go at 8p.m. again. They met."))
    doc = make_walkable(doc)
    assert [list(t.children) for t in doc] == [[] for _ in doc]
    assert all(t.head == t for t in doc)
    assert not doc.has_annotation("DEP")
    assert [s.text for s in doc.sents][1:] == ["They met."]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("She said they met", "PRON VERB PRON NOUN", id="what it knows and what not"),
        pytest.param("the report says", "DET NOUN VERB", id="noun after a determiner"),
        pytest.param("Zork was 12 !", "PROPN AUX NUM PUNCT", id="capitals, numbers, marks"),
        pytest.param("openly wanted the leading role", "ADV VERB DET NOUN NOUN", id="endings"),
    ],
)
def test_rough_tags(text: str, tags: str) -> None:
    assert RoughTags(load_lexicon())(spacy.blank("en")(text)) == tags.split()


BLOCKED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("onnxruntime", "tokenizers"):
            raise ImportError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refuse())
import summitry
from summitry.errors import ModelError
found = summitry.extract('Vladimir Putin came to Helsinki. "I agree," Putin said.', model="rules")
print(sorted(e.name for e in found.entities), [q.speaker_name for q in found.quotes])
try:
    summitry.extract("Putin came.")
except ModelError as error:
    print(error)
"""


def test_without_onnxruntime_rules_work_and_the_error_names_them() -> None:
    out = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    assert out[0] == "['Helsinki', 'Vladimir Putin'] ['Vladimir Putin']"
    assert "onnxruntime is not installed" in out[1]
    assert "--model rules" in out[1]
