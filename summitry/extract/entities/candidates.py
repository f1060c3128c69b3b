"""Candidate names: token spans with a type, where they come from, and how they compete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from summitry.lexicon import LexEntity
from summitry.records import EntityType

Source = Literal["lexicon", "pattern", "model"]
#: On equal length the source that is right more often wins.
_RANK: dict[Source, int] = {"lexicon": 2, "pattern": 1, "model": 0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `[start, end)` that may be a name. `readings` are the lexicon entities that bear it, best known first.

    `name` is the canonical name where a rule made it (an election, an anniversary).
    """

    start: int
    end: int
    entity_type: EntityType
    source: Source
    readings: tuple[LexEntity, ...] = ()
    name: str | None = None


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stand, in text order: longer ones first, then by source.

    They do not overlap, but for names inside the name of an event: "75th anniversary of ... World War II", "2016 U.S. election".
    """
    ordered = sorted(candidates, key=lambda c: (-(c.end - c.start), -_RANK[c.source], c.start))
    taken: dict[int, Candidate] = {}
    for candidate in ordered:
        if not any(i in taken for i in range(candidate.start, candidate.end)):
            for i in range(candidate.start, candidate.end):
                taken[i] = candidate
    nested = [c for c in ordered if c.source == "lexicon" and _inside_event(c, taken)]
    return sorted({*taken.values(), *nested}, key=lambda c: (c.start, c.end))


def _inside_event(candidate: Candidate, taken: dict[int, Candidate]) -> bool:
    outer = taken.get(candidate.start)
    if outer is None or outer.entity_type != "event" or candidate.entity_type not in {"event", "country"}:
        return False
    return outer is taken.get(candidate.end - 1) and candidate.end - candidate.start < outer.end - outer.start
