"""DDL of schema `news`, made from the declarations in `tables.py`."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.tables import Column, Table

#: Written by Python only; dbt writes every other schema.
SCHEMA = "news"


def qualified(table: Table) -> str:
    """Return the quoted name of `table` with its schema."""
    return f"{SCHEMA}.{quote(table.name)}"


def quote(name: str) -> str:
    """Return `name` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def create_table(table: Table) -> str:
    """Return the statement that makes `table` when it is not there: types, NOT NULL and primary key.

    Value sets, spans and references are expectations rather than constraints: a constraint would reject a whole batch where an
    expectation quarantines one row, and DuckDB's foreign keys forbid replacing a referenced row within one transaction.
    """
    columns = [f"{quote(c.name)} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in table.all_columns]
    key = ", ".join(quote(name) for name in table.key)
    return f"CREATE TABLE IF NOT EXISTS {qualified(table)} ({', '.join(columns)}, PRIMARY KEY ({key}))"


def describe_table(table: Table) -> list[str]:
    """Return the statements that store the descriptions of `table` and its columns, for tools that show them."""
    name = qualified(table)
    comments = [f"COMMENT ON TABLE {name} IS {literal(table.description)}"]
    return [*comments, *(f"COMMENT ON COLUMN {name}.{quote(c.name)} IS {literal(c.description)}" for c in table.all_columns)]


def add_column(table: Table, column: Column) -> str:
    """Return the statement that adds a newly declared column to a table made by an earlier version (always nullable: old rows lack it)."""
    return f"ALTER TABLE {qualified(table)} ADD COLUMN {quote(column.name)} {column.type}"


def literal(text: str) -> str:
    """Return `text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def missing_columns(table: Table, present: Iterable[str]) -> list[Column]:
    """Return the declared columns of `table` that are not among `present`."""
    there = set(present)
    return [column for column in table.all_columns if column.name not in there]
