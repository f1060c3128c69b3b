"""A specific instrument without a proper name gets a descriptive one: "Iraq-United States loan guarantee agreement"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from summitry.extract.state import text_of
from summitry.records import LocalEntity, Mention

#: Words around the head noun that describe the instrument; the rest of the phrase (dates, relative clauses) does not.
_BEFORE = frozenset({"compound", "amod", "nummod"})
_SKIPPED = frozenset(
    "new several two three four five six seven eight nine ten various other landmark historic joint bilateral major key final separate "
    "similar first second last fresh such own future possible controversial long-awaited so-called".split()
)
_TOPIC = frozenset({"on", "for", "of", "covering", "concerning", "regarding"})
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_DAY = re.compile(
    r"^(?:\d+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan\w*|Feb\w*|March|April|May|June|July|Aug\w*|Sept?\w*|Oct\w*|Nov\w*|Dec\w*)\.?$"
)
_LONGEST = 90


def name_instrument(doc: Doc, head: Token, parties: Sequence[str]) -> str | None:
    """Add the instrument as an entity with one nominal mention and return its key; None when nothing tells it from any other agreement.

    The name is made of the parties in alphabetical order and the describing words of the phrase.
    """
    before = [c for c in head.children if c.dep_ in _BEFORE and c.i < head.i and c.lower_ not in _SKIPPED and not _YEAR.match(c.text)]
    # "five billion pound deal": a number below a describing word belongs to it, one below the head counts instruments.
    before += [g for c in before for g in c.children if g.dep_ in _BEFORE and g.i < c.i]
    topic = _topic(head)
    names = sorted(doc._.entities[k].name for k in parties if k in doc._.entities)
    named = head.text[:1].isupper() and head.i > head.sent.start and not head.is_upper
    if not (before or topic or named or len(names) == 2) or len(names) > 4:
        return None
    last = head if topic is None else _end_of_phrase(topic)
    first = min([*before, head], key=lambda t: t.i)
    words = " ".join(t.text for t in doc[first.i : last.i + 1] if not t.is_space).replace(" - ", "-")
    if len(words) > _LONGEST:
        return None
    inside = {m.entity_key for m in doc._.mentions if first.idx <= m.start < last.idx + len(last)}
    others = sorted(doc._.entities[k].name for k in parties if k in doc._.entities and k not in inside)
    name = f"{'-'.join(others)} {words}" if others else words
    return _add(doc, name, first.idx, last.idx + len(last))


def name_accession(doc: Doc, organization: str, joiner: str, token: Token) -> str:
    """Add the instrument by which `joiner` accedes to `organization` (both entity keys) and return its key."""
    name = f"{doc._.entities[joiner].name} {doc._.entities[organization].name} accession protocol"
    return _add(doc, name, token.idx, token.idx + len(token))


def _add(doc: Doc, name: str, start: int, end: int) -> str:
    key = f"treaty:{name.lower()}"
    if key not in doc._.entities:
        doc._.entities[key] = LocalEntity(key, name, "treaty")
        if not any(m.start == start and m.end == end for m in doc._.mentions):
            mention = Mention(start, end, text_of(doc)[start:end], "nominal", "treaty", key, "described_in_text", 0.6)
            doc._.mentions = sorted([*doc._.mentions, mention], key=lambda m: (m.start, m.end))
    return key


def _topic(head: Token) -> Token | None:
    """The word that says what the instrument is about: "on trade", "covering cultural exchanges"."""
    for child in head.children:
        if child.i < head.i or _DAY.match(child.text):
            continue
        if child.dep_ == "nmod" and any(g.lower_ in _TOPIC for g in child.children if g.dep_ == "case"):
            return child
        if child.dep_ == "acl" and child.lower_ in _TOPIC:
            return child
    # "reached agreement on ways to ...": the parser may hang the topic on the verb.
    if head.dep_ == "obj":
        for child in head.head.children:
            if child.dep_ == "obl" and not _DAY.match(child.text) and any(g.lower_ in _TOPIC and g.i == head.i + 1 for g in child.children):
                return child
    return None


def _end_of_phrase(topic: Token) -> Token:
    """The last word of the topic, relative clauses and dates left out."""
    inside = [topic]
    for child in topic.children:
        if child.i <= topic.i:
            continue
        if child.dep_ == "nmod" and any(g.lower_ == "by" for g in child.children):
            continue
        if (child.dep_ in {"conj", "nmod", "flat", "compound"} and child.pos_ != "VERB") or (
            topic.lower_ in _TOPIC and child.dep_ == "obj"
        ):
            inside.append(_end_of_phrase(child))
        elif child.dep_ == "acl" and child.i - topic.i <= 2 and any(g.lower_ == "to" for g in child.children):
            inside += [_end_of_phrase(c) for c in child.children if c.dep_ == "obj"]
    return max(inside, key=lambda t: t.i)
