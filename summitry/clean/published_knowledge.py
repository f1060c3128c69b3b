"""Evidence of the publication date from what the world knows of events: held summits, meetings of leaders, anniversaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from summitry.clean.dated_events import DatedEvent, dated_events, events_named
from summitry.clean.published_bounds import EARLIEST, Constraint, Domain, Span
from summitry.clean.published_calendar import MEETING, reading_days
from summitry.clean.published_offices import office_constraints
from summitry.clean.published_prose import Prose
from summitry.lexicon import ForumEdition, Lexicon
from summitry.records import Evidence
from summitry.temporal.amounts import amount
from summitry.temporal.expressions import Timex
from summitry.temporal.tense import lexical_tense, sentence_tense, sure_tense

_DAY = timedelta(days=1)
_ANYTIME = date(2200, 1, 1)
#: A summit and an anniversary are talked of for so long before and after.
_TALKED_OF = timedelta(days=548)
#: A relative date speaks of a place so many characters off; of a summit named outright anywhere in a sentence of usual length.
_CLOSE, _SENTENCE = 60, 160
_COUNTED_FROM = re.compile(
    r"(?:the (?:end|beginning|start) of |early |late |mid-|later |earlier )?(?:this|last|next) (?:week|weekend|month|year)"
    r"|the end of the (?:week|month|year)",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?:(?P<n>\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?th|first|second|third)[\s-]+(?:anniversary|birthday|jubilee)"
    r"|(?P<c>centennial|centenary|bicentennial|bicentenary)(?:\s+(?:anniversary|celebrations?))?)\b",
    re.IGNORECASE,
)
_YEARS_AGO = re.compile(
    r"\b(?P<n>\d{1,3}|[A-Za-z]+(?:[- ][a-z]+)?)\s+years\s+(?:ago\s+(?P<ago>today|this\s+(?:week|month|year)|on\s+\w+day|yesterday|tomorrow)"
    r"|(?P<to>to\s+the\s+day)\s+(?:after|since)|(?:after|since))\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_CENTURIES = {"centennial": 100, "centenary": 100, "bicentennial": 200, "bicentenary": 200}


def knowledge_constraints(prose: Prose, lexicon: Lexicon, today: date) -> Iterator[Constraint]:
    """Yield what anniversaries, summits and offices named in the text say about when it was written."""
    yield from anniversary_constraints(prose)
    yield from edition_constraints(prose, lexicon)
    yield from meeting_constraints(prose)
    yield from office_constraints(prose, lexicon, today)


# ---------------------------------------------------------------- held editions of forums


@lru_cache(maxsize=8)
def _series(lexicon: Lexicon) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    ids: dict[str, str] = {}
    for entity in lexicon.entities.values():
        if entity.entity_type in ("forum", "organization") and lexicon.editions(entity.lexicon_id):
            for name in (entity.name, *entity.aliases):
                ids.setdefault(name, entity.lexicon_id)
    if not ids:
        return None, ids
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(ids, key=len, reverse=True))})(?!\w)"), ids


def edition_constraints(prose: Prose, lexicon: Lexicon) -> Iterator[Constraint]:
    """Yield what held editions of forums say: a sentence that names the place of one and says how long ago, or ahead, it lies."""
    pattern, ids = _series(lexicon)
    if pattern is None:
        return
    series = {ids[m.group()] for b in prose.blocks for m in pattern.finditer(prose.text, b.start, b.end)}
    editions = [e for s in sorted(series) for e in lexicon.editions(s) if e.start is not None]
    if not editions:
        return
    for a, b in prose.sentences:
        named = [(m.start(), m.end(), ids[m.group()]) for m in pattern.finditer(prose.text, a, b)]
        here = {s for _, _, s in named}
        places = {e: _place_in(prose.text[a:b], e, lexicon, e.series_id in here) for e in editions}
        known = [(a + at, (e.start, e.end or e.start)) for e, at in places.items() if at is not None and e.start]
        if known:
            days = [span for _, span in known]
            relative = list(_counted(prose, a, b, known, rank=2, reach=_SENTENCE if here else _CLOSE))
            yield from relative
            if not relative:
                for start, end, _ in named:
                    yield from _by_tense(prose, start, end, days)


def _place_in(sentence: str, edition: ForumEdition, lexicon: Lexicon, in_series: bool) -> int | None:
    """Where the sentence names the edition's city; its country or its year is enough where it names the series itself. None: nowhere."""
    names = [p.strip() for p in re.split(r"[;,/(]", edition.place or "") if len(p.strip()) > 2]
    if in_series and not re.search(r"\b[Mm]inisters?\b|\b[Mm]inisterial\b", sentence):
        country = lexicon.countries.get(edition.country_code or "")
        names += [country.name] if country else []
        names += [f"{edition.year} {word}" for word in edition.name.split() if not word.isdigit()][:1]
    return next((found.start() for n in names if (found := re.search(rf"\b{re.escape(n)}\b", sentence))), None)


def _by_tense(prose: Prose, start: int, end: int, days: list[Span]) -> Iterator[Constraint]:
    tense = sure_tense(prose.text, start, end, reach=6)
    evidence = Evidence(
        start, end, prose.text[start:end], "a held summit is told as past" if tense < 0 else "a summit is told as still to come"
    )
    if tense < 0:
        yield Constraint(Domain.of([(min(d[0] for d in days) - _DAY, _ANYTIME)]), evidence, 2)
    elif tense > 0:
        yield Constraint(Domain.of((max(first - _TALKED_OF, EARLIEST), last) for first, last in days), evidence, 3)


