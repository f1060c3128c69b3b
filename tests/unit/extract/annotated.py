"""Run the language pipeline over a text of one or more paragraphs, for the tests of what it finds."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract import language  # noqa: F401  (registers every component)
from summitry.extract.state import make_doc
from summitry.records import Block, CleanDocument, LineRole, Published, RawDocument

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@cache
def pipeline() -> Language:
    """The components up to quotations."""
    nlp = spacy.blank("en")
    for name in ("sentences", "base", "entities", "coreference", "timex", "quotes"):
        nlp.add_pipe(f"summitry_{name}")
    return nlp


def document(text: str, day: date | None = None, first_role: LineRole = "body", outlet: str | None = None) -> CleanDocument:
    """A clean document whose paragraphs are divided by blank lines; the first one has `first_role`."""
    raw = RawDocument("d", "d.txt", "s", text, "utf-8")
    spans = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    blocks = tuple(Block(a, b, "body" if n else first_role) for n, (a, b) in enumerate(spans))
    published = Published(day, day, "given") if day else Published()
    return CleanDocument(raw, (), blocks, outlet=outlet, published=published)


def read(text: str, day: date | None = None, first_role: LineRole = "body", outlet: str | None = None) -> Doc:
    """The processed Doc of a text."""
    nlp = pipeline()
    return next(nlp.pipe([make_doc(nlp, document(text, day, first_role, outlet))]))
