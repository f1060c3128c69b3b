"""Who acts on an instrument: states and organisations, for which persons and ministries stand."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from summitry.extract.state import mention_at
from summitry.extract.treaties.modality import is_gerund_with_subject
from summitry.lexicon import Lexicon
from summitry.lexicon.treaty_frames import TreatyFrames
from summitry.records import LocalEntity, Mention

_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
#: Relations through which a verb shares the subject of its governor.
_CONTROLLED = frozenset({"xcomp", "conj", "advcl", "acl"})
_PLURAL = frozenset("sides parties leaders presidents ministers countries nations governments they delegations both two".split())


#: Verbs whose object becomes a member: "welcome Finland as NATO's 31st member".
_WELCOMING = frozenset(
    "welcome welcomes welcomed welcoming admit admits admitted admitting accept accepted invite invites invited inviting".split()
)


def keyed_mention_at(doc: Doc, token: Token) -> Mention | None:
    """The longest mention covering the token that is linked to an entity: a name before a nominal."""
    covering = [m for m in doc._.mentions if m.entity_key and m.start <= token.idx and token.idx + len(token) <= m.end]
    return max(covering, key=lambda m: (m.kind == "name", m.end - m.start)) if covering else None


def _points(mention: Mention | None) -> bool:
    """True when the mention stands for somebody; a nominal that coreference left open does not."""
    return mention is not None and (mention.entity_key is not None or mention.link_basis.startswith("plural:"))


#: "pull the United States out of the treaty": the object leaves.
_TAKING_OUT = frozenset(
    "take takes took taking taken pull pulls pulled pulling bring brought withdraw withdraws withdrew withdrawing".split()
)


class Parties:
    """Finds the parties of an act in one Doc, as local entity keys; adds country entities where a person or demonym stands for one."""

    def __init__(self, doc: Doc, lexicon: Lexicon, frames: TreatyFrames) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._frames = frames

    def of(self, trigger: Token, instruments: frozenset[str] = frozenset()) -> list[str]:
        """Keys of the parties of the act, in text order, without repetition; empty when the text names none.

        `instruments` are the keys of what is acted on: they are no parties.
        """
        if trigger.pos_ in {"VERB", "AUX"}:
            return self._unique(self._of_verb(trigger, depth=0), instruments)
        return self._unique(self._owners(trigger), instruments) or self._unique(self._of_governor(trigger), instruments)

    def companions(self, trigger: Token) -> list[str]:
        """Keys of those with whom it is done: "signed the pact with India", "together with the leaders of Canada and Mexico"."""
        found = [c for c in trigger.children if c.dep_ == "obl" and any(g.lower_ == "with" for g in c.children if g.dep_ == "case")]
        return self._unique(iter(found), frozenset())

    def owners(self, noun: Token) -> list[str]:
        """Keys of those whose the noun is: "Finland's accession", "the Finnish bid"."""
        return self._unique(self._owners(noun), frozenset())

    def between(self, noun: Token) -> list[str]:
        """Keys of the parties that the phrase of an instrument names: "a deal between X and Y", "a treaty with X"."""
        found = []
        for child in noun.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ == "acl:relcl" and any(c.lower_ == "which" and c.dep_ == "obl" for c in child.children):
                found += [c for c in child.children if c.dep_ == "nsubj"]
            elif child.dep_ in {"compound", "amod", "nmod:poss"} or (child.dep_ == "nmod" and cases & {"between", "with", "among"}):
                found.append(child)
        return self._unique(iter(found), frozenset())

    def _unique(self, actors: Iterator[Token], instruments: frozenset[str]) -> list[str]:
        return [k for k in dict.fromkeys(key for token in actors for key in self._keys(token)) if k not in instruments]

    @staticmethod
    def _owners(noun: Token) -> Iterator[Token]:
        """`Moscow's suspension`, `the US withdrawal`, `ratification by Kenya`."""
        for child in noun.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            before = child.dep_ in {"compound", "amod"} and child.i < noun.i
            if child.dep_ == "nmod:poss" or before or (child.dep_ in {"nmod", "obl:agent", "obl"} and cases & {"by", "between"}):
                yield child

    def _of_governor(self, noun: Token) -> Iterator[Token]:
        """The subject of the verb that governs the noun: "Sweden applied for membership"; with verbs of welcoming their object."""
        head = noun.head
        while head != noun and head.pos_ == "NOUN" and head.head != head:
            head = head.head
        if head.pos_ == "VERB" and head.lower_ in _WELCOMING:
            yield from (c for c in head.children if c.dep_ in {"obj", "nsubj:pass"})
        elif head.pos_ in {"VERB", "AUX"} or noun.dep_ == "ROOT":
            yield from self._of_verb(head, depth=1)
            if noun.dep_ == "obl":
                # "they were joined for the signing of": whoever is there for it takes part in it.
                yield from (c for c in head.children if c.dep_ == "nsubj:pass")

    def _of_verb(self, verb: Token, depth: int) -> Iterator[Token]:
        agents = [
            c
            for c in verb.children
            if c.dep_ == "obl:agent" or (c.dep_ == "obl" and any(g.lower_ == "by" for g in c.children if g.dep_ == "case"))
        ]
        passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children)
        subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
        pressed = [c for c in verb.head.children if c.dep_ == "obj" and c.lower_ == "pressure"] if verb.dep_ in {"advcl", "xcomp"} else []
        taken = [c for c in verb.children if c.dep_ == "obj" and self._is_country(c)] if verb.lower_ in _TAKING_OUT else []
        if taken:
            yield from taken
        elif verb.lower_ in _WELCOMING:
            yield from (c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} and self._is_country(c))
        elif is_gerund_with_subject(verb):
            name = verb.nbor(-1)
            while name.dep_ in {"flat", "conj", "compound"} and name.head.i < verb.i and name.head.pos_ == "PROPN":
                name = name.head
            yield name
        elif pressed:
            # "pressure on the regime to implement": those under pressure are to act.
            yield from (c for c in pressed[0].children if c.dep_ == "nmod" and any(g.lower_ == "on" for g in c.children))
        elif agents:
            yield from agents
        elif subjects and not passive:
            yield from subjects
        elif not passive and depth < 4:
            if verb.dep_ == "acl:relcl" or (verb.dep_ == "acl" and verb.head.pos_ != "VERB"):
                for child in verb.head.children:
                    if child.dep_ == "nmod:poss":
                        yield child
                        return
                if verb.dep_ == "acl" and verb.lower_.endswith("ing"):
                    yield verb.head
                    return
                if verb.dep_ == "acl":
                    agents = [c for a in verb.head.children if a.dep_ == "acl" for c in a.children if c.dep_ == "obl:agent"]
                    if agents:
                        yield from agents
                        return
                head = verb.head
                while head.pos_ != "VERB" and head.head != head:
                    head = head.head
                if head.pos_ == "VERB" and head != verb:
                    yield from self._of_verb(head, depth + 1)
            elif verb.dep_ in _CONTROLLED:
                objects = [c for c in verb.head.children if c.dep_ in {"obj", "iobj"} and self._is_controller(c)]
                blamed = verb.dep_ == "advcl" and any(c.lower_ in {"of", "for"} for c in verb.children if c.dep_ in {"mark", "case"})
                raised = [c for c in verb.head.children if c.dep_ == "nsubj:pass"] if verb.dep_ == "xcomp" else []
                if raised and not objects:
                    # "the president is expected to sign"
                    yield from raised
                elif objects and (verb.dep_ == "xcomp" or blamed):
                    yield from objects
                else:
                    yield from self._of_verb(verb.head, depth + 1)

    def _is_country(self, token: Token) -> bool:
        mention = keyed_mention_at(self._doc, token)
        return mention is not None and mention.entity_type == "country"

    def _is_controller(self, token: Token) -> bool:
        """`asked Iran to`, `urge leaders to`: who is asked is to act; in "signed a pledge to" nobody is asked."""
        return token.pos_ in {"PROPN", "PRON"} or self._frames.modality.get(token.head.lower_) == "urged"

    def _keys(self, token: Token) -> Iterator[str]:
        yield from self._key(token)
        for child in token.children:
            if child.dep_ == "conj":
                yield from self._keys(child)
        if not _points(mention_at(self._doc, token)) and token.pos_ == "NOUN":
            # "British and Soviet officials", "foreign ministers of Poland and Hungary", "the US president"
            for child in token.children:
                if child.dep_ in {"amod", "compound", "nmod:poss", "nmod"} and not any(
                    c.lower_ in {"by", "on", "in", "at"} for c in child.children
                ):
                    yield from self._keys(child)

    def _key(self, token: Token) -> Iterator[str]:
        mention = keyed_mention_at(self._doc, token)
        if mention is not None and mention.entity_key:
            entity = self._doc._.entities[mention.entity_key]
            if entity.entity_type in {"treaty", "forum", "event", "place"}:
                return
            yield self.state_for(entity)
            return
        mention = mention_at(self._doc, token)
        if mention is not None and mention.link_basis.startswith("plural:"):
            for key in mention.link_basis.removeprefix("plural:").split(","):
                if key in self._doc._.entities:
                    yield self.state_for(self._doc._.entities[key])
            return
        country = self._lexicon.country_of_demonym(token.text)
        if country is not None:
            yield self._country(country.code)
            return
        definite = token.pos_ == "PRON" or any(c.lower_ in {"the", "both", "two", "these", "their"} for c in token.children)
        if token.lower_ in _PLURAL and (definite or token.lower_ in {"both", "two"}):
            yield from self._pair_before(token)

    def _pair_before(self, token: Token) -> list[str]:
        """`the sides`: the states of the two persons named last before, when exactly two differ."""
        keys: list[str] = []
        for mention in reversed([m for m in self._doc._.mentions if m.end <= token.idx]):
            if mention.entity_key is None or mention.entity_type not in {"person", "country", "organization"}:
                continue
            entity = self._doc._.entities[mention.entity_key]
            if entity.entity_type != "country" and entity.country_code is None:
                continue
            key = self.state_for(entity)
            if key not in keys:
                keys.append(key)
            if len(keys) == 2:
                return keys[::-1]
        return []

    def state_for(self, entity: LocalEntity) -> str:
        """The key of the state that an entity acts for; its own key for international bodies and persons without a country."""
        if entity.entity_type == "country" or entity.country_code is None:
            return entity.key
        if entity.entity_type in {"person", "organization"}:
            return self._country(entity.country_code)
        return entity.key

    def _country(self, code: str) -> str:
        country = self._lexicon.countries.get(code)
        if country is None:
            return f"country:{code.lower()}"
        known = [e for e in self._lexicon.lookup(country.name) if e.entity_type == "country"]
        key = known[0].lexicon_id if known else f"country:{code.lower()}"
        if key not in self._doc._.entities:
            self._doc._.entities[key] = LocalEntity(key, country.name, "country", code, key if known else None)
        return key
