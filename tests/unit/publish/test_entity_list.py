"""Listing entities: filters take any text, and corrections that match nothing are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sample_rows

from summitry.errors import WarehouseMissingError
from summitry.lexicon import Correction, Corrections
from summitry.load import known_keys, merge, stage
from summitry.publish.entity_list import SHOWN_SURFACES, list_entities
from summitry.records import Batch, CheckReport
from summitry.tables import ENTITY_TYPES
from summitry.warehouse import Warehouse

A, B = sample_rows.MARKOVA, sample_rows.TANAKA


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = sample_rows.article(A, B, "Basra", date(2024, 3, 4), path="a/visit.txt", is_known=False)
    rows["mentions"][0]["link_basis"] = "correction"
    folder = tmp_path_factory.mktemp("entities")
    staged = stage(Batch(rows), folder / "batch", "r1", sample_rows.NOW)
    with Warehouse(folder / "articles.duckdb") as opened:
        known_keys(opened, staged)
        merge(opened, staged, CheckReport("r1", staged.loaded_at))
    return folder / "articles.duckdb"


def corrected(*rows: tuple[str, str, str, str | None, str | None]) -> Corrections:
    return Corrections(tuple(Correction(k, n, t, v, d, Path("corrections.csv"), i) for i, (k, n, t, v, d) in enumerate(rows, 2)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("like", "names"),
    [
        pytest.param("' OR true --", [], id="SQL in the text"),
        pytest.param("%", [], id="no wildcards"),
        pytest.param("\x00", [A, B], id="nothing but a null byte"),
        pytest.param("MARKOVIC", [A], id="case and accents"),
        pytest.param("jirō", [B], id="accents in the question"),
        pytest.param("", [A, B], id="empty"),
    ],
)
def test_like(like: str, names: list[str], warehouse: Path) -> None:
    found = list_entities(warehouse, like=like).result
    assert sorted(row[0] for row in found.rows if row[1] == "person") == sorted(names)


@pytest.mark.parametrize("entity_type", ENTITY_TYPES)
def test_type_keeps_only_that_type(entity_type: str, warehouse: Path) -> None:
    everything = list_entities(warehouse).result.rows
    found = list_entities(warehouse, entity_type=entity_type).result.rows  # type: ignore[arg-type]
    assert sorted(found) == sorted(row for row in everything if row[1] == entity_type)


def test_columns_count_mentions_and_documents(warehouse: Path) -> None:
    found = list_entities(warehouse, like=A, unknown=True).result
    assert found.columns == ("name", "entity_type", "country_code", "known", "mentions", "documents", "surfaces")
    (row,) = found.rows
    assert row[0] == A and row[3] is False and row[4] >= 1 and row[5] == 1
    assert A in row[6].split(" | ") and len(row[6].split(" | ")) <= SHOWN_SURFACES


@pytest.mark.parametrize(
    ("row", "is_idle"),
    [
        pytest.param(("same", "Nobody", "person", A, None), True, id="no such name, and its target was not made by it"),
        pytest.param(("same", f" {B.upper()}", "person", A, None), False, id="will apply"),
        pytest.param(("same", B, "place", A, None), True, id="another type"),
        pytest.param(("rename", "Markovic Marković", "person", A, None), False, id="has been applied"),
        pytest.param(("different", A, "person", None, "a/visit.txt"), False, id="words in that document"),
        pytest.param(("different", A, "person", None, "b.txt"), True, id="no such document"),
        pytest.param(("different", "Nobody", "person", None, None), True, id="no such words"),
    ],
)
def test_corrections_that_match_nothing_are_told(row: tuple[str, str, str, str | None, str | None], is_idle: bool, warehouse: Path) -> None:
    made = corrected(row)
    assert list_entities(warehouse, corrections=made).idle == (made.rows if is_idle else ())


def test_document_may_be_named_by_id(warehouse: Path) -> None:
    rows = sample_rows.article(A, B, "Basra", date(2024, 3, 4), path="a/visit.txt")
    made = corrected(("different", A, "person", None, str(rows["documents"][0]["document_id"])))
    assert list_entities(warehouse, corrections=made).idle == ()


def test_last_column_says_what_applies(warehouse: Path) -> None:
    found = list_entities(warehouse, corrections=corrected(("same", "M.", "person", A, None), ("type", B, "person", "place", None))).result
    assert found.columns[-1] == "corrections"
    shown = {row[0]: row[-1] for row in found.rows if row[1] == "person"}
    assert shown == {A: f"same 'M.' -> {A!r} (line 2)", B: f"type {B!r} -> 'place' (line 3)"}


def test_no_warehouse(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        list_entities(tmp_path / "none.duckdb")
