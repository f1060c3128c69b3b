"""The Prefect flow for real: a temporary server, the task runs and artifacts in its database, the exit status."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from summitry.settings import STAGES
from summitry.warehouse import read_only_query

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def ingest(folder: Path, home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "flows.ingest", "--input", str(folder / "raw"), "--warehouse", str(folder / "w.duckdb"), *args]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flow")
    shutil.copytree(ROOT / "data" / "raw", folder / "raw")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="module")
def finished(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return ingest(folder, home)


def test_it_ends_well(finished: subprocess.CompletedProcess[str]) -> None:
    assert finished.returncode == 0, finished.stderr[-3000:]


def test_one_task_per_stage_by_the_stage_s_name(finished: subprocess.CompletedProcess[str], home: Path) -> None:
    with sqlite3.connect(home / "prefect.db") as database:
        rows = database.execute("select name, state_type from task_run order by start_time").fetchall()
    assert [(name.rsplit("-", 1)[0], state) for name, state in rows] == [(stage, "COMPLETED") for stage in STAGES]


def test_the_summary_is_kept_as_artifacts(finished: subprocess.CompletedProcess[str], home: Path) -> None:
    with sqlite3.connect(home / "prefect.db") as database:
        rows = dict(database.execute("select key, type from artifact where key is not null").fetchall())
    assert rows == {"run-figures": "table", "run-summary": "markdown"}


def test_the_published_copy_and_the_pages_are_there(finished: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert read_only_query(folder / "w.published.duckdb", "select status from news.runs").rows == [("completed",)]
    for page in ("index.html", "checks.html", "lineage.html"):
        assert (folder / "work" / "site" / page).is_file()


def test_a_missing_folder_fails_with_status_3_and_says_so(tmp_path: Path, home: Path) -> None:
    result = ingest(tmp_path, home)
    assert result.returncode == 3
    assert "cannot be read" in result.stderr
