"""The command group `summitry` and how it ends."""

from __future__ import annotations

import sys

import click

from summitry import __version__
from summitry.cli import pages, questions, stages
from summitry.errors import SummitryError
from summitry.logs import configure

EPILOG = """\b
Examples:
  summitry run --input data/raw --warehouse articles.duckdb
  summitry sql "select date_start, place, status from marts.meetings" --warehouse articles.duckdb
  summitry explain 3f2a9c --warehouse articles.duckdb

Exit status: 0 done, 1 done but inputs were rejected or checks failed, 2 wrong usage, 3 could not run.
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="summitry")
@click.option("--verbose", is_flag=True, help="Say what each stage does.")
@click.option("--json-logs", is_flag=True, help="Log one JSON object a line.")
def cli(verbose: bool, json_logs: bool) -> None:
    """Raw news text about diplomacy into a warehouse of meetings, treaty actions and quotes."""
    configure(verbose, json_logs)


for _command in (*stages.COMMANDS, *questions.COMMANDS, *pages.COMMANDS):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit."""
    try:
        # standalone_mode=False lets our own errors through; click's are shown the way click shows them.
        status = cli.main(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing is broken: the next run finishes the work.", err=True)
        sys.exit(130)
    except SummitryError as error:
        click.echo(f"Error: {error.problem}\n{error.remedy}", err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.exit(0)
