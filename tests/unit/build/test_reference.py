"""The lexicon as dbt reads it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from summitry.build.reference import REFERENCE_COLUMNS, reference_frames, write_reference
from summitry.lexicon import load_lexicon


def test_every_row_of_the_real_lexicon_has_the_declared_columns() -> None:
    frames = reference_frames(load_lexicon())
    assert set(frames) == set(REFERENCE_COLUMNS)
    for name, rows in frames.items():
        assert rows, name
        assert all(set(row) == set(REFERENCE_COLUMNS[name]) for row in rows), name


def test_leaders_are_told_from_heads_of_state_without_power_and_from_top_officials() -> None:
    terms = reference_frames(load_lexicon())["terms"]
    classes = {(row["person_name"], row["office_class"]) for row in terms}
    assert {
        ("Vladimir Putin", "leader"),
        ("Angela Merkel", "leader"),
        ("Mikhail Gorbachev", "leader"),
        ("Jens Stoltenberg", "top_official"),
    } <= classes
    assert ("Sergey Lavrov", "minister") in classes


def test_files_survive_commas_quotes_newlines_and_nulls(tmp_path: Path) -> None:
    row = {"country_code": "X", "name": 'A, "B"\nC', "valid_from": date(1991, 12, 26), "valid_to": None}
    write_reference(tmp_path, {"countries": [row]})
    with (tmp_path / "countries.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"country_code": "X", "name": 'A, "B"\nC', "valid_from": "1991-12-26", "valid_to": ""}]
    assert (tmp_path / "terms.csv").read_text("utf-8").strip() == ",".join(REFERENCE_COLUMNS["terms"])
