"""The layers hold, and a planted offence breaks them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder), "PATH": ""})


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    for name in ("summitry", "flows"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.onnx", "*.tsv", "__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "offence"),
    [
        ("summitry/clean/lines.py", "from summitry.extract import language"),
        ("summitry/resolve/entities.py", "from summitry.pipeline import Run"),
        ("summitry/records.py", "from summitry.lexicon import Lexicon"),
        ("summitry/lexicon/store.py", "from summitry.extract import state"),
        ("summitry/load/batch.py", "import duckdb"),
        ("summitry/pipeline.py", "import prefect"),
        ("summitry/clean/roles.py", "import great_expectations"),
        ("summitry/publish/site.py", "import dbt.cli.main"),
        ("summitry/extract/state.py", "from summitry.warehouse import Warehouse"),
    ],
)
def test_a_planted_offence_is_found(copy: Path, module: str, offence: str) -> None:
    path = copy / module
    clean = path.read_text("utf-8")
    lines = clean.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith("from __future__"))
    try:
        path.write_text("".join([*lines[: at + 1], offence + "\n", *lines[at + 1 :]]), "utf-8")
        result = lint(copy)
    finally:
        path.write_text(clean, "utf-8")
    assert result.returncode != 0
    assert "BROKEN" in result.stdout
