"""The quality gate: no pinned figure may fall, and the two samples keep the floors they were built to."""

from __future__ import annotations

import pytest
import scores

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not scores.available(), reason="the annotated articles are not part of the project (looked for in ../shared)"),
]

FLOORS = {
    "entities.any_type.f1": 0.85,
    "meetings.f1": 0.80,
    "treaties.with_party.f1": 0.80,
    "quotes.content.f1": 0.80,
    "quotes.speaker": 0.90,
    "clean.role": 0.95,
    "meetings.real_or_not": 1.0,
    "meta.published_overlaps": 1.0,
    "spans.mentions_exact": 1.0,
    "spans.quotes_exact": 1.0,
}


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return {name: scores.measure(name) for name in scores.SETS}


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items(), ids=list(FLOORS))
def test_samples_reach_the_floor(measured: dict[str, dict[str, float]], figure: str, floor: float) -> None:
    assert measured["samples"][figure] >= floor


@pytest.mark.parametrize("name", list(scores.SETS))
def test_no_pinned_figure_falls(measured: dict[str, dict[str, float]], name: str) -> None:
    fallen = {
        f: (old, measured[name].get(f)) for f, old in scores.pinned()[name].items() if measured[name].get(f, 0.0) < old - scores.TOLERANCE
    }
    assert not fallen
