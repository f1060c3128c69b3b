"""The merge: idempotent, indifferent to order, all or nothing, without orphans."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sample_rows import LATER, MARKOVA, NOW, SELASSIE, TANAKA, Rows, addis, article, batch, osaka, zagreb

from summitry.load import known_keys, merge, stage
from summitry.load.batch import BATCH_TABLES
from summitry.records import CheckReport, DetachedReference, FailedRow, MergeCounts
from summitry.tables import BY_NAME, EXTRACTED
from summitry.warehouse import Reader, Warehouse

Load = Callable[..., MergeCounts]
_TABLES = (*(t.name for t in BATCH_TABLES), "quarantine")


def contents(path: Path, provenance: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the warehouse but those of `runs`, sorted by key."""
    with Reader(path) as reader:
        leave_out = "" if provenance else " EXCLUDE (run_id, loaded_at)"
        return {name: reader.query(f"SELECT *{leave_out} FROM news.{name} ORDER BY ALL").rows for name in _TABLES}


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with Reader(path) as reader:
        return reader.query(sql).rows


def orphans(path: Path) -> list[str]:
    """Every declared reference that leads nowhere."""
    found = []
    for table in BATCH_TABLES:
        for column in table.columns:
            if column.references:
                target, key = column.references.split(".")
                dangling = f"{column.name} IS NOT NULL AND {column.name} NOT IN (SELECT {key} FROM news.{target})"
                if ask(path, f"SELECT count(*) FROM news.{table.name} WHERE {dangling}") != [(0,)]:
                    found.append(f"{table.name}.{column.name}")
    return found


def without_quote(rows: Rows) -> Rows:
    return {**rows, "quotes": []}


# ---------------------------------------------------------------- idempotence


def test_everything_of_a_batch_arrives(warehouse_path: Path, load: Load) -> None:
    counts = load(batch(zagreb(), osaka()), "r1")
    assert counts.documents_new == 2
    assert {name: t.inserted for name, t in counts.tables.items()} == {
        "documents": 2, "document_sources": 2, "document_lines": 6, "entities": 3, "mentions": 6, "quotes": 2, "events": 2,
        "event_participants": 4, "issues": 0,
    }  # fmt: skip
    assert orphans(warehouse_path) == []


def test_the_same_batch_again_changes_nothing_at_all(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb(), osaka()), "r1", NOW)
    before = contents(warehouse_path)
    counts = load(batch(osaka(), zagreb()), "r2", LATER)
    assert contents(warehouse_path) == before
    assert counts.documents_new == 0
    assert all(t.inserted == t.removed == 0 and t.unchanged == t.staged for t in counts.tables.values())


@pytest.mark.parametrize("order", list(itertools.permutations([zagreb, osaka, addis])), ids=lambda o: "-".join(f.__name__ for f in o))
def test_articles_one_by_one_in_any_order_give_what_one_batch_gives(
    warehouse_path: Path, load: Load, tmp_path: Path, order: list[Callable[[], Rows]]
) -> None:
    for number, make in enumerate(order):
        load(batch(make()), f"r{number}")
    together = tmp_path / "together.duckdb"
    staged = stage(batch(zagreb(), osaka(), addis()), tmp_path / "all", "r", NOW)
    with Warehouse(together) as warehouse:
        merge(warehouse, staged, CheckReport("r", NOW))
    assert contents(warehouse_path, provenance=False) == contents(together, provenance=False)


def test_unchanged_rows_keep_the_run_that_first_wrote_them(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb()), "r1", NOW)
    load(batch(without_quote(zagreb()), osaka()), "r2", LATER)
    assert ask(warehouse_path, "SELECT place, run_id, loaded_at FROM news.events ORDER BY place") == [
        ("Osaka", "r2", LATER),
        ("Zagreb", "r1", NOW),
    ]
    assert ask(warehouse_path, f"SELECT run_id FROM news.entities WHERE name = '{MARKOVA}'") == [("r1",)]


# ---------------------------------------------------------------- replacing


def test_another_extraction_of_a_document_replaces_its_rows_and_no_others(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb(), osaka()), "r1", NOW)
    changed = zagreb()
    changed["events"][0]["status"] = "planned"
    changed["mentions"] = changed["mentions"][:2]
    counts = load(batch(without_quote(changed)), "r2", LATER)
    assert ask(warehouse_path, "SELECT place, status, run_id FROM news.events ORDER BY place") == [
        ("Osaka", "held", "r1"),
        ("Zagreb", "planned", "r2"),
    ]
    assert counts.tables["events"].removed == counts.tables["events"].inserted == 1
    assert (counts.tables["quotes"].removed, counts.tables["mentions"].removed, counts.tables["mentions"].unchanged) == (1, 1, 2)
    assert counts.tables["event_participants"].unchanged == 2
    assert orphans(warehouse_path) == []


