"""`summitry docs`: the pages of check results and lineage."""

from __future__ import annotations

from pathlib import Path

import click

from summitry.cli.options import DEFAULT_INPUT, settings_from, warehouse_option


@click.command(epilog="\b\nExamples:\n  summitry docs\n  summitry docs --no-serve --warehouse articles.duckdb")
@warehouse_option
@click.option(
    "--work", type=click.Path(path_type=Path, file_okay=False), help="Folder of the run's work files.  [default: work beside the warehouse]"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port on 127.0.0.1 (0: any free one).")
@click.option("--serve/--no-serve", default=True, help="Serve the pages, or only write them.")
def docs(warehouse: Path, work: Path | None, port: int, serve: bool) -> None:
    """Build the pages (runs, check results, tables, dbt lineage) and serve them on 127.0.0.1."""
    from summitry.publish import build_site, serve_site

    settings = settings_from(DEFAULT_INPUT, warehouse, work)
    index = build_site(settings)
    click.echo(f"Pages: {index}")
    if serve:
        click.echo(f"Serving http://127.0.0.1:{port}/ - stop with Ctrl-C")
        serve_site(index.parent, port)


COMMANDS = (docs,)
