"""A specific instrument without a proper name gets a descriptive one: "Iraq-United States loan guarantee agreement"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from summitry.records import LocalEntity, Mention

#: Words around the head noun that describe the instrument; the rest of the phrase (dates, relative clauses) does not.
_BEFORE = frozenset({"compound", "amod"})
_SKIPPED = frozenset("new several two three four five various other landmark historic joint bilateral major key".split())


def name_instrument(doc: Doc, head: Token, parties: Sequence[str]) -> str | None:
    """Add the instrument as an entity with one nominal mention and return its key; None when nothing tells it from any other agreement.

    The name is made of the parties in alphabetical order and the describing words of the phrase.
    """
    before = [c for c in head.children if c.dep_ in _BEFORE and c.i < head.i and c.lower_ not in _SKIPPED]
    topic = next(
        (c for c in head.children if c.dep_ == "nmod" and any(g.lower_ in {"on", "for", "of", "covering"} for g in c.children)), None
    )
    names = sorted(doc._.entities[k].name for k in parties if k in doc._.entities)
    named = head.text[:1].isupper() and head.i > head.sent.start
    if not (before or topic or named or len(names) == 2) or len(names) > 4:
        return None
    last = head if topic is None else _end_of_phrase(topic)
    first = min([*before, head], key=lambda t: t.i)
    words = " ".join(t.text for t in doc[first.i : last.i + 1] if not t.is_space).replace(" - ", "-")
    if len(words) > 90:
        return None
    name = f"{'-'.join(names)} {words}" if names else words
    key = f"treaty:{name.lower()}"
    if key not in doc._.entities:
        doc._.entities[key] = LocalEntity(key, name, "treaty")
        start, end = first.idx, last.idx + len(last)
        if not any(m.start == start and m.end == end for m in doc._.mentions):
            mention = Mention(start, end, doc.text[start:end], "nominal", "treaty", key, "described_in_text", 0.6)
            doc._.mentions = sorted([*doc._.mentions, mention], key=lambda m: (m.start, m.end))
    return key


def _end_of_phrase(topic: Token) -> Token:
    """The last word of the topic, relative clauses and dates left out."""
    inside = [topic]
    for child in topic.children:
        if child.i > topic.i and child.dep_ in {"conj", "nmod", "flat", "compound"} and child.pos_ != "VERB":
            inside.append(_end_of_phrase(child))
    return max(inside, key=lambda t: t.i)
