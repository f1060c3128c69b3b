"""Polars schemas of the declared tables."""

from __future__ import annotations

import polars as pl

from summitry.tables import ColumnType, Table

_POLARS: dict[ColumnType, pl.DataType] = {
    "VARCHAR": pl.String(),
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "TIMESTAMPTZ": pl.Datetime("us", "UTC"),
}


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Return the Polars type of every column of `table`, the two that every row carries included."""
    return {column.name: _POLARS[column.type] for column in table.all_columns}
