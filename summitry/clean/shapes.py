"""What the look of one paragraph tells: a date, a menu, a name, a list item, a turn of speech, the end of a sentence."""

from __future__ import annotations

import re

from summitry.clean.furniture import words
from summitry.clean.lines import fold

#: The end of a sentence, before an agency's end mark too.
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]*]*(?: (?:Enditem|enditem|Item ends|END))?$")
_QUESTION = re.compile(r"(?:What|Who|Why|When|Where|How|Which|Is|Are|Will|Can|Could|Does|Did|Has|And|So)\b[^.!?\"“”]*\?")
_SEPARATOR = re.compile(r"\s{2,}| ?(?:[|>»•·/]|::| - ) ?")
_TURN = re.compile(r"(?:[A-Z][A-Z.’'-]+(?: [A-Z.’'()-]+){0,4}|Q|A)\s?(?:\([^)]{1,40}\))?:\s")
_LIST_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|\([a-z\d]\))\s")
_NUMERIC_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d")
_TIME = re.compile(r"\(?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,5}\)?)?\)?", re.IGNORECASE)
_ONE_NAME = r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+"
_NAMES = re.compile(rf"{_ONE_NAME}(?:(?:,| and|,? &) {_ONE_NAME}){{0,2}}")
#: A line of more tokens holds more than a date, whatever they are.
_LONGEST_DATE = 24


def ends_sentence(text: str) -> bool:
    """Does the text end like a sentence, perhaps with a closing quotation mark?"""
    return _SENTENCE_END.search(text) is not None


def is_question(text: str) -> bool:
    """One question and nothing else, without quotation marks."""
    return _QUESTION.fullmatch(text) is not None


def is_turn(text: str) -> bool:
    """A turn of a transcript: `HOST: Good evening.`"""
    return _TURN.match(text) is not None


def is_list_item(raw: str) -> bool:
    """Begins with a bullet or a number, in the raw text."""
    return _LIST_ITEM.match(raw) is not None


def is_names(text: str) -> bool:
    """Two to four capitalised words, perhaps with one or two more such names: authors, or an unknown agency."""
    return _NAMES.fullmatch(text) is not None


def is_date_line(text: str) -> bool:
    """True for a line that holds a date (and a time, "Updated", a weekday), or a time, and nothing else."""
    if _TIME.fullmatch(text):
        return True
    tokens = re.findall(r"[^\W\d_]+|\d+", text.lower())
    if not tokens or len(tokens) > _LONGEST_DATE:
        return False
    named = any(t in words("date_months") for t in tokens) and any(t.isdigit() for t in tokens)
    if not named and not _NUMERIC_DATE.search(text):
        return False
    return all(t.isdigit() or t in words("date_words") or t in words("date_furniture") for t in tokens)


def is_menu(raw: str) -> bool:
    """True for a menu, a breadcrumb or a masthead: names of sections, or short parts between separators."""
    text = fold(raw)
    if ends_sentence(text) and not text.endswith("..."):
        return False
    if text.lower() in words("sections"):
        return True
    parts = [p for p in _SEPARATOR.split(raw.strip()) if p.strip()]
    if len(parts) < 2 or any(len(p.split()) > 6 for p in parts):
        return False
    return len(parts) > 3 or any(fold(p).lower() in words("sections") for p in parts) or _is_masthead(text)


def _is_masthead(text: str) -> bool:
    """`VOLGA TELEGRAPH - Russia and the world, every day`: a name in capitals and what it says of itself."""
    first, dash, rest = text.partition(" - ")
    return bool(dash) and first.isupper() and 2 <= len(first.split()) <= 5 and len(rest.split()) <= 10


def repeats(text: str, head: str) -> bool:
    """Is `text` the headline again, perhaps with the outlet's name behind a dash?"""
    return bool(head) and letters(head) in (letters(text), letters(before_dash(text)))


def before_dash(text: str) -> str:
    """What stands before the first ` - ` or ` | `."""
    return re.split(r"\s[-–—|]\s", text)[0]


def letters(text: str) -> str:
    """The letters and digits alone, case folded."""
    return re.sub(r"[\W_]+", "", text.casefold())
