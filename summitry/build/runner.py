"""Run dbt on a warehouse and say how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summitry.build.reference import Rows, reference_frames, write_reference
from summitry.errors import BuildError
from summitry.lexicon import load_lexicon
from summitry.settings import PACKAGE, TELEMETRY_OFF, project_folder

GOOD = frozenset({"success", "pass"})
TESTS = frozenset({"test", "unit_test"})


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How the build went: what was built, which tests failed (by name, with the number of offending rows), where the pages are.

    `failed_tests` are those of severity error: they do not stop the run, but its exit status is 1. `seconds` is wall time.
    """

    models: int
    tests_passed: int
    failed_tests: tuple[tuple[str, int], ...]
    warned_tests: tuple[tuple[str, int], ...]
    seconds: float
    docs: Path | None

    @property
    def is_good(self) -> bool:
        """True when no test failed."""
        return not self.failed_tests


def build(warehouse: Path, work: Path, *, docs: bool = True, reference: Mapping[str, Rows] | None = None, lexicon: Path | None = None) -> BuildReport:
    """Build the marts of `warehouse` with dbt, test them, and make the lineage pages.

    All that dbt writes goes under `work/dbt`: `target` (kept, so that the next parse is quick), `logs`, `reference` (the lexicon as CSV).
    `reference` replaces the lexicon's own rows (see `reference_frames`); `lexicon` is a user's folder laid over the built-in one.

    Raises BuildError with the names of the models that could not be built. Failed data tests are reported, not raised.
    """
    started = time.monotonic()
    home = work.resolve() / "dbt"
    frames = reference if reference is not None else reference_frames(load_lexicon(lexicon))
    write_reference(home / "reference", frames)
    _run_dbt(warehouse.resolve(), home, docs)
    results = json.loads((home / "target" / "run_results.json").read_text("utf-8"))["results"]
    broken = _broken(results)
    if broken:
        raise BuildError(", ".join(broken))
    return _report(results, home, docs, time.monotonic() - started)


def _run_dbt(warehouse: Path, home: Path, docs: bool) -> None:
    target = home / "target"
    target.mkdir(parents=True, exist_ok=True)
    for stale in ("run_results.json", "static_index.html"):
        (target / stale).unlink(missing_ok=True)
    environment = {
        **TELEMETRY_OFF,
        **os.environ,
        "SUMMITRY_WAREHOUSE": str(warehouse),
        "SUMMITRY_REFERENCE": str(home / "reference").replace("'", "''"),
        "DBT_LOG_PATH": str(home / "logs"),
        "PYTHONPATH": os.pathsep.join(p for p in (str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")) if p),
    }
    command = [sys.executable, "-m", "summitry.build.worker", str(project_folder("dbt_project")), str(target), "docs" if docs else "no-docs"]
    ran = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, check=False)
    if ran.returncode or not (target / "run_results.json").is_file():
        raise BuildError((ran.stderr.strip() or ran.stdout.strip()).splitlines()[-1] if ran.stderr.strip() or ran.stdout.strip() else "no result")


def _kind(result: Mapping[str, Any]) -> str:
    return str(result["unique_id"]).split(".", 1)[0]


def _name(result: Mapping[str, Any]) -> str:
    return str(result["unique_id"]).split(".")[2]


def _broken(results: list[dict[str, Any]]) -> list[str]:
    """Names of models that failed, with the reason, then of tests that could not be run at all."""
    return [f"{_name(r)} ({_reason(r)})" for r in results if r["status"] == "error" or (_kind(r) not in TESTS and r["status"] not in {*GOOD, "skipped"})]


def _reason(result: Mapping[str, Any]) -> str:
    return " ".join(str(result.get("message") or result["status"]).split())[:300]


def _report(results: list[dict[str, Any]], home: Path, docs: bool, seconds: float) -> BuildReport:
    tests = [r for r in results if _kind(r) in TESTS]

    def having(status: str) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((_name(r), int(r.get("failures") or 0)) for r in tests if r["status"] == status))

    page = home / "target" / "static_index.html"
    return BuildReport(
        models=sum(_kind(r) == "model" and r["status"] in GOOD for r in results),
        tests_passed=sum(r["status"] in GOOD for r in tests),
        failed_tests=having("fail"),
        warned_tests=having("warn"),
        seconds=round(seconds, 2),
        docs=page if docs and page.is_file() else None,
    )
