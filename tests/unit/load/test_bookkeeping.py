"""Rows about runs and problems."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_rows import LATER, NOW, batch, zagreb

from summitry.load import issue_row, merge, stage, write_issues, write_run
from summitry.records import CheckReport, Issue, RunRecord
from summitry.warehouse import Warehouse, read_only_query

EMPTY = Issue("read", "rejected", "empty_file", "The file is empty.", "räksmörgås 1.txt")


def test_a_run_is_written_and_then_completed(warehouse_path: Path) -> None:
    run = RunRecord("r1", NOW, "0.1.0", documents_seen=3)
    with Warehouse(warehouse_path) as warehouse:
        write_run(warehouse, run)
        write_run(warehouse, replace(run, finished_at=LATER, status="completed", documents_new=2, documents_rejected=1))
        assert warehouse.rows("FROM news.runs") == [("r1", NOW, LATER, "completed", 3, 2, 1, "0.1.0")]


def test_a_run_that_was_killed_is_marked_failed_by_the_next(warehouse_path: Path) -> None:
    with Warehouse(warehouse_path) as warehouse:
        write_run(warehouse, RunRecord("killed", NOW, "0.1.0"))
        write_run(warehouse, RunRecord("next", LATER, "0.1.0"))
        assert warehouse.rows("SELECT run_id, status FROM news.runs ORDER BY started_at") == [("killed", "failed"), ("next", "running")]


def test_the_same_issue_is_one_row_of_the_first_run(warehouse_path: Path) -> None:
    with Warehouse(warehouse_path) as warehouse:
        assert write_issues(warehouse, [EMPTY, EMPTY], "r1", NOW) == 1
        assert write_issues(warehouse, [EMPTY], "r2", LATER) == 0
        assert warehouse.rows("SELECT run_id, source_path, code FROM news.issues") == [("r1", "räksmörgås 1.txt", "empty_file")]


OTHERS = [
    pytest.param({"stage": "clean"}, id="stage"),
    pytest.param({"code": "binary_file"}, id="code"),
    pytest.param({"message": "The file is very empty."}, id="message"),
    pytest.param({"source_path": "b.txt"}, id="path"),
    pytest.param({"document_id": "0" * 32}, id="document"),
]


@pytest.mark.parametrize("change", OTHERS)
def test_another_problem_has_another_id(change: dict[str, str]) -> None:
    assert issue_row(replace(EMPTY, **change))["issue_id"] != issue_row(EMPTY)["issue_id"]  # type: ignore[arg-type]


def test_an_issue_of_a_document_goes_when_its_next_extraction_has_none(warehouse_path: Path, tmp_path: Path) -> None:
    document = str(zagreb()["documents"][0]["document_id"])
    of_document = Issue("extract", "warning", "no_date", "No date.", document_id=document)
    of_path = Issue("read", "warning", "guessed_encoding", "Guessed.", "zagreb.txt")
    with_issues = {**zagreb(), "issues": [issue_row(i) for i in (EMPTY, of_document, of_path)]}
    with Warehouse(warehouse_path) as warehouse:
        for run, rows in (("r1", with_issues), ("r2", with_issues), ("r3", zagreb())):
            merge(warehouse, stage(batch(rows), tmp_path / run, run, NOW), CheckReport(run, NOW))
    assert read_only_query(warehouse_path, "SELECT code, run_id FROM news.issues").rows == [("empty_file", "r1")]
