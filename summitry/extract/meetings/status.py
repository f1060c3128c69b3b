"""Whether a meeting took place, is going on, is planned, possible, cancelled, postponed or denied, and the words that say so.

The value starts at the trigger (its tense, modals, adjectives) and is changed by each word that governs it: "hopes to" makes a visit
possible, "cancelled" a plan cancelled, "did not rule out" a talk possible again. What is left open is never read as held.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from summitry.extract.meetings.tree import children, particles, preposition, up
from summitry.lexicon.meeting_frames import MeetingFrames

REAL = frozenset({"held", "ongoing"})
#: "have not agreed to meet" leaves the meeting possible, "are not planning to meet" denies it.
_COMMITMENTS = frozenset({"agree", "decide", "confirm", "accept", "announce", "commit", "fix", "set"})
_SPEECH_DENIES = frozenset({"deny", "denial", "refute", "dispute"})
_PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
_PAST_BE = frozenset({"was", "were"})
_FIXED = frozenset({"due", "scheduled", "slated", "planned"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})


@dataclass(slots=True)
class Reading:
    """The status so far. `value` None: left open; `drop`: nothing is claimed (counterfactual, habit); `tense`: of the carrying verb."""

    value: str | None = None
    cues: list[Token] = field(default_factory=list)
    tense: str = "none"
    drop: bool = False

    def put(self, value: str | None, *cues: Token) -> None:
        """Set the value and keep the words that gave it."""
        self.value = value
        self.cues = [*self.cues, *cues]


class StatusReader:
    """Reads the status of triggers with one set of word lists."""

    def __init__(self, frames: MeetingFrames) -> None:
        self.frames = frames

    def read(self, trigger: Token, carrier: Token | None) -> Reading:
        """Return the reading of a trigger; `carrier` is the verb that does a noun trigger ("held talks"), None when there is none."""
        reading = Reading()
        if trigger.pos_ in {"VERB", "AUX"} and carrier is not None and carrier.i == trigger.i:
            self._tense(trigger, reading)
            self._climb(trigger, reading)
        else:
            self._noun(trigger, reading)
        return reading

    # ------------------------------------------------------------ one verb

    def _negation(self, token: Token) -> Token | None:
        if self._is_not_without(token):
            return None
        for child in token.children:
            if child.lower_ in self.frames.words("negators") and child.dep_ in {"advmod", "det", "cc:preconj", "case", "mark", "aux", "cc"}:
                return child
        if token.pos_ in {"VERB", "AUX", "ADJ"}:
            for child in token.children:
                if (
                    child.dep_ == "obj"
                    and self._det_no(child)
                    and token.pos_ == "VERB"
                    and self.frames.verb_frame.get(self.frames.lemma.get(token.lower_, ""))
                ):
                    return child
                if child.dep_ in {"nsubj", "nsubj:pass"} and (child.lower_ in {"neither", "nobody", "none"} or self._det_no(child)):
                    return child
        return None

    def _is_not_without(self, token: Token) -> bool:
        """ "was not without results" denies nothing."""
        words = {c.lower_ for c in token.children}
        return "without" in words and bool(words & {"not", "n't", "n’t", "never"})

    def _det_no(self, noun: Token) -> bool:
        return any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "advmod", "cc:preconj"} for c in noun.children)

    def _tense(self, verb: Token, reading: Reading, depth: int = 0) -> None:
        auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
        words = [a.lower_ for a in auxiliaries]
        negation = self._negation(verb)
        modal = next((a for a in auxiliaries if a.lower_ in self.frames.modal), None)
        infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
        form = verb.lower_
        if modal is not None:
            kind = self.frames.modal[modal.lower_]
            if kind != "planned" and any(w in _HAVE for w in words) and modal.lower_ not in {"may", "might"}:
                reading.drop = True
            reading.tense = "would" if kind == "reported_future" else kind
            reading.put("planned" if kind == "planned" else "possible", modal)
        elif infinitive:
            reading.tense = "infinitive"
            if any(w in _HAVE for w in words):
                reading.tense = "perfect infinitive"
            self._to_be(verb, words, reading)
        elif any(w in _HAVE for w in words):
            reading.tense = "perfect"
            reading.put("held")
        elif form.endswith("ing") and verb.pos_ in {"VERB", "AUX"}:
            if any(w in _PRESENT_BE for w in words):
                reading.tense = "progressive"
                reading.put("ongoing")
            elif any(w in _PAST_BE for w in words):
                reading.tense = "past"
                reading.put("held")
            else:
                reading.tense = "gerund"
        elif any(w in _PAST_BE or w == "did" for w in words) or form in _PAST_BE:
            reading.tense = "past"
            reading.put("held")
        elif any(w in _PRESENT_BE or w in {"do", "does"} for w in words) or form in _PRESENT_BE:
            reading.tense = "present"
            reading.put(None)
        elif form in self.frames.past or form.endswith("ed"):
            reading.tense = "past"
            reading.put("held")
        elif (
            verb.dep_ == "conj"
            and verb.head.pos_ in {"VERB", "AUX"}
            and depth < 5
            and not any(c.dep_ in {"nsubj", "nsubj:pass"} for c in verb.children)
        ):
            # "will fly to Oslo and meet the king": modals and "to" of the first verb hold for the second
            self._tense(verb.head, reading, depth + 1)
            negation = negation or None
        else:
            reading.tense = "present"
            reading.put(None)
        if negation is not None:
            reading.put("denied", negation)

    def _to_be(self, verb: Token, auxiliaries: list[str], reading: Reading) -> None:
        """ "is to meet", "was to have met", "is due / ready to meet", where the tree makes "is" an auxiliary of the infinitive."""
        be = next((c for c in verb.children if c.lower_ in _PRESENT_BE | _PAST_BE and c.i < verb.i), None)
        if be is None:
            return
        for word in verb.children:
            effect = self.frames.governor.get(word.lower_) if be.i < word.i < verb.i else None
            if effect in {"planned", "possible", "denied"}:
                self._apply(effect, reading, word, False, word.lower_)
                return
        gone = be.lower_ in _PAST_BE and any(w in _HAVE for w in auxiliaries)
        reading.put("cancelled" if gone else "planned", be)

    # ------------------------------------------------------------ nouns

    def _noun(self, noun: Token, reading: Reading) -> None:
        for child in noun.children:
            if child.dep_ in {"amod", "acl", "compound"} and (effect := self.frames.adjective.get(child.lower_)):
                reading.put(effect, child)
        negated = self._det_no(noun)
        self._noun_context(noun, reading, 0)
        if reading.value == "possible" and self._is_fixed(noun):
            reading.put("planned", noun)
        if (negated and reading.value != "possible") or negated:
            reading.put("denied", noun)

    def _is_fixed(self, noun: Token) -> bool:
        """ "chose a team for the talks that are due to restart in May": the talks themselves are planned."""
        clauses = children(noun, "acl:relcl")
        return any(w.lower_ in _FIXED for c in clauses for w in (c, *c.children)) and not any(
            self._negation(c) is not None for c in clauses
        )

    def _noun_context(self, noun: Token, reading: Reading, depth: int) -> None:
        if depth > 6 or noun.head.i == noun.i:
            return
        head, dep = noun.head, noun.dep_
        if dep in {"conj", "appos", "compound", "flat", "nmod:desc", "dep", "list"} and head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"}:
            self._noun_context(head, reading, depth + 1)
            return
        before = preposition(noun)
        first = before.split()[0] if before else ""
        if head.lower_ in self.frames.words("about_nouns") and head.pos_ == "NOUN" and self.frames.governor.get(head.lower_) is None:
            return
        if head.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "SYM"} and not any(c.dep_ == "cop" for c in head.children):
            if first in self.frames.words("before_prepositions"):
                self._weaken(reading, "planned", noun)
            self._govern(head, reading, self._det_no(head))
            self._noun_context(head, reading, depth + 1)
            return
        if first in self.frames.words("before_prepositions"):
            past = Reading()
            self._tense(head, past)
            self._weaken(reading, "planned", noun)
            return
        if dep in {
            "nsubj",
            "nsubj:pass",
            "obj",
            "obl",
            "iobj",
            "nmod",
            "obl:unmarked",
            "csubj",
            "xcomp",
            "root",
            "ccomp",
            "advcl",
            "nsubj:outer",
            "obl:agent",
        } or head.pos_ in {"VERB", "AUX", "ADJ"}:
            self._verb_over_noun(noun, head, dep, first, reading)

    def _verb_over_noun(self, noun: Token, head: Token, dep: str, before: str, reading: Reading) -> None:
        raised = next((c for c in head.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and c.i > head.i), None)
        if raised is not None and dep in {"nsubj", "nsubj:pass"} and (inner := self._effect(raised)) in {"cancelled", "postponed"}:
            reading.put(inner, raised)
            self._climb(raised, reading)
            return
        effect = self._effect(head)
        lemma = self.frames.lemma.get(head.lower_, head.lower_)
        own = Reading()
        self._tense(head, own)
        strong = {"cancelled", "postponed", "denied"}
        if lemma == "tell":
            effect = None  # "told a meeting of"
        governed = effect in strong or (
            effect in {"planned", "possible"}
            and (dep in {"obj", "nsubj:pass", "xcomp", "iobj"} or dep == "nsubj" or before in {"for", "on", "to", "about"})
        )
        if (
            dep in {"nsubj", "nsubj:outer"}
            and effect in {"planned", "possible"}
            and head.pos_ == "VERB"
            and own.tense in {"past", "perfect", "present"}
            and not children(head, "aux:pass", "obj")
            and lemma not in {"expect", "schedule", "plan"}
        ):
            governed = False
        if dep == "obl" and before in self.frames.words("held_prepositions"):
            governed = False
        if governed and effect is not None:
            negated = self._negation(head) is not None
            if reading.value in {None, "planned", "possible"} or effect in strong:
                self._apply(effect, reading, head, negated, lemma)
            if own.tense in {"possible", "would", "planned"} and effect in {"planned", "possible"}:
                self._soften(own, reading)
            elif own.tense in {"possible"} and effect in strong:
                reading.put("planned", *own.cues)
            self._climb(head, reading)
            return
        # the verb only carries the noun: its own tense counts
        if own.drop:
            reading.drop = True
        if (
            dep == "obl"
            and before == "for"
            and lemma in {"arrive", "fly", "travel", "come", "go", "leave", "head", "return", "depart", "invite"}
        ):
            own.put("planned" if own.value in {None, "held", "ongoing"} else own.value, head)
        if (
            reading.value is None
            or own.value == "denied"
            or (own.value == "possible" and reading.value == "planned")
            or (
                own.value in REAL
                and reading.value == "planned"
                and dep in {"obj", "nsubj", "nsubj:pass"}
                and own.tense in {"past", "perfect"}
                and lemma in {"hold", "have", "attend", "conduct", "meet", "conclude"}
            )
        ):
            reading.value, reading.tense = own.value, own.tense
            reading.cues += own.cues
        self._climb(head, reading)

    # ------------------------------------------------------------ what governs

    def _effect(self, head: Token) -> str | None:
        lemma = self.frames.lemma.get(head.lower_, head.lower_)
        for particle in particles(head):
            if (lemma, particle) in self.frames.phrasal:
                return self.frames.phrasal[(lemma, particle)]
        if lemma in {"rule", "turn", "like", "call", "break", "set", "fix", "open"} and lemma not in {"like", "call", "set", "fix", "open"}:
            return None
        effect = self.frames.governor.get(lemma) or self.frames.governor.get(head.lower_)
        if lemma == "call" and head.pos_ == "VERB":
            return "possible" if "for" in particles(head) or any(preposition(c) in {"for", "on"} for c in head.children) else None
        if effect == "held":
            return None
        if head.pos_ in {"ADP", "SCONJ"} or (
            head.pos_ == "NOUN" and head.lower_ in self.frames.words("about_nouns") and effect in {"postponed", "denied"}
        ):
            return None
        return effect

    def _govern(self, head: Token, reading: Reading, negated: bool) -> None:
        effect = self._effect(head)
        if effect is None or effect == "ongoing":
            return
        self._apply(effect, reading, head, negated, self.frames.lemma.get(head.lower_, head.lower_))

    def _apply(self, effect: str, reading: Reading, cue: Token, negated: bool, lemma: str) -> None:
        now = reading.value
        if negated:
            after = {"denied": "possible", "cancelled": "planned", "postponed": "planned"}.get(effect)
            reading.put(after or ("possible" if lemma in _COMMITMENTS else "denied"), cue)
        elif effect in {"cancelled", "postponed", "denied"}:
            reading.put(effect, cue)
        elif effect == "possible":
            reading.put({"cancelled": "planned", "postponed": "planned"}.get(now or "", "possible"), cue)
        elif effect == "planned" and now in {None, "held", "ongoing", "planned"}:
            reading.put("planned", cue)

    def _weaken(self, reading: Reading, value: str, cue: Token) -> None:
        if reading.value in {None, "held", "ongoing"}:
            reading.put(value, cue)

    def _soften(self, own: Reading, reading: Reading) -> None:
        if own.tense == "possible" and reading.value in {"planned", None}:
            reading.put("possible", *own.cues)

    # ------------------------------------------------------------ the way up

    def _climb(self, verb: Token, reading: Reading) -> None:
        node = verb
        for head in up(verb):
            dep = node.dep_
            if dep == "conj":
                node = head
                continue
            mark = next(
                (
                    c.lower_
                    for c in node.children
                    if c.dep_ in {"mark", "advmod"} and c.i < node.i and c.lower_ in self.frames.words("conditional_marks")
                ),
                None,
            )
            if mark and dep in {"advcl", "ccomp", "acl"}:
                reading.put("possible", node)
            infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in node.children)
            gerund = node.lower_.endswith("ing") and not any(c.dep_ == "aux" for c in node.children)
            if dep in {"xcomp", "acl", "advcl", "ccomp", "csubj", "obj", "obl", "nsubj", "nmod"} and (infinitive or gerund):
                if not self._open_clause(node, head, dep, infinitive, reading):
                    break
            elif dep in {"advcl", "acl:relcl", "acl"}:
                break
            elif dep in {"ccomp", "parataxis", "csubj"}:
                self._finite_clause(head, dep, reading)
                if reading.value in REAL:
                    break
            node = head

    def _open_clause(self, node: Token, head: Token, dep: str, infinitive: bool, reading: Reading) -> bool:
        """An infinitive or gerund takes its status from what it hangs on. False stops the climb."""
        effect = self._effect(head)
        lemma = self.frames.lemma.get(head.lower_, head.lower_)
        if head.pos_ in {"NOUN", "PROPN"} and dep == "acl":
            self._govern(head, reading, self._det_no(head))
            if reading.value is None:
                reading.put("planned", head)
            self._noun_context(head, reading, 3)
            return False
        own = Reading()
        self._tense(head, own)
        if lemma == "is" and dep in {"xcomp", "ccomp", "csubj"}:
            reading.put(
                "cancelled" if reading.tense == "perfect infinitive" and own.tense == "past" else (reading.value or "planned"), head
            )
            return True
        if (
            effect is not None
            and effect != "ongoing"
            and not (dep == "advcl" and effect not in {"planned", "possible"})
            and not (dep == "advcl" and not infinitive)
        ):
            negated = self._negation(head) is not None
            self._apply(effect, reading, head, negated, lemma)
            if own.tense == "perfect" and effect == "planned" and reading.tense == "perfect infinitive":
                reading.put("cancelled", head)
            self._soften(own, reading)
            return True
        if dep in {"advcl", "acl", "xcomp"} and infinitive and head.lower_ in {"used", "seized"} and own.value == "held":
            # "used the day to see the chancellor"
            self._inherit(own, reading, "held", head)
            return True
        if dep == "advcl" and infinitive:
            # purpose: "flew to Paris to meet the president" does not say that he did
            self._inherit(own, reading, "planned" if own.value in {None, "held", "ongoing"} else own.value, head)
            return True
        before = next((c.lower_ for c in node.children if c.dep_ in {"mark", "case"}), "")
        if not infinitive and before in {"before", "ahead"} and own.value in REAL:
            self._inherit(own, reading, "held", head)
            return True
        self._inherit(own, reading, own.value, head)
        return True

    def _inherit(self, own: Reading, reading: Reading, value: str | None, cue: Token) -> None:
        if reading.value is None:
            reading.put(value, *own.cues)
            reading.tense = own.tense if reading.tense in {"infinitive", "gerund", "none"} else reading.tense
        reading.drop = reading.drop or own.drop

    def _finite_clause(self, head: Token, dep: str, reading: Reading) -> None:
        lemma = self.frames.lemma.get(head.lower_, head.lower_)
        if dep in {"acl:relcl", "acl", "advcl"}:
            return
        effect = self._effect(head)
        own = Reading()
        self._tense(head, own)
        if reading.tense == "would" and reading.value == "possible" and dep in {"ccomp", "parataxis"} and effect != "possible":
            reading.put("planned", head)
        if lemma in _SPEECH_DENIES and dep == "ccomp":
            reading.put("denied", head)
        elif (
            effect == "possible"
            and dep == "ccomp"
            and lemma not in {"tell", "think", "ask", "support", "like", "welcome"}
            and reading.tense not in {"past", "perfect"}
            and reading.value in {"planned", None}
        ):
            reading.put("possible", head)
        elif head.lower_ in {"possible", "unclear", "unlikely", "uncertain", "likely"} and reading.value in {None, "planned"}:
            reading.put("planned" if head.lower_ == "likely" else "possible", head)
