"""Examples into tensors, in the encoding that `summitry.extract.network` uses at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from summitry.extract.network import MAX_PIECES, MAX_PIECES_PER_WORD, shape_class
from training.corpora import Example
from training.labels import NAMES, TAG_ID, allowed


class Encoder:
    """Words to word pieces, with a cache."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.cls, self.sep, self.unknown = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.cache: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        found = self.cache.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD] or [self.unknown]
            self.cache[word] = found
        return found

    def __call__(self, sentences: Sequence[Sequence[str]]) -> dict[str, Tensor]:
        rows = []
        for words in sentences:
            ids, case, first = [self.cls], [0], [0]
            for word in words:
                pieces = self.pieces(word)
                if len(ids) + len(pieces) > MAX_PIECES:
                    first.append(len(ids) - 1)
                    continue
                first.append(len(ids))
                ids += pieces
                case += [shape_class(word)] * len(pieces)
            rows.append(([*ids, self.sep], [*case, 0], first))
        width, words_wide = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        out = {k: np.zeros((len(rows), width), np.int64) for k in ("ids", "mask", "case")}
        out["first"] = np.zeros((len(rows), words_wide), np.int64)
        for k, (ids, case, first) in enumerate(rows):
            out["ids"][k, : len(ids)] = ids
            out["mask"][k, : len(ids)] = 1
            out["case"][k, : len(case)] = case
            out["first"][k, : len(first)] = first
        return {k: torch.from_numpy(v) for k, v in out.items()}


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
