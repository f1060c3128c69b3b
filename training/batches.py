"""Examples into tensors, in the encoding that `summitry.extract.network` uses at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from summitry.extract.word_pieces import WordPieces
from training.corpora import Example
from training.labels import NAMES, TAG_ID, allowed


class Encoder(WordPieces):
    """Words to tensors, in the very encoding of the run time."""

    def __call__(self, sentences: Sequence[Sequence[str]]) -> dict[str, Tensor]:
        return {name: torch.from_numpy(array) for name, array in self.encode(sentences).items()}


@dataclass(slots=True)
class Targets:
    """Padded targets; -100 and an all-false mask mean "no loss here"."""

    names: Tensor
    heads: Tensor
    tags: Tensor
    deps: Tensor
    meetings: Tensor
    quotes: Tensor
    real: Tensor
    weight: Tensor


def targets(batch: Sequence[Example], dep_ids: dict[str, int], weights: dict[str, float]) -> Targets:
    """Targets of a batch, ROOT in place 0 of every row."""
    shape = (len(batch), 1 + max(len(e.words) for e in batch))
    names = torch.zeros((*shape, len(NAMES)), dtype=torch.bool)
    heads, tags, deps, meetings, quotes = (torch.full(shape, -100) for _ in range(5))
    real = torch.zeros(shape, dtype=torch.bool)
    for row, e in enumerate(batch):
        n = len(e.words)
        real[row, : n + 1] = True
        if e.names is not None:
            for i, ids in enumerate(allowed(e.words, e.names, e.complete)):
                names[row, i + 1, list(ids)] = True
        if e.heads is not None and e.tags is not None and e.deps is not None:
            heads[row, 1 : n + 1] = torch.tensor(e.heads)
            tags[row, 1 : n + 1] = torch.tensor([TAG_ID.get(t, TAG_ID["X"]) for t in e.tags])
            deps[row, 1 : n + 1] = torch.tensor([dep_ids.get(d, dep_ids.get(d.split(":")[0], -100)) for d in e.deps])
        if e.meetings is not None:
            meetings[row, 1 : n + 1] = torch.tensor(e.meetings)
        if e.quotes is not None:
            quotes[row, 1 : n + 1] = torch.tensor(e.quotes)
    weight = torch.tensor([weights.get(e.source, 1.0) for e in batch])
    return Targets(names, heads, tags, deps, meetings, quotes, real, weight)
