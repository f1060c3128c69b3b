"""When an act on a treaty takes place: the temporal expression that belongs to its clause."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from summitry.temporal.expressions import Timex


def clause_root(token: Token) -> Token:
    """The verb of the clause that holds the token."""
    while token.head != token and token.dep_ not in {"advcl", "acl:relcl", "ccomp", "parataxis", "acl", "xcomp"}:
        if token.dep_ == "conj" and token.pos_ == "VERB":
            break
        token = token.head
    return token


def date_of(doc: Doc, trigger: Token) -> Timex | None:
    """The dated expression of the trigger's clause: one that hangs below the trigger, else one of the clause, else, for a verb that
    opens a coordination, one of the sentence's first clause; None when there is none."""
    sentence = trigger.sent
    inside = [t for t in doc._.timexes if sentence.start_char <= t.start < sentence.end_char and t.type in {"DATE", "TIME"} and t.edtf]
    if not inside:
        return None
    by_distance = sorted(inside, key=lambda t: abs(t.start - trigger.idx))
    below = {t.i for t in trigger.subtree}
    clause = clause_root(trigger)
    for timex in by_distance:
        token = _token(doc, timex)
        if token is not None and token.i in below and not _own_clause(token, trigger):
            return timex
    for timex in by_distance:
        token = _token(doc, timex)
        if token is not None and clause_root(token) == clause and not _attributive(timex):
            return timex
    if trigger.dep_ == "conj":
        return date_of_clause(doc, trigger.head, inside)
    if clause.dep_ in {"xcomp", "ccomp", "acl"} and clause.head.pos_ == "VERB" and clause.dep_ == "xcomp":
        return date_of_clause(doc, clause.head, inside)
    return None


def date_of_clause(doc: Doc, verb: Token, inside: list[Timex]) -> Timex | None:
    """The first of the expressions that stands in the same clause as `verb`."""
    clause = clause_root(verb)
    for timex in inside:
        token = _token(doc, timex)
        if token is not None and clause_root(token) == clause and not _attributive(timex):
            return timex
    return None


def _token(doc: Doc, timex: Timex) -> Token | None:
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    return None if span is None else span.root


def _own_clause(token: Token, trigger: Token) -> bool:
    """True when a subordinate clause stands between the token and the trigger."""
    while token != trigger and token.head != token:
        if token.dep_ in {"advcl", "acl:relcl", "ccomp", "parataxis"}:
            return True
        token = token.head
    return False


def _attributive(timex: Timex) -> bool:
    """`the 1987 treaty` dates the treaty, not the act."""
    return bool(getattr(timex, "attributive", False))
