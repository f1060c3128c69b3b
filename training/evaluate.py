"""Measure a model folder (model.onnx, labels.json, tokenizer.json).

    python -m training.evaluate --model summitry/extract/model --data SHARED/train --passages SHARED/passages \
        [--gold SHARED/gold] [--story SHARED/story/A] [--json FILE]
    python -m training.evaluate --sentences SHARED/train [--mistakes]

The second form measures the sentence boundaries (rules, not model) on GUM news; it needs no torch.

Nothing measured here was trained on: EWT test, Universal NER EWT test, the held-back 15 % of the diplomatic sentences and of the
passages (fixed seed), the gold and story articles.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import spacy

from training import boundaries, corpora
from training.corpora import Example, held_back
from training.labels import MEETINGS, QUOTES, spans_of

log = logging.getLogger("training")

#: Our types in the three-type scheme of Universal NER; the others have no counterpart there.
COARSE = {"person": "PER", "country": "LOC", "place": "LOC", "organization": "ORG"}


@dataclass(slots=True)
class Tally:
    """Counts of found, wanted and right items per type."""

    found: Counter[str]
    wanted: Counter[str]
    right: Counter[str]

    @classmethod
    def of(cls, pairs: Iterator[tuple[set[Any], set[Any]]]) -> Tally:
        """Count (found, wanted) sets whose items end in the type."""
        t = cls(Counter(), Counter(), Counter())
        for found, wanted in pairs:
            t.found.update(x[-1] for x in found)
            t.wanted.update(x[-1] for x in wanted)
            t.right.update(x[-1] for x in found & wanted)
        return t

    def scores(self) -> dict[str, list[float]]:
        """Precision, recall, F1 and the number wanted, per type and for `all`."""
        out = {}
        for kind in [*sorted(self.wanted), "all"]:
            f, w, r = (sum(c.values()) if kind == "all" else c[kind] for c in (self.found, self.wanted, self.right))
            p, rec = r / f if f else 0.0, r / w if w else 0.0
            out[kind] = [round(x, 4) for x in (p, rec, 2 * p * rec / (p + rec) if p + rec else 0.0)] + [w]
        return out


class Model:
    """An exported model, one thread."""

    def __init__(self, folder: Path, tokenizer: Path | None = None, file: str = "model.onnx") -> None:
        from training.batches import Encoder  # needs torch, which the sentence measure does without

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / file), options, providers=["CPUExecutionProvider"])
        self.labels = json.loads((folder / "labels.json").read_text("utf-8"))
        self.encoder = Encoder(tokenizer or folder / "tokenizer.json")
        self.outputs = [o.name for o in self.session.get_outputs()]

    def __call__(
        self, sentences: Sequence[Sequence[str]], outputs: Sequence[str], batch: int = 16
    ) -> list[dict[str, np.ndarray[Any, Any]]]:
        """Scores per sentence without the ROOT row (arcs keep it)."""
        out: list[dict[str, np.ndarray[Any, Any]]] = [{} for _ in sentences]
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        for k in range(0, len(order), batch):
            rows = order[k : k + batch]
            inputs = {n: v.numpy() for n, v in self.encoder([sentences[i] for i in rows]).items()}
            for name, scores in zip(outputs, self.session.run(list(outputs), inputs), strict=True):
                for r, i in enumerate(rows):
                    n = len(sentences[i]) + 1
                    out[i][name] = scores[r, :n, :n] if name == "arc" else scores[r, 1:n]
        return out

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[tuple[int, int, str]]]:
        """Name spans per sentence, constrained BIO decoding."""
        labels = self.labels["ner"]
        return [spans_of(decode(s["ner"], labels)) for s in self(sentences, ["ner"])]


def decode(scores: np.ndarray[Any, Any], labels: Sequence[str]) -> list[str]:
    """Best label sequence in which I-x only follows B-x or I-x (Viterbi)."""
    if not len(scores):
        return []
    n = len(labels)
    barred = np.zeros((n, n), np.float32)
    for j, label in enumerate(labels):
        if label[0] == "I":
            barred[[i for i in range(n) if labels[i][2:] != label[2:]], j] = -1e4
    best = scores[0] + np.array([-1e4 if x[0] == "I" else 0.0 for x in labels], np.float32)
    back = []
    for row in scores[1:]:
        step = best[:, None] + barred
        back.append(step.argmax(0))
        best = step.max(0) + row
    at = int(best.argmax())
    path = [at]
    for pointer in reversed(back):
        at = int(pointer[at])
        path.append(at)
    return [labels[i] for i in reversed(path)]


def _names(model: Model, examples: Sequence[Example], coarse: bool) -> dict[str, list[float]]:
    def view(spans: Sequence[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
        if not coarse:
            return set(spans)
        return {(a, b, COARSE[t]) for a, b, t in spans if t in COARSE}

    found = model.names([e.words for e in examples])
    wanted = [[(a, b, t[0]) for a, b, t in e.names or []] for e in examples]
    return Tally.of((view(f), view(w)) for f, w in zip(found, wanted, strict=True)).scores()


def _syntax(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """UPOS, UAS and LAS with gold tokens, punctuation included, labels with subtypes."""
    tags, deps = model.labels["upos"], model.labels["deps"]
    n = u = a = both = main = 0
    begun = time.process_time()
    scores = model([e.words for e in examples], ["pos", "arc", "lab"])
    spent = time.process_time() - begun
    for e, s in zip(examples, scores, strict=True):
        heads, labels, pos = s["arc"][1:].argmax(1), s["lab"].argmax(1), s["pos"].argmax(1)
        for i, (tag, head, dep) in enumerate(zip(e.tags or [], e.heads or [], e.deps or [], strict=True)):
            n += 1
            u += tags[pos[i]] == tag
            a += bool(heads[i] == head)
            both += bool(heads[i] == head) and deps[labels[i]] == dep
            main += bool(heads[i] == head) and deps[labels[i]].split(":")[0] == dep.split(":")[0]
    rate = n / spent
    return {
        "upos": round(u / n, 4),
        "uas": round(a / n, 4),
        "las": round(both / n, 4),
        "las_main_labels": round(main / n, 4),
        "words_per_cpu_s": round(rate),
    }


def _heads(model: Model, examples: Sequence[Example]) -> dict[str, Any]:
    """Exact-span F1 of the meeting and quote heads."""
    scores = model([e.words for e in examples], ["meet", "quote"])
    out: dict[str, Any] = {}
    for name, labels, gold in (("meet", MEETINGS, [e.meetings for e in examples]), ("quote", QUOTES, [e.quotes for e in examples])):
        found = [set(spans_of(decode(s[name], labels))) for s in scores]
        wanted = [set(spans_of([labels[i] for i in g or []])) for g in gold]
        out[name] = Tally.of(iter(zip(found, wanted, strict=True))).scores()
        if name == "meet":
            out["meet_trigger"] = Tally.of(
                ({(a, b, "t") for a, b, _ in f}, {(a, b, "t") for a, b, _ in w}) for f, w in zip(found, wanted, strict=True)
            ).scores()["all"]
    return out


def _articles(model: Model, texts: dict[str, str], labels: dict[str, Any]) -> dict[str, list[float]]:
    """Distinct (surface, type) pairs per article, the model alone: no lexicon, no rules, plain sentence splitting."""
    nlp = spacy.blank("en")

    def pairs() -> Iterator[tuple[set[Any], set[Any]]]:
        for key, text in texts.items():
            doc = nlp.make_doc(text)
            sentences = []
            for line in _blocks(text):
                part = doc.char_span(*line, alignment_mode="contract")
                if part is not None:
                    sub = part.as_doc()
                    sentences += [[t.text for t in sub[a:b] if not t.is_space] for a, b in corpora.split_sentences(sub)]
            sentences = [s[:200] for s in sentences if s]
            found = {
                (" ".join(s[a:b]).replace(" ", "").removeprefix("the"), t)
                for s, spans in zip(sentences, model.names(sentences), strict=True)
                for a, b, t in spans
            }
            wanted = {("".join(x.split()).removeprefix("the"), e["type"]) for e in labels[key]["entities"] for x in e["surfaces"]}
            yield found, wanted

    return Tally.of(pairs()).scores()


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs: parted by a blank line; where there is none, a line is a paragraph if lines are long (no hard wrapping)."""
    cut = "\n\n" if "\n\n" in text and max(map(len, text.splitlines())) < 120 else "\n"
    at = 0
    for part in text.split(cut):
        if part.strip():
            yield at, at + len(part)
        at += len(part) + len(cut)


def measure(model: Model, data: Path, passages: Path, gold: Path | None, story: Path | None) -> dict[str, Any]:
    """All figures of one model."""
    out: dict[str, Any] = {"ewt_test": _syntax(model, corpora.ewt_file(data / "ewt" / "en_ewt-ud-test.conllu"))}
    uner = corpora.uner(data / "ner" / "uner_ewt.test.iob2")
    out["uner_ewt_test"] = _names(model, uner, coarse=True)
    diplomatic = corpora.diplomatic(data / "diplomatic")
    groups = corpora.passages(passages)
    kept = [diplomatic[i] for i in sorted(held_back(len(diplomatic)))]
    own = [e for i in sorted(held_back(len(groups))) for e in groups[i]]
    for name, examples in (("diplomatic", kept), ("passages", own)):
        out[name] = _names(model, examples, coarse=False)
        out[name + "_coarse"] = _names(model, examples, coarse=True)
    if "meet" in model.outputs:
        out["heads"] = _heads(model, own)
    if gold:
        keys = sorted(p.stem for p in (gold / "labels").glob("*.json"))
        labels = {k: json.loads((gold / "labels" / f"{k}.json").read_text("utf-8")) for k in keys}
        out["gold"] = _articles(model, {k: (gold / "texts" / f"{k}.txt").read_text("utf-8", errors="replace") for k in keys}, labels)
    if story:
        labels = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted((story / "ann").glob("*.json"))}
        texts = {k: (story / "txt" / f"{k}.txt").read_bytes().decode("cp1252" if k.endswith("_11") else "utf-8") for k in labels}
        out["story"] = _articles(model, texts, labels)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--file", default="model.onnx")
    parser.add_argument("--tokenizer", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--passages", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--story", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--sentences", type=Path, metavar="DATA", help="measure sentence boundaries on DATA/gum and nothing else")
    parser.add_argument("--mistakes", action="store_true", help="with --sentences: print every boundary missed or put too many")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    found: dict[str, Any]
    if args.sentences:
        found = boundaries.measure_boundaries(args.sentences / "gum")
        for line in boundaries.mistakes(args.sentences / "gum") if args.mistakes else ():
            log.info("%s", line)
    elif args.model and args.data and args.passages:
        found = measure(Model(args.model, args.tokenizer, args.file), args.data, args.passages, args.gold, args.story)
    else:
        parser.error("name --model, --data and --passages, or --sentences")
    for name, figures in found.items():
        log.info("%s: %s", name, json.dumps(figures))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
