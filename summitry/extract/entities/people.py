"""Link the names of persons: to one another within the document, and to the lexicon where the day of the article allows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span

from summitry.extract.state import text_of
from summitry.lexicon import LexEntity, Lexicon

#: Words in front of a name that are no part of it.
_PARTICLES = frozenset("al el bin ibn van von de der den di da la le du dos del af ter".split())
#: An office holder is still called by the bare surname some years after leaving.
_YEARS_KNOWN = 4
#: Steps of prominence in the lexicon are 6 to 20: rulers of states stand 19 above other officials.
_CLEARLY_BETTER_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Linked:
    """Who a name stands for: a lexicon entity, or the fullest name in the text."""

    key: str
    name: str
    entity: LexEntity | None
    country_code: str | None
    basis: str
    confidence: float


class People:
    """Links person names of one document. Built once per pipeline; `link` is called once per document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._titles = {w.lower().rstrip(".") for w in lexicon.words("person_titles")}
        self._by_surname: dict[str, list[LexEntity]] = defaultdict(list)
        for surface, entity in lexicon.names():
            if entity.entity_type == "person":
                known = self._by_surname[surname(surface).lower()]
                if entity not in known:
                    known.append(entity)
        for family, entity in lexicon.family_names():
            # Kim Jong Un is a Kim, whatever his last word; Jim Yong Kim is not "Un".
            known = self._by_surname[family.lower()]
            if entity not in known:
                known.append(entity)

    def strip_titles(self, doc: Doc, start: int, end: int) -> tuple[int, int]:
        """Return the token span without leading titles and trailing possessives."""
        while start < end - 1 and (doc[start].lower_.rstrip(".") in self._titles):
            start += 1
        while end > start + 1 and doc[end - 1].lower_ in {"'s", "’s", "'", "’"}:
            end -= 1
        return start, end

    def link(self, doc: Doc, spans: Sequence[Span], day: date | None) -> list[Linked]:
        """Return one link per span, in order."""
        names = [" ".join(s.text.split()) for s in spans]
        full = sorted({n for n in names if " " in n}, key=lambda n: (-len(n.split()), names.index(n)))
        return [self._link_one(doc, span, name, full, names, day) for span, name in zip(spans, names, strict=True)]

    def _link_one(self, doc: Doc, span: Span, name: str, full: list[str], names: list[str], day: date | None) -> Linked:
        exact = [e for e in self._lexicon.lookup(name) if e.entity_type == "person"]
        if exact and (" " in name or len(exact) == 1):
            return _known(self._best(exact, day, self.country_before(doc, span)), "lexicon_name", 0.97)
        longer = self._same_person(name, full)
        if longer:
            found = [e for e in self._lexicon.lookup(longer) if e.entity_type == "person"]
            if found:
                return _known(self._best(found, day, None), "surname_in_document", 0.95)
        elif self._is_surname(name):
            known = self._by_surname.get(surname(name).lower(), [])
            chosen = self._by_office(known, day, self.country_before(doc, span)) or self._by_title(doc, span, known, day)
            if chosen is not None:
                return _known(chosen, "lexicon_surname", 0.8)
        whole = longer or name
        if whole.isupper() and len(whole) > 3:
            whole = whole.title()
        country = self._country_of(doc, spans_named(doc, whole, span))
        return Linked(f"person:{whole.lower()}", whole, None, country, "name_in_document" if longer else "model_name", 0.75)

    @staticmethod
    def _is_surname(name: str) -> bool:
        words = name.split()
        return len(words) == 1 or all(w.lower() in _PARTICLES for w in words[:-1])

    @staticmethod
    def _same_person(name: str, full: list[str]) -> str | None:
        """The longer name in the document of which `name` is the last (or, rarely, first) part."""
        words = name.lower().split()
        for candidate in full:
            parts = candidate.lower().split()
            if len(parts) > len(words) and (
                parts[-len(words) :] == words or (len(words) > 1 and parts[0] == words[0] and parts[-1] == words[-1])
            ):
                return candidate
        for candidate in full:
            # Family name first ("Kim Jong Un", "Xi Jinping"), or a ruler known by the first name ("Saddam").
            parts = candidate.lower().split()
            if len(words) == 1 and len(parts) > 1 and parts[0] == words[0]:
                return candidate
        return None

    def country_before(self, doc: Doc, span: Span) -> str | None:
        """Code of the country named just before the name: "Russian President X", "Jordan's foreign minister, X"."""
        first = max(span.sent.start, span.start - 7)
        for i in range(span.start - 1, first - 1, -1):
            token = doc[i]
            if token.text in {".", ";", ":", "!", "?"}:
                return None
            if token.pos_ == "VERB" and token.text.islower():
                return None
            both = f"{doc[i - 1].text} {token.text}" if i else token.text
            country = self._lexicon.country_of_demonym(both) or self._lexicon.country_of_demonym(token.text)
            if country is not None:
                return country.code
            for entity in self._lexicon.lookup(token.text) if token.text[:1].isupper() else ():
                if entity.entity_type == "country":
                    return entity.country_code
        return None

    def _country_of(self, doc: Doc, spans: Sequence[Span]) -> str | None:
        for span in spans:
            before = [doc[i] for i in range(max(0, span.start - 5), span.start)]
            if any(t.lower_.rstrip(".") in self._titles or t.pos_ == "NOUN" for t in before):
                code = self.country_before(doc, span)
                if code:
                    return code
        return None

    def _best(self, readings: Sequence[LexEntity], day: date | None, country: str | None) -> LexEntity:
        if len(readings) == 1:
            return readings[0]
        return self._by_office(readings, day, country) or readings[0]

    def _by_office(self, known: Sequence[LexEntity], day: date | None, country: str | None) -> LexEntity | None:
        """The one of `known` that a newspaper of that day would call by the bare surname; None when several or none would."""
        if country is not None:
            known = [e for e in known if e.country_code == country] or list(known)
        if day is None:
            return known[0] if len(known) == 1 else None
        current = [e for e in known if self._lexicon.terms_of(e.lexicon_id, day)]
        if len(current) == 1:
            return current[0]
        if current:
            # The ruler, not the official of the same name: "Kim" in 2019.
            first, second = sorted(current, key=lambda e: -e.prominence)[:2]
            return first if first.prominence - second.prominence >= _CLEARLY_BETTER_KNOWN else None
        recent = [e for e in known if any(_near(t.start, t.end, day) for t in self._lexicon.terms_of(e.lexicon_id))]
        return recent[0] if len(recent) == 1 else None

    def _by_title(self, doc: Doc, span: Span, known: Sequence[LexEntity], day: date | None) -> LexEntity | None:
        """`President Biden` in a text without a date: the only one of that surname who held the office that the title names."""
        if day is not None:
            return None
        before = [t.lower_ for t in doc[max(span.sent.start, span.start - 2) : span.start] if not t.is_space]
        role = self._lexicon.role(" ".join(before)) or (self._lexicon.role(before[-1]) if before else None)
        if role is None or role.level != "leader":
            return None
        held = [e for e in known if any(t.office == role.office for t in self._lexicon.terms_of(e.lexicon_id))]
        return held[0] if len(held) == 1 else None


def spans_named(doc: Doc, name: str, first: Span) -> list[Span]:
    """The first span and, where different, the first place at which the full name stands."""
    at = text_of(doc).find(name)
    found = doc.char_span(at, at + len(name), alignment_mode="expand") if at >= 0 else None
    return [first] if found is None or found.start == first.start else [found, first]


def surname(name: str) -> str:
    """The family name as newspapers use it: the last word with its particles left out."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].rstrip(".").lower() in {"jr", "sr", "ii", "iii"}:
        words.pop()
    return words[-1] if words else name


def _near(start: date, end: date | None, day: date) -> bool:
    return start.year - 2 <= day.year <= (end.year if end else day.year) + _YEARS_KNOWN


def _known(entity: LexEntity, basis: str, confidence: float) -> Linked:
    return Linked(entity.lexicon_id, entity.name, entity, entity.country_code, basis, confidence)
