"""What people have corrected, applied to what single documents say, before ids are made.

Each document is corrected by itself: nothing depends on the other documents of the batch. The local keys of entities stay, so that
mentions, quotes and participants follow; only mentions that are parted from their entity get a key of their own (see `parting.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summitry.lexicon import Corrections, Lexicon, exact_key
from summitry.records import EntityType, Event, Extraction, LocalEntity, Mention, Quote
from summitry.resolve.parting import Parted, part

#: The `link_basis` of a mention whose entity a person decided, and how sure that is.
BASIS = "correction"
CONFIDENCE = 1.0

#: Which text fields of an event repeat the name of an entity of these types.
_NAMED_IN = {"occasion": ("forum", "event", "organization"), "place": ("place",)}


def correct(extractions: Iterable[Extraction], corrections: Corrections, lexicon: Lexicon) -> list[Extraction]:
    """Return the extractions with `corrections` applied: first `different`, then `rename`, `same` and `type` to the end of every chain.

    What the lexicon says of the entity that results (or, when it has no entry, of one merged into it) goes with it; a retyped entity loses
    what the lexicon says of the other type. Raises LexiconError when two `different` rows say different things of one mention.
    """
    if not corrections:
        return list(extractions)
    return [_corrected(extraction, corrections, lexicon) for extraction in extractions]


def _corrected(extraction: Extraction, corrections: Corrections, lexicon: Lexicon) -> Extraction:
    before = {e.key: e for e in extraction.entities}
    parted = part(extraction, corrections)
    after = {key: _settled(e, key not in before or e is not before[key], corrections, lexicon) for key, e in parted.entities.items()}
    moves = _Moves(before, after, parted)
    renamed = {
        (e.entity_type, exact_key(e.name)): after[key].name
        for key, e in before.items()
        if parted.entities[key] == e and after[key].name != e.name
    }
    return replace(
        extraction,
        entities=tuple(after.values()),
        mentions=tuple(moves.mention(n, m) for n, m in enumerate(extraction.mentions)),
        quotes=tuple(moves.quote(n, q) for n, q in enumerate(extraction.quotes)),
        events=tuple(_renamed(moves.event(n, e), renamed) for n, e in enumerate(extraction.events)),
    )


def _settled(entity: LocalEntity, is_parted: bool, corrections: Corrections, lexicon: Lexicon) -> LocalEntity:
    """The entity under its last type and name; one that was corrected, or that others are merged into, with what the lexicon says of it."""
    end = corrections.settled(entity.entity_type, entity.name)
    merged = corrections.merged.get(end.node, ())
    if end.node == (entity.entity_type, exact_key(entity.name)) and not merged and not is_parted:
        return replace(entity, name=end.name)
    known = next((e for node in (end.node, *merged) if (e := lexicon.named(*node))), None)
    lexicon_id = known.lexicon_id if known else None if end.retyped else entity.lexicon_id
    country = None if end.retyped and "country" in (entity.entity_type, end.entity_type) else entity.country_code
    if known:
        country = known.country_code or country
    return replace(entity, name=end.name, entity_type=end.entity_type, country_code=country, lexicon_id=lexicon_id)


class _Moves:
    """Where each reference of one document points after the corrections."""

    def __init__(self, before: Mapping[str, LocalEntity], after: Mapping[str, LocalEntity], parted: Parted) -> None:
        self._before, self._after, self._parted = before, after, parted

    def _changed(self, old: str | None, new: str | None) -> LocalEntity | None:
        """The entity that `new` names, when it is another than `old` was."""
        if new is None:
            return None
        was, now = self._before.get(old or ""), self._after[new]
        return now if was is None or (was.entity_type, was.name) != (now.entity_type, now.name) else None

    def mention(self, number: int, mention: Mention) -> Mention:
        new = self._parted.mentions.get(number, mention.entity_key)
        now = self._changed(mention.entity_key, new)
        if now is None:
            return mention
        was = self._before.get(mention.entity_key or "")
        kept_type = mention.entity_type if was and was.entity_type == now.entity_type else now.entity_type
        return replace(mention, entity_key=new, entity_type=kept_type, link_basis=BASIS, confidence=CONFIDENCE)

    def quote(self, number: int, quote: Quote) -> Quote:
        new = self._parted.speakers.get(number, quote.speaker_key)
        now = self._changed(quote.speaker_key, new)
        return replace(quote, speaker_key=new, speaker_name=now.name) if now else quote

    def event(self, number: int, event: Event) -> Event:
        keys = self._parted.participants.get(number)
        if not keys:
            return event
        who = (replace(p, entity_key=keys.get(p.entity_key, p.entity_key)) for p in event.participants)
        return replace(event, participants=tuple(dict.fromkeys(who)))


def _renamed(event: Event, names: Mapping[tuple[EntityType, str], str]) -> Event:
    """The event with the new names of its occasion and place, where it repeats a renamed entity's name."""
    if not names:
        return event
    return replace(event, occasion=_new_name(event.occasion, "occasion", names), place=_new_name(event.place, "place", names))


def _new_name(text: str | None, column: str, names: Mapping[tuple[EntityType, str], str]) -> str | None:
    types: Sequence[str] = _NAMED_IN[column]
    return next((new for (kind, key), new in names.items() if text and kind in types and key == exact_key(text)), text)
