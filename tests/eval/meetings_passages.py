"""Meetings of the annotated passages (format of passages/GUIDE.md): even lines to develop on, odd lines only to measure.

    python tests/eval/meetings_passages.py PASSAGES_DIR [--half dev|test] [--errors N] [--limit N]

An annotated meeting is found when a predicted one shares a participant or covers its trigger; pairing is one to one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from summitry.clean.documents import clean_one
from summitry.extract.language import load_pipeline
from summitry.extract.state import make_doc
from summitry.lexicon import load_lexicon
from summitry.records import Event, RawDocument, Sidecar

REAL = frozenset({"held", "ongoing"})
TODAY = date(2026, 11, 25)


def passages(folder: Path, odd: bool) -> Iterator[dict[str, Any]]:
    """Every second passage of every file."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if line.strip() and number % 2 == odd:
                yield json.loads(line)


def span(text: str, pointer: str) -> tuple[int, int] | None:
    """Offsets of "surface##2" in the text."""
    surface, _, number = pointer.partition("##")
    at = [m.start() for m in re.finditer(re.escape(surface), text)]
    k = int(number or 1) - 1
    return (at[k], at[k] + len(surface)) if k < len(at) else None


def chains(passage: dict[str, Any]) -> list[set[str]]:
    """Pointers that stand for one thing, with the canonical names of the named ones."""
    found = [set(chain) for chain in passage["coref"]]
    for entity in passage["entities"]:
        home = next((c for c in found if entity["text"] in c), None)
        if home is None:
            home = {entity["text"]}
            found.append(home)
        home.add("=" + entity["name"])
    return found


def names_of(pointer: str, groups: list[set[str]]) -> set[str]:
    """All surfaces and names of what a pointer stands for, lower case."""
    home = next((g for g in groups if pointer in g), {pointer})
    return {w.split("##")[0].lstrip("=").lower() for w in home}


def is_same(name: str, forms: set[str]) -> bool:
    """A predicted name and the forms of an annotated participant."""
    low = name.lower()
    return any(low == f or low.split()[-1] == f.split()[-1] or (len(f) > 4 and (f in low or low in f)) for f in forms)


def score(passage: dict[str, Any], doc: Doc, counts: Counter[str], errors: list[str]) -> None:
    """Pair the meetings of one passage and count."""
    text, groups = doc.text, chains(passage)
    got: list[Event] = [e for e in doc._.events if e.event_class == "meeting"]
    pairs = []
    for i, g in enumerate(passage["meetings"]):
        at = span(text, g["trigger"])
        wanted = [names_of(p, groups) for p in g["participants"]]
        for j, e in enumerate(got):
            names = [doc._.entities[p.entity_key].name for p in e.participants if p.role != "forum"]
            hits = sum(any(is_same(n, forms) for n in names) for forms in wanted)
            trigger = next((s for s in e.spans if s.reason == "trigger"), None)
            touches = bool(at and trigger and at[0] < trigger.end and trigger.start < at[1])
            covers = bool(at and e.start < at[1] and at[0] < e.end)
            value = 2 * touches + 0.5 * covers + hits / max(len(wanted), 1) + 0.2 * (e.status == g["status"])
            if touches or (hits and covers) or (hits and 2 * hits >= len(wanted)):
                pairs.append((value, i, j, hits / max(len(wanted), 1)))
    used_i: set[int] = set()
    used_j: set[int] = set()
    for _value, i, j, part in sorted(pairs, reverse=True):
        if i in used_i or j in used_j:
            continue
        used_i.add(i)
        used_j.add(j)
        g, e = passage["meetings"][i], got[j]
        counts["found"] += 1
        counts["status"] += g["status"] == e.status
        counts["real"] += (g["status"] in REAL) == (e.status in REAL)
        counts["kind"] += g["kind"] == e.event_mode
        counts["level"] += g["level"] == e.level
        counts["participants"] += part >= 0.99
        if g["date"]:
            counts["dated"] += 1
            counts["date"] += bool(e.date_edtf) and g["date"][:7] == (e.date_edtf or "")[:7]
        if g["status"] != e.status:
            danger = "NOT-HELD AS HELD" if g["status"] not in REAL and e.status in REAL else "status"
            errors.append(f"{passage['id']} {danger}: {g['status']} ({g['status_cue']}) read {e.status} <{g['trigger']}> {_flat(text)}")
    counts["gold"] += len(passage["meetings"])
    counts["predicted"] += len(got)
    errors += [
        f"{passage['id']} MISSED {g['status']} <{g['trigger']}> {g['participants']} {_flat(text)}"
        for i, g in enumerate(passage["meetings"])
        if i not in used_i
    ]
    errors += [
        f"{passage['id']} EXTRA {e.status} {e.rule_id} <{_flat(text[e.start : e.end])}> || {_flat(text)}"
        for j, e in enumerate(got)
        if j not in used_j
    ]


def _flat(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Run; print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    nlp, lexicon = load_pipeline(), load_lexicon()
    counts: Counter[str] = Counter()
    errors: list[str] = []
    chosen = list(passages(args.folder, args.half == "test"))
    chosen = chosen[: args.limit] if args.limit else chosen
    documents = []
    for p in chosen:
        raw = RawDocument(p["id"], p["id"], p["id"], p["text"], "utf-8", (p["id"],), Sidecar(published=p["published"]))
        documents.append(clean_one(raw, lexicon, TODAY)[0])
    for passage, doc in zip(chosen, nlp.pipe((make_doc(nlp, d) for d in documents), batch_size=16), strict=True):
        score(passage, doc, counts, errors)
    found, gold, got = counts["found"], counts["gold"], counts["predicted"]
    p, r = found / (got or 1), found / (gold or 1)
    out = [f"meetings F1 {2 * p * r / ((p + r) or 1):.3f}  P {p:.3f} ({found}/{got})  R {r:.3f} ({found}/{gold})"]
    out += [f"  {n:13s} {counts[n] / (found or 1):.3f} ({counts[n]}/{found})" for n in ("real", "status", "kind", "level", "participants")]
    out.append(f"  date month    {counts['date'] / (counts['dated'] or 1):.3f} ({counts['date']}/{counts['dated']})")
    sys.stdout.write("\n".join(out + errors[: args.errors]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
