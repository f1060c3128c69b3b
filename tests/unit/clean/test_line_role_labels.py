"""Floors of the measured quality on hand-made labels; they may rise, and fall only with a reason in the changelog."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from summitry.clean import clean
from summitry.lexicon import Lexicon
from summitry.read import read_folder
from summitry.records import CleanDocument, Sidecar

SHARED = Path(__file__).parents[4] / "shared"
SETS = {"gold": ("gold/labels", "gold/texts"), "story": ("story/A/ann", "story/A/txt")}
SAMPLES = {"000_2b7c3cb2cc9c450f", "003_cd72cf5edded1777"}


@pytest.fixture(scope="module", params=SETS)
def pairs(request: pytest.FixtureRequest, lexicon: Lexicon) -> list[tuple[CleanDocument, dict[str, object]]]:
    labels, texts = (SHARED / part for part in SETS[request.param])
    if not texts.is_dir():
        pytest.skip("the shared labels are not here")
    # Without sidecars: the text alone must tell.
    raw = [replace(d, sidecar=Sidecar()) for d in read_folder(texts).documents]
    documents = clean(raw, lexicon, date(2026, 1, 15)).documents
    return [(d, json.loads((labels / f"{Path(d.raw.source_path).stem}.json").read_text("utf-8"))) for d in documents]


def test_line_roles(pairs: list[tuple[CleanDocument, dict[str, object]]]) -> None:
    right = total = 0
    for document, gold in pairs:
        wanted = gold["lines"]
        assert isinstance(wanted, dict)
        found = {str(line.number): line.role for line in document.lines}
        wrong = {n: (role, found.get(n)) for n, role in wanted.items() if found.get(n) != role}
        if Path(document.raw.source_path).stem in SAMPLES:
            assert not wrong, document.raw.source_path
        total += len(wanted)
        right += len(wanted) - len(wrong)
    assert right / total >= 0.98


@pytest.mark.parametrize(("field", "floor"), [("title", 1.0), ("outlet", 0.95), ("original_outlet", 1.0), ("dateline_place", 1.0)])
def test_metadata(pairs: list[tuple[CleanDocument, dict[str, object]]], field: str, floor: float) -> None:
    key = "headline" if field == "title" else field
    compared = [(gold[key], getattr(document, field)) for document, gold in pairs if gold[key] or getattr(document, field)]
    right = sum(_letters(want) == _letters(got) for want, got in compared)
    assert right / len(compared) >= floor, [c for c in compared if _letters(c[0]) != _letters(c[1])]


def _letters(name: object) -> str:
    return "".join(c for c in str(name or "").casefold().removeprefix("the ") if c.isalnum())
