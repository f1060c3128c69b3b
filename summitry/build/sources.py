"""The dbt source file of schema `news`, made from the declarations in `tables.py`.

`python -m summitry.build.sources` writes it anew; a test fails when the committed file differs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from summitry.settings import project_folder
from summitry.tables import TABLES, Column, Table

HEADER = "# Made from summitry/tables.py by `python -m summitry.build.sources`; change that file, not this one.\n"


def sources_file() -> Path:
    """Return the path of the source file in the dbt project."""
    return project_folder("dbt_project") / "models" / "staging" / "news" / "_news__sources.yml"


def sources_yaml() -> str:
    """Return the text of the source file: every table and column of schema `news` with description and data tests."""
    news = {"name": "news", "schema": "news", "description": "What Python wrote: one table per kind of record.", "tables": [_table(t) for t in TABLES]}
    return HEADER + yaml.safe_dump({"sources": [news]}, sort_keys=False, allow_unicode=True, width=140)


def _table(table: Table) -> dict[str, Any]:
    out: dict[str, Any] = {"name": table.name, "description": table.description}
    if len(table.key) > 1:
        out["data_tests"] = [{"unique_combination": {"arguments": {"columns": list(table.key)}}}]
    return out | {"columns": [_column(table, c) for c in table.all_columns]}


def _column(table: Table, column: Column) -> dict[str, Any]:
    """Keys, value sets and references become data tests; not-null is enforced by the tables themselves."""
    tests: list[Any] = ["unique"] if table.key == (column.name,) else []
    if column.values:
        tests.append({"accepted_values": {"arguments": {"values": list(column.values)}}})
    if column.references:
        to, field = column.references.split(".")
        tests.append({"relationships": {"arguments": {"to": f"source('news', '{to}')", "field": field}}})
    out: dict[str, Any] = {"name": column.name, "description": column.description, "data_type": column.type.lower()}
    return out | ({"data_tests": tests} if tests else {})


if __name__ == "__main__":
    sources_file().write_text(sources_yaml(), encoding="utf-8")
