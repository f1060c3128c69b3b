"""Run dbt on a warehouse and say how it went."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from summitry.build.reference import Rows, reference_frames, write_reference
from summitry.build.report import BuildReport, read_results, report
from summitry.errors import BuildError
from summitry.lexicon import load_lexicon
from summitry.settings import PACKAGE, TELEMETRY_OFF, project_folder

#: Beginnings of the environment variables that dbt gets to see. It searches all of them for secrets again and again, so few are quicker.
HANDED_ON = ("PATH", "HOME", "LANG", "LC_", "TMP", "TEMP", "LD_", "DYLD_", "SYSTEMROOT", "VIRTUAL_ENV", *TELEMETRY_OFF)


class Builder:
    """dbt, started and reading the project, but not yet touching the warehouse; use as a context manager.

    Start one while the earlier stages work, then call `build` once. Leaving the context ends the process if it still runs.
    """

    def __init__(self, warehouse: Path, work: Path, *, docs: bool = True, reference: Mapping[str, Rows] | None = None) -> None:
        self._docs = docs
        self._home = work.resolve() / "dbt"
        self._target = self._home / "target"
        self._target.mkdir(parents=True, exist_ok=True)
        self._reference = reference
        for stale in ("run_results.json", "static_index.html"):
            (self._target / stale).unlink(missing_ok=True)
        command = [sys.executable, "-m", "summitry.build.worker", str(project_folder("dbt_project")), str(self._target)]
        self._messages = (self._home / "messages.txt").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [*command, "docs" if docs else "no-docs"],
            env=self._environment(warehouse.resolve()),
            cwd=self._home,
            stdin=subprocess.PIPE,
            stdout=self._messages,
            stderr=subprocess.STDOUT,
            text=True,
            # Ctrl-C is for the run, which ends this process.
            start_new_session=True,
        )

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._messages.close()

    def build(self, lexicon: Path | None = None) -> BuildReport:
        """Build, test and document the marts; see `summitry.build.build`. May be called once."""
        started = time.monotonic()
        frames = self._reference if self._reference is not None else reference_frames(load_lexicon(lexicon))
        write_reference(self._home / "reference", frames)
        self._process.communicate("build\n")
        results = self._target / "run_results.json"
        if self._process.returncode or not results.is_file():
            raise BuildError(self._last_message())
        return report(read_results(results), self._page(), time.monotonic() - started)

    def _page(self) -> Path | None:
        page = self._target / "static_index.html"
        return page if self._docs and page.is_file() else None

    def _last_message(self) -> str:
        self._messages.seek(0)
        lines = [line.strip() for line in self._messages if line.strip()]
        return " ".join(lines[-3:]) or f"dbt ended with exit status {self._process.returncode}"

    def _environment(self, warehouse: Path) -> dict[str, str]:
        return {
            **TELEMETRY_OFF,
            **{name: value for name, value in os.environ.items() if name.startswith(HANDED_ON)},
            "SUMMITRY_WAREHOUSE": str(warehouse),
            # goes into an SQL string literal
            "SUMMITRY_REFERENCE": str(self._home / "reference").replace("'", "''"),
            "DBT_LOG_PATH": str(self._home / "logs"),
            "PYTHONPATH": os.pathsep.join(p for p in (str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")) if p),
        }


def build(
    warehouse: Path, work: Path, *, docs: bool = True, reference: Mapping[str, Rows] | None = None, lexicon: Path | None = None
) -> BuildReport:
    """Build the marts of `warehouse` with dbt, test them, and make the lineage pages.

    All that dbt writes goes under `work/dbt`: `target` (kept, so that the next parse is quick) and `reference` (the lexicon as CSV).
    `reference` replaces the lexicon's own rows (see `reference_frames`); `lexicon` is a user's folder laid over the built-in one.

    Raises BuildError with the names of the models that could not be built. Failed data tests are reported, not raised.
    """
    with Builder(warehouse, work, docs=docs, reference=reference) as builder:
        return builder.build(lexicon)
