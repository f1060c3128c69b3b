"""Temporal expressions: where they stand and what they mean against a reference day (TIMEX3, EDTF)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from summitry.temporal import vocabulary as v
from summitry.temporal.edtf import Interval, format_interval
from summitry.temporal.grammar import FORMS, SPACE
from summitry.temporal.meaning import READINGS, Meaning, Setting, interval_value
from summitry.temporal.tense import lexical_tense

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["on", "by", "before", "until", "since", "after"]


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression. `value` is its TIMEX3 value; `edtf`, `first`, `last` are set when it denotes days.

    `absolute` is True when the expression alone fixes the date ("July 16, 2018"), False when the reference day was needed.
    `direction` is -1, 0 or 1: past, unknown or future, as far as the expression itself tells ("last", "next").
    `attributive`: it only describes a noun ("the 1987 accord") and dates nothing that happens in its sentence.
    `mod` is the TIMEX3 mod (`START MID END APPROX FIRST_HALF SECOND_HALF`): `value` is then the whole period, the days are the part.
    `bound` is the preposition before it, as far as it limits rather than dates ("by the end of the year").
    `narrative`: counted from the day told of last ("the following day"), so that it needs an `anchor`.
    `form` names the rule (`month_day`, `weekday`, `range`, ...), `parts` holds the two ends of a range.
    """

    start: int
    end: int
    surface: str
    type: TimexType
    value: str | None
    edtf: str | None
    first: date | None
    last: date | None
    absolute: bool
    direction: int = 0
    attributive: bool = False
    mod: str | None = None
    bound: Bound = "on"
    narrative: bool = False
    form: str = ""
    parts: tuple[Timex, ...] = ()


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

    Without a `reference` day, expressions that need one keep `edtf`, `first` and `last` None. `tense(start, end)` tells -2 to 2 (past,
    unknown, future) for the words round an expression; without it nearby words are asked. `anchor` is the day from which "the following day"
    and its like are counted; without it each such expression is counted from the last single day named before it in the same stretch.

    A text without dates, of any length or content, gives an empty list; nothing is raised.
    """
    stop = len(text) if end is None else min(end, len(text))
    start = max(0, min(start, stop))
    ask = tense or (lambda a, b: lexical_tense(text, a, b))
    found: list[Timex] = []
    known = anchor
    for a, b, form, match in _select(text, start, stop):
        timex = _read(text, a, b, form, match, reference, known, ask)
        if timex is None:
            continue
        found.append(timex)
        if timex.first is not None and timex.first == timex.last and not timex.attributive:
            known = timex.first
    return _join(text, found)


def _select(text: str, start: int, stop: int) -> list[tuple[int, int, str, re.Match[str]]]:
    """Every form wherever it fits, earliest and longest first, none over another."""
    candidates: list[tuple[int, int, int, str, re.Match[str]]] = []
    for rank, (form, pattern) in enumerate(FORMS.items()):
        for match in pattern.finditer(text, start, stop):
            a, b = match.span("x") if "x" in pattern.groupindex else match.span()
            if b > a and _plausible(text, a, b, form, match):
                candidates.append((a, -b, rank, form, match))
    candidates.sort(key=lambda c: c[:3])
    chosen: list[tuple[int, int, str, re.Match[str]]] = []
    taken = start
    for a, minus_b, _, form, match in candidates:
        if a >= taken:
            chosen.append((a, -minus_b, form, match))
            taken = -minus_b
    return chosen


_LAST_WORD = re.compile(r"([A-Za-z][\w.]*?)['’.]?[^\S\n]*\n?[^\S\n]*(?:[\"'“(\[][^\S\n]*)?$")
_NEXT_WORD = re.compile(r"[^\S\n]*\n?[^\S\n]*([A-Za-z]+)")
_BEFORE_MONTH, _NOT_BEFORE_YEAR, _COUNTED = v.words("before_month"), v.words("not_before_year"), v.words("counted")
_MAY_IS_A_PERSON = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Prime Minister|Elaine|Minister) May\b")


def _word_before(text: str, at: int) -> str:
    match = _LAST_WORD.search(text[max(0, at - 40) : at])
    return match.group(1).lower() if match else ""


def _word_after(text: str, at: int) -> str:
    match = _NEXT_WORD.match(text, at)
    return match.group(1) if match else ""


def _plausible(text: str, a: int, b: int, form: str, match: re.Match[str]) -> bool:
    """False for look-alikes: names, counts, numbers of things."""
    if form == "month" and not match["edge"] and not match["s"]:
        before = _word_before(text, a)
        if before not in _BEFORE_MONTH:
            return False
        if match["m"].lower() in ("may", "march") and before in ("and", "or", "to", "around", "for", "every", "each", "through"):
            return False
        if match["m"].lower() == "may" and before != "in" and _MAY_IS_A_PERSON.search(text):
            return False
        after = _NEXT_WORD.match(text, b)
        return not (
            after
            and after.group(1)[:1].isupper()
            and before in ("by", "to", "for", "of", "from", "and", "or", "with")
            and after.group().startswith(" ")
        )
    if form == "year" and not match["edge"]:
        before, after = _word_before(text, a), _word_after(text, b).lower()
        if before in _NOT_BEFORE_YEAR or after in _COUNTED:
            return False
        if text[b : b + 1] == "-" and re.match(r"-(?:strong|member|man|page|mile|km|foot|year|day|kilomet)", text[b : b + 12]):
            return False
        return True
    if form == "duration":
        return not (match["u"].lower().startswith("second") and not match["n"][:1].isdigit() and not match["u"].lower().endswith("s"))
    if form == "relative_day":
        return not (match.group()[:1].isupper() and re.search(r"[A-Z]\w+ $", text[max(0, a - 20) : a]))
    if form == "clock" and match.group()[:1].isdigit():
        return not re.match(r"[^\S\n]*(?:%|per cent|percent|million|billion)", text[b : b + 12])
    return True


def _read(
    text: str, a: int, b: int, form: str, match: re.Match[str], reference: date | None, anchor: date | None, ask: Callable[[int, int], int]
) -> Timex | None:
    bound = _bound(text, a)
    lead = ask(a, b)
    if bound in ("by", "until", "before") and lead == 0:
        lead = 1
    try:
        meaning = READINGS[form](match, Setting(reference, anchor, lead))
    except (ValueError, OverflowError):  # off the calendar: years before 1 or after 9999
        return None
    if meaning is None:
        return None
    return _timex(text, a, b, form, meaning, bound)


def _timex(text: str, a: int, b: int, form: str, meaning: Meaning, bound: Bound) -> Timex | None:
    surface = text[a:b]
    first, last = meaning.days or (None, None)
    attributive = form == "year" and meaning.mod is None and _is_attributive(text, a, b)
    kind: TimexType = meaning.type  # type: ignore[assignment]
    return Timex(
        a, b, surface, kind, meaning.value, format_interval(first, last), first, last, meaning.absolute, meaning.direction,
        attributive, meaning.mod, bound, meaning.narrative, form,
    )  # fmt: skip


_DETERMINERS, _YEAR_PREPOSITIONS, _NOT_NOUNS = v.words("determiners"), v.words("year_prepositions"), v.words("not_nouns")


def _is_attributive(text: str, a: int, b: int) -> bool:
    """`the 1987 accord`: a determiner or nothing that governs a date before it, a noun right after it."""
    following = _NEXT_WORD.match(text, b)
    if following is None or following.group(1).lower() in _NOT_NOUNS or "\n\n" in following.group():
        return False
    before = _word_before(text, a)
    gap = text[max(0, a - 3) : a]
    return before in _DETERMINERS or gap.endswith(("’s ", "'s ")) or (before not in _YEAR_PREPOSITIONS)


_BOUND = re.compile(
    r"(?:^|\b)(?:(?P<by>by|no\s+later\s+than|within)|(?P<before>before|ahead\s+of|prior\s+to)|(?P<until>until|till|up\s+to)|(?P<since>since|as\s+of|starting|from)|(?P<after>after))"
    r"(?:\s+(?:the\s+)?(?:start|early|late|mid|about|around|midnight|noon|on))?\s+$",
    re.IGNORECASE,
)


def _bound(text: str, at: int) -> Bound:
    match = _BOUND.search(text[max(0, at - 32) : at])
    if match is None or match.lastgroup is None:
        return "on"
    bound: Bound = match.lastgroup  # type: ignore[assignment]
    return bound


# ---------------------------------------------------------------- joining neighbours

_TO = re.compile(rf"(?:{SPACE}(?:to|through|until|till){SPACE}|[^\S\n]*[-–—][^\S\n]*|{SPACE}and{SPACE})(?:(?:on|in){SPACE})?$")
_AT = re.compile(rf"(?:,?{SPACE}(?:(?:on|at|of){SPACE})?|,?{SPACE})$")
_GRAIN = {
    "month_day": "day",
    "day_month": "day",
    "weekday": "day",
    "iso": "day",
    "relative_day": "day",
    "year": "year",
    "month": "month",
    "month_year": "month",
}


def _join(text: str, found: list[Timex]) -> list[Timex]:
    joined: list[Timex] = []
    for timex in found:
        if joined and (whole := _range(text, joined[-1], timex) or _at(text, joined[-1], timex)):
            joined[-1] = whole
        else:
            joined.append(timex)
    return joined


def _range(text: str, left: Timex, right: Timex) -> Timex | None:
    """`November 11 to November 15`, `between 2003 and 2005`, `Monday to Wednesday`, `Thursday and Friday`: one stretch from two ends."""
    grain = _GRAIN.get(left.form)
    if grain is None or grain != _GRAIN.get(right.form) or not _TO.fullmatch(text[left.end : right.start]):
        return None
    lead = _word_before(text, left.start)
    link = text[left.end : right.start].strip().lower()
    if link.startswith(("to", "until", "till")) and lead != "from" and grain != "day":
        return None
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    if link.startswith("and") and lead != "between" and not (grain == "day" and (right.first - left.first).days == 1):
        return None
    first, last = left.first, right.last
    if right.first <= left.last:
        if grain == "day" and left.form == "weekday" and right.form == "weekday":
            last = date.fromordinal(first.toordinal() + (right.first.weekday() - first.weekday()) % 7)
        elif not right.absolute and not left.absolute and right.form in ("month_day", "day_month", "month"):
            last = _with_year(last, left.first)
        elif not right.absolute and left.absolute and right.form in ("month_day", "day_month", "month"):
            last = _with_year(last, left.first)
        elif right.absolute and not left.absolute and left.form in ("month_day", "day_month", "month"):
            first = _with_year_before(first, right.last)
        else:
            return None
    elif right.absolute and not left.absolute and left.form in ("month_day", "day_month", "month"):
        first = _with_year_before(first, right.last)
    if first >= last:
        return None
    days = Interval(first, last)
    return replace(
        left, end=right.end, surface=text[left.start : right.end], value=interval_value(days), edtf=format_interval(first, last), first=first, last=last,
        absolute=left.absolute or right.absolute, form="range", parts=(left, right), bound="on" if left.bound == "since" else left.bound, attributive=False,
    )  # fmt: skip


def _with_year(day: date, after: date) -> date:
    moved = _replace_year(day, after.year)
    return moved if moved >= after else _replace_year(day, after.year + 1)


def _with_year_before(day: date, before: date) -> date:
    moved = _replace_year(day, before.year)
    return moved if moved <= before else _replace_year(day, before.year - 1)


def _replace_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def _at(text: str, left: Timex, right: Timex) -> Timex | None:
    """A time of day and its day: `3 p.m. on Tuesday`, `Tuesday at 3 p.m.`, `Friday, July 20`."""
    between = text[left.end : right.start]
    if not _AT.fullmatch(between):
        return None
    clock, day = (left, right) if left.form == "clock" else (right, left) if right.form == "clock" else (None, None)
    if (
        clock is not None
        and day is not None
        and day.first is not None
        and day.first == day.last
        and day.type in ("DATE", "TIME")
        and day.form != "clock"
    ):
        return replace(
            day,
            start=left.start,
            end=right.end,
            surface=text[left.start : right.end],
            type="TIME",
            value=f"{day.first}{clock.value}",
            parts=(left, right),
            form="day_clock",
        )
    return None


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
