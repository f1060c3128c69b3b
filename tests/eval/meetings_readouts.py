"""Readouts announce in their title what they tell ("Readout of President X's Call with President Y"). Does the first meeting agree?

    python tests/eval/meetings_readouts.py TEXTS_DIR [--limit N] [--errors]

Counts, of the texts whose first line is such a title: a meeting is found; it is a call or not, as titled; it is held; it has the one named.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from meetings_gold import read, sidecars

from summitry.extract.language import load_pipeline
from summitry.records import Sidecar

TITLE = re.compile(r"Readout of .{3,80}?(Video Call|Call|Meeting|Conversation)s?\b.{0,40}? with (.+)", re.IGNORECASE)


def main() -> int:
    """Run; print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    nlp, given = load_pipeline(), sidecars(args.texts)
    counts: Counter[str] = Counter()
    for path in sorted(args.texts.glob("*.txt")):
        first = next((line for line in path.read_text("utf-8", errors="replace").splitlines() if line.strip()), "")
        title = TITLE.match(first.strip())
        if title is None or counts["titles"] >= args.limit:
            continue
        counts["titles"] += 1
        doc = read(path, given.get(path.stem, Sidecar()), nlp)
        events = [e for e in doc._.events if e.event_class == "meeting"]
        other = title.group(2).lower()
        names = [{doc._.entities[p.entity_key].name.lower() for p in e.participants} for e in events]
        best = next((k for k, n in enumerate(names) if any(w.split()[-1] in other for w in n)), None)
        counts["found"] += best is not None
        if best is None:
            if args.errors:
                sys.stdout.write(f"MISSED {first} got {[sorted(n) for n in names]}\n")
            continue
        counts["call or not"] += ("call" in title.group(1).lower()) == (events[best].event_mode == "call")
        counts["held"] += events[best].status == "held"
        counts["two sides"] += len(events[best].participants) > 1
    for name in ("found", "call or not", "held", "two sides"):
        of = counts["titles" if name == "found" else "found"]
        sys.stdout.write(f"{name:12s} {counts[name] / (of or 1):.3f} ({counts[name]}/{of})\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
