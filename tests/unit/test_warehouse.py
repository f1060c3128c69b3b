"""The door to DuckDB: tables, storage version, locks, frames, and questions that cannot do harm."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from summitry.errors import WarehouseLockedError, WarehouseMissingError
from summitry.load.schemas import polars_schema
from summitry.tables import DOCUMENT_SOURCES, RUNS, TABLES, Table
from summitry.warehouse import (
    STORAGE_VERSION,
    SqlRefusedError,
    Warehouse,
    WarehouseNameError,
    read_only_query,
    storage_version,
    warehouse_lock,
)

#: Where a DuckDB file says its storage number, and the number that DuckDB 1.1 reads.
_MAGIC, _NUMBER, _READABLE_BY_1_1 = slice(8, 12), slice(12, 20), 64


@pytest.fixture
def empty(warehouse_path: Path) -> Path:
    with Warehouse(warehouse_path):
        pass
    return warehouse_path


@contextmanager
def other_process(code: str) -> Iterator[None]:
    """Run `code` in another process, wait until it prints a line, and end it afterwards."""
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def storage_number(path: Path) -> int:
    head = path.read_bytes()[:20]
    assert head[_MAGIC] == b"DUCK"
    return int.from_bytes(head[_NUMBER], "little")


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_declared_table_is_there_with_types_nulls_and_key(empty: Path, table: Table) -> None:
    described = read_only_query(empty, f"DESCRIBE news.{table.name}").rows
    types = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}
    assert [(name, types.get(kind, kind), null) for name, kind, null, *_ in described] == [
        (c.name, c.type, "YES" if c.nullable else "NO") for c in table.all_columns
    ]
    keys = read_only_query(
        empty,
        f"SELECT constraint_column_names FROM duckdb_constraints() WHERE table_name = '{table.name}' AND constraint_type = 'PRIMARY KEY'",
    )
    assert keys.rows == [(list(table.key),)]


def test_descriptions_are_stored(empty: Path) -> None:
    sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'documents' AND column_name = 'text'"
    assert read_only_query(empty, sql).rows == [("The file decoded and otherwise untouched; all offsets count in it.",)]


def test_the_file_can_be_opened_by_older_duckdb(empty: Path) -> None:
    assert storage_version(empty) == f"{STORAGE_VERSION}+"
    assert storage_number(empty) == _READABLE_BY_1_1


def test_a_later_writer_with_its_own_defaults_keeps_the_storage_version(empty: Path) -> None:
    """dbt opens the file like this."""
    with duckdb.connect(str(empty)) as connection:
        connection.execute(
            "CREATE SCHEMA marts; CREATE TABLE marts.numbers AS FROM range(100000); CREATE VIEW marts.v AS FROM marts.numbers"
        )
    assert (storage_version(empty), storage_number(empty)) == (f"{STORAGE_VERSION}+", _READABLE_BY_1_1)


def test_nothing_is_left_beside_the_closed_file(empty: Path) -> None:
    assert sorted(p.name for p in empty.parent.iterdir()) == ["articles.duckdb", "articles.duckdb.lock"]


def test_a_column_declared_since_is_added_and_rows_stay(empty: Path) -> None:
    with duckdb.connect(str(empty)) as connection:
        connection.execute("INSERT INTO news.document_sources VALUES ('d', 'a.txt', 'r', now())")
        connection.execute("ALTER TABLE news.documents DROP COLUMN near_duplicate_of")
        connection.execute("DROP TABLE news.quarantine")
    with Warehouse(empty) as warehouse:
        assert warehouse.rows("SELECT near_duplicate_of FROM news.documents") == []
        assert warehouse.rows("SELECT rule FROM news.quarantine") == []
        assert warehouse.count("SELECT count(*) FROM news.document_sources") == 1


@pytest.mark.parametrize(
    "text", ["plain", "naïve – 東京 🕊", "'; DROP TABLE news.documents; --", "a\x00b", "line\r\nline\u2028", ""], ids=repr
)
def test_frames_come_back_as_they_went_in(warehouse_path: Path, text: str) -> None:
    moment = datetime(1987, 12, 8, 23, 59, 59, 999999, tzinfo=UTC)
    frame = pl.DataFrame(
        {"document_id": [text], "source_path": ["p"], "run_id": ["r"], "loaded_at": [moment]}, schema=polars_schema(DOCUMENT_SOURCES)
    )
    with Warehouse(warehouse_path) as warehouse:
        warehouse.stage("staged", DOCUMENT_SOURCES, frame)
        assert warehouse.frame("FROM staged").rows() == frame.rows()


def test_no_rows_and_nulls_keep_their_types(warehouse_path: Path) -> None:
    with Warehouse(warehouse_path) as warehouse:
        warehouse.stage("nothing", RUNS, pl.DataFrame(schema=polars_schema(RUNS)))
        assert warehouse.frame("FROM nothing").schema["started_at"] == pl.Datetime("us", "UTC")
        assert warehouse.rows("SELECT DATE '2018-07-16', NULL::DATE") == [(date(2018, 7, 16), None)]


def test_a_failed_transaction_leaves_nothing(empty: Path) -> None:
    with Warehouse(empty) as warehouse, pytest.raises(duckdb.ConstraintException), warehouse.transaction():
        warehouse.execute("INSERT INTO news.document_sources VALUES ('d', 'a.txt', 'r', now())")
        warehouse.execute("INSERT INTO news.document_sources VALUES ('d', 'a.txt', 'r', now())")
    assert read_only_query(empty, "SELECT count(*) FROM news.document_sources").rows == [(0,)]


@pytest.mark.parametrize("name", ["news.duckdb", "Marts.duckdb", "lexicon.published.duckdb", "temp"])
def test_a_file_called_like_a_schema_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WarehouseNameError, match="Choose another name"), Warehouse(tmp_path / name):
        pass
    assert list(tmp_path.iterdir()) == []


def test_use_outside_a_with_statement_is_an_error(warehouse_path: Path) -> None:
    with pytest.raises(RuntimeError, match="with statement"):
        Warehouse(warehouse_path).execute("SELECT 1")


# ---------------------------------------------------------------- locks


def test_a_run_in_another_process_is_waited_for_then_reported(empty: Path) -> None:
    code = f"""
        from pathlib import Path
        from summitry.warehouse import warehouse_lock
        with warehouse_lock(Path({str(empty)!r})):
            print("held", flush=True)
            input()
    """
    with other_process(code), pytest.raises(WarehouseLockedError, match="in use by another run"), Warehouse(empty, wait=0.2):
        pass
    with Warehouse(empty, wait=5):
        pass


def test_a_reader_in_another_process_is_waited_for_then_reported(empty: Path) -> None:
    code = f"""
        import duckdb
        connection = duckdb.connect({str(empty)!r}, read_only=True)
        print("open", flush=True)
        input()
    """
    with other_process(code), pytest.raises(WarehouseLockedError), Warehouse(empty, wait=0.3):
        pass
    with Warehouse(empty, wait=5):
        pass


def test_one_process_may_take_the_lock_again(empty: Path) -> None:
    with warehouse_lock(empty, wait=0), Warehouse(empty, wait=0) as first:
        assert first.count("SELECT 1") == 1
    with Warehouse(empty, wait=0):
        pass


def test_reading_a_warehouse_that_is_being_written_is_reported(empty: Path) -> None:
    with Warehouse(empty), pytest.raises(WarehouseLockedError):
        read_only_query(empty, "SELECT 1")


# ---------------------------------------------------------------- questions

GOOD_QUESTIONS = [
    ("select 1 as one", ("one",)),
    ("FROM news.runs SELECT run_id", ("run_id",)),
    ("with x as (select 2 as two) select two from x;", ("two",)),
    ("select '; drop table news.runs' as words -- ; insert", ("words",)),
    ("values (1)", ("col0",)),
]


@pytest.mark.parametrize(("sql", "columns"), GOOD_QUESTIONS, ids=[q for q, _ in GOOD_QUESTIONS])
def test_questions_are_answered(empty: Path, sql: str, columns: tuple[str, ...]) -> None:
    assert read_only_query(empty, sql).columns == columns


@pytest.mark.parametrize("sql", ["SHOW ALL TABLES", "DESCRIBE news.runs", "SUMMARIZE news.runs", "EXPLAIN SELECT 1", "SHOW news.runs"])
def test_looking_round_is_allowed(empty: Path, sql: str) -> None:
    assert read_only_query(empty, sql).columns


HOSTILE = [
    "INSERT INTO news.runs (run_id) VALUES ('x')",
    "WITH x AS (INSERT INTO news.issues SELECT * FROM news.issues RETURNING *) FROM x",
    "UPDATE news.runs SET status = 'failed'",
    "DELETE FROM news.runs",
    "DROP TABLE news.runs",
    "CREATE TABLE x AS SELECT 1",
    "CREATE TEMP TABLE x AS SELECT 1",
    "COPY news.runs TO '{folder}/stolen.csv'",
    "COPY (SELECT 1) TO '{folder}/stolen.parquet'",
    "EXPORT DATABASE '{folder}/stolen'",
    "ATTACH '{folder}/stolen.duckdb'",
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('{folder}/secret.csv')",
    "SELECT * FROM '{folder}/secret.csv'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_json('http://127.0.0.1:1/x')",
    "INSTALL httpfs",
    "LOAD '{folder}/evil.duckdb_extension'",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "SELECT 1; DROP TABLE news.runs",
    "EXPLAIN ANALYZE INSERT INTO news.issues SELECT * FROM news.issues",
    "EXPLAIN ANALYZE COPY news.runs TO '{folder}/stolen.csv'",
    "PREPARE x AS DELETE FROM news.runs",
    "USE news",
    "CHECKPOINT",
    "SELECT getenv('HOME')",
    "",
    "-- nothing",
    "no sql at all",
    "SELECT \x00",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_hostile_statements_are_refused_and_change_nothing(empty: Path, sql: str) -> None:
    secret = empty.parent / "secret.csv"
    secret.write_text("word\nsesame\n")
    before = hashlib.sha256(empty.read_bytes()).digest(), sorted(p.name for p in empty.parent.iterdir())
    with pytest.raises(SqlRefusedError) as refused:
        read_only_query(empty, sql.format(folder=empty.parent))
    assert refused.value.exit_status == 2
    assert "sesame" not in str(refused.value)
    assert (hashlib.sha256(empty.read_bytes()).digest(), sorted(p.name for p in empty.parent.iterdir())) == before


def test_asking_a_warehouse_that_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError, match="summitry run"):
        read_only_query(tmp_path / "none.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database", b"\x00" * 5000], ids=["text", "zeros"])
def test_a_file_that_is_no_warehouse_is_reported(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(SqlRefusedError, match="not a warehouse"):
        read_only_query(path, "SELECT 1")
