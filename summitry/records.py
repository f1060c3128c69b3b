"""What the stages hand to one another: frozen records, offsets always into the raw text of one document.

Offsets are half-open `[start, end)` in Unicode code points into `RawDocument.text`, so that
`text[r.start:r.end] == r.surface` holds for every record that has both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

LineRole = Literal[
    "headline", "byline", "date", "dateline", "caption", "credit", "provenance", "promo", "navigation", "heading", "body", "other"
]
EntityType = Literal["person", "country", "place", "organization", "treaty", "forum", "event"]
MentionKind = Literal["name", "nominal", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
EventClass = Literal["meeting", "treaty_action", "other"]
Role = Literal["actor", "recipient", "host", "guest", "mediator", "treaty", "forum"]
PublishedBasis = Literal["stated", "given", "inferred", "unknown"]
DateBasis = Literal["text", "inferred", "publication", "none"]
IssueLevel = Literal["warning", "error", "rejected"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know about one input. Problems are rows, never silence."""

    stage: str
    level: IssueLevel
    code: str
    message: str
    source_path: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the raw text and why it matters."""

    start: int
    end: int
    surface: str
    reason: str


# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is known of a document from outside its text (`<stem>.meta.json` or a row of `manifest.csv`)."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One distinct article text, decoded and otherwise untouched.

    `sources` are all paths (relative to the input root, `/` between parts, sorted) at which the same text was found.
    """

    document_id: str
    source_path: str
    content_sha256: str
    text: str
    encoding: str
    sources: tuple[str, ...] = ()
    sidecar: Sidecar = Sidecar()


# ---------------------------------------------------------------- clean


@dataclass(frozen=True, slots=True)
class Line:
    """One line with any non-blank character. `number` is 1-based, lines split on `\\n`."""

    number: int
    start: int
    end: int
    role: LineRole


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is read as one: a paragraph whose hard-wrapped lines belong together, a headline, a caption."""

    start: int
    end: int
    role: LineRole


@dataclass(frozen=True, slots=True)
class Published:
    """When the article appeared, as an interval of days (both ends included), and on what evidence."""

    start: date | None = None
    end: date | None = None
    basis: PublishedBasis = "unknown"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A raw document with what its own text and its sidecar say about it."""

    raw: RawDocument
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    language: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    outlet_given: bool = False
    original_outlet: str | None = None
    url: str | None = None
    dateline_place: str | None = None
    published: Published = Published()
    near_duplicate_of: str | None = None
    #: Where reading ended in a text longer than `clean.documents.MAX_READ_CHARS`: no line, block or fact lies beyond. None: all was read.
    read_end: int | None = None

    @property
    def text(self) -> str:
        return self.raw.text


# ---------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity as far as one document can tell. `key` is unique within its document.

    `lexicon_id` is set when the lexicon knows the entity; `name` is then the lexicon's name, else the fullest form in the text.
    """

    key: str
    name: str
    entity_type: EntityType
    country_code: str | None = None
    lexicon_id: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `entity_key` is null when the reference is left open (a pronoun we do not dare to resolve)."""

    start: int
    end: int
    surface: str
    kind: MentionKind
    entity_type: EntityType
    entity_key: str | None
    link_basis: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """One reported utterance, or one piece of it; pieces of the same utterance share `utterance`."""

    start: int
    end: int
    text: str
    utterance: int
    kind: QuoteKind
    speaker_key: str | None
    speaker_name: str | None
    speaker_surface: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    said_date_edtf: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, by document-local entity key."""

    entity_key: str
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """One event as told by one article; see CONTRACT in ARCHITECTURE.md for the value sets.

    `start`/`end` is the evidence: the shortest span that carries the claim. `spans` explains the claim part by part
    (reasons `trigger`, `status`, `time`, `place`, `participant`).
    """

    start: int
    end: int
    event_class: EventClass
    event_type: str
    event_mode: str | None
    status: str
    participants: tuple[Participant, ...]
    action: str | None = None
    level: str | None = None
    date_edtf: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    date_basis: DateBasis = "none"
    place: str | None = None
    country_code: str | None = None
    occasion: str | None = None
    duration_minutes: int | None = None
    confidence: float = 0.5
    rule_id: str = ""
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the result of `summitry.extract`."""

    document: CleanDocument
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()


# ---------------------------------------------------------------- resolve


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows per public table (see `tables.py`), ready to load; keys are table names without the schema."""

    rows: Mapping[str, list[dict[str, object]]] = field(default_factory=dict)


# ---------------------------------------------------------------- load, check


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """One run's rows as Parquet files, not yet in the warehouse. `files` and `rows` (row counts) are keyed by table name."""

    run_id: str
    loaded_at: datetime
    folder: Path
    files: Mapping[str, Path]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A staged row that broke a rule. `row` counts from 0 in its table's staged frame."""

    table: str
    row: int
    rule: str


@dataclass(frozen=True, slots=True)
class DetachedReference:
    """A reference of a good row to a row that was kept out, in a column that may be null: it is emptied, the row stays."""

    table: str
    row: int
    column: str


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one expectation saw. `samples` are a few failing values as text, for the page; all failing rows are in the report."""

    table: str
    rule: str
    expectation: str
    columns: tuple[str, ...]
    kwargs: Mapping[str, object]
    why: str
    rows: int
    failing: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of auditing one staged batch: every rule that ran, and every row that failed."""

    run_id: str
    checked_at: datetime
    results: tuple[RuleResult, ...] = ()
    failed: tuple[FailedRow, ...] = ()
    detached: tuple[DetachedReference, ...] = ()

    @property
    def passed(self) -> bool:
        """True when no row failed."""
        return not self.failed

    def rows_out(self, table: str) -> frozenset[int]:
        """Return the numbers of the rows of `table` that must be kept out."""
        return frozenset(f.row for f in self.failed if f.table == table)


@dataclass(frozen=True, slots=True)
class TableCounts:
    """What a merge did to one table, in rows."""

    staged: int
    inserted: int
    removed: int
    unchanged: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What a merge did, per table, and how many of the batch's documents the warehouse had not seen."""

    tables: Mapping[str, TableCounts]
    documents_new: int

    @property
    def quarantined(self) -> int:
        """Rows kept out, all tables together."""
        return sum(t.quarantined for t in self.tables.values())


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One row of `news.runs`."""

    run_id: str
    started_at: datetime
    version: str
    finished_at: datetime | None = None
    status: Literal["running", "completed", "completed_with_issues", "failed"] = "running"
    documents_seen: int = 0
    documents_new: int = 0
    documents_rejected: int = 0
