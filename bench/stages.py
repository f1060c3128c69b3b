"""How fast the stages are: words and documents a second, peak memory, share of each stage.

    python bench/stages.py FOLDER [--repeat N] [--workers N]

FOLDER holds articles; each is read N times under N names with a line added, so that no two texts are the same. Prints one figure a line.
The machine matters: quote the processor with the figures.
"""

from __future__ import annotations

import argparse
import platform
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from summitry.pipeline import Run  # noqa: E402
from summitry.settings import Settings  # noqa: E402


def spread(source: Path, target: Path, repeat: int) -> int:
    """Copy the articles `repeat` times, each copy told apart by a last line; returns the number of words."""
    words = 0
    for path in sorted(source.rglob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        words += repeat * len(text.split())
        for k in range(repeat):
            name = target / str(k) / path.relative_to(source)
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(f"{text}\n\nCopy {k}\n", "utf-8")
    for sidecar in source.rglob("manifest.csv"):
        for k in range(repeat):
            shutil.copy(sidecar, target / str(k) / sidecar.relative_to(source))
    return words


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        words = spread(args.folder, work / "raw", args.repeat)
        run = Run(Settings(work / "raw", work / "bench.duckdb", work / "work", workers=args.workers))
        started, cpu = time.perf_counter(), time.process_time()
        with run.session():
            documents = run.clean(run.read())
            before = time.process_time()
            extractions = run.extract(documents)
            extracting = time.process_time() - before
            run.check(run.load(run.resolve(extractions)))
            run.build()
            run.publish()
        wall = time.perf_counter() - started
    print(f"machine              {platform.machine()} {platform.processor() or ''} Python {platform.python_version()}")
    print(f"documents            {len(documents)}")
    print(f"words                {words}")
    print(f"wall seconds         {wall:.1f}")
    print(f"documents/s          {len(documents) / wall:.1f}")
    print(f"words/s              {words / wall:.0f}")
    if args.workers == 1:
        print(f"extract words/CPU-s  {words / extracting:.0f}")
    print(f"CPU seconds          {time.process_time() - cpu:.1f} (this process)")
    print(f"peak memory MB       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} (this process)")
    print(f"peak memory MB       {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} (largest child)")
    for stage, seconds in run.seconds.items():
        print(f"share {stage:<14} {seconds:6.1f} s  {100 * seconds / wall:3.0f} %")


if __name__ == "__main__":
    main()
