"""The prose of an article with its temporal expressions, read once for all rules about the publication date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summitry.records import Block, Evidence
from summitry.temporal.expressions import Timex, find_expressions
from summitry.temporal.tense import sentence_spans

_READ_ROLES = frozenset({"headline", "caption", "body", "other", "heading"})
#: What needs a reference day is read on this one first (of a leap year, so that 29 February exists) and read again where it matters.
_ANY_DAY = date(2000, 7, 1)


@dataclass(frozen=True, slots=True)
class Prose:
    """Headline, captions and paragraphs of a text, their sentences, and all temporal expressions in order."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[tuple[int, int], ...]
    timexes: tuple[Timex, ...]

    @classmethod
    def read(cls, text: str, blocks: Sequence[Block]) -> Prose:
        """Find sentences and expressions in those blocks that are prose of the article."""
        prose = tuple(b for b in blocks if b.role in _READ_ROLES)
        sentences = tuple(s for b in prose for s in sentence_spans(text, b.start, b.end))
        timexes = tuple(t for b in prose for t in find_expressions(text, _ANY_DAY, b.start, b.end))
        return cls(text, prose, sentences, timexes)

    def within(self, start: int, end: int) -> Sequence[Timex]:
        """The expressions that begin in `[start, end)`."""
        low = bisect_left(self.timexes, start, key=lambda t: t.start)
        return self.timexes[low : bisect_left(self.timexes, end, key=lambda t: t.start)]

    def block_of(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)

    def evidence(self, timex: Timex, reason: str) -> Evidence:
        """An expression as evidence."""
        return Evidence(timex.start, timex.end, self.text[timex.start : timex.end], reason)
