"""Document-local entities become real-world entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summitry.ids import content_id
from summitry.lexicon import Lexicon, exact_key
from summitry.records import EntityType, Extraction, LocalEntity


@dataclass(frozen=True, slots=True)
class Resolved:
    """One real-world entity of the batch and the ids it has in the warehouse."""

    entity_id: str
    name: str
    entity_type: EntityType
    country_code: str | None
    wikidata_id: str | None
    is_known: bool


def entity_id(entity_type: EntityType, name: str) -> str:
    """The id of an entity: hash of type and name, case and white space folded, so that it outlives a change of lexicon."""
    return content_id("entity", entity_type, exact_key(name))


def resolve_entities(extractions: Iterable[Extraction], lexicon: Lexicon) -> Mapping[tuple[str, str], Resolved]:
    """Return (document_id, local key) -> entity.

    A name met in several documents is one entity; its country is the one most documents give.
    """
    votes: dict[str, dict[str, int]] = {}
    locals_: list[tuple[str, LocalEntity]] = []
    for extraction in extractions:
        for local in extraction.entities:
            locals_.append((extraction.document.raw.document_id, local))
            if local.country_code:
                tally = votes.setdefault(entity_id(local.entity_type, local.name), {})
                tally[local.country_code] = tally.get(local.country_code, 0) + 1
    found: dict[tuple[str, str], Resolved] = {}
    for document_id, local in locals_:
        known = lexicon.entities.get(local.lexicon_id) if local.lexicon_id else None
        new_id = entity_id(local.entity_type, local.name)
        # Most votes first, then alphabetical, so that the order of documents does not matter.
        country = min(votes.get(new_id, {None: 0}).items(), key=lambda kv: (-kv[1], kv[0] or ""))[0]
        found[document_id, local.key] = Resolved(
            new_id,
            local.name,
            local.entity_type,
            (known.country_code if known else None) or country,
            known.wikidata_id if known else None,
            known is not None,
        )
    return found
