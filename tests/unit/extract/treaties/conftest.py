"""The pipeline up to treaty actions, and one article made of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

import summitry.extract.base
import summitry.extract.coreference
import summitry.extract.entities
import summitry.extract.sentences
import summitry.extract.timex
import summitry.extract.treaties  # noqa: F401  (each registers its component)
from summitry.extract.state import make_doc
from summitry.records import Block, CleanDocument, Event, Published, RawDocument

COMPONENTS = ("sentences", "base", "entities", "timex", "coreference", "treaties")
Read = Callable[..., tuple[Doc, list[Event]]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function text -> (Doc, its treaty actions); `published` is an ISO day, `role` that of the only block."""
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(f"summitry_{name}")

    def run(text: str, published: str | None = "2019-05-15", role: str = "body") -> tuple[Doc, list[Event]]:
        day = date.fromisoformat(published) if published else None
        document = CleanDocument(
            raw=RawDocument("d", "d.txt", "0" * 64, text, "utf-8"),
            lines=(),
            blocks=(Block(0, len(text), role),) if text else (),  # type: ignore[arg-type]
            published=Published(day, day, "given" if day else "unknown"),
        )
        doc = nlp(make_doc(nlp, document))
        return doc, [e for e in doc._.events if e.event_class == "treaty_action"]

    return run
