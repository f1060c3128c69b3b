"""`summitry run` and one command per stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summitry.cli.options import run_options, settings_from
from summitry.cli.progress import StageDisplay
from summitry.settings import STAGES

_WHAT = {
    "read": "Read the input folder and say what was found, without writing to the warehouse.",
    "clean": "Read and clean: line roles, metadata, publication dates.",
    "extract": "Read, clean and extract: entities, quotes, meetings, treaty actions.",
    "resolve": "All of extract, then real-world entities and rows.",
    "load": "All of resolve, then write the batch as Parquet (nothing enters the warehouse before check).",
    "check": "All of load, then audit the batch, quarantine failing rows and merge the rest into the warehouse.",
    "build": "Build the marts of an existing warehouse with dbt, and the lineage pages.",
    "publish": "Put the read copy and the pages of an existing warehouse in place.",
}


_RUN_EXAMPLES = """\b
Examples:
  summitry run --input my_folder --warehouse articles.duckdb
  summitry run --workers 2 --input my_folder --warehouse articles.duckdb
"""


@click.command(epilog=_RUN_EXAMPLES)
@run_options
def run(input_: Path, warehouse: Path, work: Path | None, model: str | None, workers: int, lexicon: Path | None) -> int:
    """Run all eight stages on a folder of articles."""
    from summitry.pipeline import run_all

    with StageDisplay() as display:
        finished = run_all(settings_from(input_, warehouse, work, model, workers, lexicon), display)
    display.seconds(finished.seconds)
    for name, value in finished.summary().items():
        click.echo(f"{name:<20} {value}")
    if finished.exit_status:
        click.echo(f"Some inputs or checks need a look: summitry issues --warehouse {warehouse}", err=True)
    return finished.exit_status


def _stage_command(stage: str) -> click.Command:
    @click.command(stage, help=_WHAT[stage], epilog=f"\b\nExample:\n  summitry {stage} --input my_folder --warehouse articles.duckdb")
    @run_options
    def command(**options: Any) -> int:
        from summitry.pipeline import Run

        with StageDisplay() as display:
            job = Run(settings_from(**options), display)
            shown = _run_until(job, stage)
        display.seconds(job.seconds)
        for line in shown:
            click.echo(line)
        return job.exit_status

    return command


def _run_until(job: Any, stage: str) -> list[str]:
    """Run the stages up to `stage` (or the one stage, where it works on an existing warehouse) and say what came out."""
    if stage == "build":
        built = job.build()
        return [f"{built.models} models built, {built.tests_passed} tests passed, {len(built.failed_tests)} failed"]
    if stage == "publish":
        return [f"read copy: {job.republish()}", f"pages: {job.settings.site / 'index.html'}"]
    merges = stage == "check"
    result: Any = job.read(note=merges)
    shown = [f"{len(result)} documents read, {job.rejected} inputs rejected"]
    for name in STAGES[1 : STAGES.index(stage) + 1]:
        result = getattr(job, name)(result)
        shown = _shown(name, result)
    if merges:
        job.finish()
    return [*shown, *(f"{i.level}: {i.source_path}: {i.message}" for i in job.issues)]


def _shown(stage: str, result: Any) -> list[str]:
    if stage == "clean":
        return [
            f"{d.raw.source_path}: {d.title or 'no headline'} ({d.published.basis}: {d.published.start} to {d.published.end})"
            for d in result
        ]
    if stage == "extract":
        return [f"{e.document.raw.source_path}: {len(e.entities)} entities, {len(e.quotes)} quotes, {len(e.events)} events" for e in result]
    if stage == "resolve":
        return [f"{name}: {len(rows)} rows" for name, rows in result.rows.items()]
    if stage == "load":
        return [f"batch: {result.folder}"]
    return [f"{len(result.results)} rules ran, {len(result.failed)} rows failed"]


COMMANDS = (run, *(_stage_command(stage) for stage in STAGES))
