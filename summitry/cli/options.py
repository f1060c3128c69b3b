"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from summitry.errors import WarehouseMissingError
from summitry.settings import Settings

DEFAULT_INPUT = Path("data/raw")
DEFAULT_WAREHOUSE = Path("data/warehouse.duckdb")

F = TypeVar("F", bound=Callable[..., Any])

warehouse_option = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_WAREHOUSE,
    show_default=True,
    help="The DuckDB file.",
)


def run_options(command: F) -> F:
    """Add the options from which `settings_from` makes Settings."""
    options = (
        click.option(
            "--input", "input_", type=click.Path(path_type=Path), default=DEFAULT_INPUT, show_default=True, help="Folder of articles."
        ),
        warehouse_option,
        click.option(
            "--work",
            type=click.Path(path_type=Path, file_okay=False),
            help="Folder for everything that can be made again.  [default: work beside the warehouse]",
        ),
        click.option(
            "--model",
            metavar="NAME_OR_PATH",
            help="A spaCy pipeline instead of the model that comes with Summitry, or 'rules' for none: names and direct quotes only.",
        ),
        click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that extract."),
        click.option("--lexicon", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of your own lexicon files."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def settings_from(
    input_: Path, warehouse: Path, work: Path | None, model: str | None = None, workers: int = 1, lexicon: Path | None = None
) -> Settings:
    """Settings with the work folder put beside the warehouse when none is named."""
    return Settings(input_, warehouse, work or warehouse.parent / "work", model, workers, lexicon)


def readable(warehouse: Path) -> Path:
    """The published copy of the warehouse, else the warehouse itself. Raises WarehouseMissingError when there is neither."""
    published = Settings(DEFAULT_INPUT, warehouse, warehouse.parent).published
    for path in (published, warehouse):
        if path.is_file():
            return path
    raise WarehouseMissingError(warehouse)
