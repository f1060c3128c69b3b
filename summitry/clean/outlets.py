"""Who published an article, and who published it first: marks in the text, weighed."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summitry.clean.datelines import Dateline, usual_case
from summitry.clean.furniture import DATA, words
from summitry.clean.lines import fold
from summitry.lexicon import Lexicon
from summitry.records import Line

_NAME = r"(?-i:(?:[A-Z][\w.&’'/-]*|\d+)(?: (?:of|and|the|for|&|de|le|la|der|[A-Z0-9][\w.&’'/-]*)){0,6})"
_THE = r"(?:the )?"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A known publisher. `kind` is `agency`, `paper`, `broadcaster`, `site` or `government`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pattern that names the outlet in lines of some roles, and how much it proves."""

    roles: frozenset[str]
    pattern: re.Pattern[str]
    weight: int


def _mark(roles: str, pattern: str, weight: int) -> _Mark:
    return _Mark(frozenset(roles.split()), re.compile(pattern, re.IGNORECASE), weight)


_MARKS = (
    _mark("other", rf"(?:\(c\)|©|copyright) ?(?:(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,?) (?:by )?{_THE}(?P<name>{_NAME})", 6),
    _mark("other", rf"(?:\(c\)|©|copyright) ?{_THE}(?P<name>{_NAME}),? (?:19|20)\d\d", 6),
    _mark("promo navigation", rf"follow {_THE}(?P<name>{_NAME}) (?:on|via|at)\b", 4),
    _mark("promo", rf"(?:more|latest|top stories|news) from {_THE}(?P<name>{_NAME})", 4),
    _mark("promo", rf"subscribe to {_THE}(?P<name>{_NAME})", 4),
    _mark("promo", rf"get {_THE}(?P<name>{_NAME}?)(?: (?:morning|daily|weekly|evening|free))* (?:briefing|newsletter|app|headlines|news)", 4),
    _mark("promo", rf"join .{{0,40}}?(?P<name>{_NAME}) (?:telegram|whatsapp|facebook|youtube|discord)", 4),
    _mark("promo", rf"(?:support|download|donate to|become a member of) {_THE}(?P<name>{_NAME})", 2),
    _mark("promo", rf"on {_THE}(?P<name>{_NAME})[’']s? (?:flickr|twitter|facebook|instagram|telegram|website|youtube)", 4),
    _mark("byline", rf"by (?:a|an|the|our)? ?(?P<name>{_NAME}?)(?: \w+)? (?:staff|bureau|correspondents?|newsroom|reporters?|writers?|news desk)\b", 4),
    _mark("byline", rf"(?P<name>{_NAME}) (?:newsroom|staff|staff writers?|news desk|web desk|editorial board)$", 4),
    _mark("byline", rf"special to {_THE}(?P<name>{_NAME})", 4),
    _mark("credit", rf"(?:©|\(c\)|copyright) ?(?P<name>{_NAME}) ?/", 2),
    _mark("credit caption", rf"\((?:pool photo via |photo via )?{_THE}(?P<name>{_NAME}?)(?:,? (?:file|archive|stock))? ?(?:photo|archive|/ ?pool)", 1),
    _mark("caption navigation", rf"^[\w ’'-]{{0,80}}[-–—|] (?P<name>{_NAME})$", 2),
    _mark("other", rf"opinions? (?:expressed )?(?:in|on) {_THE}(?P<name>{_NAME})", 1),
)
_FIRST = (
    rf"(?:originally|first|initially) (?:published|appeared|posted|printed|produced|reported|released|aired|broadcast)(?: \w+ \d{{1,2}},? \d{{4}})? (?:by|in|on|at|with) {_THE}(?P<name>{_NAME})",
    rf"(?:published|appeared|produced|written|provided|supplied|distributed|issued|posted|created) (?:first |originally |here )?(?:by|in|on|at) {_THE}(?P<name>{_NAME})",
    rf"(?:re-?published|reprinted|reproduced|syndicated|reposted|comes?|courtesy|taken) (?:here )?(?:with (?:the )?permission )?(?:from|of|by) {_THE}(?P<name>{_NAME})",
    rf"(?:source|via|original source|originally from): ?{_THE}(?P<name>{_NAME})",
    rf"copyright .{{0,10}}{_THE}(?P<name>{_NAME}),? .{{0,30}}permission",
)
_REPUBLISHED = tuple(re.compile(p, re.IGNORECASE) for p in _FIRST)
_MENU_PARTS = re.compile(r"\s{2,}|\s?[|>»•·]\s?|\s[-–—/]\s|::")


def known_outlet(name: str) -> Outlet | None:
    """The outlet of that name, alias or site address, in any case; None when it is not listed."""
    return _listed().get(_key(name))


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
    if not votes:
        return None
    return max(votes, key=lambda n: (votes[n], n))


def find_original(text: str, lines: Sequence[Line], dateline: Dateline | None, outlet: str | None, lexicon: Lexicon) -> str | None:
    """Who published it first: a republication notice, else an agency in the dateline or at the foot that is not the outlet itself."""
    for line in lines:
        if line.role == "provenance":
            content = fold(text[line.start : line.end])
            for pattern in _REPUBLISHED:
                found = pattern.search(content)
                if found:
                    return canonical_name(_trim(found["name"]), lexicon)
    for name in _agencies(text, lines, dateline):
        canonical = canonical_name(name, lexicon)
        if outlet is not None and _key(canonical) != _key(canonical_name(outlet, lexicon)):
            return canonical
    return None


def _named(text: str, lines: Sequence[Line], dateline: Dateline | None) -> Iterator[tuple[str, int]]:
    noticed = any(line.role == "provenance" and any(p.search(fold(text[line.start : line.end])) for p in _REPUBLISHED) for line in lines)
    for line in lines:
        raw = text[line.start : line.end]
        content = fold(raw)
        if line.role == "navigation" and (name := _masthead(raw)):
            yield name, 5
        for mark in _MARKS:
            if line.role in mark.roles and (found := mark.pattern.search(content)):
                name = _trim(found["name"])
                if name.lower() not in words("sections") and not _generic(name):
                    yield name, mark.weight if mark.weight != 1 or known_outlet(name) else 1
        if line.role == "byline" and (known_outlet(content.removeprefix("By ")) or _is_name_alone(content)):
            yield content.removeprefix("By "), 2
    if not noticed:
        for name in _agencies(text, lines, dateline):
            yield name, 3


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


def _generic(name: str) -> bool:
    return name.lower() in {"our", "the", "us", "a", "staff", "pool", "file", "archive", "photo", "all rights", "getty", "getty images", "all", "this"}


def _trim(name: str) -> str:
    """Cut what a greedy pattern took along: a possessive, `and is reprinted`, a trailing article."""
    name = re.split(r",? and (?:is|was|has)\b", name)[0]
    name = re.sub(r"[’']s?$", "", name.strip(" .,"))
    return re.sub(r" (?:of|and|the|for|&|de|le|la|der)$", "", name)


def _key(name: str) -> str:
    bare = re.sub(r"^(?:the|www\.) ?", "", fold(name).casefold().replace("’", "'"))
    return re.sub(r"[^a-z0-9/&.]+", "", bare).strip(".")


@cache
def _listed() -> Mapping[str, Outlet]:
    index: dict[str, Outlet] = {}
    with (DATA / "outlets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            outlet = Outlet(row["name"], row["kind"])
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                index.setdefault(_key(name), outlet)
    return index
