"""Temporal expressions: where they stand and what they mean against a reference day (TIMEX3, EDTF)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from summitry.temporal.contexts import bound_before, is_attributive, is_plausible, tense_with_bound
from summitry.temporal.edtf import Interval, format_interval
from summitry.temporal.grammar import FORMS
from summitry.temporal.joining import join
from summitry.temporal.meaning import Setting
from summitry.temporal.readings import READINGS
from summitry.temporal.tense import lexical_tense
from summitry.temporal.timex import Bound, Timex, TimexType

__all__ = ["Bound", "Timex", "TimexType", "days_on", "event_days", "find_expressions"]


class _Candidate(NamedTuple):
    start: int
    end: int
    form: str
    match: re.Match[str]


def find_expressions(
    text: str,
    reference: date | None = None,
    start: int = 0,
    end: int | None = None,
    *,
    tense: Callable[[int, int], int] | None = None,
    anchor: date | None = None,
) -> list[Timex]:
    """Return the temporal expressions of `text[start:end]` in order, offsets into `text`; they never overlap.

    Without a `reference` day, expressions that need one keep `edtf`, `first` and `last` None. `tense(start, end)` tells -2 to 2 (surely
    past, past, unknown, future, surely future) for the words round an expression; without it nearby words are asked. `anchor` is the day
    from which "the following day" and its like are counted until the stretch names a later single day.

    A text without dates, of any length or content, gives an empty list; nothing is raised.
    """
    stop = len(text) if end is None else min(end, len(text))
    start = max(0, min(start, stop))
    ask = tense or (lambda a, b: lexical_tense(text, a, b))
    found: list[Timex] = []
    setting = Setting(reference, anchor, 0, anchor)
    for candidate in _select(text, start, stop):
        bound = bound_before(text, candidate.start)
        tense_here = tense_with_bound(text, candidate.start, bound, ask(candidate.start, candidate.end))
        timex = _read(text, candidate, replace(setting, tense=tense_here), bound)
        if timex is None:
            continue
        found.append(timex)
        if timex.first is not None and not timex.attributive:
            is_day = timex.first == timex.last
            setting = replace(setting, anchor=timex.first if is_day else setting.anchor, stretch=timex.first)
    return join(text, found)


def _select(text: str, start: int, stop: int) -> list[_Candidate]:
    """Every form wherever it fits, earliest and longest first, none over another."""
    candidates: list[tuple[int, int, int, _Candidate]] = []
    for rank, (form, pattern) in enumerate(FORMS.items()):
        for match in pattern.finditer(text, start, stop):
            a, b = match.span("x") if "x" in pattern.groupindex else match.span()
            if b > a and is_plausible(text, a, b, form, match):
                candidates.append((a, -b, rank, _Candidate(a, b, form, match)))
    candidates.sort(key=lambda c: c[:3])
    chosen: list[_Candidate] = []
    taken = start
    for *_, candidate in candidates:
        if candidate.start >= taken:
            chosen.append(candidate)
            taken = candidate.end
    return chosen


def _read(text: str, candidate: _Candidate, setting: Setting, bound: Bound) -> Timex | None:
    form, a, b = candidate.form, candidate.start, candidate.end
    try:
        meaning = READINGS[form](candidate.match, setting)
    except (ValueError, OverflowError):  # off the calendar: years before 1 or after 9999
        return None
    if meaning is None:
        return None
    first, last = meaning.days or (None, None)
    return Timex(
        start=a,
        end=b,
        surface=text[a:b],
        type=meaning.type,
        value=meaning.value,
        edtf=format_interval(first, last),
        first=first,
        last=last,
        absolute=meaning.absolute,
        direction=meaning.direction,
        attributive=form == "year" and meaning.mod is None and is_attributive(text, a, b),
        mod=meaning.mod,
        bound=bound,
        narrative=meaning.narrative,
        form=form,
    )


def days_on(timex: Timex, reference: date, tense: int = 0, anchor: date | None = None) -> Interval | None:
    """Return the days that an expression means when it is read on another reference day; None when it means none then.

    `tense` as in `find_expressions`. Ranges and days with a time are read by their first part.
    """
    if timex.absolute:
        return Interval(timex.first, timex.last) if timex.first else None
    if timex.parts:
        days = [days_on(part, reference, tense, anchor) for part in timex.parts if part.form != "clock"]
        known = [d for d in days if d is not None]
        if not known or len(known) < len(days):
            return None
        first, last = known[0].first, known[-1].last
        return Interval(first, last) if first and last and first <= last else None
    # Forms look at the words before them, so the surface is read behind a word that fits.
    padded = f"on {timex.surface}." if timex.form != "season" else f"in {timex.surface}."
    pattern = FORMS[timex.form]
    for match in pattern.finditer(padded):
        a, b = match.span("x") if "x" in pattern.groupindex else match.span()
        if (a, b) == (3, 3 + len(timex.surface)):
            try:
                meaning = READINGS[timex.form](match, Setting(reference, anchor, tense))
            except (ValueError, OverflowError):
                return None
            return meaning.days if meaning else None
    return None


def event_days(timex: Timex, reference: date | None) -> Interval | None:
    """Return the days on which something dated by the expression can happen: up to a deadline, from a beginning, else the days themselves.

    "By the end of this year": from the reference day to 31 December, "before October" to 30 September, "since March" to the reference day.
    Without a reference day an open end stays open. None where the expression denotes no days.
    """
    if timex.first is None or timex.last is None:
        return None
    if timex.bound in ("by", "until", "before"):
        last = timex.first - timedelta(days=1) if timex.bound == "before" and timex.first > date.min else timex.last
        return Interval(reference, last) if reference is None or reference <= last else Interval(timex.first, timex.last)
    if timex.bound == "since" and (reference is None or timex.first <= reference):
        return Interval(timex.first, reference)
    return Interval(timex.first, timex.last)
