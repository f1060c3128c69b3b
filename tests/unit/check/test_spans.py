"""Offsets count code points, whatever the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.check.derived import evidence_exact, span_exact

TEXT = "a🕊b\r\né"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.text(min_size=1), st.text())
def test_a_piece_cut_from_a_text_is_exact_and_any_other_words_are_not(before: str, piece_text: str, after: str) -> None:
    text, start, end = before + piece_text + after, len(before), len(before) + len(piece_text)
    assert span_exact(text, start, end, text[start:end], True) is True
    assert span_exact(text, start, end, text[start:end] + "x", True) is False
    piece = {"start_char": start, "end_char": end, "surface": text[start:end], "reason": "r"}
    assert evidence_exact(json.dumps([piece]), text) is True


SPANS = [
    pytest.param(1, 2, "🕊", True, id="one code point, two code units"),
    pytest.param(3, 5, "\r\n", True, id="line ends are not folded"),
    pytest.param(5, 6, "e", False, id="accent lost"),
    pytest.param(0, 0, "", False, id="empty"),
    pytest.param(2, 1, "", False, id="backwards"),
    pytest.param(-1, 6, "é", False, id="counted from the end"),
    pytest.param(0, 7, TEXT, False, id="past the end"),
    pytest.param(0, None, "a", False, id="no end"),
    pytest.param(None, None, "a", False, id="words without offsets"),
    pytest.param(0, 1, None, False, id="offsets without words"),
    pytest.param(None, None, None, None, id="no span at all"),
]


@pytest.mark.parametrize(("start", "end", "surface", "expected"), SPANS)
def test_spans(start: int | None, end: int | None, surface: str | None, expected: bool | None) -> None:
    assert span_exact(TEXT, start, end, surface, True) is expected


def test_without_a_surface_only_bounds_count() -> None:
    assert span_exact(TEXT, 0, 6, None, False) is True
    assert span_exact(TEXT, 0, 7, None, False) is False


def test_a_span_in_an_unknown_text_is_for_the_reference_rule_to_catch() -> None:
    assert span_exact(None, 0, 1, "a", True) is None


@pytest.mark.parametrize(
    "value",
    ["", "null", "7", "{}", "[7]", "[null]", '[{"start_char": "0"}]', '[{"start_char": 0, "end_char": 1, "surface": "a"}]', "[" * 100_000],
)
def test_evidence_that_is_not_a_list_of_spans(value: str) -> None:
    assert evidence_exact(value, TEXT) is False


def test_no_evidence_is_no_fault() -> None:
    assert evidence_exact("[]", TEXT) is True
    assert evidence_exact(None, TEXT) is None
