"""Load the data files once and answer questions about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from summitry.lexicon.entries import City, Country, ForumEdition, LexEntity, Term, Treaty


class Lexicon:
    """All that the data files say, indexed. Names are compared after case folding and white-space folding."""

    entities: Mapping[str, LexEntity]
    countries: Mapping[str, Country]
    treaties: Mapping[str, Treaty]
    terms: tuple[Term, ...]

    def lookup(self, surface: str) -> tuple[LexEntity, ...]:
        """Entities that have `surface` as name or alias, best known first; empty when none."""
        raise NotImplementedError

    def names(self) -> Iterable[tuple[str, LexEntity]]:
        """Every (surface, entity) pair, for building matchers."""
        raise NotImplementedError

    def country_of_demonym(self, word: str) -> Country | None:
        """`Russian` -> Russia; None when the word is no demonym."""
        raise NotImplementedError

    def government_of_metonym(self, surface: str) -> LexEntity | None:
        """`Moscow` -> the organisation "Government of Russia"; None when it stands for no government."""
        raise NotImplementedError

    def holders(self, body: str, office: str, on: date | None = None) -> tuple[LexEntity, ...]:
        """Who held an office of a state or organisation on a day (all holders when `on` is None)."""
        raise NotImplementedError

    def terms_of(self, person_id: str, on: date | None = None) -> tuple[Term, ...]:
        """The terms of office of one person, or those that cover the day `on`."""
        raise NotImplementedError

    def cities(self, name: str) -> tuple[City, ...]:
        """Populated places of that name, largest first."""
        raise NotImplementedError

    def country_of_place(self, name: str) -> str | None:
        """ISO code of the country in which the place lies, when one reading clearly dominates."""
        raise NotImplementedError

    def editions(self, series_id: str) -> tuple[ForumEdition, ...]:
        """Editions of a forum series, oldest first."""
        raise NotImplementedError

    def words(self, name: str) -> frozenset[str]:
        """A word list of `data/words.yaml` by name, for example `speech_verbs`, `meeting_nouns`, `person_titles`."""
        raise NotImplementedError


@cache
def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Return the lexicon (read once per process), with a user's own folder of files laid over it."""
    raise NotImplementedError
