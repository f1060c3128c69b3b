"""Meetings of annotated articles (format of gold/GUIDE.md), scored the way gold/score.py does, without a warehouse.

    python tests/eval/meetings_gold.py LABELS_DIR TEXTS_DIR SCORE_PY [--errors] [--only STEM]

Figures are for development; the figure of record comes from a full run and the scorer itself.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from summitry.clean.documents import clean_one
from summitry.extract.language import load_pipeline
from summitry.extract.state import make_doc
from summitry.lexicon import load_lexicon
from summitry.records import Event, RawDocument, Sidecar

REAL = frozenset({"held", "ongoing"})
TODAY = date(2026, 11, 25)


@dataclass
class Tally:
    """Counts of the run: name -> [right, of]."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def hit(self, name: str, right: bool) -> None:
        """Count one decision."""
        entry = self.counts.setdefault(name, [0, 0])
        entry[0] += right
        entry[1] += 1

    def lines(self) -> Iterator[str]:
        """The report, a figure a line."""
        found, gold, got = (self.counts.get(k, [0, 0])[1] for k in ("paired", "gold", "predicted"))
        precision, recall = found / got if got else 0.0, found / gold if gold else 0.0
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        yield f"meetings F1 {f1:.3f}  P {precision:.3f} ({found}/{got})  R {recall:.3f} ({found}/{gold})"
        for name in ("real_or_not", "status", "date", "date_exact", "place", "country", "kind", "level"):
            right, of = self.counts.get(name, [0, 0])
            yield f"  {name:12s} {right / (of or 1):.3f} ({right}/{of})"


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def sidecars(folder: Path) -> dict[str, Sidecar]:
    """Stem -> what manifest.csv in the folder gives."""
    path = folder / "manifest.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            Path(row["file"]).stem: Sidecar(row.get("published") or None, row.get("outlet") or None, row.get("title") or None)
            for row in csv.DictReader(handle)
        }


def read(path: Path, sidecar: Sidecar, nlp: Any) -> Doc:
    """One processed article."""
    raw_bytes = path.read_bytes()
    try:
        text = raw_bytes.decode("utf-8")
    except UnicodeDecodeError:
        text = raw_bytes.decode("cp1252")
    digest = hashlib.sha256(raw_bytes).hexdigest()
    raw = RawDocument(digest[:16], path.name, digest, text, "utf-8", (path.name,), sidecar)
    document, _ = clean_one(raw, load_lexicon(), TODAY)
    doc: Doc = nlp(make_doc(nlp, document))
    return doc


def score_article(stem: str, gold: dict[str, Any], doc: Doc, score: ModuleType, tally: Tally) -> None:
    """Pair and count one article."""
    raw = doc.text
    gold["alias"] = {
        e["name"]: (e["type"], ({score.key(e["name"])} | {score.key(s) for s in e["surfaces"]}) - {""}) for e in gold["entities"]
    }
    meetings: list[Event] = [e for e in doc._.events if e.event_class == "meeting"]
    names = [[doc._.entities[p.entity_key].name for p in e.participants] for e in meetings]
    candidates = []
    for i, g in enumerate(gold["meetings"]):
        at = [m.start() for m in re.finditer(re.escape(g["evidence"]), raw)]
        for j, e in enumerate(meetings):
            overlap = score.participant_f(gold, g["participants"], names[j])
            near, same_date = any(abs(a - e.start) < 400 for a in at), score.dates_meet(g["date"], e.date_edtf)
            if overlap >= 0.5 and (near or same_date):
                place = bool(g["place"]) and score.same(gold, g["place"], e.place or "")
                candidates.append((overlap + 0.6 * same_date + 0.3 * near + 0.2 * place + 0.2 * (e.status == g["status"]), i, j))
    pairs = score.pairing(candidates)
    for _ in pairs:
        tally.hit("paired", True)
    for _ in gold["meetings"]:
        tally.hit("gold", True)
    for _ in meetings:
        tally.hit("predicted", True)
    for i, j in pairs:
        g, e = gold["meetings"][i], meetings[j]
        checks = {
            "real_or_not": (g["status"] in REAL) == (e.status in REAL),
            "status": g["status"] == e.status,
            "kind": g["kind"] == e.event_mode,
        }
        checks["level"] = g["level"] == e.level
        if g["date"]:
            checks["date"] = score.dates_meet(g["date"], e.date_edtf)
            checks["date_exact"] = score.dates_equal(g["date"], e.date_edtf)
        if g["place"]:
            checks["place"] = score.same(gold, g["place"], e.place or "")
        if g["country"]:
            checks["country"] = g["country"] == e.country_code
        for name, right in checks.items():
            tally.hit(name, bool(right))
        if wrong := [n for n, right in checks.items() if not right and n != "date_exact"]:
            mark = " NOT-HELD READ AS HELD" if g["status"] not in REAL and e.status in REAL else ""
            tally.errors.append(f"{stem} WRONG {wrong}{mark} gold={_show(g)} got={_shown(e, names[j], raw)}")
    paired, matched = {i for i, _ in pairs}, {j for _, j in pairs}
    tally.errors += [f"{stem} MISSED {_show(g)}" for i, g in enumerate(gold["meetings"]) if i not in paired]
    tally.errors += [f"{stem} EXTRA {_shown(e, names[j], raw)}" for j, e in enumerate(meetings) if j not in matched]


def _show(g: dict[str, Any]) -> str:
    what = " ".join(str(g[k]) for k in ("status", "kind", "level", "date", "place", "country", "participants"))
    return f"{what} <{' '.join(g['evidence'].split())[:90]}>"


def _shown(e: Event, names: list[str], raw: str) -> str:
    what = f"{e.status} {e.event_mode} {e.level} {e.date_edtf} {e.place} {e.country_code} {names} {e.rule_id}"
    return f"{what} <{' '.join(raw[e.start : e.end].split())[:140]}>"


def main() -> int:
    """Run; print the report."""
    import json

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    score, nlp, given = load_scorer(args.scorer), load_pipeline(), sidecars(args.texts)
    tally = Tally()
    for path in sorted(args.labels.glob(f"*{args.only}*.json" if args.only else "*.json")):
        gold = json.loads(path.read_text("utf-8"))
        doc = read(args.texts / f"{path.stem}.txt", given.get(path.stem, Sidecar()), nlp)
        score_article(path.stem[:22], gold, doc, score, tally)
    sys.stdout.write("\n".join([*tally.lines(), *(tally.errors if args.errors else [])]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
