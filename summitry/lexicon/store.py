"""Load the data files once and answer questions about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from summitry.lexicon.content import Content
from summitry.lexicon.editions import EditionFinder
from summitry.lexicon.entries import City, Country, ForumEdition, LexEntity, Role, Term, Treaty
from summitry.lexicon.gazetteer import Gazetteer
from summitry.lexicon.names import case_allows, exact_key, german_key, name_key, slug, spelling_key, without_marks
from summitry.records import EntityType

DATA = Path(__file__).parent / "data"
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_ARABIC_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l)[- ]")


class Lexicon:
    """All that the data files say, indexed.

    Names are compared after folding case, accents, hyphens and white space; the case of the surface must allow the reading (see
    `names.py`): "us" is not the United States, "turkey" not Turkey, while "PUTIN", "Nato" and "Erdogan" are found.
    """

    entities: Mapping[str, LexEntity]
    countries: Mapping[str, Country]
    treaties: Mapping[str, Treaty]
    roles: Mapping[str, Role]
    terms: tuple[Term, ...]

    def __init__(self, content: Content, cities_file: Path = DATA / "cities.tsv") -> None:
        self.entities = content.entities
        self.countries = content.countries
        self.treaties = content.treaties
        self.roles = content.roles
        self.terms = tuple(content.terms.values())
        self._governments = content.governments
        self._words = content.words
        self._spellings = content.spellings
        self._strict = content.words.get("acronyms_that_are_words", frozenset())
        self._cities_file = cities_file
        self._editions: dict[str, list[ForumEdition]] = defaultdict(list)
        for edition in content.editions.values():
            self._editions[edition.series_id].append(edition)

    # names ------------------------------------------------------------------------------------------------------------------

    def lookup(self, surface: str) -> tuple[LexEntity, ...]:
        """Entities that have `surface` as name or alias, best known first; empty when none.

        When nothing has it, "X (ABC) Y" is tried as "X Y", and the full names of persons in other transliterations (`spelling_key`).
        Persons known by that family name alone come after those who bear it as name or alias. Possessives and a leading "the" are
        the caller's job.
        """
        key = name_key(surface)
        full = self._matching(self._by_key.get(key, ()), surface)
        family = self._matching(self._by_family_name.get(key, ()), surface)
        if full or family:
            return tuple(dict.fromkeys(full + family))
        if "(" in surface and (shorter := _IN_BRACKETS.sub(" ", surface)) != surface:
            return self.lookup(shorter)
        if " " not in key:
            return ()
        return tuple(dict.fromkeys(self._matching(self._by_spelling.get(spelling_key(surface, self._spellings), ()), surface)))

    def named(self, entity_type: EntityType, name: str) -> LexEntity | None:
        """The entity of that type with exactly this name, case and white space folded; no alias, no other spelling."""
        return self._by_exact_name.get((entity_type, exact_key(name)))

    @cached_property
    def _by_exact_name(self) -> dict[tuple[EntityType, str], LexEntity]:
        return {(e.entity_type, exact_key(e.name)): e for e in self.entities.values()}

    def names(self) -> Iterator[tuple[str, LexEntity]]:
        """Every (surface, entity) pair, for building matchers: names and aliases, each also without accents.

        Bare family names are among them only for the best known (`family_names` has them all). Names that are common words ("Time",
        "Dawn": word list `ambiguous_names`) are left out, while `lookup` finds them.
        """
        ambiguous = self._words.get("ambiguous_names", frozenset())
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                plain = without_marks(name)
                if name in ambiguous or plain in ambiguous:
                    continue
                yield name, entity
                if plain != name:
                    yield plain, entity

    def family_names(self) -> Iterator[tuple[str, LexEntity]]:
        """Every (family name, person) pair. Namesakes abound: use it on a mention known to be a person, with day and country."""
        for entity in self.entities.values():
            if entity.family_name:
                yield entity.family_name, entity

    def _matching(self, pairs: Iterable[tuple[str, LexEntity]], surface: str) -> list[LexEntity]:
        found = [e for alias, e in pairs if case_allows(alias, surface, self._strict)]
        return sorted(found, key=lambda e: (-e.prominence, -self._last_start.get(e.lexicon_id, 0), e.lexicon_id))

    @cached_property
    def _last_start(self) -> dict[str, int]:
        """Day on which a person last took office, to rank namesakes of equal standing: the latest first."""
        return {person: terms[-1].start.toordinal() for person, terms in self._by_person.items()}

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, LexEntity]]]:
        index: dict[str, list[tuple[str, LexEntity]]] = defaultdict(list)
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                index[name_key(name)].append((name, entity))
                if (written_out := german_key(name)) is not None:
                    index[written_out].append((name, entity))
        return dict(index)

    @cached_property
    def _by_spelling(self) -> dict[str, list[tuple[str, LexEntity]]]:
        index: dict[str, list[tuple[str, LexEntity]]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.entity_type == "person":
                for name in (entity.name, *entity.aliases):
                    if " " in name:
                        index[spelling_key(name, self._spellings)].append((name, entity))
        return dict(index)

    @cached_property
    def _by_family_name(self) -> dict[str, list[tuple[str, LexEntity]]]:
        index: dict[str, list[tuple[str, LexEntity]]] = defaultdict(list)
        for name, entity in self.family_names():
            index[name_key(name)].append((name, entity))
            if (written_out := german_key(name)) is not None:
                index[written_out].append((name, entity))
            if (bare := _ARABIC_ARTICLE.sub("", name)) != name:
                index[name_key(bare)].append((bare, entity))
        return dict(index)

    # states -----------------------------------------------------------------------------------------------------------------

    def country(self, code: str) -> LexEntity | None:
        """The country entity of an ISO code; None when the code is unknown."""
        found = self.countries.get(code)
        return self.entities.get(f"country:{slug(found.name)}") if found else None

    def country_of_demonym(self, word: str) -> Country | None:
        """`Russian`, `Russians` -> Russia; None when the word is no demonym. Where states share one, the present state wins."""
        found = self._by_demonym.get(name_key(word), ())
        return found[0] if found and not word.islower() else None

    @cached_property
    def _by_demonym(self) -> dict[str, list[Country]]:
        index: dict[str, list[Country]] = defaultdict(list)
        for country in sorted(self.countries.values(), key=lambda c: c.valid_to is not None):
            for word in country.demonyms:
                index[name_key(word)].append(country)
        return dict(index)

    def government(self, code: str) -> LexEntity | None:
        """The organisation "Government of X" of an ISO code."""
        return self.entities.get(self._governments.get(code, ""))

    def government_of_metonym(self, surface: str, on: date | None = None) -> LexEntity | None:
        """`Moscow` -> the organisation "Government of Russia"; None when it stands for no government.

        With a day, former states count in their time: Moscow in 1987 is the Soviet Union.
        """
        if surface.islower():
            return None
        found = self._by_metonym.get(name_key(surface), ())
        fitting = [
            c for c in found if on is None or ((c.valid_from is None or c.valid_from <= on) and (c.valid_to is None or on <= c.valid_to))
        ]
        return self.government(fitting[0].code) if fitting else None

    @cached_property
    def _by_metonym(self) -> dict[str, list[Country]]:
        index: dict[str, list[Country]] = defaultdict(list)
        for country in sorted(self.countries.values(), key=lambda c: c.valid_to is not None):
            for word in country.metonyms:
                index[name_key(word)].append(country)
        return dict(index)

    # offices ----------------------------------------------------------------------------------------------------------------

    def holders(self, body: str, office: str, on: date | None = None) -> tuple[LexEntity, ...]:
        """Who held an office of a state or organisation on a day (all holders, oldest first, when `on` is None)."""
        found = [t for t in self._by_office.get((body, office), ()) if on is None or t.covers(on)]
        return tuple(dict.fromkeys(self.entities[t.person_id] for t in found))

    def leaders_of(self, body: str, on: date | None = None) -> tuple[LexEntity, ...]:
        """Heads of state and government, party leaders, monarchs (of an organisation: top officials), the one who leads it first."""
        country = self.countries.get(body)
        offices = (
            ("top_official",)
            if country is None
            else (country.leader_office, "head_of_government", "head_of_state", "party_leader", "monarch")
        )
        return tuple(dict.fromkeys(e for office in offices for e in self.holders(body, office, on)))

    def terms_of(self, person_id: str, on: date | None = None) -> tuple[Term, ...]:
        """The terms of office of one person, oldest first, or those that cover the day `on`."""
        return tuple(t for t in self._by_person.get(person_id, ()) if on is None or t.covers(on))

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], list[Term]]:
        index: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda t: t.start):
            index[term.body, term.office].append(term)
        return dict(index)

    @cached_property
    def _by_person(self) -> dict[str, list[Term]]:
        index: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda t: t.start):
            index[term.person_id].append(term)
        return dict(index)

    def role(self, title: str) -> Role | None:
        """What a title phrase says ("prime minister" -> head_of_government); None when it is no listed title."""
        return self.roles.get(" ".join(title.casefold().split()))

    # places -----------------------------------------------------------------------------------------------------------------

    def cities(self, name: str) -> tuple[City, ...]:
        """Populated places of that name, largest first."""
        return self._gazetteer.cities(name)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._cities_file)

    def state_on(self, code: str, on: date) -> str:
        """The state that `code` was part of on a day: RUS in 1987 is SUN, CZE in 1990 is CSK; the code itself otherwise."""
        country = self.countries.get(code)
        if country and country.predecessor and country.valid_from and on < country.valid_from:
            return self.state_on(country.predecessor, on)
        return code

    def country_of_place(self, name: str, on: date | None = None) -> str | None:
        """ISO code of the country in which the place lies (on a day: `state_on`), when one reading clearly dominates.

        The places file and the capitals come first; a capital yields when a much larger namesake lies elsewhere.
        """
        code = self._country_of_place(name)
        return self.state_on(code, on) if code and on else code

    def _country_of_place(self, name: str) -> str | None:
        places = [e for e in self.lookup(name) if e.entity_type == "place"]
        codes = {e.country_code for e in places}
        if len(codes) > 1:
            return None
        if places and places[0].kind != "capital":
            return places[0].country_code
        city = self._gazetteer.dominant(name)
        if places:
            return places[0].country_code
        return city.country_code if city else None

    # forums and words ---------------------------------------------------------------------------------------------------------

    def editions(self, series_id: str) -> tuple[ForumEdition, ...]:
        """Editions of a forum series, oldest first."""
        return tuple(sorted(self._editions.get(series_id, ()), key=lambda e: (e.year, e.start or date(e.year, 12, 31))))

    def edition_of(self, surface: str, on: date | None = None) -> ForumEdition | None:
        """The edition that a phrase means: "G20 summit in Osaka", "COP26"; with the day of the article also "NATO summit in Brussels"."""
        return self._finder.find(surface, on)

    @cached_property
    def _finder(self) -> EditionFinder:
        return EditionFinder((e for e in self.entities.values() if e.entity_type == "forum"), self._editions)

    def words(self, name: str) -> frozenset[str]:
        """A word list of `data/words.yaml` by name, for example `speech_verbs`, `meeting_nouns`, `person_titles`.

        Raises KeyError for an unknown list.
        """
        return self._words[name]


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Return the lexicon (read once per process), with a user's own folder of files laid over it.

    The folder may hold any of the data files (see README.md); its rows replace those of the same name and add to the rest. A malformed row
    raises LexiconError with file, line and reason.
    """
    # The cache tells a default from a None that is handed over; behind this function there is one way to ask.
    return _load(extra)


@cache
def _load(extra: Path | None) -> Lexicon:
    if extra is None:
        return Lexicon(_shipped())
    content = _shipped().copy()
    content.add_folder(extra)
    cities = extra / "cities.tsv"
    return Lexicon(content, cities if cities.exists() else DATA / "cities.tsv")


@cache
def _shipped() -> Content:
    content = Content()
    content.add_folder(DATA)
    return content
