"""Split a text into lines and hard-wrapped lines into paragraphs; every offset counts in the untouched text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summitry.clean.furniture import role_patterns

#: Blank for our purposes: white space, byte order mark, zero-width characters.
BLANK = (
    " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_SPACES = re.compile(f"[{BLANK}]+")
#: Wire copy and e-mail are wrapped at 60 to 80 columns; longer lines are paragraphs.
_WIDEST = 100
_NARROWEST = 40
_EMPHASIS = re.compile(r"^(?:[*_]{1,3}(?=\S)|#{1,6} )+|(?<=\S)\\?[*_]{1,3}$")
_BULLET = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|\([a-z\d]\))\s")
_SPEAKER = re.compile(r"(?:[A-Z][A-Z.’'-]+(?: [A-Z.’'()-]+){0,4}|Q|A|[QA]\d?)\s?(?:\([^)]{1,40}\))?:\s")
_CLOSED = re.compile(r"[.!?:…]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line with any visible character: `[start, end)` without the newline, `[left, right)` without blanks at either end.

    `stuffed`: it holds a word too long for any measure, such as an address, and may overrun the others.
    """

    number: int
    start: int
    end: int
    left: int
    right: int
    stuffed: bool = False

    @property
    def indent(self) -> int:
        return self.left - self.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one, for matching: white space folded, Markdown's stars and hashes off both ends.

    `gap` is True when a blank line (or nothing) stands before it.
    """

    lines: tuple[TextLine, ...]
    text: str
    gap: bool

    @property
    def start(self) -> int:
        return self.lines[0].left

    @property
    def end(self) -> int:
        return self.lines[-1].right


def fold(text: str) -> str:
    """Fold every run of blanks to one space and strip the ends."""
    return _SPACES.sub(" ", text).strip(" ")


def split_lines(text: str) -> list[TextLine]:
    """Return the lines of `text` that hold any visible character, split on the newline character alone, numbered from 1."""
    found = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip(BLANK)
        if bare:
            left = start + len(line) - len(line.lstrip(BLANK))
            stuffed = len(bare) > _WIDEST and max(map(len, bare.split())) > _WIDEST // 2
            found.append(TextLine(number, start, start + len(line), left, left + len(bare), stuffed))
        start += len(line) + 1
    return found


def paragraphs(text: str, lines: Sequence[TextLine]) -> list[Paragraph]:
    """Join lines that were wrapped at a fixed width; every other line is a paragraph of its own.

    A line belongs to the one before when its first word would not have fitted there. An indented line begins a paragraph.
    """
    width = _wrap_width(lines)
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and _continues(text, groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    result = []
    last = -1
    for group in groups:
        content = fold(text[group[0].left : group[-1].right])
        result.append(Paragraph(tuple(group), _EMPHASIS.sub("", content) or content, group[0].number != last + 1))
        last = group[-1].number
    return result


def stands_alone(text: str) -> bool:
    """True for a line that never belongs to the paragraph above it: an agency's signature, a rule of stars, `###`."""
    if "://" in text:
        return False
    return any(p.whole is not None and p.whole.fullmatch(text) for p in role_patterns() if p.role in ("provenance", "other"))


def _wrap_width(lines: Sequence[TextLine]) -> int | None:
    """The column at which the text is wrapped: what nine tenths of the lines keep to; None when the text is not wrapped."""
    widths = [a.right - a.start for a, b in pairwise(lines) if b.number == a.number + 1]
    long = [w for w in widths if _NARROWEST <= w <= _WIDEST]
    if len(long) < 2:
        return None
    width = sorted(long)[int(0.9 * (len(long) - 1))]
    # Copy wrapped at a measure has next to no long lines: a page of long paragraphs with short furniture round them is not wrapped.
    if sum(line.right - line.start > _WIDEST and not line.stuffed for line in lines) * 5 > len(long):
        return None
    # Most wrapped lines reach the last fifth of the measure; lists and page furniture do not.
    full = sum(w > 0.8 * width for w in long)
    return width if full >= 2 and full >= 0.5 * len(long) else None


def _continues(text: str, group: list[TextLine], line: TextLine, width: int | None) -> bool:
    previous = group[-1]
    if width is None or line.number != previous.number + 1:
        return False
    if any(x.right - x.start > _WIDEST and not x.stuffed for x in (previous, line)):
        return False
    first = text[line.left : line.right]
    if _BULLET.match(first) or _SPEAKER.match(first) or stands_alone(fold(first)):
        return False
    before = text[previous.left : previous.right]
    if line.indent > previous.indent + 1 and not _BULLET.match(text[group[0].left : group[0].right]):
        return False
    fits = (previous.right - previous.start) + 1 + len(first.split(None, 1)[0]) <= width
    if not fits:
        return True
    return first[0].islower() and not _CLOSED.search(before) and previous.right - previous.start >= 0.6 * width
