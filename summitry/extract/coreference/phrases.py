"""Noun phrases around a head noun: where they start and end, what role and country they name, how they refer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from summitry.extract.coreference.words import DEFINITE, INDEFINITE, POSSESSIVE, Words
from summitry.lexicon import Lexicon
from summitry.records import Mention

#: Words before a head noun further away than this belong to something else.
MAX_BEFORE = 9
_IN_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "PRON", "ADV", "X"})
_OUTSIDE = frozenset({"who", "which", "that", "there", "it", "he", "she", "they", "we", "i", "you"})
_COMPLEMENT_WORDS = frozenset({"the", "state", "foreign", "affairs", "defence", "defense", "government", "staff"})
_POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `[start, end)` in tokens around `head`.

    `role` holds the words that say what the person is ("prime", "minister"); `country` whose; `owner` is the index of the token that
    possesses it ("his", "Putin's"). `definite` is True for "the", a possessive or a demonstrative, False for "a", "one" and bare plurals.
    """

    start: int
    head: int
    end: int
    role: frozenset[str]
    country: str | None
    owner: int | None
    definite: bool
    number: str | None
    bare: bool


def floor_of(doc: Doc, i: int) -> int:
    """Where the sentence of token `i` starts, or the furthest point back that a phrase may reach."""
    for k in range(i, max(0, i - MAX_BEFORE), -1):
        if doc[k].is_sent_start:
            return k
    return max(0, i - MAX_BEFORE)


def before(doc: Doc, head: Token, floor: int) -> list[Token]:
    """The words of the noun phrase that stand before its head, in order; never before token `floor`."""
    out: list[Token] = []
    for i in range(head.i - 1, max(floor, head.i - MAX_BEFORE) - 1, -1):
        token = doc[i]
        if token.is_space:
            if token.text.count("\n") > 1:
                break
            continue
        if token.text in {"-", "–"} and out and i and doc[i - 1].idx + len(doc[i - 1]) == token.idx:
            continue
        if token.text not in _POSSESSIVE_MARKS and (token.pos_ not in _IN_PHRASE or token.lower_ in _OUTSIDE):
            break
        out.append(token)
        if token.lower_ in DEFINITE or token.lower_ in {"a", "an"} or token.lower_ in POSSESSIVE:
            break
    out.reverse()
    return out


class PhraseReader:
    """Reads noun phrases with the words of the lexicon."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._words = words

    def read(self, doc: Doc, head: Token, floor: int, covering: dict[int, Mention]) -> Phrase:
        """Return the phrase around `head`. `covering` maps token indexes to the name that covers them."""
        left = before(doc, head, floor)
        owner = next((t.i for t in left if t.lower_ in POSSESSIVE), None)
        for a, b in pairwise(left):
            if b.text in _POSSESSIVE_MARKS:
                owner = a.i
        first = left[0] if left else head
        words = {first.lower_, *(t.lower_ for t in left)}
        role = {t.lower_ for t in left if t.lower_ in self._words.modifiers} | {head.lower_}
        end, after = self._complement(doc, head, covering)
        role |= after
        country = self._country(doc, [*left, head], covering) or self._country_after(doc, head, end, covering)
        definite = bool(words & DEFINITE) or owner is not None or first.lower_ in POSSESSIVE
        number = next((t.lower_ for t in left if t.pos_ == "NUM" or t.lower_ in {"two", "three", "both"}), None)
        bare = not definite and not (words & INDEFINITE)
        return Phrase(first.i, head.i, end, frozenset(role), country, owner, definite, number, bare)

    def _complement(self, doc: Doc, head: Token, covering: dict[int, Mention]) -> tuple[int, set[str]]:
        """End of the phrase with "of state", "of Russia", "for foreign affairs", "to Washington", and the role words there."""
        end, role = head.i + 1, set[str]()
        i = head.i + 1
        while i < len(doc) and doc[i].is_space and doc[i].text.count("\n") < 2:
            i += 1
        if i >= len(doc) or doc[i].lower_ not in {"of", "for", "to"}:
            return end, role
        for j in range(i + 1, min(len(doc), i + 7)):
            token = doc[j]
            if token.is_space and token.text.count("\n") < 2:
                continue
            if token.pos_ != "PROPN" and token.lower_ not in _COMPLEMENT_WORDS and j not in covering:
                break
            role |= {token.lower_} & (self._words.modifiers | {"affairs"})
            end = j + 1
        if doc[end - 1].lower_ == "the" or (doc[i].lower_ == "to" and not any(k in covering for k in range(i, end))):
            return head.i + 1, set()
        return end, role

    def _country(self, doc: Doc, tokens: list[Token], covering: dict[int, Mention]) -> str | None:
        for token in reversed(tokens):
            if country := self._lexicon.country_of_demonym(token.text):
                return country.code
            mention = covering.get(token.i)
            if mention is not None and mention.entity_key is not None and mention.entity_type in {"country", "organization", "place"}:
                entity = doc._.entities.get(mention.entity_key)
                if entity is not None and entity.country_code and mention.entity_type != "place":
                    return str(entity.country_code)
        return None

    def _country_after(self, doc: Doc, head: Token, end: int, covering: dict[int, Mention]) -> str | None:
        return (
            self._country(doc, [doc[i] for i in range(head.i + 1, end)], covering)
            if end > head.i + 1 and doc[head.i + 1].lower_ == "of"
            else None
        )
