"""One function per data file: rows -> entries. What the columns mean is written in README.md beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import yaml

from summitry.errors import LexiconError
from summitry.lexicon.entries import Country, ForumEdition, LexEntity, Role, Term, Treaty
from summitry.lexicon.names import name_key, slug
from summitry.lexicon.rows import Row, read_rows
from summitry.records import EntityType

OFFICES = frozenset(
    {
        *("head_of_state", "head_of_government", "monarch", "party_leader", "foreign_minister", "defence_minister", "minister_other"),
        *("national_security_adviser", "vice_president", "deputy_head", "spokesperson", "parliament_speaker", "intelligence_chief"),
        *("top_official", "ambassador", "envoy", "central_banker", "military_commander", "official", "legislator", "governor"),
        *("opposition_leader", "armed_group_leader", "heir", "first_spouse"),
    }
)
LEADER_OFFICES = frozenset({"head_of_state", "head_of_government", "party_leader"})
LEVELS = frozenset({"leader", "minister", "official"})
SCOPES = frozenset({"state", "organization", "any"})
YES_NO = frozenset({"yes", "no"})
ENTITY_TYPES: frozenset[str] = frozenset(get_args(EntityType))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of a leaders file: a person and, unless the office is empty, one term."""

    entity: LexEntity
    term: Term | None


def read_countries(path: Path) -> Iterator[Country]:
    """Yield the states of a countries file."""
    for row in read_rows(path, ("code", "name", "aliases", "demonyms", "capital", "metonyms", "leader_office", "source")):
        code = row.text("code")
        if not (len(code) == 3 and code.isascii() and code.isupper()):
            raise row.fail(f"code {code!r} is not three capital letters")
        yield Country(
            code=code,
            name=row.text("name"),
            aliases=row.several("aliases"),
            demonyms=row.several("demonyms"),
            capital=row.optional("capital"),
            metonyms=row.several("metonyms"),
            valid_from=row.first_day("valid_from"),
            valid_to=row.last_day("valid_to"),
            alpha2=row.optional("alpha2"),
            leader_office=row.one_of("leader_office", LEADER_OFFICES),
            predecessor=row.optional("predecessor"),
        )


def read_named(path: Path, entity_type: EntityType, codes: frozenset[str]) -> Iterator[LexEntity]:
    """Yield the entities of a file with `name`, `aliases`, `kind` and `country_code` (organizations, forums, places, events)."""
    for row in read_rows(path, ("name", "aliases", "kind", "country_code", "source")):
        name = row.text("name")
        yield LexEntity(
            lexicon_id=f"{entity_type}:{slug(name)}",
            name=name,
            entity_type=entity_type,
            country_code=_country(row, codes),
            wikidata_id=row.wikidata(),
            aliases=row.several("aliases"),
            kind=row.text("kind"),
            domain=row.optional("domain"),
            prominence=row.number("prominence"),
            start=row.first_day("start"),
            end=row.last_day("end"),
        )


def read_leaders(path: Path, codes: frozenset[str]) -> Iterator[PersonRow]:
    """Yield persons with their terms; a person may have many rows, whose aliases add up."""
    for row in read_rows(path, ("person", "family_name", "aliases", "country_code", "body", "office", "title", "start", "end", "source")):
        name = row.text("person")
        person_id = f"person:{slug(name)}"
        entity = LexEntity(
            lexicon_id=person_id,
            name=name,
            entity_type="person",
            country_code=_country(row, codes),
            wikidata_id=row.wikidata(),
            aliases=row.several("aliases"),
            family_name=row.optional("family_name"),
        )
        yield PersonRow(entity, _term(row, person_id, codes) if row.optional("office") else None)


