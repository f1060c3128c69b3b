"""Evidence of the publication date from what the world knows: terms of office, held summits, anniversaries."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from summitry.clean.published_bounds import EARLIEST, Constraint, Domain
from summitry.clean.published_calendar import readable, reading_days
from summitry.lexicon import ForumEdition, LexEntity, Lexicon
from summitry.records import Block, Evidence
from summitry.temporal.expressions import Timex, find_expressions
from summitry.temporal.amounts import amount
from summitry.temporal.tense import lexical_tense, sentence_spans, sure_tense

_EVENTS_FILE = Path(__file__).parent / "data" / "dated_events.csv"
_DAY = timedelta(days=1)
_ANYTIME = date(2200, 1, 1)
_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*)(?:\s+(?:(?:al|bin|de|da|van|von|der|el|la|Al)[\s-])?[A-ZÀ-Þ][\w'’.-]*){0,3}"
_NOT_IN_OFFICE = re.compile(
    r"(?:\b(?:former|ex|then|late|ousted|deposed|incoming|outgoing|future|onetime|predecessor|successor|deputy|vice|assistant|under|shadow|acting|candidate|under)"
    r"(?:[\s-]+[\w.'’]+){0,2}[\s-]+)$",
    re.IGNORECASE,
)
_OFFICES = frozenset(
    """head_of_state head_of_government foreign_minister defence_minister monarch top_official party_leader spokesperson security_adviser""".split()
)
_ANNIVERSARY = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?th|first|second|third|centennial|centenary|bicentennial|bicentenary)(?:[\s-]+(?:anniversary|birthday|jubilee))?\b",
    re.IGNORECASE,
)
_YEARS_AGO = re.compile(
    r"(?P<n>\b(?:\d{1,3}|[A-Za-z]+(?:[- ][a-z]+)?))\s+years\s+(?:ago\s+(?P<ago>today|this\s+(?:week|month|year)|on\s+\w+day|yesterday|tomorrow)|(?P<to>to\s+the\s+day)\s+(?:after|since)|(?P<after>after|since))\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "centennial": 100,
    "centenary": 100,
    "bicentennial": 200,
    "bicentenary": 200,
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event of which the world knows the days. `participants` are full names, for meetings of two or three."""

    names: tuple[str, ...]
    kind: str
    start: date
    end: date
    places: tuple[str, ...]
    participants: tuple[str, ...]


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """The rows of `data/dated_events.csv`. Raises ValueError naming the line when a row cannot be read."""
    events = []
    with _EVENTS_FILE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                names = (row["name"], *filter(None, row["aliases"].split("|")))
                places, people = tuple(filter(None, row["place"].split("|"))), tuple(filter(None, row["participants"].split("|")))
                events.append(
                    DatedEvent(names, row["kind"], date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), places, people)
                )
            except (KeyError, ValueError) as error:
                raise ValueError(f"{_EVENTS_FILE.name}, line {number}: {error}") from error
    return tuple(events)


def knowledge_constraints(text: str, blocks: Sequence[Block], lexicon: Lexicon, today: date) -> Iterator[Constraint]:
    """Yield what offices, summits and anniversaries named in the text say about when it was written."""
    yield from anniversary_constraints(text, blocks)
    yield from edition_constraints(text, blocks, lexicon)
    yield from meeting_constraints(text, blocks)
    yield from office_constraints(text, blocks, lexicon, today)


# ---------------------------------------------------------------- who holds an office


@lru_cache(maxsize=8)
def _title_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    titles = sorted((t for t, role in lexicon.roles.items() if role.office in _OFFICES), key=len, reverse=True)
    return re.compile(rf"\b(?P<title>(?i:{'|'.join(re.escape(t) for t in titles) or 'president'}))\s+(?P<name>{_NAME})")


