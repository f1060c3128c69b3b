"""The declared tables are consistent and keep every name of the public contract."""

from __future__ import annotations

import pytest

from summitry.tables import BY_NAME, EXTRACTED, TABLES, Table

#: Version 1 of the contract: columns may be added, none of these may go or be renamed.
CONTRACT = {
    "documents": "document_id source_path content_sha256 text char_count language title byline outlet outlet_given original_outlet url "
    "dateline_place published_start published_end published_basis published_evidence near_duplicate_of",
    "document_sources": "document_id source_path",
    "document_lines": "document_id line_no start_char end_char role",
    "mentions": "mention_id document_id start_char end_char surface mention_kind entity_type entity_id link_basis confidence",
    "entities": "entity_id name entity_type country_code wikidata_id is_known first_document_id",
    "quotes": "quote_id document_id start_char end_char text utterance_id kind speaker_entity_id speaker_name speaker_surface "
    "speaker_start_char speaker_end_char cue said_date_edtf confidence",
    "events": "event_id document_id event_class event_type event_mode action level status date_edtf date_start date_end date_basis place "
    "country_code occasion duration_minutes start_char end_char confidence rule_id",
    "event_participants": "event_id entity_id role",
    "issues": "issue_id stage level source_path document_id code message run_id",
    "runs": "run_id started_at finished_at status documents_seen documents_new documents_rejected version",
    "quarantine": "table_name row_key rule row_json run_id loaded_at",
}
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)


@pytest.mark.parametrize("name", CONTRACT)
def test_no_column_of_the_contract_is_missing(name: str) -> None:
    assert set(CONTRACT[name].split()) <= {c.name for c in BY_NAME[name].all_columns}


@every_table
def test_names_are_used_once(table: Table) -> None:
    names = [c.name for c in table.all_columns]
    assert len(names) == len(set(names))


@every_table
def test_key_columns_are_declared_and_never_null(table: Table) -> None:
    assert table.key
    assert not any(table.column(name).nullable for name in table.key)


@every_table
def test_every_row_says_which_run_wrote_it(table: Table) -> None:
    assert not table.column("run_id").nullable
    assert table.name == "runs" or table.column("loaded_at").type == "TIMESTAMPTZ"


@every_table
def test_everything_is_described_in_sentences_and_the_grain_comes_first(table: Table) -> None:
    assert table.description.startswith("One row per ")
    assert [c.name for c in table.all_columns if not c.description.strip().endswith(".")] == []


@every_table
def test_references_point_at_keys_of_tables_loaded_before(table: Table) -> None:
    order = [t.name for t in TABLES]
    for column in table.columns:
        if column.references:
            target, key = column.references.split(".")
            assert BY_NAME[target].key == (key,)
            assert order.index(target) <= order.index(table.name)


@every_table
def test_spans_are_whole_numbers_and_their_surface_is_text(table: Table) -> None:
    for start, end, surface in table.spans:
        assert table.column(start).type == table.column(end).type == "BIGINT"
        assert surface is None or table.column(surface).type == "VARCHAR"


@every_table
def test_ids_are_declared_as_references_or_keys(table: Table) -> None:
    """An id column that names a document, entity or event is checked to exist."""
    for column in table.columns:
        if column.name in {"document_id", "entity_id", "event_id"} and table in EXTRACTED and table.key != (column.name,):
            assert column.references, column.name


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"runs\.loaded_at"):
        BY_NAME["runs"].column("loaded_at")
