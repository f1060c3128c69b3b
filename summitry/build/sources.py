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
    """Return the text of the source file: every table and column of schema `news` with its description.

    No data tests: keys are enforced by the tables, everything else is audited by the check stage before a row gets in.
    """
    news = {
        "name": "news",
        "schema": "news",
        "description": "What Python wrote: one table per kind of record.",
        "tables": [_table(t) for t in TABLES],
    }
    return HEADER + yaml.safe_dump({"sources": [news]}, sort_keys=False, allow_unicode=True, width=140)


def _table(table: Table) -> dict[str, Any]:
    columns = [_column(column) for column in table.all_columns]
    return {"name": table.name, "description": table.description, "columns": columns}


def _column(column: Column) -> dict[str, Any]:
    description = column.description
    if column.values:
        description += f" One of: {', '.join(column.values)}."
    return {"name": column.name, "description": description, "data_type": column.type.lower()}


if __name__ == "__main__":
    sources_file().write_text(sources_yaml(), encoding="utf-8")
