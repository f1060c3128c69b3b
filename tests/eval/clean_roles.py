"""Measure line roles and article metadata against hand-made labels.

    python tests/eval/clean_roles.py LABELS TEXTS [LABELS TEXTS ...] [--errors] [--sidecars]

Prints one figure a line. Not a test: the floors are in tests/unit/clean/test_labels.py.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from summitry.clean import clean
from summitry.lexicon import load_lexicon
from summitry.read import read_folder
from summitry.records import CleanDocument, Sidecar


def same_name(a: str | None, b: str | None) -> bool:
    """Equal but for case, punctuation and the article."""
    fold = ["".join(c for c in (n or "").casefold().removeprefix("the ") if c.isalnum()) for n in (a, b)]
    return fold[0] == fold[1]


def measure(labels: Path, texts: Path, *, sidecars: bool) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return hits, totals and a line for each miss."""
    raw = [d if sidecars else replace(d, sidecar=Sidecar()) for d in read_folder(texts).documents]
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    misses: list[str] = []

    def count(figure: str, ok: bool, what: str) -> None:
        totals[figure] += 1
        hits[figure] += ok
        if not ok:
            misses.append(f"{figure}: {what}")

    for document in clean(raw, load_lexicon(), date.today()).documents:
        name = Path(document.raw.source_path).stem
        path = labels / f"{name}.json"
        if path.exists():
            _compare(document, json.loads(path.read_text("utf-8")), name, count)
    return hits, totals, misses


def _compare(document: CleanDocument, gold: dict, name: str, count) -> None:  # type: ignore[no-untyped-def, type-arg]
    for line in document.lines:
        want = gold["lines"].get(str(line.number))
        if want:
            shown = document.text[line.start : line.end].strip()[:90]
            count("role", want == line.role, f"{name}:{line.number} want {want} got {line.role}: {shown}")
            count("body_or_not", (want == "body") == (line.role == "body"), f"{name}:{line.number} {shown}")
    count("every_line", len(document.lines) >= len(gold["lines"]), name)
    got = {
        "headline": document.title,
        "outlet": document.outlet,
        "original_outlet": document.original_outlet,
        "dateline_place": document.dateline_place,
    }
    for figure, value in got.items():
        if gold[figure] or value:
            count(
                figure if gold[figure] else f"{figure}_spurious",
                same_name(gold[figure], value),
                f"{name} want {gold[figure]!r} got {value!r}",
            )


def main() -> None:
    """Print the figures of each pair of folders on the command line."""
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    for labels, texts in zip(folders[::2], folders[1::2], strict=True):
        hits, totals, misses = measure(labels, texts, sidecars="--sidecars" in sys.argv)
        print(texts)
        for figure in sorted(totals):
            print(f"  {figure:24} {hits[figure] / totals[figure]:.4f} ({hits[figure]}/{totals[figure]})")
        if "--errors" in sys.argv:
            print(*(f"    {m}" for m in misses if not m.startswith("body_or_not")), sep="\n")


if __name__ == "__main__":
    main()
