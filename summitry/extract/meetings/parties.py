"""Who a noun phrase stands for: named people, countries, organisations, and through titles, demonyms, pronouns and plurals the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from summitry.extract.meetings.tree import children, conjuncts, preposition
from summitry.extract.state import text_of
from summitry.lexicon import Lexicon
from summitry.lexicon.meeting_frames import MeetingFrames
from summitry.records import LocalEntity, Mention

Plural = Callable[[Doc, Token], Iterable[str]]
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_DEMONYM_DEPS = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "conj", "flat"})
_FORMER = frozenset({"former", "ex", "ex-president", "late", "onetime", "then-candidate", "elect"})
_DEPUTY = frozenset({"deputy", "vice", "assistant", "under", "acting deputy"})
_DELEGATIONS = frozenset({"delegation", "team", "mission", "group", "party"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_JOINED = re.compile(r"([A-Z][\w.]+)[-–/]([A-Z][\w.]+)")
_FIRST_PLURAL = frozenset({"we", "us", "our"})
_GIVEN_OUT = re.compile(
    r"\b(?:statement|remarks|readout|message|address|speech|declaration|communiqu[eé]|letter)\b[^\n]{0,40}?\b(?:by|of|from)\b",
    re.IGNORECASE,
)
_ON_TOPIC = re.compile(r"\b(?:on|about|regarding|following|after|before|to|at|with|call|meeting)\b", re.IGNORECASE)
#: A text that is given out in somebody's name says so in its first lines.
_TITLE_REACH = 400
_NOT_IN_TITLE = frozenset({"with", "to", "by", "between", "from", "in", "at", "on", "after", "before", "for", "among", "against", "the"})


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

    def __init__(self, doc: Doc, lexicon: Lexicon, frames: MeetingFrames, plural: Plural, day: date | None = None) -> None:
        self.day = day
        self._people: dict[str, list[str]] | None = None
        self.doc, self.lexicon, self.frames, self._plural = doc, lexicon, frames, plural
        # Read once: spaCy makes `doc.ents` from all tokens of the document at each access.
        self._model_places = [ent for ent in doc.ents if ent.label_ == "place"]
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
        members = conjuncts(head)
        for token in [*members, *self._hidden_conjuncts(members[-1])]:
            for party in self._one(token, depth):
                found.setdefault(party.key, party)
        return list(found.values())

    def _hidden_conjuncts(self, token: Token) -> list[Token]:
        """Names that stand coordinated after a name although the tree hangs them inside it ("A's B and C's D")."""
        m = self.named(token, "person")
        if m is None or m.kind != "name":
            return []
        found = []
        for i in range(token.i + 1, min(token.i + 12, token.sent.end)):
            word = self.doc[i]
            other = self._at.get(i)
            if other is None or other.start <= m.start or other.kind != "name" or other.entity_type != "person":
                continue
            inside = m.start <= word.head.idx < m.end or (
                word.head.i == token.head.i and word.dep_ in {"flat", "dep", "appos", "compound", "conj"}
            )
            if inside and word.head.i < i and any(t.lower_ in {"and", "&"} for t in self.doc[token.i : i]):
                found.append(word)
                m = other
        return found

    def _one(self, token: Token, depth: int) -> list[Party]:
        if token.lower_ in _FIRST_PERSON and self.named(token) is None:
            return self._speakers(token)
        if token.lower_ in _RELATIVE:
            told = self.named(token, "person", "country", "organization")
            if told is not None:
                return [self._party(told, token, None, named=False)]
            head = next((a for a in token.ancestors if a.dep_.startswith("acl")), None)
            return self.parties(head.head, depth + 1) if head is not None and head.head.i != token.i else []
        if token.lower_ in self.frames.words("bystanders") or token.lower_ in {"it", "there"}:
            return []
        level = self.level_of_phrase(token)
        heads = self._heads_of_delegation(token, depth)
        if heads:
            return heads
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
        known = self._known_holder(token, level)
        if known is not None:
            return [known]
        demonym = self._holder_by_demonym(token)
        if demonym is not None:
            return [demonym]
        if token.lower_ in self.frames.words("people_nouns"):
            examples = [p for c in token.children if preposition(c) in {"including", "like", "such as"} for p in self.parties(c, depth + 1)]
            return examples or self._own_body(token, level) or self._bodies(token, level or "official", depth)
        return []

    def _heads_of_delegation(self, token: Token, depth: int) -> list[Party]:
        """ "a delegation led by X": X."""
        if token.lower_ not in _DELEGATIONS:
            return []
        for clause in token.children:
            if clause.dep_ == "acl" and clause.lower_ in {"led", "headed"}:
                agents = [c for c in clause.children if preposition(c) == "by" or c.dep_ == "obl:agent"]
                people = [p for a in agents for p in self.parties(a, depth + 1) if self.entity(p.key).entity_type == "person"]
                if people:
                    return people[:1]
        return []

    def _holder_by_demonym(self, token: Token) -> Party | None:
        """ "the Filipino": the one leader of that country whom the text names."""
        if not any(c.lower_ == "the" for c in token.children) or token.pos_ == "VERB" or token.lower_.endswith("s"):
            return None
        if token.dep_ in {"amod", "compound", "flat"} or (token.i + 1 < len(self.doc) and self.doc[token.i + 1].pos_ in {"NOUN", "PROPN"}):
            return None
        country = self.lexicon.country_of_demonym(token.text)
        people = self._people_by_country().get(country.code, []) if country is not None else []
        if len(people) == 1 and self._named_before(people[0], token):
            return Party(people[0], token.i, token.idx, token.idx + len(token), "leader", False)
        return None

    def _own_body(self, token: Token, level: str | None) -> list[Party]:
        """ "Syrian opposition leaders", "the Colombian rebels": a body of its own, not the state."""
        kind = next((t for t in [token, *token.children] if t.lower_ in self.frames.words("body_nouns") and (t.i <= token.i)), None)
        if kind is None:
            return []
        for child in [*token.children, *kind.children]:
            country = self.lexicon.country_of_demonym(child.text) if child.i < token.i or child.head.i == kind.i else None
            if country is None:
                continue
            name = f"{child.text} {kind.lower_}"
            known = next((e for e in self.lexicon.lookup(name) if e.entity_type == "organization"), None)
            key = known.lexicon_id if known else f"organization:{name.lower()}"
            found = LocalEntity(
                key,
                known.name if known else name,
                "organization",
                known.country_code if known else country.code,
                known.lexicon_id if known else None,
            )
            self.doc._.entities.setdefault(key, found)
            return [Party(key, token.i, child.idx, token.idx + len(token), level or "official")]
        return []

    def _speakers(self, token: Token) -> list[Party]:
        """ "I" and "we": who speaks the quotation, or in whose name the text is given out."""
        keys: list[str] = [q.speaker_key for q in self.doc._.quotes if q.start <= token.idx < q.end and q.speaker_key][:1]
        if not keys:
            keys = self._authors() if token.lower_ in _FIRST_PLURAL else self._authors()[:1]
        return [Party(k, token.i, token.idx, token.idx + len(token), None, False) for k in keys if k in self.doc._.entities]

    def _authors(self) -> list[str]:
        """Persons in whose name the text is given out: "Statement by President Biden", "Remarks by ..." in its first lines."""
        found: list[str] = []
        for cue in _GIVEN_OUT.finditer(text_of(self.doc), 0, _TITLE_REACH):
            end = text_of(self.doc).find("\n", cue.end())
            stop = min(end if end > 0 else cue.end() + 120, cue.end() + 160)
            for m in self.doc._.mentions:
                if (
                    cue.end() <= m.start < stop
                    and m.entity_key
                    and m.kind == "name"
                    and self.entity(m.entity_key).entity_type == "person"
                    and m.entity_key not in found
                ):
                    if _ON_TOPIC.search(text_of(self.doc), cue.end(), m.start):
                        break
                    found.append(m.entity_key)
            if not found and "the president" in text_of(self.doc)[cue.start() : stop].lower():
                found += self._white_house_president()
            if found:
                break
        return found

    def _white_house_president(self) -> list[str]:
        """The president in office, for what the White House gives out in the name of "the President"."""
        if "white house" not in (self.doc._.document.outlet or "").lower() or self.day is None:
            return []
        keys = []
        for holder in self.lexicon.holders("USA", "head_of_state", self.day)[:1]:
            self.doc._.entities.setdefault(
                holder.lexicon_id, LocalEntity(holder.lexicon_id, holder.name, "person", holder.country_code, holder.lexicon_id)
            )
            keys.append(holder.lexicon_id)
        return keys

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

    def _known_holder(self, token: Token, level: str | None) -> Party | None:
        """ "his US counterpart", "the French president": the one person of that country whom the document names with such a title."""
        if token.lower_ not in {"counterpart", "president", "premier", "chancellor", "king", "queen", "emir", "leader"}:
            return None
        bodies = self._bodies(token, level or "official", 1)
        if len(bodies) != 1:
            return None
        code = self.entity(bodies[0].key).country_code
        people = [k for k in self._people_by_country().get(code or "", ()) if token.lower_ != "counterpart" or self._named_before(k, token)]
        if len(people) == 1:
            return Party(people[0], token.i, token.idx, token.idx + len(token), "leader" if token.lower_ != "counterpart" else None, False)
        return None

    def only_leader(self, code: str | None) -> str | None:
        """The one person whom the text or the lexicon makes a leader of the country; None when there is none or several."""
        people = self._people_by_country().get(code or "", [])
        return people[0] if len(people) == 1 else None

    def _people_by_country(self) -> dict[str, list[str]]:
        """Country code -> persons whom the text or the lexicon makes leaders or ministers of it."""
        if self._people is None:
            self._people = {}
            for m in self.doc._.mentions:
                if m.kind != "name" or not m.entity_key or self.entity(m.entity_key).entity_type != "person":
                    continue
                entity = self.entity(m.entity_key)
                titled = self.doc.char_span(m.start, m.end, alignment_mode="expand")
                leads = titled is not None and self.level_of_phrase(titled[0]) == "leader"
                if not leads and entity.lexicon_id:
                    leads = any(
                        t.office in {"head_of_state", "head_of_government", "monarch"}
                        for t in self.lexicon.terms_of(entity.lexicon_id, self.day)
                    )
                bucket = self._people.setdefault(entity.country_code or "", [])
                if leads and m.entity_key not in bucket:
                    bucket.append(m.entity_key)
        return self._people

    def model_places(self, start: int, end: int) -> list[Span]:
        """The places that the model named and that begin in the characters `[start, end)`."""
        first = bisect_left(self._model_places, start, key=lambda ent: ent.start_char)
        return self._model_places[first : bisect_left(self._model_places, end, key=lambda ent: ent.start_char)]

    def _named_before(self, key: str, token: Token) -> bool:
        return any(m.entity_key == key and m.start < token.idx for m in self.doc._.mentions)

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
        if word.lower_ in self.frames.words("body_nouns"):
            return []
        m = self.named(word, "country", "organization", "forum")
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
            parts = self._hyphenated(word)
            if parts:
                for party in parts:
                    found.setdefault(party.key, party)
                continue
            series = self.named(word, "forum")
            if series and (pair := self._pair(series, word)):
                found.update({p.key: p for p in pair})
                continue
            m = self.named(word, "person", "country", "organization")
            if m and "-" in m.surface and self.entity(m.entity_key or "").lexicon_id is None and (pair := self._pair(m, word)):
                found.update({p.key: p for p in pair})
            elif m and m.kind == "name":
                found.setdefault(m.entity_key or "", self._party(m, word, None))
            elif (country := self.lexicon.country_of_demonym(word.text)) is not None:
                key = self.add_country(country.name)
                if key:
                    found.setdefault(key, Party(key, word.i, word.idx, word.idx + len(word)))
        return list(found.values())

    def _pair(self, m: Mention, word: Token) -> list[Party]:
        """ "Putin-Trump" or "U.S.-Soviet summit" taken for one name: the two that it joins."""
        joined = _JOINED.search(m.surface)
        return self._halves([joined.group(1), joined.group(2)], word) if joined else []

    def _hyphenated(self, word: Token) -> list[Party]:
        """Both halves of one word: "U.S.-Soviet", "Trump-Kim"."""
        return self._halves(re.split(r"[-–—/]", word.text), word)

    def _halves(self, halves: list[str], word: Token) -> list[Party]:
        """The parties that all halves of a joined name stand for; none unless there are at least two."""
        keys = list(dict.fromkeys(k for half in halves if half[:1].isupper() and (k := self._half(half)))) if len(halves) > 1 else []
        return [Party(k, word.i, word.idx, word.idx + len(word)) for k in keys] if len(keys) > 1 else []

    def _half(self, half: str) -> str | None:
        country = self.lexicon.country_of_demonym(half)
        key = self.add_country(country.name if country else half)
        if key is None:
            named = (m for m in self.doc._.mentions if m.entity_type == "person" and m.kind == "name" and m.entity_key)
            key = next((m.entity_key for m in named if m.surface.split()[-1] == half), None)
        return key or self._known(half)

    def _known(self, name: str) -> str | None:
        """The key of a person or organisation of the lexicon ("EU" in "EU-Russia summit"), added to the document's entities."""
        for entity in self.lexicon.lookup(name):
            if entity.entity_type in {"organization", "person"}:
                found = LocalEntity(entity.lexicon_id, entity.name, entity.entity_type, entity.country_code, entity.lexicon_id)
                self.doc._.entities.setdefault(entity.lexicon_id, found)
                return entity.lexicon_id
        return None

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
        """The level that the title beside a name or inside a noun phrase gives: `leader minister official`, None when there is none."""
        if token.pos_ == "NOUN" or (token.lower_ in self.frames.words("people_nouns") and self.named(token) is None):
            return self._title_level([*self._left_words(token.i, 5), token.lower_, *self._right_words(token.i)])
        m = self.mention(token)
        first = token.i
        if m is not None and m.kind == "name":
            while first > 0 and self.doc[first - 1].idx >= m.start:
                first -= 1
        level = self._title_level(self._left_words(first, 6))
        if level is not None:
            return level
        if token.dep_ in {"appos", "flat"} and token.head.i < token.i and token.head.lower_ in self.frames.words("people_nouns"):
            head = token.head
            level = self._title_level([*self._left_words(head.i, 4), head.lower_, *self._right_words(head.i)])
            if level is not None:
                return level
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i and child.pos_ == "NOUN":
                return self._title_level([*self._left_words(child.i, 4), child.lower_, *self._right_words(child.i)])
        return None

    def _left_words(self, i: int, count: int) -> list[str]:
        words: list[str] = []
        for k in range(i - 1, max(-1, i - 1 - count), -1):
            token = self.doc[k]
            if token.is_space:
                continue
            if (
                token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ", "PRON"}
                or (token.is_punct and token.text not in {"-", "–", "'", "’"})
                or token.lower_ in _NOT_IN_TITLE
            ):
                break
            words.insert(0, token.lower_)
        return words

    def _right_words(self, i: int) -> list[str]:
        following = [t.lower_ for t in self.doc[i + 1 : i + 4] if not t.is_space]
        return following[:3] if following[:1] == ["of"] else []

    def _title_level(self, words: list[str]) -> str | None:
        if set(words) & _FORMER:
            return "official"
        singular = [w[:-1] if w.endswith("s") and w not in {"affairs"} and len(w) > 4 else w for w in words]
        for size in range(min(6, len(words)), 0, -1):
            for start in range(len(words) - size, -1, -1):
                for form in (words, singular):
                    role = self.lexicon.role(" ".join(form[start : start + size]).replace(" - ", "-"))
                    if role is not None:
                        lower = {"leader": "minister", "minister": "official"}.get(role.level, "official")
                        return lower if set(words[:start]) & _DEPUTY else role.level
        joined = {*words, *singular}
        for name, level in (("official_nouns", "official"), ("minister_nouns", "minister"), ("leader_nouns", "leader")):
            if joined & self.frames.words(name):
                return level
        return None
