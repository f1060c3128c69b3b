"""Quotations that no clause holds and no cue stands beside: fragments under a verb ("called it a 'success'"), and speech that goes on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.marks import Mark
from summitry.extract.quotes.speakers import SpeakerFinder
from summitry.extract.quotes.words import QuoteWords
from summitry.extract.state import text_of
from summitry.records import QuoteKind

#: A quotation without a cue continues the speech before it only when it has this many words.
MIN_WORDS = 4
_STOPS = frozenset({".", "!", "?", "…", ":"})


class LooseReader:
    """Explains the marks that the other readers left."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers

    def read(self, blocks: list[tuple[int, int]], found: list[Finding]) -> Iterator[Finding]:
        """Yield findings for marks that lie in none of `found`."""
        ordered = sorted(found, key=lambda f: f.start)
        last: Finding | None = None
        last_block = -2
        k = 0
        for n, (a, b) in enumerate(blocks):
            for mark in self._layout.marks_in(a, b):
                if mark.open < a:
                    continue
                while k < len(ordered) and ordered[k].start < mark.close:
                    if ordered[k].start >= a or ordered[k].end > a:
                        last, last_block = ordered[k], n
                    k += 1
                if any(f.start <= mark.start and mark.end <= f.end for f in ordered[max(0, k - 6) : k]):
                    continue
                new = self._fragment(mark) or (self._continued(mark, a, last) if last is not None and n - last_block <= 1 else None)
                if new is not None:
                    last, last_block = new, n
                    yield new

    def _fragment(self, mark: Mark) -> Finding | None:
        """The quotation under a cue of the same sentence."""
        inside = [t for t in self._layout.words(mark.first, mark.last) if not t.is_punct]
        if not inside or mark.first >= len(self._doc):
            return None
        root = next((t for t in inside if not (mark.first <= t.head.i < mark.last) or t.head == t), inside[0])
        if root.head == root or self._layout.sentence_number(root.head.i) != self._layout.sentence_number(root.i):
            return None
        node, child = root.head, root
        for _ in range(6):
            if node.i < mark.first and self._names(node):
                break
            if node.head == node:
                return None
            node, child = node.head, node
        else:
            return None
        speaker = self._speakers.of_cue(node)
        if speaker is None:
            return None
        start, end = self._extent(node, child, mark)
        kind: QuoteKind = "direct" if (start, end) == (mark.start, mark.end) else "mixed"
        return Finding(start, end, kind, node, node.text, speaker, start, 0.6)

    def _names(self, token: Token) -> bool:
        return token.pos_ == "VERB" and token.lower_ in self._words.naming and self._layout.mark_over(token.i) is None

    def _extent(self, cue: Token, child: Token, mark: Mark) -> tuple[int, int]:
        """From the thing named to the closing mark (the talks a "great discussion"), or the bare quotation."""
        first = child.left_edge.i
        named = next((c for c in cue.children if c.dep_ == "obj" and cue.i < c.i < mark.first), None)
        if named is not None:
            first = min(first, named.left_edge.i)
        first = max(first, cue.i + 1)
        while first < mark.first and (self._doc[first].pos_ in {"ADP", "SPACE", "SCONJ"} or self._doc[first].lower_ in {"as", "for", "of"}):
            first += 1
        number = self._layout.sentence_number(cue.i)
        below = [t.i for t in child.subtree if t.i < mark.last + 8 and self._layout.sentence_number(t.i) == number]
        last = max(below, default=mark.last)
        comma = next((t.i for t in self._layout.words(mark.last, last + 1) if t.text in {",", ";", "—", "–", "--"}), None)
        if comma is not None:
            last = comma - 1
        outside = [
            t
            for t in self._layout.words(first, last + 1)
            if not mark.first <= t.i < mark.last and not t.is_punct and t.text not in {"``", "''"}
        ]
        if not outside or (first >= mark.first and all(t.pos_ == "DET" for t in outside)):
            return mark.start, mark.end
        span = self._layout.trim(first, last + 1)
        if span is None:
            return mark.start, mark.end
        return min(span[0], mark.open), max(span[1], mark.close)

    def _continued(self, mark: Mark, block_start: int, last: Finding) -> Finding | None:
        """A quotation that stands as its own sentence goes on from the speech before it."""
        words = [t for t in self._layout.words(mark.first, mark.last) if not t.is_punct]
        if len(words) < MIN_WORDS:
            return None
        before = self._layout.previous_word(self._layout.token_from(mark.open))
        starts = before is None or before.idx < block_start or before.text in _STOPS or before.is_quote or before.text == "''"
        inside = text_of(self._doc)[mark.start : mark.end].rstrip()
        if not starts or not words[0].text[:1].isupper() or not (inside.endswith((".", "!", "?", "…")) or not mark.closed):
            return None
        confidence = 0.75 if mark.continues or last.end > block_start else 0.55
        return Finding(mark.start, mark.end, "direct", last.cue, last.cue_text, last.speaker, last.utterance, confidence)
