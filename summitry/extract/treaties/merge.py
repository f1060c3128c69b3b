"""One row per act and party in an article, however often it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitry.records import Event

#: What is known better absorbs what is known less well: an act that was done was announced before.
_STRENGTH = {"done": 0, "scheduled": 1, "announced": 2, "planned": 3, "threatened": 4, "proposed": 5, "urged": 6, "denied": 7}
_ABSORBED = {
    "done": {"done", "announced", "planned", "proposed"},
    "scheduled": {"scheduled", "planned"},
    "announced": {"announced", "planned"},
}


def merge(events: Iterable[Event]) -> list[Event]:
    """Return the events with repeated tellings of one act joined, in text order. The best known telling is kept, with the date of another
    where it has none itself; a telling without a party is absorbed by one with a party."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (_STRENGTH[e.status], not _party(e), e.date_edtf is None, e.start)):
        twin = next((k for k in kept if _same_act(k, event)), None)
        if twin is None:
            kept.append(event)
    return sorted(kept, key=lambda e: (e.start, e.end))


def _party(event: Event) -> Sequence[str]:
    return [p.entity_key for p in event.participants if p.role != "treaty"]


def _same_act(kept: Event, other: Event) -> bool:
    if kept.action != other.action or _treaty(kept) != _treaty(other):
        return False
    if _party(other) and _party(kept) != _party(other):
        return False
    if other.status != kept.status and other.status not in _ABSORBED.get(kept.status, set()):
        return False
    if kept.date_start and other.date_start and kept.date_end and other.date_end:
        return kept.date_start <= other.date_end and other.date_start <= kept.date_end
    # A dated application or offer is an act of its own, even when the undated act has been done since.
    return not (other.date_start and not kept.date_start and other.status in {"proposed", "planned", "threatened"})


def _treaty(event: Event) -> str:
    return next(p.entity_key for p in event.participants if p.role == "treaty")
