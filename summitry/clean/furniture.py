"""The patterns and word lists of `data/`: what pages look like around an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from summitry.records import LineRole

DATA = Path(__file__).parent / "data"
#: A paragraph of more words is prose, whatever it begins with, unless the role says otherwise in the data file.
_LONGEST = 40
#: Everything stays text: to other loaders the words "on" and "no" are truth values. The C parser is ten times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KINDS = ("whole", "starts", "ends", "contains", "head_whole", "head_starts")


@dataclass(frozen=True, slots=True)
class RolePatterns:
    """How paragraphs of one role look; `None` where the data file lists no pattern of that kind."""

    role: LineRole
    longest: int
    whole: re.Pattern[str] | None
    starts: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    contains: re.Pattern[str] | None
    head_whole: re.Pattern[str] | None
    head_starts: re.Pattern[str] | None

    def match(self, text: str, words: int, in_head: bool) -> bool:
        """Does a paragraph (white space folded) look so? `in_head`: it stands before the first prose of the article."""
        if self.whole and self.whole.fullmatch(text):
            return True
        if in_head and self.head_whole and self.head_whole.fullmatch(text):
            return True
        if words > self.longest:
            return False
        if in_head and self.head_starts and self.head_starts.match(text):
            return True
        return bool(
            (self.starts and self.starts.match(text))
            or (self.ends and self.ends.search(text))
            or (self.contains and self.contains.search(text))
        )


@cache
def role_patterns() -> tuple[RolePatterns, ...]:
    """All roles of `data/furniture.yaml`, in the order in which they are tried."""
    data = cast("Mapping[str, Mapping[str, Any]]", load("furniture.yaml"))
    return tuple(_compile(role, entry) for role, entry in data.items())


@cache
def words(name: str) -> frozenset[str]:
    """A word list of `data/words.yaml`. Raises KeyError when there is none of that name."""
    return frozenset(str(w) for w in load("words.yaml")[name])


def _compile(role: str, entry: Mapping[str, Any]) -> RolePatterns:
    if role not in get_args(LineRole):
        raise ValueError(f"furniture.yaml: {role!r} is no line role.")
    if unknown := set(entry) - {*_KINDS, "longest"}:
        raise ValueError(f"furniture.yaml, {role}: unknown keys {sorted(unknown)}.")
    patterns = {kind: _alternatives(entry.get(kind, []), kind) for kind in _KINDS}
    return RolePatterns(role=cast("LineRole", role), longest=int(entry.get("longest", _LONGEST)), **patterns)


def _alternatives(sources: list[str], kind: str) -> re.Pattern[str] | None:
    if not sources:
        return None
    joined = "|".join(f"(?:{s})" for s in sources)
    return re.compile(f"(?:{joined})$" if kind == "ends" else joined, re.IGNORECASE)


@cache
def load(name: str) -> Mapping[str, Any]:
    """A YAML file of `data/` as it stands; every scalar is text."""
    with (DATA / name).open(encoding="utf-8") as file:
        return cast("Mapping[str, Any]", yaml.load(file, Loader=_LOADER))
