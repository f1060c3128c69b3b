"""The referents of a document in the order in which they are met, and the choice of an antecedent among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from summitry.extract.coreference.profiles import Profile
from summitry.extract.coreference.words import OBJECTS, REFLEXIVE

#: Mentions further back than this are not looked at; bounds the work per pronoun.
MEMORY = 40
#: A pronoun reaches back this many sentences.
REACH = 5
#: Whoever spoke last is likelier to be the one who speaks now.
SPEAKS_ON = 0.8
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "acl:relcl", "acl", "parataxis", "conj", "csubj", "xcomp"})


@dataclass(frozen=True, slots=True)
class Touch:
    """One mention of a referent: token index of its head, sentence number, whether it is a subject (of the main clause), quoted or not."""

    profile: Profile
    i: int
    sentence: int
    subject: bool
    main: bool
    possessive: bool
    quoted: bool
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An antecedent and how sure it is (0-1)."""

    profile: Profile
    confidence: float


def clause_of(token: Token) -> Token:
    """The verb (or other clause head) the token belongs to."""
    node = token
    for _ in range(60):
        if node.dep_ in _CLAUSAL or node.head == node:
            return node
        node = node.head
    return node


def is_subject(token: Token) -> bool:
    """True for subjects and what is coordinated with or hangs on a title in one."""
    node = token
    for _ in range(3):
        if node.dep_ in _SUBJECTS:
            return True
        if node.dep_ in {"flat", "nmod:desc", "appos", "conj", "compound"} and node.head != node:
            node = node.head
        else:
            return False
    return False


class Discourse:
    """Keeps the last mentions and weighs them."""

    def __init__(self, doc: Doc, sentence_of: list[int], quoted: set[int], speech: frozenset[str] = frozenset()) -> None:
        self._speech = speech
        self._doc = doc
        self._sentence_of = sentence_of
        self._quoted = quoted
        self.touches: list[Touch] = []
        self.counts: dict[str, int] = {}

    def touch(self, profile: Profile, token: Token) -> None:
        """Record that the referent is mentioned at the token."""
        clause = clause_of(token)
        subject = is_subject(token)
        self.touches.append(
            Touch(
                profile,
                token.i,
                self._sentence_of[token.i],
                subject,
                subject and clause.dep_ in {"ROOT", "parataxis"},
                token.dep_ == "nmod:poss",
                token.i in self._quoted,
                self._speaks(token),
            )
        )
        self.counts[profile.key] = self.counts.get(profile.key, 0) + 1

    def _speaks(self, token: Token) -> bool:
        """True when a speech verb stands next to the mention or takes it as its subject."""
        if is_subject(token) and clause_of(token).lower_ in self._speech:
            return True
        words = [t for t in self._doc[max(0, token.i - 2) : token.i + 4] if not t.is_space]
        near = [t for t in words if abs(t.i - token.i) <= 3 and t.lower_ in self._speech and t.pos_ == "VERB"]
        return any(t.i > token.i or not any(x.text == "." for x in self._doc[t.i : token.i]) for t in near)

    def recent(self, token: Token, reach: int = REACH) -> list[Touch]:
        """The last mention of each referent within reach, newest first."""
        here = self._sentence_of[token.i]
        seen: set[str] = set()
        out: list[Touch] = []
        for touch in reversed(self.touches[-MEMORY:]):
            if here - touch.sentence > reach:
                break
            if touch.profile.key not in seen:
                seen.add(touch.profile.key)
                out.append(touch)
        return out

    def choose(self, token: Token, fits: Callable[[Profile], bool], reach: int = REACH, margin: float = 0.6) -> Choice | None:
        """The best antecedent among those that fit, or None when there is none or two are about equally good."""
        scored: dict[str, tuple[float, Touch]] = {}
        spoken_of = self._spoken_of(token)
        here = self._sentence_of[token.i]
        for touch in reversed(self.touches[-MEMORY:]):
            if here - touch.sentence > reach:
                break
            if touch.profile.key in spoken_of or not fits(touch.profile) or self._barred(token, touch):
                continue
            score = self._score(token, touch)
            old = scored.get(touch.profile.key)
            if old is None or score > old[0]:
                scored[touch.profile.key] = (score, touch)
        if not scored:
            return None
        ranked = sorted(scored.values(), key=lambda s: -s[0])
        best = ranked[0]
        lead = best[0] - ranked[1][0] if len(ranked) > 1 else 3.0
        if lead < margin:
            return None
        return Choice(best[1].profile, min(0.95, 0.55 + 0.12 * lead))

    def _spoken_of(self, token: Token) -> set[str]:
        """Who is spoken of in a quotation just before "he said": not the one who speaks."""
        i = token.i - 1
        while i >= 0 and i > token.i - 5 and (self._doc[i].is_space or self._doc[i].is_punct) and i not in self._quoted:
            i -= 1
        if i < 0 or i not in self._quoted or token.i in self._quoted or not self._speaks(token):
            return set()
        start = i
        while start > max(0, i - 400) and start - 1 in self._quoted:
            start -= 1
        return {t.profile.key for t in self.touches[-MEMORY:] if start <= t.i <= i}

    def _score(self, token: Token, touch: Touch) -> float:
        distance = self._sentence_of[token.i] - touch.sentence
        score = -1.1 * distance
        if distance == 0:
            score -= 0.02 * min(token.i - touch.i, 40)
        if touch.subject:
            score += 1.0
        if touch.main:
            score += 0.5
        if token.dep_ == "nmod:poss" and touch.subject and distance == 0 and clause_of(token) == clause_of(self._doc[touch.i]):
            score += 1.0
        if touch.speaks and self._speaks(token):
            score += SPEAKS_ON
        if touch.possessive:
            score -= 0.6
        if touch.quoted and token.i not in self._quoted:
            score -= 2.0
        score += 0.15 * min(self.counts.get(touch.profile.key, 0), 4)
        if touch.profile.gender is None:
            score -= 0.3
        return score

    def _barred(self, token: Token, touch: Touch) -> bool:
        """An object pronoun is never its own clause's subject ("Bush met him"); a reflexive always is."""
        if self._sentence_of[token.i] != touch.sentence:
            return token.lower_ in REFLEXIVE
        if token.lower_ in REFLEXIVE or token.dep_ == "nmod:poss" or not touch.subject:
            return False
        same = clause_of(token) == clause_of(self._doc[touch.i])
        return same and (token.lower_ in OBJECTS or not is_subject(token))
