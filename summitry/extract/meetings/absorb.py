"""Fold together triggers of one clause that tell of one meeting: "met for talks", "flew to Oslo to meet the king"."""

from __future__ import annotations

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.tree import preposition

_DOING = frozenset({"mutual", "gather", "attend", "call", "talk", "bargain", "together", "host"})
#: "after the summit she rang him": two events.
_APART = frozenset({"after", "before", "following", "since", "ahead"})
_DURING = frozenset({"at", "during", "of"})
_TRAVEL = frozenset({"motion", "visit"})
_TALKING = frozenset({"talks", "meeting", "meal", "negotiation", "mutual", "call", "host", "talk", "bargain"})


def absorb(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates of one sentence with doubles folded into the fuller one."""
    kept: list[Candidate] = []
    for c in candidates:
        if not any(_folds(c, other) for other in candidates if other is not c):
            kept.append(c)
    return kept


def _folds(c: Candidate, other: Candidate) -> bool:
    """True when `c` has been taken over by `other`."""
    if c.trigger.i == other.trigger.i:
        return c.rule.startswith("noun") and other.rule.startswith("verb")
    if (
        c.trigger.pos_ in {"NOUN", "PROPN"}
        and other.carrier is not None
        and other.rule.startswith("verb")
        and other.frame in _DOING
        and _hangs_on(c, other)
    ):
        if c.frame == "visit" or (other.frame == "attend" and c.mode != "call"):
            return False
        if preposition(c.trigger).split(" ")[0] in _APART:
            return False
        if c.forum and other.frame != "attend" and c.frame in {"attend", "summit", "gathering"}:
            _take_occasion(c, other)
            return True
        if c.frame in {"summit", "gathering"} and preposition(c.trigger).split(" ")[0] in {
            "at",
            "during",
            "after",
            "before",
            "following",
            "of",
        }:
            folds = not c.roles.keys() - other.roles.keys() and not c.forum
            if folds and preposition(c.trigger).split(" ")[0] in _DURING:
                _take_occasion(c, other)
            return folds
        other.roles.update({k: v for k, v in c.roles.items() if k not in other.roles})
        other.mode = other.mode or ("negotiation" if c.frame == "negotiation" else None)
        other.tokens.append(c.trigger)
        if other.where.span is None or (other.where.name is None and c.where.name):
            other.where = c.where
        if other.when.edtf is None:
            other.when = c.when
        other.wheres += c.wheres
        other.duration = other.duration or c.duration
        other.forum, other.occasion = other.forum or c.forum, other.occasion or c.occasion
        return True
    if c.frame in _TRAVEL and other.frame in _TALKING and len(other.roles) > 1 and _is_purpose(other, c) and c.keys <= other.keys:
        if other.where.span is None:
            other.where = c.where
        if other.when.edtf is None:
            other.when = c.when
        if c.status is not None and c.status not in {"held", "ongoing"}:
            other.status = c.status
        return True
    return False


def _take_occasion(c: Candidate, other: Candidate) -> None:
    """The wider event on whose sidelines the other meeting was."""
    other.forum, other.occasion = other.forum or c.forum, other.occasion or c.occasion
    if other.where.span is None:
        other.where = c.where
    if other.when.edtf is None:
        other.when = c.when


def _hangs_on(noun: Candidate, verb: Candidate) -> bool:
    node = noun.trigger
    for _ in range(4):
        if node.head.i == node.i:
            return False
        if verb.carrier is not None and node.head.i == verb.carrier.i:
            return node.dep_ in {"obl", "obj", "nmod", "advcl", "obl:unmarked"}
        if node.head.pos_ not in {"NOUN", "PROPN"}:
            return False
        node = node.head
    return False


def _is_purpose(talks: Candidate, travel: Candidate) -> bool:
    """ "for talks", "to meet" below the verb of travel, or "visit for talks with"."""
    node = talks.trigger
    for _ in range(6):
        head = node.head
        if head.i == node.i:
            return False
        if head.i in {travel.trigger.i, travel.carrier.i if travel.carrier is not None and travel.rule.startswith("verb") else -1}:
            if node.pos_ in {"NOUN", "PROPN"}:
                return preposition(node) in {"for", "on"}
            return node.dep_ in {"advcl", "xcomp", "acl"} and any(c.lower_ == "to" and c.dep_ == "mark" for c in node.children)
        node = head
    return False
