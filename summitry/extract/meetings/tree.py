"""Questions about the dependency tree: subjects, objects, prepositions, coordination, and the way up from a word."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
OBJECTS = frozenset({"obj", "iobj"})
OBLIQUES = frozenset({"obl", "obl:agent", "obl:unmarked", "nmod", "appos", "dep", "obj", "nmod:desc", "flat"})
#: No sentence is deeper than this; a guard against a cycle in a swapped-in model's heads.
MAX_DEPTH = 40


def children(token: Token, *deps: str) -> list[Token]:
    """Children with one of the labels, in order."""
    return [c for c in token.children if c.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it to its right."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            found += conjuncts(child)
    return found


def preposition(token: Token) -> str:
    """The lower-case preposition of a noun phrase, several words joined by a space ("ahead of"); empty when it has none."""
    words: list[str] = []
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            words.append(child.lower_)
            words += [c.lower_ for c in child.children if c.dep_ == "fixed"]
    return " ".join(words)


def objects_of(verb: Token) -> list[Token]:
    """Objects, and what follows the verb without a preposition though the parser calls it oblique (no time, though)."""
    found = children(verb, "obj", "iobj")
    if found:
        return found
    return [
        c for c in verb.children if c.dep_ in {"obl", "dep", "nmod"} and c.i > verb.i and c.pos_ in {"PROPN", "NOUN"} and not preposition(c)
    ][:1]


def oblique(token: Token, *prepositions: str) -> list[Token]:
    """Phrases that hang on the token with one of the prepositions; a conjunct without its own preposition is left to `conjuncts`."""
    return [
        c for c in token.children if c.dep_ in OBLIQUES and (p := preposition(c)) and (p in prepositions or p.split()[0] in prepositions)
    ]


def is_passive(verb: Token) -> bool:
    """True for "was received", "being hosted" and a bare participle after a noun ("talks hosted by Oman")."""
    if any(c.dep_ in {"aux:pass", "nsubj:pass", "obl:agent"} for c in verb.children):
        return True
    return verb.dep_ == "acl" and not verb.lower_.endswith("ing") and not any(c.dep_ == "mark" for c in verb.children)


def up(token: Token) -> Iterator[Token]:
    """The heads of a token, nearest first."""
    for _ in range(MAX_DEPTH):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def first_of_conjunction(token: Token) -> Token:
    """The first member of the coordination the token stands in."""
    for _ in range(MAX_DEPTH):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def governing_verb(token: Token) -> Token | None:
    """The nearest verb (or sentence root) above a noun, with the coordination climbed."""
    for head in up(first_of_conjunction(token)):
        if head.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in head.children):
            return head
    return None


def particles(verb: Token) -> set[str]:
    """Adverbs and particles that hang on a verb: "call off" -> {"off"}."""
    found = {c.lower_ for c in verb.children if c.dep_ in {"compound:prt", "advmod", "fixed", "case", "obl"} or c.pos_ == "ADP"}
    following = verb.i + 1
    if following < len(verb.doc) and verb.doc[following].pos_ in {"ADP", "ADV"}:
        # the parser often hangs the particle on the object that follows
        found.add(verb.doc[following].lower_)
    return found


def subject_of(verb: Token) -> Token | None:
    """The phrase that acts in a verb, through relative clauses, coordination, infinitives and participles; None when unknown.

    For a passive this is the grammatical subject, that is, the one acted on.
    """
    for _ in range(MAX_DEPTH):
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        # a dateline in capitals is sometimes taken for a first subject
        own = next((c for c in subjects if not (c.is_upper and len(c) > 2 and c.i == verb.sent.start)), subjects[0] if subjects else None)
        if own is not None:
            return own
        head, dep = verb.head, verb.dep_
        if head.i == verb.i:
            return None
        if dep in {"acl", "acl:relcl"} and head.pos_ not in {"VERB", "AUX"}:
            if any(c.dep_ == "mark" for c in verb.children):
                # "plans to meet": whose plans?
                owner = next((c for c in head.children if c.dep_ == "nmod:poss"), None)
                if owner is not None:
                    return owner
                copular = next((c for c in head.children if c.dep_ in SUBJECTS), None)
                if copular is not None:
                    return copular
                above = governing_verb(head)
                return subject_of(above) if above is not None and above.i != verb.i else None
            return head
        if dep in {"conj", "xcomp", "advcl", "ccomp", "parataxis"} and not (dep in {"ccomp", "parataxis"} and verb.pos_ != "VERB"):
            if dep in {"ccomp", "parataxis"} and not any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
                return None
            verb = head
            continue
        return None
    return None


def named_before(verb: Token) -> Token | None:
    """The word right before a verb and its auxiliaries: where the tree shows no subject it often is the name that acts."""
    for i in range(verb.i - 1, max(verb.sent.start - 1, verb.i - 5), -1):
        word = verb.doc[i]
        if word.is_space or word.pos_ in {"AUX", "ADV", "PART"}:
            continue
        return word if word.pos_ == "PROPN" else None
    return None
