"""Rules that the shipped data must keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from summitry.lexicon import Lexicon, Term, load_lexicon, name_key
from summitry.lexicon.content import NAMED_FILES
from summitry.lexicon.names import slug

SINGLE_HOLDER = frozenset(
    {"head_of_state", "head_of_government", "monarch", "party_leader", "foreign_minister", "defence_minister", "top_official"}
)

#: Names that different entities of one type are known to share; a new one is a mistake until it is listed here.
SHARED_NAMES = {
    "king abdullah", "bush", "george bush", "aliyev", "hu", "congo",
    "chinese army", "libyan parliament", "syrian army", "ukrainian parliament", "british ministry of defence", "soviet army",
    "parliament of the united kingdom",
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_terms_of_single_holder_offices_do_not_overlap(lexicon: Lexicon) -> None:
    chains: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in lexicon.terms:
        if term.office in SINGLE_HOLDER:
            chains[term.body, term.office].append(term)
    overlaps = []
    for chain in chains.values():
        chain.sort(key=lambda t: t.start)
        for first, second in pairwise(chain):
            unfinished = first.end is None
            if unfinished or (first.end and first.end > second.start and first.is_exact and second.is_exact):
                overlaps.append((first.body, first.office, first.person_id, second.person_id))
    assert overlaps == []


def test_terms_name_known_persons_and_bodies(lexicon: Lexicon) -> None:
    for term in lexicon.terms:
        assert term.person_id in lexicon.entities
        assert term.body in lexicon.countries or term.body in lexicon.entities
        assert term.end is None or term.start <= term.end


@pytest.mark.parametrize("day", [date(1990, 6, 1), date(2005, 6, 1), date(2018, 7, 16)], ids=str)
def test_leaders_cover_the_world(lexicon: Lexicon, day: date) -> None:
    led = {t.body for t in lexicon.terms if t.office in {"head_of_state", "head_of_government", "monarch"} and t.covers(day)} & set(
        lexicon.countries
    )
    served = {t.body for t in lexicon.terms if t.office == "foreign_minister" and t.covers(day)} & set(lexicon.countries)
    assert len(led) >= 100
    assert len(served) >= 40


def test_floors(lexicon: Lexicon) -> None:
    kinds = Counter(e.entity_type for e in lexicon.entities.values())
    listed = Counter(e.kind for e in lexicon.entities.values() if e.entity_type == "organization")
    assert kinds["person"] >= 3000
    assert kinds["treaty"] >= 250
    assert kinds["forum"] >= 150
    assert kinds["country"] == 254
    assert listed["media"] + listed["agency"] >= 200
    assert listed["igo"] >= 90
    assert sum(len(lexicon.editions(f"forum:{slug(s)}")) for s in ("G7", "G8", "G20", "NATO summit", "APEC summit")) >= 120


def test_codes_are_known(lexicon: Lexicon) -> None:
    codes = set(lexicon.countries)
    assert {"SUN", "YUG", "CSK", "DDR", "XKX", "USA", "PSE", "TWN"} <= codes
    assert {e.country_code for e in lexicon.entities.values()} <= codes | {None}
    for treaty in lexicon.treaties.values():
        unknown = [p for p in treaty.parties if p not in codes and p not in lexicon.entities]
        assert not unknown, treaty.name


def test_bilateral_treaties_have_two_sides(lexicon: Lexicon) -> None:
    wrong = [
        t.name
        for t in lexicon.treaties.values()
        if t.bilateral and len(set(t.parties) - {"RUS"} | ({"SUN"} if "RUS" in t.parties else set())) != 2
    ]
    assert wrong == []


def test_editions_belong_to_series_and_years(lexicon: Lexicon) -> None:
    series = {e.lexicon_id for e in lexicon.entities.values() if e.entity_type == "forum"}
    for series_id in series:
        for edition in lexicon.editions(series_id):
            assert edition.start is None or edition.start.year == edition.year, edition.name
            assert edition.start is None or edition.end is None or edition.start <= edition.end
            assert edition.start is None or edition.end is None or (edition.end - edition.start).days <= 20, edition.name
    assert sum(len(lexicon.editions(s)) for s in series) >= 480


def test_shared_names_are_known_ones(lexicon: Lexicon) -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in lexicon.entities.values():
        for name in (entity.name, *entity.aliases):
            bearers[name_key(name), entity.entity_type].add(entity.lexicon_id)
    shared = {key for (key, _), ids in bearers.items() if len(ids) > 1 and "congolese" not in key}
    assert shared <= SHARED_NAMES


def test_aliases_are_clean(lexicon: Lexicon) -> None:
    for entity in lexicon.entities.values():
        assert entity.name == entity.name.strip()
        assert len(set(entity.aliases)) == len(entity.aliases), entity.name
        assert not any(a.endswith(("'s", "’s")) or "|" in a or ";" in a for a in entity.aliases), entity.name


def test_every_state_has_a_government(lexicon: Lexicon) -> None:
    assert all(lexicon.government(code) for code in lexicon.countries)


def test_word_lists_are_text_without_stray_space(lexicon: Lexicon) -> None:
    for name in (
        "speech_verbs",
        "speech_nouns",
        "meeting_nouns",
        "meeting_verbs",
        "call_nouns",
        "visit_verbs",
        "planned_cues",
        "possible_cues",
    ):
        words = lexicon.words(name)
        assert words
        assert all(w == w.strip() for w in words)
    assert "No." in lexicon.words("abbreviations")


def test_each_named_file_is_read(lexicon: Lexicon) -> None:
    types = {e.entity_type for e in lexicon.entities.values()}
    assert set(NAMED_FILES.values()) <= types
