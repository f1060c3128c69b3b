"""One text at a time: the stages that read, without files and without a warehouse."""

from __future__ import annotations

from datetime import UTC, date, datetime

from summitry.clean import clean_one
from summitry.extract.language import extract_documents
from summitry.ids import content_id, text_hash
from summitry.lexicon import load_lexicon
from summitry.records import Extraction, RawDocument, Sidecar


def extract_text(text: str, published: date | None, model: str | None) -> Extraction:
    """See `summitry.extract`."""
    raw = RawDocument(
        document_id=content_id("document", text),
        source_path="<text>",
        content_sha256=text_hash(text.encode("utf-8", "surrogatepass")),
        text=text,
        encoding="utf-8",
        sidecar=Sidecar(published=published.isoformat() if published else None),
    )
    document, _ = clean_one(raw, load_lexicon(), datetime.now(UTC).date())
    return next(extract_documents([document], model))
