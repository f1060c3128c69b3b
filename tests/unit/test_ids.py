"""Ids depend on the content, on nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.ids import ID_LENGTH, content_id, text_hash


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(("x", "ab", "c"), ("x", "a", "bc"), id="parts do not run together"),
        pytest.param(("x", None), ("x", ""), id="null is not empty"),
        pytest.param(("x", 1), ("x", "1"), id="number is not text"),
        pytest.param(("x",), ("y",), id="kind counts"),
    ],
)
def test_different_content_has_different_ids(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert content_id(*a) != content_id(*b)


def test_the_id_is_the_same_on_every_machine() -> None:
    assert content_id("document", "Treaty signed.") == content_id("document", "Treaty signed.")
    assert content_id("event", date(2018, 7, 16)) == content_id("event", "2018-07-16")
    assert text_hash(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.text())
def test_any_text_has_an_id(text: str) -> None:
    found = content_id("document", text)
    assert len(found) == ID_LENGTH and set(found) <= set("0123456789abcdef")


def test_lone_surrogates_have_an_id() -> None:
    assert len(content_id("document", "\ud800")) == ID_LENGTH
