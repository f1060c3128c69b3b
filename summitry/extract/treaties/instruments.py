"""Which instrument a word points at: a named treaty, an organisation that can be joined, or one named earlier ("the accord")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from summitry.extract.state import mention_at
from summitry.lexicon.treaty_frames import TreatyFrames

#: Depth of the search below an act: act -> obligations -> under the treaty.
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as it stands in the text: the word, and the entity it is (None: a new, unnamed one)."""

    token: Token
    key: str | None
    organization: bool = False


class Instruments:
    """Finds instruments in one Doc. Built once per Doc: it remembers which treaty was named last before each place."""

    def __init__(self, doc: Doc, frames: TreatyFrames) -> None:
        self._doc = doc
        self._frames = frames
        self._named = [m for m in doc._.mentions if m.entity_type == "treaty" and m.entity_key and m.kind == "name"]

    def at(self, token: Token) -> Instrument | None:
        """The instrument that `token` heads, if it heads one."""
        mention = mention_at(self._doc, token)
        if mention is not None and mention.entity_key:
            if mention.entity_type == "treaty":
                return Instrument(token, mention.entity_key)
            if mention.entity_type == "organization" and token.i >= 0:
                return Instrument(token, mention.entity_key, organization=True)
            if mention.entity_type in {"person", "country", "place"}:
                return None
        if token.lower_ in self._frames.words("instrument_nouns"):
            return self._nominal(token)
        if token.pos_ == "PRON" and token.lower_ in {"which", "that", "it"}:
            return self._pronoun(token)
        return None

    def _nominal(self, token: Token) -> Instrument | None:
        """`the treaty`, `New START nuclear arms control treaty`: a name inside the phrase, else the last treaty named before."""
        for child in token.subtree:
            if child.i < token.i and child.dep_ in {"compound", "amod", "nmod", "flat"}:
                mention = mention_at(self._doc, child)
                if mention is not None and mention.entity_type == "treaty":
                    return Instrument(token, mention.entity_key)
        determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nmod:poss"}}
        if determiners & {"a", "an", "any", "another", "some", "no", "new"} or not determiners & {
            "the",
            "this",
            "that",
            "its",
            "their",
            "both",
        }:
            return Instrument(token, None)
        before = [m for m in self._named if m.end <= token.idx]
        return Instrument(token, before[-1].entity_key if before else None)

    def _pronoun(self, token: Token) -> Instrument | None:
        if token.lower_ == "it":
            return None
        clause = token.head
        while clause.dep_ not in {"acl:relcl", "ROOT"} and clause.head != clause:
            clause = clause.head
        return self.at(clause.head) if clause.dep_ == "acl:relcl" and clause.head.pos_ != "PRON" else None

    def before(self, token: Token) -> list[Instrument]:
        """The instrument that the text speaks of just before `token`: in the sentence, else the treaty named last."""
        for earlier in reversed(self._doc[token.sent.start : token.i]):
            if earlier.lower_ in self._frames.words("instrument_nouns") or mention_at(self._doc, earlier) is not None:
                here = self.at(earlier)
                if here is not None and here.key is not None and not here.organization:
                    return [here]
        named = [m for m in self._named if m.end <= token.idx]
        span = self._doc.char_span(named[-1].start, named[-1].end, alignment_mode="expand") if named else None
        return [Instrument(span.root, named[-1].entity_key)] if span is not None else []

    def below(self, token: Token, depth: int = _DEPTH) -> list[Instrument]:
        """Instruments that `token` heads or reaches through carrier nouns and coordination."""
        here = self.at(token)
        found = [here] if here else []
        if here is None and depth and token.lower_ in self._frames.words("carriers"):
            for child in token.children:
                if child.dep_ in {"nmod", "obl", "compound", "acl"}:
                    found += self.below(child, depth - 1)
        if here is not None:
            for child in token.children:
                if child.dep_ == "conj":
                    other = self.at(child)
                    if other is not None:
                        found.append(other)
        return found
