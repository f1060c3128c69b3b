"""Run the stages over annotated articles and score the result.

    python tests/eval/scores.py              print the figures beside the pinned ones
    python tests/eval/scores.py --update     pin them where they rose

The annotated articles and their scorers are not part of the project; they are looked for in `../shared`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PINNED = Path(__file__).with_name("scores.json")
#: Articles, annotations and scorer per set. `samples` are the two articles of data/raw.
SETS = {
    "gold": (SHARED / "gold" / "texts", SHARED / "gold" / "labels"),
    "samples": (ROOT / "data" / "raw", SHARED / "gold" / "labels"),
    "story_a": (SHARED / "story" / "A" / "txt", SHARED / "story" / "A" / "ann"),
}
#: A figure may fall by this much without being called a fall: one hit of a few hundred.
TOLERANCE = 0.005


def available() -> bool:
    """True when the annotated articles are there."""
    return (SHARED / "gold" / "score.py").is_file()


def measure(name: str) -> dict[str, float]:
    """Return the figures of one set, by `area.figure`."""
    from summitry.pipeline import Run
    from summitry.settings import Settings

    texts, labels = SETS[name]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run = Run(Settings(texts, work / "w.duckdb", work / "work"))
        run.check(run.load(run.resolve(run.extract(run.clean(run.read())))))
        if name == "samples":
            labels = _only(labels, {p.stem for p in texts.glob("*.txt")}, work / "labels")
        out = work / "score.json"
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(work / "w.duckdb"), str(labels), str(texts), "--json", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        scores: dict[str, float] = json.loads(out.read_text("utf-8"))
        return scores


def _only(labels: Path, stems: set[str], folder: Path) -> Path:
    folder.mkdir()
    for stem in stems:
        (folder / f"{stem}.json").write_bytes((labels / f"{stem}.json").read_bytes())
    return folder


def pinned() -> dict[str, dict[str, float]]:
    """The figures that may not fall."""
    found: dict[str, dict[str, float]] = json.loads(PINNED.read_text("utf-8"))
    return found


def main() -> None:
    """Print or pin the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin figures that rose")
    parser.add_argument("sets", nargs="*", default=list(SETS), help="which sets")
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    known = pinned() if PINNED.is_file() else {}
    for name in args.sets:
        before = known.get(name, {})
        now = measure(name)
        for figure, value in sorted(now.items()):
            print(f"{name:8} {figure:36} {value:.3f}   pinned {before.get(figure, 0):.3f}")
        known[name] = {f: max(v, before.get(f, 0.0)) for f, v in sorted(now.items())} if args.update else before
    if args.update:
        PINNED.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
