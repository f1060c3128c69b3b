"""Earlier meetings that the text only points to by their city: "the first between the two presidents since Helsinki in July"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from spacy.tokens import Doc, Token

from summitry.extract.meetings.attach import span_head
from summitry.extract.meetings.candidate import Candidate, When, Where
from summitry.extract.meetings.parties import Party, PartyFinder
from summitry.extract.meetings.place import country_on
from summitry.extract.meetings.tree import preposition
from summitry.temporal.expressions import Timex

#: Words that can stand for two people.
_PLURALS = frozenset({"they", "them", "both", "two", "men", "presidents", "leaders", "ministers", "women", "premiers"})
_STATES = frozenset({"countries", "nations", "states", "superpowers", "sides", "summit", "summits"})
#: Characters between a city and its date: "Reykjavik, in October".
_BESIDE = re.compile(r"[,\s]*(?:in|on|of|last|back)?[,\s]*\Z")
_AGAIN = re.compile(r"\s*,?\s+and\s+(?:then\s+)?again\s+(?:(?:in|on|at)\s+)?\Z")
_AGAIN_REACH = 30


def earlier_meetings(doc: Doc, sentence: Token, candidates: Iterable[Candidate], finder: PartyFinder) -> Iterator[Candidate]:
    """Yield one held meeting per "since CITY" beside two people of different countries; `sentence` is any word of the sentence."""
    span = sentence.sent
    for m in doc._.mentions:
        if m.start >= span.end_char:
            break
        if m.start < span.start_char or m.kind != "name" or m.entity_type != "place" or m.entity_key not in doc._.entities:
            continue
        head = span_head(doc, m.start, m.end)
        entity = finder.entity(m.entity_key or "")
        if head is None or preposition(head) != "since" or head.dep_.startswith("nsubj") or not entity.country_code:
            continue
        parties = _pair(head, span, candidates, finder)
        if not parties:
            continue
        found = Candidate(head, "talks", None, status="held", rule="place:since")
        found.add(parties)
        found.when = _date_beside(doc, m.end, finder.day)
        day = found.when.first or finder.day
        found.where = Where(entity.name, country_on(finder.lexicon, entity.country_code, day), (m.start, m.end))
        yield found


def _pair(head: Token, span: Iterable[Token], candidates: Iterable[Candidate], finder: PartyFinder) -> list[Party]:
    """Those of the meeting that "since" hangs on; states stay states, for others may have led them then."""
    above = [a.i for a in head.ancestors]
    places = {id(c): [above.index(t.i) for t in (c.trigger, c.carrier) if t is not None and t.i in above] for c in candidates}
    governing = sorted((c for c in candidates if places[id(c)]), key=lambda c: min(places[id(c)]))
    for candidate in governing[:1]:
        parties = [p for p, _ in candidate.roles.values()]
        if (
            candidate.trigger.i in above
            and all(finder.entity(p.key).entity_type == "country" for p in parties)
            and _are_two(parties, finder)
        ):
            return parties
        people = [p for p, _ in candidate.roles.values() if finder.entity(p.key).entity_type == "person"]
        if _are_two(people, finder):
            return people
    if any(t.lower_ in _STATES for t in span):
        return []
    for token in span:
        if token.lower_ in _PLURALS:
            people = [p for p in finder.parties(token) if finder.entity(p.key).entity_type == "person"]
            if _are_two(people, finder):
                return people
    return []


def _are_two(people: list[Party], finder: PartyFinder) -> bool:
    return len(people) == 2 and len({finder.entity(p.key).country_code for p in people} - {None}) == 2


def _date_beside(doc: Doc, end: int, reference: date | None) -> When:
    for timex in doc._.timexes:
        if end <= timex.start < end + 12 and timex.edtf and timex.first and _BESIDE.match(doc.text[end : timex.start]):
            if reference is not None and timex.first > reference:
                return _year_before(timex, reference)
            return When(timex.edtf, timex.first, timex.last, "text", (timex.start, timex.end))
    return When()


def _year_before(timex: Timex, reference: date) -> When:
    """A day or month without a year that was taken for the coming one, as the past one; nothing when that cannot be."""
    if (
        timex.first is None
        or timex.last is None
        or not timex.edtf
        or re.search(r"\d{4}", timex.surface)
        or (timex.first.month, timex.first.day) == (2, 29)
    ):
        return When()
    text = re.sub(r"\d{4}", lambda m: str(int(m.group()) - 1), timex.edtf)
    first = timex.first.replace(year=timex.first.year - 1)
    last = (
        first
        if timex.first == timex.last
        else timex.last.replace(year=timex.last.year - 1, day=min(timex.last.day, 28 if timex.last.month == 2 else 31))
    )
    return When(text, first, last, "text", (timex.start, timex.end)) if last < reference else When()


def told_again(doc: Doc, candidate: Candidate) -> Iterator[Candidate]:
    """The candidate, and the same once more for "in January and again in April"."""
    yield candidate
    if candidate.when.span is None or not candidate.roles:
        return
    end = candidate.when.span[1]
    for timex in doc._.timexes:
        if end < timex.start < end + _AGAIN_REACH and timex.edtf and timex.first and _AGAIN.match(doc.text[end : timex.start]):
            second = copy(candidate)
            second.roles = dict(candidate.roles)
            second.when = When(timex.edtf, timex.first, timex.last, "text", (timex.start, timex.end))
            yield second
            return
