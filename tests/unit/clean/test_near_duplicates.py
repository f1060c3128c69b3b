"""Reprints are found, whole or abridged; formulae with other names in them are not reprints."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from summitry.clean import clean
from summitry.clean.duplicates import find_pairs
from summitry.lexicon import Lexicon
from summitry.read import read_folder
from summitry.records import CleanDocument, RawDocument, Sidecar

SHARED = Path(__file__).parents[4] / "shared"
TODAY = date(2026, 1, 15)

SENTENCES = [
    "The presidents of Freedonia and Sylvania met on the border bridge at Zoll on Tuesday, their first meeting since the war of 1996.",
    "They talked for three hours in the guard house, with two interpreters and no aides, while a band played outside in the rain.",
    "President Anna Muster said afterwards that she had proposed a treaty of friendship and had not been refused.",
    "Her counterpart, Max Roe, told reporters that a treaty needed time and that he would send his foreign minister to Freedonia in May.",
    "The two sides agreed to open the railway line that was closed in 1998, and to let 400 families visit their graves across the river.",
    "A diplomat who was present called the mood polite, and said that nobody had raised a voice until the island came up.",
    "The island, which has no inhabitants and a good deal of gas under its beaches, has been claimed by both states since independence.",
]
FORMULA = (
    "President {0} spoke today with President {1} of {2} to reaffirm the strong partnership between the two countries. The leaders "
    "discussed regional security, cooperation and the importance of the rules-based international order, and agreed to stay close. "
    "President {0} underscored the continued commitment to the security of {2} and thanked President {1} for {3} support of the refugees."
)


def test_whole_abridged_and_shuffled_copies() -> None:
    bodies = ["\n".join(SENTENCES), "\n".join(SENTENCES[:3]), "\n".join(reversed(SENTENCES)), "Another article altogether. " * 20]
    assert [(p.first, p.second) for p in find_pairs(bodies)] == [(0, 1), (0, 2), (1, 2)]


def test_like_formulae_are_no_copies() -> None:
    bodies = [
        FORMULA.format("Doe", "Muster", "Freedonia", "her"),
        FORMULA.format("Doe", "Roe", "Sylvania", "his"),
        FORMULA.format("Doe", "Zanetti", "Ruritania", "his"),
    ]
    assert find_pairs(bodies) == []
    assert len(find_pairs(bodies, same_names=0.0)) == 3


@pytest.mark.parametrize("bodies", [[], [""], ["", ""], ["Short.", "Short."]])
def test_too_little_text_proves_nothing(bodies: list[str]) -> None:
    assert find_pairs(bodies) == []


def batch(make: Callable[..., RawDocument], *pages: tuple[str, str, Sidecar]) -> list[RawDocument]:
    return [make(text, path, sidecar) for path, text, sidecar in pages]


def links(documents: list[RawDocument], lexicon: Lexicon) -> dict[str, str | None]:
    cleaned = clean(documents, lexicon, TODAY).documents
    paths = {d.raw.document_id: d.raw.source_path for d in cleaned}
    return {d.raw.source_path: paths[d.near_duplicate_of] if d.near_duplicate_of else None for d in cleaned}


BODY = "\n\n".join(SENTENCES)


def test_the_first_published_is_the_original(make: Callable[..., RawDocument], lexicon: Lexicon) -> None:
    documents = batch(
        make,
        ("a.txt", f"Bridge talks\n\n{BODY}", Sidecar(published="2019-05-03")),
        ("b.txt", f"Presidents meet\n\n{BODY}", Sidecar(published="2019-05-02")),
        ("c.txt", f"Presidents meet on bridge\n\n{BODY[:700]}", Sidecar(published="2019-05-04")),
    )
    assert links(documents, lexicon) == {"a.txt": "b.txt", "b.txt": None, "c.txt": "b.txt"}
    assert links(documents[::-1], lexicon) == {"a.txt": "b.txt", "b.txt": None, "c.txt": "b.txt"}


def test_without_dates_the_notice_then_the_path_decides(make: Callable[..., RawDocument], lexicon: Lexicon) -> None:
    notice = "This article was originally published by Example Tribune and is reprinted with permission."
    documents = batch(
        make,
        ("a.txt", f"Bridge talks\n\n{notice}\n\n{BODY}", Sidecar(published="2019-05-02")),
        ("b.txt", f"Presidents meet\n\n{BODY}", Sidecar(published="2019-05-02")),
    )
    assert links(documents, lexicon) == {"a.txt": "b.txt", "b.txt": None}


def cleaned_folder(folder: Path, lexicon: Lexicon) -> tuple[CleanDocument, ...]:
    return clean(read_folder(folder).documents, lexicon, TODAY).documents


@pytest.mark.skipif(not (SHARED / "story" / "A").is_dir(), reason="the shared story set is not here")
def test_story_set(lexicon: Lexicon) -> None:
    truth = json.loads((SHARED / "story" / "A" / "truth.json").read_text("utf-8"))["near_duplicates"]
    documents = cleaned_folder(SHARED / "story" / "A" / "txt", lexicon)
    stems = {d.raw.document_id: Path(d.raw.source_path).stem for d in documents}
    found = sorted([stems[d.near_duplicate_of], stems[d.raw.document_id]] for d in documents if d.near_duplicate_of)
    assert found == sorted(truth)


@pytest.mark.skipif(not (SHARED / "gold" / "texts").is_dir(), reason="the shared gold texts are not here")
def test_no_pairs_among_the_gold_articles(lexicon: Lexicon) -> None:
    assert not any(d.near_duplicate_of for d in cleaned_folder(SHARED / "gold" / "texts", lexicon))