def test_an_entity_that_nothing_refers_to_any_more_goes_and_a_shared_one_stays(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb(), addis()), "r1")
    empty = {**zagreb(), **{name: [] for name in ("mentions", "quotes", "events", "event_participants", "entities")}}
    counts = load(batch(empty), "r2")
    assert ask(warehouse_path, "SELECT name FROM news.entities ORDER BY name") == [(SELASSIE,), (MARKOVA,)]
    assert counts.tables["entities"].removed == 1
    assert orphans(warehouse_path) == []


def test_an_entity_that_no_row_of_the_batch_refers_to_does_not_enter(warehouse_path: Path, load: Load) -> None:
    load(batch({**zagreb(), "mentions": [], "quotes": [], "event_participants": []}), "r1")
    assert ask(warehouse_path, "SELECT count(*) FROM news.entities") == [(0,)]


def test_the_first_document_of_an_entity_is_the_one_that_appeared_first(warehouse_path: Path, load: Load) -> None:
    sql = (
        f"SELECT d.source_path FROM news.entities e JOIN news.documents d ON d.document_id = e.first_document_id WHERE e.name = '{TANAKA}'"
    )
    load(batch(osaka()), "r1")
    assert ask(warehouse_path, sql) == [("osaka.txt",)]
    load(batch(zagreb()), "r2")
    assert ask(warehouse_path, sql) == [("zagreb.txt",)]
    redated = zagreb()
    redated["documents"][0] |= {"published_start": None, "published_end": None, "published_basis": "unknown"}
    load(batch(redated), "r3")
    assert ask(warehouse_path, sql) == [("osaka.txt",)]


def known(rows: Rows, is_known: bool, country: str | None) -> Rows:
    for row in rows["entities"]:
        row |= {"is_known": is_known, "country_code": country}
    return rows


ENTITY_FACTS = [
    pytest.param((False, None), (False, "JPN"), (False, "JPN"), id="a value beats none"),
    pytest.param((False, "KOR"), (False, "JPN"), (False, "JPN"), id="of two texts the alphabetically first"),
    pytest.param((False, "KOR"), (True, "JPN"), (True, "JPN"), id="the lexicon beats a text"),
    pytest.param((True, "KOR"), (False, "JPN"), (True, "KOR"), id="a text does not beat the lexicon"),
    pytest.param((True, "KOR"), (True, "JPN"), (True, "JPN"), id="the newer lexicon counts"),
    pytest.param((True, "KOR"), (True, None), (True, None), id="even where it says less"),
]


@pytest.mark.parametrize(("stored", "brought", "result"), ENTITY_FACTS)
def test_what_two_documents_say_of_an_entity_is_combined(
    warehouse_path: Path, load: Load, stored: tuple[bool, str | None], brought: tuple[bool, str | None], result: tuple[bool, str | None]
) -> None:
    load(batch(known(zagreb(), *stored)), "r1")
    load(batch(known(osaka(), *brought)), "r2")
    assert ask(warehouse_path, f"SELECT is_known, country_code FROM news.entities WHERE name = '{TANAKA}'") == [result]


def test_only_the_new_extraction_counts_for_an_entity_of_that_document_alone(warehouse_path: Path, load: Load) -> None:
    load(batch(known(zagreb(), True, "HRV")), "r1")
    load(batch(known(zagreb(), False, None)), "r2")
    assert ask(warehouse_path, "SELECT DISTINCT is_known, country_code FROM news.entities") == [(False, None)]


def test_the_paths_of_one_text_add_up_and_the_first_is_named(warehouse_path: Path, load: Load) -> None:
    day = date(1994, 5, 17)
    for number, path in enumerate(["m/monday.txt", "z/sunday.txt", "a/friday.txt", "z/sunday.txt"]):
        load(batch(article(MARKOVA, TANAKA, "Zagreb", day, path=path)), f"r{number}")
    assert ask(warehouse_path, "SELECT source_path FROM news.documents") == [("a/friday.txt",)]
    assert ask(warehouse_path, "SELECT source_path FROM news.document_sources ORDER BY ALL") == [
        ("a/friday.txt",),
        ("m/monday.txt",),
        ("z/sunday.txt",),
    ]


# ---------------------------------------------------------------- quarantine


def report(*failed: FailedRow, detached: tuple[DetachedReference, ...] = ()) -> CheckReport:
    return CheckReport("r", NOW, failed=failed, detached=detached)


def test_failed_rows_go_to_quarantine_once_for_every_rule(warehouse_path: Path, load: Load) -> None:
    bad = report(FailedRow("quotes", 0, "one"), FailedRow("quotes", 0, "two"), FailedRow("event_participants", 1, "three"))
    counts = load(batch(zagreb()), "r1", NOW, bad)
    assert (counts.quarantined, counts.tables["quotes"].inserted, counts.tables["event_participants"].inserted) == (2, 0, 1)
    rows = ask(warehouse_path, "SELECT table_name, rule, json(row_json)->>'$.text', document_id IS NULL FROM news.quarantine ORDER BY rule")
    assert rows == [
        ("quotes", "one", "We talked for an hour", False),
        ("event_participants", "three", None, True),
        ("quotes", "two", "We talked for an hour", False),
    ]
    assert ask(warehouse_path, "SELECT DISTINCT json_keys(row_key) FROM news.quarantine WHERE table_name = 'event_participants'") == [
        (["event_id", "entity_id", "role"],)
    ]
    before = contents(warehouse_path)
    load(batch(zagreb()), "r2", LATER, bad)
    assert contents(warehouse_path) == before


