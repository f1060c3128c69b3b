"""Questions to the warehouse that can change nothing and reach nothing else: what `summitry sql` runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from summitry.errors import UsageError, WarehouseLockedError, WarehouseMissingError

#: The statement classes that read; `SHOW`, `DESCRIBE`, `SUMMARIZE`, `FROM` and `WITH` are SELECT to DuckDB.
_READING = frozenset({"SELECT", "EXPLAIN"})

#: A query sees its own database and nothing else: no files, no network, no extensions, and it cannot lift this.
_SHUT_IN = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "allow_community_extensions": "false",
}


class SqlRefusedError(UsageError):
    """The statement would write, reach outside the warehouse, or is not SQL that DuckDB understands."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Column names and rows, in the order of the query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def read_only_query(path: Path, sql: str) -> QueryResult:
    """Run one reading statement on the warehouse at `path`, without locking out other readers.

    Raises WarehouseMissingError, WarehouseLockedError (a run is writing this file; the published copy is never locked) and
    SqlRefusedError for anything that is not one reading statement about this database alone.
    """
    if not path.is_file():
        raise WarehouseMissingError(path)
    try:
        connection = duckdb.connect(str(path), read_only=True, config=dict(_SHUT_IN))
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise WarehouseLockedError(path, 0) from error
        raise SqlRefusedError(f"{path} is not a warehouse that DuckDB can open ({_first_line(error)}).", "Name another file.") from error
    with connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
        _refuse_writing(connection, sql)
        try:
            cursor = connection.execute(sql)
            return QueryResult(tuple(c[0] for c in cursor.description or ()), cursor.fetchall())
        except duckdb.Error as error:
            raise SqlRefusedError(f"The query failed: {_first_line(error)}.", _REMEDY) from error


_REMEDY = 'Ask one reading question of the tables in the warehouse, for example: summitry sql "select * from marts.meetings limit 5".'


def _refuse_writing(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise SqlRefusedError(f"This is not SQL that DuckDB understands: {_first_line(error)}.", _REMEDY) from error
    if len(statements) != 1:
        raise SqlRefusedError(f"One statement at a time, not {len(statements)}.", _REMEDY)
    kind = statements[0].type.name.removesuffix("_STATEMENT")
    if kind not in _READING:
        raise SqlRefusedError(f"A {kind} statement is refused: this command only reads.", _REMEDY)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
