"""The spaCy component `summitry_entities`: candidates from lexicon, patterns and model become linked mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from summitry.extract.entities.candidates import Candidate, choose
from summitry.extract.entities.matching import LexiconMatcher
from summitry.extract.entities.metonyms import is_government
from summitry.extract.entities.model_names import ModelNames
from summitry.extract.entities.patterns import pattern_candidates, widen_forums
from summitry.extract.entities.people import Linked, People
from summitry.extract.state import block_at, reference_day, text_of
from summitry.lexicon import LexEntity, Lexicon, load_lexicon
from summitry.records import EntityType, LocalEntity, Mention

#: Line roles whose names are furniture: only what the lexicon knows is kept there.
_FURNITURE = frozenset({"navigation", "promo", "provenance", "byline", "date", "other"})
#: Photo credits name photographers and agencies, not actors.
_SKIPPED = frozenset({"credit"})
_HALVES = ("North", "South")
_PHOTO_CREDIT = re.compile(r"\([^()\n]*(?:/|Photo|Getty|AFP|Reuters|AP\b)[^()\n]*\)\s*$")


@Language.factory(
    "summitry_entities",
    assigns=["doc._.entities", "doc._.mentions"],
    requires=["token.pos", "token.dep", "doc.ents"],
    default_config={"lexicon": None},
)
def make_entities(nlp: Language, name: str, lexicon: str | None) -> Entities:
    """Return the component; `lexicon` is a folder of the user's own lexicon files laid over the one that ships."""
    return Entities(nlp, load_lexicon(Path(lexicon) if lexicon else None))


