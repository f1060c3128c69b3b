"""Who published an article, and who published it first: marks in the text, weighed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summitry.clean.datelines import Dateline, usual_case
from summitry.clean.furniture import load, words
from summitry.clean.lines import fold
from summitry.clean.outlet_list import all_outlets, known_outlet, outlet_key
from summitry.lexicon import Lexicon
from summitry.records import Line

_WORD = r"[A-Z](?:[\w&’'/-]|\.(?=\w))*"
_NAME = rf"(?-i:{_WORD}(?: (?:of|and|the|for|&|de|le|la|der|\d+|{_WORD})){{0,6}})"
_MENU_PARTS = re.compile(r"\s{2,}|\s?[|>»•·]\s?|\s[-–—/]\s|::")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pattern that names the outlet in lines of some roles, and how much it proves."""

    roles: frozenset[str]
    weight: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Marks:
    """The compiled patterns of `data/marks.yaml`."""

    outlet: tuple[_Mark, ...]
    original: tuple[re.Pattern[str], ...]
    source: tuple[re.Pattern[str], ...]
    own_correspondent: re.Pattern[str]
    not_names: frozenset[str]


def canonical_name(name: str, lexicon: Lexicon) -> str:
    """The usual name of an outlet: the list's, else the lexicon's organisation, else the name itself in usual case."""
    listed = known_outlet(name)
    if listed:
        return listed.name
    for entity in lexicon.lookup(name):
        if entity.entity_type == "organization":
            return entity.name
    bare = re.sub(r"^the ", "", fold(name), flags=re.IGNORECASE).strip(" .,’'")
    return usual_case(bare) if len(bare) > 5 or " " in bare else bare


def find_outlet(text: str, lines: Sequence[Line], dateline: Dateline | None, lexicon: Lexicon) -> str | None:
    """The publisher that the text's own marks speak for most strongly; None without any mark."""
    votes: dict[str, int] = defaultdict(int)
    for name, weight in _named(text, lines, dateline):
        votes[canonical_name(name, lexicon)] += weight
    if votes:
        return max(votes, key=lambda n: (votes[n], n))
    for name in _notices(text, lines, _marks().source):
        return canonical_name(name, lexicon)
    return _spoken_of(text, lines)


def find_original(text: str, lines: Sequence[Line], dateline: Dateline | None, outlet: str | None, lexicon: Lexicon) -> str | None:
    """Who published it first: a republication notice, else a source or an agency that is not the outlet itself."""
    for name in _notices(text, lines, _marks().original):
        return canonical_name(name, lexicon)
    if outlet is None:
        return None
    own = outlet_key(canonical_name(outlet, lexicon))
    for name in (*_notices(text, lines, _marks().source), *_agencies(text, lines, dateline)):
        canonical = canonical_name(name, lexicon)
        if outlet_key(canonical) != own:
            return canonical
    return None


def _notices(text: str, lines: Sequence[Line], patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The names in provenance lines that match one of the patterns, in order."""
    for line in lines:
        if line.role == "provenance":
            content = fold(text[line.start : line.end])
            yield from (_trim(found[1]) for pattern in patterns if (found := pattern.search(content)))


def _named(text: str, lines: Sequence[Line], dateline: Dateline | None) -> Iterator[tuple[str, int]]:
    for line in lines:
        raw = text[line.start : line.end]
        content = fold(raw)
        if line.role == "navigation" and (name := _masthead(raw)):
            yield name, 5
        for mark in _marks().outlet:
            if line.role in mark.roles and (found := mark.pattern.search(content)):
                name = _trim(found[1])
                if name.lower() not in words("sections") | _marks().not_names:
                    yield name, mark.weight
        if line.role == "byline" and (known_outlet(content.removeprefix("By ")) or _is_name_alone(content)):
            yield content.removeprefix("By "), 2
    if not any(_notices(text, lines, _marks().original)):
        for name in _agencies(text, lines, dateline):
            yield name, 3


def _spoken_of(text: str, lines: Sequence[Line]) -> str | None:
    """The outlet that the body speaks of as only its own copy does: `the BBC's Jane Doe says`, `told USA TODAY`."""
    body = "\n".join(text[line.start : line.end] for line in lines if line.role == "body")
    noticed = {o.name for name in _notices(text, lines, _marks().original) if (o := known_outlet(name))}
    named = {outlet.name for found in _marks().own_correspondent.finditer(body) if (outlet := known_outlet(found[1]))}
    named |= {o.name for o in all_outlets() for h in o.house_names if re.search(rf"(?<!\w){re.escape(h)}(?!\w)", body)}
    return named.pop() if len(named) == 1 and not named & noticed else None


def _agencies(text: str, lines: Sequence[Line], dateline: Dateline | None) -> Iterator[str]:
    """Agencies that sign the copy: in the dateline or as the last word."""
    if dateline and dateline.agency:
        yield dateline.agency
    for line in lines:
        if line.role == "provenance":
            listed = known_outlet(fold(text[line.start : line.end]).strip("-–—/. ()"))
            if listed:
                yield listed.name


def _masthead(raw: str) -> str | None:
    """The first part of a menu line, when it is a name and no section: `Baltic Courier  >  World`."""
    parts = [p for p in _MENU_PARTS.split(raw.strip("\ufeff -–—\r\n\t")) if p.strip()]
    if not parts:
        return None
    first = fold(parts[0])
    if known_outlet(first) and (len(parts) > 1 or len(first) > 3):
        return first
    if len(parts) < 2 or first.lower() in words("sections") or not 2 <= len(first.split()) <= 6 or not re.fullmatch(_NAME, first):
        return None
    return first


def _is_name_alone(content: str) -> bool:
    return False if content.lower().startswith("by ") else bool(re.fullmatch(_NAME, content)) and known_outlet(content) is not None


def _trim(name: str) -> str:
    """Cut what a greedy pattern took along: a possessive, `and is reprinted`, a trailing article."""
    name = re.split(r",? and (?:is|was|has)\b", name)[0]
    name = re.sub(r"[’']s?$", "", name.strip(" .,"))
    return re.sub(r" (?:of|and|the|for|&|de|le|la|der)$", "", name)


@cache
def _marks() -> _Marks:
    data = load("marks.yaml")
    return _Marks(
        outlet=tuple(_Mark(frozenset(m["roles"]), int(m["weight"]), _compile(m["pattern"])) for m in data["outlet"]),
        original=tuple(_compile(p) for p in data["original"]),
        source=tuple(_compile(p) for p in data["source"]),
        own_correspondent=_compile(data["own_correspondent"]),
        not_names=frozenset(data["not_names"]),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    titles = "|".join(load("marks.yaml")["titles"])
    title = rf"(?-i:(?:{_WORD}|of|and|&)(?: (?:{_WORD}|of|and|&)){{0,4}} )(?:{titles})"
    return re.compile(pattern.replace("NAME", _NAME).replace("TITLE", title).replace("THE", "(?:the )?"), re.IGNORECASE)
