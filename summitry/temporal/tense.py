"""Past or future, guessed from the words round an expression where no parser is at hand."""

from __future__ import annotations

import re

from summitry.temporal.vocabulary import words

_WORD = re.compile(r"[A-Za-z]+|['’]ll\b")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z\d])|\n[^\S\n]*\n\s*")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|Prof|St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|p\.m|a\.m)\.$"
)
_REACH = 240
_CLAUSE_MARK = re.compile(r"[,;:()–—](?!\d)")
_FUTURE, _PAST, _PRESENT = words("future"), words("past"), words("present")
_NOT_PAST = _FUTURE | words("not_past")


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
    """Return the tense round the expression `text[start:end]`: -2, -1, 0, 1 or 2.

    Negative is past, positive future; 2 where all cues near it agree, 1 where the nearest verb-like word of the sentence decides (those
    before the expression are asked first). Plain English cues, no grammar.
    """
    before, after = _neighbours(text, start, end)
    if agreed := _agreed(before, after, 6):
        return 2 * agreed
    for i in range(len(before) - 1, -1, -1):
        if tense := cue(before[i], before[i - 1] if i else ""):
            return tense
    for i, word in enumerate(after):
        if tense := cue(word, after[i - 1] if i else ""):
            return tense
    return 0


def sure_tense(text: str, start: int, end: int, reach: int = 8) -> int:
    """Return -1 or 1 when all cues among the `reach` words on either side agree, else 0. The clause is asked first, then the sentence."""
    clause = _cues(*_neighbours(text, start, end, clause=True), reach)
    return _one(clause or _cues(*_neighbours(text, start, end), reach))


def sentence_tense(text: str, start: int, end: int) -> int:
    """Return -1 or 1 when all cues in `text[start:end]` agree, else 0."""
    return _one(_cues([], _WORD.findall(text, start, end), end - start))


def _agreed(before: list[str], after: list[str], reach: int) -> int:
    return _one(_cues(before, after, reach))


def _cues(before: list[str], after: list[str], reach: int) -> set[int]:
    first = max(0, len(before) - reach)
    told = {cue(before[i], before[i - 1] if i else "") for i in range(first, len(before))}
    told |= {cue(word, after[i - 1] if i else "") for i, word in enumerate(after[:reach])}
    return told - {0}


def _one(told: set[int]) -> int:
    return next(iter(told)) if len(told) == 1 else 0


def _neighbours(text: str, start: int, end: int, *, clause: bool = False) -> tuple[list[str], list[str]]:
    """The words of the sentence, or only of the clause between commas, before and after an expression."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin, stop = next(((a, b) for a, b in sentence_spans(text, low, high) if a <= start < b), (low, high))
    if clause:
        begin = max((m.end() for m in _CLAUSE_MARK.finditer(text, begin, start)), default=begin)
        mark = _CLAUSE_MARK.search(text, end, stop)
        stop = mark.start() if mark else stop
    return _WORD.findall(text, begin, start), _WORD.findall(text, end, max(end, stop))


def cue(word: str, previous: str = "") -> int:
    """What one word tells of the time of its clause: -1 past, 1 future, 0 nothing. `previous` is the word before it."""
    low, before = word.lower(), previous.lower()
    if word == "May":  # the month
        return 0
    if low == "to" and before in ("is", "are"):
        return 1
    if before == "be" and (low in _PAST or low.endswith("ed")):  # "to be held", "will be signed"
        return 1
    if low in _FUTURE or low in _PRESENT:
        return 1
    if low in _PAST or (low.endswith("ed") and len(low) > 4 and low not in _NOT_PAST and low == word):
        return -1
    return 0
