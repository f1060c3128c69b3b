"""Who a noun phrase stands for: named people, countries, organisations, and through titles, demonyms, pronouns and plurals the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from summitry.extract.meetings.tree import children, conjuncts, preposition
from summitry.lexicon import Lexicon
from summitry.lexicon.meeting_frames import MeetingFrames
from summitry.records import LocalEntity, Mention

Plural = Callable[[Doc, Token], Iterable[str]]
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_DEMONYM_DEPS = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "conj", "flat"})
_POSSESSIVE_SUFFIXES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Party:
    """One party as a phrase of the text names it. `level` is what its title says, None when it says nothing; `named` is False for a
    pronoun or plain noun; `token` is the index of the word that heads the phrase."""

    key: str
    token: int
    start: int
    end: int
    level: str | None = None
    named: bool = True


class PartyFinder:
    """Finds the parties of phrases in one document; new countries named only by demonym are added to `doc._.entities`."""

    def __init__(self, doc: Doc, lexicon: Lexicon, frames: MeetingFrames, plural: Plural) -> None:
        self.doc, self.lexicon, self.frames, self._plural = doc, lexicon, frames, plural
        self._at: dict[int, Mention] = {}
        starts = {t.idx: t.i for t in doc}
        for mention in sorted(doc._.mentions, key=lambda m: (m.kind == "name", m.end - m.start)):
            i = starts.get(mention.start)
            if i is None:
                continue
            while i < len(doc) and doc[i].idx < mention.end:
                if mention.kind != "nominal" or mention.end - mention.start < 60:
                    self._at[i] = mention
                i += 1

    def entity(self, key: str) -> LocalEntity:
        """The entity of a key."""
        found: LocalEntity = self.doc._.entities[key]
        return found

    def mention(self, token: Token) -> Mention | None:
        """The mention that covers the token; a name goes before a nominal, the longer before the shorter."""
        return self._at.get(token.i)

    def named(self, token: Token, *types: str) -> Mention | None:
        """The resolved mention at a token when it is of one of the types (any when none are given)."""
        m = self._at.get(token.i)
        return (
            m
            if m and m.entity_key and m.entity_key in self.doc._.entities and (not types or self.entity(m.entity_key).entity_type in types)
            else None
        )

    def parties(self, head: Token | None, depth: int = 0) -> list[Party]:
        """The parties that a phrase and what is coordinated with it stand for, in order, each key once."""
        if head is None or depth > 4:
            return []
        found: dict[str, Party] = {}
        for token in conjuncts(head):
            for party in self._one(token, depth):
                found.setdefault(party.key, party)
        return list(found.values())

    def _one(self, token: Token, depth: int) -> list[Party]:
        if token.lower_ in _RELATIVE:
            head = next((a for a in token.ancestors if a.dep_.startswith("acl")), None)
            return self.parties(head.head, depth + 1) if head is not None and head.head.i != token.i else []
        if token.lower_ in self.frames.words("bystanders") or token.lower_ in {"it", "there"}:
            return []
        level = self.level_of_phrase(token)
        m = self.named(token, "person", "country", "organization")
        if m and m.kind == "name":
            if self._is_modifier_of_people(token):
                level = self.level_of_phrase(token) or "official"
            return [self._party(m, token, level)]
        person = self._apposed_person(token)
        if person is not None:
            return [replace(person, level=person.level or level)]
        plural = self._plural_keys(token, depth)
        if plural:
            return [Party(k, token.i, token.idx, token.idx + len(token), level, False) for k in plural]
        if m and m.kind in {"nominal", "pronoun"}:
            return [self._party(m, token, level, named=False)]
        if token.lower_ in self.frames.words("people_nouns"):
            return self._bodies(token, level or "official", depth)
        return []

    def _party(self, m: Mention, token: Token, level: str | None, named: bool = True) -> Party:
        return Party(m.entity_key or "", token.i, m.start, m.end, level, named)

    def _is_modifier_of_people(self, token: Token) -> bool:
        return any(c.lower_ in self.frames.words("people_nouns") for c in token.children if c.dep_ in {"conj", "flat"})

    def _plural_keys(self, token: Token, depth: int) -> list[str]:
        if token.pos_ == "PROPN" or depth > 2:
            return []
        if token.pos_ == "PRON" and token.lower_ not in {
            "they",
            "them",
            "both",
            "themselves",
            "each",
            "we",
            "us",
            "two",
            "their",
            "theirs",
        }:
            return []
        if token.pos_ in {"NOUN", "NUM", "DET", "ADJ"}:
            fitting = token.lower_ in self.frames.words("people_nouns") or token.lower_ in {
                "men",
                "women",
                "two",
                "three",
                "both",
                "pair",
                "duo",
                "four",
                "five",
                "trio",
            }
            definite = any(c.lower_ in {"the", "both", "these", "all", "two", "their"} for c in token.children) or token.lower_ in {
                "both",
                "two",
            }
            if not (fitting and definite):
                return []
            if self._own_bodies(token):
                return []
        return [
            k
            for k in self._plural(self.doc, token)
            if k in self.doc._.entities and self.entity(k).entity_type in {"person", "country", "organization"}
        ]

    def _own_bodies(self, token: Token) -> bool:
        return any(self.lexicon.country_of_demonym(c.text) for c in token.children if c.dep_ in _DEMONYM_DEPS)

    def _apposed_person(self, token: Token) -> Party | None:
        """ "his Israeli counterpart, Ariel Sharon"; "President Vladimir Putin" where the title heads the phrase."""
        for child in token.children:
            if child.dep_ in {"appos", "flat", "nmod:desc", "nmod:unmarked", "dep"} and child.i > token.i:
                for word in (child, *children(child, "flat")):
                    m = self.named(word, "person")
                    if m and m.kind == "name":
                        return self._party(m, word, self.level_of_phrase(word))
        return None

    def _bodies(self, token: Token, level: str, depth: int) -> list[Party]:
        """The countries or organisations whose people a plain noun names ("Chinese and Indian officials", "leaders of NATO")."""
        found: list[Party] = []
        for child in token.children:
            if (
                child.dep_ in _DEMONYM_DEPS
                and child.i < token.i
                and not (child.dep_ == "nmod:poss" and child.lower_ in {"his", "her", "its", "their", "my"})
            ):
                if child.dep_ == "nmod" and preposition(child):
                    continue
                for word in conjuncts(child):
                    found += self._body(word, level)
            elif child.dep_ in {"nmod", "obl"} and child.i > token.i and preposition(child) in {"of", "from", "for", "representing"}:
                found += [replace(p, level=level) for p in self.parties(child, depth + 1)] or [
                    p for w in conjuncts(child) for p in self._body(w, level)
                ]
        return list({p.key: p for p in found}.values())

    def _body(self, word: Token, level: str) -> list[Party]:
        m = self.named(word, "country", "organization")
        if m:
            return [self._party(m, word, level)]
        country = self.lexicon.country_of_demonym(word.text)
        if country is None:
            return []
        key = self.add_country(country.name)
        return [Party(key, word.i, word.idx, word.idx + len(word), level)] if key else []

    def compound_parties(self, noun: Token) -> list[Party]:
        """Parties written into the noun: "the Putin-Trump meeting", "U.S.-Soviet summit", "Chinese-Indian talks"."""
        found: dict[str, Party] = {}
        stack = [
            c
            for c in noun.children
            if c.dep_ in {"compound", "amod", "nmod", "nmod:desc", "nmod:unmarked", "flat"} and c.i < noun.i and not preposition(c)
        ]
        words: list[Token] = []
        while stack:
            child = stack.pop()
            words.append(child)
            stack += [
                c
                for c in child.children
                if c.dep_ in {"compound", "conj", "amod", "flat", "nmod", "dep", "nmod:unmarked"} and not preposition(c)
            ]
        for word in sorted(words, key=lambda t: t.i):
            m = self.named(word, "person", "country", "organization")
            if m and m.kind == "name":
                found.setdefault(m.entity_key or "", self._party(m, word, None))
            elif (country := self.lexicon.country_of_demonym(word.text)) is not None:
                key = self.add_country(country.name)
                if key:
                    found.setdefault(key, Party(key, word.i, word.idx, word.idx + len(word)))
        return list(found.values())

    def add_country(self, name: str) -> str | None:
        """The key of a country, added to the document's entities when it was not named so far."""
        entities: dict[str, LocalEntity] = self.doc._.entities
        for entity in self.lexicon.lookup(name):
            if entity.entity_type == "country":
                entities.setdefault(
                    entity.lexicon_id, LocalEntity(entity.lexicon_id, entity.name, "country", entity.country_code, entity.lexicon_id)
                )
                return entity.lexicon_id
        return None

    def level_of_phrase(self, token: Token) -> str | None:
        """The level that the title words around a name or noun give: `leader minister official`, None when there are none."""
        words = [token.lower_] if token.pos_ == "NOUN" else []
        for child in token.children:
            if child.dep_ in {"nmod:desc", "compound", "flat", "amod", "appos", "nmod:unmarked"}:
                words += [child.lower_, *(c.lower_ for c in child.children if c.dep_ in {"compound", "amod", "flat", "nmod:desc"})]
        if (
            token.head.i != token.i
            and token.dep_ in {"appos", "flat", "nmod:unmarked"}
            and token.head.pos_ in {"NOUN", "PROPN"}
            and not self.named(token.head, "person")
        ):
            head = token.head
            words += [head.lower_, *(c.lower_ for c in head.children if c.dep_ in {"compound", "amod", "nmod:desc"})]
        order = sorted({w for w in words})
        joined = set(order) | {f"{a} {b}" for a, b in pairwise(self._in_text_order(token))}
        if joined & {"former", "ex", "ex-president", "late"} and not joined & {"vice"}:
            return "official"
        for name, level in (("official_nouns", "official"), ("minister_nouns", "minister"), ("leader_nouns", "leader")):
            hits = joined & self.frames.words(name)
            if level == "minister" and hits == {"minister"} and "prime minister" in joined:
                continue
            if level == "minister" and hits == {"secretary"} and joined & {"secretary general", "secretary-general", "general"}:
                continue
            if level == "official" and hits & {"general"} and joined & {"secretary"}:
                continue
            if hits:
                return level
        return None

    def _in_text_order(self, token: Token) -> list[str]:
        first = max(token.sent.start, token.i - 6)
        return [t.lower_ for t in self.doc[first : min(token.i + 6, token.sent.end)]]
