"""The wider event a meeting belongs to (G20, UN General Assembly), and what its edition says about date and place."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Doc

from summitry.extract.meetings.attach import Attachments, phrase_preposition, span_head
from summitry.extract.meetings.candidate import Candidate, When, Where
from summitry.extract.meetings.parties import PartyFinder
from summitry.lexicon import ForumEdition, Lexicon
from summitry.records import LocalEntity

_AT = frozenset({"at", "in", "on", "of", "during", "to", "for", "from"})
#: Days by which told dates may miss an edition's dates.
#: How far back or ahead an edition may lie that is meant without a date; without a place either it must be fresh news.
_YEAR, _MONTH = 400, 31
_SLACK = timedelta(days=2)


def read_occasions(doc: Doc, candidates: list[Candidate], links: Attachments, finder: PartyFinder) -> None:
    """Give the candidates of one sentence the forum they stand beside or are."""
    if not candidates:
        return
    sentence = candidates[0].trigger.sent
    for candidate in candidates:
        if candidate.frame in {"attend", "summit", "gathering"} and not (candidate.rule.startswith("noun") and len(candidate.roles) > 1):
            _known_series(doc, candidate, finder)
    for m in doc._.mentions:
        if m.start >= sentence.end_char:
            break
        if m.start < sentence.start_char or not m.entity_key or m.entity_key not in doc._.entities:
            continue
        entity = finder.entity(m.entity_key)
        if entity.entity_type != "forum":
            continue
        inside = [c for c in candidates if m.start <= c.trigger.idx < m.end]
        head = span_head(doc, m.start, m.end)
        near = head is not None and (
            phrase_preposition(head).split(" ")[0] in _AT or head.dep_ in {"compound", "flat", "amod", "obj", "appos"}
        )
        beside = links.of(head) if head is not None and near else []
        for candidate in [*inside, *beside]:
            if candidate in inside and len(candidate.roles) > 1 and candidate.rule.startswith("noun"):
                continue  # "the U.S.-Soviet summit" is the meeting itself
            if candidate.forum is None:
                candidate.forum, candidate.occasion = m.entity_key, entity.name
                if candidate in inside and candidate.frame in {"summit", "gathering", "meeting", "talks"}:
                    candidate.frame = "attend"
                    candidate.mode = candidate.mode or "multilateral"


def _known_series(doc: Doc, candidate: Candidate, finder: PartyFinder) -> None:
    """A series of the lexicon that the words up to the trigger name ("the East Asian summit"), where no mention was made of it."""
    end = candidate.trigger.i + 1
    for start in range(max(candidate.trigger.sent.start, end - 5), end - 1):
        words = " ".join(t.text for t in doc[start:end])
        for surface in (words, words.replace("Asian ", "Asia ")):
            entity = next((e for e in finder.lexicon.lookup(surface.title()) if e.entity_type == "forum"), None)
            if entity is not None:
                known = LocalEntity(entity.lexicon_id, entity.name, "forum", entity.country_code, entity.lexicon_id)
                doc._.entities.setdefault(entity.lexicon_id, known)
                candidate.forum, candidate.occasion = entity.lexicon_id, entity.name
                return


def complete_from_edition(candidate: Candidate, entity: LocalEntity, reference: date | None, lexicon: Lexicon) -> None:
    """Fill date and place from the edition of the forum when exactly one fits what the text says."""
    edition = _edition(candidate, entity, reference, lexicon)
    if edition is None:
        return
    if candidate.when.edtf is None and edition.start:
        last = edition.end or edition.start
        text = edition.start.isoformat() if last == edition.start else f"{edition.start}/{last}"
        candidate.when = When(text, edition.start, last, "inferred")
    if candidate.where.name is None and edition.place and candidate.where.country in {None, edition.country_code}:
        candidate.where = Where(edition.place, edition.country_code, candidate.where.span)


def _edition(candidate: Candidate, entity: LocalEntity, reference: date | None, lexicon: Lexicon) -> ForumEdition | None:
    if entity.lexicon_id is None:
        return None
    editions = lexicon.editions(entity.lexicon_id)
    if not editions:
        return None
    by_name = [e for e in editions if e.name == entity.name]
    if len(by_name) == 1:
        return by_name[0]
    place, country, when = candidate.where.name, candidate.where.country, candidate.when
    fitting = [
        e
        for e in editions
        if (not place or not e.place or place == e.place) and (not country or not e.country_code or country == e.country_code)
    ]
    if when.first and when.last:
        fitting = [e for e in fitting if e.start and e.start - _SLACK <= when.last and (e.end or e.start) + _SLACK >= when.first]
        return fitting[0] if len(fitting) == 1 else None
    if reference is None:
        return fitting[0] if len(fitting) == 1 and (place or country) else None
    if candidate.status in {"held", "ongoing"}:
        past = [e for e in fitting if e.start and e.start <= reference]
        reach = _YEAR if place or country else _MONTH
        return past[-1] if past and (reference - (past[-1].start or reference)).days < reach else None
    ahead = [e for e in fitting if (e.end or e.start) and (e.end or e.start or reference) >= reference]
    return ahead[0] if ahead and ahead[0].start and (ahead[0].start - reference).days < _YEAR else None
