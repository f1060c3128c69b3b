"""Mentions that a `different` correction parts from the entity they were taken for, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from summitry.lexicon import Correction, Corrections, exact_key
from summitry.records import Event, Extraction, LocalEntity, Mention

#: Characters of the document id in the name of "an entity of its own": enough to tell apart documents that a person looks at.
_ID_SHOWN = 8


@dataclass(slots=True)
class Parted:
    """The entities of one document after parting, and the new local keys by number of mention, quote and event (there: old key -> new)."""

    entities: dict[str, LocalEntity]
    mentions: dict[int, str] = field(default_factory=dict)
    speakers: dict[int, str] = field(default_factory=dict)
    participants: dict[int, dict[str, str]] = field(default_factory=dict)


def part(extraction: Extraction, corrections: Corrections) -> Parted:
    """Return what the `different` rows make of one document.

    A row names mentions by their words or by their entity; words go before entities, rows for one document before rows for all. When the
    entity or all of its names move, everything about it moves. When only some names do, a description or pronoun follows the name before
    it; a quote or participant follows the mention by which the text points at it and stays where that is open.
    """
    document = extraction.document.raw
    parted = Parted({e.key: e for e in extraction.entities})
    places = {document.document_id, document.source_path, *document.sources}
    rows = [row for row in corrections.different if row.document is None or row.document in places]
    if not rows:
        return parted
    by_entity: dict[str | None, list[int]] = {key: [] for key in (*parted.entities, None)}
    for number, mention in enumerate(extraction.mentions):
        by_entity.setdefault(mention.entity_key, []).append(number)
    for key, unsorted in by_entity.items():
        numbers = sorted(unsorted, key=lambda n: (extraction.mentions[n].start, extraction.mentions[n].end))
        entity = parted.entities.get(key or "")
        chosen = {n: row for n in numbers if (row := _choose(extraction.mentions[n], entity, rows, corrections))}
        chosen = {n: row for n, row in chosen.items() if not _is_there(entity, row, document.document_id, corrections)}
        target: Correction | None = None
        if entity:
            target = _whole(numbers, chosen, extraction.mentions) or _choose(None, entity, rows, corrections)
            chosen = _with_followers(numbers, chosen, extraction.mentions)
            if target and not _is_there(entity, target, document.document_id, corrections):
                parted.entities[entity.key] = LocalEntity(entity.key, _own_name(target, document.document_id), target.entity_type)
        for n, row in chosen.items():
            if target is None or _target(row) != _target(target):
                parted.mentions[n] = _key(row, document.document_id, parted)
    _move_references(extraction, parted)
    return parted


def _choose(mention: Mention | None, entity: LocalEntity | None, rows: Iterable[Correction], corrections: Corrections) -> Correction | None:
    """The row that speaks of a mention (of an entity at all, when `mention` is None)."""
    nodes = set()
    if entity:
        nodes = {(entity.entity_type, exact_key(entity.name)), corrections.settled(entity.entity_type, entity.name).node}
    types = {kind for kind, _ in nodes} or ({mention.entity_type} if mention else set())
    words = exact_key(mention.surface) if mention else None
    best: tuple[tuple[bool, bool], Correction] | None = None
    for row in rows:
        by_words = row.entity_type in types and row.node[1] == words
        if not (row.node in nodes or (by_words and (entity or row.value))):
            continue
        rank = row.document is not None, by_words
        if best and rank == best[0] and exact_key(row.value or "") != exact_key(best[1].value or ""):
            raise row.fail(f"lines {best[1].line} and {row.line} say different things of one mention of {row.name!r}")
        if best is None or rank > best[0]:
            best = rank, row
    return best[1] if best else None


def _is_there(entity: LocalEntity | None, row: Correction, document_id: str, corrections: Corrections) -> bool:
    """True when the entity is what the row says already."""
    if entity is None:
        return False
    wanted = corrections.settled(row.entity_type, _own_name(row, document_id)).node
    return corrections.settled(entity.entity_type, entity.name).node == wanted


def _target(row: Correction) -> tuple[str, str | None, str]:
    """What tells the entity that a row leads to from others of the document."""
    return row.entity_type, row.value, row.value or row.name


def _whole(numbers: list[int], chosen: Mapping[int, Correction], mentions: tuple[Mention, ...]) -> Correction | None:
    """The row by which a whole entity moves: all its names do, and nothing of it to another entity."""
    anchors = [n for n in numbers if mentions[n].kind == "name"] or numbers
    is_one = len({_target(row) for row in chosen.values()}) == 1
    return chosen[anchors[0]] if is_one and all(n in chosen for n in anchors) else None


def _with_followers(numbers: list[int], chosen: Mapping[int, Correction], mentions: tuple[Mention, ...]) -> dict[int, Correction]:
    """The chosen mentions, with the descriptions after a chosen name and the pronouns after either."""
    found: dict[int, Correction] = {}
    after_name: Correction | None = None
    after_any: Correction | None = None
    for n in numbers:
        kind, row = mentions[n].kind, chosen.get(n)
        if row is None or row.node[1] != exact_key(mentions[n].surface):  # chosen by its words it follows nothing
            row = (after_name if kind == "nominal" else after_any if kind == "pronoun" else None) or row
        if row:
            found[n] = row
        if kind == "name":
            after_name = row
        if kind != "pronoun":
            after_any = row
    return found


def _own_name(row: Correction, document_id: str) -> str:
    return row.value or f"{row.name} ({document_id[:_ID_SHOWN]})"


def _key(row: Correction, document_id: str, parted: Parted) -> str:
    """The local key of the entity that `row` parts off, which is made when it is not there yet."""
    name = _own_name(row, document_id)
    key = f"correction:{row.entity_type}:{exact_key(name)}"
    parted.entities[key] = LocalEntity(key, name, row.entity_type)
    return key


def _move_references(extraction: Extraction, parted: Parted) -> None:
    if not parted.mentions:
        return
    for number, quote in enumerate(extraction.quotes):
        if quote.speaker_start is not None and quote.speaker_end is not None:
            key = _new_key(extraction, parted, quote.speaker_key, [(quote.speaker_start, quote.speaker_end)])
            if key is not None and key != quote.speaker_key:
                parted.speakers[number] = key
    for number, event in enumerate(extraction.events):
        keys: dict[str, str] = {}
        for old in dict.fromkeys(p.entity_key for p in event.participants):
            key = _new_key(extraction, parted, old, _participant_spans(event))
            key = key or _new_key(extraction, parted, old, [(event.start, event.end)])
            if key is not None and key != old:
                keys[old] = key
        if keys:
            parted.participants[number] = keys


def _participant_spans(event: Event) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in event.spans if s.reason == "participant"]


def _new_key(extraction: Extraction, parted: Parted, old: str | None, spans: list[tuple[int, int]]) -> str | None:
    """Where a reference to `old` points now, judged by the mentions of it within `spans`: None when there are none.

    As long as one of them still means `old`, so does the reference; otherwise it goes with the first.
    """
    found = sorted(
        (m.start, m.end, n)
        for n, m in enumerate(extraction.mentions)
        if m.entity_key == old and any(m.start < end and start < m.end for start, end in spans)
    )
    if any(n not in parted.mentions for _, _, n in found):
        return old
    return parted.mentions[found[0][2]] if found else None
