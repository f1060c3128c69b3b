"""Speakers that only the order of the reports tells: "He added", ", adding that", "I" in a statement under its author's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.speakers import Speaker
from summitry.extract.state import text_of

#: A pronoun that coreference left open goes back this many characters to the report before it.
REACH = 900
#: A participle ("adding") belongs to a report this near.
PARTICIPLE_REACH = 500
_KINDS = {"he": "person", "she": "person", "it": "body", "they": "several"}
_FIRST_PERSON = frozenset({"i", "we"})
_AUTHOR_AFTER = frozenset({"by", "from", "of"})


def succeed(doc: Doc, found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings, in order, with open speakers filled in where the one before settles them."""
    last: Finding | None = None
    for finding in found:
        filled = _fill(doc, finding, last)
        if filled.speaker is not None and filled.speaker.name is not None:
            last = filled
        yield filled


def _fill(doc: Doc, finding: Finding, last: Finding | None) -> Finding:
    speaker = finding.speaker
    if speaker is None:
        if (
            last is not None
            and finding.cue is not None
            and finding.cue.lower_.endswith("ing")
            and finding.start - last.end < PARTICIPLE_REACH
        ):
            return replace(finding, speaker=last.speaker)
        return finding
    if speaker.name is not None or speaker.key is not None:
        return finding
    word = text_of(doc)[speaker.start : speaker.end].lower()
    if word in _FIRST_PERSON:
        author = _author(doc)
        return replace(finding, speaker=replace(speaker, key=author, name=doc._.entities[author].name)) if author else finding
    if last is None or last.speaker is None or finding.start - last.end > REACH or _KINDS.get(word) != _kind(doc, last.speaker):
        return finding
    return replace(finding, speaker=replace(speaker, key=last.speaker.key, name=last.speaker.name), confidence=finding.confidence - 0.1)


def _kind(doc: Doc, speaker: Speaker) -> str:
    entity = doc._.entities.get(speaker.key) if speaker.key else None
    if entity is not None:
        return "person" if entity.entity_type == "person" else "body"
    name = speaker.name or ""
    return "several" if name.endswith("s") or "; " in name or name.lower().startswith("those") else "person"


def _author(doc: Doc) -> str | None:
    """Key of the person whom the headline names as author: "Statement by President Joe Biden on ..."."""
    document = doc._.document
    if document is None:
        return None
    for block in document.blocks:
        if block.role not in {"headline", "byline"}:
            continue
        for mention in doc._.mentions:
            if block.start <= mention.start < block.end and mention.kind == "name" and mention.entity_type == "person":
                before = text_of(doc)[block.start : mention.start].lower().split()
                if mention.entity_key and (set(before[-4:]) & _AUTHOR_AFTER):
                    return str(mention.entity_key)
    return None
