"""All data files of a folder, read and laid over one another; no indexes yet."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from summitry.lexicon import files
from summitry.lexicon.entries import Country, ForumEdition, LexEntity, Role, Term, Treaty
from summitry.lexicon.names import slug
from summitry.records import EntityType

#: File name -> type of the entities it holds.
NAMED_FILES: dict[str, EntityType] = {
    "organizations.csv": "organization",
    "forums.csv": "forum",
    "places.csv": "place",
    "events.csv": "event",
}
#: Rank among namesakes where the file gives none: states before bodies before instruments before places.
TYPE_PROMINENCE: dict[EntityType, int] = {
    "country": 90,
    "organization": 60,
    "forum": 50,
    "treaty": 50,
    "person": 40,
    "event": 40,
    "place": 40,
}
OFFICE_PROMINENCE = {
    "head_of_state": 68,
    "head_of_government": 68,
    "party_leader": 68,
    "monarch": 66,
    "top_official": 60,
    "foreign_minister": 55,
}
#: The office that leads the state counts more than the others: Kim Jong-un before a South Korean prime minister of that name.
LEADING_OFFICE_PROMINENCE = 74
#: Persons of these states come first among namesakes: the permanent members of the Security Council and the rest of the G7.
MAJOR_STATES = frozenset({"USA", "RUS", "SUN", "CHN", "GBR", "FRA", "DEU", "JPN", "CAN", "ITA"})
MAJOR_STATE_BONUS = 15


@dataclass(slots=True)
class Content:
    """What one or more data folders say. Later folders win where both name the same thing."""

    countries: dict[str, Country] = field(default_factory=dict)
    entities: dict[str, LexEntity] = field(default_factory=dict)
    governments: dict[str, str] = field(default_factory=dict)
    treaties: dict[str, Treaty] = field(default_factory=dict)
    terms: dict[tuple[str, str, str, object], Term] = field(default_factory=dict)
    editions: dict[tuple[str, int, str], ForumEdition] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Content:
        """Return a copy to lay more folders over; the entries themselves are shared, they never change."""
        return Content(**{f.name: dict(getattr(self, f.name)) for f in fields(self)})

    def add_folder(self, folder: Path) -> None:
        """Lay the files of `folder` over what is known; files that are not there are skipped."""
        if (path := folder / "countries.csv").exists():
            self._add_countries(path)
        codes = frozenset(self.countries)
        if (path := folder / "templates.csv").exists():
            self._add_state_bodies(path)
        for file_name, entity_type in NAMED_FILES.items():
            if (path := folder / file_name).exists():
                for entity in files.read_named(path, entity_type, codes):
                    self._add(replace(entity, prominence=entity.prominence or TYPE_PROMINENCE[entity_type]))
        self._add_instruments(folder, codes)
        for path in sorted(folder.glob("leaders*.csv")):
            self._add_leaders(path, codes)
        if (path := folder / "spellings.csv").exists():
            self.spellings.update(files.read_spellings(path))
        for path in sorted(folder.glob("words*.yaml")):
            for name, words in files.read_words(path).items():
                self.words[name] = self.words.get(name, frozenset()) | words

    def _add(self, entity: LexEntity) -> None:
        self.entities[entity.lexicon_id] = entity

    def _add_countries(self, path: Path) -> None:
        for country in files.read_countries(path):
            self.countries[country.code] = country
            self._add(
                LexEntity(
                    lexicon_id=f"country:{slug(country.name)}",
                    name=country.name,
                    entity_type="country",
                    country_code=country.code,
                    aliases=country.aliases,
                    kind="state" if country.valid_to is None else "former_state",
                    prominence=TYPE_PROMINENCE["country"],
                )
            )
            if (name := country.capital) and f"place:{slug(name)}" not in self.entities:  # Moscow lies in Russia, whatever else it was
                self._add(
                    LexEntity(f"place:{slug(name)}", name, "place", country.code, kind="capital", prominence=TYPE_PROMINENCE["place"] + 5)
                )

    def _add_state_bodies(self, path: Path) -> None:
        """The bodies every state has (government, foreign ministry ...), so that "the Chilean Foreign Ministry" is known too."""
        templates = list(files.read_templates(path))
        for country in self.countries.values():
            of_name = f"the {country.name}" if _takes_article(country.name) else country.name
            adjectives = [d for n, d in enumerate(country.demonyms) if n == 0 or (n == 1 and not d.endswith("s"))]
            adjective = adjectives[0] if adjectives else country.name
            for pattern, alias_patterns, kind in templates:
                name = pattern.format(country=of_name, demonym=adjective)
                if f"organization:{slug(name)}" in self.entities:  # two states share the adjective (Congolese)
                    name = pattern.format(country=of_name, demonym=country.name)
                aliases = {
                    p.format(country=c, demonym=d)
                    for p in alias_patterns
                    for c in {of_name, country.name}
                    for d in adjectives or [adjective]
                }
                if kind == "government":
                    aliases |= {
                        f"Government of the {a}"
                        for a in country.aliases
                        if a.startswith(("Republic", "Kingdom", "State", "Islamic")) or a.endswith(("Republic", "Federation"))
                    }
                entity_id = f"organization:{slug(name.replace(' the ', ' '))}"
                self._add(
                    LexEntity(
                        entity_id, name, "organization", country.code, aliases=tuple(sorted(aliases - {name})), kind=kind, prominence=45
                    )
                )
                if kind == "government":
                    self.governments[country.code] = entity_id

    def _add_instruments(self, folder: Path, codes: frozenset[str]) -> None:
        if (path := folder / "treaties.csv").exists():
            for treaty in files.read_treaties(path):
                self.treaties[treaty.lexicon_id] = treaty
                rank = TYPE_PROMINENCE["treaty"]
                self._add(LexEntity(treaty.lexicon_id, treaty.name, "treaty", aliases=treaty.aliases, kind="treaty", prominence=rank))
        if (path := folder / "forum_editions.csv").exists():
            for edition in files.read_editions(path, codes):
                self.editions[edition.series_id, edition.year, edition.name] = edition
        if (path := folder / "roles.csv").exists():
            for role in files.read_roles(path):
                self.roles[role.title] = role

    def _add_leaders(self, path: Path, codes: frozenset[str]) -> None:
        for person, term in ((row.entity, row.term) for row in files.read_leaders(path, codes)):
            known = self.entities.get(person.lexicon_id, person)
            self._add(
                replace(
                    person,
                    aliases=tuple(dict.fromkeys(known.aliases + person.aliases)),
                    country_code=known.country_code or person.country_code,
                    family_name=known.family_name or person.family_name,
                    wikidata_id=person.wikidata_id or known.wikidata_id,
                    prominence=max(known.prominence, self._person_prominence(term)),
                )
            )
            if term:
                self.terms[term.person_id, term.body, term.office, term.start] = term

    def _person_prominence(self, term: Term | None) -> int:
        if term is None:
            return TYPE_PROMINENCE["person"]
        country = self.countries.get(term.body)
        leads = country is not None and term.office == country.leader_office
        rank = LEADING_OFFICE_PROMINENCE if leads else OFFICE_PROMINENCE.get(term.office, 50)
        return rank + (MAJOR_STATE_BONUS if term.body in MAJOR_STATES else 0)


def _takes_article(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    return name.startswith(
        ("United ", "Soviet Union", "Dominican ", "Central African ", "Democratic ", "Republic ", "Holy See", "Vatican")
    ) or (last in {"Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Comoros", "Islands", "Seychelles", "Emirates"})
