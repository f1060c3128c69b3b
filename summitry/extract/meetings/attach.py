"""Which trigger a date or a place phrase belongs to: the first one met on the way up the tree that no foreign clause bars."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.tree import MAX_DEPTH, particles, preposition
from summitry.lexicon.meeting_frames import MeetingFrames

#: Governing words beside which the date is the meeting's own: "is expected on Tuesday to meet".
_SCHEDULING = frozenset({"expect", "schedule", "due", "plan", "set", "slate", "is", "begin", "start", "open", "continue", "resume", "fix"})
_VENUE = frozenset({"in", "at", "aboard", "near", "outside"})
_MARGINS = frozenset({"sidelines", "margins", "fringes", "margin", "sideline"})
#: "the talks he announced for May".
_AIMED = frozenset({"for", "to", "until", "till"})
_BARRIERS = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "advcl:relcl", "csubj"})


class Attachments:
    """The words of one sentence at which each of its candidates can be met."""

    def __init__(self, candidates: list[Candidate], frames: MeetingFrames) -> None:
        self._frames = frames
        self.candidates = candidates
        self._anchors: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            for word in self._words(candidate):
                self._anchors.setdefault(word.i, []).append(candidate)

    def _words(self, candidate: Candidate) -> list[Token]:
        words = [candidate.trigger]
        node = candidate.trigger
        # "the third round of talks": dates hang on any word of the noun phrase
        while (
            node.dep_ in {"nmod", "flat", "compound"}
            and node.head.pos_ in {"NOUN", "PROPN"}
            and len(words) < 4
            and self._is_part(node.head)
        ):
            node = node.head
            words.append(node)
        carrier = candidate.carrier
        if carrier is None:
            return words
        words.append(carrier)
        if self._frames.lemma.get(carrier.head.lower_) == "invite":
            words += [c for c in carrier.head.children if c.dep_ == "xcomp"]
        for _ in range(4):
            if carrier.dep_ not in {"xcomp", "ccomp", "conj"} or carrier.head.i == carrier.i:
                break
            carrier = carrier.head
            if self._frames.lemma.get(carrier.lower_, carrier.lower_) in _SCHEDULING:
                words.append(carrier)
        return words

    def _is_open(self, clause: Token) -> bool:
        """ "to attend next year's feast" dates the journey too; "with visiting President X at the palace" is no clause at all."""
        if clause.lower_ == "visiting":
            return True
        return (
            clause.dep_ == "advcl"
            and clause.head.i in self._anchors
            and any(c.lower_ == "to" and c.dep_ == "mark" for c in clause.children)
        )

    def _is_part(self, noun: Token) -> bool:
        return noun.lower_ in self._frames.words("part_nouns") or noun.lower_ in self._frames.noun_frame

    def of(self, token: Token, *, strict: bool = False) -> list[Candidate]:
        """The candidates the phrase headed by `token` belongs to; none when a clause about something else lies between.

        With `strict` a common noun between bars too, unless it is a venue itself ("the war in Syria", but "at a resort in Egypt").
        """
        node = token
        for _ in range(MAX_DEPTH):
            if node.i in self._anchors:
                return self._anchors[node.i]
            if strict and node.dep_.startswith("nsubj"):
                return []
            if (
                strict
                and node.i != token.i
                and node.pos_ == "NOUN"
                and not self._is_surrounding(node)
                and preposition(node).split(" ")[-1] not in _VENUE
            ):
                return []
            if node.head.i == node.i:
                return []
            if preposition(node) == "since":
                return []
            if node.dep_ in _BARRIERS and node.head.i not in self._own_nouns() and not self._is_open(node):
                return []
            if node.dep_.startswith("acl") and self._is_announcing(node) and preposition(token) not in _AIMED:
                return []
            node = node.head
        return []

    def _is_surrounding(self, noun: Token) -> bool:
        """ "on the sidelines of the summit in Osaka": the wider event tells the place of what happens at it."""
        if noun.lower_ in _MARGINS:
            return True
        wider = self._frames.noun_frame.get(noun.lower_) in {"summit", "gathering"}
        return wider and (noun.head.lower_ in _MARGINS or preposition(noun).split(" ")[0] in {"during", "at"})

    def calls_off(self, verb: Token) -> bool:
        """True for a verb by which somebody cancels or puts off what it governs ("called off", "was put off")."""
        lemma = self._frames.lemma.get(verb.lower_, verb.lower_)
        if lemma not in self._frames.words("calling_off"):
            return False
        return lemma not in {"call", "put", "push"} or bool(particles(verb) & {"off", "back"})

    def _is_announcing(self, clause: Token) -> bool:
        """ "the talks she had promised in Oslo last week": where and when of the promise."""
        active = any(c.dep_ == "nsubj" for c in clause.children)
        return active and self._frames.lemma.get(clause.lower_, clause.lower_) in self._frames.words("announcing_verbs")

    def _own_nouns(self) -> set[int]:
        return {i for i, found in self._anchors.items() if any(c.trigger.pos_ in {"NOUN", "PROPN"} for c in found)}


def focused(candidates: list[Candidate], offset: int) -> list[Candidate]:
    """Of candidates about coordinated places the one whose place stands last before the offset; others are kept."""
    before = [c for c in candidates if c.focus is not None and c.focus.idx <= offset]
    if not before:
        return candidates
    nearest = max(c.focus.idx for c in before if c.focus is not None)
    return [c for c in candidates if c.focus is None or c.focus.idx == nearest]


def span_head(doc: Doc, start: int, end: int) -> Token | None:
    """The word of the character span that hangs on a word outside it; None for a span without words."""
    first = doc.char_span(start, end, alignment_mode="expand")
    if first is None:
        return None
    inside = {t.i for t in first}
    return next((t for t in first if not t.is_space and (t.head.i not in inside or t.head.i == t.i)), first[0])


def phrase_preposition(token: Token) -> str:
    """The preposition of the phrase a word stands in, its own or that of the word it is coordinated with or apposed to."""
    node = token
    for _ in range(6):
        before = preposition(node)
        if before:
            return before
        if node.dep_ in {"conj", "appos", "flat", "compound", "nmod:unmarked", "nmod:desc", "dep"} and node.head.i != node.i:
            node = node.head
            continue
        return ""
    return ""
