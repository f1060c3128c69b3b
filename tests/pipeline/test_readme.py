"""The questions of the README are answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
QUERIES = re.findall(r'^\./run sql "([^"]+)"', README, re.MULTILINE)


def test_the_readme_asks_something() -> None:
    assert len(QUERIES) >= 3


@pytest.mark.parametrize("query", QUERIES)
def test_each_query_has_an_answer(ask: Callable[[str], list[tuple[Any, ...]]], query: str) -> None:
    assert ask(query)
