"""Turn the extractions of one batch into rows of the public tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from summitry.ids import content_id
from summitry.lexicon import Corrections, Lexicon
from summitry.records import Batch, CleanDocument, Event, Evidence, Extraction, Mention, Quote
from summitry.resolve.corrections import correct
from summitry.resolve.entities import Resolved, resolve_entities

Row = dict[str, object]
Entities = Mapping[tuple[str, str], Resolved]


def resolve(extractions: Sequence[Extraction], lexicon: Lexicon, corrections: Corrections | None = None) -> Batch:
    """Return the rows of every extracted table (see `tables.EXTRACTED`), in an order that does not depend on that of the documents.

    `corrections` are applied before ids are made. Raises LexiconError when two of them say different things of one mention.
    """
    ordered = sorted(correct(extractions, corrections or Corrections(), lexicon), key=lambda e: e.document.raw.document_id)
    entities = resolve_entities(ordered, lexicon)
    rows: dict[str, list[Row]] = {
        "documents": [_document(e.document) for e in ordered],
        "document_sources": [
            {"document_id": e.document.raw.document_id, "source_path": path}
            for e in ordered
            for path in (e.document.raw.sources or (e.document.raw.source_path,))
        ],
        "document_lines": [
            {"document_id": e.document.raw.document_id, "line_no": x.number, "start_char": x.start, "end_char": x.end, "role": x.role}
            for e in ordered
            for x in e.document.lines
        ],
        "entities": _entities(entities),
        "mentions": _unique("mention_id", (_mention(e.document.raw.document_id, m, entities) for e in ordered for m in e.mentions)),
        "quotes": _unique("quote_id", (_quote(e.document.raw.document_id, q, entities) for e in ordered for q in e.quotes)),
    }
    events: list[Row] = []
    participants: list[Row] = []
    for e in ordered:
        for event in e.events:
            row, who = _event(e.document.raw.document_id, event, entities)
            events.append(row)
            participants += who
    rows["events"] = _unique("event_id", events)
    rows["event_participants"] = [dict(t) for t in sorted({tuple(sorted(p.items(), key=lambda kv: kv[0])) for p in participants}, key=repr)]
    return Batch(rows)


def _unique(key: str, rows: Iterable[Row]) -> list[Row]:
    """The rows with the first of each key kept, sorted by key."""
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault(row[key], row)
    return sorted(first.values(), key=lambda r: str(r[key]))


def evidence_json(spans: Iterable[Evidence]) -> str:
    """Spans as the JSON list that the tables keep: start_char, end_char, surface, reason."""
    return json.dumps(
        [{"start_char": s.start, "end_char": s.end, "surface": s.surface, "reason": s.reason} for s in spans], ensure_ascii=False
    )


def _document(d: CleanDocument) -> Row:
    return {
        "document_id": d.raw.document_id,
        "source_path": d.raw.source_path,
        "content_sha256": d.raw.content_sha256,
        "text": d.text,
        "char_count": len(d.text),
        "encoding": d.raw.encoding,
        "language": d.language,
        "title": d.title,
        "byline": d.byline,
        "outlet": d.outlet,
        "outlet_given": d.outlet_given,
        "original_outlet": d.original_outlet,
        "url": d.url,
        "dateline_place": d.dateline_place,
        "published_start": d.published.start,
        "published_end": d.published.end,
        "published_basis": d.published.basis,
        "published_evidence": evidence_json(d.published.evidence),
        "near_duplicate_of": d.near_duplicate_of,
    }


def _entities(entities: Entities) -> list[Row]:
    rows: dict[str, Row] = {}
    # Sorted by document id: the first document is the same whatever the order of files.
    for (document_id, _), e in sorted(entities.items()):
        rows.setdefault(
            e.entity_id,
            {
                "entity_id": e.entity_id,
                "name": e.name,
                "entity_type": e.entity_type,
                "country_code": e.country_code,
                "wikidata_id": e.wikidata_id,
                "is_known": e.is_known,
                "first_document_id": document_id,
            },
        )
    return sorted(rows.values(), key=lambda r: str(r["entity_id"]))


def _mention(document_id: str, m: Mention, entities: Entities) -> Row:
    return {
        "mention_id": content_id("mention", document_id, m.start, m.end, m.kind),
        "document_id": document_id,
        "start_char": m.start,
        "end_char": m.end,
        "surface": m.surface,
        "mention_kind": m.kind,
        "entity_type": m.entity_type,
        "entity_id": entities[document_id, m.entity_key].entity_id if m.entity_key else None,
        "link_basis": m.link_basis,
        "confidence": m.confidence,
    }


def _quote(document_id: str, q: Quote, entities: Entities) -> Row:
    speaker = entities[document_id, q.speaker_key] if q.speaker_key else None
    return {
        "quote_id": content_id("quote", document_id, q.start, q.end),
        "document_id": document_id,
        "start_char": q.start,
        "end_char": q.end,
        "text": q.text,
        "utterance_id": content_id("utterance", document_id, q.utterance),
        "kind": q.kind,
        "speaker_entity_id": speaker.entity_id if speaker else None,
        "speaker_name": speaker.name if speaker and not q.speaker_name else q.speaker_name,
        "speaker_surface": q.speaker_surface,
        "speaker_start_char": q.speaker_start,
        "speaker_end_char": q.speaker_end,
        "cue": q.cue,
        "said_date_edtf": q.said_date_edtf,
        "confidence": q.confidence,
    }


def _event(document_id: str, e: Event, entities: Entities) -> tuple[Row, list[Row]]:
    who = sorted({(entities[document_id, p.entity_key].entity_id, p.role) for p in e.participants})
    event_id = content_id(
        "event", document_id, e.event_class, e.start, e.end, e.event_mode, e.action, e.date_edtf, e.place, e.country_code, str(who)
    )
    row: Row = {
        "event_id": event_id,
        "document_id": document_id,
        "event_class": e.event_class,
        "event_type": e.event_type,
        "event_mode": e.event_mode,
        "action": e.action,
        "level": e.level,
        "status": e.status,
        "date_edtf": e.date_edtf,
        "date_start": e.date_start,
        "date_end": e.date_end,
        "date_basis": e.date_basis,
        "place": e.place,
        "country_code": e.country_code,
        "occasion": e.occasion,
        "duration_minutes": e.duration_minutes,
        "start_char": e.start,
        "end_char": e.end,
        "confidence": e.confidence,
        "rule_id": e.rule_id,
        "explanation": evidence_json(e.spans),
    }
    return row, [{"event_id": event_id, "entity_id": entity, "role": role} for entity, role in who]
