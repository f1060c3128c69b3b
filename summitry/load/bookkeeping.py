"""Rows about runs and problems, written outside the batch so that a failed run leaves them too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from summitry.ids import content_id
from summitry.load.batch import to_frame
from summitry.records import Issue, RunRecord
from summitry.tables import ISSUES
from summitry.warehouse import Warehouse


def issue_row(issue: Issue) -> dict[str, object]:
    """Return the row of `news.issues` for `issue`; the same problem has the same `issue_id` in every run."""
    key = content_id("issue", issue.stage, issue.code, issue.source_path, issue.document_id, issue.message)
    return {
        "issue_id": key,
        "stage": issue.stage,
        "level": issue.level,
        "source_path": issue.source_path,
        "document_id": issue.document_id,
        "code": issue.code,
        "message": issue.message,
    }


def write_issues(warehouse: Warehouse, issues: Iterable[Issue], run_id: str, loaded_at: datetime) -> int:
    """Add the issues that the warehouse does not have yet; returns how many were new.

    For a run that ends before its batch is merged. Issues of a run that gets there belong in the batch (`issue_row`): the merge
    then also removes those of earlier extractions of the same documents.
    """
    warehouse.stage("staged_issues", ISSUES, to_frame(ISSUES, map(issue_row, issues), run_id, loaded_at))
    with warehouse.transaction():
        return warehouse.count("INSERT INTO news.issues BY NAME SELECT * FROM staged_issues s ANTI JOIN news.issues USING (issue_id)")


def write_run(warehouse: Warehouse, run: RunRecord) -> None:
    """Insert or update the row of `run`.

    Writing it needs the warehouse, which one process holds at a time; so any other run still marked `running` was killed, and is
    marked `failed`.
    """
    row = asdict(run)
    with warehouse.transaction():
        warehouse.execute("UPDATE news.runs SET status = 'failed' WHERE status = 'running' AND run_id <> ?", [run.run_id])
        warehouse.execute(
            f"INSERT OR REPLACE INTO news.runs ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )
