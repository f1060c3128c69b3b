"""The shipped network: words in, label scores out. Nothing of spaCy here.

The files under `model/` travel together: `model.onnx` (weights, int8), `tokenizer.json` (WordPiece), `labels.json` (label lists).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summitry.errors import ModelError

#: Longest input in word pieces; longer sentences share the last piece for the words beyond (the network was trained to 250).
MAX_PIECES = 250
#: Word pieces kept of one word; more add nothing, since a word is represented by its first piece.
MAX_PIECES_PER_WORD = 8
#: Small batches waste less on padding; 8 to 16 measured alike on one core.
BATCH = 16

#: What to do where no wheel of onnxruntime or tokenizers exists for the machine.
WITHOUT_RUNTIME = (
    "Install it: python -m pip install onnxruntime tokenizers. Where neither has a wheel for your machine, run with --model rules (names "
    "and direct quotes only, no network), or name a spaCy pipeline with --model."
)

FOLDER = Path(__file__).parent / "model"


def shape_class(word: str) -> int:
    """Return the word-shape class 1 to 8 (the vocabulary is uncased, so that the shape is given apart); 0 is padding."""
    if not any(c.isalpha() for c in word):
        return 1 if any(c.isdigit() for c in word) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 8


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one sentence of n words: `names` (n, labels), `tags` (n, tags), `arcs` (n+1, n+1), `labels` (n, dependency labels)."""

    names: NDArray[np.float32]
    tags: NDArray[np.float32]
    arcs: NDArray[np.float32]
    labels: NDArray[np.float32]


class Network:
    """One loaded model. Raises ModelError when a file is missing or onnxruntime is not installed."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError(str(folder), f"{error.name} is not installed", WITHOUT_RUNTIME) from error
        try:
            labels = json.loads((folder / "labels.json").read_text("utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime and tokenizers raise their own unrelated types
            raise ModelError(str(folder), str(error).splitlines()[0]) from error
        self.name_labels: list[str] = labels["ner"]
        self.tag_labels: list[str] = labels["upos"]
        self.dep_labels: list[str] = labels["deps"]
        special = {t: self._tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]")}
        missing = [t for t, i in special.items() if i is None]
        if missing:
            raise ModelError(str(folder), f"tokenizer.json lacks {', '.join(missing)}")
        self._cls, self._sep, self._unknown = (int(i) for i in special.values() if i is not None)
        self._pieces: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """Word-piece ids of one word, never empty."""
        found = self._pieces.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
            found = ids or [self._unknown]
            self._pieces[word] = found
        return found

    def _encode(self, sentences: Sequence[Sequence[str]]) -> dict[str, NDArray[np.int64]]:
        rows: list[tuple[list[int], list[int], list[int]]] = []
        for words in sentences:
            ids, case, first = [self._cls], [0], [0]
            for word in words:
                pieces = self.pieces(word)
                if len(ids) + len(pieces) > MAX_PIECES:
                    first.append(len(ids) - 1)
                    continue
                first.append(len(ids))
                ids += pieces
                case += [shape_class(word)] * len(pieces)
            ids.append(self._sep)
            case.append(0)
            rows.append((ids, case, first))
        width, words_wide = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        out = {
            "ids": np.zeros((len(rows), width), np.int64),
            "mask": np.zeros((len(rows), width), np.int64),
            "case": np.zeros((len(rows), width), np.int64),
            "first": np.zeros((len(rows), words_wide), np.int64),
        }
        for k, (ids, case, first) in enumerate(rows):
            out["ids"][k, : len(ids)] = ids
            out["mask"][k, : len(ids)] = 1
            out["case"][k, : len(case)] = case
            out["first"][k, : len(first)] = first
        return out

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """Return the scores of each sentence, in the order given. Sentences must not be empty."""
        out: list[Scores | None] = [None] * len(sentences)
        for indexes in _batches(sentences):
            names, tags, arcs, labels = self._session.run(["ner", "pos", "arc", "lab"], self._encode([sentences[i] for i in indexes]))
            for row, i in enumerate(indexes):
                n = len(sentences[i]) + 1
                out[i] = Scores(names[row, 1:n], tags[row, 1:n], arcs[row, :n, :n], labels[row, 1:n])
        return [s for s in out if s is not None]


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Indexes of the sentences in batches of like length."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for k in range(0, len(order), BATCH):
        yield order[k : k + BATCH]
