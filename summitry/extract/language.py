"""Assemble the language pipeline and run it over documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from summitry.errors import ModelError
from summitry.extract import base, coreference, entities, meetings, sentences, timex, treaties  # noqa: F401  (each registers its component)
from summitry.extract.quotes import component as quotes  # noqa: F401
from summitry.extract.state import make_doc
from summitry.records import CleanDocument, Extraction

#: Components in order, after the base model. Each is a registered spaCy factory.
COMPONENTS = ("summitry_entities", "summitry_timex", "summitry_coreference", "summitry_quotes", "summitry_meetings", "summitry_treaties")
#: Texts longer than this are refused by spaCy by default; ours are bounded by the reading stage instead.
MAX_CHARS = 100_000_000


@cache
def load_pipeline(model: str | None = None, lexicon: Path | None = None) -> Language:
    """Return the whole pipeline, loaded once per process.

    `model` is the name or path of any spaCy pipeline with a tagger, a parser (UD labels) and a name recogniser; None takes the
    model that comes with Summitry. Raises ModelError when it cannot be loaded.
    """
    if model is None:
        nlp = spacy.blank("en")
        nlp.add_pipe("summitry_sentences")
        nlp.add_pipe("summitry_base")
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(model, str(error).splitlines()[0]) from error
    nlp.max_length = MAX_CHARS
    extra = {"lexicon": str(lexicon) if lexicon else None}
    for name in COMPONENTS:
        nlp.add_pipe(name, config=extra if name != "summitry_timex" else {})
    return nlp


def extract_documents(documents: Iterable[CleanDocument], model: str | None = None, lexicon: Path | None = None) -> Iterator[Extraction]:
    """Yield one Extraction per document, in order. Documents in other languages are passed through empty."""
    nlp = load_pipeline(model, lexicon)
    ordered = list(documents)
    readable = [d for d in ordered if d.language in {None, "en"}]
    found = {doc._.document.raw.document_id: to_extraction(doc) for doc in nlp.pipe((make_doc(nlp, d) for d in readable), batch_size=16)}
    for document in ordered:
        yield found.get(document.raw.document_id) or Extraction(document)


def to_extraction(doc: Doc) -> Extraction:
    """Return what the components wrote on the Doc as one record."""
    return Extraction(
        document=doc._.document,
        entities=tuple(doc._.entities.values()),
        mentions=tuple(doc._.mentions),
        quotes=tuple(doc._.quotes),
        events=tuple(doc._.events),
    )
