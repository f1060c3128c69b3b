"""The figures that the pages show, read from a warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summitry.tables import TABLES
from summitry.warehouse import Reader

#: Rows shown per list; the page says how many there are and how to see the others.
SHOWN = 200
_SHOWN_RUNS = 20

_MARTS = """
    SELECT name, comment FROM (
        SELECT table_name AS name, comment, schema_name FROM duckdb_tables()
        UNION ALL SELECT view_name, comment, schema_name FROM duckdb_views()
    ) WHERE schema_name = 'marts' ORDER BY name
"""

_QUARANTINE = f"""
    SELECT table_name, row_json, list(rule ORDER BY rule) AS rules
    FROM news.quarantine GROUP BY table_name, row_json, loaded_at ORDER BY loaded_at DESC, table_name, rules, row_json LIMIT {SHOWN}
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the pages show: rows per table (with schema), the last runs, issues and
    quarantined rows (newest first, `SHOWN` at most)."""

    counts: dict[str, int]
    descriptions: dict[str, str]
    runs: list[Row]
    issues: list[Row]
    quarantine: list[Row]
    shown: int = SHOWN


def read_figures(path: Path) -> Figures:
    """Read the figures of the warehouse at `path`; raises WarehouseMissingError and WarehouseLockedError."""
    with Reader(path) as reader:
        counts = {f"news.{t.name}": _count(reader, "news", t.name) for t in TABLES}
        descriptions = {f"news.{t.name}": t.description for t in TABLES}
        for name, comment in reader.query(_MARTS).rows:
            counts[f"marts.{name}"] = _count(reader, "marts", name)
            descriptions[f"marts.{name}"] = str(comment or "")
        return Figures(
            counts,
            descriptions,
            _rows(reader, f"SELECT * FROM news.runs ORDER BY started_at DESC, run_id DESC LIMIT {_SHOWN_RUNS}"),
            _rows(reader, f"SELECT * FROM news.issues ORDER BY loaded_at DESC, level, source_path, issue_id LIMIT {SHOWN}"),
            _rows(reader, _QUARANTINE),
        )


def _count(reader: Reader, schema: str, table: str) -> int:
    name = table.replace('"', '""')
    return int(reader.query(f'SELECT count(*) FROM {schema}."{name}"').rows[0][0])


def _rows(reader: Reader, sql: str) -> list[Row]:
    result = reader.query(sql)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]
