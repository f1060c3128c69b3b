"""Rows whose reference points at a row that was kept out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from summitry.records import DetachedReference, FailedRow
from summitry.tables import Table

#: References that are remarks about a row rather than part of what it says: the row stays and the reference is emptied.
#: (An article is no worse because the one it resembles was kept out; an entity's first document is worked out anew by the merge.)
DETACHED = frozenset({("documents", "near_duplicate_of"), ("entities", "first_document_id")})


def find_orphans(
    tables: Iterable[Table], frames: Mapping[str, pl.DataFrame], failed: Iterable[FailedRow]
) -> tuple[list[FailedRow], list[DetachedReference]]:
    """Return the rows that must go because a row they refer to goes, and the references to empty.

    `tables` must come in loading order (each after those it refers to), so that one pass reaches the ends of every chain.
    """
    out: dict[str, set[int]] = {}
    for f in failed:
        out.setdefault(f.table, set()).add(f.row)
    orphans: list[FailedRow] = []
    detached: list[DetachedReference] = []
    for table in tables:
        frame = frames[table.name]
        for column in table.columns:
            if column.references is None:
                continue
            target, key = column.references.split(".")
            lost = _lost_keys(frames[target], key, out.get(target, set()))
            if not lost:
                continue
            rows = [row for row, value in enumerate(frame[column.name]) if value in lost]
            if (table.name, column.name) in DETACHED:
                detached += [DetachedReference(table.name, row, column.name) for row in rows]
            else:
                orphans += [FailedRow(table.name, row, f"orphan_of:{target}") for row in rows]
                out.setdefault(table.name, set()).update(rows)
    return list(dict.fromkeys(orphans)), detached


def _lost_keys(frame: pl.DataFrame, key: str, rows: set[int]) -> set[str]:
    """Keys that no row left in the batch has; a key whose row in the batch failed is lost even if the warehouse has an older one."""
    if not rows:
        return set()
    kept = {value for row, value in enumerate(frame[key]) if row not in rows}
    return {value for row, value in enumerate(frame[key]) if row in rows and value is not None} - kept
