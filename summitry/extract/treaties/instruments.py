"""Which instrument a word points at: a named treaty, an organisation that can be joined, or one told of earlier ("the accord")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from summitry.extract.state import mention_at
from summitry.extract.treaties.parties import keyed_mention_at
from summitry.lexicon.treaty_frames import TreatyFrames

#: Depth of the search below an act: act -> obligations -> under the treaty.
_DEPTH = 3
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "both", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "any", "another", "some", "no", "new"})
_RELATIVE = frozenset({"which", "that"})
#: Words between a relative pronoun and the noun it stands for.
_GAP = 3


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as it stands in the text: the word, and the entity it is (None: a new, unnamed one).

    `accession` is set for a membership that is ratified ("Finland's NATO membership"): `key` is the organisation then.
    """

    token: Token
    key: str | None
    organization: bool = False
    accession: bool = False


class Instruments:
    """Finds instruments in one Doc. Built once per Doc: it remembers which treaty was told of last before each place."""

    def __init__(self, doc: Doc, frames: TreatyFrames) -> None:
        self._doc = doc
        self._frames = frames
        self._heads = frames.words("instrument_nouns")
        self._named = [(m.start, m.entity_key) for m in doc._.mentions if m.entity_type == "treaty" and m.entity_key and m.kind == "name"]

    def remember(self, token: Token, key: str) -> None:
        """Note that an unnamed instrument was introduced at `token`, for "the accord" further on."""
        if (token.idx, key) not in self._named:
            self._named = sorted([*self._named, (token.idx, key)])

    def at(self, token: Token) -> Instrument | None:
        """The instrument that `token` heads, if it heads one."""
        mention = keyed_mention_at(self._doc, token)
        if mention is not None and mention.entity_key and mention.kind == "name":
            if mention.entity_type == "treaty":
                return Instrument(token, mention.entity_key)
            if mention.entity_type == "organization":
                return Instrument(token, mention.entity_key, organization=True)
            if mention.entity_type in {"person", "country", "place"}:
                return None
        if token.lower_ in self._heads:
            found = self._nominal(token)
            if found.key is None and mention is not None and mention.entity_type == "treaty" and mention.entity_key:
                return Instrument(token, mention.entity_key)
            return found
        if token.pos_ in {"PRON", "DET", "SCONJ"} and token.lower_ in _RELATIVE:
            return self._pronoun(token)
        if token.lower_ in {"it", "latter"} and mention is None:
            return self._just_told(token)
        if token.lower_ in self._frames.words("accession_nouns"):
            return self._accession(token)
        if mention is not None and mention.entity_key and mention.entity_type == "treaty":
            return Instrument(token, mention.entity_key)
        return None

    def _nominal(self, token: Token) -> Instrument:
        """`the treaty`, `New START nuclear arms control treaty`: a name inside the phrase, else the last treaty told of before."""
        for child in token.subtree:
            if child.i < token.i and child.dep_ in {"compound", "amod", "nmod", "flat"}:
                mention = keyed_mention_at(self._doc, child)
                if mention is not None and mention.entity_type == "treaty" and mention.kind == "name":
                    return Instrument(token, mention.entity_key)
        determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nmod:poss"}}
        if determiners & _INDEFINITE or not determiners & _DEFINITE:
            return Instrument(token, None)
        before = [key for start, key in self._named if start < token.idx]
        if before:
            return Instrument(token, self._likest(token, before))
        # A headline or lead may say "the pact" before the text names the only one it is about.
        later = {key for _, key in self._named}
        return Instrument(token, later.pop() if len(later) == 1 and not self._described(token) else None)

    def _likest(self, token: Token, keys: list[str | None]) -> str | None:
        """The last of the instruments that has most of the describing words: "the accession protocols" are no other protocol."""
        words = {c.lower_ for c in token.children if c.dep_ in {"compound", "amod"}}

        def shared(key: str | None) -> int:
            return len(words & set(self._doc._.entities[key].name.lower().split())) if key else 0

        return max(reversed(keys), key=shared)

    @staticmethod
    def _described(token: Token) -> bool:
        return any(c.dep_ in {"nmod", "acl", "acl:relcl"} and c.i > token.i for c in token.children)

    def _accession(self, token: Token) -> Instrument | None:
        """`Finland's accession to NATO`, `Sweden's NATO bid`: what parliaments ratify when a state joins."""
        for child in token.children:
            if child.dep_ in {"nmod", "compound", "nmod:poss"}:
                mention = keyed_mention_at(self._doc, child)
                if mention is not None and mention.entity_type == "organization" and mention.entity_key:
                    return Instrument(token, mention.entity_key, organization=True, accession=True)
        return None

    def _pronoun(self, token: Token) -> Instrument | None:
        clause = token.head
        while clause.dep_ not in {"acl:relcl", "ROOT"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "acl:relcl" and clause.head.pos_ != "PRON":
            found = self.at(clause.head)
            if found is not None:
                return found
        for earlier in reversed(self._doc[max(token.sent.start, token.i - _GAP) : token.i]):
            if earlier.pos_ in {"NOUN", "PROPN"}:
                return self.at(earlier)
        return None

    def _just_told(self, token: Token) -> Instrument | None:
        """`signed it`, `the latter`: the instrument told of last, in this sentence or the one before."""
        sentence = token.sent
        first = self._doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char
        near = [key for start, key in self._named if first <= start < token.idx]
        return Instrument(token, near[-1]) if near else None

    def before(self, token: Token) -> list[Instrument]:
        """The instrument that the text speaks of just before `token`: in the sentence, else the treaty told of last."""
        for earlier in reversed(self._doc[token.sent.start : token.i]):
            if earlier.lower_ in self._heads or mention_at(self._doc, earlier) is not None:
                here = self.at(earlier)
                if here is not None and here.key is not None and not here.organization:
                    return [here]
        known = [(start, key) for start, key in self._named if start < token.idx]
        span = self._doc.char_span(known[-1][0], known[-1][0] + 1, alignment_mode="expand") if known else None
        return [Instrument(span.root, known[-1][1])] if span is not None else []

    def below(self, token: Token, depth: int = _DEPTH) -> list[Instrument]:
        """Instruments that `token` heads or reaches through carrier nouns and coordination."""
        here = self.at(token)
        found = [here] if here else []
        if here is None and depth and token.lower_ in self._frames.words("carriers"):
            for child in token.children:
                if child.dep_ in {"nmod", "obl", "compound", "acl", "nmod:poss"}:
                    found += self.below(child, depth - 1)
        if here is not None:
            for child in token.children:
                if child.dep_ == "conj" and not any(c.lower_ == "not" for c in child.children):
                    other = self.at(child)
                    if other is not None:
                        found.append(other)
        return found
