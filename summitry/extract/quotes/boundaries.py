"""Where reported clauses end, and the span, kind and confidence of a report."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import Speaker
from summitry.extract.quotes.words import FINITE, QuoteWords
from summitry.records import QuoteKind


class Boundaries:
    """Ends of clauses in one document."""

    def __init__(self, layout: Layout, words: QuoteWords) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._words = words

    def segment(self, i: int) -> tuple[int, int]:
        """The sentence around token `i`, or its part between semicolons; semicolons inside quotations do not count."""
        start, end = self._layout.sentence(i)
        for token in self._layout.words(start, end):
            if token.text == ";" and self._layout.mark_over(token.i) is None:
                if token.i < i:
                    start = token.i + 1
                else:
                    return start, token.i
        return start, end

    def right_edge(self, clause: Token, end: int) -> int:
        """One past the last token of the clause; reports by other cues and attributions at its end are cut off."""
        last = min(clause.right_edge.i + 1, end)
        rest = self._layout.words(last, end)
        if rest and (self.opens_mark(rest) or self.belongs(rest)):
            last = end
        for token in self._layout.words(clause.i + 1, last):
            if self._layout.mark_over(token.i) is None and self.cuts(token, last):
                return token.i
        return last

    @staticmethod
    def belongs(rest: list[Token]) -> bool:
        """True when what follows the clause without a comma is no other verb of the main clause, so that the parser cut it too early."""
        if rest[0].pos_ == "PUNCT" or rest[0].lower_ in {"while", "when", "after", "before", "as"}:
            return False
        if rest[0].pos_ == "CCONJ":
            following = [t for t in rest[1:4] if t.pos_ != "ADV"]
            return bool(following) and following[0].pos_ not in {"VERB", "AUX", "PUNCT"}
        return rest[0].pos_ not in {"VERB", "AUX"}

    def main_verb_after(self, first: int, last: int) -> int:
        """Where a relative clause ends ("Trump, who said he wants peace, has ..."): the comma before the next finite verb, else `last`."""
        for token in self._layout.words(first, last):
            if token.text == "," and self._layout.mark_over(token.i) is None:
                following = self._layout.next_word(token.i)
                if following is not None and following.i < last and following.pos_ in FINITE and not following.lower_.endswith("ing"):
                    return token.i
        return last

    def opens_mark(self, rest: list[Token]) -> bool:
        """True when a quotation follows at once (", but, " apart), which the parser left out of the clause."""
        for token in rest[:4]:
            if token.text in {'"', "“", "``", "‘", "«"}:
                return True
            if token.text != "," and token.pos_ not in {"CCONJ", "PUNCT"}:
                return False
        return False

    def cuts(self, token: Token, end: int) -> bool:
        """True when the report ends before the token: ", adding that", "and said that", "though he acknowledged", ", despite"."""
        if token.text in {",", "-", "—", "–", "--"}:
            following = self._layout.next_word(token.i)
            if following is not None and following.lower_ == "despite":
                return True
            return self.starts_report(token.i, end)
        if token.pos_ in {"CCONJ", "SCONJ"} and token.lower_ in {"and", "but", "though", "although", "while"}:
            words = self._layout.words(token.i + 1, min(end, token.i + 5))
            words = [w for w in words if w.pos_ not in {"ADV", "PUNCT"} and w.pos_ != "AUX"]
            if (
                words
                and self._words.takes_clause(words[0])
                and words[0].lower_ in self._words.clause
                and words[0].dep_ in {"conj", "ccomp", "parataxis"}
            ):
                return self.has_clause(words[0])
            if self.new_speaker(token, end):
                return True
            if len(words) > 1 and words[0].lower_ in {"he", "she", "it", "they"} and words[1].lower_ in self._words.clause:
                return self._words.takes_clause(words[1]) and self.has_clause(words[1])
        return False

    def new_speaker(self, conjunction: Token, end: int) -> bool:
        """True for ", and the two leaders agreed that": someone else is reported behind the comma."""
        comma = self._layout.previous_word(conjunction.i)
        if comma is None or comma.text not in {",", "-", "—", "–", "--"}:
            return False
        for token in self._layout.words(conjunction.i + 1, min(end, conjunction.i + 9)):
            if token.pos_ in FINITE:
                return self._words.takes_clause(token) and any(
                    c.dep_ == "ccomp" and c.i > token.i and any(m.lower_ == "that" for m in c.children) for c in token.children
                )
        return False

    @staticmethod
    def has_clause(cue: Token) -> bool:
        return any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)

    def starts_report(self, comma: int, end: int) -> bool:
        """True when another report begins behind a comma: ", adding that", ", according to"."""
        following = self._layout.words(comma + 1, min(end, comma + 4))
        if not following:
            return False
        word = following[0]
        if word.lower_ == "according":
            return True
        if word.lower_ in {"and", "but", "while"} and len(following) > 1:
            word = following[1]
        return (
            word.lower_.endswith("ing")
            and self._words.takes_marks(word)
            and word.dep_ in {"advcl", "conj", "ccomp", "parataxis", "acl", "xcomp"}
        )

    def stop(self, cue: Token, start: int, end: int) -> int:
        for token in self._layout.words(start + 1, end):
            if self._layout.mark_over(token.i) is None and self.cuts(token, end):
                return token.i
        return end

    def that_end(self, that: Token, end: int) -> int:
        clause = that.head
        if clause.i > that.i:
            return self.right_edge(clause, end)
        return self.stop(that, that.i, end)

    def report(self, cue: Token, text: str, speaker: Speaker | None, start: int, end: int, *, confidence: float) -> Iterator[Finding]:
        """Yield the clause over the tokens `[start, end)`, its kind by the marks in it."""
        span = self._layout.trim(start, end)
        if span is None or span[1] - span[0] < 8:
            return
        a, b = span
        kind: QuoteKind = "indirect"
        for mark in self._layout.marks_in(a, b):
            if mark.open <= a and b <= mark.close:
                kind, a, b = "direct", mark.start, mark.end
            elif a <= mark.open and mark.close <= b + 1:
                kind = "mixed"
        yield Finding(a, b, kind, cue, text, speaker, a, confidence if speaker is not None else confidence - 0.3)
