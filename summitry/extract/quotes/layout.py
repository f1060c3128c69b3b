"""Where the words of a document stand: tokens by offset, sentences without white space, datelines, marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from summitry.extract.quotes.marks import Mark
from summitry.extract.state import text_of

#: "MOSCOW, March 31 (Reuters) - ", "LONDON —": at most this many characters.
_DATELINE = re.compile(
    r"\s*[A-Z]{2}[A-Z.’'/-]*(?:[ -][A-Z][A-Z.’'/-]*){0,5}(?:,[^\n“\"”—–]{0,60}?)?\s*(?:\([^)\n]{0,30}\))?\s*(?:--|—|–|-|_)\s+"
    r"|\s*[A-Z][A-Za-z.’' -]{1,40}\((?:AP|AFP|Reuters?|Xinhua|TASS|Sputnik|UPI|dpa|CNN|PTI)\)\s*(?:--|—|–|-|_)?\s*"
)
_TRAILING = frozenset({",", ".", ";", ":", "-", "--", "—", "–", "...", "…", "!", "?", "(", "["})


#: Tokens; nobody writes longer sentences.
MAX_SENTENCE = 400


class Layout:
    """Indexes of one document, built once."""

    def __init__(self, doc: Doc, marks: list[Mark]) -> None:
        self.doc = doc
        self.marks = marks
        self._starts = [t.idx for t in doc]
        self._opens = [m.open for m in marks]
        self._sentences: list[tuple[int, int]] = []
        self._sentence_of: list[int] = []
        for token in doc:
            if token.is_sent_start or not self._sentences:
                self._sentences.append((token.i, token.i + 1))
            self._sentences[-1] = (self._sentences[-1][0], token.i + 1)
            self._sentence_of.append(len(self._sentences) - 1)

    def token_from(self, offset: int) -> int:
        """Index of the first token that starts at or after the offset."""
        return bisect_left(self._starts, offset)

    def sentence(self, i: int) -> tuple[int, int]:
        """Token bounds of the sentence that holds token `i`; the dateline in front of it is left out."""
        start, end = self._sentences[self._sentence_of[i]]
        return self._after_dateline(start, end, i), end

    def is_table(self, i: int) -> bool:
        """True when token `i` lies in a "sentence" so long that it is a list or a table; bounds the work per cue."""
        start, end = self._sentences[self._sentence_of[i]]
        return end - start > MAX_SENTENCE

    def sentence_number(self, i: int) -> int:
        """Number of the sentence that holds token `i`."""
        return self._sentence_of[i]

    def _after_dateline(self, start: int, end: int, i: int) -> int:
        while start < end and self.doc[start].is_space:
            start += 1
        if start >= end:
            return start
        offset = self.doc[start].idx
        found = _DATELINE.match(text_of(self.doc), offset, min(offset + 110, self.doc[end - 1].idx))
        if found:
            after = self.token_from(found.end())
            if start < after <= i:
                return after
        return start

    def mark_over(self, i: int) -> Mark | None:
        """The quotation whose inside holds token `i`."""
        k = bisect_right(self._opens, self.doc[i].idx) - 1
        if k >= 0 and self.marks[k].first <= i < self.marks[k].last:
            return self.marks[k]
        return None

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """Quotations that overlap the characters `[start, end)`."""
        k = max(0, bisect_right(self._opens, start) - 1)
        out = []
        while k < len(self.marks) and self.marks[k].open < end:
            if self.marks[k].close > start:
                out.append(self.marks[k])
            k += 1
        return out

    def words(self, start: int, end: int) -> list[Token]:
        """The tokens `[start, end)` without white space."""
        return [self.doc[i] for i in range(max(0, start), min(end, len(self.doc))) if not self.doc[i].is_space]

    def next_word(self, i: int) -> Token | None:
        """The first token after `i` that is no white space."""
        for j in range(i + 1, min(len(self.doc), i + 4)):
            if not self.doc[j].is_space:
                return self.doc[j]
        return None

    def previous_word(self, i: int) -> Token | None:
        """The last token before `i` that is no white space."""
        for j in range(i - 1, max(-1, i - 4), -1):
            if not self.doc[j].is_space:
                return self.doc[j]
        return None

    def trim(self, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of the tokens `[start, end)` without outer space and stops, marks inside whole; None when nothing is left."""
        doc = self.doc
        while start < end and (doc[start].is_space or doc[start].text in {",", ".", ";", ":", "-", "--", "—", "–", "_", ")", "]"}):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in _TRAILING):
            end -= 1
        if start >= end:
            return None
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        for mark in self.marks_in(a, b):
            if mark.open < a <= mark.start:
                a = mark.open
            if b < mark.close and mark.open >= a:
                b = mark.close
            if mark.open < a < mark.close <= b and mark.start < a:
                return None if mark.close >= b else (a, b)
        # A closing mark whose opening lies outside is not ours.
        last = self.marks_in(b - 1, b)
        if last and last[-1].open < a and last[-1].end < b <= last[-1].close:
            b = last[-1].end
        return (a, b) if a < b else None
