"""Third-person and relative pronouns."""

from __future__ import annotations

from spacy.tokens import Token

from summitry.extract.coreference.discourse import Choice
from summitry.extract.coreference.lookup import UNNAMED
from summitry.extract.coreference.profiles import Profile
from summitry.extract.coreference.reading import Reading
from summitry.extract.coreference.words import HE, IT, RELATIVE, SHE, THEY, Gender, Words
from summitry.lexicon import Lexicon
from summitry.records import EntityType

#: "They" reaches back this many sentences to a group or a plural noun.
PLURAL_REACH = 2
_THINGS = frozenset({"country", "organization", "treaty"})
#: After "it is" these introduce a clause that the "it" stands for.
_EMPTY_AFTER = frozenset({"that", "to", "whether", "for", "if", "who"})
_EMPTY_VERBS = frozenset(
    {"seems", "seemed", "appears", "appeared", "rained", "rains", "snowed", "takes", "took", "turned", "follows", "emerged", "happened"}
)


class PronounReader:
    """Resolves the pronouns of a Reading, one token at a time."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._words = words

    def __call__(self, reading: Reading, token: Token) -> bool:
        """Resolve the token if it is a pronoun; True when it was one (resolved or not)."""
        word = token.lower_
        if word in HE:
            self._person(reading, token, "m")
        elif word in SHE:
            self._person(reading, token, "f")
        elif word in THEY:
            self._plural(reading, token)
        elif word in IT:
            self._thing(reading, token)
        elif word in RELATIVE and token.pos_ in {"PRON", "DET"}:
            self._relative(reading, token)
        else:
            return False
        return True

    def _person(self, reading: Reading, token: Token, gender: Gender) -> None:
        def fits(profile: Profile) -> bool:
            return profile.entity_type == "person" and not profile.plural and profile.gender in {None, gender}

        choice = reading.discourse.choose(token, fits)
        if choice is not None and choice.profile.gender is None:
            choice.profile.gender = gender
        reading.add(token.i, token.i + 1, token.i, kind="pronoun", entity_type="person", choice=choice, basis="pronoun")

    def _thing(self, reading: Reading, token: Token) -> None:
        if token.dep_ == "expl" or (token.lower_ == "it" and _is_empty(token)):
            return
        reach = 1 if token.lower_ == "it" else 0

        def fits(profile: Profile) -> bool:
            return profile.entity_type in _THINGS and not profile.plural

        choice = reading.discourse.choose(token, fits, reach=reach, margin=0.9)
        if choice is None:
            return
        entity_type: EntityType = "organization" if choice.profile.entity_type == "organization" else "country"
        if choice.profile.entity_type == "treaty":
            entity_type = "treaty"
        reading.add(token.i, token.i + 1, token.i, kind="pronoun", entity_type=entity_type, choice=choice, basis="pronoun")

    def _relative(self, reading: Reading, token: Token) -> None:
        """ "Lukman, who is also ..., said": the noun that the relative clause hangs on."""
        at = _antecedent(reading, token)
        if at is None:
            return
        if at in reading.groups:
            reading.add_group(token.i, token.i + 1, token.i, kind="pronoun", entity_type="person", keys=reading.groups[at])
            return
        profile = reading.profiles.get(reading.referents[at])
        if profile is not None and profile.entity_type in {"person", "organization"}:
            kind: EntityType = "person" if profile.entity_type == "person" else "organization"
            reading.add(token.i, token.i + 1, token.i, kind="pronoun", entity_type=kind, choice=Choice(profile, 0.85), basis="relative")

    def _plural(self, reading: Reading, token: Token) -> None:
        group = self._last_group(reading, token)
        noun = self._last_plural(reading, token)
        group_at = group[0] if group else -1
        noun_at = noun[0] if noun else -1
        if noun is not None and noun_at > group_at:
            reading.add(token.i, token.i + 1, token.i, kind="pronoun", entity_type="person", choice=Choice(noun[1], 0.6), basis="pronoun")
        elif group is not None:
            kind: EntityType = "person" if group[2] == "person" else "country"
            reading.add_group(token.i, token.i + 1, token.i, kind="pronoun", entity_type=kind, keys=group[1])

    def _last_group(self, reading: Reading, token: Token) -> tuple[int, tuple[str, ...], str] | None:
        here = reading.sentence_of[token.i]
        for at, keys, kind in reversed(reading.met_groups[-6:]):
            if here - reading.sentence_of[at] > PLURAL_REACH:
                return None
            return at, keys, kind
        return None

    def _last_plural(self, reading: Reading, token: Token) -> tuple[int, Profile] | None:
        for touch in reading.discourse.recent(token, PLURAL_REACH):
            if (
                touch.profile.plural
                and touch.profile.key.startswith(UNNAMED)
                and (touch.subject or touch.sentence == reading.sentence_of[token.i])
            ):
                return touch.i, touch.profile
        return None


def _antecedent(reading: Reading, token: Token) -> int | None:
    """Index of the referring token that a relative pronoun takes up: by the tree, else the word before (a comma apart)."""
    node = token
    for _ in range(12):
        if node.dep_ == "acl:relcl":
            if node.head.i in reading.referents or node.head.i in reading.groups:
                return node.head.i
            break
        if node.head == node:
            break
        node = node.head
    before = [t.i for t in token.doc[max(0, token.i - 4) : token.i] if not t.is_space and t.text != ","]
    return before[-1] if before and (before[-1] in reading.referents or before[-1] in reading.groups) else None


def _is_empty(token: Token) -> bool:
    """True for "it is hoped that", "it seems", "it was unclear whether", "make it harder to": an "it" that stands for no one."""
    doc = token.doc
    following = [t for t in doc[token.i + 1 : token.i + 9] if not t.is_space]
    if following and following[0].lower_ in _EMPTY_VERBS:
        return True
    if following and (
        following[0].pos_ == "AUX" or following[0].lower_ in {"was", "is", "'s", "’s", "would", "will", "may", "could", "can"}
    ):
        rest = following[1:]
        if len(rest) > 1 and rest[0].pos_ == "VERB" and not rest[0].lower_.endswith("ing") and rest[1].lower_ in {"that", "whether"}:
            return True
        return any(t.lower_ in _EMPTY_AFTER for t in rest[:6]) and not any(t.pos_ == "VERB" for t in rest[:2])
    return token.dep_ == "obj" and bool(following) and following[0].pos_ == "ADJ"
