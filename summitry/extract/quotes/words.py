"""The word lists that quotation reading uses (`words_quotes.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from summitry.lexicon import Lexicon

#: Forms of the commonest cue; after it a clause needs no "that".
SAY = frozenset({"say", "says", "said", "saying"})
#: Parts of speech of finite verbs.
FINITE = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """Cue words by what may follow them."""

    clause: frozenset[str]
    direct: frozenset[str]
    weak: frozenset[str]
    naming: frozenset[str]
    nouns: frozenset[str]
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]
    documents: frozenset[str]
    anonymous: frozenset[str]

    def takes_marks(self, token: Token) -> bool:
        """True when the token may introduce words in quotation marks."""
        return is_verbal(token) and (token.lower_ in self.clause or token.lower_ in self.direct)

    def takes_clause(self, token: Token) -> bool:
        """True when a finite clause after (or before) the token is reported speech."""
        return is_verbal(token) and (token.lower_ in self.clause or token.lower_ in self.weak)


def read_words(lexicon: Lexicon) -> QuoteWords:
    """Return the lists; raises KeyError when the lexicon lacks one."""
    w = lexicon.words
    return QuoteWords(
        clause=w("quote_clause_verbs"),
        direct=w("quote_direct_verbs") | w("quote_clause_verbs"),
        weak=w("quote_weak_clause_verbs"),
        naming=w("quote_naming_verbs"),
        nouns=w("quote_nouns"),
        light_verbs=w("quote_light_verbs"),
        light_nouns=w("quote_light_nouns"),
        documents=w("quote_documents"),
        anonymous=w("quote_anonymous_words"),
    )


def is_verbal(token: Token) -> bool:
    """A verb, or a word in capitals or at an odd place that the tagger may have missed ("THATCHER SAYS")."""
    return token.pos_ == "VERB" or (token.pos_ in {"AUX", "PROPN", "X", "ADJ"} and (token.is_upper or token.lower_ in SAY))
