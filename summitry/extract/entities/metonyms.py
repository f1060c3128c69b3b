"""A capital may be the city or the government that sits in it: decided by its place in the sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

#: Prepositions after which a capital is a party, not a place: "ties with Moscow", "broken off by London".
_PARTY_PREPOSITIONS = frozenset("with by between against toward towards".split())
#: Prepositions of place: "in Moscow meeting the premier".
_WHERE = frozenset("in at from to near outside around via through into".split())
#: Verbs whose object acts or is spoken to: "urged Moscow to", "accused Tehran of".
_PARTY_OBJECTS = frozenset(
    "urge ask tell accuse warn press persuade allow force pressure blame invite thank praise criticise criticize condemn punish isolate "
    "convince assure inform deter provoke anger oblige compel expect want help sanction threaten push prompt lead".split()
)
_ACTORS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent", "iobj", "csubj"})
#: Verbs of which a city itself can be the subject.
_CITY_VERBS = frozenset("be become lie have see witness grow remain host boast stand sit".split())
_STEMS = ("ing", "ed", "es", "s", "e")


def is_government(doc: Doc, span: Span) -> bool:
    """True when the capital named by `span` acts, owns a decision or is a party, so that its government is meant."""
    return _acts(span.root, depth=0)


def _acts(token: Token, depth: int) -> bool:
    cases = {c.lower_ for c in token.children if c.dep_ == "case"}
    if depth == 0 and not cases & _WHERE and _gerund_follows(token):
        return True
    if cases & _PARTY_PREPOSITIONS:
        return True
    if cases - {"'s", "’s", "'", "’"}:
        return False
    if token.dep_ in _ACTORS:
        head = token.head
        return head.pos_ in {"VERB", "AUX"} and _lemma(head) not in _CITY_VERBS
    if token.dep_ == "nmod:poss":
        return True
    if token.dep_ == "obj":
        return _lemma(token.head) in _PARTY_OBJECTS
    if token.dep_ == "conj" and depth < 3:
        return _acts(token.head, depth + 1)
    return False


def _gerund_follows(token: Token) -> bool:
    """`aides see Moscow agreeing to checks`, `in return for Riyadh giving`: the capital is the subject of what follows."""
    if token.i + 1 >= token.sent.end:
        return False
    following = token.nbor(1)
    return following.pos_ == "VERB" and following.lower_.endswith("ing") and following.lower_ not in {"following", "including", "during"}


def _lemma(token: Token) -> str:
    """A rough lemma: enough to look up a regular verb."""
    word = token.lower_
    if word in {"is", "was", "are", "were", "been", "being", "am"}:
        return "be"
    if word in {"has", "had", "having"}:
        return "have"
    known = _PARTY_OBJECTS | _CITY_VERBS
    if word in known:
        return word
    for ending in _STEMS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for form in (stem, stem + "e", stem[:-1] if len(stem) > 2 and stem[-1:] == stem[-2:-1] else stem):
                if form in known:
                    return form
    return word
