"""Logging: one logger per module, one formatter, `stage` as a field."""

from __future__ import annotations

import json
import logging
import sys


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, stage, message."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(
            {
                "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "stage": getattr(record, "stage", None),
                "message": record.getMessage(),
            },
            ensure_ascii=False,
        )


def configure(verbose: bool = False, as_json: bool = False) -> None:
    """Send Summitry's log records to standard error; `verbose` adds debug records, `as_json` one object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("summitry")
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG if verbose else logging.WARNING)
    root.propagate = False
