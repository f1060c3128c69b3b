"""Transcripts: each turn of a labelled speaker is one utterance, given by its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import Speaker, SpeakerFinder
from summitry.extract.state import text_of

#: "PRESIDENT BIDEN:", "Q:", "Q  ", "MR. EARNEST:", "Secretary Kerry:", "President Putin (as translated):".
_LABEL = re.compile(
    r"(?P<name>[QA]|(?:[A-Z][\w.’'-]*\.?)(?:[ ](?:[A-Z][\w.’'-]*\.?|of|the|de|al|van|von|bin)){0,5})(?:[ ]?\([^)\n]{1,40}\))?[ ]?"
    r"(?::|(?<=[QA])(?:\t|[ ]{2,}))\s*(?=\S)"
)
#: A document is a transcript when this many blocks are labelled turns, and this share of all.
MIN_TURNS = 3
MIN_SHARE = 0.4
_QUESTION = frozenset({"Q", "QUESTION", "REPORTER", "THE PRESS", "Question", "Reporter"})


def read_turns(layout: Layout, speakers: SpeakerFinder, blocks: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield a direct quotation per turn; nothing when the document is no transcript."""
    doc = layout.doc
    turns = [(m, a, b) for a, b in blocks for m in _labels(text_of(doc), a, b)]
    if len(turns) < MIN_TURNS or len(turns) < MIN_SHARE * len(blocks) or len({m.group("name") for m, _, _ in turns}) < 2:
        return
    for label, _, b in turns:
        first = layout.token_from(label.end())
        if first >= len(doc):
            continue
        _, last = layout.sentence(first)
        while last > first and (doc[last - 1].is_space or doc[last - 1].idx >= b):
            last -= 1
        if last <= first:
            continue
        end = min(b, doc[last - 1].idx + len(doc[last - 1]))
        yield Finding(label.end(), end, "direct", None, None, _speaker(layout, speakers, label), label.end(), 0.9)


def _labels(text: str, a: int, b: int) -> Iterator[re.Match[str]]:
    """The label at the start of each line of a block."""
    line = a
    while line < b:
        end = text.find("\n", line, b)
        found = _LABEL.match(text, line, b)
        if found is not None:
            yield found
        if end < 0:
            return
        line = end + 1
        while line < b and text[line].isspace():
            line += 1


def _speaker(layout: Layout, speakers: SpeakerFinder, label: re.Match[str]) -> Speaker:
    name, start = label.group("name"), label.start("name")
    if name in _QUESTION:
        return Speaker(start, start + len(name), None, "unnamed reporter", layout.token_from(start))
    last = layout.token_from(start + len(name)) - 1
    known = speakers.at(layout.doc[last])
    if known is not None and known.key is not None:
        return Speaker(start, start + len(name), known.key, known.name, last)
    return Speaker(start, start + len(name), None, name, last)
