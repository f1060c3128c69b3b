"""An undocumented command, table, setting or stage fails the build."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from summitry import settings
from summitry.cli.main import cli
from summitry.tables import TABLES, Table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_command_is_in_the_readme(command: str) -> None:
    assert f"summitry {command}" in README


@pytest.mark.parametrize("stage", settings.STAGES)
def test_stage_has_a_heading_in_the_readme(stage: str) -> None:
    assert re.search(rf"^#+ .*\b{stage}\b", README, re.MULTILINE)


@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_table_is_in_the_readme(table: str) -> None:
    assert f"news.{table}" in README


@pytest.mark.parametrize("setting", [f.name for f in fields(settings.Settings)])
def test_setting_is_in_the_architecture(setting: str) -> None:
    assert f"`{setting}`" in ARCHITECTURE


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_is_described_and_the_grain_comes_first(table: Table) -> None:
    assert table.description.startswith("One row per ")
    assert all(len(c.description) > 4 for c in table.all_columns)


@pytest.mark.parametrize("folder", sorted(p.parent.name for p in (ROOT / "summitry").glob("*/__init__.py")))
def test_folder_says_what_belongs_there(folder: str) -> None:
    assert (ROOT / "summitry" / folder / "__init__.py").read_text("utf-8").startswith('"""')
    assert f"{folder}/" in ARCHITECTURE


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "core", "misc"])
def test_no_module_has_a_name_that_tells_nothing(word: str) -> None:
    assert not list((ROOT / "summitry").rglob(f"{word}.py"))


def test_no_registry_address_in_the_lock_files() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text("utf-8")
