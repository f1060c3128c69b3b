"""Assemble the language pipeline and run it over documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract import base, coreference, entities, meetings, sentences, timex, treaties  # noqa: F401  (each registers its component)
from summitry.extract.named_model import open_base
from summitry.extract.quotes import component as quotes  # noqa: F401
from summitry.extract.state import make_doc
from summitry.records import CleanDocument, Extraction, Issue

#: Components in order, after the base model. Each is a registered spaCy factory.
COMPONENTS = ("summitry_entities", "summitry_timex", "summitry_coreference", "summitry_quotes", "summitry_meetings", "summitry_treaties")
#: Texts longer than this are refused by spaCy by default; ours are bounded by the reading stage instead.
MAX_CHARS = 100_000_000
#: Documents and characters that go through the components together: more is no faster.
BATCH = 16
BATCH_CHARS = 200_000
#: What a pipeline without a parser costs; `--model rules` has none.
WITHOUT_PARSER = Issue(
    "extract",
    "warning",
    "model_without_parser",
    "The language model in use has no parser: meetings and treaty actions are not looked for, and of quotes only those beside a speaker "
    "are found. Leave --model out, or name a pipeline with a parser.",
)

log = logging.getLogger(__name__)


@cache
def load_pipeline(model: str | None = None, lexicon: Path | None = None) -> Language:
    """Return the whole pipeline, loaded once per process.

    `model` is the name or path of any spaCy pipeline, best with a tagger, a parser and a name recogniser (see `named_model`); "rules"
    takes no model; None takes the model that comes with Summitry. Raises ModelError when it cannot be loaded.
    """
    nlp = open_base(model, lexicon)
    nlp.max_length = MAX_CHARS
    extra = {"lexicon": str(lexicon) if lexicon else None}
    for name in COMPONENTS:
        nlp.add_pipe(name, config=extra if name != "summitry_timex" else {})
    return nlp


def extract_documents(documents: Iterable[CleanDocument], model: str | None = None, lexicon: Path | None = None) -> Iterator[Extraction]:
    """Yield one Extraction per document, in order. Documents in other languages are passed through empty.

    A component that fails on a document costs that document its facts, with an issue row, and no other document anything.
    """
    nlp = load_pipeline(model, lexicon)
    for batch in _batches(documents):
        yield from _extract_batch(nlp, batch)


def _batches(documents: Iterable[CleanDocument]) -> Iterator[list[CleanDocument]]:
    """Documents in batches bounded in number and in length, so that a folder of huge texts needs no more memory than one."""
    batch: list[CleanDocument] = []
    chars = 0
    for document in documents:
        length = document.read_end or len(document.text)
        if batch and (len(batch) == BATCH or chars + length > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += length
    if batch:
        yield batch


def _extract_batch(nlp: Language, batch: Sequence[CleanDocument]) -> Iterator[Extraction]:
    failed: dict[int, Issue] = {}

    def attempt(step: str, n: int, work: Callable[[], Doc]) -> Doc | None:
        try:
            return work()
        except Exception as error:  # whatever a text does to a component, the other texts go on
            log.debug("%s failed on %s", step, batch[n].raw.source_path, exc_info=True)
            failed[n] = _failure(batch[n], step, error)
            return None

    docs: dict[int, Doc] = {}
    for n, document in enumerate(batch):
        if document.language in {None, "en"}:
            made = attempt("tokenizer", n, partial(make_doc, nlp, _part_read(document)))
            if made is not None:
                docs[n] = made
    for name, component in nlp.pipeline:
        alive = [n for n in docs if n not in failed]
        together = _run_together(component, [docs[n] for n in alive])
        for k, n in enumerate(alive):
            # What earlier components found is kept when a later one fails: then the Doc stays as it was.
            before = docs[n]
            docs[n] = together[k] if together else attempt(name, n, partial(component, before)) or before
            # A component of a named pipeline may return a new Doc.
            docs[n]._.document = before._.document
    for n, document in enumerate(batch):
        found = to_extraction(docs[n]) if n in docs else Extraction(document)
        yield replace(found, document=document, issues=(failed[n],) if n in failed else _unparsed(docs.get(n)))


def _run_together(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> list[Doc] | None:
    """Run the docs through the component's own `pipe`, for speed; None when it has none or fails, so that each is tried alone."""
    pipe = getattr(component, "pipe", None)
    if pipe is None:
        return None
    try:
        return list(pipe(docs, batch_size=BATCH))
    except Exception:  # found again when the docs are tried one by one
        log.debug("a batch failed; its documents are tried one by one", exc_info=True)
        return None


def _unparsed(doc: Doc | None) -> tuple[Issue, ...]:
    """One warning a run: it names no document, so that it is the same for all."""
    return () if doc is None or not len(doc) or doc.has_annotation("DEP") else (WITHOUT_PARSER,)


def _part_read(document: CleanDocument) -> CleanDocument:
    """The document without the end that was too long to read."""
    if document.read_end is None:
        return document
    return replace(document, raw=replace(document.raw, text=document.text[: document.read_end]))


def _failure(document: CleanDocument, step: str, error: Exception) -> Issue:
    message = (
        f"{step} failed ({type(error).__name__}: {error!s:.200}); the text is stored, but what this and later steps would have found is "
        "missing. Please report it with the text."
    )
    return Issue("extract", "error", "extraction_failed", message, document.raw.source_path, document.raw.document_id)


def to_extraction(doc: Doc) -> Extraction:
    """Return what the components wrote on the Doc as one record."""
    return Extraction(
        document=doc._.document,
        entities=tuple(doc._.entities.values()),
        mentions=tuple(doc._.mentions),
        quotes=tuple(doc._.quotes),
        events=tuple(doc._.events),
    )
