"""What the lexicon knows, written as CSV files that dbt reads as source `reference`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from summitry.lexicon import Lexicon, Term, Treaty

Value = str | int | bool | date | None
Rows = list[dict[str, Value]]

#: Columns per file. dbt_project/models/staging/lexicon reads them by name; dates are ISO, an empty field is null.
REFERENCE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "countries": ("country_code", "name", "valid_from", "valid_to"),
    "terms": ("person_name", "body", "office", "office_class", "title", "term_start", "term_end"),
    "treaties": ("treaty_name", "is_bilateral", "signed", "in_force", "ended", "source"),
    "treaty_parties": ("treaty_name", "party_code", "party_name"),
    "forum_editions": ("series_name", "edition_name", "year", "date_start", "date_end", "place", "country_code"),
}
HEADS = frozenset({"head_of_state", "head_of_government"})


def reference_frames(lexicon: Lexicon) -> dict[str, Rows]:
    """Return the rows of every reference file, sorted, keyed by the file's stem."""
    return {
        "countries": [
            {"country_code": c.code, "name": c.name, "valid_from": c.valid_from, "valid_to": c.valid_to}
            for c in sorted(lexicon.countries.values(), key=lambda c: c.code)
        ],
        "terms": _terms(lexicon),
        "treaties": [
            {
                "treaty_name": t.name,
                "is_bilateral": t.bilateral,
                "signed": t.signed,
                "in_force": t.in_force,
                "ended": t.ended,
                "source": t.source,
            }
            for t in _treaties(lexicon)
        ],
        "treaty_parties": [
            {"treaty_name": t.name, "party_code": party, "party_name": _name(lexicon, party)}
            for t in _treaties(lexicon)
            for party in t.parties
        ],
        "forum_editions": _editions(lexicon),
    }


def write_reference(folder: Path, frames: Mapping[str, Rows]) -> None:
    """Write one CSV per reference table into `folder`; a table that `frames` lacks is written with its header only."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in REFERENCE_COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(_written(row) for row in frames.get(name, ()))


def _written(row: Mapping[str, Value]) -> dict[str, str]:
    def text(value: Value) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)

    return {column: text(value) for column, value in row.items()}


def _treaties(lexicon: Lexicon) -> list[Treaty]:
    return sorted(lexicon.treaties.values(), key=lambda t: t.name)


def _terms(lexicon: Lexicon) -> Rows:
    rows: Rows = [
        {
            "person_name": lexicon.entities[t.person_id].name,
            "body": t.body,
            "office": t.office,
            "office_class": _office_class(lexicon, t),
            "title": t.title,
            "term_start": t.start,
            "term_end": t.end,
        }
        for t in lexicon.terms
        if t.person_id in lexicon.entities
    ]
    return sorted(rows, key=lambda row: tuple(str(value) for value in row.values()))


def _office_class(lexicon: Lexicon, term: Term) -> str:
    """What the holder is among the guests of a meeting: leader, top_official of an organisation, monarch, minister or other."""
    country = lexicon.countries.get(term.body)
    if country is None:
        return "top_official" if term.office == "top_official" else "other"
    if term.office in HEADS or term.office == country.leader_office:
        return "leader"
    if term.office == "monarch":
        return "monarch"
    return "minister" if term.office.endswith("minister") else "other"


def _editions(lexicon: Lexicon) -> Rows:
    holders: frozenset[str] = frozenset({"forum", "organization", "event"})
    series = sorted(e.lexicon_id for e in lexicon.entities.values() if e.entity_type in holders)
    return [
        {
            "series_name": lexicon.entities[series_id].name,
            "edition_name": edition.name,
            "year": edition.year,
            "date_start": edition.start,
            "date_end": edition.end,
            "place": edition.place,
            "country_code": edition.country_code,
        }
        for series_id in series
        for edition in lexicon.editions(series_id)
    ]


def _name(lexicon: Lexicon, party: str) -> str:
    if party in lexicon.countries:
        return lexicon.countries[party].name
    return lexicon.entities[party].name if party in lexicon.entities else party
