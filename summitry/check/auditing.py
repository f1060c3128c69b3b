"""The audit of one staged batch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import polars as pl

from summitry.check.derived import add_derived
from summitry.check.engine import Engine
from summitry.check.orphans import find_orphans
from summitry.check.rules import table_rules
from summitry.records import CheckReport, FailedRow, RuleResult
from summitry.tables import TABLES

#: Tables that are written about batches rather than in them; their keys and nulls are held by the warehouse itself.
_NOT_STAGED = frozenset({"runs", "quarantine"})
CHECKED = tuple(t for t in TABLES if t.name not in _NOT_STAGED)


def audit(
    frames: Mapping[str, pl.DataFrame],
    run_id: str,
    now: datetime,
    known: Mapping[str, frozenset[str]] | None = None,
    expectations: Path | None = None,
) -> CheckReport:
    """Check every staged table against its rules and return all failing rows, orphans included.

    `frames` are the staged tables by name; `known` holds the keys that rows may refer to because the warehouse has them already
    (by `table.column`); `now` (UTC) fixes what lies in the future; `expectations` replaces the project's folder.
    Raises CheckError and ExpectationFileError when a rule itself is at fault.
    """
    texts = {
        key: text for key, text in frames["documents"].select("document_id", "text").iter_rows() if key is not None and text is not None
    }
    engine = Engine()
    results: list[RuleResult] = []
    failed: list[FailedRow] = []
    for table in CHECKED:
        rules = table_rules(table, now.date(), expectations)
        seen, rows = engine.validate(table.name, add_derived(table, frames, texts, known or {}), rules)
        results += seen
        failed += rows
    orphans, detached = find_orphans(CHECKED, frames, failed)
    return CheckReport(run_id, now, tuple(results), (*failed, *orphans), tuple(detached))
