"""The names that the base model found, with their types brought to ours and mended where the model is known to err."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from summitry.extract.entities.candidates import Candidate
from summitry.extract.entities.patterns import days_cut
from summitry.lexicon import LexEntity, Lexicon
from summitry.records import EntityType

#: Labels of common spaCy models (OntoNotes, CoNLL) and of ours.
LABELS: dict[str, EntityType] = {
    "person": "person", "PERSON": "person", "PER": "person",
    "organization": "organization", "ORG": "organization",
    "place": "place", "GPE": "place", "LOC": "place", "FAC": "place",
    "country": "country",
    "treaty": "treaty", "LAW": "treaty",
    "forum": "forum",
    "event": "event", "EVENT": "event",
}  # fmt: skip


#: Plural role words that end no name of a body.
_PEOPLE = frozenset("allies leaders officials ministers presidents premiers citizens troops".split())


#: Alone, even in the capitals of a headline, these name no instrument.
_GENERIC = frozenset("treaty pact accord agreement protocol deal convention charter declaration truce armistice".split())
#: No name ends in one of these: the model has cut it short or gone a word too far.
_LOOSE_ENDS = frozenset("in of on for at and the to with by from".split())


class ModelNames:
    """Turns `doc.ents` into candidates."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._treaty_nouns = frozenset(w.lower() for w in lexicon.words("treaty_nouns")) - {"constitution", "statute", "deal", "deals"}
        self._org_words = lexicon.words("org_suffix_words")
        self._not_names = {w.lower() for w in lexicon.words("weekdays") | lexicon.words("months")} | {"jr.", "jr", "sr.", "sr"}
        self._roles = {w.lower() for w in lexicon.words("person_titles")} | _PEOPLE

    def __call__(self, doc: Doc) -> Iterator[Candidate]:
        for ent in doc.ents:
            entity_type = LABELS.get(ent.label_)
            if entity_type is None or (ent.label_ == "LAW" and not self._is_instrument(ent)):
                continue
            for span in _lines(ent):
                candidate = self._candidate(span, entity_type)
                if candidate is not None:
                    yield candidate

    def _is_instrument(self, law: Span) -> bool:
        """OntoNotes calls statutes and constitutions LAW as well as treaties: only what is named as a treaty or known as one is."""
        if any(t.lower_ in self._treaty_nouns for t in law):
            return True
        start, end = _trim(law)
        return start < end and any(e.entity_type == "treaty" for e in self._lexicon.lookup(" ".join(law.doc[start:end].text.split())))

    def _candidate(self, span: Span, entity_type: EntityType) -> Candidate | None:
        start, end = _trim(span[: days_cut(span)] if entity_type == "treaty" else span)
        if start >= end:
            return None
        doc = span.doc
        text = " ".join(doc[start:end].text.split())
        if not any(c.isupper() for c in text) or text.lower() in self._not_names:
            return None
        if self._lexicon.country_of_demonym(text) is not None or self._is_compound(doc, start, end):
            return None
        if entity_type == "treaty" and end - start == 1 and text.lower() in _GENERIC:
            return None
        if entity_type in {"organization", "place"} and end - start > 1 and doc[end - 1].lower_ in self._roles:
            # "NATO Allies", "Soviet Premier": people in a role, no body.
            return None
        if doc[end - 1].lower_ in self._org_words and entity_type in {"person", "place"}:
            entity_type = "organization"
        readings = self._readings(text, entity_type)
        if readings and readings[0].entity_type != entity_type and entity_type != "person":
            entity_type = readings[0].entity_type
        return Candidate(start, end, entity_type, "model", readings)

    def _is_compound(self, doc: Doc, start: int, end: int) -> bool:
        """`U.S.-Russia`, `Putin-Trump`, `U.S.-Nordic Leaders`: two parties joined by a hyphen, each found by itself."""
        if end - start < 3 or doc[start + 1].text not in {"-", "–"}:
            return False
        first = doc[start].text
        return self._lexicon.country_of_demonym(first) is not None or any(e.entity_type == "country" for e in self._lexicon.lookup(first))

    def _readings(self, text: str, entity_type: EntityType) -> tuple[LexEntity, ...]:
        found = self._lexicon.lookup(text)
        same = tuple(e for e in found if e.entity_type == entity_type)
        return same or tuple(e for e in found if e.entity_type != "person")


def _lines(span: Span) -> Iterator[Span]:
    """A name does not cross a blank line; one line break inside a hard-wrapped paragraph is fine."""
    start = span.start
    for token in span:
        if token.is_space and token.text.count("\n") > 1:
            if token.i > start:
                yield span.doc[start : token.i]
            start = token.i + 1
    if start < span.end:
        yield span.doc[start : span.end]


def _trim(span: Span) -> tuple[int, int]:
    """Token bounds without surrounding white space, punctuation, articles and possessives."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (
        doc[start].is_space or (doc[start].is_punct and doc[start].text != "(") or doc[start].lower_ in {"the", "a", "an"}
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and not doc[end - 1].text.endswith("."))
        or doc[end - 1].lower_ in {"'s", "’s", "'", "’"}
        or (doc[end - 1].lower_ in _LOOSE_ENDS and doc[end - 1].is_lower and doc[end - 2].text not in {"-", "–"})
    ):
        end -= 1
    return start, end
