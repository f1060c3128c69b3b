"""The Parquet batch: complete or absent, typed, without doubles."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sample_rows import LATER, NOW, Rows, addis, batch, osaka, zagreb

from summitry.load import BatchError, frames, stage
from summitry.load.batch import BATCH_TABLES, fold_entities
from summitry.load.schemas import polars_schema
from summitry.records import Batch


def test_every_table_is_written_with_its_declared_columns_even_without_rows(tmp_path: Path) -> None:
    staged = stage(Batch({}), tmp_path / "r1", "r1", NOW)
    assert {name: dict(frame.schema) for name, frame in frames(staged).items()} == {t.name: polars_schema(t) for t in BATCH_TABLES}
    assert set(staged.rows.values()) == {0}


def test_rows_come_back_as_they_were_and_say_who_wrote_them(tmp_path: Path) -> None:
    rows = zagreb()
    staged = stage(batch(rows), tmp_path / "r1", "r1", NOW)
    for name, frame in frames(staged).items():
        assert staged.rows[name] == len(rows[name]) == frame.height
        after = [{k: v for k, v in row.items() if v is not None} for row in frame.iter_rows(named=True)]
        for before in rows[name]:
            assert {**before, "run_id": "r1", "loaded_at": NOW} in after


def test_rows_equal_in_every_column_are_written_once(tmp_path: Path) -> None:
    staged = stage(batch(zagreb(), zagreb()), tmp_path / "r1", "r1", NOW)
    assert staged.rows == {name: len(rows) for name, rows in zagreb().items()}


def test_staging_again_replaces_the_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    stage(batch(zagreb(), osaka()), tmp_path / "r1", "r1", NOW)
    (tmp_path / ".r1.partial").mkdir()
    (tmp_path / ".r1.partial" / "documents.parquet").write_bytes(b"of a killed run")
    again = stage(batch(addis()), tmp_path / "r1", "r1", LATER)
    assert [p.name for p in tmp_path.iterdir()] == ["r1"]
    assert frames(again)["documents"]["published_start"].to_list() == [date(2025, 12, 31)]


BAD_ROWS = [
    pytest.param({"marts": []}, "a batch has no such table", id="no such table"),
    pytest.param({"runs": []}, "a batch has no such table", id="runs do not travel in a batch"),
    pytest.param({"mentions": [{"mention_id": "m", "colour": "red"}]}, "undeclared column colour", id="undeclared column"),
    pytest.param({"mentions": [{"start_char": "4"}]}, "column start_char", id="text for a number"),
    pytest.param({"mentions": [{"start_char": 4.5}]}, "column start_char", id="fraction for an offset"),
    pytest.param({"document_lines": [{"line_no": 2**31}]}, "column line_no", id="number too large"),
    pytest.param({"documents": [{"published_start": "16 July 2018"}]}, "column published_start", id="text for a date"),
    pytest.param({"documents": [{"text": b"bytes"}]}, "column text", id="bytes for text"),
    pytest.param({"documents": [{"text": "half a pair \ud83d"}]}, "column text", id="lone surrogate"),
]


@pytest.mark.parametrize(("rows", "reason"), BAD_ROWS)
def test_rows_that_do_not_fit_are_an_error_and_leave_no_batch(tmp_path: Path, rows: Rows, reason: str) -> None:
    with pytest.raises(BatchError, match=reason):
        stage(Batch(rows), tmp_path / "r1", "r1", NOW)
    assert not (tmp_path / "r1").exists()


def entity(document: str, **more: object) -> dict[str, object]:
    return {
        "entity_id": "e", "name": "Lake Forum", "entity_type": "forum", "is_known": False, "country_code": None,
        "wikidata_id": None, "first_document_id": document, **more,
    }  # fmt: skip


PUBLISHED = {"old": date(1990, 1, 1), "new": date(2020, 1, 1), "also_old": date(1990, 1, 1), "undated": None}
FOLDED = [
    pytest.param([entity("new"), entity("old")], entity("old"), id="the document that appeared first"),
    pytest.param([entity("undated"), entity("new")], entity("new"), id="an undated document comes last"),
    pytest.param([entity("old"), entity("also_old")], entity("also_old"), id="ties go by id"),
    pytest.param(
        [entity("old"), entity("new", is_known=True, country_code="CHE")],
        entity("new", is_known=True, country_code="CHE"),
        id="lexicon first",
    ),
    pytest.param([entity("old"), entity("new", country_code="CHE")], entity("old", country_code="CHE"), id="a gap is filled"),
    pytest.param(
        [entity("old"), entity("new", country_code="CHE"), entity("undated", country_code="AUT", wikidata_id="Q1")],
        entity("old", country_code="CHE", wikidata_id="Q1"),
        id="each gap by the next that knows",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), FOLDED)
def test_rows_of_one_entity_are_folded_into_the_same_row_in_any_order(rows: list[dict[str, object]], expected: dict[str, object]) -> None:
    for order in itertools.permutations(rows):
        assert fold_entities(order, PUBLISHED) == [expected]


def test_entities_without_an_id_are_left_for_the_check() -> None:
    rows = [entity("old", entity_id=None), entity("new", entity_id=None)]
    assert len(fold_entities(rows, PUBLISHED)) == 2


def test_the_staged_frames_need_no_pyarrow(tmp_path: Path) -> None:
    staged = stage(batch(zagreb()), tmp_path / "r1", "r1", NOW)
    assert isinstance(pl.read_parquet(staged.files["documents"]), pl.DataFrame)
