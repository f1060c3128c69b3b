"""The public tables of schema `news`, declared once.

The DuckDB DDL, the Polars schemas, the Great Expectations suites, the dbt sources and the data dictionary are made from
these declarations or tested against them. Adding a column is free; renaming or dropping one breaks analysts' queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMPTZ"]

LINE_ROLES = (
    "headline", "byline", "date", "dateline", "caption", "credit", "provenance", "promo", "navigation", "heading", "body", "other",
)  # fmt: skip
ENTITY_TYPES = ("person", "country", "place", "organization", "treaty", "forum", "event")
MENTION_KINDS = ("name", "nominal", "pronoun")
QUOTE_KINDS = ("direct", "indirect", "mixed")
EVENT_CLASSES = ("meeting", "treaty_action", "other")
#: PLOVER categories (Halterman et al. 2023, "PLOVER and POLECAT").
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MEETING_MODES = ("bilateral", "trilateral", "multilateral", "call", "visit", "negotiation")
TREATY_ACTIONS = (
    "negotiate", "conclude", "sign", "ratify", "enter_into_force", "join", "amend", "extend", "suspend", "resume",
    "withdraw_notice", "withdraw", "terminate", "expire", "violate", "comply", "reject", "deposit",
)  # fmt: skip
LEVELS = ("leader", "minister", "official", "mixed")
MEETING_STATUSES = ("held", "ongoing", "planned", "possible", "cancelled", "postponed", "denied")
TREATY_STATUSES = ("done", "announced", "planned", "proposed", "threatened", "urged", "denied", "scheduled")
DATE_BASES = ("text", "inferred", "publication", "none")
PUBLISHED_BASES = ("stated", "given", "inferred", "unknown")
ROLES = ("actor", "recipient", "host", "guest", "mediator", "treaty", "forum")
ISSUE_LEVELS = ("warning", "error", "rejected")
RUN_STATUSES = ("running", "completed", "completed_with_issues", "failed")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `values` lists the only values allowed, `references` names `table.column` it must be found in."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = True
    values: tuple[str, ...] = ()
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of schema `news`. The first sentence of `description` states the grain.

    `spans` lists the (start, end, surface) column triples for which `text[start:end] == surface` must hold; a surface of
    None means that only the bounds are checked.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    spans: tuple[tuple[str, str, str | None], ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The declared columns and the two that every row carries."""
        return (*self.columns, *_PROVENANCE) if self.name != "runs" else self.columns

    def column(self, name: str) -> Column:
        """Return the column called `name`; raises KeyError when the table has none."""
        for column in self.all_columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


_PROVENANCE = (
    Column("run_id", "VARCHAR", "The run that first wrote the row.", nullable=False),
    Column("loaded_at", "TIMESTAMPTZ", "When the row was first written, in UTC.", nullable=False),
)


def _offsets(what: str, nullable: bool = False) -> tuple[Column, Column]:
    return (
        Column("start_char", "BIGINT", f"Where {what} starts in documents.text, in Unicode code points.", nullable=nullable),
        Column("end_char", "BIGINT", f"Where {what} ends (exclusive).", nullable=nullable),
    )


def _document() -> Column:
    return Column("document_id", "VARCHAR", "The document it was found in.", nullable=False, references="documents.document_id")


DOCUMENTS = Table(
    "documents",
    "One row per distinct article text.",
    ("document_id",),
    (
        Column("document_id", "VARCHAR", "Hash of the text.", nullable=False),
        Column("source_path", "VARCHAR", "Path relative to the input root; the first in sorted order when the text was found at several.", nullable=False),
        Column("content_sha256", "VARCHAR", "SHA-256 of the raw bytes; the name of the file in the archive.", nullable=False),
        Column("text", "VARCHAR", "The file decoded and otherwise untouched; all offsets count in it.", nullable=False),
        Column("char_count", "BIGINT", "Length of text in Unicode code points.", nullable=False),
        Column("encoding", "VARCHAR", "The character encoding the bytes were decoded with.", nullable=False),
        Column("language", "VARCHAR", "ISO 639-1 code of the main language, null when the text is too short to tell."),
        Column("title", "VARCHAR", "The headline as it stands in the text, or the sidecar's."),
        Column("byline", "VARCHAR", "The author line as it stands in the text."),
        Column("outlet", "VARCHAR", "Who published this copy."),
        Column("outlet_given", "BOOLEAN", "True when the outlet came from a sidecar and not from the text.", nullable=False),
        Column("original_outlet", "VARCHAR", "Who published it first, when the text says it is a republication or agency copy."),
        Column("url", "VARCHAR", "Address of the article, from a sidecar."),
        Column("dateline_place", "VARCHAR", "The place named in the dateline."),
        Column("published_start", "DATE", "First day on which the article can have appeared."),
        Column("published_end", "DATE", "Last day on which the article can have appeared; equal to published_start when the day is known."),
        Column("published_basis", "VARCHAR", "How the publication date is known.", nullable=False, values=PUBLISHED_BASES),
        Column("published_evidence", "VARCHAR", "JSON list of {start_char, end_char, surface, reason}: the spans that the date rests on.", nullable=False),
        Column("near_duplicate_of", "VARCHAR", "The document of which this is a near copy.", references="documents.document_id"),
    ),
)  # fmt: skip

