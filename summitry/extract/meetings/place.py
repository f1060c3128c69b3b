"""The venue of a meeting: city or building, and its country; never the country that takes part."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Span, Token

from summitry.extract.meetings.attach import Attachments, focused, phrase_preposition, span_head
from summitry.extract.meetings.candidate import Candidate, Where
from summitry.extract.meetings.parties import PartyFinder
from summitry.lexicon import Lexicon

_INSIDE = frozenset({"in", "at", "on", "aboard", "inside", "near", "outside", "within", "off", "around"})
_TOWARDS = frozenset({"to", "for", "into", "towards", "toward"})
#: "there" points back no farther than this many characters.
_BACK = 800
_LEAVING = frozenset({"verb:leave", "verb:depart", "verb:head"})
_TRAVEL = frozenset({"visit", "motion"})


def read_places(doc: Doc, candidates: list[Candidate], links: Attachments, finder: PartyFinder) -> None:
    """Give the candidates of one sentence their places; several coordinated cities are kept apart in `wheres`."""
    if not candidates:
        return
    lexicon, day = finder.lexicon, finder.day
    sentence = candidates[0].trigger.sent
    for mention in _place_spans(doc, sentence.start_char, sentence.end_char, finder):
        start, end, name, code, kind = mention
        code = country_on(lexicon, code or _country_inside(lexicon, name), day)
        head = span_head(doc, start, end)
        if head is None:
            continue
        before = phrase_preposition(head).split(" ")[-1]
        takers = _takers(head, before, kind, links, coded=code is not None)
        if not takers and _fronts(doc, sentence, start):
            takers = [c for c in candidates if c.carrier is not None and c.carrier.dep_ == "ROOT" and c.where.span is None]
            before = "in"
        if not takers and before in _INSIDE:
            takers = [c for c in candidates if c.rule == "caption:together" and c.where.span is None]
        for candidate in takers:
            if kind == "organization" and before not in {"at"}:
                continue
            where = Where(name if kind != "country" or _is_city_state(lexicon, code, name) else None, code, (start, end))
            _take(candidate, where, kind, head)
    for candidate in candidates:
        _where(doc, candidate, finder)
        _here(doc, candidate, lexicon)


def _fronts(doc: Doc, sentence: Span, start: int) -> bool:
    """ "In Turkey Minister X met": a place right behind an opening "In" that the tree makes part of the name that follows."""
    first = sentence[0]
    return first.lower_ == "in" and first.i + 1 < len(doc) and doc[first.i + 1].idx == start


def _where(doc: Doc, candidate: Candidate, finder: PartyFinder) -> None:
    """ "the Geneva summit, where the presidents talked": the place that the noun before the clause is or names."""
    verb = candidate.carrier
    if candidate.where.span is not None or verb is None or not verb.dep_.startswith(("acl:relcl", "advcl:relcl")):
        return
    if not any(c.lower_ == "where" for c in verb.children):
        return
    for token in (
        verb.head,
        *(c for c in verb.head.children if c.i < verb.head.i),
        *(c for c in verb.head.children if verb.i > c.i > verb.head.i),
    ):
        m = finder.named(token, "place")
        forum = finder.named(token, "forum")
        if m is None and forum is not None and forum.entity_key:
            city = finder.entity(forum.entity_key).name.rpartition(" ")[0]
            code = finder.lexicon.country_of_place(city)
            if code:
                candidate.where = Where(city, country_on(finder.lexicon, code, finder.day), (forum.start, forum.end))
                return
        if m is not None and m.entity_key:
            entity = finder.entity(m.entity_key)
            candidate.where = Where(entity.name, country_on(finder.lexicon, entity.country_code, finder.day), (m.start, m.end))
            return


def country_on(lexicon: Lexicon, code: str | None, day: date | None) -> str | None:
    """The state a place lay in on a day: Moscow in 1987 is in the Soviet Union. Without a day the present state."""
    country = lexicon.countries.get(code or "")
    if country is None or (country.valid_to is None and (country.valid_from is None or day is None or country.valid_from <= day)):
        return code
    if (
        day is not None
        and (country.valid_from is None or country.valid_from <= day)
        and (country.valid_to is None or day <= country.valid_to)
    ):
        return code
    others = [c for c in lexicon.countries.values() if c.capital == country.capital and c.code != country.code]
    for other in others:
        if (day is None and other.valid_to is None) or (
            day is not None and (other.valid_from is None or other.valid_from <= day) and (other.valid_to is None or day <= other.valid_to)
        ):
            return other.code
    return code


def _country_inside(lexicon: Lexicon, name: str) -> str | None:
    """The country a place name itself names: "Iraqi Kurdistan Region"."""
    found = {c.code for word in name.split() if (c := lexicon.country_of_demonym(word)) is not None}
    return found.pop() if len(found) == 1 else None


def _is_city_state(lexicon: Lexicon, code: str | None, name: str) -> bool:
    country = lexicon.countries.get(code or "")
    return country is not None and country.capital == country.name == name


def _place_spans(doc: Doc, start: int, end: int, finder: PartyFinder) -> list[tuple[int, int, str, str | None, str]]:
    found: list[tuple[int, int, str, str | None, str]] = []
    taken: set[int] = set()
    for m in doc._.mentions:
        if m.start >= end:
            break
        if m.start < start or m.kind != "name" or not m.entity_key or m.entity_key not in doc._.entities:
            continue
        entity = finder.entity(m.entity_key)
        if entity.entity_type == "place" and entity.lexicon_id is None and entity.name.split()[-1].islower():
            continue
        if entity.entity_type in {"place", "country", "organization"}:
            found.append((m.start, m.end, entity.name, entity.country_code, entity.entity_type))
        taken |= set(range(m.start, m.end))
    for ent in finder.model_places(start, end):
        if ent.start_char not in taken and ent[-1].text[:1].isupper():
            found.append((ent.start_char, ent.end_char, " ".join(ent.text.split()), finder.lexicon.country_of_place(ent.text), "place"))
    return sorted(found)


def _takers(head: Token, before: str, kind: str, links: Attachments, *, coded: bool) -> list[Candidate]:
    out = []
    for candidate in focused(links.of(head, strict=True), head.idx):
        direct = head.dep_ in {"obj", "conj", "appos", "nsubj:pass"} and not before and candidate.frame == "visit"
        if (
            before in _INSIDE
            or direct
            or (before in _TOWARDS and candidate.frame in _TRAVEL and (before != "for" or candidate.rule in _LEAVING))
            or (
                not before
                and kind == "place"
                and coded
                and head.dep_ in {"compound", "nmod", "nmod:unmarked"}
                and head.head.i == candidate.trigger.i
            )
        ):
            out.append(candidate)
    return out


def _take(candidate: Candidate, where: Where, kind: str, head: Token) -> None:
    now = candidate.where
    if now.span is None:
        candidate.where = where
    elif now.name is None and where.name and (now.country is None or where.country in {None, now.country}):
        candidate.where = Where(where.name, where.country or now.country, where.span)
    elif now.name and now.country is None and kind == "place" and where.country and head.dep_ not in {"appos", "nmod"}:
        candidate.where = where
    elif now.name and now.country is None and kind == "country":
        candidate.where = Where(now.name, where.country, now.span)
    if head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children) or candidate.wheres:
        candidate.wheres.append(where)


def _pointed_back(doc: Doc, candidate: Candidate, lexicon: Lexicon) -> None:
    """ "there", "in the city" go to the place named last; "in the Finnish capital" names it by itself."""
    anchors = {candidate.trigger.i, candidate.carrier.i if candidate.carrier is not None else -1}
    for token in candidate.trigger.sent:
        if token.head.i not in anchors:
            continue
        if token.lower_ == "capital" and phrase_preposition(token) in {"in", "to"}:
            country = next((c for child in token.children if (c := lexicon.country_of_demonym(child.text)) is not None), None)
            if country is not None and country.capital:
                candidate.where = Where(country.capital, country.code, (token.idx, token.idx + len(token)))
                return
        if (token.lower_ == "there" and token.pos_ == "ADV") or (
            token.lower_ == "city" and phrase_preposition(token) == "in" and len(list(token.children)) == 2
        ):
            last = _last_city(doc, token.idx, lexicon)
            if last is not None:
                candidate.where = Where(last[0], last[1], (token.idx, token.idx + len(token)))
            return


def _last_city(doc: Doc, offset: int, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """Name and country of the place (no country) named last before the offset, not farther than `_BACK` characters."""
    for m in reversed(doc._.mentions):
        if not (m.start < offset and offset - m.start < _BACK and m.kind == "name" and m.entity_key in doc._.entities):
            continue
        entity = doc._.entities[m.entity_key]
        if m.entity_type == "place" and entity.country_code:
            return entity.name, entity.country_code
        if m.entity_type == "organization" and (code := lexicon.country_of_place(m.surface)) is not None:
            return m.surface, code  # "Helsinki has done this before": the city as its government
    return None


def _here(doc: Doc, candidate: Candidate, lexicon: Lexicon) -> None:
    if candidate.where.span is not None:
        return
    _pointed_back(doc, candidate, lexicon)
    if candidate.where.span is not None:
        return
    place = doc._.document.dateline_place
    anchors = {candidate.trigger.i, candidate.carrier.i if candidate.carrier is not None else -1}
    here = next((t for t in candidate.trigger.sent if t.lower_ == "here" and t.head.i in anchors), None)
    if place and here is not None:
        candidate.where = Where(
            place.title() if place.isupper() else place,
            lexicon.country_of_place(place.title() if place.isupper() else place),
            (here.idx, here.idx + 4),
        )
