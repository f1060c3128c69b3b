"""The word lists that coreference reads, and the pronouns of English (a closed class, so they stand here)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summitry.lexicon import Lexicon

Gender = Literal["m", "f"]

#: Third person singular, by sex.
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "whom", "whose"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
OBJECTS = frozenset({"him", "them"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
#: Determiners that make a noun phrase point back, and those that introduce someone new.
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "few", "two", "three", "other", "most", "any", "every", "each"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `words_coreference.yaml`."""

    roles: frozenset[str]
    persons: frozenset[str]
    role_plurals: frozenset[str]
    group_persons: frozenset[str]
    group_states: frozenset[str]
    state_nouns: frozenset[str]
    body_nouns: frozenset[str]
    instrument_nouns: frozenset[str]
    modifiers: frozenset[str]
    leader_offices: frozenset[str]
    leader_words: frozenset[str]
    male_words: frozenset[str]
    female_words: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]


def read_words(lexicon: Lexicon) -> Words:
    """Return the lists; raises KeyError when the lexicon lacks one."""
    w = lexicon.words
    return Words(
        roles=w("coref_role_nouns"),
        persons=w("coref_person_nouns"),
        role_plurals=w("coref_role_plurals"),
        group_persons=w("coref_group_persons"),
        group_states=w("coref_group_states"),
        state_nouns=w("coref_state_nouns"),
        body_nouns=w("coref_body_nouns"),
        instrument_nouns=w("coref_instrument_nouns"),
        modifiers=w("coref_role_modifiers"),
        leader_offices=w("coref_leader_offices"),
        leader_words=w("coref_leader_words"),
        male_words=w("coref_male_words"),
        female_words=w("coref_female_words"),
        male_names=w("coref_male_names"),
        female_names=w("coref_female_names"),
    )
