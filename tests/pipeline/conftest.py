"""One real run on the sample articles, shared by the tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summitry.pipeline import Run, run_all
from summitry.settings import Settings
from summitry.warehouse import read_only_query

SAMPLES = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, folder / "raw")
    return Settings(folder / "raw", folder / "warehouse.duckdb", folder / "work")


@pytest.fixture(scope="session")
def finished(settings: Settings) -> Run:
    return run_all(settings)


@pytest.fixture(scope="session")
def ask(finished: Run) -> Callable[[str], list[tuple[Any, ...]]]:
    """Ask the published copy."""
    return lambda sql: read_only_query(finished.settings.published, sql).rows
