"""Decoding of BIO scores into name spans."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from summitry.extract.name_spans import NameDecoder

LABELS = ("O", "B-person", "I-person", "B-place", "I-place")
DECODER = NameDecoder(LABELS)


def scores(*best: str, margin: float = 5.0) -> np.ndarray:
    out = np.zeros((len(best), len(LABELS)), np.float32)
    for i, label in enumerate(best):
        out[i, LABELS.index(label)] = margin
    return out


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        pytest.param([], [], id="empty"),
        pytest.param(["O", "O"], [], id="nothing"),
        pytest.param(["B-person", "I-person", "O", "B-place"], [(0, 2, "person"), (3, 4, "place")], id="two-names"),
        pytest.param(["B-person", "B-person"], [(0, 1, "person"), (1, 2, "person")], id="neighbours-stay-apart"),
        pytest.param(["I-person", "I-person", "I-person"], [(0, 3, "person")], id="a-name-must-begin"),
    ],
)
def test_spans(best: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert DECODER.spans(scores(*best)) == expected


def test_a_weak_lone_continuation_is_dropped() -> None:
    rows = scores("O", "I-place", "O")
    rows[1, 0] = 4.9
    assert DECODER.spans(rows) == []


def test_the_type_does_not_change_inside_a_name() -> None:
    rows = scores("B-person", "I-place", "I-person")
    rows[1, LABELS.index("I-person")] = 1.0
    assert DECODER.spans(rows) == [(0, 3, "person")]


def legal(path: tuple[int, ...]) -> bool:
    names = ["O", *(LABELS[k] for k in path)]
    return all(b[0] != "I" or a[2:] == b[2:] for a, b in pairwise(names))


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, len(LABELS)), elements=st.floats(-8, 8, width=16))))
def test_no_legal_sequence_scores_higher(rows: np.ndarray) -> None:
    spans = DECODER.spans(rows)
    path = [0] * len(rows)
    for a, b, kind in spans:
        for i in range(a, b):
            path[i] = LABELS.index(("B-" if i == a else "I-") + kind)
    n = range(len(rows))
    best = max(sum(rows[i, p[i]] for i in n) for p in product(range(len(LABELS)), repeat=len(rows)) if legal(p))
    assert sum(rows[i, path[i]] for i in n) == pytest.approx(best, abs=1e-3)
