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
from summitry.extract.word_pieces import WordPieces

#: Small batches waste less on padding; 8 to 16 measured alike on one core.
BATCH = 16

#: What to do where no wheel of onnxruntime or tokenizers exists for the machine.
WITHOUT_RUNTIME = (
    "Install it: python -m pip install onnxruntime tokenizers. Where neither has a wheel for your machine, run with --model rules (names "
    "and direct quotes only, no network), or name a spaCy pipeline with --model."
)

FOLDER = Path(__file__).parent / "model"


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
            import tokenizers  # noqa: F401  (word_pieces needs it)
        except ImportError as error:
            raise ModelError(str(folder), f"{error.name} is not installed", WITHOUT_RUNTIME) from error
        try:
            labels = json.loads((folder / "labels.json").read_text("utf-8"))
            self.word_pieces = WordPieces(folder / "tokenizer.json")
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime and tokenizers raise their own unrelated types
            raise ModelError(str(folder), str(error).splitlines()[0]) from error
        self.name_labels: list[str] = labels["ner"]
        self.tag_labels: list[str] = labels["upos"]
        self.dep_labels: list[str] = labels["deps"]

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """Return the scores of each sentence, in the order given. Sentences must not be empty."""
        out: list[Scores | None] = [None] * len(sentences)
        for indexes in _batches(sentences):
            names, tags, arcs, labels = self._session.run(
                ["ner", "pos", "arc", "lab"], self.word_pieces.encode([sentences[i] for i in indexes])
            )
            for row, i in enumerate(indexes):
                n = len(sentences[i]) + 1
                out[i] = Scores(names[row, 1:n], tags[row, 1:n], arcs[row, :n, :n], labels[row, 1:n])
        return [s for s in out if s is not None]


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Indexes of the sentences in batches of like length."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for k in range(0, len(order), BATCH):
        yield order[k : k + BATCH]
