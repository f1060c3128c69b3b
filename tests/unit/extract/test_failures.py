"""One text's trouble is its own: failing components, texts too long, words without an end."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from summitry.clean import clean_one
from summitry.clean.documents import MAX_READ_CHARS
from summitry.errors import ModelError, SummitryError
from summitry.extract import language
from summitry.extract.state import make_doc
from summitry.lexicon import load_lexicon
from summitry.records import CleanDocument, Extraction, RawDocument

GOOD = "LONDON, March 22 (Reuters) - Prime Minister Margaret Thatcher met President Ronald Reagan in London on Monday.\n"
PLANTED = "planted"


def cleaned(text: str, name: str = "a.txt") -> CleanDocument:
    raw = RawDocument(f"{name:0>64}", name, "0" * 64, text, "utf-8", (name,))
    return clean_one(raw, load_lexicon(), date(2026, 1, 1))[0]


@Language.component("planted_failure")
def planted_failure(doc: Doc) -> Doc:
    """A component that some texts break."""
    if PLANTED in doc.text:
        raise RecursionError("planted")
    return doc


def extracted(monkeypatch: pytest.MonkeyPatch, documents: list[CleanDocument], **place: str) -> list[Extraction]:
    """Extract with the failing component added to the real pipeline."""
    language.load_pipeline.cache_clear()
    nlp = language.load_pipeline()
    nlp.add_pipe("planted_failure", **place)  # type: ignore[arg-type]
    monkeypatch.setattr(language, "load_pipeline", lambda *_: nlp)
    return list(language.extract_documents(documents))


@pytest.fixture(autouse=True)
def fresh_pipeline() -> object:
    cache = language.load_pipeline
    yield
    cache.cache_clear()


def test_a_failing_component_costs_one_text_its_later_facts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [cleaned(GOOD, "a"), cleaned(GOOD + PLANTED, "b"), cleaned(GOOD + "End.", "c")]
    first, broken, last = extracted(monkeypatch, documents, after="summitry_coreference")
    assert [e.document.raw.source_path for e in (first, broken, last)] == ["a", "b", "c"]
    assert first.events and last.events and not first.issues and not last.issues
    assert broken.mentions and not broken.events
    (issue,) = broken.issues
    assert (issue.level, issue.code, issue.source_path) == ("error", "extraction_failed", "b")
    assert "planted_failure" in issue.message and "RecursionError" in issue.message


def test_a_text_that_breaks_the_first_step_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, good = extracted(monkeypatch, [cleaned(PLANTED, "a"), cleaned(GOOD, "b")], first=True)  # type: ignore[arg-type]
    assert not broken.mentions and broken.issues and broken.document.text == PLANTED
    assert good.events


def test_the_end_of_a_text_too_long_is_stored_and_said_not_to_be_read() -> None:
    text = GOOD * (MAX_READ_CHARS // len(GOOD) + 50)
    raw = RawDocument("0" * 64, "long.txt", "0" * 64, text, "utf-8")
    document, issues = clean_one(raw, load_lexicon(), date(2026, 1, 1))
    assert document.text == text
    assert document.read_end is not None and text[document.read_end - 1] == "\n"
    assert MAX_READ_CHARS * 0.9 <= document.read_end <= MAX_READ_CHARS
    assert max(line.end for line in document.lines) <= document.read_end
    assert [(i.level, i.code) for i in issues if i.level != "warning"] == [("error", "too_long_to_extract")]


@pytest.mark.parametrize("text", ["x" * (MAX_READ_CHARS + 9), "\U0001f600" * (MAX_READ_CHARS + 9)], ids=["one word", "astral"])
def test_a_text_without_breaks_is_cut_at_the_limit(text: str) -> None:
    raw = RawDocument("0" * 64, "long.txt", "0" * 64, text, "utf-8")
    assert clean_one(raw, load_lexicon(), date(2026, 1, 1))[0].read_end == MAX_READ_CHARS


@pytest.mark.parametrize(
    "text",
    ['"' * 5000, "'" * 5000, "(" * 3000 + ")" * 3000, "U.S." * 2000, "x" * 5000 + " and " + "y-" * 2000, "a\u0301" * 3000, GOOD],
    ids=["quotes", "apostrophes", "brackets", "stops", "long words", "combining", "plain"],
)
def test_tokens_of_endless_words_are_the_whole_text(text: str) -> None:
    doc = make_doc(language.load_pipeline(), cleaned(text))
    assert doc.text == text


@pytest.mark.parametrize(
    "text",
    ["“ " * 1500, "((" * 1500, "😀 President Macron met Angela Merkel in Paris. " * 20, "Thatcher: We met.\n" * 100, "met\n" * 1000,
     "Presi\u200bdent Mac\u200bron met Angela Merkel.\r" * 30, "قال الرئيس محمود عباس " * 50, GOOD.upper() * 20, "Pre\u0301sident " * 300],
    ids=["curly", "brackets", "emoji", "labels", "short lines", "bare returns", "arabic", "capitals", "combining"],
)  # fmt: skip
def test_offsets_are_exact_in_strange_texts(text: str) -> None:
    (found,) = language.extract_documents([cleaned(text)])
    assert not found.issues
    assert all(text[m.start : m.end] == m.surface for m in found.mentions)
    assert all(text[q.start : q.end] == q.text for q in found.quotes)
    assert all(0 <= e.start < e.end <= len(text) for e in found.events)


def test_errors_cross_process_borders_whole() -> None:
    error = pickle.loads(pickle.dumps(ModelError("en_x", "no such package")))
    assert isinstance(error, ModelError) and isinstance(error, SummitryError)
    assert "en_x" in error.problem and "download" in error.remedy and error.exit_status == 3
