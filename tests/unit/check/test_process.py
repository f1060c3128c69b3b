"""The audit in a process of its own gives what the audit gives."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from sample_rows import MARKOVA, NOW, TANAKA, article, batch

from summitry.check import AuditProcess, audit
from summitry.errors import SummitryError
from summitry.load import frames, stage


def test_the_report_is_the_same(tmp_path: Path) -> None:
    rows = article(MARKOVA, TANAKA, "Zagreb", date(1994, 5, 17), status="done")
    tables = frames(stage(batch(rows), tmp_path / "r", "r1", NOW))
    with AuditProcess() as process:
        report = process.audit(tables, "r1", NOW, {})
        assert report == audit(tables, "r1", NOW)
        assert {f.rule for f in report.failed} == {"meeting_status", "orphan_of:events"}
        with pytest.raises(RuntimeError, match="once"):
            process.audit(tables, "r1", NOW)


def test_a_faulty_expectation_file_is_named(tmp_path: Path) -> None:
    tables = frames(stage(batch(), tmp_path / "r", "r1", NOW))
    with AuditProcess() as process, pytest.raises(SummitryError, match=r"documents\.yml"):
        process.audit(tables, "r1", NOW, {}, tmp_path)


def test_a_process_that_died_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = frames(stage(batch(), tmp_path / "r", "r1", NOW))
    monkeypatch.setattr("sys.executable", "/bin/false")
    with AuditProcess() as process, pytest.raises(SummitryError, match="no answer"):
        process.audit(tables, "r1", NOW)


def test_leaving_without_asking_ends_the_process() -> None:
    with AuditProcess() as process:
        running = process._process
        assert running is not None
        assert running.poll() is None
    assert running.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(running.pid, 0)
