"""Reports whose clause stands before or around the cue: "..., he said", "The goal, he said, is ...", "As he told us, ..."."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from summitry.extract.quotes.boundaries import Boundaries
from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import QUOTING, Speaker, SpeakerFinder
from summitry.extract.quotes.words import FINITE, QuoteWords

_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "amod", "aux", "aux:pass", "cop", "csubj", "xcomp", "nmod"})


class FrontedReader:
    """Reads fronted reports of one document."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder, ends: Boundaries) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers
        self._ends = ends

    def read(self, cue: Token, start: int, end: int) -> Iterator[Finding]:
        """The clause in front of "..., he said" or around "The goal, he said, is ..."."""
        previous = self._layout.previous_word(cue.i)
        if previous is None:
            return
        speaker = self._speakers.inverted(cue, end)
        inverted = speaker is not None
        if speaker is None:
            speaker = self._speakers.of_cue(cue)
            if speaker is not None and speaker.end > cue.idx and cue.lower_ not in QUOTING:
                speaker = None
        if speaker is None:
            speaker = self._speakers.before(cue, start)
        if speaker is None:
            return
        begin = cue.i if inverted else min(self._layout.token_from(speaker.start), cue.i)
        while (
            begin > start
            and self._doc[begin - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "SPACE", "NUM", "PART"}
            and self._doc[begin - 1].text != ","
            and not inverted
        ):
            begin -= 1
        comma = self._layout.previous_word(begin)
        if comma is None or comma.text not in {",", "-", "—", "–", "--"} or comma.i < start:
            return
        words = self._layout.words(start, comma.i)
        if not words or self._layout.mark_over(comma.i) is not None:
            return
        tail = self._tail(cue, speaker, end)
        speaker = self.source(max(cue.i, self._layout.token_from(speaker.end) - 1), end) or speaker
        if tail is None:
            if not self._is_clause(words, cue) or (self._words.takes_clause(words[0]) and words[0].lower_.endswith("ing")):
                return
            yield from self._ends.report(cue, cue.text, speaker, start, comma.i, confidence=0.8)
            return
        if any(t.pos_ in FINITE for t in [*words, *self._layout.words(tail, end)]):
            yield from self._ends.report(cue, cue.text, speaker, start, end, confidence=0.75)

    @staticmethod
    def _is_clause(words: list[Token], cue: Token) -> bool:
        """True when the words in front of the cue hold a main clause, not only "following the visit" or "as we go on"."""
        heads = [t for t in words if t.pos_ in FINITE or any(c.dep_ == "cop" for c in t.children)]
        if any(t.dep_ not in _SUBORDINATE for t in heads):
            return True
        with_subject = [
            t for t in heads if any(c.dep_.startswith("nsubj") for c in t.children) and not any(c.dep_ == "mark" for c in t.children)
        ]
        return bool(with_subject) and words[0].pos_ not in {"SCONJ", "ADV"}

    def source(self, i: int, end: int) -> Speaker | None:
        """The original speaker in ", citing an official" behind token `i`."""
        words = self._layout.words(i + 1, min(end, i + 8))
        for comma, word in pairwise(words):
            if comma.text == "," and word.lower_ in {"citing", "quoting"}:
                return self._speakers.after(word.i, end)
        return None

    def _tail(self, cue: Token, speaker: Speaker, end: int) -> int | None:
        """Where the reported clause goes on behind an inserted cue; None when it does not."""
        after = max(cue.i, self._layout.token_from(speaker.end) - 1)
        for token in self._layout.words(after + 1, end):
            if token.text in {",", "-", "—", "–", "--"}:
                following = self._layout.words(token.i + 1, end)
                if len(following) < 2 or self._ends.starts_report(token.i, end):
                    return None
                first = following[0]
                if first.lower_.endswith("ing") or first.lower_ in {"who", "which", "whose", "while", "as", "when", "after", "before"}:
                    return None
                if first.lower_ in {"and", "but"} and following[1].pos_ in FINITE:
                    return None
                if first.pos_ == "PROPN" or (first.lower_ in {"a", "the"} and first.head.dep_ == "appos"):
                    continue
                return token.i + 1
            if token.text in {";", ":"}:
                return None
        return None

    def as_clause(self, cue: Token, end: int) -> Iterator[Finding]:
        """ "As I told the king, we appreciate ...": the main clause behind the comma is what was said."""
        inside = max((t.i for t in cue.subtree if t.i < end), default=cue.i)
        commas = [t.i for t in self._layout.words(cue.i + 1, end) if t.text == ","]
        comma = next((i for i in commas if i >= inside), None) or next(iter(reversed([i for i in commas if i <= inside])), None)
        if comma is not None and any(t.pos_ in FINITE for t in self._layout.words(comma + 1, end)):
            yield from self._ends.report(cue, cue.text, self._speakers.of_cue(cue), comma + 1, end, confidence=0.7)


def as_report(cue: Token) -> Token | None:
    """The "as" of "As I told the president, ...", when the cue stands in such a clause."""
    return next((c for c in cue.children if c.dep_ == "mark" and c.lower_ == "as" and c.i < cue.i), None)
