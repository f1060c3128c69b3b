"""Populated places of the world, read from `cities.tsv` on first use."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from summitry.errors import LexiconError
from summitry.lexicon.entries import City
from summitry.lexicon.names import name_key

#: A namesake counts as the one that is meant when it has this many times the people of the largest one in another country.
#: Chosen so that London (GBR 9.0 m / CAN 0.42 m) is clear and San José (CRI) / San Jose (USA) is not.
DOMINANCE = 5

Record = tuple[str, str, str, str, str]


class Gazetteer:
    """Cities by name. The file is split into records once; City objects are made only for the names that are asked for."""

    def __init__(self, path: Path) -> None:
        self._by_key = _records(path)

    def cities(self, name: str) -> tuple[City, ...]:
        """Places of that name, largest first; the surface needs a capital letter."""
        if name.islower():
            return ()
        found = [City(n, code, float(lat), float(lon), int(pop)) for n, code, lat, lon, pop in self._by_key.get(name_key(name), ())]
        return tuple(sorted(found, key=lambda c: -c.population))

    def dominant(self, name: str) -> City | None:
        """The city that is meant by the bare name, or None when a namesake abroad is of comparable size."""
        found = self.cities(name)
        if not found:
            return None
        rival = next((c.population for c in found if c.country_code != found[0].country_code), 0)
        return found[0] if found[0].population >= DOMINANCE * rival else None


def _records(path: Path) -> dict[str, list[Record]]:
    by_key: dict[str, list[Record]] = defaultdict(list)
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:], start=2):
        try:
            name, key, code, lat, lon, population = line.split("\t")
        except ValueError:
            raise LexiconError(path, number, "a row needs six cells divided by tabs") from None
        by_key[key].append((name, code, lat, lon, population))
    return dict(by_key)
