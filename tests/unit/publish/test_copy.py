"""The read copy: whole, in one step, never in anyone's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from sample_rows import batch, osaka, zagreb

from summitry.errors import WarehouseMissingError
from summitry.publish import publish_copy
from summitry.records import MergeCounts
from summitry.warehouse import Warehouse, read_only_query, storage_version

Load = Callable[..., MergeCounts]
COUNT = "SELECT count(*) FROM news.documents"


@pytest.fixture
def published(warehouse_path: Path) -> Path:
    return warehouse_path.with_name("articles.published.duckdb")


def test_the_copy_holds_what_the_warehouse_holds(warehouse_path: Path, published: Path, load: Load) -> None:
    load(batch(zagreb()), "r1")
    assert publish_copy(warehouse_path, published) == published
    assert read_only_query(published, COUNT).rows == [(1,)]
    assert storage_version(published) == storage_version(warehouse_path)
    assert sorted(p.name for p in published.parent.glob("*.duckdb*")) == [
        "articles.duckdb",
        "articles.duckdb.lock",
        "articles.published.duckdb",
    ]


def test_the_copy_can_be_read_while_a_run_writes(warehouse_path: Path, published: Path, load: Load) -> None:
    load(batch(zagreb()), "r1")
    publish_copy(warehouse_path, published)
    with Warehouse(warehouse_path) as warehouse, warehouse.transaction():
        warehouse.execute("DELETE FROM news.documents")
        assert read_only_query(published, COUNT).rows == [(1,)]


def test_a_reader_keeps_what_it_opened_and_the_next_reader_sees_the_new(warehouse_path: Path, published: Path, load: Load) -> None:
    load(batch(zagreb()), "r1")
    publish_copy(warehouse_path, published)
    code = f"""
        import duckdb
        connection = duckdb.connect({str(published)!r}, read_only=True)
        for _ in range(2):
            print(connection.execute({COUNT!r}).fetchone()[0], flush=True)
            input()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin and reader.stdout
        try:
            assert reader.stdout.readline() == "1\n"
            load(batch(osaka()), "r2")
            publish_copy(warehouse_path, published)
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == "1\n"
        finally:
            reader.kill()
    assert read_only_query(published, COUNT).rows == [(2,)]


def test_commits_that_a_killed_run_left_in_the_log_are_published(warehouse_path: Path, published: Path, load: Load) -> None:
    load(batch(zagreb()), "r1")
    code = f"""
        import os, signal
        from datetime import datetime, UTC
        from pathlib import Path
        from summitry.load import write_run
        from summitry.records import RunRecord
        from summitry.warehouse import Warehouse
        with Warehouse(Path({str(warehouse_path)!r})) as warehouse:
            write_run(warehouse, RunRecord("killed", datetime.now(UTC), "0"))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, env=environment).returncode == -signal.SIGKILL
    assert Path(f"{warehouse_path}.wal").exists()
    publish_copy(warehouse_path, published)
    assert read_only_query(published, "SELECT run_id FROM news.runs").rows == [("killed",)]


def test_a_log_left_beside_the_old_copy_is_not_applied_to_the_new(warehouse_path: Path, published: Path, load: Load) -> None:
    load(batch(zagreb()), "r1")
    publish_copy(warehouse_path, published)
    Path(f"{published}.wal").write_bytes(b"of an analyst who wrote into the copy")
    publish_copy(warehouse_path, published)
    with duckdb.connect(str(published)) as connection:
        assert connection.execute(COUNT).fetchall() == [(1,)]


def test_a_failed_copy_leaves_the_published_one(warehouse_path: Path, published: Path, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(batch(zagreb()), "r1")
    publish_copy(warehouse_path, published)
    load(batch(osaka()), "r2")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000])
        raise OSError("disk full")

    monkeypatch.setattr("shutil.copyfile", half)
    with pytest.raises(OSError, match="disk full"):
        publish_copy(warehouse_path, published)
    assert read_only_query(published, COUNT).rows == [(1,)]
    assert not list(published.parent.glob("*.partial")) + list(published.parent.glob(".*.partial"))


def test_without_a_warehouse_there_is_nothing_to_publish(warehouse_path: Path, published: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        publish_copy(warehouse_path, published)
    assert list(warehouse_path.parent.iterdir()) == []
