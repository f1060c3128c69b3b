"""Find the words that report a meeting, and put aside those that only look like it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.captions import CaptionReader
from summitry.extract.meetings.clauses import Clauses
from summitry.extract.meetings.forums import ForumReader
from summitry.extract.meetings.nouns import NounReader
from summitry.extract.meetings.parties import PartyFinder
from summitry.extract.meetings.tree import preposition
from summitry.extract.meetings.verbs import VerbReader
from summitry.extract.state import block_at
from summitry.lexicon.meeting_frames import MeetingFrames

_SKIPPED_ROLES = frozenset({"navigation", "promo", "provenance", "byline", "date", "credit", "other"})
#: In headlines the parser takes these for nouns.
_HEADLINE_VERBS = frozenset({"meets", "visits", "hosts", "receives", "welcomes", "phones"})
_NEEDS_COMPANY = frozenset({"session", "assembly", "congress", "forum", "tour", "retreat"})
_SESSIONS = frozenset({"session", "sessions"})
#: A photo session or a training session is no meeting of its own.
_SHOWS = frozenset({"photo", "press", "training", "question", "court", "trading", "jam"})


class TriggerFinder:
    """Yields the candidates of one document, in order."""

    def __init__(self, doc: Doc, frames: MeetingFrames, finder: PartyFinder) -> None:
        clauses = Clauses(frames, finder)
        self.doc, self.frames = doc, frames
        self._verbs, self._nouns, self._forums = VerbReader(clauses), NounReader(clauses), ForumReader(doc, clauses)
        self._captions = CaptionReader(doc, clauses)

    def find(self) -> Iterator[Candidate]:
        """Yield a candidate for every trigger whose clause fits; parties may still be missing."""
        forums = [c for c in self._forums.read() if self._readable(c.trigger)]
        # The forum of a caption is told by its own reader: its last word is not read once more as a meeting of the people pictured.
        pictured = {c.trigger.i for c in forums if c.rule == "forum:caption"}
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "NOUN" and token.lower_ in _HEADLINE_VERBS):
                lemma = self.frames.lemma.get(token.lower_, "")
                frame = self.frames.verb_frame.get(lemma)
                if frame and self._readable(token) and self._has_needed_word(token, lemma):
                    yield from self._verbs.read(token, lemma, frame)
            if token.pos_ in {"NOUN", "PROPN"} and token.i not in pictured:
                frame = self.frames.noun_frame.get(token.lower_)
                if frame and self._readable(token) and not self._other_sense(token, frame):
                    yield from self._nouns.read(token, frame)
        yield from self._captions.read()
        yield from forums

    def _readable(self, token: Token) -> bool:
        block = block_at(self.doc, token.idx)
        return block is None or block.role not in _SKIPPED_ROLES

    def _has_needed_word(self, token: Token, lemma: str) -> bool:
        needed = self.frames.needs_word.get(lemma)
        if needed is None or any(c.lower_ in needed for c in token.children):
            return True
        return token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ in needed

    def _other_sense(self, noun: Token, frame: str) -> bool:
        modifiers = {c.lower_ for c in noun.children if c.i < noun.i and c.dep_ in {"amod", "compound", "nmod", "nmod:poss"}}
        if modifiers & self.frames.words("not_meetings"):
            return True
        if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"}:
            return True
        if noun.lower_ == "round":
            return True
        if noun.lower_ == "diplomacy":
            return not any(c.lower_ in self.frames.words("phone_words") for c in noun.children)
        if frame == "call":
            return self._is_appeal(noun)
        if noun.lower_ == "talk" and any(preposition(c) == "of" for c in noun.children):
            return True
        if noun.lower_ in _SESSIONS and any(c.dep_ == "compound" and c.lower_ in _SHOWS for c in noun.children):
            return True
        return noun.lower_ in _NEEDS_COMPANY and not any(True for _ in noun.children)

    def _is_appeal(self, noun: Token) -> bool:
        """A call "for", "to do", "on somebody to" is an appeal unless a telephone stands beside it."""
        if any(c.lower_ in self.frames.words("phone_words") for c in noun.children):
            return False
        if any(preposition(c) in {"for", "on", "upon"} for c in noun.children) or any(c.dep_ in {"acl", "ccomp"} for c in noun.children):
            return True
        return not any(preposition(c) in {"with", "between", "to", "from"} for c in noun.children)
