"""The typed entries of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summitry.records import EntityType


@dataclass(frozen=True, slots=True)
class LexEntity:
    """One real-world entity that the lexicon knows. `lexicon_id` is a readable slug such as `person:vladimir-putin`.

    `kind` is the file's own class (`igo`, `ministry`, `media`, `armed_group`, `region`, `war` ...), `domain` a web address of a news
    outlet (`usatoday.com`), `family_name` the short form under which a person is known, `prominence` a rank (0-100) among namesakes,
    `start` and `end` the first and last day of an event.
    """

    lexicon_id: str
    name: str
    entity_type: EntityType
    country_code: str | None = None
    wikidata_id: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = ""
    domain: str | None = None
    family_name: str | None = None
    prominence: int = 0
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A present or former state. `metonyms` stand for its government ("Moscow", "Tokyo"); `capital` is a place name.

    `valid_from` and `valid_to` bound a state that did not exist all through 1985-2026; `leader_office` is the office that leads
    it (`head_of_state`, `head_of_government` or `party_leader`), which is what "the Chinese leader" means;
    `predecessor` the state to which it belonged before `valid_from`.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    alpha2: str | None = None
    leader_office: str = "head_of_government"
    predecessor: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office. `office` is one of `head_of_state head_of_government foreign_minister defence_minister spokesperson monarch
    top_official ...` (all: `files.OFFICES`); `body` is an ISO code for states and an organisation's lexicon_id for international bodies.
    `end` None: still in office when the data were last revised.

    The term covers `start <= day < end`, so that the day of a handover belongs to the successor. A date that the file gives as a month or a
    year is read generously (first day of it as start, the day after its last as end) and `is_exact` is False then.
    """

    person_id: str
    body: str
    office: str
    title: str
    start: date
    end: date | None = None
    is_exact: bool = True
    source: str = ""

    def covers(self, day: date) -> bool:
        """True when `day` lies in the term."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Treaty:
    """Reference facts of one instrument. `parties` are ISO codes or lexicon ids; `bilateral` when it has two.

    `signed`, `in_force` and `ended` are the first day of what the file gives (it may give a month or a year only).
    """

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
    """One held or scheduled edition of a forum series (G20 2019 Osaka). `end` is the last day."""

    series_id: str
    name: str
    year: int
    start: date | None
    end: date | None
    place: str | None
    country_code: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """What a title says: the office, the level of a meeting its holder makes (`leader minister official`), and whose office it is.

    `scope` is `state`, `organization` or `any`.
    """

    title: str
    office: str
    level: str
    scope: str


@dataclass(frozen=True, slots=True)
class City:
    """A populated place. `country_code` is ISO 3166-1 alpha-3; population is used to rank namesakes."""

    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
