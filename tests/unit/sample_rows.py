"""Small batches as the resolve stage makes them, for tests of load, check and publish: every table filled, every offset exact."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from summitry.ids import content_id, text_hash
from summitry.records import Batch

Rows = dict[str, list[dict[str, object]]]
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
#: Decades, scripts, and characters that are more than one byte or more than one code unit.
MARKOVA, TANAKA, SELASSIE = "Vesna Marković", "Tanaka Jirō", "Hana Selassie 🕊"


def article(host: str, guest: str, place: str, day: date, *, path: str | None = None, status: str = "held", is_known: bool = True) -> Rows:
    """Rows of one article in which `host` meets `guest` and says so."""
    said = "We talked for an hour"
    text = f"Leaders meet in {place}\n\n{host} met {guest} in {place} on {day:%d %B %Y}.\n“{said},” {host} said.\n"
    document = content_id("document", text)
    path = path or f"{place.lower()}.txt"
    people = {name: content_id("entity", "person", name) for name in (host, guest)}
    event = content_id("event", document, place)
    evidence = text.index(host)
    quote = text.index(said)
    speaker = text.index(host, quote)

    def mention(name: str, start: int) -> dict[str, object]:
        return {
            "mention_id": content_id("mention", document, start),
            "document_id": document,
            "start_char": start,
            "end_char": start + len(name),
            "surface": name,
            "mention_kind": "name",
            "entity_type": "person",
            "entity_id": people[name],
            "link_basis": "name",
            "confidence": 0.9,
        }

    return {
        "documents": [
            {
                "document_id": document,
                "source_path": path,
                "content_sha256": text_hash(text.encode()),
                "text": text,
                "char_count": len(text),
                "encoding": "utf-8",
                "language": "en",
                "title": f"Leaders meet in {place}",
                "outlet_given": False,
                "published_start": day,
                "published_end": day,
                "published_basis": "stated",
                "published_evidence": json.dumps([span(text, f"{day:%d %B %Y}", "date in the text")]),
            }
        ],
        "document_sources": [{"document_id": document, "source_path": path}],
        "document_lines": [
            {"document_id": document, "line_no": number, "start_char": start, "end_char": start + len(line), "role": role}
            for (number, start, line), role in zip(lines(text), ("headline", "body", "body"), strict=True)
        ],
        "entities": [
            {"entity_id": key, "name": name, "entity_type": "person", "is_known": is_known, "first_document_id": document}
            for name, key in people.items()
        ],
        "mentions": [mention(host, evidence), mention(guest, text.index(guest)), mention(host, speaker)],
        "quotes": [
            {
                "quote_id": content_id("quote", document, quote),
                "document_id": document,
                "start_char": quote,
                "end_char": quote + len(said),
                "text": said,
                "utterance_id": content_id("utterance", document, 1),
                "kind": "direct",
                "speaker_entity_id": people[host],
                "speaker_name": host,
                "speaker_surface": host,
                "speaker_start_char": speaker,
                "speaker_end_char": speaker + len(host),
                "cue": "said",
                "confidence": 0.9,
            }
        ],
        "events": [
            {
                "event_id": event,
                "document_id": document,
                "event_class": "meeting",
                "event_type": "CONSULT",
                "event_mode": "bilateral",
                "level": "leader",
                "status": status,
                "date_edtf": day.isoformat(),
                "date_start": day,
                "date_end": day,
                "date_basis": "text",
                "place": place,
                "start_char": evidence,
                "end_char": text.index(place, evidence) + len(place),
                "confidence": 0.8,
                "rule_id": "meet",
                "explanation": json.dumps([span(text, "met", "trigger")]),
            }
        ],
        "event_participants": [{"event_id": event, "entity_id": key, "role": "actor"} for key in people.values()],
        "issues": [],
    }


def span(text: str, surface: str, reason: str) -> dict[str, object]:
    """One piece of evidence with its offsets."""
    start = text.index(surface)
    return {"start_char": start, "end_char": start + len(surface), "surface": surface, "reason": reason}


def lines(text: str) -> Iterable[tuple[int, int, str]]:
    """Number, start and text of every line that is not blank."""
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, start, line
        start += len(line) + 1


def batch(*articles: Mapping[str, list[dict[str, object]]]) -> Batch:
    """The rows of several articles as one batch; an entity of several is there several times, as far as articles differ."""
    rows: Rows = {}
    for one in articles:
        for table, content in one.items():
            rows.setdefault(table, []).extend(dict(row) for row in content)
    return Batch(rows)


def zagreb() -> Rows:
    return article(MARKOVA, TANAKA, "Zagreb", date(1994, 5, 17))


def osaka() -> Rows:
    return article(TANAKA, SELASSIE, "Osaka", date(2011, 10, 3))


def addis() -> Rows:
    return article(SELASSIE, MARKOVA, "Addis", date(2025, 12, 31))
