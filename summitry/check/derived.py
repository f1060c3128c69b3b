"""Columns that exist only while a batch is checked: true or false where a rule needs more than its own row, null where it does not apply.

Computed here, judged by Great Expectations like any other column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import polars as pl

from summitry.tables import Table

#: JSON columns that list pieces of evidence with offsets.
EVIDENCE_COLUMNS = {"documents": "published_evidence", "events": "explanation"}
#: The derived column that names the required columns a row lacks, null when it lacks none. One column and one rule for all of them,
#: because an expectation costs about 20 ms however few rows there are.
MISSING = "missing_columns"
#: Statuses of what has happened already (see `tables.py`): these cannot lie after the day the article appeared.
_HAPPENED = ("held", "ongoing", "done")

Texts = Mapping[str, str]


def exact_column(start: str) -> str:
    """Name of the derived column that says whether the span starting at column `start` is exact."""
    return f"{start}__exact"


def found_column(column: str) -> str:
    """Name of the derived column that says whether the reference in `column` is found."""
    return f"{column}__found"


def base_column(name: str) -> str:
    """Name of the declared column that a derived one is about; any other name comes back as it is."""
    return name.split("__", 1)[0]


def required_columns(table: Table) -> list[str]:
    """Names of the columns that every row of a batch must fill (`run_id` and `loaded_at` are filled by the load stage itself)."""
    return [column.name for column in table.columns if not column.nullable]


def add_derived(table: Table, frames: Mapping[str, pl.DataFrame], texts: Texts, known: Mapping[str, frozenset[str]]) -> pl.DataFrame:
    """Return the staged frame of `table` with its derived columns. `known` holds keys that the warehouse has, by `table.column`."""
    frame = frames[table.name]
    extra: list[pl.Series] = [_missing(table, frame)]
    for column in table.columns:
        if column.references:
            target, key = column.references.split(".")
            keys = set(frames[target][key].drop_nulls()) | known.get(column.references, frozenset())
            extra.append(_booleans(found_column(column.name), [None if v is None else v in keys for v in frame[column.name]]))
    for start, end, surface in table.spans:
        extra.append(_booleans(exact_column(start), _exact(frame, start, end, surface, texts)))
    if table.name in EVIDENCE_COLUMNS:
        column_name = EVIDENCE_COLUMNS[table.name]
        pairs = zip(frame["document_id"], frame[column_name], strict=True)
        extra.append(_booleans(exact_column(column_name), [evidence_exact(value, texts.get(document)) for document, value in pairs]))
    if table.name == "documents":
        lengths = zip(frame["text"], frame["char_count"], strict=True)
        extra.append(_booleans(exact_column("char_count"), [None if t is None or n is None else len(t) == n for t, n in lengths]))
    if table.name == "events":
        extra.append(_after_publication(frame, frames["documents"]))
    return frame.with_columns(extra)


def span_exact(text: str | None, start: int | None, end: int | None, surface: str | None, has_surface: bool) -> bool | None:
    """True when `start` and `end` bound a piece of `text` that is `surface`; None when the row has no span or its text is unknown."""
    if start is None and end is None and surface is None:
        return None
    if text is None:
        return None
    if start is None or end is None or not 0 <= start < end <= len(text):
        return False
    return not has_surface or text[start:end] == surface


def evidence_exact(value: str | None, text: str | None) -> bool | None:
    """True when `value` is a JSON list of objects with exact offsets into `text`; None when value or text is missing."""
    if value is None or text is None:
        return None
    try:
        pieces = json.loads(value)
        return isinstance(pieces, list) and all(
            span_exact(text, p["start_char"], p["end_char"], p["surface"], True) is True and isinstance(p["reason"], str) for p in pieces
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _missing(table: Table, frame: pl.DataFrame) -> pl.Series:
    absent = [
        pl.when(pl.col(c).is_null() | (pl.col(c).is_nan() if frame.schema[c].is_float() else False)).then(pl.lit(c))
        for c in required_columns(table)
    ]
    names = frame.select(pl.concat_str(absent, separator=" ", ignore_nulls=True).alias(MISSING)).to_series()
    return names.replace("", None)


def _exact(frame: pl.DataFrame, start: str, end: str, surface: str | None, texts: Texts) -> list[bool | None]:
    surfaces = frame[surface].to_list() if surface else [None] * frame.height
    rows = zip(frame["document_id"], frame[start], frame[end], surfaces, strict=True)
    return [span_exact(texts.get(document), a, b, words, surface is not None) for document, a, b, words in rows]


def _after_publication(events: pl.DataFrame, documents: pl.DataFrame) -> pl.Series:
    """Whether an event told as past starts no later than the day after its article's last possible day (time zones)."""
    published = dict(zip(documents["document_id"], documents["published_end"], strict=True))
    rows = zip(events["document_id"], events["status"], events["date_start"], strict=True)
    values = [
        None if status not in _HAPPENED or day is None or (last := published.get(document)) is None else (day - last).days <= 1
        for document, status, day in rows
    ]
    return _booleans("date_start__told_as_past", values)


def _booleans(name: str, values: list[bool | None]) -> pl.Series:
    return pl.Series(name, values, dtype=pl.Boolean)
