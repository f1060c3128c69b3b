"""Sentence boundaries: stops that end no sentence, quotations, datelines, nothing at all."""

from __future__ import annotations

import pytest
import spacy
from annotated import document
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.extract.sentences import Sentences, dateline_end
from summitry.extract.state import make_doc

NLP = spacy.blank("en")


def sentences(text: str) -> list[str]:
    return [s.text.strip() for s in Sentences()(make_doc(NLP, document(text))).sents if s.text.strip()]


ROWS: list[tuple[str, list[str]]] = [
    ("They met. They left.", ["They met.", "They left."]),
    ("Mr. Haughey met Gov. Lee in St. Louis. He left.", ["Mr. Haughey met Gov. Lee in St. Louis.", "He left."]),
    ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
    ("He flew to the U.S. The talks begin on Monday.", ["He flew to the U.S.", "The talks begin on Monday."]),
    ("It met at 9 a.m. on Nov. 9 in Bonn.", ["It met at 9 a.m. on Nov. 9 in Bonn."]),
    ('"We agree," he said. "It is done."', ['"We agree," he said.', '"It is done."']),
    ("“We agree.” He left.", ["“We agree.”", "He left."]),
    ("Is it over? Yes! They left.", ["Is it over?", "Yes!", "They left."]),
    ("George H. W. Bush spoke.", ["George H. W. Bush spoke."]),
    ("It rose 3.5 percent. Oil fell.", ["It rose 3.5 percent.", "Oil fell."]),
    ("A headline without a stop\n\nThe first sentence.", ["A headline without a stop", "The first sentence."]),
    ("LONDON, March 22 - The king arrived. He left.", ["LONDON, March 22 -", "The king arrived.", "He left."]),
    ("SEOUL, South Korea (AP) -- North Korea agreed.", ["SEOUL, South Korea (AP) --", "North Korea agreed."]),
    ("Geneva (AFP) – The talks ended.", ["Geneva (AFP) –", "The talks ended."]),
    ("NATO - the alliance - met.", ["NATO - the alliance - met."]),
    ("", []),
    (" \n\n\t ", []),
    ("...", ["..."]),
    ("\ufeffThey met. They left.", ["\ufeffThey met.", "They left."]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[r[0][:40] or "empty" for r in ROWS])
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("LONDON, March 22 - The king", "LONDON, March 22 - "),
        ("BEIJING, Nov. 9 (Xinhua) -- The", "BEIJING, Nov. 9 (Xinhua) -- "),
        ("WASHINGTON — The", "WASHINGTON — "),
        ("The U.S. - Russian talks", ""),
        ("Trump - who said", ""),
        ("LONDON", ""),
    ],
    ids=str,
)
def test_dateline_end(text: str, dateline: str) -> None:
    assert text[: dateline_end(text)] == dateline


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB .!?\"”'(-–\n\t\u00a0\ufeffU3é")), max_size=80))
def test_sentences_cover_any_text_and_never_cross_a_paragraph(text: str) -> None:
    doc = Sentences()(make_doc(NLP, document(text)))
    assert "".join(s.text_with_ws for s in doc.sents) == text
    blocks = document(text).blocks
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        homes = {next((b.start for b in blocks if b.start <= t.idx < b.end), None) for t in words}
        assert len(homes) <= 1
