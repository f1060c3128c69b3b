"""Which edition of which forum a phrase means: "G20 summit in Osaka", "G7 Ise-Shima Summit", "COP26", "Helsinki summit" (with a day)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from summitry.lexicon.entries import ForumEdition, LexEntity
from summitry.lexicon.names import name_key

#: A phrase that names neither place nor year means the edition under way, or this close to the day of the article.
NEAR = timedelta(days=10)
#: "Helsinki summit" without a series means one of this year, before or after the day of the article.
SAME_SEASON = timedelta(days=200)
#: Among editions in one place (NATO in Brussels), the one nearest to the day, if it is not years away.
SAME_ROUND = timedelta(days=400)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class EditionFinder:
    """Finds editions by series, place, year and day. Built once from the forum entities and their editions."""

    def __init__(self, forums: Iterable[LexEntity], editions: Mapping[str, Sequence[ForumEdition]]) -> None:
        self._editions = editions
        self._aliases = sorted(
            ((name_key(name), f.lexicon_id) for f in forums if f.lexicon_id in editions for name in (f.name, *f.aliases)),
            key=lambda pair: -len(pair[0]),
        )

    def find(self, surface: str, on: date | None = None) -> ForumEdition | None:
        """The one edition that fits the phrase (and the day), or None when none or several do."""
        key = f" {name_key(surface)} "
        series = next((series_id for alias, series_id in self._aliases if f" {alias} " in key), None)
        candidates = list(self._editions[series]) if series else self._by_number(key)
        years = {int(y) for y in _YEAR.findall(key)}
        here = [e for e in candidates if e.place and f" {name_key(e.place)} " in key]
        if years:
            return _only(e for e in here or candidates if e.year in years)
        if here:
            return _only(here) or _nearest(here, on, SAME_ROUND)
        if candidates:
            return _only(candidates) if not series else _nearest(candidates, on, NEAR)
        if on is None or not key.rstrip().endswith(" summit"):
            return None
        place = key.rstrip().removesuffix(" summit").strip()
        every = (e for found in self._editions.values() for e in found if e.place and name_key(e.place) == place)
        return _nearest(list(every), on, SAME_SEASON)

    def _by_number(self, key: str) -> list[ForumEdition]:
        """Editions whose name begins with a numbered acronym of the phrase ("COP26")."""
        numbered = {t for t in key.split() if t[-1].isdigit() and t[0].isalpha()}
        return [e for found in self._editions.values() for e in found if numbered and name_key(e.name).split()[0] in numbered]


def _only(editions: Iterable[ForumEdition] | Iterator[ForumEdition]) -> ForumEdition | None:
    found = list(editions)
    return found[0] if len(found) == 1 else None


def _nearest(editions: list[ForumEdition], on: date | None, reach: timedelta) -> ForumEdition | None:
    if on is None:
        return None
    dated = [(_distance(e.start, e.end or e.start, on), e) for e in editions if e.start]
    within = sorted((pair for pair in dated if pair[0] <= reach), key=lambda pair: pair[0])
    return within[0][1] if within else None


def _distance(start: date, end: date, on: date) -> timedelta:
    return max(start - on, on - end, timedelta(0))
