"""Entities belong to no single document, so they are merged by rules of their own, none of which depends on the order of runs.

- What the lexicon says (`is_known`) replaces what was stored. What two texts say is combined: a value beats none, and of two values the
  alphabetically first stays. When every document that mentioned the entity is being replaced, only the new extraction counts.
- `first_document_id` is the document that appeared first among those that refer to the entity (unknown dates last, ties by id).
- An entity that no mention, quote or participant refers to is removed.
"""

from __future__ import annotations

from summitry.warehouse import Warehouse

_REFERENCES = """
    SELECT entity_id, document_id FROM news.mentions WHERE entity_id IS NOT NULL
    UNION ALL SELECT speaker_entity_id, document_id FROM news.quotes WHERE speaker_entity_id IS NOT NULL
    UNION ALL SELECT p.entity_id, e.document_id FROM news.event_participants AS p JOIN news.events AS e USING (event_id)
"""


def remember_touched(warehouse: Warehouse) -> None:
    """Note the entities that the batch brings or whose references it may take away; call before anything is removed."""
    warehouse.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE touched AS
        SELECT entity_id FROM staged_entities
        UNION SELECT entity_id FROM ({_REFERENCES}) WHERE document_id IN (FROM scope)
        """
    )


def upsert(warehouse: Warehouse) -> int:
    """Insert new entities and update the known ones; returns how many were inserted. Call after removing, before inserting references."""
    warehouse.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE told_elsewhere AS
        SELECT DISTINCT entity_id FROM ({_REFERENCES}) WHERE document_id NOT IN (FROM scope) AND entity_id IN (FROM touched)
        """
    )
    warehouse.execute(
        """
        CREATE OR REPLACE TEMP TABLE merged_entities AS
        SELECT
            s.entity_id,
            CASE WHEN takes_new THEN s.name ELSE e.name END AS name,
            CASE WHEN takes_new THEN s.entity_type ELSE e.entity_type END AS entity_type,
            CASE WHEN takes_new THEN s.country_code WHEN e.is_known THEN e.country_code
                 ELSE least(s.country_code, e.country_code) END AS country_code,
            CASE WHEN takes_new THEN s.wikidata_id WHEN e.is_known THEN e.wikidata_id
                 ELSE least(s.wikidata_id, e.wikidata_id) END AS wikidata_id,
            CASE WHEN takes_new THEN s.is_known ELSE e.is_known END AS is_known
        FROM staged_entities AS s
        JOIN news.entities AS e USING (entity_id),
        LATERAL (SELECT s.is_known OR s.entity_id NOT IN (FROM told_elsewhere) AS takes_new)
        """
    )
    warehouse.execute(
        """
        UPDATE news.entities AS e
        SET name = m.name, entity_type = m.entity_type, country_code = m.country_code, wikidata_id = m.wikidata_id, is_known = m.is_known
        FROM merged_entities AS m
        WHERE m.entity_id = e.entity_id
          AND (e.name, e.entity_type, e.country_code, e.wikidata_id, e.is_known)
              IS DISTINCT FROM (m.name, m.entity_type, m.country_code, m.wikidata_id, m.is_known)
        """
    )
    return warehouse.count("INSERT INTO news.entities BY NAME FROM staged_entities ANTI JOIN news.entities USING (entity_id)")


def settle(warehouse: Warehouse) -> int:
    """Give every touched entity its first document and remove those that nothing refers to; returns how many were removed."""
    warehouse.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE first_documents AS
        SELECT r.entity_id, first(document_id ORDER BY d.published_start NULLS LAST, document_id) AS document_id
        FROM ({_REFERENCES}) AS r JOIN news.documents AS d USING (document_id)
        WHERE r.entity_id IN (FROM touched)
        GROUP BY r.entity_id
        """
    )
    warehouse.execute(
        """
        UPDATE news.entities AS e SET first_document_id = f.document_id FROM first_documents AS f
        WHERE f.entity_id = e.entity_id AND e.first_document_id IS DISTINCT FROM f.document_id
        """
    )
    return warehouse.count(
        "DELETE FROM news.entities AS e WHERE e.entity_id IN (FROM touched) AND e.entity_id NOT IN (SELECT entity_id FROM first_documents)"
    )
