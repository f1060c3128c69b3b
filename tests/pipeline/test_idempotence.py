"""The same input twice gives the same tables, row for row, but for the bookkeeping of runs."""

from __future__ import annotations

import pytest

from summitry.pipeline import Run
from summitry.tables import TABLES
from summitry.warehouse import read_only_query


@pytest.fixture(scope="module")
def again(finished: Run) -> tuple[dict[str, object], dict[str, object]]:
    def tables() -> dict[str, object]:
        return {
            t.name: read_only_query(finished.settings.warehouse, f"select * from news.{t.name} order by all").rows
            for t in TABLES
            if t.name != "runs"
        }

    before = tables()
    second = Run(finished.settings)
    second.check(second.load(second.resolve(second.extract(second.clean(second.read())))))
    second.finish()
    return before, tables()


@pytest.mark.parametrize("table", [t.name for t in TABLES if t.name != "runs"])
def test_second_run_changes_nothing(again: tuple[dict[str, object], dict[str, object]], table: str) -> None:
    before, after = again
    assert before[table] == after[table]
