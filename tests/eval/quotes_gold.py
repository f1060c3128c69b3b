"""Score quotations and speakers against the hand-made annotations, through cleaning and the language pipeline, without a warehouse.

    python tests/eval/quotes_gold.py [GOLD_DIR] [--errors N]

GOLD_DIR (default `../shared/gold`) holds `texts/`, `labels/` and `score.py`, whose matching is used. Prints one figure a line.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from summitry.clean import clean_one
from summitry.extract.language import extract_documents
from summitry.lexicon import load_lexicon
from summitry.records import Extraction, RawDocument


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that came with the annotations."""
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_texts(folder: Path) -> list[RawDocument]:
    """The raw texts, named by their stems."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            found.append(RawDocument(path.stem, path.name, path.stem, file.read(), "utf-8"))
    return found


def score(scorer: ModuleType, gold: dict[str, Any], got: Extraction, tally: Any) -> list[str]:
    """Count one document into `tally`; return what went wrong."""
    text = got.document.text
    alias = {"raw": text, "alias": {}}
    for entity in gold["entities"]:
        forms = {scorer.key(entity["name"])} | {scorer.key(s) for s in entity["surfaces"]}
        alias["alias"][entity["name"]] = (entity["type"], forms - {""})
    names = {e.key: e.name for e in got.entities}
    candidates = [
        (fit, i, j)
        for i, wanted in enumerate(gold["quotes"])
        for at in re.finditer(re.escape(wanted["text"]), text)
        for j, quote in enumerate(got.quotes)
        if (fit := scorer.span_f(at.span(), (quote.start, quote.end))) >= 0.6
    ]
    pairs = scorer.pairing(candidates)
    tally.prf("quotes.content", len(pairs), len(gold["quotes"]), len(got.quotes))
    errors = []
    for i, j in pairs:
        wanted, quote = gold["quotes"][i], got.quotes[j]
        tally.hit("quotes.kind", wanted["kind"] == quote.kind)
        tally.hit(f"quotes.recall_{wanted['kind']}", True)
        if wanted["speaker"]:
            answers = [names.get(quote.speaker_key or ""), quote.speaker_name]
            right = any(scorer.same(alias, wanted["speaker"], a or "") for a in answers)
            tally.hit("quotes.speaker", right)
            if not right:
                errors.append(f"speaker: {wanted['speaker']} but {quote.speaker_name} ({quote.speaker_surface}) | {quote.text[:60]}")
    for i, wanted in enumerate(gold["quotes"]):
        if i not in {a for a, _ in pairs}:
            tally.hit(f"quotes.recall_{wanted['kind']}", False)
            errors.append(f"missed: {wanted['kind']} | {wanted['text'][:90]}")
    for j, quote in enumerate(got.quotes):
        if j not in {b for _, b in pairs}:
            errors.append(f"extra: {quote.kind} | {quote.speaker_name} | {quote.cue} | {quote.text[:90]}")
    return [f"{gold['doc_id']} {e}" for e in errors]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=Path(__file__).parents[3] / "shared" / "gold")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    scorer = load_scorer(args.gold)
    tally, errors = scorer.Tally(), []
    lexicon = load_lexicon()
    documents = [clean_one(raw, lexicon, date.today())[0] for raw in read_texts(args.gold / "texts")]
    for got in extract_documents(documents):
        gold = json.loads((args.gold / "labels" / f"{got.document.raw.document_id}.json").read_text("utf-8"))
        errors += score(scorer, gold, got, tally)
    for name, (value, hits, total) in tally.report().items():
        sys.stdout.write(f"{name:28s} {value:.3f}  ({hits}/{total})\n")
    sys.stdout.writelines(f"  {e}\n".replace("\n", " ").strip() + "\n" for e in errors[: args.errors])
    return 0


if __name__ == "__main__":
    sys.exit(main())
