"""Lines with their roles, and the blocks that later stages read as one."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.clean.lines import Paragraph
from summitry.records import Block, Line, LineRole


def to_lines(paragraphs: Sequence[Paragraph], roles: Sequence[LineRole]) -> tuple[Line, ...]:
    """One Line for each visible line: from its first character to the newline (exclusive), blanks included."""
    pairs = zip(paragraphs, roles, strict=True)
    return tuple(Line(line.number, line.start, line.end, role) for paragraph, role in pairs for line in paragraph.lines)


def to_blocks(paragraphs: Sequence[Paragraph], roles: Sequence[LineRole]) -> tuple[Block, ...]:
    """One Block for each paragraph, from its first to its last visible character.

    A dateline at the beginning of the first paragraph stays in that block; `find_dateline` says where it ends.
    """
    return tuple(Block(paragraph.start, paragraph.end, role) for paragraph, role in zip(paragraphs, roles, strict=True))
