"""Any scores give one tree with one root; greedy choices that are a tree already are kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from summitry.extract.parse_tree import decode, is_tree


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda n: hnp.arrays(np.float32, (n + 1, n + 1), elements=st.floats(-20, 20, width=32, allow_nan=False, allow_infinity=False))
    )
)
def test_any_scores_give_a_single_rooted_tree(scores: np.ndarray) -> None:
    heads = decode(scores)
    assert len(heads) == scores.shape[0] - 1
    assert is_tree(heads)


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([0], True), ([0, 1], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([2, 3, 1], False), ([0, 3, 2], False), ([1], False)],
    ids=str,
)
def test_is_tree(heads: list[int], tree: bool) -> None:
    assert is_tree(np.array(heads)) is tree


def test_greedy_tree_is_kept() -> None:
    scores = np.full((4, 4), -5, dtype=np.float32)
    scores[1, 2] = scores[2, 0] = scores[3, 2] = 5
    assert decode(scores).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.zeros((4, 4), dtype=np.float32)
    scores[1, 2], scores[2, 1], scores[3, 0] = 9, 9, 9
    scores[1, 3] = 8
    assert decode(scores).tolist() == [3, 1, 0]


def test_the_scores_are_left_as_they_were() -> None:
    scores = np.zeros((4, 4), dtype=np.float32)
    before = scores.copy()
    decode(scores)
    assert (scores == before).all()
