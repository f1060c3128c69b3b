"""The publishers listed in `data/outlets.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from summitry.clean.furniture import DATA
from summitry.clean.lines import fold


@dataclass(frozen=True, slots=True)
class Outlet:
    """A known publisher. `kind` is `agency`, `paper`, `broadcaster`, `site` or `government`.

    `house_names` are spellings that hardly anyone but the outlet itself uses (USA TODAY, Breitbart London).
    """

    name: str
    kind: str
    house_names: tuple[str, ...] = ()


def known_outlet(name: str) -> Outlet | None:
    """The outlet of that name, alias or site address, in any case; None when it is not listed."""
    return _listed().get(outlet_key(name))


def all_outlets() -> Iterable[Outlet]:
    """Every listed outlet, once."""
    return dict.fromkeys(_listed().values())


def outlet_key(name: str) -> str:
    """What two spellings of one outlet's name have in common: letters and digits, without the article."""
    bare = re.sub(r"^(?:the|www\.) ?", "", fold(name).casefold().replace("’", "'"))
    return re.sub(r"[^\w/&.]+", "", bare).strip("._")


@cache
def _listed() -> Mapping[str, Outlet]:
    index: dict[str, Outlet] = {}
    with (DATA / "outlets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            outlet = Outlet(row["name"], row["kind"], tuple(filter(None, row["house_names"].split("|"))))
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                index.setdefault(outlet_key(name), outlet)
    return index
