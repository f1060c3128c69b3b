"""Questions to the warehouse that can change nothing and reach nothing else: what `summitry sql` runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
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


class Reader:
    """A warehouse opened for reading only; use as a context manager to ask several questions. See `read_only_query` for the errors."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise WarehouseMissingError(path)
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config={**_SHUT_IN})
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            # The second comes when this very process has the file open for writing.
            if "lock" in str(error).lower() or "different configuration" in str(error):
                raise WarehouseLockedError(path, 0) from error
            raise SqlRefusedError(
                f"{path} is not a warehouse that DuckDB can open ({_first_line(error)}).", "Name another file."
            ) from error
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def query(self, sql: str) -> QueryResult:
        """Run one reading statement; raises SqlRefusedError for any other."""
        _refuse_writing(self._connection, sql)
        try:
            cursor = self._connection.execute(sql)
            return QueryResult(tuple(c[0] for c in cursor.description or ()), cursor.fetchall())
        except duckdb.Error as error:
            raise SqlRefusedError(f"The query failed: {_first_line(error)}.", _REMEDY) from error


def read_only_query(path: Path, sql: str) -> QueryResult:
    """Run one reading statement on the warehouse at `path`, without locking out other readers.

    Raises WarehouseMissingError, WarehouseLockedError (a run is writing this file; the published copy is never locked) and
    SqlRefusedError for anything that is not one reading statement about this database alone.
    """
    with Reader(path) as reader:
        return reader.query(sql)


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
