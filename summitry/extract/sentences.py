"""Sentence boundaries by punctuation, inside the blocks that cleaning found.

Tried on GUM news (nlp-lab): blingfire 91.6 F1 but 99 MB installed, pysbd 88.0, spaCy's sentencizer 85.9. These rules are measured
by `training/evaluate.py --sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from summitry.extract.state import block_at

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]") | {"''"}
_OPENERS = frozenset("\"'“‘«([") | {"``"}
#: Written with a final stop and followed by a name or a number more often than by a new sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col maj capt cmdr adm sgt hon rev st mt ft messrs jr sr no nos vs v art sec fig "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun approx est al ed vol pp p cf "
    "dept univ assn bros".split()
)
#: May close a sentence as well as stand inside one: decided by the next word.
_OPEN_ABBREVIATIONS = frozenset("u.s. u.k. u.n. u.s.s.r. e.u. d.c. a.m. p.m. inc. ltd. corp. co. etc. jr. sr. bros. plc. u.a.e.".split())
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and as if for with after when while since although by from his "
    "her its their our my there under during both according however meanwhile earlier later last no not what who why how more most many "
    "some".split()
)


_MONTHS = r"(?:Jan|Feb|March|Mar|April|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTHS} \d{{1,2}}|\d{{1,2}} {_MONTHS})(?:,? \d{{4}})?"
_CITY = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}"
#: A dateline before the first sentence: "LONDON, March 22 - ", "SEOUL, South Korea (AP) -- ", "Geneva (AFP) – ".
_DATELINE = re.compile(
    rf"\s*(?:(?P<capitals>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){{0,3}})(?:, {_CITY})?|{_CITY}(?:, {_CITY})?(?=,? (?:\(|{_DAY})))"
    rf"(?:,? {_DAY})?(?: ?\([A-Z][\w/. ]{{1,24}}\))?(?:,? {_DAY})?(?: [A-Z][A-Za-z]{{1,11}})? ?(?:-{{1,2}}|–|—)[ \n]+(?=[A-Z0-9\"“‘'])"
)
#: Characters at the start of a block within which a dateline ends.
_DATELINE_REACH = 120


def dateline_end(text: str) -> int:
    """Length of the dateline with which the text of a block begins, dash and blank included; 0 when it has none."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _ends_sentence(token: Token, following: Token | None) -> bool:
    text = token.text
    if following is None:
        return False
    nxt = following.text
    if text in {"!", "?"}:
        return not nxt[:1].islower()
    if text == "…":
        return nxt[:1].isupper() and nxt.lower() in _STARTERS
    if text != "." and not (len(text) > 1 and text.endswith(".") and text != "..."):
        return False
    lower = text.lower()
    if text != ".":
        if lower.rstrip(".") in ABBREVIATIONS or (len(text) == 2 and text[0].isupper()):
            return False
        if lower in _OPEN_ABBREVIATIONS or lower.count(".") > 1:
            return nxt[:1].isupper() and (nxt.lower() in _STARTERS or nxt in _OPENERS)
    return nxt[:1].isupper() or nxt[:1].isdigit() or nxt in _OPENERS or not nxt[:1].isalnum()


def _mark(tokens: Iterable[Token], starts: list[bool]) -> None:
    """Set the sentence starts of one block; the first word of the block starts a sentence."""
    every = list(tokens)
    words = [t for t in every if not t.is_space]
    if not words:
        return
    starts[every[0].i] = True
    first = "".join(t.text_with_ws for t in every[words[0].i - every[0].i : words[-1].i - every[0].i][:_DATELINE_REACH])
    dateline = words[0].idx + dateline_end(first[:_DATELINE_REACH])
    pending = False
    for i, word in enumerate(words[:-1]):
        following = words[i + 1]
        if word.idx < dateline and dateline > words[0].idx:
            starts[following.i] = following.idx >= dateline
            continue
        closing = pending and word.text in _CLOSERS and not following.text[:1].islower()
        if word.text in _CLOSERS and pending and following.text[:1].islower():
            pending = False
        if _ends_sentence(word, following) or closing:
            # A closing mark belongs to the sentence it closes.
            attached = following.idx == word.idx + len(word)
            if following.text in _CLOSERS and attached:
                pending = True
                continue
            starts[following.i] = True
            pending = False


@Language.factory("summitry_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Return the component that marks sentence starts."""
    return Sentences()


class Sentences:
    """Marks sentence starts; a sentence never crosses a block."""

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        starts = [False] * len(doc)
        start = 0
        current = _block_start(doc, doc[0])
        blocks = doc._.document is not None
        for i in range(1, len(doc)):
            if blocks:
                here = current if doc[i].is_space else _block_start(doc, doc[i])
            else:
                # Nobody has cleaned the text: a blank line ends a block.
                before = doc[i - 1]
                here = current + (before.is_space and before.text.count("\n") > 1)
            if here != current:
                _mark(doc[start:i], starts)
                start, current = i, here
        _mark(doc[start : len(doc)], starts)
        # All at once: spaCy looks through the whole Doc whenever one `is_sent_start` is set.
        column: Any = np.array([[1 if s else -1] for s in starts], dtype=np.int64).astype(np.uint64)
        doc.from_array(["SENT_START"], column)
        return doc


def _block_start(doc: Doc, token: Token) -> int:
    if doc._.document is None:
        return 0
    block = block_at(doc, token.idx)
    return -1 if block is None else block.start
