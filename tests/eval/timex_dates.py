"""Measure temporal expressions against annotated articles and passages.

    python tests/eval/timex_dates.py GOLD.jsonl PRED.jsonl           write predictions for the development scorer
    python tests/eval/timex_dates.py --passages FOLDER [--errors]    dates of annotated events against the expressions under their `time`

GOLD lines: {doc_id, dct, text}. Passages: {published, text, meetings: [{time, date}], treaty_actions: [...]}. Not a test; nothing fails.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from summitry.temporal.edtf import Interval, bounds, intersect
from summitry.temporal.expressions import Timex, find_expressions


def ends(timex: Timex) -> list[Timex]:
    """A range as its two ends, as the annotators marked them."""
    return [end for part in timex.parts for end in ends(part)] if timex.form == "range" else [timex]


def predict(gold: Path, target: Path) -> None:
    """Write one line of expressions for each gold line."""
    with target.open("w", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = [end for t in find_expressions(row["text"], date.fromisoformat(row["dct"])) for end in ends(t)]
            timexes = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]
            out.write(json.dumps({"doc_id": row["doc_id"], "timexes": timexes}) + "\n")


def told(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every (passage, event with time and date)."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for event in (*row["meetings"], *row["treaty_actions"]):
                if event.get("time") and bounds(event.get("date")):
                    yield row, event


def place(text: str, mark: str) -> tuple[int, int]:
    """Where `surface##2` stands: the second occurrence."""
    surface, _, number = mark.partition("##")
    at = -1
    for _ in range(int(number or 1)):
        at = text.find(surface, at + 1)
    return at, at + len(surface)


def measure(folder: Path, show: bool) -> Counter[str]:
    """Count events whose time has an expression, is resolved to days, and to days that agree with the annotated date."""
    counts: Counter[str] = Counter()
    for row, event in told(folder):
        start, end = place(row["text"], event["time"])
        counts["events"] += 1
        under = [t for t in find_expressions(row["text"], date.fromisoformat(row["published"])) if t.start < end and start < t.end]
        counts["found"] += bool(under)
        dated = [Interval(t.first, t.last) for t in under if t.first]
        counts["resolved"] += bool(dated)
        gold = bounds(event["date"])
        agree = gold is not None and any(intersect(days, gold) for days in dated)
        counts["compatible"] += agree
        counts["exact"] += gold in dated
        if show and dated and not agree:
            sys.stdout.write(f"{row['id']}\t{row['published']}\t{event['time']!r}\twant {event['date']}\tgot {[t.edtf for t in under]}\n")
    return counts


def main(arguments: list[str]) -> None:
    """Run one of the two measurements."""
    if arguments[:1] == ["--passages"]:
        for name, count in measure(Path(arguments[1]), "--errors" in arguments).items():
            sys.stdout.write(f"{name}\t{count}\n")
    else:
        predict(Path(arguments[0]), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