def office_constraints(text: str, blocks: Sequence[Block], lexicon: Lexicon, today: date) -> Iterator[Constraint]:
    """Yield the terms of office of those whom the text calls by an office, most often named first.

    Of two holders of one office the later counts: the text looks back at the earlier.
    """
    counts: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], Evidence] = {}
    for block in readable(blocks):
        for match in _title_pattern(lexicon).finditer(text, block.start, block.end):
            if _NOT_IN_OFFICE.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            role = lexicon.role(match["title"])
            person = _person(match["name"], lexicon)
            if role is None or person is None:
                continue
            if any(t.office == role.office or _both_lead(t.office, role.office) for t in lexicon.terms_of(person.lexicon_id)):
                key = (person.lexicon_id, role.office)
                counts[key] += 1
                where.setdefault(key, Evidence(match.start(), match.end(), match.group(), "in office"))
    held = {}
    for person_id, office in counts:
        terms = [t for t in lexicon.terms_of(person_id) if t.office == office or _both_lead(t.office, office)]
        held[person_id, office] = terms
    latest: dict[tuple[str, str], date] = {}
    for terms in held.values():
        for term in terms:
            latest[term.body, term.office] = max(latest.get((term.body, term.office), date.min), term.start)
    for key, _ in counts.most_common():
        terms = held[key]
        rivals = [k for k in counts if k != key and any(a.body == b.body and a.office == b.office for a in held[k] for b in terms)]
        if any(max(t.start for t in held[k]) > max(t.start for t in terms) for k in rivals):
            continue
        spans = [(t.start, (t.end - _DAY) if t.end else max(today, t.start)) for t in terms]
        yield Constraint(Domain.of(spans), where[key], 2)


def _both_lead(a: str, b: str) -> bool:
    lead = {"head_of_state", "head_of_government", "party_leader", "monarch"}
    return a in lead and b in lead and a == b


def _person(name: str, lexicon: Lexicon) -> LexEntity | None:
    words = re.sub(r"['’]s?$", "", name).rstrip(".").split()
    for size in range(len(words), 0, -1):
        found = [e for e in lexicon.lookup(" ".join(words[:size]).rstrip(".,")) if e.entity_type == "person"]
        if found:
            # A bare family name that several officials bear tells nothing.
            return found[0] if size > 1 or len(found) == 1 or found[0].prominence >= found[1].prominence + 15 else None
    return None


# ---------------------------------------------------------------- held editions of forums


@lru_cache(maxsize=8)
def _series_pattern(lexicon: Lexicon) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    ids: dict[str, str] = {}
    for entity in lexicon.entities.values():
        if entity.entity_type in ("forum", "organization") and lexicon.editions(entity.lexicon_id):
            for name in (entity.name, *entity.aliases):
                ids.setdefault(name, entity.lexicon_id)
    if not ids:
        return None, ids
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(ids, key=len, reverse=True))})(?!\w)"), ids


def edition_constraints(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Constraint]:
    """Yield what held editions of forums say: a sentence that names the place of one and says how long ago, or ahead, it lies."""
    pattern, ids = _series_pattern(lexicon)
    if pattern is None:
        return
    prose = readable(blocks)
    series = {ids[m.group()] for b in prose for m in pattern.finditer(text, b.start, b.end)}
    if not series:
        return
    editions = [e for s in sorted(series) for e in lexicon.editions(s) if e.start is not None]
    for block in prose:
        for a, b in sentence_spans(text, block.start, block.end):
            sentence = text[a:b]
            here = {ids[m.group()] for m in pattern.finditer(text, a, b)}
            fitting = [e for e in editions if _names_place(sentence, e, lexicon, in_series=e.series_id in here)]
            if not fitting:
                continue
            yield from _relations(text, a, b, [(e.start, e.end or e.start) for e in fitting if e.start], bool(here))


