"""How names are compared: folding, case, slugs.

Two names are the same when their folded forms are, and the case of the surface does not speak against it: "us" is not the United States and
"may" is not Theresa May, while "PUTIN", "Nato" and "Erdogan" are found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SPACE = re.compile(r"[\s\-\u2010-\u2015\u00ad]+")
_INITIALS = re.compile(r"(?<=\b[A-Za-z]\.) (?=[A-Za-z]\.)")
_SINGLE_INITIAL = re.compile(r"(?<= )([A-Za-z])\.(?= )")
_DROPPED = re.compile(r"['`.]")
_ARTICLES = frozenset({"al", "el", "ul", "ud", "ad", "as", "an", "ash"})
_ENDINGS = {"ich": "ych", "ei": "ey", "iy": "y", "yi": "y", "ii": "y", "yy": "y", "ij": "y", "i": "y"}
_ENDING = re.compile(r"(ich|ei|iy|yi|ii|yy|ij|i)\Z")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into a base letter and a mark.
_PLAIN = str.maketrans(
    {
        "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ß": "ss", "ə": "a", "Ə": "A", "ʻ": "", "ʼ": "'", "‘": "'", "’": "'", "`": "'", "“": '"', "”": '"',
    }
)  # fmt: skip

_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa", "đ": "dj", "Đ": "Dj"}
)

#: Acronyms up to this length are found only in capitals ("EU", "WHO"); longer ones also as words ("Nato", "Unesco").
LONGEST_STRICT_ACRONYM = 3


def without_marks(text: str) -> str:
    """Return `text` in plain Latin letters: "Erdoğan" -> "Erdogan", curly quotes made straight; case and spacing stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def name_key(text: str) -> str:
    """Return the form under which names are compared: plain letters, case folded, hyphens and white space one space, "H.W." = "H. W."."""
    plain = _SPACE.sub(" ", without_marks(text)).strip()
    if "." in plain:  # "George H. W. Bush" = "George H.W. Bush", "George W. Bush" = "George W Bush"
        plain = _SINGLE_INITIAL.sub(r"\1", _INITIALS.sub("", plain))
    return plain.casefold()


def exact_key(name: str) -> str:
    """Return the form under which names of entities are one: case and white space folded, nothing else ("Erdoğan" is not "Erdogan")."""
    return " ".join(name.split()).casefold()


def spelling_key(name: str, standards: Mapping[str, str]) -> str:
    """Return a looser key for persons, under which transliterations of one name meet: "Qassim Suleimani" and "Qasem Soleimani".

    `standards` maps spellings of one given name to a standard one (`data/spellings.csv`); Arabic articles go; `-ich` and `-ych`, `-ei`
    and `-ey`, `-iy` and `-y` are one.
    """
    tokens = [t for t in _DROPPED.sub(" ", name_key(name)).split() if t not in _ARTICLES]
    return " ".join(standards.get(t) or _ENDING.sub(lambda m: _ENDINGS[m[1]], t) for t in tokens)


def german_key(name: str) -> str | None:
    """Return the key of a name with umlauts, Nordic o and Serbian dj written out ("Schröder" -> "schroeder"), or None when it has none."""
    written_out = name.translate(_WRITTEN_OUT)
    return name_key(written_out) if written_out != name else None


def slug(name: str) -> str:
    """Return the readable id part of a name: "Government of Côte d'Ivoire" -> "government-of-cote-d-ivoire"."""
    return _NOT_SLUG.sub("-", without_marks(name).casefold()).strip("-")


def is_acronym(name: str) -> bool:
    """True for names written in capitals only, with or without full stops: "US", "U.N.", "RFE/RL"."""
    return name.isupper() and " " not in name


def case_allows(alias: str, surface: str, strict_acronyms: frozenset[str] = frozenset()) -> bool:
    """True when `surface` may stand for `alias` although only their folded forms are known to be equal.

    A name needs a capital somewhere; an acronym that is short, or listed as a common word ("START"), needs all of its capitals.
    """
    if alias == surface or alias.islower():
        return True
    if is_acronym(alias) and (sum(c.isalpha() for c in alias) <= LONGEST_STRICT_ACRONYM or alias in strict_acronyms):
        return surface.isupper()
    return any(c.isupper() for c in surface) or not any(c.islower() for c in surface)
