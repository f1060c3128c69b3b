"""Verbs that report a meeting, frame by frame: who met, received, visited, telephoned, attended."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from spacy.tokens import Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.clauses import Clauses
from summitry.extract.meetings.tree import children, conjuncts, is_passive, objects_of, oblique, preposition, subject_of

_EVENTS = frozenset({"summit", "gathering", "meeting", "talks", "negotiation"})
_FACE_TO_FACE = frozenset({"person", "privately", "summit", "sidelines", "face", "met", "conference", "ceremony", "margins", "forum"})
#: Another object of a telephone verb than a person: "called him a friend".
_PREDICATES = frozenset({"xcomp", "ccomp"})
_JOINTLY = frozenset({"together", "jointly", "trilateral", "three-way", "four-way", "quadrilateral", "summit"})
_NEAR = 15
#: What is spent with somebody, within this many words of the verb.
_HOURS = frozenset({"hour", "hours", "minutes", "day", "days", "morning", "afternoon", "evening", "time", "longer", "weekend"})
_HOURS_REACH = 8
_AT_LENGTH = frozenset({"length", "one-on-one", "privately", "alone", "face-to-face", "minutes", "hours", "hour"})
_PLEASANTRIES = frozenset({"word", "words", "pleasantries", "greetings", "handshake", "handshakes"})
#: "received the two separately": as many meetings as guests.
_SINGLY = frozenset({"separately", "individually", "each", "both", "respectively"})


class VerbReader:
    """Yields the candidates of one verb."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.finder, self.frames = clauses, clauses.finder, clauses.frames

    def read(self, verb: Token, lemma: str, frame: str) -> Iterator[Candidate]:
        """Yield a candidate, or several for coordinated places, events or partners; none when the clause does not fit."""
        if self._is_attribute(verb):
            return  # "the visiting president"
        if frame == "attend":
            yield from self._attended(verb, lemma)
        elif frame in {"visit", "motion"}:
            yield from self._travelled(verb, lemma, frame)
        else:
            found = Candidate(verb, frame, verb, rule=f"verb:{lemma}")
            if getattr(self, f"_{frame}")(verb, lemma, found):
                yield from split_partners(found)

    def _is_attribute(self, verb: Token) -> bool:
        if verb.dep_ == "amod" and verb.head.i > verb.i:
            return True
        before = verb.nbor(-1) if verb.i > 0 else verb
        if verb.lower_ != "visiting" or before.pos_ not in {"ADP", "DET", "CCONJ", "SCONJ"}:
            return False
        return not any(self.finder.named(o, "place", "country") for o in objects_of(verb))

    # ------------------------------------------------------------ face to face

    def _mutual(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb) and lemma == "meet":
            return False
        objects = self.clauses.object_tokens(verb)
        found.add(self.clauses.subjects(verb))
        guests, partners = self.clauses.objects(verb), self.clauses.partners(verb)
        if not guests and not partners:
            partners = self.clauses.behind(verb, frozenset({"with"}))
        if lemma == "meet" and not guests and not partners:
            partners = [p for o in oblique(verb, "to") for p in self.finder.parties(o)]
        found.add(guests)
        found.add(partners)
        met = [p for p in (*guests, *partners) if self.finder.entity(p.key).entity_type == "person"]
        if lemma == "meet" and len(met) > 2 and len(found.roles) == len(met) + 1 and not any(t.lower_ in _JOINTLY for t in verb.subtree):
            found.partners = met
        if self._has_phone(verb) and lemma in {"meet", "confer"}:
            found.mode = "call"
        if lemma == "shake":
            return len(found.roles) > 1
        if objects and not guests and not partners:
            return self._meets_unnamed(objects) and bool(found.roles)
        if not objects and not partners and len(found.roles) < 2:
            subject = self.clauses.controller(verb)
            return bool(found.roles) and subject is not None and self.clauses.is_plural(subject)
        return bool(found.roles)

    def _meets_unnamed(self, objects: list[Token]) -> bool:
        return any(o.lower_ in self.frames.words("people_nouns") and o.lower_ not in self.frames.words("bystanders") for o in objects)

    def _host(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb):
            hosts, guests = self.clauses.agents(verb), self.finder.parties(subject_of(verb))
        else:
            hosts, guests = self.clauses.subjects(verb), self.clauses.objects(verb)
        if lemma in {"welcome", "greet", "receive"}:
            guests = self.clauses.people(guests)
        found.add(hosts, "host")
        found.add(guests, "guest")
        if lemma in {"welcome", "greet", "receive", "host"} and len(guests) == 2 and len(found.roles) == 3 and self._is_singly(verb):
            found.partners = guests
        return bool(guests) and (bool(hosts) or is_passive(verb))

    def _is_singly(self, verb: Token) -> bool:
        return any(t.lower_ in _SINGLY for t in verb.subtree if verb.i < t.i < verb.i + _HOURS_REACH)

    def _together(self, verb: Token, lemma: str, found: Candidate) -> bool:
        found.add(self.clauses.objects(verb))
        return len(found.roles) > 1

    def _see(self, verb: Token, lemma: str, found: Candidate) -> bool:
        hosts, guests = (
            [p for p in side if self.finder.entity(p.key).entity_type == "person"]
            for side in (self.clauses.subjects(verb), self.clauses.objects(verb))
        )
        if children(verb, *_PREDICATES) or oblique(verb, "as"):
            return False
        if self._is_each_other(verb):
            found.add(hosts)
            return len(found.roles) > 1
        found.add(hosts)
        found.add(guests)
        timed = any(c.dep_.startswith("obl") for c in verb.children) or any(c.dep_ == "mark" for c in verb.children)
        return bool(guests and hosts) and timed and len(found.roles) > 1

    def _is_each_other(self, verb: Token) -> bool:
        """ "saw each other", "will see one another"."""
        words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
        return words in (["each", "other"], ["one", "another"])

    def _exchange(self, verb: Token, lemma: str, found: Candidate) -> bool:
        """ "exchanged a few words": two people, no fire."""
        if not any(o.lower_ in _PLEASANTRIES for o in objects_of(verb)):
            return False
        people = [
            *self.clauses.subjects(verb),
            *self.clauses.partners(verb),
            *(p for o in objects_of(verb) for w in oblique(o, "with") for p in self.finder.parties(w)),
        ]
        found.add([p for p in people if self.finder.entity(p.key).entity_type == "person"])
        return len(found.roles) > 1

    def _spend(self, verb: Token, lemma: str, found: Candidate) -> bool:
        """ "spent three hours with him", "spent an hour together"."""
        if not any(t.lower_ in _HOURS for c in verb.children for t in c.subtree if c.i > verb.i and abs(t.i - verb.i) < _HOURS_REACH):
            return False
        hosts = [p for p in self.clauses.subjects(verb) if self.finder.entity(p.key).entity_type == "person"]
        phrases = [*oblique(verb, "with"), *(o for c in children(verb, "obj", "obl") for o in oblique(c, "with"))]
        others = [p for o in phrases for p in self.finder.parties(o) if self.finder.entity(p.key).entity_type == "person"]
        found.add(hosts)
        found.add(others)
        together = any(t.lower_ == "together" for t in verb.subtree if abs(t.i - verb.i) < _NEAR)
        return bool(hosts) and (bool(others) or together) and len(found.roles) > 1

    def _bargain(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = self.clauses.partners(verb)
        found.add(self.clauses.subjects(verb))
        found.add(partners)
        found.mode = "negotiation"
        return bool(partners) and len(found.roles) > 1

    def _discuss(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = self.clauses.partners(verb) if lemma == "discuss" else [*self.clauses.objects(verb)]
        if lemma == "brief" and is_passive(verb):
            partners = [*self.finder.parties(subject_of(verb)), *self.clauses.agents(verb)]
            found.add(partners)
        else:
            found.add(self.clauses.subjects(verb))
        found.add(partners)
        found.vague = True
        return bool(partners) and len(found.roles) > 1

    # ------------------------------------------------------------ travel

    def _travelled(self, verb: Token, lemma: str, frame: str) -> Iterator[Candidate]:
        """One candidate per place that is visited."""
        if frame == "visit" and is_passive(verb):
            guests = self.clauses.people(self.clauses.agents(verb))
            targets = [t for t in [subject_of(verb)] if t is not None]
        else:
            guests = self.clauses.people(self.clauses.subjects(verb))
            targets = self.clauses.object_tokens(verb) if frame == "visit" else self._destinations(verb, lemma)
        hosts = [p for o in targets for p in self.finder.parties(o) if self.finder.entity(p.key).entity_type == "person"]
        if verb.dep_ in {"xcomp", "ccomp", "advcl"} and self.clauses.lemma(verb.head) == "invite":
            hosts += self.clauses.agents(verb.head) if is_passive(verb.head) else self.clauses.subjects(verb.head)
        places = [w for o in targets for w in conjuncts(o) if self.finder.named(w, "place", "country", "organization")]
        # "visited Mali on 9 October and Niger on 10 October": the second hangs on the date of the first
        places += [
            t
            for t in verb.sent
            if places
            and t.i > places[-1].i
            and t.dep_ == "conj"
            and verb.i in {t.head.i, t.head.head.i}
            and not preposition(t)
            and self.finder.named(t, "place", "country")
        ]
        here = frame == "motion" and lemma in {"come", "arrive", "fly"} and any(c.lower_ == "here" for c in verb.children)
        if not guests or not (places or hosts or here or (frame == "visit" and not targets)):
            return
        each: list[Token | None] = [*places] if len(places) > 1 else [None]
        for place in each:
            found = Candidate(verb, frame, verb, rule=f"verb:{lemma}", focus=place)
            found.add(guests, "guest")
            found.add([p for p in hosts if p.key not in found.roles], "host")
            yield found

    def _destinations(self, verb: Token, lemma: str) -> list[Token]:
        if is_passive(verb) or (children(verb, "obj") and lemma not in {"leave", "depart"}):
            return []
        if lemma in {"leave", "depart", "head"}:
            return oblique(verb, "for", "to")
        return oblique(verb, "to", "in", "at", "into") if lemma == "arrive" else oblique(verb, "to", "into")

    def _invite(self, verb: Token, lemma: str, found: Candidate) -> bool:
        """ "invited him to Moscow"; with an infinitive that verb is the trigger."""
        if any(c.dep_ in {"xcomp", "ccomp"} or (c.dep_ == "advcl" and c.i > verb.i) for c in verb.children):
            return False
        places = [o for o in oblique(verb, "to") if self.finder.named(o, "place", "country", "organization")]
        guests = self.finder.parties(subject_of(verb)) if is_passive(verb) else self.clauses.objects(verb)
        hosts = self.clauses.agents(verb) if is_passive(verb) else self.clauses.subjects(verb)
        found.add(self.clauses.people(guests), "guest")
        if not found.roles or not places:
            return False
        found.add([p for p in hosts if p.key not in found.roles], "host")
        found.frame = "visit"
        return True

    # ------------------------------------------------------------ telephone

    def _call(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if lemma == "call" and (children(verb, *_PREDICATES) or len(children(verb, "obj", "obl", "nmod")) > 2 or self._calls_names(verb)):
            return False
        if is_passive(verb):
            found.add(self.clauses.agents(verb))
            found.add(self.finder.parties(subject_of(verb)), "recipient")
        else:
            found.add(self.clauses.subjects(verb))
            found.add(self.clauses.objects(verb), "recipient")
        found.mode = "call"
        return len(found.roles) > 1

    def _calls_names(self, verb: Token) -> bool:
        """ "called for", "called on", "called him a liar", "called it": no telephone."""
        following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
        people = [p for p in self.clauses.objects(verb) if self.finder.entity(p.key).entity_type == "person" and p.named]
        return following in {"for", "on", "off", "upon", "in", "it", "the", "a", "an"} or is_passive(verb) or not people

    def _talk(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = [p for o in oblique(verb, "with", "to") for p in self.finder.parties(o)]
        found.add(self.clauses.subjects(verb))
        phone = self._has_phone(verb)
        face = any(t.lower_ in _AT_LENGTH for c in verb.children for t in c.subtree if 0 < t.i - verb.i < _HOURS_REACH)
        alone = len(found.roles) > 1 and (phone or ((lemma == "talk" or face) and self._is_reciprocal(verb)))
        if not partners and not alone:
            return False
        found.add(partners)
        if phone or (lemma == "speak" and partners and not self._is_in_person(verb)):
            found.mode = "call"
        persons = any(self.finder.entity(k).entity_type == "person" or p.level for k, (p, _) in found.roles.items())
        return len(found.roles) > 1 and (phone or persons)

    def _is_reciprocal(self, verb: Token) -> bool:
        return not any(preposition(c) in {"of", "about", "up"} for c in verb.children) and not children(verb, "obj")

    def _has_phone(self, head: Token) -> bool:
        words = self.frames.words("phone_words")
        return any(t.lower_ in words for t in head.subtree if abs(t.i - head.i) < _NEAR)

    def _is_in_person(self, head: Token) -> bool:
        near = (t for t in head.subtree if abs(t.i - head.i) < _NEAR and t.lower_ in _FACE_TO_FACE)
        return any(preposition(t).split(" ")[0] not in {"after", "before", "following", "ahead"} for t in near)

    # ------------------------------------------------------------ wider events

    def _attended(self, verb: Token, lemma: str) -> Iterator[Candidate]:
        """One candidate per event that is attended."""
        phrases = [*objects_of(verb), *oblique(verb, "in", "at")]
        words = [w for p in phrases for w in conjuncts(p)]
        # "the summit that runs till Friday, as well as the congress": the parser hangs the second on the clause of the first
        words += [
            t
            for t in verb.sent
            if words
            and t.i > words[-1].i
            and t.dep_ == "conj"
            and t.pos_ in {"NOUN", "PROPN"}
            and t.head.pos_ == "VERB"
            and t.head.i >= verb.i
        ]
        events = {e.i: e for w in words if (e := self._event(w)) is not None}
        for event in events.values():
            found = Candidate(event, "attend", verb, rule=f"verb:{lemma}", mode="multilateral", focus=event if len(events) > 1 else None)
            found.add(self.clauses.subjects(verb))
            if lemma == "skip" and len(found.roles) > 1 and self.frames.noun_frame.get(event.lower_) in {"meeting", "talks"}:
                found.frame, found.mode = "meeting", None
            if found.roles:
                yield found
        if lemma == "join":
            found = Candidate(verb, "mutual", verb, rule="verb:join")
            hosts = [p for p in self.clauses.objects(verb) if self.finder.entity(p.key).entity_type == "person"]
            found.add(self.clauses.subjects(verb))
            found.add(hosts)
            if hosts and len(found.roles) > 1 and any(self.frames.noun_frame.get(c.lower_) for c in oblique(verb, "for", "at", "in")):
                yield found

    def _event(self, word: Token) -> Token | None:
        if self.frames.noun_frame.get(word.lower_) in _EVENTS:
            return word
        inner = [c for c in word.children if self.frames.noun_frame.get(c.lower_) in {"summit", "gathering"}]
        return inner[0] if inner else (word if self.finder.named(word, "forum") else None)

    def _gather(self, verb: Token, lemma: str, found: Candidate) -> bool:
        objects = children(verb, "obj")
        if objects and not any(self.frames.noun_frame.get(o.lower_) or self.finder.named(o, "forum") for o in objects):
            return False
        subject = self.clauses.controller(verb)
        if subject is None:
            return False
        found.add(self.finder.parties(subject))
        found.mode = "multilateral"
        found.vague = not found.roles
        words = self.frames.words("people_nouns")
        people = any(w.lower_ in words or self.finder.named(w, "organization", "country", "person") for w in conjuncts(subject))
        return people and (bool(found.roles) or subject.lower_.endswith("s"))


def split_partners(found: Candidate) -> Iterator[Candidate]:
    """One candidate per partner for one who meets several one after the other ("had met Obama, Putin, Xi and Modi")."""
    others = {p.key for p in found.partners}
    if len(others) < 2:
        yield found
        return
    for key in others:
        part = copy(found)
        part.partners = []
        part.roles = {k: v for k, v in found.roles.items() if k not in others or k == key}
        yield part
