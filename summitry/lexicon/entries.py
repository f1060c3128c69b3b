"""The typed entries of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summitry.records import EntityType


@dataclass(frozen=True, slots=True)
class LexEntity:
    """One real-world entity that the lexicon knows. `lexicon_id` is a readable slug such as `person:vladimir-putin`."""

    lexicon_id: str
    name: str
    entity_type: EntityType
    country_code: str | None = None
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A present or former state. `metonyms` stand for its government ("Moscow", "Tokyo"); `capital` is a place name."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office. `office` is one of `head_of_state head_of_government foreign_minister defence_minister spokesperson monarch
    top_official ...`; `body` is an ISO code for states and an organisation's lexicon_id for international bodies. `end` None: still in office."""

    person_id: str
    body: str
    office: str
    title: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Treaty:
    """Reference facts of one instrument. `parties` are ISO codes or lexicon ids; `bilateral` when it has two."""

    lexicon_id: str
    name: str
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    bilateral: bool = False
    signed: date | None = None
    in_force: date | None = None
    ended: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ForumEdition:
    """One held or scheduled edition of a forum series (G20 2019 Osaka)."""

    series_id: str
    name: str
    year: int
    start: date | None
    end: date | None
    place: str | None
    country_code: str | None


@dataclass(frozen=True, slots=True)
class City:
    """A populated place. `country_code` is ISO 3166-1 alpha-3; population is used to rank namesakes."""

    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
