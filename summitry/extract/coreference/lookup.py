"""What other components ask of coreference, answered from `doc._.mentions` and the index that the component leaves on the Doc."""

from __future__ import annotations

from spacy.tokens import Doc, Token

#: Referents without a name ("a Western diplomat") have keys with this prefix followed by the offset of their first mention.
UNNAMED = "unnamed:"

#: token.i -> key of the referent (entity key or unnamed key) of the mention that covers the token.
if not Doc.has_extension("referents"):
    Doc.set_extension("referents", default={})
#: token.i -> entity keys of a plural mention.
if not Doc.has_extension("referent_groups"):
    Doc.set_extension("referent_groups", default={})

#: Arcs from a common noun to the name it introduces: "President Putin", "the minister, Ayman Safadi".
_TO_NAME = frozenset({"flat", "appos", "nmod:desc"})


def referent_at(doc: Doc, token: Token) -> str | None:
    """Key of whoever the token refers to, named or not ("unnamed:<offset of first mention>"); None when open or no mention."""
    found: str | None = doc._.referents.get(token.i)
    if found is not None:
        return found
    for child in token.children:
        if child.dep_ in _TO_NAME and child.i in doc._.referents:
            near: str = doc._.referents[child.i]
            return near
    if token.dep_ in _TO_NAME and token.pos_ in {"NOUN", "PROPN"}:
        head: str | None = doc._.referents.get(token.head.i)
        return head
    return None


def resolve_token(doc: Doc, token: Token) -> str | None:
    """Key in `doc._.entities` of whoever the token (a word of a name, a nominal or a pronoun) refers to; None rather than a guess."""
    key = referent_at(doc, token)
    return key if key is not None and key in doc._.entities else None


def plural_antecedents(doc: Doc, token: Token) -> list[str]:
    """Keys of the entities that a plural mention at the token stands for ("they", "the two leaders"), in text order; empty when open."""
    return list(doc._.referent_groups.get(token.i, ()))