def _names_place(sentence: str, edition: ForumEdition, lexicon: Lexicon, in_series: bool) -> bool:
    """True when the sentence names the edition's city; its country is enough where the sentence names the series itself."""
    names = [p.strip() for p in re.split(r"[;,/(]", edition.place or "") if len(p.strip()) > 2]
    if in_series:
        country = lexicon.countries.get(edition.country_code or "")
        names += [country.name] if country else []
        if re.search(rf"\b{edition.year}\b", sentence):
            return True
    return any(re.search(rf"\b{re.escape(n)}\b", sentence) for n in names)


def _relations(text: str, a: int, b: int, days: list[tuple[date, date]], named: bool) -> Iterator[Constraint]:
    """What a sentence on a known event says: by its relative dates when it has any, else by its tense when it names the event."""
    middle = days[0][0]
    relative = [t for t in find_expressions(text, middle, a, b) if _is_relative(t)]
    for timex in relative:
        tense = _tense_of(timex, text)
        allowed = Domain.of(s for first, last in days for s in reading_days(timex, first, last, tense).spans)
        if allowed.spans:
            yield Constraint(allowed, Evidence(timex.start, timex.end, timex.surface, "counted from an event whose days are known"), 2)
    if relative or not named:
        return
    tense = sure_tense(text, a, b, reach=0) or _sentence_tense(text, a, b)
    if tense < 0:
        yield Constraint(Domain.of([(min(d[0] for d in days), _ANYTIME)]), _whole(text, a, b, "a held summit is told as past"), 2)
    elif tense > 0:
        yield Constraint(Domain.of([(EARLIEST, max(d[1] for d in days))]), _whole(text, a, b, "a summit is told as still to come"), 2)


def _sentence_tense(text: str, a: int, b: int) -> int:
    return sure_tense(text, a, a, reach=60)


def _is_relative(timex: Timex) -> bool:
    return (
        not timex.absolute
        and not timex.narrative
        and timex.form in ("weekday", "relative_day", "period", "ago", "month_shift")
        and timex.type in ("DATE", "TIME")
    )


def _tense_of(timex: Timex, text: str) -> int:
    return timex.direction or lexical_tense(text, timex.start, timex.end)


def _whole(text: str, a: int, b: int, reason: str) -> Evidence:
    return Evidence(a, b, text[a:b], reason)


# ---------------------------------------------------------------- known meetings of leaders


def meeting_constraints(text: str, blocks: Sequence[Block]) -> Iterator[Constraint]:
    """Yield what meetings of leaders whose days are known say, where a sentence names the place and the text both leaders."""
    prose = readable(blocks)
    for event_days, place, start, end in _told_meetings(text, prose):
        for constraint in _relations(text, start, end, event_days, named=False):
            yield Constraint(constraint.allowed, constraint.evidence, 3)
        del place


def _told_meetings(text: str, prose: Sequence[Block]) -> Iterator[tuple[list[tuple[date, date]], str, int, int]]:
    known: dict[str, list[DatedEvent]] = {}
    for event in dated_events():
        if event.kind == "meeting" and all(name.split()[-1] in text for name in event.participants):
            for place in event.places:
                known.setdefault(place, []).append(event)
    if not known:
        return
    for block in prose:
        for a, b in sentence_spans(text, block.start, block.end):
            for place, events in known.items():
                if re.search(rf"\b{re.escape(place)}\b", text[a:b]):
                    yield [(e.start, e.end) for e in events], place, a, b


# ---------------------------------------------------------------- anniversaries


@cache
def _event_pattern() -> tuple[re.Pattern[str], dict[str, DatedEvent]]:
    names = {re.sub(r"\s+", " ", n).casefold(): e for e in dated_events() if e.kind == "event" for n in e.names}
    joined = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE), names


