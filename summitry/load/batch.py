"""The Parquet batch of one run: `work/batches/<run_id>/<table>.parquet`, whole or not there at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import polars as pl

from summitry.errors import SummitryError
from summitry.load.schemas import polars_schema
from summitry.records import Batch, StagedBatch
from summitry.tables import EXTRACTED, ISSUES, Table

#: The tables that travel in a batch; runs and quarantine are written about batches.
BATCH_TABLES = (*EXTRACTED, ISSUES)

Row = dict[str, object]


class BatchError(SummitryError):
    """Rows do not fit the declared table: a fault in the stage that made them, not in the data."""

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(
            f"The rows for news.{table} do not fit the table: {reason}.",
            "Compare the stage that made them with summitry/tables.py.",
        )


def stage(batch: Batch, folder: Path, run_id: str, loaded_at: datetime) -> StagedBatch:
    """Write `batch` as Parquet into `folder`, which appears complete or not at all, replacing an earlier one of the same run.

    Rows equal in every column are written once; rows of one entity from several documents are folded into one. Every row gets
    `run_id` and `loaded_at` (UTC). Raises BatchError when a row has an undeclared table, column or type.
    """
    for name in batch.rows:
        if name not in {t.name for t in BATCH_TABLES}:
            raise BatchError(name, "a batch has no such table")
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    counts: dict[str, int] = {}
    published = {row.get("document_id"): row.get("published_start") for row in batch.rows.get("documents", [])}
    for table in BATCH_TABLES:
        rows: Iterable[Row] = batch.rows.get(table.name, [])
        if table.name == "entities":
            rows = fold_entities(rows, published)
        frame = to_frame(table, rows, run_id, loaded_at)
        frame.write_parquet(partial / f"{table.name}.parquet")
        counts[table.name] = frame.height
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)
    files = {table.name: folder / f"{table.name}.parquet" for table in BATCH_TABLES}
    return StagedBatch(run_id, loaded_at, folder, files, counts)


def forget_batches(folder: Path, keep: int) -> None:
    """Delete all but the `keep` latest batches in `folder` (run ids sort by time); a folder that is not there is fine."""
    if folder.is_dir():
        for old in sorted(p for p in folder.iterdir() if p.is_dir())[:-keep]:
            shutil.rmtree(old, ignore_errors=True)


def frames(staged: StagedBatch) -> dict[str, pl.DataFrame]:
    """Return the staged tables as Polars frames, columns and types as declared."""
    return {name: pl.read_parquet(path) for name, path in staged.files.items()}


def to_frame(table: Table, rows: Iterable[Row], run_id: str, loaded_at: datetime) -> pl.DataFrame:
    """Return `rows` as a frame with the declared columns, equal rows once, in the order they came."""
    schema = polars_schema(table)
    complete = [{**row, "run_id": run_id, "loaded_at": loaded_at} for row in rows]
    unknown = sorted({name for row in complete for name in row} - set(schema))
    if unknown:
        raise BatchError(table.name, f"undeclared column {', '.join(unknown)}")
    columns: list[pl.Series] = []
    for name, kind in schema.items():
        try:
            columns.append(pl.Series(name, [row.get(name) for row in complete], dtype=kind, strict=True))
        except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError) as error:
            raise BatchError(table.name, f"column {name}: {error}") from error
    return pl.DataFrame(columns).unique(maintain_order=True)


def fold_entities(rows: Iterable[Row], published: Mapping[object, object]) -> list[Row]:
    """Return one row per entity_id, whatever the order of documents.

    What the lexicon knows goes before what a text says; then the document that appeared first (unknown dates last, ties by
    document_id); an empty field is filled from the next row.
    """

    def rank(row: Row) -> tuple[bool, date, str, str]:
        first = row.get("first_document_id")
        day = published.get(first)
        return not row.get("is_known"), day if isinstance(day, date) else date.max, str(first), repr(sorted(row.items()))

    folded: dict[object, Row] = {}
    loose: list[Row] = []
    for row in sorted(rows, key=rank):
        key = row.get("entity_id")
        if key is None:
            loose.append(row)
            continue
        kept = folded.setdefault(key, dict(row))
        for name, value in row.items():
            if kept.get(name) is None:
                kept[name] = value
    return [*folded.values(), *loose]
