"""Commands that read a warehouse: `sql`, `issues`, `entities`, `explain`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import cast

import click
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from summitry.cli.options import readable, warehouse_option
from summitry.records import EntityType
from summitry.tables import ENTITY_TYPES
from summitry.warehouse import QueryResult, read_only_query

#: Control characters of article text would steer the terminal; they are shown as this sign.
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{SYMBOL FOR SUBSTITUTE}")


def shown(value: object) -> str:
    """A value as text without control characters."""
    return "" if value is None else str(value).translate(_CONTROL)


_SQL_EXAMPLES = """\b
Examples:
  summitry sql "select name, entity_type from marts.entities limit 10"
  summitry sql --format csv "select * from marts.meetings" > meetings.csv
"""


@click.command(epilog=_SQL_EXAMPLES)
@click.argument("query")
@warehouse_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print.")
def sql(query: str, warehouse: Path, form: str) -> None:
    """Ask the warehouse a question in SQL. Read-only: nothing can be written, attached or read from elsewhere."""
    _print(read_only_query(readable(warehouse), query), form)


@click.command(epilog="\b\nExample:\n  summitry issues --warehouse articles.duckdb")
@warehouse_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print.")
def issues(warehouse: Path, form: str) -> None:
    """Everything the runs met that a person should know: what, where and what to do."""
    _print(
        read_only_query(
            readable(warehouse), "select level, stage, code, source_path, message from news.issues order by level, source_path, code"
        ),
        form,
    )


_ENTITIES_EXAMPLES = """\b
Examples:
  summitry entities --type person --unknown --warehouse articles.duckdb
  summitry entities --like safadi --lexicon my_lexicon --warehouse articles.duckdb
"""


@click.command(epilog=_ENTITIES_EXAMPLES)
@warehouse_option
@click.option("--type", "entity_type", type=click.Choice(ENTITY_TYPES), help="Only entities of this type.")
@click.option("--unknown", is_flag=True, help="Only entities that the lexicon does not know.")
@click.option("--like", metavar="TEXT", help="Only entities whose name, or words in a text, contain TEXT.")
@click.option(
    "--lexicon", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder with corrections.csv: show what applies."
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print.")
def entities(warehouse: Path, entity_type: str | None, unknown: bool, like: str | None, lexicon: Path | None, form: str) -> None:
    """Who and what the articles mention, how often and in which words. How to correct them: README, "Correcting entities"."""
    from summitry.lexicon import load_corrections, load_lexicon
    from summitry.publish.entity_list import list_entities

    corrections = load_corrections(lexicon) if lexicon else None
    if corrections is not None and not corrections:
        click.echo(f"Warning: {lexicon} holds no corrections (a file corrections.csv with rows).", err=True)
    found = list_entities(
        readable(warehouse),
        entity_type=cast(EntityType | None, entity_type),
        unknown=unknown,
        like=like,
        corrections=corrections,
        lexicon=load_lexicon(lexicon) if lexicon else None,
    )
    _print(found.result, form)
    for row in found.idle:
        click.echo(f"Warning: {row.path}: nothing in the warehouse matches: {shown(row)}", err=True)


@click.command(
    epilog="\b\nExample:\n  summitry explain 3f2a9c1e --warehouse articles.duckdb     (the first characters of the id are enough)"
)
@click.argument("row_id", metavar="ID")
@warehouse_option
def explain(row_id: str, warehouse: Path) -> None:
    """Why a row is there: the claim, its sentence with the span marked, file and line, how it was resolved.

    ID is an event_id, quote_id, mention_id, entity_id, document_id or meeting_id.
    """
    from summitry.publish.explain import explain_row

    console = Console(soft_wrap=True, highlight=False)
    for line in explain_row(readable(warehouse), row_id):
        console.print(Text(shown(line.text), style="bold" if line.strong else ""))


def _print(result: QueryResult, form: str) -> None:
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows([_csv_cell(v) for v in row] for row in result.rows)
        click.echo(buffer.getvalue(), nl=False)
    elif form == "json":
        click.echo(
            json.dumps([dict(zip(result.columns, row, strict=True)) for row in result.rows], default=str, ensure_ascii=False, indent=1)
        )
    else:
        table = RichTable(*result.columns)
        for row in result.rows:
            table.add_row(*(Text(shown(v)) for v in row))
        Console().print(table)


def _csv_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


COMMANDS = (sql, issues, entities, explain)
