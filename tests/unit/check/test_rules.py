"""The rules follow the declared tables, and the files of `expectations/` follow their format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_rows import NOW

from summitry.check import CHECKED, ExpectationFileError, table_rules
from summitry.check.derived import MISSING, add_derived, base_column, exact_column, found_column, required_columns
from summitry.check.rules import declared_rules, written_rules
from summitry.load import frames, stage
from summitry.records import Batch
from summitry.settings import STAGES, project_folder
from summitry.tables import BY_NAME, MEETING_MODES, MEETING_STATUSES, TREATY_STATUSES, Table

TODAY = date(2026, 3, 1)
every_table = pytest.mark.parametrize("table", CHECKED, ids=lambda t: t.name)


@every_table
def test_every_declaration_has_its_rule(table: Table) -> None:
    rules = {rule.name: rule for rule in declared_rules(table)}
    assert set(required_columns(table)) == {c.name for c in table.columns if not c.nullable}
    assert rules["complete"].kwargs == {"column": MISSING}
    assert f"unique:{'+'.join(table.key)}" in rules
    for column in table.columns:
        if column.values:
            assert rules[f"allowed:{column.name}"].kwargs["value_set"] == list(column.values)
        if column.references:
            assert rules[f"found:{column.name}"].kwargs == {"column": found_column(column.name), "value_set": [True]}
    for start, _, _ in table.spans:
        assert rules[f"exact:{start}"].kwargs == {"column": exact_column(start), "value_set": [True]}


@every_table
def test_every_rule_looks_at_columns_that_exist(table: Table, tmp_path: Path) -> None:
    empty = frames(stage(Batch({}), tmp_path / "r", "r", NOW))
    present = set(add_derived(table, empty, {}, {}).columns)
    for rule in table_rules(table, TODAY):
        listed = rule.kwargs.get("column_list")
        used = [rule.kwargs[k] for k in ("column", "column_A", "column_B") if k in rule.kwargs] + (
            listed if isinstance(listed, list) else []
        )
        assert used, rule.name
        assert set(used) <= present, rule.name
        assert rule.why.endswith("."), rule.name


def test_there_is_a_file_for_every_table_and_no_other() -> None:
    assert {p.stem for p in project_folder("expectations").glob("*.yml")} == {t.name for t in CHECKED}


def test_value_lists_in_files_are_those_declared() -> None:
    events = {rule.name: rule.kwargs for rule in table_rules(BY_NAME["events"], TODAY)}
    assert events["meeting_status"]["value_set"] == list(MEETING_STATUSES)
    assert events["meeting_mode"]["value_set"] == list(MEETING_MODES)
    assert events["treaty_status"]["value_set"] == list(TREATY_STATUSES)
    issues = {rule.name: rule.kwargs for rule in table_rules(BY_NAME["issues"], TODAY)}
    assert issues["stage_is_a_stage"]["value_set"] == list(STAGES)


def test_tomorrow_is_the_day_after_today() -> None:
    rules = {rule.name: rule.kwargs for rule in table_rules(BY_NAME["documents"], TODAY)}
    assert rules["published_not_in_future"]["max_value"] == date(2026, 3, 2)


@pytest.mark.parametrize(("name", "base"), [("start_char__exact", "start_char"), ("entity_id__found", "entity_id"), ("surface", "surface")])
def test_a_derived_column_is_shown_by_the_one_it_is_about(name: str, base: str) -> None:
    assert base_column(name) == base


GOOD = {"rule": "r", "type": "expect_column_values_to_be_unique", "kwargs": {"column": "role"}, "why": "Because."}
MALFORMED: list[tuple[str, Any]] = [
    ("a list", []),
    ("another table", {"table": "events", "expectations": []}),
    ("no expectations", {"table": "event_participants"}),
    ("an entry without a reason", {"table": "event_participants", "expectations": [{k: v for k, v in GOOD.items() if k != "why"}]}),
    ("an entry with something else", {"table": "event_participants", "expectations": [{**GOOD, "colour": "red"}]}),
    ("arguments that are a list", {"table": "event_participants", "expectations": [{**GOOD, "kwargs": ["role"]}]}),
    ("a rule twice", {"table": "event_participants", "expectations": [GOOD, GOOD]}),
    ("a declared rule again", {"table": "event_participants", "expectations": [{**GOOD, "rule": "complete"}]}),
]


@pytest.mark.parametrize("content", [c for _, c in MALFORMED], ids=[name for name, _ in MALFORMED])
def test_a_malformed_file_is_an_error_that_names_it(tmp_path: Path, content: object) -> None:
    (tmp_path / "event_participants.yml").write_text(yaml.safe_dump(content))
    with pytest.raises(ExpectationFileError, match=r"event_participants\.yml"):
        table_rules(BY_NAME["event_participants"], TODAY, tmp_path)


@pytest.mark.parametrize("content", [None, b"table: [", b"\xff\xfe"], ids=["missing", "not YAML", "not text"])
def test_an_unreadable_file_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "events.yml").write_bytes(content)
    with pytest.raises(ExpectationFileError, match="cannot be read"):
        written_rules(BY_NAME["events"], TODAY, tmp_path)
