"""When an article appeared: for now only what a sidecar gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summitry.lexicon import Lexicon
from summitry.records import Block, Issue, Line, Published, RawDocument


def infer_published(
    document: RawDocument, lines: Sequence[Line], blocks: Sequence[Block], lexicon: Lexicon, today: date
) -> tuple[Published, tuple[Issue, ...]]:
    """Return the publication date that the sidecar gives as an ISO day; unknown otherwise."""
    del lines, blocks, lexicon
    try:
        day = date.fromisoformat(document.sidecar.published or "")
    except ValueError:
        return Published(), ()
    return (Published(day, day, "given"), ()) if day <= today else (Published(), ())
