"""The command line: help with examples, clear errors, exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from summitry.cli.main import cli
from summitry.cli.questions import shown
from summitry.settings import STAGES
from summitry.tables import TABLES
from summitry.warehouse import Warehouse

COMMANDS = sorted(cli.commands)


def summitry(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summitry", *args], capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"}
    )


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with Warehouse(path) as opened:
        opened.execute(
            "INSERT INTO news.issues (issue_id, stage, level, source_path, code, message, run_id, loaded_at) "
            "VALUES ('abcd', 'read', 'rejected', 'é.txt', 'empty', '=1+1 \x1b[31mred', 'r', now())"
        )
    return path


def test_the_contract_has_its_commands() -> None:
    assert set(COMMANDS) >= {"run", "sql", "explain", "issues", "docs", *STAGES}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    assert f"  summitry {command}" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(command: str) -> None:
    for parameter in cli.commands[command].params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        pytest.param(["sql", "select 1", "--warehouse", "nowhere.duckdb"], 3, "summitry run --input", id="no warehouse"),
        pytest.param(["run", "--input", "no such folder", "--warehouse", "{tmp}/w.duckdb"], 3, "no such folder", id="no input"),
        pytest.param(["run", "--workers", "0"], 2, "workers", id="bad option"),
        pytest.param(["nonsense"], 2, "nonsense", id="no such command"),
        pytest.param(["explain", "'; drop table x", "--warehouse", "{warehouse}"], 2, "no id", id="hostile id"),
        pytest.param(["explain", "ffffff", "--warehouse", "{warehouse}"], 2, "No row has an id", id="unknown id"),
        pytest.param(["sql", "drop table news.events", "--warehouse", "{warehouse}"], 2, "refused", id="writing"),
        pytest.param(["sql", "selec", "--warehouse", "{warehouse}"], 2, "not SQL", id="no SQL"),
    ],
)
def test_errors_name_the_thing_and_the_remedy(args: list[str], status: int, says: str, tmp_path: Path, warehouse: Path) -> None:
    result = summitry(*(a.format(tmp=tmp_path, warehouse=warehouse) for a in args))
    assert (result.returncode, says in result.stderr) == (status, True), result.stderr
    assert "Traceback" not in result.stderr


def test_sql_prints_csv_that_no_spreadsheet_runs(warehouse: Path) -> None:
    result = summitry("sql", "select message from news.issues", "--format", "csv", "--warehouse", str(warehouse))
    assert result.stdout.splitlines()[1].startswith("'=1+1")


def test_issues_shows_no_control_characters(warehouse: Path) -> None:
    result = summitry("issues", "--warehouse", str(warehouse))
    assert "é.txt" in result.stdout and "\x1b[31m" not in result.stdout


def test_entities_says_when_a_folder_has_no_corrections(warehouse: Path, tmp_path: Path) -> None:
    result = summitry("entities", "--lexicon", str(tmp_path), "--format", "json", "--warehouse", str(warehouse))
    assert (result.returncode, result.stdout.strip()) == (0, "[]")
    assert "holds no corrections" in result.stderr


@pytest.mark.parametrize("text", ["plain", "tab\there", "line\nbreak"])
def test_shown_keeps_ordinary_text(text: str) -> None:
    assert shown(text) == text


def test_tables_are_all_queryable(warehouse: Path) -> None:
    result = summitry("sql", " union all ".join(f"select count(*) from news.{t.name}" for t in TABLES), "--warehouse", str(warehouse))
    assert result.returncode == 0, result.stderr
