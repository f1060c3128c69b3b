"""The component `summitry_timex`: temporal expressions of a document, read against its publication date and the tense of their clause.

Belongs here: which blocks are read, the tense of the governing verb, what "the following day" is counted from, and what an uncertain
publication date leaves of a date. The expressions themselves are the business of `summitry.temporal`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Token

from summitry.extract.state import block_at, text_of
from summitry.records import Block, CleanDocument
from summitry.temporal.edtf import Interval, format_interval, hull
from summitry.temporal.expressions import Timex, days_on, find_expressions
from summitry.temporal.meaning import interval_value
from summitry.temporal.tense import cue, lexical_tense

#: Blocks of these roles are page furniture: their dates are not the article's.
_SKIPPED = frozenset({"navigation", "promo", "credit", "provenance"})
#: A publication interval of more days fixes no "Tuesday" and no "last week".
_WIDEST_REFERENCE_DAYS = 31
_CLAUSE_HEADS = frozenset({"VERB", "AUX"})
_PAST_AUXILIARIES = frozenset({"had", "has", "have", "was", "were", "did"})
_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "would", "wo", "may", "might", "could", "can", "should", "must"})
_FUTURE_HEADS = frozenset(
    """due set likely slated expected scheduled planned intended hoped proposed expect schedule plan intend hope aim expects plans intends
    hopes""".split()
)
_MAX_ANCESTORS = 12


@Language.factory("summitry_timex", assigns=["doc._.timexes"])
def create_timex(nlp: Language, name: str) -> TimexComponent:
    """Return the component; it needs no model of its own and works, less exactly, without a dependency tree."""
    return TimexComponent()


class TimexComponent:
    """Writes `doc._.timexes`: all expressions of the prose blocks, sorted by start."""

    def __call__(self, doc: Doc) -> Doc:
        document: CleanDocument | None = doc._.document
        blocks: Sequence[Block] = document.blocks if document is not None and document.blocks else (Block(0, len(text_of(doc)), "body"),)
        found: list[Timex] = []
        for block in blocks:
            if block.role not in _SKIPPED:
                found += timexes_of(doc, block)
        doc._.timexes = sorted(found, key=lambda t: t.start)
        return doc


def timexes_of(doc: Doc, block: Block) -> list[Timex]:
    """Return the expressions of one block, resolved as far as the publication date of the document allows."""
    first, last = reference_interval(doc)

    def tense(start: int, end: int) -> int:
        return tense_at(doc, start, end)

    if last is None or first is None or (last - first).days > _WIDEST_REFERENCE_DAYS:
        found = find_expressions(text_of(doc), None, block.start, block.end, tense=tense)
        if first is None or last is None:
            return found
        return [_in_known_year(t, first, last, tense(t.start, t.end)) for t in found]
    found = find_expressions(text_of(doc), last, block.start, block.end, tense=tense)
    if first == last:
        return found
    early = {(t.start, t.end): t for t in find_expressions(text_of(doc), first, block.start, block.end, tense=tense)}
    return [_between(t, early.get((t.start, t.end))) for t in found]


def reference_interval(doc: Doc) -> tuple[date | None, date | None]:
    """The first and last possible publication day of the document; (None, None) when nothing is known of it."""
    document: CleanDocument | None = doc._.document
    if document is None:
        return None, None
    published = document.published
    return published.start or published.end, published.end or published.start


def _between(late: Timex, early: Timex | None) -> Timex:
    """An expression read on the last and on the first possible day: their hull when they differ, so that no day is invented."""
    if late.absolute or early is None or late.first is None or early.first is None or (late.first, late.last) == (early.first, early.last):
        return late
    days = hull(Interval(early.first, early.last), Interval(late.first, late.last))
    return _with_days(late, days)


def _in_known_year(timex: Timex, first: date, last: date, tense: int) -> Timex:
    """A date without a year, or "this year", when the possible days all lead to the same one; else as it is."""
    if timex.absolute or timex.type not in ("DATE", "TIME") or timex.narrative or timex.form in ("weekday", "relative_day"):
        return timex
    early, late = days_on(timex, first, tense), days_on(timex, last, tense)
    return _with_days(timex, late) if early is not None and early == late else timex


def _with_days(timex: Timex, days: Interval) -> Timex:
    return replace(timex, first=days.first, last=days.last, edtf=format_interval(days.first, days.last), value=interval_value(days))


# ---------------------------------------------------------------- tense


def tense_at(doc: Doc, start: int, end: int) -> int:
    """Return the tense of the expression at `[start, end)`: -2 to 2 as `lexical_tense`, from the verb that governs it.

    Without a dependency tree, or where the verb tells nothing, the words round the expression are asked; where verb and words disagree, the
    verb counts, but weakly.
    """
    words = lexical_tense(text_of(doc), start, end)
    told = _governing_tense(doc, start)
    if told == 0:
        return words
    return told if told * words < 0 else max(told * 2, words, key=abs)


def _governing_tense(doc: Doc, start: int) -> int:
    token = token_at(doc, start)
    if token is None or not doc.has_annotation("DEP"):
        return 0
    for head in islice((token, *token.ancestors), _MAX_ANCESTORS):
        if head.pos_ in _CLAUSE_HEADS:
            if told := verb_tense(head):
                return told
        elif head.lower_ in _FUTURE_HEADS:
            return 1
    return 0


def verb_tense(verb: Token) -> int:
    """Return what a verb with its auxiliaries and the verb it hangs on tell: -1 past, 1 future, 0 nothing."""
    helpers = [c for c in verb.lefts if c.dep_.startswith("aux") or (c.pos_ in ("AUX", "PART") and not c.dep_.startswith("nsubj"))]
    auxiliaries = [c.lower_ for c in helpers]
    if any(word in _FUTURE_AUXILIARIES for word in auxiliaries) and "have" not in auxiliaries:
        return 1
    if verb.lower_ in _FUTURE_HEADS:
        return 1
    if "to" in auxiliaries:
        planned = {"is", "are"} & {*auxiliaries, verb.head.lower_} or verb.head.lower_ in _FUTURE_HEADS
        return 1 if planned else 0
    if any(word in _PAST_AUXILIARIES for word in auxiliaries):
        return -1
    if any(word in ("is", "are") for word in auxiliaries):
        return 1 if verb.lower_.endswith("ing") else 0
    return cue(verb.lower_)


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds the character at `offset`, or the next one; None past the end."""
    i = bisect_left(_offsets(doc), offset + 1) - 1
    if i < 0:
        return doc[0] if len(doc) else None
    token = doc[i]
    while token.is_space and token.i + 1 < len(doc):
        token = doc[token.i + 1]
    return token


def _offsets(doc: Doc) -> list[int]:
    cached: list[int] | None = doc.user_data.get("summitry_offsets")
    if cached is None or len(cached) != len(doc):
        cached = [token.idx for token in doc]
        doc.user_data["summitry_offsets"] = cached
    return cached


# ---------------------------------------------------------------- dates counted from the day told of last


def anchor(doc: Doc, timex: Timex, day: date | None = None) -> Timex:
    """Return a narrative expression ("the following day", "two days later", "that evening") counted from a day; others come back unchanged.

    The day is `day` when given, else the last single day named before it in the same sentence, then in the same block. Without any the
    expression keeps no date.
    """
    if not timex.narrative:
        return timex
    base = day or _last_day_before(doc, timex)
    if base is None:
        return timex
    first, last = reference_interval(doc)
    days = days_on(timex, last or first or base, 0, base)
    return timex if days is None else _with_days(timex, days)


def _last_day_before(doc: Doc, timex: Timex) -> date | None:
    block = block_at(doc, timex.start) if doc._.document is not None else None
    begin = block.start if block else 0
    known = [t for t in doc._.timexes if begin <= t.start < timex.start and t.first is not None and t.first == t.last and not t.attributive]
    return known[-1].first if known else None
