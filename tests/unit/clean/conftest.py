"""What the tests of cleaning share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from summitry import ids
from summitry.clean import clean_one
from summitry.lexicon import Lexicon, load_lexicon
from summitry.records import CleanDocument, RawDocument, Sidecar

#: A fixed day, so that no test depends on the clock.
TODAY = date(2026, 1, 15)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def make() -> Callable[..., RawDocument]:
    """A raw document of a text, as the read stage would make it."""

    def make_document(text: str, path: str = "x.txt", sidecar: Sidecar | None = None) -> RawDocument:
        return RawDocument(
            document_id=ids.content_id("document", text),
            source_path=path,
            content_sha256=ids.text_hash(text.encode("utf-8", "surrogatepass")),
            text=text,
            encoding="utf-8",
            sources=(path,),
            sidecar=sidecar or Sidecar(),
        )

    return make_document


@pytest.fixture(scope="session")
def cleaned(make: Callable[..., RawDocument], lexicon: Lexicon) -> Callable[..., CleanDocument]:
    """The clean document of a text."""

    def clean_text(text: str, sidecar: Sidecar | None = None) -> CleanDocument:
        return clean_one(make(text, sidecar=sidecar), lexicon, TODAY)[0]

    return clean_text
