"""Past or future, guessed from the words round an expression where no parser is at hand."""

from __future__ import annotations

import re

from summitry.temporal.vocabulary import FUTURE_CUES, PAST_CUES

_WORD = re.compile(r"[A-Za-z]+|['’]ll\b")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n[^\S\n]*\n|\A")
_REACH = 240
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|p\.m|a\.m)\.$")
#: Passive and perfect forms of these look ahead although they end in -ed.
_NOT_PAST = FUTURE_CUES | {
    "need",
    "needed",
    "indeed",
    "united",
    "speed",
    "proceed",
    "allied",
    "agreed",
    "hundred",
    "sacred",
    "armed",
    "based",
    "named",
}


def lexical_tense(text: str, start: int, end: int) -> int:
    """Return -1, 0 or 1 (past, unknown, future) for the expression `text[start:end]` from the nearest verb-like words of its sentence.

    Words before the expression are asked first, nearest first; then those after it. Plain English cues, no grammar.
    """
    before = text[max(0, start - _REACH) : start]
    stops = [m.end() for m in _SENTENCE_END.finditer(before) if not _ABBREVIATION.search(before[: m.start() + 1])]
    before_from = max(stops, default=0)
    words = [m.group() for m in _WORD.finditer(before, before_from)]
    for i in range(len(words) - 1, -1, -1):
        tense = _cue(words[i], words[i - 1] if i else "")
        if tense:
            return tense
    after = text[end : end + _REACH]
    for stop in _SENTENCE_END.finditer(after):
        if stop.start() > 0:
            after = after[: stop.start()]
            break
    previous = ""
    for match in _WORD.finditer(after):
        tense = _cue(match.group(), previous)
        if tense:
            return tense
        previous = match.group()
    return 0


def _cue(word: str, previous: str) -> int:
    low, before = word.lower(), previous.lower()
    if low == "to" and before in ("is", "are"):
        return 1
    if before == "be" and (low in PAST_CUES or low.endswith("ed")):  # "to be held", "will be signed"
        return 1
    if low in FUTURE_CUES:
        return 1
    if low in PAST_CUES or (low.endswith("ed") and len(low) > 4 and low not in _NOT_PAST and low == word):
        return -1
    return 0