def _counted(prose: Prose, a: int, b: int, known: Sequence[tuple[int, Span]], *, rank: int, reach: int) -> Iterator[Constraint]:
    """What the relative dates of `[a, b)` leave possible when they speak of events of known days; several are weighed as alternatives.

    `known` holds where each event is named and its days. The relative date nearest to the name speaks of it, none farther than `reach`
    characters.
    """
    relative = [t for t in prose.within(a, b) if _is_relative(t)]
    readings: dict[Timex, list[Span]] = {}
    for at, (first, last) in known:
        timex = min(relative, key=lambda t: abs(t.start - at), default=None)
        if timex is not None and abs(timex.start - at) <= reach:
            readings.setdefault(timex, []).extend(reading_days(timex, first, last, _tense_of(prose.text, timex)).spans)
    allowed = Domain.of(span for spans in readings.values() for span in spans)
    for timex, spans in readings.items():
        if spans:
            yield Constraint(allowed, prose.evidence(timex, "counted from an event whose days are known"), rank)


def _is_relative(timex: Timex) -> bool:
    if timex.absolute or timex.narrative or timex.type not in ("DATE", "TIME"):
        return False
    if timex.form in ("period", "month_shift"):
        return _COUNTED_FROM.fullmatch(" ".join(timex.surface.split())) is not None
    return timex.form in ("weekday", "relative_day") or (timex.form == "ago" and timex.surface.endswith("ago"))


def _tense_of(text: str, timex: Timex) -> int:
    return timex.direction or lexical_tense(text, timex.start, timex.end)


# ---------------------------------------------------------------- known meetings of leaders


def meeting_constraints(prose: Prose) -> Iterator[Constraint]:
    """Yield what meetings of leaders whose days are known say, where a sentence names the place near a date, the text both leaders."""
    held: dict[str, list[Span]] = {}
    for event in dated_events():
        if event.kind == "meeting" and all(re.search(rf"\b{re.escape(n.split()[-1])}\b", prose.text) for n in event.participants):
            for place in event.places:
                held.setdefault(place, []).append((event.start, event.end))
    for a, b in prose.sentences if held else ():
        if not MEETING.search(prose.text, a, b) or sentence_tense(prose.text, a, b) == 0:
            continue
        places = [(m.start(), days) for place, days in held.items() for m in re.finditer(rf"\b{re.escape(place)}\b", prose.text[a:b])]
        known = [(a + at, span) for at, days in places for span in days]
        for constraint in _counted(prose, a, b, known, rank=3, reach=_CLOSE):
            if "year" not in constraint.evidence.surface.lower():
                yield constraint


# ---------------------------------------------------------------- anniversaries


def anniversary_constraints(prose: Prose) -> Iterator[Constraint]:
    """Yield the days that fit "the 75th anniversary of ...", "74 years ago today", "a hundred years to the day after ..."."""
    for a, b in prose.sentences:
        events = events_named(prose.text, a, b)
        if not events:
            continue
        for match in _YEARS_AGO.finditer(prose.text, a, b):
            years = _count(match["n"])
            event = next((e for _, end, e in events if end > match.start()), events[0][2])
            if years and (days := event.years_on(years)):
                yield from _years_since(prose, match, days)
        for match in _ANNIVERSARY.finditer(prose.text, a, b):
            years = _CENTURIES[match["c"].lower()] if match["c"] else _ordinal(match["n"])
            told: DatedEvent | None = next((e for start, _, e in events if start >= match.end()), events[0][2])
            if years and told and (days := told.years_on(years)):
                evidence = Evidence(match.start(), match.end(), match.group(), "anniversary of a known event")
                yield from _near(prose, a, b, days, evidence)


def _years_since(prose: Prose, match: re.Match[str], days: Span) -> Iterator[Constraint]:
    first, last = days
    evidence = Evidence(match.start(), match.end(), match.group(), "years since a known event")
    ago = " ".join((match["ago"] or "").lower().split())
    reach = {
        "today": (0, 0),
        "yesterday": (-1, -1),
        "tomorrow": (1, 1),
        "this week": (6, 6),
        "this month": (31, 31),
        "this year": (366, 366),
    }
    if ago in ("yesterday", "tomorrow"):
        step = _DAY if ago == "yesterday" else -_DAY
        yield Constraint(Domain.of([(first + step, last + step)]), evidence, 2)
    elif ago in reach or ago:
        before, after = reach.get(ago, (6, 6))
        yield Constraint(Domain.of([(first - before * _DAY, last + after * _DAY)]), evidence, 2)
    elif match["to"]:
        block = prose.block_of(match.start())
        tense = sure_tense(prose.text, match.start(), match.end(), reach=20)
        if tense < 0:
            yield Constraint(Domain.of([(first, last + 31 * _DAY)]), evidence, 2)
        if block is not None:
            yield from _near(prose, block.start, block.end, days, evidence)
    else:
        yield Constraint(Domain.of([(first - 250 * _DAY, last + 450 * _DAY)]), evidence, 3)


def _near(prose: Prose, a: int, b: int, days: Span, evidence: Evidence) -> Iterator[Constraint]:
    """The text speaks of a known day: its relative dates fix the distance, else it lies within a year and a half."""
    counted = list(_counted(prose, a, b, [(evidence.start, days)], rank=2, reach=b - a))
    yield from counted
    if counted:
        yield Constraint(counted[0].allowed, evidence, 2)
    else:
        yield Constraint(Domain.of([(days[0] - _TALKED_OF, days[1] + _TALKED_OF)]), evidence, 2)


def _count(words: str) -> int | None:
    for text in (words, words.rsplit(None, 1)[-1]):
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
    tens, dash, unit = low.partition("-")
    if dash:
        large, small = amount(tens), _ORDINALS.get(unit) or amount(unit.removesuffix("th"))
        return int(large + small) if large and small else None
    number = amount(re.sub(r"ieth$", "y", low)) or amount(low.removesuffix("th"))
    return int(number) if number else None
