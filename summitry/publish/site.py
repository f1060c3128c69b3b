"""The pages of `summitry docs`: plain HTML that opens without network, server or script."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from summitry.publish.figures import Figures, read_figures
from summitry.settings import Settings
from summitry.tables import TABLES

_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Suite:
    """The rules of one table as they went in one run."""

    table: str
    results: Sequence[dict[str, Any]]
    orphans: int

    @property
    def rows(self) -> int:
        """Rows that were staged."""
        return max((int(r["rows"]) for r in self.results), default=0)

    @property
    def failing(self) -> int:
        """Failures, a row once for every rule it broke."""
        return sum(int(r["failing"]) for r in self.results) + self.orphans


def build_site(settings: Settings, run_id: str | None = None) -> Path:
    """Write the pages into `settings.site` and return the path of `index.html`.

    They show the check results of `run_id` (the latest when None), the runs, issues and quarantined rows of the published copy (the
    warehouse itself when there is no copy), the tables, and dbt's lineage page when there is one.
    Raises WarehouseMissingError when there is nothing to show.
    """
    site = settings.site
    site.mkdir(parents=True, exist_ok=True)
    source = settings.published if settings.published.is_file() else settings.warehouse
    figures = read_figures(source)
    report = _report(settings.work / "checks", run_id)
    has_lineage = _copy_lineage(settings.work, site)
    shown = {"warehouse": source.name, "has_lineage": has_lineage, "figures": figures, "report": report, "suites": _suites(report)}
    _write(site, shown)
    return site / "index.html"


def _write(site: Path, shown: dict[str, object]) -> None:
    pages = Environment(loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters["arguments"] = _arguments
    for name in ("index", "checks", "issues", "tables"):
        html = pages.get_template(f"{name}.html.j2").render(page=name, tables=TABLES, **shown)
        partial = site / f".{name}.partial"
        # Article text may hold what UTF-8 cannot: lone surrogates become question marks on the page only.
        partial.write_text(html, "utf-8", errors="replace")
        partial.replace(site / f"{name}.html")


def _report(folder: Path, run_id: str | None) -> dict[str, Any] | None:
    """The check report of `run_id`, or the one checked last; None when there is none."""
    paths = [folder / f"{run_id}.json"] if run_id else sorted(folder.glob("*.json"), key=lambda p: (p.stat().st_mtime, p.name))[-1:]
    found = [path for path in paths if path.is_file()]
    content: dict[str, Any] | None = json.loads(found[0].read_text("utf-8")) if found else None
    return content


def _suites(report: dict[str, Any] | None) -> list[Suite]:
    if report is None:
        return []
    orphans: dict[str, int] = {}
    for entry in report["failed"]:
        if entry["rule"].startswith("orphan_of:"):
            orphans[entry["table"]] = orphans.get(entry["table"], 0) + entry["rows"]
    return [Suite(table, list(results), orphans.get(table, 0)) for table, results in groupby(report["results"], key=lambda r: r["table"])]


def _arguments(kwargs: dict[str, Any]) -> str:
    """The arguments of an expectation as one readable line."""
    return ", ".join(f"{name} {_plain(value)}" for name, value in kwargs.items() if name != "condition_parser")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _copy_lineage(work: Path, site: Path) -> bool:
    made = work / "dbt" / "target" / "static_index.html"
    if made.is_file():
        shutil.copyfile(made, site / "lineage.html")
    return (site / "lineage.html").is_file()


__all__ = ["Figures", "Suite", "build_site"]
