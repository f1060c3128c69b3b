"""The parts put together: what a clean document says, what is warned of, and that nothing makes it fall over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from summitry.clean import clean, clean_one
from summitry.lexicon import Lexicon
from summitry.records import CleanDocument, RawDocument, Sidecar

TODAY = date(2026, 1, 15)
BODY = "The two presidents met in Geneva on Tuesday and talked for three hours about the treaty, officials of both sides said."


def test_metadata_of_a_page(cleaned: Callable[..., CleanDocument]) -> None:
    document = cleaned(f"\ufeffTalks end in Geneva\r\n\r\nBy Jane Doe\r\n\r\nGENEVA, May 3 (AP) - {BODY}\r\n")
    assert (document.title, document.byline) == ("Talks end in Geneva", "By Jane Doe")
    assert (document.dateline_place, document.outlet, document.language) == ("Geneva", "Associated Press", "en")
    assert [b.role for b in document.blocks] == ["headline", "byline", "body"]
    assert document.text[document.blocks[-1].start :].startswith("GENEVA, May 3 (AP) - The two")


@pytest.mark.parametrize("title", ["Talks end in Geneva", "talks END in geneva "])
def test_a_sidecars_title_finds_the_headline(cleaned: Callable[..., CleanDocument], title: str) -> None:
    document = cleaned(f"Example\nBreaking news from the region today\nTalks end in Geneva.\n\n{BODY}", Sidecar(title=title))
    assert document.title == "Talks end in Geneva."


def test_a_sidecars_title_stands_in_for_a_missing_headline(cleaned: Callable[..., CleanDocument]) -> None:
    assert cleaned(BODY, Sidecar(title="Talks end")).title == "Talks end"
    assert cleaned(BODY).title is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Subscribe\nHome | World\n2018", ["no_body"], id="only-furniture"),
        pytest.param(
            "Die beiden Präsidenten trafen sich am Dienstag in Genf und sprachen drei Stunden lang über den Vertrag.",
            ["not_english"],
            id="german",
        ),
        pytest.param(BODY, [], id="fine"),
    ],
)
def test_warnings(text: str, codes: list[str], make: Callable[..., RawDocument], lexicon: Lexicon) -> None:
    _, issues = clean_one(make(text), lexicon, TODAY)
    mine = [i for i in issues if i.code in ("no_body", "not_english")]
    assert [i.code for i in mine] == codes
    assert all(i.stage == "clean" and i.level == "warning" and i.source_path == "x.txt" for i in mine)


@pytest.mark.parametrize(
    ("given", "language", "codes"),
    [("en-GB", "en", []), ("DE", "de", ["not_english"]), ("English", "en", ["bad_language"]), (None, "en", [])],
)
def test_a_sidecars_language(
    given: str | None, language: str, codes: list[str], make: Callable[..., RawDocument], lexicon: Lexicon
) -> None:
    document, issues = clean_one(make(BODY, sidecar=Sidecar(language=given)), lexicon, TODAY)
    assert document.language == language
    assert [i.code for i in issues if i.code in ("bad_language", "not_english")] == codes


def test_cleaning_is_repeatable_and_keeps_the_order(make: Callable[..., RawDocument], lexicon: Lexicon) -> None:
    raw = [make(f"Headline {i} of the day\n\n{BODY}", f"{i}.txt") for i in (3, 1, 2)]
    once = clean(raw, lexicon, TODAY)
    assert once == clean(raw, lexicon, TODAY)
    assert [d.raw for d in once.documents] == raw
    assert clean([], lexicon, TODAY).documents == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone surrogate met in Geneva.",
        "\x00",
        "A" * 100_000,
        "\n" * 10_000,
        "- " * 5_000,
        "(" * 3_000 + "photo",
        "By " * 2_000,
        "a.\n" * 3_000,
    ],
    ids=["surrogate", "nul", "one-word", "newlines", "bullets", "brackets", "bylines", "short-lines"],
)
def test_nasty_texts(text: str, cleaned: Callable[..., CleanDocument]) -> None:
    document = cleaned(text)
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)