def anniversary_constraints(text: str, blocks: Sequence[Block]) -> Iterator[Constraint]:
    """Yield the days that fit "the 75th anniversary of ...", "74 years ago today", "a hundred years to the day after ..."."""
    pattern, names = _event_pattern()
    for block in readable(blocks):
        for a, b in sentence_spans(text, block.start, block.end):
            events = [(m, names[re.sub(r"\s+", " ", m.group()).casefold()]) for m in pattern.finditer(text, a, b)]
            if not events:
                continue
            for match in _YEARS_AGO.finditer(text, a, b):
                years = _count(match["n"])
                event = next((e for m, e in events if m.end() > match.start()), events[0][1])
                if years:
                    yield from _years_since(text, a, b, match, years, event)
            for match in _ANNIVERSARY.finditer(text, a, b):
                years = _ordinal(match["n"])
                event_or_none = next((e for m, e in events if m.start() >= match.end()), None)
                if (
                    years
                    and event_or_none
                    and ("anniversary" in match.group().lower() or "cent" in match["n"].lower() or "jubilee" in match.group().lower())
                ):
                    yield from _anniversary(text, a, b, match, years, event_or_none)


def _years_since(text: str, a: int, b: int, match: re.Match[str], years: int, event: DatedEvent) -> Iterator[Constraint]:
    days = _years_on(event, years)
    if days is None:
        return
    first, last = days
    evidence = Evidence(match.start(), match.end(), match.group(), "years since a known event")
    ago = " ".join((match["ago"] or "").lower().split())
    if ago == "today":
        yield Constraint(Domain.of([(first, last)]), evidence, 2)
    elif ago in ("yesterday", "tomorrow"):
        step = _DAY if ago == "yesterday" else -_DAY
        yield Constraint(Domain.of([(first + step, last + step)]), evidence, 2)
    elif ago == "this week" or ago.startswith("on "):
        yield Constraint(Domain.of([(first - 6 * _DAY, last + 6 * _DAY)]), evidence, 2)
    elif ago == "this month":
        yield Constraint(Domain.of([(first - 31 * _DAY, last + 31 * _DAY)]), evidence, 2)
    elif match["to"]:
        yield from _near(text, a, b, first, last, evidence)
    else:
        yield Constraint(Domain.of([(first - 250 * _DAY, last + 450 * _DAY)]), evidence, 3)


def _anniversary(text: str, a: int, b: int, match: re.Match[str], years: int, event: DatedEvent) -> Iterator[Constraint]:
    days = _years_on(event, years)
    if days is None:
        return
    yield from _near(text, a, b, *days, Evidence(match.start(), match.end(), match.group(), "anniversary of a known event"))


def _near(text: str, a: int, b: int, first: date, last: date, evidence: Evidence) -> Iterator[Constraint]:
    """The text speaks of a known day: its relative dates fix the distance, else it lies within a year and a half."""
    counted = False
    for timex in find_expressions(text, first, a, b):
        if not _is_relative(timex):
            continue
        allowed = reading_days(timex, first, last, _tense_of(timex, text))
        if allowed.spans:
            counted = True
            yield Constraint(allowed, evidence, 2)
            yield Constraint(allowed, Evidence(timex.start, timex.end, timex.surface, "counted from an anniversary"), 2)
    if not counted:
        yield Constraint(Domain.of([(first - 548 * _DAY, last + 548 * _DAY)]), evidence, 2)


def _years_on(event: DatedEvent, years: int) -> tuple[date, date] | None:
    try:
        return event.start.replace(year=event.start.year + years), event.end.replace(year=event.end.year + years)
    except ValueError:
        return None


def _count(words: str) -> int | None:
    for text in (words, words.split()[-1]):
        number = amount(text)
        if number is not None and number > 1:
            return int(number)
    return 100 if words.lower().endswith("hundred") else None


def _ordinal(word: str) -> int | None:
    low = word.lower()
    if digits := re.match(r"\d+", low):
        return int(digits.group())
    if low in _ORDINALS:
        return _ORDINALS[low]
    number = amount(re.sub(r"ieth$", "y", low)) or amount(low.removesuffix("th"))
    if number is None and "-" in low:
        tens, _, unit = low.partition("-")
        small = _ORDINALS.get(unit) or amount(unit.removesuffix("th"))
        large = amount(tens)
        number = large + small if large and small else None
    return int(number) if number else None
