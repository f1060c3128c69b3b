"""The pipeline up to coreference, and one article made of a text of one or more paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

import summitry.extract.base
import summitry.extract.coreference
import summitry.extract.entities
import summitry.extract.sentences  # noqa: F401  (each registers its component)
from summitry.extract.state import make_doc
from summitry.records import Block, CleanDocument, LineRole, Published, RawDocument

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
Read = Callable[..., Doc]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function text -> Doc with its mentions; paragraphs are divided by blank lines, the first has `first_role`."""
    nlp = spacy.blank("en")
    for name in ("sentences", "base", "entities", "coreference"):
        nlp.add_pipe(f"summitry_{name}")

    def run(text: str, day: date | None = None, first_role: LineRole = "body") -> Doc:
        spans = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
        blocks = tuple(Block(a, b, "body" if n else first_role) for n, (a, b) in enumerate(spans))
        published = Published(day, day, "given") if day else Published()
        return nlp(make_doc(nlp, CleanDocument(RawDocument("d", "d.txt", "s", text, "utf-8"), (), blocks, published=published)))

    return run
