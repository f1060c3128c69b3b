"""Parts of speech without a model: closed classes from the lexicon, reporting verbs, capitals and endings.

Right for the words that the quotation rules ask about (reporting verbs, pronouns, names, function words); of other words only what
their ending tells. Used by `--model rules`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from summitry.lexicon import Lexicon

#: Word lists by tag, first come first served.
_CLASSES = {
    "AUX": "tag_auxiliaries", "PRON": "tag_pronouns", "DET": "tag_determiners", "PART": "tag_particles", "CCONJ": "tag_conjunctions",
    "SCONJ": "tag_subordinators", "ADP": "tag_adpositions", "ADV": "tag_adverbs", "NUM": "tag_numbers",
}  # fmt: skip
_REPORTING = ("quote_clause_verbs", "quote_direct_verbs", "speech_verbs")
#: After one of these a word that may be a verb or a noun ("report", "claims") is a noun.
_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NUM", "ADP"})
_SHORTEST_STEM = 3


class RoughTags:
    """Returns a tag per token."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._closed: Mapping[str, str] = {w.lower(): tag for tag, name in reversed(_CLASSES.items()) for w in lexicon.words(name)}
        self._reporting = frozenset(w.lower() for name in _REPORTING for w in lexicon.words(name))

    def __call__(self, doc: Doc) -> list[str]:
        """Return Universal Dependencies tags; names in `doc.ents` are proper nouns."""
        named = {t.i for e in doc.ents for t in e}
        tags: list[str] = []
        for token in doc:
            tags.append("PROPN" if token.i in named and token.is_alpha else self._tag(token, tags))
        return tags

    def is_function_word(self, token: Token) -> bool:
        """True for the words of the closed classes, whatever their case."""
        return token.is_stop or token.lower_ in self._closed

    def _tag(self, token: Token, before: Sequence[str]) -> str:
        lower = token.lower_
        if token.is_space:
            return "SPACE"
        if not any(c.isalnum() for c in lower):
            return "PUNCT"
        if lower[0].isdigit():
            return "NUM"
        if lower in self._closed:
            return self._closed[lower]
        last = next((t for t in reversed(before) if t != "SPACE"), "")
        if lower in self._reporting:
            return "NOUN" if last in _BEFORE_NOUNS else "VERB"
        if token.text[0].isupper():
            return "PROPN"
        if lower.endswith("ly"):
            return "ADV"
        if lower.endswith(("ed", "ing")) and len(lower) > _SHORTEST_STEM + 2 and last not in _BEFORE_NOUNS:
            return "VERB"
        return "NOUN"
