"""Past or future, guessed from the words round an expression where no parser is at hand."""

from __future__ import annotations

import re

from summitry.temporal.vocabulary import FUTURE_CUES, PAST_CUES

_WORD = re.compile(r"[A-Za-z]+|['’]ll\b")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z\d])|\n[^\S\n]*\n\s*")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|Prof|St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|p\.m|a\.m)\.$"
)
_REACH = 240
#: These look ahead, or are no verbs, although they end in -ed.
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


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]` as spans; full stops after titles, initials and month abbreviations end none."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if not match.group().isspace() and _ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        spans.append((begin, match.start() if match.group().isspace() else match.start() + len(match.group().rstrip())))
        begin = match.end()
    spans.append((begin, end))
    return [(a, b) for a, b in spans if b > a]


def lexical_tense(text: str, start: int, end: int) -> int:
    """Return -1, 0 or 1 (past, unknown, future) for the expression `text[start:end]` from the nearest verb-like words of its sentence.

    Words before the expression are asked first, nearest first; then those after it. Plain English cues, no grammar.
    """
    before, after = _neighbours(text, start, end)
    for i in range(len(before) - 1, -1, -1):
        if tense := cue(before[i], before[i - 1] if i else ""):
            return tense
    for i, word in enumerate(after):
        if tense := cue(word, after[i - 1] if i else ""):
            return tense
    return 0


def sure_tense(text: str, start: int, end: int, reach: int = 8) -> int:
    """Return -1 or 1 when all cues among the `reach` words on either side in the sentence agree, else 0."""
    before, after = _neighbours(text, start, end)
    near = before[-reach:]
    cues = [cue(w, near[i - 1] if i else "") for i, w in enumerate(near)] + [
        cue(w, after[i - 1] if i else "") for i, w in enumerate(after[:reach])
    ]
    told = {c for c in cues if c}
    return told.pop() if len(told) == 1 else 0


def _neighbours(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin, stop = next(((a, b) for a, b in sentence_spans(text, low, high) if a <= start < b), (low, high))
    return _WORD.findall(text, begin, start), _WORD.findall(text, end, max(end, stop))


def cue(word: str, previous: str = "") -> int:
    """What one word tells of the time of its clause: -1 past, 1 future, 0 nothing. `previous` is the word before it."""
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
