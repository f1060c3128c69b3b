"""What goes when a row goes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from sample_rows import NOW, batch, osaka, zagreb

from summitry.check import CHECKED
from summitry.check.orphans import DETACHED, find_orphans
from summitry.load import frames, stage
from summitry.records import DetachedReference, FailedRow
from summitry.tables import BY_NAME


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, pl.DataFrame]:
    first, second = zagreb(), osaka()
    second["documents"][0]["near_duplicate_of"] = first["documents"][0]["document_id"]
    return frames(stage(batch(first, second), tmp_path / "staged", "r1", NOW))


CASES = [
    pytest.param([], {}, id="nothing"),
    pytest.param([FailedRow("quotes", 0, "x")], {}, id="nothing refers to a quote"),
    pytest.param([FailedRow("events", 0, "x")], {("event_participants", "orphan_of:events"): 2}, id="participants of an event"),
    pytest.param(
        [FailedRow("documents", 1, "x")],
        {
            ("document_sources", "orphan_of:documents"): 1, ("document_lines", "orphan_of:documents"): 3,
            ("mentions", "orphan_of:documents"): 3, ("quotes", "orphan_of:documents"): 1, ("events", "orphan_of:documents"): 1,
            ("event_participants", "orphan_of:events"): 2,
        },
        id="everything of a document, to the end of the chain",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("failed", "expected"), CASES)
def test_rows_that_refer_to_a_failed_row(
    tables: dict[str, pl.DataFrame], failed: list[FailedRow], expected: dict[tuple[str, str], int]
) -> None:
    orphans, _ = find_orphans(CHECKED, tables, failed)
    assert Counter((o.table, o.rule) for o in orphans) == expected


def test_an_entity_takes_all_that_names_it(tables: dict[str, pl.DataFrame]) -> None:
    orphans, _ = find_orphans(CHECKED, tables, [FailedRow("entities", row, "x") for row in range(3)])
    assert {o.table for o in orphans} == {"mentions", "quotes", "event_participants"}


def test_a_row_that_failed_may_be_an_orphan_as_well(tables: dict[str, pl.DataFrame]) -> None:
    orphans, _ = find_orphans(CHECKED, tables, [FailedRow("documents", 0, "x"), FailedRow("quotes", 0, "y")])
    assert FailedRow("quotes", 0, "orphan_of:documents") in orphans


def test_a_good_copy_of_a_bad_article_stays_without_the_reference(tables: dict[str, pl.DataFrame]) -> None:
    orphans, detached = find_orphans(CHECKED, tables, [FailedRow("documents", 0, "x")])
    assert DetachedReference("documents", 1, "near_duplicate_of") in detached
    assert "documents" not in {o.table for o in orphans}


def test_a_key_that_another_row_still_has_is_not_lost(tables: dict[str, pl.DataFrame]) -> None:
    doubled = {**tables, "events": pl.concat([tables["events"], tables["events"]])}
    assert find_orphans(CHECKED, doubled, [FailedRow("events", 0, "x")]) == ([], [])


@pytest.mark.parametrize(("table", "column"), sorted(DETACHED))
def test_only_references_that_may_be_empty_are_emptied(table: str, column: str) -> None:
    assert BY_NAME[table].column(column).nullable
    assert BY_NAME[table].column(column).references