def _term(row: Row, person_id: str, codes: frozenset[str]) -> Term:
    body = row.text("body")
    if body not in codes and not body.startswith(("organization:", "forum:")):
        raise row.fail(f"body {body!r} is neither a country code nor an organization's lexicon id")
    start, end = row.first_day("start"), row.term_end("end")
    if start is None:
        raise row.fail("a term needs a start")
    if end is not None and end < start:
        raise row.fail(f"the term ends ({row.cells['end']}) before it starts ({row.cells['start']})")
    return Term(
        person_id=person_id,
        body=body,
        office=row.one_of("office", OFFICES),
        title=row.text("title"),
        start=start,
        end=end,
        is_exact=row.is_exact("start") and row.is_exact("end"),
        source=row.text("source"),
    )


def read_treaties(path: Path) -> Iterator[Treaty]:
    """Yield the instruments of a treaties file."""
    for row in read_rows(path, ("name", "aliases", "parties", "bilateral", "signed", "in_force", "ended", "source")):
        name = row.text("name")
        signed, in_force, ended = (row.first_day(c) for c in ("signed", "in_force", "ended"))
        if ended and ((in_force and ended < in_force) or (signed and ended < signed)):
            raise row.fail("the treaty ends before it begins")
        yield Treaty(
            lexicon_id=f"treaty:{slug(name)}",
            name=name,
            aliases=row.several("aliases"),
            parties=row.several("parties"),
            bilateral=row.one_of("bilateral", YES_NO) == "yes",
            signed=signed,
            in_force=in_force,
            ended=ended,
            source=row.text("source"),
        )


def read_editions(path: Path, codes: frozenset[str]) -> Iterator[ForumEdition]:
    """Yield the editions of the forum series."""
    for row in read_rows(path, ("series", "name", "year", "start", "end", "place", "country_code", "source")):
        start, end = row.first_day("start"), row.last_day("end")
        if start and end and end < start:
            raise row.fail("the edition ends before it starts")
        yield ForumEdition(
            series_id=f"forum:{slug(row.text('series'))}",
            name=row.text("name"),
            year=row.number("year"),
            start=start,
            end=end,
            place=row.optional("place"),
            country_code=_country(row, codes),
        )


def read_roles(path: Path) -> Iterator[Role]:
    """Yield what each title phrase says about an office."""
    for row in read_rows(path, ("title", "office", "level", "scope")):
        yield Role(
            title=row.text("title").casefold(),
            office=row.one_of("office", OFFICES),
            level=row.one_of("level", LEVELS),
            scope=row.one_of("scope", SCOPES),
        )


def read_templates(path: Path) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield (name pattern, alias patterns, kind) of the bodies every state has; `{country}` and `{demonym}` are filled in."""
    for row in read_rows(path, ("name", "aliases", "kind", "source")):
        yield row.text("name"), row.several("aliases"), row.text("kind")


def read_spellings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (spelling, standard spelling) of given names, both as `name_key` makes them; the standard one maps to itself."""
    for row in read_rows(path, ("standard", "variants", "source")):
        standard = name_key(row.text("standard"))
        yield standard, standard
        for variant in row.several("variants"):
            yield name_key(variant), standard


def read_words(path: Path) -> dict[str, frozenset[str]]:
    """Return the word lists of a YAML file: a mapping of names to lists of strings (lists may be nested one level to group them)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(path, line, str(error.problem)) from error
    if not isinstance(content, dict):
        raise LexiconError(path, 1, "the file is not a mapping of list names to lists")
    return {str(name): _word_list(path, str(name), value) for name, value in content.items()}


def _word_list(path: Path, name: str, value: object) -> frozenset[str]:
    items = [w for entry in value for w in (entry if isinstance(entry, list) else [entry])] if isinstance(value, list) else [value]
    wrong = next((w for w in items if not isinstance(w, str)), None)
    if wrong is not None:
        raise LexiconError(path, 1, f"list {name!r} holds {wrong!r}, which is not text (put it in quotes)")
    return frozenset(w for w in items if isinstance(w, str))


def _country(row: Row, codes: frozenset[str]) -> str | None:
    code = row.optional("country_code")
    if code and code not in codes:
        raise row.fail(f"country_code {code!r} is not in countries.csv")
    return code
