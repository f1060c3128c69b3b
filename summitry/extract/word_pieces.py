"""Words as the network takes them: word pieces, word shapes, and where each word begins. Training and run time share this module.

The vocabulary is uncased, so that the shape of a word is given apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: Longest input in word pieces; longer sentences share the last piece for the words beyond (the network was trained to 250).
MAX_PIECES = 250
#: Word pieces kept of one word; more add nothing, since a word is represented by its first piece.
MAX_PIECES_PER_WORD = 8


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


class WordPieces:
    """The word pieces of one `tokenizer.json`, with a cache.

    Raises ValueError when it lacks a special piece; ImportError when tokenizers is not installed; the tokenizers library's own error
    when the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        special = {t: self._tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]")}
        missing = [t for t, i in special.items() if i is None]
        if missing:
            raise ValueError(f"tokenizer.json lacks {', '.join(missing)}")
        self._cls, self._sep, self._unknown = (int(i) for i in special.values() if i is not None)
        self._cache: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """Word-piece ids of one word, never empty."""
        found = self._cache.get(word)
        if found is None:
            found = self._tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD] or [self._unknown]
            self._cache[word] = found
        return found

    def encode(self, sentences: Sequence[Sequence[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the padded inputs of a batch: `ids`, `mask`, `case` of shape (sentences, pieces), `first` (sentences, words + 1) with
        the place of each word's first piece, ROOT (`[CLS]`) in front."""
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
            rows.append(([*ids, self._sep], [*case, 0], first))
        width, words_wide = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        out = {name: np.zeros((len(rows), width), np.int64) for name in ("ids", "mask", "case")}
        out["first"] = np.zeros((len(rows), words_wide), np.int64)
        for k, (ids, case, first) in enumerate(rows):
            out["ids"][k, : len(ids)] = ids
            out["mask"][k, : len(ids)] = 1
            out["case"][k, : len(case)] = case
            out["first"][k, : len(first)] = first
        return out
