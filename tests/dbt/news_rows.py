"""Make the rows of schema `news` by hand: tests say what matters, the rest is filled in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from summitry.ids import content_id
from summitry.tables import BY_NAME, TABLES, Column
from summitry.warehouse import Warehouse

LOADED_AT = datetime(2026, 1, 1, tzinfo=UTC)
POLARS = {
    "VARCHAR": pl.String,
    "BIGINT": pl.Int64,
    "INTEGER": pl.Int32,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "TIMESTAMPTZ": pl.Datetime("us", "UTC"),
}
#: What a column holds when the test does not say.
DEFAULTS: dict[str, Any] = {
    "run_id": "test",
    "loaded_at": LOADED_AT,
    "content_sha256": "",
    "encoding": "utf-8",
    "language": "en",
    "outlet_given": False,
    "published_basis": "stated",
    "published_evidence": "[]",
    "confidence": 1.0,
    "rule_id": "by_hand",
    "explanation": "[]",
    "is_known": True,
    "event_type": "CONSULT",
    "date_basis": "text",
}


@dataclass
class News:
    """Rows of schema `news`, by table."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def document(self, path: str, published: tuple[date, date] | None, text: str = "", **more: Any) -> str:
        """Add an article; returns its id."""
        document_id = content_id("document", path, text)
        first, last = published or (None, None)
        row = {
            "document_id": document_id,
            "source_path": path,
            "text": text,
            "char_count": len(text),
            "published_start": first,
            "published_end": last,
        }
        self.rows["documents"].append(row | ({} if published else {"published_basis": "unknown"}) | more)
        return document_id

    def entity(self, name: str, entity_type: str, country: str | None = None) -> str:
        """Add an entity unless it is there; returns its id. The last country told wins."""
        entity_id = content_id("entity", entity_type, name)
        known = next((row for row in self.rows["entities"] if row["entity_id"] == entity_id), None)
        if known is None:
            self.rows["entities"].append({"entity_id": entity_id, "name": name, "entity_type": entity_type, "country_code": country})
        elif country:
            known["country_code"] = country
        return entity_id

    def event(
        self, document_id: str, participants: list[tuple[str, str]], dates: tuple[date | None, date | None], evidence: str, **more: Any
    ) -> str:
        """Add an event with (entity id, role) participants; returns its id."""
        text = next(row["text"] for row in self.rows["documents"] if row["document_id"] == document_id)
        start = max(text.find(evidence), 0)
        event_id = content_id("event", document_id, str(more), evidence, *(p for p, _ in participants))
        row = {"event_id": event_id, "document_id": document_id, "start_char": start, "end_char": start + len(evidence)}
        self.rows["events"].append(row | {"date_start": dates[0], "date_end": dates[1]} | more)
        for entity_id, role in dict.fromkeys(participants):
            self.rows["event_participants"].append({"event_id": event_id, "entity_id": entity_id, "role": role})
        return event_id

    def write(self, path: Path) -> Path:
        """Write everything into a warehouse made by the product's own code."""
        with Warehouse(path) as warehouse:
            for table in TABLES:
                rows = [_filled(row, table.all_columns) for row in self.rows[table.name]]
                frame = pl.DataFrame(rows, schema={c.name: POLARS[c.type] for c in table.all_columns})
                warehouse.stage("incoming", BY_NAME[table.name], frame)
                warehouse.execute(f"INSERT INTO news.{table.name} BY NAME SELECT * FROM incoming")
        return path


def _filled(row: dict[str, Any], columns: tuple[Column, ...]) -> dict[str, Any]:
    return {c.name: row.get(c.name, DEFAULTS.get(c.name)) for c in columns}
