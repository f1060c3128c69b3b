"""Why a row is in the warehouse: the claim, the sentence it rests on, the place in the file, and how it was resolved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summitry.errors import UsageError
from summitry.warehouse import Reader

#: Where an id may be, in the order in which they are searched.
_PLACES = (
    ("news.events", "event_id"),
    ("news.quotes", "quote_id"),
    ("news.mentions", "mention_id"),
    ("news.entities", "entity_id"),
    ("news.documents", "document_id"),
    ("marts.meetings", "meeting_id"),
)
_SHORTEST = 4
_CONTEXT = 300
_FIELDS = {
    "news.events": (
        "event_class", "event_type", "event_mode", "action", "status", "level", "date_edtf", "date_basis", "place", "country_code",
        "occasion", "duration_minutes", "confidence", "rule_id",
    ),
    "news.quotes": ("kind", "text", "speaker_name", "speaker_surface", "cue", "said_date_edtf", "confidence"),
    "news.mentions": ("surface", "mention_kind", "entity_type", "link_basis", "confidence"),
    "news.entities": ("name", "entity_type", "country_code", "is_known"),
    "news.documents": ("title", "outlet", "original_outlet", "published_start", "published_end", "published_basis", "language"),
    "marts.meetings": ("status", "date_edtf", "place", "country_code", "n_articles", "n_independent_sources", "has_conflict"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; `strong` lines are headings."""

    text: str
    strong: bool = False


def explain_row(warehouse: Path, row_id: str) -> Iterator[Line]:
    """Yield the explanation of the row whose id starts with `row_id`. Raises UsageError when there is none or more than one."""
    if not re.fullmatch(r"[0-9a-f]+", row_id) or len(row_id) < _SHORTEST:
        raise UsageError(f"{row_id!r} is no id.", f"Give at least {_SHORTEST} characters of an id, as `summitry sql` prints it.")
    with Reader(warehouse) as reader:
        table, row = _find(reader, row_id)
        yield Line(f"{table} {next(iter(row.values()))}", strong=True)
        for name in _FIELDS[table]:
            if row.get(name) is not None:
                yield Line(f"  {name:<18} {row[name]}")
        yield from _who(reader, table, row)
        yield from _evidence(reader, table, row)


def _rows(reader: Reader, sql: str) -> list[dict[str, Any]]:
    result = reader.query(sql)
    return [dict(zip(result.columns, r, strict=True)) for r in result.rows]


def _find(reader: Reader, prefix: str) -> tuple[str, dict[str, Any]]:
    for table, key in _PLACES:
        schema, name = table.split(".")
        if not _rows(reader, f"select 1 as x from information_schema.tables where table_schema = '{schema}' and table_name = '{name}'"):
            continue
        # The prefix is hexadecimal, checked above.
        found = _rows(reader, f"select {key}, * exclude ({key}) from {table} where starts_with({key}, '{prefix}') limit 2")
        if len(found) == 1:
            return table, found[0]
        if found:
            raise UsageError(f"More than one {key} starts with {prefix}.", "Give more characters of the id.")
    raise UsageError(f"No row has an id that starts with {prefix}.", 'Find ids with: summitry sql "select event_id from news.events".')


def _who(reader: Reader, table: str, row: dict[str, Any]) -> Iterator[Line]:
    if table == "news.events":
        sql = (
            "select p.role, e.name, e.is_known from news.event_participants p join news.entities e using (entity_id) "
            f"where p.event_id = '{row['event_id']}' order by 1, 2"
        )
        for who in _rows(reader, sql):
            yield Line(f"  {who['role']:<18} {who['name']}{'' if who['is_known'] else ' (known from the text only)'}")
    elif table == "news.mentions" and row["entity_id"]:
        for who in _rows(reader, f"select name, country_code from news.entities where entity_id = '{row['entity_id']}'"):
            yield Line(f"  entity             {who['name']} ({who['country_code'] or 'no country'})")


def _evidence(reader: Reader, table: str, row: dict[str, Any]) -> Iterator[Line]:
    if table == "marts.meetings":
        sql = (
            "select e.event_id, e.status, e.document_id, e.start_char, e.end_char, e.explanation from marts.meeting_sources s "
            f"join news.events e using (event_id) where s.meeting_id = '{row['meeting_id']}' order by e.document_id, e.start_char"
        )
        for told in _rows(reader, sql):
            yield Line(f"told as {told['status']} by event {told['event_id']}", strong=True)
            yield from _place(reader, told)
    elif table == "news.entities":
        sql = f"select * from news.mentions where entity_id = '{row['entity_id']}' order by document_id, start_char limit 5"
        for mention in _rows(reader, sql):
            yield Line(f"mentioned ({mention['link_basis']})", strong=True)
            yield from _place(reader, mention)
    elif table == "news.documents":
        for item in json.loads(row["published_evidence"]):
            yield Line(f"  publication date: {item['reason']}: {item['surface']!r}")
    else:
        yield from _place(reader, row)


def _place(reader: Reader, row: dict[str, Any]) -> Iterator[Line]:
    document = _rows(reader, f"select source_path, text from news.documents where document_id = '{row['document_id']}'")[0]
    text, start, end = document["text"], row["start_char"], row["end_char"]
    yield Line(f"  {document['source_path']}, line {text.count(chr(10), 0, start) + 1}, characters {start} to {end}")
    left, right = _sentence(text, start, end)
    yield Line("  " + " ".join(f"{text[left:start]}>>>{text[start:end]}<<<{text[end:right]}".split()))
    for item in json.loads(row.get("explanation") or "[]"):
        yield Line(f"    {item['reason']:<12} {' '.join(item['surface'].split())!r} at {item['start_char']}")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around a span, at most `_CONTEXT` characters to either side; blank lines end a sentence too."""
    left = max((m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s|\n\s*\n", text[max(0, start - _CONTEXT) : start])), default=0)
    after = re.search(r"[.!?][\"'”’)]*(?=\s|$)|\n\s*\n", text[end : end + _CONTEXT])
    return max(0, start - _CONTEXT) + left, end + (after.end() if after else min(_CONTEXT, len(text) - end))