class Entities:
    """Fills `doc._.entities` and `doc._.mentions` with named mentions."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._matcher = LexiconMatcher(nlp, lexicon)
        self._people = People(lexicon)
        self._model_names = ModelNames(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        candidates = list(self._matcher(doc))
        candidates += pattern_candidates(doc)
        candidates += self._model_names(doc)
        candidates = [c for c in candidates if self._wanted(doc, c)]
        chosen = choose(widen_forums(doc, choose(candidates), self.lexicon))
        chosen = self._divided_states(doc, self._spread_surnames(doc, chosen))
        entities: dict[str, LocalEntity] = {}
        mentions: list[Mention] = []
        for span, entity_type, link in self._link(doc, chosen):
            if link.key not in entities:
                entities[link.key] = LocalEntity(
                    link.key, link.name, entity_type, link.country_code, link.entity.lexicon_id if link.entity else None
                )
            mentions.append(Mention(span.start_char, span.end_char, span.text, "name", entity_type, link.key, link.basis, link.confidence))
        doc._.entities = entities
        doc._.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        return doc

    def _wanted(self, doc: Doc, candidate: Candidate) -> bool:
        start = doc[candidate.start].idx
        block = block_at(doc, start)
        if block is None:
            return True
        if block.role in _SKIPPED or (block.role in _FURNITURE and candidate.source != "lexicon"):
            return False
        if block.role == "caption":
            credit = _PHOTO_CREDIT.search(text_of(doc), block.start, block.end)
            return credit is None or start < credit.start()
        return True

    def _spread_surnames(self, doc: Doc, chosen: list[Candidate]) -> list[Candidate]:
        """Add the places at which a person named in full elsewhere is named by surname and nothing else found it."""
        surnames = {doc[c.end - 1].text for c in chosen if c.entity_type == "person" and len(doc[c.end - 1].text) > 2}
        # "Duarte's aides": the model may take a bare surname for a body or a place.
        chosen = [
            Candidate(c.start, c.end, "person", "pattern")
            if c.source == "model" and not c.readings and c.end - c.start == 1 and doc[c.start].text in surnames
            else c
            for c in chosen
        ]
        taken = {i for c in chosen for i in range(c.start, c.end)}
        extra = [
            Candidate(t.i, t.i + 1, "person", "pattern")
            for t in doc
            if t.i not in taken and (t.text in surnames or (t.is_upper and t.text.title() in surnames)) and t.pos_ != "VERB"
        ]
        return sorted([*chosen, *(c for c in extra if self._wanted(doc, c))], key=lambda c: c.start)

    def _divided_states(self, doc: Doc, chosen: list[Candidate]) -> list[Candidate]:
        """`the North` and `the South` are states once the text has named North or South X in full."""
        named: dict[str, tuple[LexEntity, ...]] = {}
        for c in chosen:
            if c.entity_type == "country" and c.readings and doc[c.start].text in _HALVES:
                state = c.readings[0].name.split()[-1]
                for half in _HALVES:
                    named.setdefault(half, tuple(e for e in self.lexicon.lookup(f"{half} {state}") if e.entity_type == "country"))
        if not any(named.values()):
            return chosen
        out = [c for c in chosen if not (c.end - c.start == 1 and named.get(doc[c.start].text) and c.source != "lexicon")]
        taken = {i for c in out for i in range(c.start, c.end)}
        for token in doc[1:]:
            readings = named.get(token.text)
            if readings and token.i not in taken and token.nbor(-1).lower_ == "the" and not _names_on(doc, token.i + 1):
                out.append(Candidate(token.i, token.i + 1, "country", "pattern", readings))
        return sorted(out, key=lambda c: c.start)

    def _link(self, doc: Doc, chosen: list[Candidate]) -> Iterator[tuple[Span, EntityType, Linked]]:
        day = reference_day(doc)
        people = []
        for c in chosen:
            if c.entity_type == "person":
                start, end = self._people.strip_titles(doc, c.start, c.end)
                people.append(doc[start:end])
        linked_people = iter(zip(people, self._people.link(doc, people, day), strict=True))
        for c in chosen:
            if c.entity_type == "person":
                span, link = next(linked_people)
                yield span, "person", link
                continue
            span = _without_possessive(doc[c.start : c.end])
            yield self._link_thing(doc, span, c, day)

    def _link_thing(self, doc: Doc, span: Span, c: Candidate, day: date | None) -> tuple[Span, EntityType, Linked]:
        text = " ".join(span.text.split())
        reading = self._reading(c)
        if c.entity_type in {"place", "country"}:
            government = self.lexicon.government_of_metonym(text, day)
            if government is not None and c.entity_type == "place" and is_government(doc, span):
                return span, "organization", _from_lexicon(government, "metonym", 0.8)
        if reading is not None:
            return span, reading.entity_type, _from_lexicon(reading, "lexicon_name", 0.95)
        if c.entity_type == "place":
            code = self.lexicon.country_of_place(text, day)
            return (
                span,
                "place",
                Linked(f"place:{text.lower()}", _display(text), None, code, "model_name" if code is None else "gazetteer", 0.75),
            )
        if c.entity_type == "treaty":
            known = [e for form in _treaty_forms(text) for e in self.lexicon.lookup(form) if e.entity_type == "treaty"]
            if known:
                return span, "treaty", _from_lexicon(known[0], "lexicon_name", 0.9)
        name = c.name or _display(text)
        country = self._country_of_body(doc, span) if c.entity_type == "organization" else None
        return span, c.entity_type, Linked(f"{c.entity_type}:{name.lower()}", name, None, country, f"{c.source}_name", 0.7)

    def _country_of_body(self, doc: Doc, span: Span) -> str | None:
        """`Brazilian Senate`, `Iraqi Airways`: the demonym in the name, else the country named just before it."""
        inside = self.lexicon.country_of_demonym(span[0].text) if len(span) > 1 else None
        return inside.code if inside is not None else self._people.country_before(doc, span)

    def _reading(self, c: Candidate) -> LexEntity | None:
        if not c.readings:
            return None
        same = [r for r in c.readings if r.entity_type == c.entity_type]
        return (same or list(c.readings))[0]


def _names_on(doc: Doc, i: int) -> bool:
    """True when the word at `i` goes on with a name: "the North Atlantic"."""
    return i < len(doc) and (doc[i].text[:1].isupper() or doc[i].text == "-")


def _without_possessive(span: Span) -> Span:
    return span[:-1] if len(span) > 1 and span[-1].lower_ in {"'s", "’s", "'", "’"} else span


def _treaty_forms(text: str) -> list[str]:
    """How the lexicon may have an instrument: without the year in front, without the acronym in brackets, the acronym alone."""
    bare = re.sub(r"^(?:the )?\d{4} ", "", text, flags=re.IGNORECASE)
    acronym = re.search(r"\(([A-Z][A-Za-z-]+)\)", bare)
    without = " ".join(re.sub(r"\([^)]*\)", " ", bare).split())
    words = bare.split()
    while len(words) > 1 and words[-1].islower():
        # "New START nuclear arms control treaty": what the instrument is, said in small letters after its name.
        words = words[:-1]
    return [bare, without, *([f"{acronym[1]} Treaty", acronym[1]] if acronym else []), " ".join(words)]


def _display(text: str) -> str:
    """A name without a leading article, out of capitals."""
    words = text.split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    joined = " ".join(words)
    return joined.title() if joined.isupper() and len(joined) > 5 else joined


def _from_lexicon(entity: LexEntity, basis: str, confidence: float) -> Linked:
    return Linked(entity.lexicon_id, entity.name, entity, entity.country_code, basis, confidence)
