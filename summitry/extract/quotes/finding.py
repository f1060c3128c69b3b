"""One reported utterance as the readers hand it over."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from summitry.extract.quotes.speakers import Speaker
from summitry.records import QuoteKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Content `[start, end)` in characters, its kind, the cue as written, who speaks; pieces of one utterance share `utterance`."""

    start: int
    end: int
    kind: QuoteKind
    cue: Token | None
    cue_text: str | None
    speaker: Speaker | None
    utterance: int
    confidence: float
