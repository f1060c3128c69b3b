"""What dbt says of a build, read from its run_results.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summitry.errors import BuildError

Result = Mapping[str, Any]

GOOD = frozenset({"success", "pass"})
TESTS = frozenset({"test", "unit_test"})


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How the build went: what was built, which tests failed (by name, with the number of offending rows), where the pages are.

    `failed_tests` are those of severity error: they do not stop the run, but its exit status is 1. `skipped` are the models and tests
    that dbt left out because a test of something they are made from failed. `seconds` is wall time.
    """

    models: int
    tests_passed: int
    failed_tests: tuple[tuple[str, int], ...]
    warned_tests: tuple[tuple[str, int], ...]
    skipped: tuple[str, ...]
    seconds: float
    docs: Path | None

    @property
    def is_good(self) -> bool:
        """True when no test failed and nothing was left out."""
        return not self.failed_tests and not self.skipped


def read_results(path: Path) -> list[Result]:
    """Return the results of the nodes of the last dbt command."""
    results: list[Result] = json.loads(path.read_text("utf-8"))["results"]
    return results


def report(results: Sequence[Result], docs: Path | None, seconds: float) -> BuildReport:
    """Return the report of a build; raises BuildError when a model, seed or test could not be run at all."""
    broken = [f"{_name(r)} ({_reason(r)})" for r in results if r["status"] == "error" or (r["status"] == "fail" and _kind(r) not in TESTS)]
    if broken:
        raise BuildError(", ".join(broken))
    tests = [r for r in results if _kind(r) in TESTS]
    return BuildReport(
        models=sum(_kind(r) == "model" and r["status"] in GOOD for r in results),
        tests_passed=sum(r["status"] in GOOD for r in tests),
        failed_tests=_having("fail", tests),
        warned_tests=_having("warn", tests),
        skipped=tuple(sorted(_name(r) for r in results if r["status"] == "skipped")),
        seconds=round(seconds, 2),
        docs=docs,
    )


def _having(status: str, tests: Sequence[Result]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((_name(r), int(r.get("failures") or 0)) for r in tests if r["status"] == status))


def _kind(result: Result) -> str:
    return str(result["unique_id"]).split(".", 1)[0]


def _name(result: Result) -> str:
    return str(result["unique_id"]).split(".")[2]


def _reason(result: Result) -> str:
    return " ".join(str(result.get("message") or result["status"]).split())[:300]
