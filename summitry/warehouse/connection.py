"""Opening the warehouse for writing: one process at a time, tables as declared, Polars frames in and out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from summitry.errors import StorageError, SummitryError, UsageError, WarehouseDamagedError, WarehouseLockedError
from summitry.tables import TABLES, Table
from summitry.warehouse import ddl

#: Files carry this storage version so that every DuckDB from 1.1 on can open them (2.0's own format is unreadable to all 1.x).
#: A file keeps the version it was made with, whoever writes to it later; so dbt never gets to make the file.
STORAGE_VERSION = "v1.0.0"

#: Nothing is fetched: every extension that Summitry uses is in the wheel.
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

#: DuckDB names a database after its file, and then cannot tell `news.documents` in `news.duckdb` from a table of that database.
_TAKEN_NAMES = frozenset({"news", "lexicon", "intermediate", "marts", "main", "system", "temp", "information_schema", "pg_catalog"})

#: How long to wait for another run to end, in seconds, when the caller does not say.
DEFAULT_WAIT = 60.0
_POLL = 0.2
#: A wait shorter than this, in seconds, is not worth a word.
_PATIENCE = 1.0

log = logging.getLogger(__name__)


class WarehouseNameError(UsageError):
    """The file has the name of a schema inside it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"A warehouse cannot be called {path.name}: queries could not tell the file from the schema of the same name.",
            "Choose another name, for example --warehouse warehouse.duckdb.",
        )


class _Capsule:
    """A Polars frame seen by DuckDB as an Arrow stream, which spares the 165 MB of pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


@contextmanager
def warehouse_lock(path: Path, wait: float = DEFAULT_WAIT) -> Iterator[None]:
    """Hold `<path>.lock`, so that no other run writes this warehouse; re-entrant within the process.

    Hold it around a whole run: dbt opens the same file between two openings of `Warehouse`.
    Raises WarehouseLockedError when another process still holds it after `wait` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path.resolve()}.lock", is_singleton=True, thread_local=False)
    try:
        try:
            lock.acquire(timeout=min(wait, _PATIENCE))
        except Timeout:
            if wait > _PATIENCE:
                log.warning("waiting for another run that uses %s, at most %.0f s", path, wait)
            lock.acquire(timeout=max(0.0, wait - _PATIENCE))
    except Timeout:
        raise WarehouseLockedError(path, wait) from None
    try:
        yield
    finally:
        lock.release()


class Warehouse:
    """A warehouse opened for writing; use as a context manager.

    Entering takes the lock, makes the file and the declared tables where they are missing, and adds columns that a newer
    version declares. Raises WarehouseLockedError when the file is in use by another process for longer than `wait` seconds, and
    WarehouseNameError when the file is called like a schema.
    """

    def __init__(self, path: Path, wait: float = DEFAULT_WAIT) -> None:
        self.path = path
        self._wait = wait
        self._lock: Any = None
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Warehouse:
        if self.path.name.split(".")[0].lower() in _TAKEN_NAMES:
            raise WarehouseNameError(self.path)
        self._lock = warehouse_lock(self.path, self._wait)
        self._lock.__enter__()
        try:
            self._connection = _connect(self.path, self._wait)
            self._connection.execute("SET TimeZone = 'UTC'")
            self._declare(TABLES)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.close()
        except duckdb.Error as closing:
            # What is committed is in the log beside the file, and enters the file when it is opened next.
            error = error or closing
        if isinstance(error, duckdb.IOException | duckdb.FatalException):
            raise StorageError(_first_line(error)) from error
        if isinstance(error, duckdb.Error):
            raise error

    def close(self) -> None:
        """Write everything into the one file (no `.wal` beside it) and let go of it and of the lock."""
        connection, lock = self._connection, self._lock
        self._connection = self._lock = None
        try:
            if connection is not None:
                connection.close()
        finally:
            if lock is not None:
                lock.__exit__(None, None, None)

    @property
    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise RuntimeError("The warehouse is not open: use it in a with statement.")
        return self._connection

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one statement."""
        self._open.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query as Python tuples."""
        return self._open.execute(sql, list(parameters)).fetchall()

    def count(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Return the one number that `sql` yields: of a count query, or of the rows that an INSERT, UPDATE or DELETE touched."""
        row = self._open.execute(sql, list(parameters)).fetchone()
        return int(row[0]) if row else 0

    def frame(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query as a Polars frame."""
        return pl.DataFrame(self._open.sql(sql))

    def stage(self, name: str, table: Table, frame: pl.DataFrame) -> None:
        """Make the temporary table `name` with the declared columns of `table` from `frame`; it vanishes with the connection."""
        capsule = _Capsule(frame)
        columns = ", ".join(f"CAST({ddl.quote(c.name)} AS {c.type}) AS {ddl.quote(c.name)}" for c in table.all_columns)
        self._open.register("incoming_frame", capsule)
        try:
            self._open.execute(f"CREATE OR REPLACE TEMP TABLE {ddl.quote(name)} AS SELECT {columns} FROM incoming_frame")
        finally:
            self._open.unregister("incoming_frame")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside take effect together, or none does."""
        self._open.execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            self._open.execute("ROLLBACK")
            raise
        self._open.execute("COMMIT")

    def _declare(self, tables: Sequence[Table]) -> None:
        present: dict[str, list[str]] = {}
        for name, column in self.rows("SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = ?", [ddl.SCHEMA]):
            present.setdefault(name, []).append(column)
        changed = [t for t in tables if ddl.missing_columns(t, present.get(t.name, ()))]
        if not changed:
            return
        with self.transaction():
            self.execute(f"CREATE SCHEMA IF NOT EXISTS {ddl.SCHEMA}")
            for table in changed:
                self.execute(ddl.create_table(table))
                if table.name in present:
                    for column in ddl.missing_columns(table, present[table.name]):
                        self.execute(ddl.add_column(table, column))
                for statement in ddl.describe_table(table):
                    self.execute(statement)


def storage_version(path: Path) -> str:
    """Return the storage version tag of the warehouse at `path`, for example `v1.0.0+`."""
    with duckdb.connect(str(path), read_only=True, config={**_OFFLINE}) as connection:
        row = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL").fetchone()
    return str(row[0]) if row else ""


def _connect(path: Path, wait: float) -> duckdb.DuckDBPyConnection:
    """Open for writing; a reader in another process blocks DuckDB, so try again until `wait` seconds have passed."""
    config: dict[str, str | bool | int | float | list[str]] = {**_OFFLINE, "storage_compatibility_version": STORAGE_VERSION}
    started = time.monotonic()
    told = False
    while True:
        try:
            return duckdb.connect(str(path), config=config)
        except duckdb.IOException as error:
            if "set lock" not in str(error).lower():
                raise _opening_error(path, error) from error
            waited = time.monotonic() - started
            if waited >= wait:
                raise WarehouseLockedError(path, wait) from error
            if waited > _PATIENCE and not told:
                log.warning("waiting for another program that has %s open, at most %.0f s", path, wait)
                told = True
            time.sleep(_POLL)
        except duckdb.Error as error:
            raise _opening_error(path, error) from error


def _opening_error(path: Path, error: duckdb.Error) -> SummitryError:
    """Whether the file is bad or its place: a file that can be read and written but not opened is no warehouse."""
    try:
        with path.open("rb+"):
            pass
    except OSError as reason:
        return StorageError(f"{reason.strerror} ({path})")
    return WarehouseDamagedError(path, _first_line(error))


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")
