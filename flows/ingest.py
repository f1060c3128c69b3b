"""The scheduled run: one Prefect task per stage, each handed the whole batch.

Run it with `./run`, or `python -m flows.ingest --input DIR --warehouse FILE`. Exit status: 0 done, 1 done but inputs were rejected or
checks failed, 3 failed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from summitry.settings import STAGES, Settings, silence_telemetry

silence_telemetry()
ROOT = Path(__file__).resolve().parents[1]
# Prefect keeps its database and settings beside the data, so that two checkouts never share a server.
os.environ.setdefault("PREFECT_HOME", str(ROOT / ".prefect"))
# A first start migrates the database, which takes longer than Prefect's own limit of 20 s on a small machine.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
os.environ.setdefault("PREFECT_SERVER_ALLOW_EPHEMERAL_MODE", "true")

import click  # noqa: E402
from prefect import flow, get_run_logger, task  # noqa: E402
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from summitry.errors import SummitryError  # noqa: E402
from summitry.pipeline import Run  # noqa: E402
from summitry.records import Batch, CheckReport, CleanDocument, Extraction, RawDocument, StagedBatch  # noqa: E402

# Retries help where something outside may pass: a file system or a lock. The text stages give the same answer every time.
_RETRY_DELAYS = [1.0, 5.0, 20.0]


@task(name="read", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=_RETRY_DELAYS[:2])
def read(run: Run) -> tuple[RawDocument, ...]:
    """All files of the input folder."""
    return run.read()


@task(name="clean", cache_policy=NO_CACHE)
def clean(run: Run, documents: Sequence[RawDocument]) -> tuple[CleanDocument, ...]:
    """Line roles, metadata, publication dates, near-duplicates."""
    return run.clean(documents)


@task(name="extract", cache_policy=NO_CACHE)
def extract(run: Run, documents: Sequence[CleanDocument]) -> tuple[Extraction, ...]:
    """Entities, quotes, meetings, treaty actions."""
    return run.extract(documents)


@task(name="resolve", cache_policy=NO_CACHE)
def resolve(run: Run, extractions: Sequence[Extraction]) -> Batch:
    """Rows with real-world entities."""
    return run.resolve(extractions)


@task(name="load", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=_RETRY_DELAYS[:2])
def load(run: Run, batch: Batch) -> StagedBatch:
    """The batch as Parquet."""
    return run.load(batch)


@task(name="check", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=_RETRY_DELAYS)
def check(run: Run, staged: StagedBatch) -> CheckReport:
    """The audited batch merged, failing rows in quarantine."""
    return run.check(staged)


@task(name="build", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=_RETRY_DELAYS[:2])
def build(run: Run) -> None:
    """Marts, their tests and lineage."""
    run.build()


@task(name="publish", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=_RETRY_DELAYS[:2])
def publish(run: Run) -> Path:
    """The read copy and the pages."""
    return run.publish()


@flow(name="summitry-ingest", log_prints=False, validate_parameters=False)
def ingest(
    input_folder: str = str(ROOT / "data" / "raw"),
    warehouse: str = str(ROOT / "data" / "warehouse.duckdb"),
    work: str | None = None,
    model: str | None = None,
    workers: int = 1,
) -> int:
    """Run all stages on a folder and return the exit status (0, or 1 when inputs were rejected or checks failed)."""
    file = Path(warehouse)
    run = Run(Settings(Path(input_folder), file, Path(work) if work else file.parent / "work", model, workers), _Progress())
    with run.session():
        check(run, load(run, resolve(run, extract(run, clean(run, read(run))))))
        build(run)
        publish(run)
    _artifacts(run)
    return run.exit_status


class _Progress:
    """Says how far a stage has come, at most every few seconds, in the log of the flow run."""

    _SECONDS = 5.0

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() - self._said >= self._SECONDS:
            self._said = time.monotonic()
            get_run_logger().info("%s: %d of %s documents", stage, done, total or "?")


def _artifacts(run: Run) -> None:
    """The run's figures as a table and as markdown, shown in Prefect's UI."""
    figures = run.summary()
    create_table_artifact(
        key="run-figures", table=[{"figure": k, "value": str(v)} for k, v in figures.items()], description="Figures of the run"
    )
    lines = [f"# Run {run.run_id}: {run.status}", "", "| stage | seconds |", "|---|---|"]
    lines += [f"| {s} | {run.seconds[s]:.1f} |" for s in STAGES if s in run.seconds]
    # Messages quote file names, which may hold anything: as code they stay text.
    problems = [f"- {i.level} `{i.code}` `{(i.source_path or '').replace('`', '')}`" for i in run.issues if i.level != "warning"]
    create_markdown_artifact(key="run-summary", markdown="\n".join([*lines, "", *(problems or ["No input was rejected."])]))


@click.command(epilog="\b\nExample:\n  python -m flows.ingest --input data/raw --warehouse data/warehouse.duckdb")
@click.option("--input", "input_folder", default=str(ROOT / "data" / "raw"), show_default=True, help="Folder of articles.")
@click.option("--warehouse", default=str(ROOT / "data" / "warehouse.duckdb"), show_default=True, help="The DuckDB file to write.")
@click.option("--work", default=None, help="Folder for everything that can be made again.  [default: work beside the warehouse]")
@click.option("--model", default=None, help="Name or path of another spaCy pipeline.")
@click.option("--workers", default=1, show_default=True, help="Processes that extract.")
def main(input_folder: str, warehouse: str, work: str | None, model: str | None, workers: int) -> None:
    """The main job: the Prefect flow over a folder of articles."""
    try:
        status = ingest(input_folder, warehouse, work, model, workers)
    except SummitryError as error:
        click.echo(f"Error: {error.problem}\n{error.remedy}", err=True)
        sys.exit(3)
    click.echo(f"Warehouse: {warehouse}")
    if status:
        click.echo("Some inputs or checks need a look: ./run issues", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
