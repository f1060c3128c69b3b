"""What the words next to an expression say: look-alikes that are no dates, limits (`by`, `until`), dates that only name a thing."""

from __future__ import annotations

import re

from summitry.temporal import vocabulary as v
from summitry.temporal.timex import Bound

_LAST_WORD = re.compile(r"([A-Za-z][\w.]*?)['’.]?[^\S\n]*\n?[^\S\n]*(?:[\"'“(\[][^\S\n]*)?$")
_NEXT_WORD = re.compile(r"[^\S\n]*\n?[^\S\n]*([A-Za-z]+)")
_BEFORE_MONTH, _NOT_BEFORE_YEAR, _COUNTED = v.words("before_month"), v.words("not_before_year"), v.words("counted")
_DETERMINERS, _YEAR_PREPOSITIONS, _NOT_NOUNS = v.words("determiners"), v.words("year_prepositions"), v.words("not_nouns")
_MAY_IS_A_PERSON = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Prime Minister|Elaine|Minister) May\b")
#: Words before which "May" and "March" are rather a verb, a person or a walk.
_TOO_WEAK_FOR_MAY = frozenset({"and", "or", "to", "around", "for", "every", "each", "through"})
_BEFORE_NAMES = frozenset({"by", "to", "for", "of", "from", "and", "or", "with"})
_NUMBERED_THING = re.compile(r"-(?:strong|member|man|page|mile|km|foot|year|day|kilomet)")
_SHARE = re.compile(r"[^\S\n]*(?:%|per cent|percent|million|billion)")
_BOUND = re.compile(
    r"(?:^|\b)(?:(?P<by>by|no\s+later\s+than|within)|(?P<before>before|ahead\s+of|prior\s+to)|(?P<until>until|till|up\s+to)"
    r"|(?P<since>since|as\s+of|as\s+from|starting|from)|(?P<after>after))(?:\s+(?:the\s+)?(?:start|early|late|mid|about|around|midnight|noon|on))?\s+$",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:put off|postpon|delay|deferr|adjourn|given|extend|shelv|mov(?:ed|ing)|suspend|deadline)", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|as of|starting)\b", re.IGNORECASE)


def word_before(text: str, at: int) -> str:
    """The lower-case word that ends before `at`, "" when a number or a stop stands between."""
    match = _LAST_WORD.search(text[max(0, at - 40) : at])
    return match.group(1).lower() if match else ""


def _word_after(text: str, at: int) -> str:
    match = _NEXT_WORD.match(text, at)
    return match.group(1) if match else ""


def is_plausible(text: str, a: int, b: int, form: str, match: re.Match[str]) -> bool:
    """False for look-alikes of `text[a:b]`: names, counts, numbers of things."""
    if form == "month" and not match["edge"] and not match["s"]:
        return _is_month(text, a, b, match["m"].lower())
    if form == "year" and not match["edge"]:
        if word_before(text, a) in _NOT_BEFORE_YEAR or _word_after(text, b).lower() in _COUNTED:
            return False
        return not _NUMBERED_THING.match(text, b)
    if form == "duration":
        is_ordinal = match["u"].lower() == "second" and not match["n"][:1].isdigit()
        return not is_ordinal
    if form == "relative_day":
        return not (match.group()[:1].isupper() and re.search(r"[A-Z]\w+ $", text[max(0, a - 20) : a]))
    if form == "clock" and match.group()[:1].isdigit():
        return not _SHARE.match(text, b)
    return True


def _is_month(text: str, a: int, b: int, month: str) -> bool:
    before = word_before(text, a)
    if before not in _BEFORE_MONTH:
        return False
    if month in ("may", "march") and before in _TOO_WEAK_FOR_MAY:
        return False
    if month == "may" and before != "in" and _MAY_IS_A_PERSON.search(text):
        return False
    after = _NEXT_WORD.match(text, b)
    is_name = after is not None and after.group()[0] == " " and after.group(1)[0].isupper() and before in _BEFORE_NAMES
    return not is_name


def is_attributive(text: str, a: int, b: int) -> bool:
    """`the 1987 accord`: a determiner or nothing that governs a date before it, a noun right after it."""
    following = _NEXT_WORD.match(text, b)
    if following is None or following.group(1).lower() in _NOT_NOUNS:
        return False
    before = word_before(text, a)
    return before in _DETERMINERS or text[max(0, a - 3) : a].endswith(("’s ", "'s ")) or before not in _YEAR_PREPOSITIONS


def bound_before(text: str, at: int) -> Bound:
    """The limiting preposition that ends before `at`, "on" without one."""
    match = _BOUND.search(text[max(0, at - 32) : at])
    if match is None or match.lastgroup is None:
        return "on"
    bound: Bound = match.lastgroup  # type: ignore[assignment]
    return bound


def tense_with_bound(text: str, at: int, bound: Bound, tense: int) -> int:
    """The tense of an expression corrected by its preposition: a deadline lies ahead, `since` looks back, unless the verb is sure."""
    if bound in ("by", "until", "before") and tense > -2:
        return max(tense, 1)
    if bound == "until" and _PUT_OFF.search(text[max(0, at - 60) : at]):
        return 2
    if bound == "since" and not _FROM.search(text[max(0, at - 12) : at]):
        return min(tense, -1)
    return tense
