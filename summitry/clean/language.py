"""Which language a text is in: by its script, then by the function words it uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from summitry.clean.furniture import load

#: Scripts that tell the language by themselves, as ranges of code points, with their main language of news (ISO 639-1).
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+")
#: Below this many words a guess from function words is luck.
_FEWEST_WORDS = 12
#: Running text in any of the listed languages has more than a fifth of function words; menus and lists of names have fewer.
_LEAST_SHARE = 0.12


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the main language, None when the text is too short or unlike any listed language."""
    sample = text[:20_000]
    if (script := _by_script(sample)) is not None:
        return script
    tokens = [t.lower() for t in _WORD.findall(sample)]
    if len(tokens) < _FEWEST_WORDS:
        return None
    counts = Counter(tokens)
    shares = {code: sum(counts[w] for w in listed) / len(tokens) for code, listed in _stopwords().items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _LEAST_SHARE else None


def is_foreign_script(text: str) -> bool:
    """True for text mostly in another script than the Latin one: remains of a widget in an English page."""
    return _by_script(text) is not None


def _by_script(text: str) -> str | None:
    latin = len(_LATIN.findall(text))
    letters = sum(1 for c in text if c.isalpha())
    if letters == 0 or latin * 2 > letters:
        return None
    counted = [(len(pattern.findall(text)), code) for code, pattern in _SCRIPTS]
    present = {code: n for n, code in counted}
    # Kana beside Han is Japanese, the letters only Ukrainian has beside Cyrillic are Ukrainian, and so on: the telling script comes first.
    for telling, general in (("ja", "zh"), ("uk", "ru"), ("fa", "ar")):
        if present[general] and present[telling] * 50 > present[general]:
            return telling
    n, code = max(counted)
    return code if n else None


@cache
def _stopwords() -> Mapping[str, Iterable[str]]:
    return {code: frozenset(listed) for code, listed in load("stopwords.yaml").items()}
