"""The rules of one table: what `tables.py` declares, then what `expectations/<table>.yml` adds.

`tables.py` is the one source of everything a column declaration says (keys, nulls, value sets, references, spans); the YAML files
hold only what a declaration cannot say. Each rule is one Great Expectations expectation under a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from summitry.check.derived import MISSING, base_column, exact_column, found_column, required_columns
from summitry.errors import SummitryError
from summitry.settings import project_folder
from summitry.tables import Table

#: Ids are hex of a content hash, see `ids.py`.
_HEX_ID = "^[0-9a-f]{32}$"


class ExpectationFileError(SummitryError):
    """A file of `expectations/` does not follow its format."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}.", "Mend the file; the format is described in expectations/README.md.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation: `expectation` is its name in Great Expectations, `kwargs` its arguments there, `why` a sentence for the page.

    `shown` are the columns whose values tell a reader what is wrong with a failing row, where those of the expectation do not.
    """

    name: str
    expectation: str
    kwargs: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    shown: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule is about, as a reader knows them: a derived column goes by the one it was derived from."""
        if self.shown:
            return self.shown
        names = [self.kwargs.get(k) for k in ("column", "column_A", "column_B")]
        listed = self.kwargs.get("column_list")
        return tuple(base_column(str(n)) for n in [*names, *(listed if isinstance(listed, list) else [])] if n)


def table_rules(table: Table, today: date, folder: Path | None = None) -> list[Rule]:
    """Return all rules of `table` on the day `today` (UTC); `folder` replaces the project's `expectations/`.

    Raises ExpectationFileError when the table's file is missing or malformed.
    """
    rules = [*declared_rules(table), *written_rules(table, today, folder or project_folder("expectations"))]
    names = [rule.name for rule in rules]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise ExpectationFileError(Path(f"{table.name}.yml"), f"rule {', '.join(sorted(repeated))} is there twice")
    return rules


def declared_rules(table: Table) -> list[Rule]:
    """Return the rules that follow from the declaration of `table`."""
    rules = [
        Rule(
            "complete",
            "expect_column_values_to_be_null",
            {"column": MISSING},
            f"Filled in every row: {', '.join(required_columns(table))}.",
        ),
        _unique(table),
    ]
    for column in table.columns:
        if column.values:
            kwargs = {"column": column.name, "value_set": list(column.values)}
            rules.append(Rule(f"allowed:{column.name}", "expect_column_values_to_be_in_set", kwargs, "Only the declared values."))
        if column.references:
            why = f"It is found in {column.references}, in the batch or in the warehouse."
            rules.append(_true(f"found:{column.name}", found_column(column.name), why))
    if len(table.key) == 1:
        kwargs = {"column": table.key[0], "regex": _HEX_ID}
        rules.append(Rule(f"hex_id:{table.key[0]}", "expect_column_values_to_match_regex", kwargs, "A content hash."))
    for start, end, surface in table.spans:
        words = f" and the text between them is {surface}" if surface else ""
        why, shown = f"0 <= {start} < {end} <= length of the text{words}.", tuple(c for c in (start, end, surface) if c)
        rules.append(_true(f"exact:{start}", exact_column(start), why, shown))
    return rules


def _unique(table: Table) -> Rule:
    name, why = f"unique:{'+'.join(table.key)}", "The key is unique in the batch."
    if len(table.key) == 1:
        return Rule(name, "expect_column_values_to_be_unique", {"column": table.key[0]}, why)
    return Rule(name, "expect_compound_columns_to_be_unique", {"column_list": list(table.key)}, why)


def _true(name: str, column: str, why: str, shown: tuple[str, ...] = ()) -> Rule:
    return Rule(name, "expect_column_values_to_be_in_set", {"column": column, "value_set": [True]}, why, shown)


def written_rules(table: Table, today: date, folder: Path) -> list[Rule]:
    """Return the rules of `<folder>/<table>.yml`. The words `today` and `tomorrow` as an argument stand for those days."""
    path = folder / f"{table.name}.yml"
    try:
        content: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ExpectationFileError(path, f"cannot be read ({error})") from error
    if not isinstance(content, dict) or content.get("table") != table.name or not isinstance(content.get("expectations"), list):
        raise ExpectationFileError(path, f"must say `table: {table.name}` and have a list `expectations`")
    days = {"today": today, "tomorrow": today + timedelta(days=1)}
    return [_written_rule(path, entry, days) for entry in content["expectations"]]


def _written_rule(path: Path, entry: object, days: Mapping[str, date]) -> Rule:
    if not isinstance(entry, dict) or set(entry) != {"rule", "type", "kwargs", "why"} or not isinstance(entry["kwargs"], dict):
        raise ExpectationFileError(path, f"an entry must have rule, type, kwargs and why, not {entry!r}")
    kwargs = {str(name): days.get(value, value) if isinstance(value, str) else value for name, value in entry["kwargs"].items()}
    return Rule(str(entry["rule"]), str(entry["type"]), kwargs, str(entry["why"]))
