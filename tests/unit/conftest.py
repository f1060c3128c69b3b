"""Fixtures for the tests of single modules. `sample_rows` beside this file is importable from all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sample_rows

from summitry.load import known_keys, merge, stage
from summitry.records import Batch, CheckReport, MergeCounts
from summitry.warehouse import Warehouse

Load = Callable[..., MergeCounts]


@pytest.fixture
def warehouse_path(tmp_path: Path) -> Path:
    return tmp_path / "articles.duckdb"


@pytest.fixture
def load(warehouse_path: Path, tmp_path: Path) -> Load:
    """Stage a batch and merge it into the warehouse of the test; without a report every row passes."""

    def run(batch: Batch, run_id: str, now: object = sample_rows.NOW, report: CheckReport | None = None) -> MergeCounts:
        staged = stage(batch, tmp_path / "batches" / run_id, run_id, now)  # type: ignore[arg-type]
        with Warehouse(warehouse_path) as warehouse:
            known_keys(warehouse, staged)
            return merge(warehouse, staged, report or CheckReport(run_id, staged.loaded_at))

    return run
