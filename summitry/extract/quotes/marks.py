"""Quotation marks of all newsroom kinds, paired: curly, straight, guillemets, low-high, ``wire'' marks, and single marks as double.

Marks never pair across blocks (paragraphs); a mark that is not closed ends with its paragraph, and a paragraph that
reopens the mark continues it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from summitry.extract.state import text_of

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'`]")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
#: opening mark -> marks that close it
_CLOSERS = {
    "“": "”\"", "„": "“”\"", "‟": "”\"", "«": "»", "‹": "›", "``": ("''", '"', "”"), '"': '"”', "''": ("''",),
    "‘": "’'", "'": "'’", "`": "'’", "‚": "‘’", "»": "«", "”": "”",
}  # fmt: skip
_SINGLE = frozenset("‘’'`‚")
#: A single mark before these opens no quotation: '80s, 'em, 'tis.
_ELISION = re.compile(r"['’‘](?:\d0s|em\b|tis\b|twas\b|til\b|n'|cause\b)", re.IGNORECASE)
#: A quotation in single marks needs this many characters, so that stray apostrophes make none.
_LONGEST_UNCLOSED = 1500


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation: `[open, close)` with its marks, `[start, end)` without; tokens `[first, last)` lie inside.

    `closed` is False when the closing mark is missing; `continues` is True when the quotation goes on from the paragraph before.
    """

    open: int
    start: int
    end: int
    close: int
    first: int
    last: int
    closed: bool
    continues: bool = False


def find_marks(doc: Doc) -> list[Mark]:
    """Return the outermost quotations of the document in order."""
    starts = [t.idx for t in doc]
    out: list[Mark] = []
    hanging = False
    for a, b in _paragraphs(doc):
        found = list(_pairs(text_of(doc), a, b))
        for n, (open_, start, end, close, closed) in enumerate(found):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            mark = Mark(open_, start, end, close, first, max(first, last), closed)
            if n == 0 and hanging and not text_of(doc)[a:open_].strip():
                mark = replace(mark, continues=True)
            out.append(mark)
        hanging = bool(found) and not found[-1][4] and not text_of(doc)[found[-1][3] : b].strip()
    return out


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    document = doc._.document
    if document is not None and document.blocks:
        for block in document.blocks:
            yield block.start, block.end
        return
    start = 0
    for gap in _PARAGRAPH.finditer(text_of(doc)):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text_of(doc))


def _pairs(text: str, a: int, b: int) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield (open, start, end, close, closed) of the outermost quotations in `text[a:b]`."""
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, a, b):
        if opened is None:
            if _opens(text, mark, a, b):
                opened = mark
            continue
        glyph = mark.group()
        if glyph in _CLOSERS[opened.group()] and _closes(text, mark, opened, b):
            yield opened.start(), opened.end(), mark.start(), mark.end(), True
            opened = None
        elif glyph == opened.group() and glyph not in _SINGLE and _opens(text, mark, a, b) and text[mark.start() - 1].isspace():
            # The mark opens again although it was never closed: the first one ends where its last sentence does.
            end = _last_stop(text, opened.end(), mark.start())
            yield opened.start(), opened.end(), end, end, False
            opened = mark
    if opened is not None and opened.group() not in _SINGLE and b - opened.end() <= _LONGEST_UNCLOSED:
        end = opened.end() + len(text[opened.end() : b].rstrip())
        if end > opened.end():
            yield opened.start(), opened.end(), end, end, False


def _last_stop(text: str, start: int, end: int) -> int:
    piece = text[start:end].rstrip()
    return start + len(piece)


def _opens(text: str, mark: re.Match[str], a: int, b: int) -> bool:
    glyph = mark.group()
    before = text[mark.start() - 1] if mark.start() > a else " "
    after = text[mark.end()] if mark.end() < b else " "
    if glyph in {"“", "„", "«", "``", "‟", "‹"}:
        return not after.isspace() or glyph in {"“", "«", "``"}
    if after.isspace() or before.isalnum():
        return False
    if glyph in _SINGLE:
        if glyph == "’" or _ELISION.match(text, mark.start()) or not (before.isspace() or before in "([—–-:"):
            return False
        return after.isalnum() or after in "[(.…"
    if glyph in {"”", "»", "›"}:
        return glyph == "”" and (before.isspace() or mark.start() == a)
    return before.isspace() or before in "([{—–-‘'/:,;." or not before.isalnum()


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], b: int) -> bool:
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < b else " "
    if mark.group() in _SINGLE:
        if after.isalnum() or mark.start() == opened.end():
            return False
        # A plural possessive ("the leaders' talks") inside single marks closes nothing unless no other mark follows.
        if before == "s" and after == " " and mark.end() + 1 < b and text[mark.end() + 1].islower():
            return not any(g in text[mark.end() : min(b, mark.end() + 400)] for g in "'’")
        return not before.isspace()
    if mark.group() in {'"', "''"} and opened.group() == mark.group():
        return not (before.isspace() and not after.isspace() and after.isalnum())
    return True
