"""The entities of a warehouse with how often and under which words they are mentioned, and the corrections that apply to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from summitry.lexicon import Correction, Corrections, Lexicon, exact_key
from summitry.records import EntityType
from summitry.warehouse import QueryResult, Reader

#: Words shown per entity, the most frequent first.
SHOWN_SURFACES = 5

_LISTED = """
    WITH surfaces AS (
        SELECT entity_id, regexp_replace(surface, '\\s+', ' ', 'g') AS words, count(*) AS n
        FROM news.mentions WHERE entity_id IS NOT NULL GROUP BY ALL
    ), shown AS (
        SELECT entity_id, string_agg(words, ' | ' ORDER BY n DESC, words) AS surfaces
        FROM (FROM surfaces QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY n DESC, words) <= {surfaces}) GROUP BY entity_id
    ), counted AS (
        SELECT entity_id, count(*) AS mentions, count(DISTINCT document_id) AS documents
        FROM news.mentions WHERE entity_id IS NOT NULL GROUP BY entity_id
    )
    SELECT
        e.name, e.entity_type, e.country_code, e.is_known AS known,
        coalesce(c.mentions, 0) AS mentions, coalesce(c.documents, 0) AS documents, coalesce(s.surfaces, '') AS surfaces
    FROM news.entities AS e LEFT JOIN counted AS c USING (entity_id) LEFT JOIN shown AS s USING (entity_id)
    WHERE {where}
    ORDER BY mentions DESC, e.name, e.entity_type
"""
_CONTAINS = "contains(strip_accents(lower({column})), strip_accents(lower({text})))"
_CORRECTED = """
    SELECT DISTINCT e.entity_type, e.name, m.document_id, m.surface
    FROM news.mentions AS m JOIN news.entities AS e USING (entity_id) WHERE m.link_basis = 'correction'
"""
_MENTIONED = (
    "SELECT DISTINCT m.document_id, m.entity_type, m.surface, e.name FROM news.mentions AS m LEFT JOIN news.entities AS e USING (entity_id)"
)
_DOCUMENTS = "SELECT document_id, source_path AS place FROM news.document_sources UNION SELECT document_id, document_id FROM news.documents"


@dataclass(frozen=True, slots=True)
class EntityList:
    """The listed entities, and the corrections that found nothing to correct in the warehouse."""

    result: QueryResult
    idle: tuple[Correction, ...] = ()


def list_entities(
    warehouse: Path,
    *,
    entity_type: EntityType | None = None,
    unknown: bool = False,
    like: str | None = None,
    corrections: Corrections | None = None,
    lexicon: Lexicon | None = None,
) -> EntityList:
    """Return the entities, most mentioned first: of one type, only those the lexicon does not know, only those whose name or words contain
    `like` (case and accents folded).

    With `corrections` a last column says which apply: those that made the entity what it is, and those that will change it in the next
    run. `lexicon` lets a name that only the lexicon uses ("United States" where texts say "U.S.") count as found. Raises
    WarehouseMissingError and WarehouseLockedError.
    """
    where = ["true"]
    if entity_type:
        where.append(f"e.entity_type = {_literal(entity_type)}")
    if unknown:
        where.append("NOT e.is_known")
    if like:
        text = _literal(like)
        mentioned = f"SELECT entity_id FROM news.mentions WHERE {_CONTAINS.format(column='surface', text=text)}"
        where.append(f"({_CONTAINS.format(column='e.name', text=text)} OR e.entity_id IN ({mentioned}))")
    with Reader(warehouse) as reader:
        found = reader.query(_LISTED.format(surfaces=SHOWN_SURFACES, where=" AND ".join(where)))
        if corrections is None:
            return EntityList(found)
        rows = [(*row, "; ".join(str(c) for c in _applying(row[1], row[0], corrections))) for row in found.rows]
        idle = tuple(_idle(reader, corrections, lexicon)) if corrections else ()
    return EntityList(QueryResult((*found.columns, "corrections"), rows), idle)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\x00", "") + "'"


def _applying(entity_type: EntityType, name: str, corrections: Corrections) -> Iterable[Correction]:
    node = entity_type, exact_key(name)
    for row in corrections.rows:
        ends = {row.node, corrections.settled(row.entity_type, row.name).node} if row.kind != "different" else {row.node}
        if row.kind == "different" and row.value:
            ends.add(corrections.settled(row.entity_type, row.value).node)
        if node in ends:
            yield row


def _idle(reader: Reader, corrections: Corrections, lexicon: Lexicon | None) -> Iterable[Correction]:
    """The rows that name nothing: neither an entity or words as they are now, nor what a run with these corrections has changed."""
    mentioned = [(d, t, exact_key(s), exact_key(n or "")) for d, t, s, n in reader.query(_MENTIONED).rows]
    corrected = [((t, exact_key(n)), d, exact_key(s)) for t, n, d, s in reader.query(_CORRECTED).rows]
    names = {(t, exact_key(n)) for t, n in reader.query("SELECT entity_type, name FROM news.entities").rows}
    places: dict[str, set[str]] = {}
    for document, place in reader.query(_DOCUMENTS).rows:
        places.setdefault(place, set()).add(document)
    for row in corrections.rows:
        kind, key = row.node
        if row.kind == "different":
            where = places.get(row.document or "", set())
            ends = {n for n, d, _ in corrected if row.document is None or d in where} if row.value else set()
            end = corrections.settled(kind, row.value or "").node
            is_found = end in ends or any(
                t == kind and key in {words, name} and (row.document is None or d in where) for d, t, words, name in mentioned
            )
        else:
            words = set(key.split())
            is_lexical = lexicon is not None and lexicon.named(kind, row.name) is not None
            end = corrections.settled(kind, row.name).node
            is_found = row.node in names or any(n == end and (is_lexical or words & set(s.split())) for n, _, s in corrected)
        if not is_found:
            yield row
