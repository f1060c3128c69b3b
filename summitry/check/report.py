"""Check reports as JSON files: `work/checks/<run_id>.json`, what the pages are made from."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from summitry.records import CheckReport


def save_report(report: CheckReport, folder: Path) -> Path:
    """Write `report` as `<folder>/<run_id>.json` and return the path.

    The failing rows are counted per table and rule; the rows themselves are in `news.quarantine`.
    """
    counts = Counter((f.table, f.rule) for f in report.failed)
    content = {
        "run_id": report.run_id,
        "checked_at": report.checked_at.isoformat(),
        "passed": report.passed,
        "results": [asdict(result) for result in report.results],
        "failed": [{"table": table, "rule": rule, "rows": rows} for (table, rule), rows in sorted(counts.items())],
        "detached": [asdict(d) for d in report.detached],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{report.run_id}.json"
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str), "utf-8")
    partial.replace(path)
    return path