DOCUMENT_SOURCES = Table(
    "document_sources",
    "One row per path at which a document's text was found.",
    ("document_id", "source_path"),
    (_document(), Column("source_path", "VARCHAR", "Path relative to the input root.", nullable=False)),
)

DOCUMENT_LINES = Table(
    "document_lines",
    "One row per line of a document with any non-blank character.",
    ("document_id", "line_no"),
    (
        _document(),
        Column("line_no", "INTEGER", "1-based number of the line, lines split on the newline character.", nullable=False),
        *_offsets("the line"),
        Column("role", "VARCHAR", "What the line is for in the article.", nullable=False, values=LINE_ROLES),
    ),
    (("start_char", "end_char", None),),
)

ENTITIES = Table(
    "entities",
    "One row per real-world entity.",
    ("entity_id",),
    (
        Column("entity_id", "VARCHAR", "Hash of type and name.", nullable=False),
        Column("name", "VARCHAR", "Usual English full name.", nullable=False),
        Column("entity_type", "VARCHAR", "What kind of thing it is.", nullable=False, values=ENTITY_TYPES),
        Column("country_code", "VARCHAR", "ISO 3166-1 alpha-3 code (or SUN, YUG, CSK, DDR) of the country it acts for or lies in."),
        Column("wikidata_id", "VARCHAR", "Wikidata item, only where verified."),
        Column("is_known", "BOOLEAN", "True when the lexicon has it; false when it was first met in a text.", nullable=False),
        Column("first_document_id", "VARCHAR", "The document in which it was first met.", references="documents.document_id"),
    ),
)  # fmt: skip

MENTIONS = Table(
    "mentions",
    "One row per mention of an entity in a document.",
    ("mention_id",),
    (
        Column("mention_id", "VARCHAR", "Hash of document and offsets.", nullable=False),
        _document(),
        *_offsets("the mention"),
        Column("surface", "VARCHAR", "The words of the mention.", nullable=False),
        Column("mention_kind", "VARCHAR", "Whether it names, describes or points.", nullable=False, values=MENTION_KINDS),
        Column("entity_type", "VARCHAR", "What kind of thing is mentioned.", nullable=False, values=ENTITY_TYPES),
        Column("entity_id", "VARCHAR", "The entity; null when the reference is left open.", references="entities.entity_id"),
        Column("link_basis", "VARCHAR", "Why this entity: the rule that linked the mention.", nullable=False),
        Column("confidence", "DOUBLE", "0 to 1.", nullable=False),
    ),
    (("start_char", "end_char", "surface"),),
)

QUOTES = Table(
    "quotes",
    "One row per reported utterance, or per piece of a direct quotation that is split by its cue.",
    ("quote_id",),
    (
        Column("quote_id", "VARCHAR", "Hash of document and offsets.", nullable=False),
        _document(),
        *_offsets("the content"),
        Column("text", "VARCHAR", "The content: inside the marks for direct, the clause without leading that for indirect, the whole clause for mixed.", nullable=False),
        Column("utterance_id", "VARCHAR", "Shared by the pieces of one utterance.", nullable=False),
        Column("kind", "VARCHAR", "How the words are reported.", nullable=False, values=QUOTE_KINDS),
        Column("speaker_entity_id", "VARCHAR", "The speaker, when it is an entity.", references="entities.entity_id"),
        Column("speaker_name", "VARCHAR", "The speaker's name; for unnamed speakers a description such as: unnamed U.S. official."),
        Column("speaker_surface", "VARCHAR", "The words that point at the speaker."),
        Column("speaker_start_char", "BIGINT", "Where speaker_surface starts."),
        Column("speaker_end_char", "BIGINT", "Where speaker_surface ends (exclusive)."),
        Column("cue", "VARCHAR", "The reporting word or phrase as it stands in the text."),
        Column("said_date_edtf", "VARCHAR", "When it was said, as an EDTF string, where the text says so."),
        Column("confidence", "DOUBLE", "0 to 1.", nullable=False),
    ),
    (("start_char", "end_char", "text"), ("speaker_start_char", "speaker_end_char", "speaker_surface")),
)  # fmt: skip

