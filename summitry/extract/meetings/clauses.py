"""Parties by their place in a clause: subject, object, "with", "by"."""

from __future__ import annotations

from spacy.tokens import Token

from summitry.extract.meetings.parties import Party, PartyFinder
from summitry.extract.meetings.tree import children, conjuncts, is_passive, named_before, objects_of, oblique, subject_of
from summitry.lexicon.meeting_frames import MeetingFrames

_REACH = 14
_FINITE_MARKS = frozenset({"after", "before", "when", "while", "since", "until", "because", "once", "as"})
_INSIDE_NAME = frozenset({"compound", "nmod", "nmod:poss", "flat", "nmod:desc", "amod"})


class Clauses:
    """Reads the parties of clauses in one document."""

    def __init__(self, frames: MeetingFrames, finder: PartyFinder) -> None:
        self.frames, self.finder = frames, finder

    def lemma(self, verb: Token) -> str:
        """The lemma as far as the word lists know the form, else the form."""
        return self.frames.lemma.get(verb.lower_, verb.lower_)

    def controller(self, verb: Token) -> Token | None:
        """The subject; for "invited him to come" the object of the governing verb."""
        bare = not any(c.dep_.startswith("nsubj") for c in verb.children)
        if bare and verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.pos_ == "VERB" and verb.head.i != verb.i:
            if self.lemma(verb.head) in self.frames.words("object_control"):
                obj = next(iter(children(verb.head, "obj", "iobj")), None)
                if obj is not None and obj.i < verb.i:
                    return obj
                if is_passive(verb.head):
                    return subject_of(verb.head)
            return self.controller(verb.head) if verb.dep_ == "xcomp" else subject_of(verb)
        if bare and verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and verb.head.dep_ == "nmod":
            # "the trip made by her to see him"
            agent = next(iter(self.agents_tokens(verb)), None)
            if agent is not None and is_passive(verb):
                return agent
        if bare and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            return self.controller(verb.head)
        return subject_of(verb)

    def subjects(self, verb: Token) -> list[Party]:
        """Parties that act in the verb."""
        subject = self._own_clause_subject(verb) or self.controller(verb)
        if subject is None:
            subject = named_before(verb)
        return self.finder.parties(subject)

    def _own_clause_subject(self, verb: Token) -> Token | None:
        """The name between "after" and its finite verb where the tree hangs it outside the clause ("after her aide, X, saw Y")."""
        if verb.dep_ != "advcl" or verb.lower_.endswith("ing") or any(c.dep_.startswith("nsubj") for c in verb.children):
            return None
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in _FINITE_MARKS and c.i < verb.i), None)
        if mark is None:
            return None
        names = [t for t in verb.doc[mark.i + 1 : verb.i] if (m := self.finder.named(t, "person")) is not None and m.kind == "name"]
        return names[-1] if names else None

    def agents_tokens(self, verb: Token) -> list[Token]:
        """Phrases of a passive's "by"."""
        return [*oblique(verb, "by"), *(c for c in children(verb, "obl:agent"))]

    def agents(self, verb: Token) -> list[Party]:
        """Parties of a passive's "by"."""
        return [p for o in self.agents_tokens(verb) for p in self.finder.parties(o)]

    def object_tokens(self, verb: Token) -> list[Token]:
        """Objects; in "whom he met" the noun before the clause."""
        own = objects_of(verb)
        if not own and verb.dep_.startswith("acl:relcl") and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            relative = [c for c in verb.children if c.lower_ in {"whom", "who", "that"} and not c.dep_.startswith("nsubj")]
            subject = subject_of(verb)
            if relative or subject is None or (subject.i != verb.head.i and subject.lower_ not in {"who", "which", "that"}):
                return [verb.head]
        return own

    def objects(self, verb: Token) -> list[Party]:
        """Parties acted on; none when the first object is a thing ("welcomed the statement by ...")."""
        tokens = self.object_tokens(verb)
        if (
            len(tokens) > 1
            and tokens[1].i == tokens[0].i + 1
            and not self.finder.parties(tokens[0])
            and self.finder.named(tokens[1], "person")
        ):
            tokens = tokens[1:]  # title and name as two objects
        first = self.finder.parties(tokens[0]) if tokens else []
        if not first or (first[0].token != tokens[0].i and not self._is_people(tokens[0])):
            return []
        return [p for o in tokens for p in self.finder.parties(o)]

    def _is_people(self, token: Token) -> bool:
        return token.lower_ in self.frames.words("people_nouns") or token.pos_ in {"PRON", "PROPN"}

    def partners(self, verb: Token) -> list[Party]:
        """Parties of "with", "alongside", "between" below the verb."""
        return [p for o in oblique(verb, "with", "alongside", "between", "among") for p in self.finder.parties(o)]

    def is_plural(self, noun: Token) -> bool:
        """True when a phrase can meet by itself: several people, a body of states."""
        return (
            (noun.lower_.endswith("s") and noun.lower_ in self.frames.words("people_nouns"))
            or noun.lower_ in {"they", "both", "we", "who", "opposition"}
            or len(conjuncts(noun)) > 1
            or self.finder.named(noun, "organization") is not None
        )

    def people(self, parties: list[Party]) -> list[Party]:
        """Those that can travel: persons, and countries or bodies named by their people."""
        return [p for p in parties if self.finder.entity(p.key).entity_type == "person" or p.level]

    def behind(self, head: Token, prepositions: frozenset[str]) -> list[Party]:
        """Parties after a preposition right behind a verb or noun, where the tree hangs them elsewhere."""
        words = [t for t in head.doc[head.i + 1 : min(head.i + _REACH, head.sent.end)] if not t.is_space]
        if not words or words[0].lower_ not in prepositions:
            return []
        for word in words[1:]:
            stops = word.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} and word.dep_ != "amod" and not word.lower_.endswith("ing")
            if stops or (word.is_punct and word.text not in {"-", "–", ".", "'", "’"}):
                break
            if self.finder.named(word, "person", "country", "organization"):
                name = word
                while name.head.i > name.i and name.dep_ in _INSIDE_NAME and self.finder.named(name.head, "person"):
                    name = name.head
                if name.i == word.i and name.dep_ == "compound":
                    continue
                return self.finder.parties(name)
        return []
