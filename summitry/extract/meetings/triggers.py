"""Find the words that report a meeting and read its parties off the clause."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.parties import Party, PartyFinder
from summitry.extract.meetings.tree import children, conjuncts, governing_verb, is_passive, objects_of, oblique, preposition, subject_of, up
from summitry.extract.state import block_at
from summitry.lexicon.meeting_frames import MeetingFrames

_WITH = ("with", "alongside")
_SKIPPED_ROLES = frozenset({"navigation", "promo", "provenance", "byline", "date", "credit", "other"})
_NOUNS_OF_ONE = frozenset({"talks", "meeting", "meal", "negotiation", "call"})
_DESTINATION = ("to", "for", "in", "at", "into", "from")
_WITNESS_VERBS = frozenset({"say", "tell"})


class TriggerFinder:
    """Yields the candidates of one document, in order."""

    def __init__(self, doc: Doc, frames: MeetingFrames, finder: PartyFinder) -> None:
        self.doc, self.frames, self.finder = doc, frames, finder

    def find(self) -> Iterator[Candidate]:
        """Yield a candidate for every trigger whose clause fits; parties may still be missing."""
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "NOUN" and token.lower_ in {"meets", "visits", "hosts"}):
                lemma = self.frames.lemma.get(token.lower_, "")
                frame = self.frames.verb_frame.get(lemma)
                if frame and self._readable(token) and self._has_needed_word(token, lemma):
                    yield from self._verb(token, lemma, frame)
            if token.pos_ in {"NOUN", "PROPN"} and self._readable(token):
                frame = self.frames.noun_frame.get(token.lower_)
                if frame and not self._other_sense(token, frame):
                    yield from self._noun(token, frame)

    def _readable(self, token: Token) -> bool:
        block = block_at(self.doc, token.idx)
        return block is None or block.role not in _SKIPPED_ROLES

    def _has_needed_word(self, token: Token, lemma: str) -> bool:
        needed = self.frames.needs_word.get(lemma)
        return needed is None or any(c.lower_ in needed for c in token.children)

    def _other_sense(self, noun: Token, frame: str) -> bool:
        modifiers = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "nmod", "nmod:poss"}}
        if modifiers & self.frames.words("not_meetings"):
            return True
        if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.lower_ not in self.frames.noun_frame:
            return True
        if frame == "call":
            return self._is_appeal(noun)
        if noun.lower_ == "round":
            return not any(preposition(c) == "of" and c.lower_ in self.frames.noun_frame for c in noun.children) or True
        if noun.lower_ == "talk" and any(preposition(c) == "of" for c in noun.children):
            return True
        return noun.lower_ in {"session", "assembly", "congress", "forum", "tour", "retreat"} and not noun.children

    def _is_appeal(self, noun: Token) -> bool:
        """A call "for", "to do", "on somebody to" is an appeal unless a telephone stands beside it."""
        if any(c.lower_ in self.frames.words("phone_words") for c in noun.children):
            return False
        if any(preposition(c) in {"for", "on", "upon"} for c in noun.children) or any(c.dep_ in {"acl", "ccomp"} for c in noun.children):
            return True
        return not any(preposition(c) in {"with", "between", "to", "from"} for c in noun.children)

    # ------------------------------------------------------------ verbs

    def _verb(self, verb: Token, lemma: str, frame: str) -> Iterator[Candidate]:
        found = Candidate(verb, frame, verb, rule=f"verb:{lemma}")
        if frame == "attend":
            yield from self._attended(verb, lemma)
            return
        if token_is_modifier(verb):
            return
        build = getattr(self, f"_verb_{frame}")
        if build(verb, lemma, found):
            yield found

    def _subject(self, verb: Token) -> list[Party]:
        subject = self._controller(verb)
        return self.finder.parties(subject)

    def _controller(self, verb: Token) -> Token | None:
        """The subject; for "invited him to come" the object of the governing verb."""
        if (
            verb.dep_ in {"xcomp", "ccomp", "advcl"}
            and not any(c.dep_.startswith("nsubj") for c in verb.children)
            and verb.head.pos_ == "VERB"
        ):
            lemma = self.frames.lemma.get(verb.head.lower_, "")
            if lemma in self.frames.words("object_control"):
                obj = next(iter(children(verb.head, "obj", "iobj")), None)
                if obj is not None:
                    return obj
                if is_passive(verb.head):
                    return subject_of(verb.head)
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_.startswith("nsubj") for c in verb.children):
            return self._controller(verb.head)
        return subject_of(verb)

    def _objects(self, verb: Token) -> list[Token]:
        own = objects_of(verb)
        if not own and verb.dep_.startswith("acl:relcl") and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            relative = [c for c in verb.children if c.lower_ in {"whom", "who", "that"} and not c.dep_.startswith("nsubj")]
            if relative or subject_of(verb) != verb.head:
                return [verb.head]
        return own

    def _withs(self, verb: Token) -> list[Party]:
        return [p for o in oblique(verb, *_WITH, "between", "among") for p in self.finder.parties(o)]

    def _verb_mutual(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb) and lemma == "meet":
            return False
        objects = self._objects(verb)
        found.add(self._subject(verb))
        guests = [p for o in objects for p in self.finder.parties(o)]
        partners = self._withs(verb)
        found.add(guests)
        found.add(partners)
        if lemma == "shake":
            return len(found.roles) > 1
        if objects and not guests and not partners:
            found.vague = True
            people = any(o.lower_ in self.frames.words("people_nouns") and o.lower_ not in self.frames.words("bystanders") for o in objects)
            return people and bool(found.roles)
        if not objects and not partners and len(found.roles) < 2:
            subject = self._controller(verb)
            return bool(found.roles) and subject is not None and self._is_plural(subject)
        return bool(found.roles)

    def _is_plural(self, noun: Token) -> bool:
        return (
            (noun.pos_ in {"NOUN", "PROPN"} and noun.lower_.endswith("s") and noun.lower_ in self.frames.words("people_nouns"))
            or noun.lower_
            in {
                "they",
                "both",
                "we",
                "who",
            }
            or len(conjuncts(noun)) > 1
            or self.finder.named(noun, "organization") is not None
        )

    def _verb_host(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb):
            guest = subject_of(verb)
            hosts = [p for o in [*oblique(verb, "by"), *children(verb, "obl:agent")] for p in self.finder.parties(o)]
            guests = self.finder.parties(guest)
        else:
            hosts = self._subject(verb)
            guests = [p for o in self._objects(verb) for p in self.finder.parties(o)]
        if lemma in {"welcome", "greet", "receive"}:
            guests = [p for p in guests if self.finder.entity(p.key).entity_type == "person" or p.level]
        found.add(hosts, "host")
        found.add(guests, "guest")
        return bool(guests) and (bool(hosts) or is_passive(verb))

    def _verb_visit(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb):
            guests = [p for o in [*oblique(verb, "by"), *children(verb, "obl:agent")] for p in self.finder.parties(o)]
            targets = [t for t in [subject_of(verb)] if t is not None]
        else:
            guests, targets = self._subject(verb), self._objects(verb)
        guests = [p for p in guests if self.finder.entity(p.key).entity_type == "person" or p.level]
        found.add(guests, "guest")
        hosts = [p for o in targets for p in self.finder.parties(o) if self.finder.entity(p.key).entity_type in {"person", "country"}]
        found.add(hosts, "host")
        places = [w for o in targets for w in conjuncts(o) if self.finder.named(w, "place", "country", "organization")]
        if targets and not places and not hosts:
            return False
        return bool(guests)

    def _verb_motion(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb) or children(verb, "obj") and lemma not in {"leave", "depart"}:
            return False
        if lemma in {"leave", "depart", "head"}:
            targets = oblique(verb, "for", "to")
        elif lemma in {"arrive", "return", "come", "go", "fly", "travel", "journey"}:
            targets = oblique(verb, "to", "in", "at", "into", "for") if lemma == "arrive" else oblique(verb, "to", "into")
        else:
            targets = []
        here = [c for c in verb.children if c.lower_ == "here"] if lemma in {"come", "arrive", "fly"} else []
        places = [w for o in targets for w in conjuncts(o) if self.finder.named(w, "place", "country", "organization")]
        if not places and not here:
            return False
        guests = [p for p in self._subject(verb) if self.finder.entity(p.key).entity_type == "person" or p.level]
        found.add(guests, "guest")
        return bool(guests)

    def _verb_call(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if is_passive(verb):
            found.add([p for o in [*oblique(verb, "by"), *children(verb, "obl:agent")] for p in self.finder.parties(o)])
            found.add(self.finder.parties(subject_of(verb)), "recipient")
        else:
            found.add(self._subject(verb))
            found.add([p for o in self._objects(verb) for p in self.finder.parties(o)], "recipient")
        found.mode = "call"
        return len(found.roles) > 1

    def _verb_talk(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = [p for o in oblique(verb, "with", "to") for p in self.finder.parties(o)]
        found.add(self._subject(verb))
        phone = self._has_phone(verb)
        if (
            not partners
            and not (phone and len(found.roles) > 1)
            and not (lemma == "talk" and len(found.roles) > 1 and self._is_reciprocal(verb))
        ):
            return False
        found.add(partners)
        if phone or (lemma == "speak" and partners and not self._is_in_person(verb)):
            found.mode = "call"
        return len(found.roles) > 1

    def _is_reciprocal(self, verb: Token) -> bool:
        return not any(preposition(c) in {"of", "about", "up"} for c in verb.children) and not children(verb, "obj")

    def _has_phone(self, head: Token) -> bool:
        words = self.frames.words("phone_words")
        return any(t.lower_ in words for t in head.subtree if abs(t.i - head.i) < 15)

    def _is_in_person(self, head: Token) -> bool:
        return any(
            t.lower_ in {"person", "privately", "summit", "sidelines", "face", "met", "conference", "ceremony", "margins"}
            for t in head.subtree
            if abs(t.i - head.i) < 15
        )

    def _verb_discuss(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = self._withs(verb) if lemma == "discuss" else [p for o in children(verb, "obj") for p in self.finder.parties(o)]
        found.add(self._subject(verb))
        found.add(partners)
        found.vague = True
        return bool(partners) and len(found.roles) > 1

    def _attended(self, verb: Token, lemma: str) -> Iterator[Candidate]:
        """One candidate per event that is attended."""
        phrases = [*objects_of(verb), *oblique(verb, "in", "at")]
        for event in (w for p in phrases for w in conjuncts(p)):
            frame = self.frames.noun_frame.get(event.lower_)
            if not self.finder.named(event, "forum") and frame not in {"summit", "gathering", "meeting", "talks", "negotiation"}:
                event = next((c for c in event.children if self.finder.named(c, "forum") or self.frames.noun_frame.get(c.lower_) in {"summit", "gathering"}), event)
                if not self.finder.named(event, "forum") and self.frames.noun_frame.get(event.lower_) not in {"summit", "gathering"}:
                    continue
            found = Candidate(event, "attend", verb, rule=f"verb:{lemma}", mode="multilateral")
            found.add(self._subject(verb))
            if found.roles:
                yield found
        if lemma == "join":
            found = Candidate(verb, "mutual", verb, rule="verb:join")
            hosts = [p for o in children(verb, "obj") for p in self.finder.parties(o) if self.finder.entity(p.key).entity_type == "person"]
            found.add(self._subject(verb))
            found.add(hosts)
            if hosts and len(found.roles) > 1 and any(self.frames.noun_frame.get(c.lower_) for c in oblique(verb, "for", "at", "in")):
                yield found

    def _verb_gather(self, verb: Token, lemma: str, found: Candidate) -> bool:
        if children(verb, "obj") and not any(
            self.frames.noun_frame.get(o.lower_) or self.finder.named(o, "forum") for o in children(verb, "obj")
        ):
            return False
        subject = self._controller(verb)
        if subject is None:
            return False
        found.add(self.finder.parties(subject))
        found.mode = "multilateral"
        found.vague = not found.roles
        people = any(
            w.lower_ in self.frames.words("people_nouns") or self.finder.named(w, "organization", "country", "person")
            for w in conjuncts(subject)
        )
        return people and (bool(found.roles) or subject.lower_.endswith("s"))

    def _verb_bargain(self, verb: Token, lemma: str, found: Candidate) -> bool:
        partners = self._withs(verb)
        found.add(self._subject(verb))
        found.add(partners)
        found.mode = "negotiation"
        return bool(partners) and len(found.roles) > 1

    def _verb_together(self, verb: Token, lemma: str, found: Candidate) -> bool:
        guests = [p for o in children(verb, "obj") for p in self.finder.parties(o)]
        found.add(guests)
        return len(found.roles) > 1

    def _verb_see(self, verb: Token, lemma: str, found: Candidate) -> bool:
        guests = [p for o in children(verb, "obj") for p in self.finder.parties(o) if self.finder.entity(p.key).entity_type == "person"]
        hosts = [p for p in self._subject(verb) if self.finder.entity(p.key).entity_type == "person"]
        if not guests or not hosts or children(verb, "xcomp", "ccomp", "advcl") or oblique(verb, "as"):
            return False
        found.add(hosts)
        found.add(guests)
        timed = any(c.dep_.startswith("obl") for c in verb.children)
        return timed and len(found.roles) > 1

    # ------------------------------------------------------------ nouns

    def _noun(self, noun: Token, frame: str) -> Iterator[Candidate]:
        found = Candidate(noun, frame, governing_verb(noun), rule=f"noun:{frame}")
        found.plural = noun.lower_.endswith("s") and noun.lower_ not in {"talks", "negotiations", "consultations", "discussions", "parleys"}
        found.definite = any(c.lower_ in {"the", "this", "that", "these", "those", "their", "both"} for c in noun.children)
        guest = "guest" if frame == "visit" else "actor"
        own = self.finder.compound_parties(noun)
        if frame == "visit":
            own = [p for p in own if self.finder.entity(p.key).entity_type == "person"]
        found.add(own, guest)
        for child in children(noun, "nmod:poss"):
            found.add([p for p in self.finder.parties(child)], guest)
        for child in [*noun.children]:
            before = preposition(child)
            if child.dep_ not in {"nmod", "obl"} or not before:
                continue
            first = before.split()[0]
            if first in {"with", "between", "among", "involving", "alongside"}:
                found.add(self.finder.parties(child), "host" if frame == "visit" and first == "with" else "actor")
            elif first in {"of", "by"} and not self.finder.named(child, "place", "forum"):
                found.add([p for p in self.finder.parties(child)], guest)
            elif first in {"to", "from"} and frame == "call":
                found.add(self.finder.parties(child))
        for child in children(noun, "acl"):
            # "talks involving / hosted by"
            if child.lower_ in {"involving", "including", "bringing", "grouping"}:
                found.add([p for o in children(child, "obj") for p in self.finder.parties(o)], "actor")
        if not any(preposition(c).split(" ")[0] in {"with", "between", "among"} for c in noun.children if preposition(c)):
            found.add(self._after(noun))
        self._from_verb(noun, frame, found)
        if frame in {"call", "talks"} and self._noun_is_call(noun):
            found.mode = "call"
        yield found

    def _after(self, noun: Token) -> list[Party]:
        """Parties after "with" or "between" right behind the noun where the tree hangs them elsewhere."""
        following = self.doc[noun.i + 1 : min(noun.i + 14, noun.sent.end)]
        words = [t for t in following if not t.is_space]
        if not words or words[0].lower_ not in {"with", "between"}:
            return []
        for word in words[1:]:
            if word.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} or word.is_punct and word.text not in {"-", "–", ".", "'", "’"}:
                break
            if self.finder.named(word, "person", "country", "organization"):
                head = word
                while head.head.i > head.i and head.dep_ in {"compound", "nmod", "nmod:poss", "flat", "nmod:desc", "amod"} and self.finder.named(head.head, "person"):
                    head = head.head
                return self.finder.parties(head)
        return []

    def _noun_is_call(self, noun: Token) -> bool:
        words = self.frames.words("phone_words")
        near = [t for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} for t in (c, *c.children)]
        return noun.lower_ in {"call", "calls", "phone-call", "phonecall", "videoconference", "teleconference", "video-call"} or any(
            t.lower_ in words for t in near
        )

    def _from_verb(self, noun: Token, frame: str, found: Candidate) -> None:
        """Take the subject of the verb that does the noun ("held talks"), or of the clause it stands in ("after talks with him, she ...")."""
        base = noun
        for _ in range(4):
            if (
                base.dep_ in {"conj", "appos", "nmod"}
                and base.head.pos_ in {"NOUN", "PROPN"}
                and base.head.lower_
                in {
                    "round",
                    "day",
                    "days",
                    "hours",
                    "hour",
                    "series",
                    "set",
                    "minutes",
                    "week",
                    "weeks",
                    "rounds",
                    "end",
                    "start",
                    "beginning",
                    "opening",
                    "sidelines",
                    "margins",
                    "conclusion",
                    "eve",
                    *self.frames.noun_frame,
                }
            ):
                base = base.head
            else:
                break
        head = base.head
        if head.i == base.i or head.pos_ not in {"VERB", "AUX"}:
            return
        lemma = self.frames.lemma.get(head.lower_, "")
        role = "guest" if frame == "visit" else "actor"
        if base.dep_ in {"obj", "xcomp"} or (
            base.dep_ in {"obl", "nmod"}
            and lemma
            in {
                "engage",
                "participate",
                "take",
                "sit",
                "arrive",
                "fly",
                "travel",
                "come",
                "go",
                "meet",
                "leave",
                "gather",
                "invite",
                "head",
                "return",
                "lead",
            }
        ):
            if lemma in {"invite"}:
                found.add([p for o in children(head, "obj") for p in self.finder.parties(o)], "guest")
                found.add(self._subject(head), "host")
            elif lemma in {"host"}:
                found.add(self._subject(head), "host")
            elif lemma in self.frames.light_verbs and not is_passive(head):
                found.add(self._subject(head), role)
                found.add(self._withs(head))
            elif len(found.roles) == 1 and lemma in self.frames.governor:
                found.add(self._subject(head), role)
        elif base.dep_ in {"nsubj", "nsubj:pass"}:
            found.add(self._withs(head))
            if is_passive(head) and lemma == "host":
                found.add([p for o in [*oblique(head, "by"), *children(head, "obl:agent")] for p in self.finder.parties(o)], "host")
        if (
            base.dep_ == "obl"
            and len(found.roles) == 1
            and frame in _NOUNS_OF_ONE
            and preposition(base).split(" ")[0] in {"after", "following", "during", "at", "in", "before", "for", "ahead"}
        ):
            others = [p for p in self._subject(head) if self.finder.entity(p.key).entity_type in {"person", "country"}]
            found.add(others)


def token_is_modifier(verb: Token) -> bool:
    """ "the visiting president": a participle before its noun tells of no act."""
    return verb.dep_ == "amod" and verb.head.i > verb.i


def owner(noun: Token) -> Token | None:
    """The first noun above that owns the phrase ("talks" in "the second day of talks")."""
    return next((h for h in up(noun) if h.pos_ in {"NOUN", "PROPN"}), None)
