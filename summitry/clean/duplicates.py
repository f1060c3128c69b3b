"""Find copies of an article in the same batch: reprints, abridged or under another headline.

Body text is cut into overlapping runs of five words, hashed. A fixed eighth of the hashes (those divisible by eight) goes into an
index that proposes pairs; each proposed pair is then measured on all its hashes. Sampling by hash value keeps containment
measurable, which MinHash does not: an abridged copy shares most of its own runs and few of the original's.

Official readouts and proclamations share long formulae too, but not the names, days and figures in them: a copy does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from summitry.records import CleanDocument

_SHINGLE = 5
_SAMPLE = 8
#: Runs of words that this many documents share are formulae of the house, and prove nothing.
_FORMULA = 12
#: A body of fewer runs is too short to tell a copy from a formula.
_FEWEST = 30
#: Least share of the shorter body's runs that the longer one must hold. Measured: reprints 0.93 and more; two calls of one president 0.44.
CONTAINMENT = 0.55
#: Least share of the shorter body's names and figures. Measured: reprints 0.98 and more; pairs of like proclamations 0.78 and less.
SAME_NAMES = 0.9
_WORD = re.compile(r"[^\W_]+")
#: Capitalised words that do not begin a sentence, without possessive; and figures.
_NAME = re.compile(r"(?<![.!?:\"“”]\s)(?<!^)\b[A-Z][^\W_]+(?:-[^\W_]+)*|\d[\d.,]*\d|\d", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, by position, and how much of the shorter one's body the longer one holds (0 to 1)."""

    first: int
    second: int
    containment: float


def find_pairs(bodies: Sequence[str], containment: float = CONTAINMENT, same_names: float = SAME_NAMES) -> list[Pair]:
    """All pairs of bodies of which one holds so much of the other's runs of words and of its names, in order of position."""
    shingles = [_shingles(body) for body in bodies]
    index: dict[int, list[int]] = defaultdict(list)
    for i, found in enumerate(shingles):
        if len(found) >= _FEWEST:
            for value in found:
                if value % _SAMPLE == 0:
                    index[value].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if len(holders) <= _FORMULA:
            shared.update((a, b) for k, a in enumerate(holders) for b in holders[k + 1 :])
    pairs = []
    for (a, b), count in sorted(shared.items()):
        shorter = min(len(shingles[a]), len(shingles[b]))
        # The sample is an eighth of all runs; a third of what a true pair should share there is enough to look closer.
        if count * _SAMPLE * 3 < containment * shorter:
            continue
        share = len(shingles[a] & shingles[b]) / shorter
        if share >= containment and _names_shared(bodies[a], bodies[b]) >= same_names:
            pairs.append(Pair(a, b, share))
    return pairs


def originals(documents: Sequence[CleanDocument]) -> dict[str, str]:
    """Map the id of each copy to the id of its original.

    The original is the one published first; on the same day, or without a day, the one that does not say it is a republication; then
    the first by source path. A copy of a copy points at the first original.
    """
    order = sorted(range(len(documents)), key=lambda i: _rank(documents[i]))
    place = {i: n for n, i in enumerate(order)}
    older: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for pair in find_pairs([body_text(d) for d in documents]):
        first, second = sorted((pair.first, pair.second), key=lambda i: place[i])
        older[second].append((-pair.containment, place[first], first))
    found: dict[int, int] = {}
    for i in order:
        if i in older:
            nearest = min(older[i])[2]
            found[i] = found.get(nearest, nearest)
    return {documents[i].raw.document_id: documents[o].raw.document_id for i, o in found.items()}


def body_text(document: CleanDocument) -> str:
    """The body blocks of a document, joined by newlines."""
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.role == "body")


def _names_shared(one: str, other: str) -> float:
    """Share of the shorter text's names and figures that the longer one has; 1 when it has none."""
    shorter, longer = sorted((one, other), key=len)
    names = set(_NAME.findall(shorter))
    return len(names & set(_NAME.findall(longer))) / len(names) if names else 1.0


def _rank(document: CleanDocument) -> tuple[date, bool, str]:
    return document.published.start or date.max, document.original_outlet is not None, document.raw.source_path


def _shingles(body: str) -> set[int]:
    tokens = [t.encode("utf-8", "surrogatepass") for t in _WORD.findall(body.casefold())]
    return {crc32(b" ".join(tokens[i : i + _SHINGLE])) for i in range(len(tokens) - _SHINGLE + 1)}
