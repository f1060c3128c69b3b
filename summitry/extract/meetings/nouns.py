"""Nouns that report a meeting: "the Putin-Trump meeting", "talks between", "her visit to", "held consultations with"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.clauses import Clauses
from summitry.extract.meetings.parties import Party
from summitry.extract.meetings.tree import children, governing_verb, is_passive, preposition, subject_of
from summitry.extract.meetings.verbs import split_partners
from summitry.records import Role

_BETWEEN = frozenset({"with", "between", "among", "involving", "alongside"})
_CALL_NOUNS = frozenset({"call", "calls", "phone-call", "phonecall", "videoconference", "teleconference", "video-call"})
#: Nouns whose clause names the other party: "after talks with him, she said".
_TWO_SIDED = frozenset({"talks", "meeting", "meal", "negotiation", "call"})
_CIRCUMSTANCE = frozenset({"after", "following", "during", "at", "in", "before", "for", "ahead", "on"})
_GOING = frozenset("engage participate take sit arrive fly travel come go meet leave gather invite head return lead".split())
_NEVER_PLURAL = frozenset({"talks", "negotiations", "consultations", "discussions", "parleys", "conversations"})
_ORDINALS = frozenset("first second third fourth fifth sixth last latest".split()) | {"meeting", "summit", "encounter"}
_SPONSORED = frozenset("sponsored brokered mediated led backed hosted chaired facilitated supervised convened".split())
_JOINED = re.compile(r"\b([A-Z][\w.]*)[-–/]([A-Z][\w.]*)\s+\Z")
_JOINED_REACH = 40
_WITH = frozenset({"with", "between"})


class NounReader:
    """Yields the candidates of one noun."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.finder, self.frames = clauses, clauses.finder, clauses.frames

    def read(self, noun: Token, frame: str) -> Iterator[Candidate]:
        """Yield the candidate with the parties that the noun phrase and its verb name; it may have none ("the talks")."""
        found = Candidate(noun, frame, governing_verb(noun), rule=f"noun:{frame}")
        found.plural = noun.lower_.endswith("s") and noun.lower_ not in _NEVER_PLURAL
        found.definite = any(c.lower_ in {"the", "this", "that", "these", "those", "their", "both"} for c in noun.children)
        role: Role = "guest" if frame == "visit" else "actor"
        self._sponsors(noun, frame, found)
        own = self.finder.compound_parties(noun)
        if frame == "visit":
            own = [p for p in own if self.finder.entity(p.key).entity_type == "person"]
        found.add(own, role)
        if frame == "summit" and len(found.roles) < 2:
            found.add(self._in_name(noun), role)
        for child in children(noun, "nmod:poss"):
            found.add(self.finder.parties(child), role)
        self._from_phrases(noun, frame, role, found)
        if len(found.roles) < 2 or frame == "visit" or found.partners:
            self._from_verb(noun, frame, role, found)
        if frame in {"call", "talks", "summit", "meeting"} and self._is_call(noun):
            found.mode = "call"
        if frame == "summit" and len(found.roles) == 1:
            found.mode = found.mode or "multilateral"
        yield from split_partners(found)

    def _in_name(self, noun: Token) -> list[Party]:
        """The two states joined before their summit ("U.S.-Russia Summit"), where no mention was made of one of them."""
        text = noun.doc.text
        joined = _JOINED.search(text, max(0, noun.idx - _JOINED_REACH), noun.idx)
        if joined is None:
            return []
        found: list[Party] = []
        for word in joined.groups():
            country = self.finder.lexicon.country_of_demonym(word)
            name = country.name if country else next((e.name for e in self.finder.lexicon.lookup(word) if e.entity_type == "country"), None)
            key = self.finder.add_country(name) if name else None
            if key:
                found.append(Party(key, noun.i, joined.start(), joined.end(2)))
        return found if len(found) == 2 else []

    def _sponsors(self, noun: Token, frame: str, found: Candidate) -> None:
        """ "U.N.-sponsored talks"."""
        if frame not in {"talks", "negotiation", "meeting", "gathering"}:
            return
        for child in children(noun, "amod", "acl", "compound"):
            if child.lower_ in _SPONSORED and child.i < noun.i:
                found.add([p for c in children(child, "compound", "obl", "nmod", "nsubj") for p in self.finder.parties(c)], "mediator")

    def _from_phrases(self, noun: Token, frame: str, role: Role, found: Candidate) -> None:
        told = False
        for child in noun.children:
            before = preposition(child).split(" ")[0]
            if child.dep_ not in {"nmod", "obl", "appos", "obl:agent", "dep"} or not before or child.i < noun.i:
                continue
            if before in _BETWEEN:
                told = True
                self._others(found, self.finder.parties(child), "host" if frame == "visit" and before == "with" else "actor", before)
            elif before in {"of", "by"} and not self.finder.named(child, "place", "forum"):
                found.add(self.finder.parties(child), role)
            elif before in {"to", "from"} and frame == "call":
                found.add(self.finder.parties(child))
        if not told:
            self._others(found, self.clauses.behind(noun, _WITH), "actor", "with")
        for clause in children(noun, "acl", "advcl"):
            if clause.lower_ in {"involving", "including", "bringing", "grouping"}:
                found.add(self.clauses.objects(clause))
            elif is_passive(clause):
                found.add(self.clauses.agents(clause), "host" if clause.lower_ in {"hosted", "chaired"} else role)
            for purpose in [clause, *children(clause, "advcl", "xcomp")] if frame == "visit" else []:
                if self.clauses.lemma(purpose) in {"see", "meet"}:
                    found.add(self.clauses.objects(purpose), "host")

    def _others(self, found: Candidate, parties: list[Party], role: Role, before: str) -> None:
        """Take in the parties of "with"; "talks with A and B" of two countries are two meetings, "talks between" one."""
        people = [p for p in parties if self.finder.entity(p.key).entity_type == "person"]
        if len(people) > 1 and before == "with":
            # "Saudi Arabia's King Salman and Israel's Benjamin Netanyahu": the countries only tell whose they are
            own = {self.finder.entity(p.key).country_code for p in people}
            parties = [p for p in parties if p in people or self.finder.entity(p.key).country_code not in own]
        found.add(parties, role)
        countries = {self.finder.entity(p.key).country_code for p in people}
        if (
            before == "with"
            and (found.trigger.lower_.endswith("s") or found.trigger.lower_ == "diplomacy")
            and len(people) == len(parties)
            and len(countries) > 1
            and found.frame in {"talks", "meeting", "call"}
        ):
            found.partners = people

    def _is_call(self, noun: Token) -> bool:
        words = self.frames.words("phone_words")
        near = [t for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} for t in (c, *c.children)]
        return noun.lower_ in _CALL_NOUNS or any(t.lower_ in words for t in near)

    # ------------------------------------------------------------ the verb

    def _from_verb(self, noun: Token, frame: str, role: Role, found: Candidate) -> None:
        """Take the subject of the verb that does the noun ("held talks"), or of its clause ("after talks with him, she said")."""
        base = self._whole(noun)
        if any(c.dep_ == "cop" for c in base.children):
            if preposition(base) in {"in", "at", "on"}:
                found.add(self.finder.parties(subject_of(base)), role)
            return
        head = base.head
        if base.dep_.startswith("nsubj") and head.lower_ in _ORDINALS and any(c.dep_ == "cop" for c in head.children):
            # "the meeting will be the first between the two presidents"
            found.add(self.clauses.partners(head), role)
        if head.i == base.i or head.pos_ not in {"VERB", "AUX"}:
            return
        lemma = self.clauses.lemma(head)
        if (
            base.dep_ in {"obj", "xcomp", "obl:unmarked"}
            or (base.dep_ == "obl" and preposition(base) in {"", "off", "up", "out"})
            or (base.dep_ in {"obl", "nmod"} and lemma in _GOING)
        ):
            self._done_by(head, lemma, role, found)
        elif base.dep_ in {"nsubj", "nsubj:pass"}:
            found.add(self.clauses.partners(head))
            if is_passive(head) and lemma == "host":
                found.add(self.clauses.agents(head), "host")
        if base.dep_ in {"obl", "nmod"} and frame in _TWO_SIDED and preposition(base).split(" ")[0] in _CIRCUMSTANCE:
            others = [p for p in self.clauses.subjects(head) if self.finder.entity(p.key).entity_type in {"person", "country"}]
            if len(found.roles) == 1 or (not found.roles and len(others) > 1):
                found.add(others)

    def _done_by(self, head: Token, lemma: str, role: Role, found: Candidate) -> None:
        if lemma == "invite":
            found.add(self.clauses.objects(head), "guest")
            found.add(self.clauses.subjects(head), "host")
        elif lemma == "host":
            found.add(self.clauses.subjects(head), "host")
        elif is_passive(head):
            found.add(self.clauses.agents(head), role)
        elif lemma in self.frames.light_verbs:
            found.add(self.clauses.subjects(head), role)
            found.add(self.clauses.partners(head))
        elif (len(found.roles) == 1 or (role == "guest" and not found.roles)) and lemma in self.frames.governor:
            found.add(self.clauses.subjects(head), role)

    def _whole(self, noun: Token) -> Token:
        """The noun whose part this is: "a second round" of "talks", the first of coordinated nouns."""
        base = noun
        for _ in range(4):
            above = base.head
            part = above.lower_ in self.frames.words("part_nouns") or above.lower_ in self.frames.noun_frame
            if base.dep_ in {"conj", "appos", "nmod", "compound"} and above.i != base.i and above.pos_ in {"NOUN", "PROPN"} and part:
                base = above
            else:
                break
        return base
