"""When an act on a treaty takes place: the temporal expression that belongs to its clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from summitry.temporal.edtf import format_interval
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
    here = [t for t in doc._.timexes if sentence.start_char <= t.start < sentence.end_char]
    inside: list[Timex] = [t for t in here if t.type in {"DATE", "TIME"} and t.edtf and not _bounds(doc, t)]
    if not inside:
        return None
    by_distance = sorted(inside, key=lambda t: abs(t.start - trigger.idx))
    below = {t.i for t in trigger.subtree}
    clause = clause_root(trigger)
    for timex in by_distance:
        token = _token(doc, timex)
        if token is not None and token.i in below and not _own_clause(token, trigger) and not _attributive(timex):
            return timex
    for timex in by_distance:
        token = _token(doc, timex)
        if token is not None and clause_root(token) == clause and not _attributive(timex):
            return timex
    if clause.dep_ == "conj":
        return date_of_clause(doc, clause.head, inside)
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


def after(timex: Timex, day: date | None) -> Timex:
    """The expression moved to the first year in which it lies after `day`, when it names no year itself."""
    if day is None or timex.absolute or timex.first is None or timex.last is None or timex.first >= day:
        return timex
    years = day.year - timex.first.year + (timex.first.replace(year=day.year) < day if timex.first.month != 2 else 0)
    try:
        first, last = timex.first.replace(year=timex.first.year + years), timex.last.replace(year=timex.last.year + years)
    except ValueError:
        return timex
    return replace(timex, first=first, last=last, edtf=format_interval(first, last))


def _token(doc: Doc, timex: Timex) -> Token | None:
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    return None if span is None else span.root


def _own_clause(token: Token, trigger: Token) -> bool:
    """True when a subordinate clause stands between the token and the trigger."""
    while token not in {trigger, token.head}:
        if token.dep_ in {"advcl", "acl:relcl", "ccomp", "parataxis"}:
            return True
        # "a protocol on trade for 1989": the span that the instrument covers.
        if token.dep_ == "nmod" and any(c.lower_ in {"for", "of", "covering"} for c in token.children if c.dep_ == "case"):
            return True
        token = token.head
    return False


def _bounds(doc: Doc, timex: Timex) -> bool:
    """`the fastest since 1981`, `until 2026`: a bound is no day of the act."""
    token = _token(doc, timex)
    return token is not None and any(c.lower_ in {"since", "until", "till"} for c in token.children)


def _attributive(timex: Timex) -> bool:
    """`the 1987 treaty` dates the treaty, not the act."""
    return bool(getattr(timex, "attributive", False))
