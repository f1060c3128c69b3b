"""The shipped model: its files belong together, load without a network, and say the expected things about a few sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from tokenizers import Tokenizer

from summitry.extract import base, sentences  # noqa: F401  (each registers its component)
from summitry.extract.network import FOLDER, Network
from summitry.extract.word_pieces import shape_class

TYPES = {"person", "country", "place", "organization", "treaty", "forum", "event"}


@pytest.fixture(scope="module")
def labels() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "labels.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def network() -> Network:
    return Network()


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("summitry_sentences")
    pipeline.add_pipe("summitry_base")
    return pipeline


def test_folder_stays_within_the_size_limit() -> None:
    assert sum(p.stat().st_size for p in FOLDER.iterdir()) < 30e6


def test_every_label_list_fits_the_network(labels: dict[str, Any], network: Network) -> None:
    (scores,) = network.run([["Hello", "."]])
    assert scores.names.shape == (2, len(labels["ner"]))
    assert scores.tags.shape == (2, len(labels["upos"]))
    assert scores.labels.shape == (2, len(labels["deps"]))
    assert scores.arcs.shape == (3, 3)


def test_name_labels_are_bio_pairs_of_the_seven_types(labels: dict[str, Any]) -> None:
    names = labels["ner"]
    assert names[0] == "O"
    assert {n[2:] for n in names[1:]} == TYPES
    assert sorted(names[1:]) == sorted(f"{p}-{t}" for t in TYPES for p in "BI")


def test_shape_classes_fit_the_labels(labels: dict[str, Any]) -> None:
    words = ["1987", "--", "talks", "MOSCOW", "A", "Moscow", "McCain", "iPhone"]
    assert [shape_class(w) for w in words] == list(range(1, labels["case_classes"]))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        pytest.param("Moscow", ["moscow"], id="lower-cased"),
        pytest.param("Niinistö", ["ni", "##ini", "##sto"], id="accents-stripped"),
        pytest.param("U.S.", ["u", ".", "s", "."], id="stops-split"),
    ],
)
def test_tokenizer_pieces(word: str, pieces: list[str]) -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    assert tokenizer.encode(word, add_special_tokens=False).tokens == pieces


def test_tokenizer_neither_pads_nor_cuts() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    assert len(tokenizer.encode("word " * 400, add_special_tokens=False).ids) == 400


def test_licence_and_sources_travel_with_the_weights() -> None:
    assert "CC-BY-SA-4.0" in (FOLDER / "LICENSE").read_text("utf-8")
    attribution = (FOLDER / "ATTRIBUTION.md").read_text("utf-8")
    for source in ("MiniLM", "EWT", "GUM", "Universal NER", "Wikigold", "CrossNER"):
        assert source in attribution


def test_a_batch_gives_what_single_sentences_give(network: Network) -> None:
    """int8 scales depend on the batch, so that scores may differ a little, the labels of clear words must not."""
    batch = [["Kenya", "signed", "."], ["Peru", "met", "officials", "in", "Lima", "on", "Friday", ",", "she", "said", "."], ["Yes"]]
    together = network.run(batch)
    alone = [network.run([words])[0] for words in batch]
    for a, b in zip(together, alone, strict=True):
        assert np.array_equal(a.tags.argmax(1), b.tags.argmax(1))
        assert np.allclose(a.names, b.names, atol=1.5)


def test_very_long_and_odd_input_is_answered(network: Network) -> None:
    batch = [["word"] * 199, ["\u200b"], ["x" * 5000], ["🙂", "—", "…"]]
    assert [len(s.tags) for s in network.run(batch)] == [199, 1, 1, 3]


NAMES = [
    pytest.param(
        "French President Emmanuel Macron met Felix Tshisekedi in Kinshasa on Friday.",
        [("Emmanuel Macron", "person"), ("Felix Tshisekedi", "person"), ("Kinshasa", "place")],
        id="two-leaders-and-a-city",
    ),
    pytest.param(
        "The United States and Japan called on North Korea to return to the Non-Proliferation Treaty.",
        [("United States", "country"), ("Japan", "country"), ("North Korea", "country"), ("Non-Proliferation Treaty", "treaty")],
        id="countries-and-a-treaty",
    ),
    pytest.param(
        "The European Union said the G20 summit in Osaka would discuss trade.",
        [("European Union", "organization"), ("Osaka", "place")],
        id="organization-and-forum-city",
    ),
    pytest.param("The talks ended without a result, officials said.", [], id="no-name"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    found = [(e.text.removeprefix("the "), e.label_) for e in nlp(text).ents]
    assert [pair for pair in expected if pair not in found] == []
    assert [pair for pair in found if pair[1] == "person" and pair not in expected] == []


def test_capital_letters_do_not_hide_the_names(nlp: Language) -> None:
    found = {(e.text, e.label_) for e in nlp("PRESIDENT KENYATTA MEETS MUSEVENI IN NAIROBI").ents}
    assert ("NAIROBI", "place") in found
    assert {text for text, label in found if label == "person"} == {"KENYATTA", "MUSEVENI"}


def test_parts_of_speech_and_tree(nlp: Language) -> None:
    doc = nlp("The minister said on Monday that Chile had signed the accord.")
    assert " ".join(t.pos_ for t in doc) == "DET NOUN VERB ADP PROPN SCONJ PROPN AUX VERB DET NOUN PUNCT"
    tree = {t.text: (t.dep_, t.head.text) for t in doc}
    assert tree["said"] == ("ROOT", "said")
    assert tree["minister"] == ("nsubj", "said")
    assert tree["signed"] == ("ccomp", "said")
    assert tree["Chile"] == ("nsubj", "signed")
    assert tree["accord"] == ("obj", "signed")


def test_folder_holds_only_what_is_needed() -> None:
    assert {p.name for p in FOLDER.iterdir()} == {"ATTRIBUTION.md", "LICENSE", "labels.json", "model.onnx", "tokenizer.json"}
    assert Path(FOLDER).name == "model"
