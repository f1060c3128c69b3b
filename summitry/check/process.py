"""The audit in a process of its own, so that the seconds that Great Expectations takes to import pass while articles are read."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType

import polars as pl

from summitry.errors import SummitryError
from summitry.records import CheckReport
from summitry.settings import PACKAGE


class AuditProcess:
    """Starts the process on entering; `audit` may be called once; leaving ends it. A drop-in for `summitry.check.audit`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> AuditProcess:
        path = os.pathsep.join(p for p in (str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")) if p)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "summitry.check.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            # Ctrl-C is for the run, which ends this process; it must not fill the terminal with this one's traceback.
            start_new_session=True,
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def audit(
        self,
        frames: Mapping[str, pl.DataFrame],
        run_id: str,
        now: datetime,
        known: Mapping[str, frozenset[str]] | None = None,
        expectations: Path | None = None,
    ) -> CheckReport:
        """As `summitry.check.audit`; errors of the rules come as SummitryError with the same words."""
        if self._process is None:
            raise RuntimeError("The process is not running: use it in a with statement, once.")
        request = {"frames": dict(frames), "run_id": run_id, "now": now, "known": known, "expectations": expectations}
        try:
            answer, _ = self._process.communicate(pickle.dumps(request))
        finally:
            status, self._process = self._process.returncode, None
        if status or not answer:
            raise SummitryError(f"The check process ended with status {status} and no answer.", "Its messages are above; run again.")
        reply = pickle.loads(answer)
        if isinstance(reply, CheckReport):
            return reply
        raise SummitryError(*reply)
