"""Indirect and mixed speech: the clause that a cue reports."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.quotes.attributions import AttributionReader
from summitry.extract.quotes.boundaries import Boundaries
from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.fronted import FrontedReader, as_report
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import SpeakerFinder, subject_token
from summitry.extract.quotes.words import FINITE, SAY, QuoteWords


class ClauseReader:
    """Reads the clauses that cues report. Cues inside quotations are left alone; `headlines` are the tokens of headlines."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder, headlines: frozenset[int] = frozenset()) -> None:
        self._headlines = headlines
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers
        self._ends = Boundaries(layout, words)
        self._fronted = FrontedReader(layout, words, speakers, self._ends)
        self._attributions = AttributionReader(layout, words, speakers, self._fronted, self._ends)

    def read(self, token: Token, used: bool) -> Iterator[Finding]:
        """Yield what the token reports, if it is a cue. `used` says that it already introduced direct speech."""
        if self._layout.mark_over(token.i) is not None or self._layout.is_table(token.i):
            return
        if self._words.takes_clause(token):
            if token.dep_ not in {"amod", "compound"} or token.is_upper or token.i in self._headlines:
                yield from self._verb(token, used)
        elif token.lower_ == "according" and not used:
            yield from self._attributions.according(token)
        elif token.lower_ in self._words.nouns and token.pos_ == "NOUN":
            yield from self._attributions.noun(token)
        elif token.lower_ in self._words.light_nouns and token.pos_ == "NOUN":
            yield from self._attributions.light(token)

    def _verb(self, cue: Token, used: bool) -> Iterator[Finding]:
        start, end = self._ends.segment(cue.i)
        if cue.i < start:
            return
        if self._passive(cue):
            return
        right = [] if self._interposed(cue, start, end) else list(self._right(cue, end))
        if not right and cue.i in self._headlines and cue.i > start:
            rest = self._layout.words(cue.i + 1, end)
            if len(rest) > 2 and cue.lower_ in SAY and rest[0].text not in {",", ":"}:
                right = [(rest[0].i, end)]
        if right:
            speaker = self._speakers.of_cue(cue) or (self._speakers.before(cue, start) if cue.lower_ in SAY else None)
            for a, b in right:
                yield from self._ends.report(cue, cue.text, speaker, a, b, confidence=0.85)
            return
        introduced = as_report(cue)
        if introduced is not None and introduced.i <= start + 2:
            yield from self._fronted.as_clause(cue, end)
            return
        following = self._layout.next_word(cue.i)
        if following is not None and following.text == ":":
            return
        if not used and cue.lower_ not in self._words.weak:
            yield from self._fronted.read(cue, start, end)

    @staticmethod
    def _passive(cue: Token) -> bool:
        """ "was told that", "written on a scroll": nobody is said to speak, unless an agent or an empty "it" stands there."""
        children = list(cue.children)
        if any(c.dep_ == "obl:agent" or c.lower_ == "it" for c in children):
            return False
        return any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in children)

    def _interposed(self, cue: Token, start: int, end: int) -> bool:
        """True for "The goal, he said, is ...": cue and speaker between commas, and the clause begins before them."""
        clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
        if clause is None or any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
            return False
        subject = subject_token(cue)
        own = next((c for c in clause.children if c.dep_.startswith(("nsubj", "csubj", "expl"))), None)
        if own is not None and own.i > cue.i and subject is not None and subject.i < cue.i:
            return False
        opening = min(cue.i, subject.left_edge.i) if subject is not None and subject.i < cue.i and subject.left_edge.i > start else cue.i
        comma = self._layout.previous_word(opening)
        closing = any(t.text == "," for t in self._layout.words(cue.i + 1, clause.i))
        return comma is not None and comma.text == "," and comma.i > start and closing

    def _right(self, cue: Token, end: int) -> Iterator[tuple[int, int]]:
        """Token spans of the clauses after the cue."""
        clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
        that = self._that(cue, end, clause)
        if clause is None and that is None:
            return
        if that is None and (cue.lower_ in self._words.weak or (clause is not None and not _finite(clause))):
            return
        if clause is None:
            yield that + 1 if that is not None else cue.i + 1, self._ends.stop(cue, that or cue.i, end)
            return
        first = clause.left_edge.i
        if that is not None and that < clause.i:
            first = that + 1
        first = max(first, cue.i + 1)
        if that is None or that > clause.i:
            first = self._after_adjuncts(first, clause)
        while first < clause.i and (self._doc[first].is_space or self._doc[first].text in {",", ":", "that"}):
            first += 1
        last = self._ends.right_edge(clause, end)
        if any(t.lower_ in {"who", "which"} for t in self._layout.words(self._layout.sentence(cue.i)[0], cue.i)):
            last = self._ends.main_verb_after(clause.i, last)
        split = next(
            (
                c
                for c in clause.children
                if c.dep_ == "conj" and c.i < last and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
            ),
            None,
        )
        if split is not None:
            mark = next(m for m in split.children if m.lower_ == "that")
            cut = mark.i
            while cut > first and (self._doc[cut - 1].is_space or self._doc[cut - 1].pos_ in {"CCONJ", "PUNCT", "ADV"}):
                cut -= 1
            yield first, cut
            yield mark.i + 1, last
            return
        yield first, last
        rest = [t for t in self._layout.words(last, end) if t.pos_ not in {"PUNCT", "ADV"}]
        if len(rest) > 2 and rest[0].pos_ == "CCONJ" and rest[1].lower_ == "that" and rest[1].pos_ == "SCONJ":
            yield rest[1].i + 1, self._ends.stop(cue, rest[1].i, end)

    def _after_adjuncts(self, first: int, clause: Token) -> int:
        """ "said on television a pact would": what stands before the subject and opens with a preposition belongs to the cue."""
        subject = next((c for c in clause.children if c.dep_.startswith(("nsubj", "csubj", "expl")) and c.i < clause.i), None)
        if subject is None or subject.left_edge.i <= first:
            return first
        words = self._layout.words(first, subject.left_edge.i)
        if (
            words
            and (words[0].pos_ == "ADP" or words[0].dep_ in {"obl:unmarked", "nmod:unmarked"})
            and not any(t.text == "," for t in words)
        ):
            return subject.left_edge.i
        return first

    def _that(self, cue: Token, end: int, clause: Token | None) -> int | None:
        """Index of the "that" that opens the clause: by the tree, else the next one with no other verb between."""
        if clause is not None:
            marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"that", "whether", "if", "how"}]
            if marks:
                return marks[0].i if marks[0].lower_ == "that" and marks[0].i > cue.i else None
        limit = clause.i if clause is not None else min(end, cue.i + 25)
        for token in self._layout.words(cue.i + 1, limit):
            if token.lower_ == "that" and token.pos_ in {"SCONJ", "PRON"} and token.dep_ in {"mark", "dep"}:
                return token.i
            if token.text in {".", ";", ":"} or (token.pos_ in FINITE and token.dep_ not in {"acl", "amod"}):
                return None
        return None


def _finite(clause: Token) -> bool:
    """True for a clause with a finite verb: a subject, and no "to" or bare participle."""
    children = list(clause.children)
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in children):
        return False
    subject = any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in children)
    if clause.lower_.endswith("ing") and not any(c.dep_.startswith("aux") for c in children):
        return False
    return subject or any(c.dep_ in {"aux", "cop", "aux:pass"} for c in children)
