"""The base component: one tree per sentence, white space hung on its neighbours, long sentences cut, batches alike."""

from __future__ import annotations

import pytest
import spacy
from annotated import document
from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract import base, sentences  # noqa: F401  (each registers its component)
from summitry.extract.base import MAX_WORDS
from summitry.extract.state import make_doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("summitry_sentences")
    pipeline.add_pipe("summitry_base")
    return pipeline


def parse(nlp: Language, text: str) -> Doc:
    return nlp(make_doc(nlp, document(text)))


TEXTS = {
    "two sentences": "Peru signed the pact. Chile did not.",
    "hard line breaks": "Peru and Chile\nsigned the\npact on Friday.",
    "two paragraphs": "A headline\n\nPeru signed the pact.",
    "leading blanks": "\n\n  Peru signed.",
    "only blanks": " \n\n ",
    "empty": "",
    "no letters": "*** 12:30 ---",
    "joined acronyms": "U.S.-Russia talks began.",
    "very long sentence": "word " * (3 * MAX_WORDS),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_word_reaches_a_root_of_its_own_sentence(nlp: Language, text: str) -> None:
    doc = parse(nlp, text)
    assert doc.text == text
    for token in doc:
        steps, here = 0, token
        while here.head != here:
            here, steps = here.head, steps + 1
            assert steps <= len(doc)
        assert here.sent.start == token.sent.start


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_white_space_is_no_word(nlp: Language, text: str) -> None:
    assert {t.pos_ for t in parse(nlp, text) if t.is_space} <= {"SPACE"}


def test_a_batch_gives_what_single_texts_give(nlp: Language) -> None:
    texts = list(TEXTS.values())[:4]
    together = [[(t.text, t.head.i) for t in d] for d in nlp.pipe([make_doc(nlp, document(t)) for t in texts])]
    assert together == [[(t.text, t.head.i) for t in parse(nlp, text)] for text in texts]


def test_the_clean_document_travels_along(nlp: Language) -> None:
    assert parse(nlp, "Peru signed.")._.document.text == "Peru signed."
