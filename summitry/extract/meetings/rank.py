"""The level of a meeting (leader, minister, official, mixed) and its kind, from who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.parties import Party, PartyFinder
from summitry.lexicon import Lexicon

_OFFICE_LEVEL = {
    "head_of_state": "leader",
    "head_of_government": "leader",
    "monarch": "leader",
    "party_leader": "leader",
    "top_official": "leader",
    "armed_group_leader": "leader",
    "heir": "leader",
    "foreign_minister": "minister",
    "defence_minister": "minister",
    "vice_president": "minister",
    "deputy_head": "minister",
    "minister_other": "minister",
    "national_security_adviser": "minister",
}
_ORDER = ("leader", "minister", "official")


def party_level(party: Party, on: date | None, finder: PartyFinder, lexicon: Lexicon) -> str | None:
    """The level of one party on a day: its office by the lexicon, else its title in the text; None when neither says anything."""
    entity = finder.entity(party.key)
    if entity.entity_type != "person":
        return party.level
    if entity.lexicon_id is not None:
        ever = {_OFFICE_LEVEL.get(t.office, "official") for t in lexicon.terms_of(entity.lexicon_id)}
        if on is None and party.level is not None and len(ever) != 1:
            return party.level
        terms = lexicon.terms_of(entity.lexicon_id, on)
        levels = {_OFFICE_LEVEL.get(t.office, "official") for t in terms}
        best = next((level for level in _ORDER if level in levels), None)
        if best is not None:
            return best
    return party.level


def meeting_level(parties: Iterable[Party], on: date | None, finder: PartyFinder, lexicon: Lexicon) -> str:
    """The level by rule 13: leader when each side that is told of has one, mixed when only one side has."""
    sides: dict[str, set[str]] = {}
    for party in parties:
        entity = finder.entity(party.key)
        level = party_level(party, on, finder, lexicon)
        if level is None and entity.entity_type == "person":
            level = "official"
        if entity.country_code is None and entity.entity_type == "person" and len(sides) > 1:
            continue
        sides.setdefault(entity.country_code or entity.key, set()).update({level} if level else ())
    known = [next(level for level in _ORDER if level in levels) for levels in sides.values() if levels]
    if not known:
        return "official"
    if all(level == "leader" for level in known):
        return "leader"
    if "leader" in known:
        return "mixed"
    return "minister" if "minister" in known else "official"


def side_keys(parties: Sequence[Party], finder: PartyFinder) -> set[str]:
    """One key per side; a person of unknown country beside two known sides belongs to one of them ("the Queen and Prince Philip")."""
    known = {code for p in parties if (code := finder.entity(p.key).country_code)}
    others = {p.key for p in parties if not finder.entity(p.key).country_code}
    if len(known) > 1:
        others = {k for k in others if finder.entity(k).entity_type != "person"}
    return known | others


def meeting_kind(candidate: Candidate, parties: Sequence[Party], finder: PartyFinder) -> str:
    """bilateral trilateral multilateral call visit negotiation: what the trigger says, else the number of sides."""
    if candidate.mode:
        return candidate.mode
    if candidate.frame in {"visit", "motion"}:
        return "visit"
    if candidate.frame == "negotiation":
        return "negotiation"
    sides = side_keys(parties, finder)
    if candidate.frame == "talks" and candidate.trigger.lower_ == "talks" and _are_peace_talks(candidate):
        return "negotiation"
    if len(sides) >= 4 or (candidate.frame in {"gathering", "attend", "gather"} and len(sides) != 2):
        return "multilateral"
    if len(sides) == 3:
        return "trilateral"
    if len(sides) == 1 and all(
        finder.entity(p.key).entity_type == "organization" and (finder.entity(p.key).country_code is None or p.level) for p in parties
    ):
        return "multilateral"
    return "bilateral" if candidate.frame not in {"attend", "gathering", "gather"} else "multilateral"


def _are_peace_talks(candidate: Candidate) -> bool:
    words = {c.lower_ for c in candidate.trigger.children}
    head = candidate.trigger.head.lower_
    return bool(
        words
        & {"peace", "arms", "disarmament", "nuclear", "accession", "trade", "ceasefire", "proximity", "indirect", "cease-fire", "technical"}
    ) or head in {"round", "rounds"}
