"""Paths and numbers that more than one module needs, each with its reason. A leaf: imports nothing of Summitry."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: The eight stages, in order. Each word is a module, a command, a Prefect task name and a log field.
STAGES = ("read", "clean", "extract", "resolve", "load", "check", "build", "publish")

#: Switches of every tool that would report home; set before any of them is imported. Users may override each.
TELEMETRY_OFF = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

PACKAGE = Path(__file__).resolve().parent


def silence_telemetry() -> None:
    """Set every off switch that the user has not set; returns nothing, changes `os.environ`."""
    for name, value in TELEMETRY_OFF.items():
        os.environ.setdefault(name, value)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where one run reads and writes.

    `warehouse` is the file that the run writes; `published` is the copy that analysts read (see `publish`).
    `work` holds everything that can be made again: batches, archive, dbt target, check results, pages.
    """

    input: Path
    warehouse: Path
    work: Path
    model: str | None = None
    workers: int = 1
    lexicon: Path | None = None

    @property
    def archive(self) -> Path:
        """Raw bytes of every input by content hash; kept even when everything else is deleted."""
        return self.work / "archive"

    @property
    def site(self) -> Path:
        """The pages of `summitry docs`: index, check results, dbt lineage."""
        return self.work / "site"

    @property
    def published(self) -> Path:
        """The read copy: same folder and stem as the warehouse, `.published.duckdb`."""
        return self.warehouse.with_name(f"{self.warehouse.stem}.published.duckdb")

    def batch(self, run_id: str) -> Path:
        """Folder of one run's Parquet batch."""
        return self.work / "batches" / run_id


def project_folder(name: str) -> Path:
    """Return `dbt_project/` or `expectations/`: beside the package in a checkout, inside it in an installed wheel."""
    beside = PACKAGE.parent / name
    return beside if beside.is_dir() else PACKAGE / "_project" / name