def test_a_mended_extraction_leaves_quarantine(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb(), osaka()), "r1", NOW, report(FailedRow("quotes", 0, "one"), FailedRow("quotes", 1, "one")))
    load(batch(zagreb()), "r2", LATER)
    assert ask(warehouse_path, "SELECT count(*) FROM news.quarantine") == [(1,)]
    assert ask(warehouse_path, "SELECT count(*) FROM news.quotes") == [(1,)]


def test_a_document_whose_row_failed_keeps_what_the_warehouse_had(warehouse_path: Path, load: Load) -> None:
    load(batch(zagreb()), "r1", NOW)
    before = contents(warehouse_path)
    everything = [FailedRow(t.name, row, "bad") for t in EXTRACTED for row in range(len(zagreb()[t.name]))]
    load(batch(zagreb()), "r2", LATER, report(*everything))
    after = contents(warehouse_path)
    assert len(after.pop("quarantine")) == len(everything)
    assert after == {name: rows for name, rows in before.items() if name != "quarantine"}


def test_a_detached_reference_is_emptied_and_its_row_stays(warehouse_path: Path, load: Load) -> None:
    rows = batch(zagreb(), osaka())
    first, second = rows.rows["documents"]
    second["near_duplicate_of"] = first["document_id"]
    load(rows, "r1", NOW, report(detached=(DetachedReference("documents", 1, "near_duplicate_of"),)))
    assert ask(warehouse_path, "SELECT near_duplicate_of FROM news.documents") == [(None,), (None,)]


def test_known_keys_are_those_referred_to_that_the_warehouse_has(warehouse_path: Path, load: Load, tmp_path: Path) -> None:
    load(batch(zagreb()), "r1")
    staged = stage(batch(osaka()), tmp_path / "next", "r2", NOW)
    tanaka = {row["entity_id"] for row in zagreb()["entities"] if row["name"] == TANAKA}
    with Warehouse(warehouse_path) as warehouse:
        assert known_keys(warehouse, staged) == {
            "documents.document_id": frozenset(),
            "entities.entity_id": tanaka,
            "events.event_id": frozenset(),
        }


# ---------------------------------------------------------------- killed runs


def kill_while(warehouse_path: Path, tmp_path: Path, inside: str) -> None:
    """A process that stages an article and is killed by the operating system at the point given by `inside`."""
    code = f"""
        import os, signal, sys
        sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[3])]!r}
        from pathlib import Path
        from sample_rows import LATER, batch, osaka
        from summitry.load import merging
        from summitry.load import stage
        from summitry.records import CheckReport
        from summitry.warehouse import Warehouse
        staged = stage(batch(osaka()), Path({str(tmp_path / "killed")!r}), "killed", LATER)
        with Warehouse(Path({str(warehouse_path)!r})) as warehouse:
            die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
            {inside}
            merging.merge(warehouse, staged, CheckReport("killed", LATER))
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, env={**os.environ})
    assert ran.returncode == -signal.SIGKILL


KILLS = [
    pytest.param("die()", id="between staging and merging"),
    pytest.param("merging.entities.upsert = die", id="in the transaction, after removing"),
    pytest.param("merging.entities.settle = die", id="in the transaction, before it ends"),
]


@pytest.mark.parametrize("inside", KILLS)
def test_a_killed_run_leaves_the_tables_as_they_were_and_the_next_finishes(
    warehouse_path: Path, load: Load, tmp_path: Path, inside: str
) -> None:
    load(batch(zagreb()), "r1", NOW)
    before = contents(warehouse_path)
    kill_while(warehouse_path, tmp_path, inside)
    assert contents(warehouse_path) == before
    load(batch(osaka()), "r2", LATER)
    assert ask(warehouse_path, "SELECT count(*) FROM news.events") == [(2,)]
    assert orphans(warehouse_path) == []


def test_a_run_killed_after_its_merge_has_done_its_work(warehouse_path: Path, load: Load, tmp_path: Path) -> None:
    load(batch(zagreb()), "r1", NOW)
    kill_while(warehouse_path, tmp_path, 'merging.merge(warehouse, staged, CheckReport("killed", LATER)); die()')
    assert ask(warehouse_path, "SELECT count(*) FROM news.events") == [(2,)]


def test_a_failure_in_the_merge_undoes_all_of_it(warehouse_path: Path, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(batch(zagreb()), "r1", NOW)
    before = contents(warehouse_path)

    def fail(warehouse: Warehouse) -> int:
        raise OSError("disk full")

    monkeypatch.setattr("summitry.load.entities.settle", fail)
    with pytest.raises(OSError, match="disk full"):
        load(batch(osaka(), without_quote(zagreb())), "r2", LATER)
    assert contents(warehouse_path) == before


def test_the_tables_of_the_test_are_all_tables() -> None:
    assert set(_TABLES) == set(BY_NAME) - {"runs"}