EVENTS = Table(
    "events",
    "One row per event as told by one article.",
    ("event_id",),
    (
        Column("event_id", "VARCHAR", "Hash of document, class, evidence and participants.", nullable=False),
        _document(),
        Column("event_class", "VARCHAR", "Meeting, treaty action or other.", nullable=False, values=EVENT_CLASSES),
        Column("event_type", "VARCHAR", "PLOVER category.", nullable=False, values=PLOVER_TYPES),
        Column("event_mode", "VARCHAR", "For meetings: bilateral, trilateral, multilateral, call, visit or negotiation; for others the PLOVER mode."),
        Column("action", "VARCHAR", "For treaty actions: what was done to the instrument.", values=TREATY_ACTIONS),
        Column("level", "VARCHAR", "For meetings: who met.", values=LEVELS),
        Column("status", "VARCHAR", "Whether it happened, is planned, merely possible and so on.", nullable=False, values=tuple(dict.fromkeys(MEETING_STATUSES + TREATY_STATUSES))),
        Column("date_edtf", "VARCHAR", "When, as an EDTF level 0/1 string."),
        Column("date_start", "DATE", "First possible day."),
        Column("date_end", "DATE", "Last possible day."),
        Column("date_basis", "VARCHAR", "Where the date comes from.", nullable=False, values=DATE_BASES),
        Column("place", "VARCHAR", "City or venue."),
        Column("country_code", "VARCHAR", "Where it took or would take place, ISO 3166-1 alpha-3."),
        Column("occasion", "VARCHAR", "Name of the wider event."),
        Column("duration_minutes", "INTEGER", "How long it lasted, where the text says so."),
        *_offsets("the evidence"),
        Column("confidence", "DOUBLE", "0 to 1.", nullable=False),
        Column("rule_id", "VARCHAR", "The rule or model that made the row.", nullable=False),
        Column("explanation", "VARCHAR", "JSON list of {start_char, end_char, surface, reason}: trigger, status cue, time, place, participants.", nullable=False),
    ),
    (("start_char", "end_char", None),),
)  # fmt: skip

EVENT_PARTICIPANTS = Table(
    "event_participants",
    "One row per entity and role in an event.",
    ("event_id", "entity_id", "role"),
    (
        Column("event_id", "VARCHAR", "The event.", nullable=False, references="events.event_id"),
        Column("entity_id", "VARCHAR", "Who or what took part.", nullable=False, references="entities.entity_id"),
        Column("role", "VARCHAR", "In which part.", nullable=False, values=ROLES),
    ),
)

ISSUES = Table(
    "issues",
    "One row per problem met in one input.",
    ("issue_id",),
    (
        Column("issue_id", "VARCHAR", "Hash of stage, code, path, document and message.", nullable=False),
        Column("stage", "VARCHAR", "The stage that met it.", nullable=False),
        Column("level", "VARCHAR", "warning: kept, look at it; error: part of it was lost; rejected: the whole input was left out.", nullable=False, values=ISSUE_LEVELS),
        Column("source_path", "VARCHAR", "The input, relative to the input root."),
        Column("document_id", "VARCHAR", "The document, when there is one."),
        Column("code", "VARCHAR", "Short stable name of the problem.", nullable=False),
        Column("message", "VARCHAR", "What is wrong and what to do.", nullable=False),
    ),
)  # fmt: skip

RUNS = Table(
    "runs",
    "One row per run of the main job.",
    ("run_id",),
    (
        Column("run_id", "VARCHAR", "Time-ordered unique id of the run.", nullable=False),
        Column("started_at", "TIMESTAMPTZ", "When it started, in UTC.", nullable=False),
        Column("finished_at", "TIMESTAMPTZ", "When it ended, in UTC."),
        Column("status", "VARCHAR", "How it ended.", nullable=False, values=RUN_STATUSES),
        Column("documents_seen", "BIGINT", "Input files read.", nullable=False),
        Column("documents_new", "BIGINT", "Documents not in the warehouse before.", nullable=False),
        Column("documents_rejected", "BIGINT", "Inputs left out.", nullable=False),
        Column("version", "VARCHAR", "Version of Summitry.", nullable=False),
    ),
)

QUARANTINE = Table(
    "quarantine",
    "One row per staged row and rule that it broke; the row itself was kept out of its table.",
    ("quarantine_id",),
    (
        Column("quarantine_id", "VARCHAR", "Hash of table, rule and row.", nullable=False),
        Column("table_name", "VARCHAR", "The table the row was meant for.", nullable=False),
        Column("row_key", "VARCHAR", "JSON object of the row's key columns.", nullable=False),
        Column("rule", "VARCHAR", "The rule that failed, as named on the check pages; orphan_of:TABLE when a row it refers to was kept out.", nullable=False),
        Column("document_id", "VARCHAR", "The document it comes from, when the row says."),
        Column("row_json", "VARCHAR", "JSON object of the whole row.", nullable=False),
    ),
)  # fmt: skip

#: In loading order: a table comes after every table it references.
TABLES = (DOCUMENTS, DOCUMENT_SOURCES, DOCUMENT_LINES, ENTITIES, MENTIONS, QUOTES, EVENTS, EVENT_PARTICIPANTS, ISSUES, RUNS, QUARANTINE)
BY_NAME = {table.name: table for table in TABLES}
#: Tables whose rows come from the extraction of documents (as opposed to the bookkeeping of runs).
EXTRACTED = tuple(t for t in TABLES if t.name not in {"issues", "runs", "quarantine"})
