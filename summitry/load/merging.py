"""The audited batch into schema `news`, in one transaction.

The state after a merge depends on the documents merged, not on the order of runs: a document's rows are replaced by those of its
latest extraction, rows that did not change keep the run and the moment that first wrote them, and what no row refers to any more goes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

import polars as pl

from summitry.ids import content_id
from summitry.load import entities
from summitry.load.batch import BATCH_TABLES, frames, to_frame
from summitry.records import CheckReport, MergeCounts, StagedBatch, TableCounts
from summitry.tables import BY_NAME, QUARANTINE, Table
from summitry.warehouse import Warehouse

#: Which rows of a table belong to the documents being replaced, as a condition on `t`, and only where that is not `document_id`.
_SCOPE = {
    "event_participants": "t.event_id IN (SELECT event_id FROM news.events WHERE document_id IN (FROM scope))",
    "issues": "t.document_id IN (FROM scope) OR t.source_path IN (SELECT source_path FROM staged_document_sources)",
    "quarantine": "t.document_id IN (FROM batch_scope)",
}
_BY_DOCUMENT = "t.document_id IN (FROM scope)"

#: In deleting order: `event_participants` finds its documents through `events`. Paths at which a text was found only add up.
_REPLACED = ("event_participants", "events", "quotes", "mentions", "document_lines", "documents", "issues", "quarantine")
#: Entities have rules of their own, see `entities.py`.
_INSERTED = tuple(t.name for t in (*BATCH_TABLES, QUARANTINE) if t.name != "entities")

_PROVENANCE = ("run_id", "loaded_at")


def known_keys(warehouse: Warehouse, staged: StagedBatch) -> dict[str, frozenset[str]]:
    """Return the keys that the batch refers to and the warehouse already has, keyed by `table.column`: they need not be in the batch."""
    tables = frames(staged)
    wanted: dict[str, set[str]] = {}
    for table in BATCH_TABLES:
        for column in table.columns:
            if column.references:
                wanted.setdefault(column.references, set()).update(tables[table.name][column.name].drop_nulls())
    found: dict[str, frozenset[str]] = {}
    for reference, keys in wanted.items():
        name, column_name = reference.split(".")
        sql = f"SELECT {column_name} FROM news.{name} WHERE {column_name} IN (SELECT unnest(?))"
        found[reference] = frozenset(row[0] for row in warehouse.rows(sql, [sorted(keys)])) if keys else frozenset()
    return found


def merge(warehouse: Warehouse, staged: StagedBatch, report: CheckReport) -> MergeCounts:
    """Merge the rows of `staged` that `report` passes, quarantine the others, all in one transaction; returns what was done.

    Merging the same batch again changes nothing. A document whose own row failed keeps what the warehouse had of it.
    """
    tables = frames(staged)
    quarantine = to_frame(QUARANTINE, _quarantine_rows(tables, report), staged.run_id, staged.loaded_at)
    passed = {name: _passed(name, frame, report) for name, frame in tables.items()}
    for table in BATCH_TABLES:
        warehouse.stage(f"staged_{table.name}", table, passed[table.name])
    warehouse.stage("staged_quarantine", QUARANTINE, quarantine)
    warehouse.stage("staged_batch", BY_NAME["documents"], tables["documents"])
    with warehouse.transaction():
        return _merge(warehouse, tables, report)


def _merge(warehouse: Warehouse, tables: Mapping[str, pl.DataFrame], report: CheckReport) -> MergeCounts:
    warehouse.execute("CREATE OR REPLACE TEMP TABLE scope AS SELECT document_id FROM staged_documents")
    warehouse.execute("CREATE OR REPLACE TEMP TABLE batch_scope AS SELECT document_id FROM staged_batch WHERE document_id IS NOT NULL")
    new = warehouse.count("SELECT count(*) FROM scope ANTI JOIN news.documents USING (document_id)")
    _first_path(warehouse)
    entities.remember_touched(warehouse)
    removed = {name: _remove_changed(warehouse, BY_NAME[name]) for name in _REPLACED}
    inserted = {"entities": entities.upsert(warehouse)}
    inserted |= {name: _insert_missing(warehouse, BY_NAME[name]) for name in _INSERTED}
    removed["entities"] = entities.settle(warehouse)
    counts: dict[str, TableCounts] = {}
    for table in BATCH_TABLES:
        height, out = tables[table.name].height, len(report.rows_out(table.name))
        added = inserted[table.name]
        counts[table.name] = TableCounts(height, added, removed.get(table.name, 0), height - out - added, out)
    return MergeCounts(counts, new)


def _first_path(warehouse: Warehouse) -> None:
    """`source_path` is the first of all paths at which the text was ever found, not only of this batch's."""
    warehouse.execute(
        """
        UPDATE staged_documents AS d SET source_path = s.first_path
        FROM (SELECT document_id, min(source_path) AS first_path FROM news.document_sources GROUP BY document_id) AS s
        WHERE s.document_id = d.document_id AND s.first_path < d.source_path
        """
    )


def _remove_changed(warehouse: Warehouse, table: Table) -> int:
    """Delete the rows of the replaced documents that the batch does not repeat unchanged; returns how many."""
    same = " AND ".join(f't."{c.name}" IS NOT DISTINCT FROM s."{c.name}"' for c in table.columns if c.name not in _PROVENANCE)
    scope = _SCOPE.get(table.name, _BY_DOCUMENT)
    return warehouse.count(
        f"DELETE FROM news.{table.name} AS t WHERE ({scope}) AND NOT EXISTS (FROM staged_{table.name} AS s WHERE {same})"
    )


def _insert_missing(warehouse: Warehouse, table: Table) -> int:
    """Insert the staged rows whose key the table lacks; returns how many."""
    key = ", ".join(table.key)
    return warehouse.count(f"INSERT INTO news.{table.name} BY NAME FROM staged_{table.name} ANTI JOIN news.{table.name} USING ({key})")


def _passed(name: str, frame: pl.DataFrame, report: CheckReport) -> pl.DataFrame:
    """The rows of a staged table without those that failed, and with the references to failed rows emptied."""
    numbered = frame.with_row_index("row_number")
    for column in {d.column for d in report.detached if d.table == name}:
        rows = [d.row for d in report.detached if d.table == name and d.column == column]
        numbered = numbered.with_columns(pl.when(pl.col("row_number").is_in(rows)).then(None).otherwise(pl.col(column)).alias(column))
    return numbered.filter(~pl.col("row_number").is_in(sorted(report.rows_out(name)))).drop("row_number")


def _quarantine_rows(tables: Mapping[str, pl.DataFrame], report: CheckReport) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for failed in report.failed:
        table = BY_NAME[failed.table]
        row = tables[failed.table].row(failed.row, named=True)
        content = {name: value for name, value in row.items() if name not in _PROVENANCE}
        row_json = _json(content)
        rows.append(
            {
                "quarantine_id": content_id("quarantine", failed.table, failed.rule, row_json),
                "table_name": failed.table,
                "row_key": _json({name: row[name] for name in table.key}),
                "rule": failed.rule,
                "document_id": content.get("document_id"),
                "row_json": row_json,
            }
        )
    return rows


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a table row")
