"""Variants of training examples: letter case, curly quotes, swapped names, datelines. All by a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.corpora import HERE, Example
from training.labels import Span

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan.",
    "Feb.",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
]
_AGENCIES = ["Reuters", "AP", "AFP", "Xinhua", "TASS", "UPI", "Kyodo", "Yonhap", "dpa", "ANSA", "EFE", "Interfax", "PTI", "Anadolu"]


def read_names() -> list[tuple[list[str], list[str]]]:
    """Given and family names by region; family names are tokenised lists joined by blanks."""
    rows = [line.split("|") for line in (HERE / "lists" / "person_names.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    particles = {"van", "der", "de", "da", "bin"}
    out = []
    for _, given, family in rows:
        words, names = family.split(), []
        prefix: list[str] = []
        for word in words:
            if word in particles:
                prefix.append(word)
            else:
                names.append(" ".join([*prefix, word]))
                prefix = []
        out.append((given.split(), names))
    return out


def read_instruments() -> dict[str, list[list[str]]]:
    """Names of treaties, forums and events as token lists, by type."""
    out: dict[str, list[list[str]]] = {}
    for line in (HERE / "lists" / "instruments.txt").read_text("utf-8").splitlines():
        if line and line[0] != "#":
            kind, name = (part.strip() for part in line.split("|"))
            out.setdefault(kind, []).append(_split_hyphens(name.split()))
    return out


#: Types whose names may stand for one another in a sentence.
SWAPPED = frozenset({"person", "country", "place", "organization", "treaty", "forum", "event"})


class Augmenter:
    """Applies random variants; `swap` pools come from the training examples."""

    def __init__(self, examples: list[Example], seed: int) -> None:
        self.random = random.Random(seed)
        self.regions = read_names()
        self.pools: dict[str, list[list[str]]] = {}
        for e in examples:
            for a, b, types in e.names or []:
                if e.complete and len(types) == 1:
                    self.pools.setdefault(types[0], []).append(e.words[a:b])
        for kind, names in read_instruments().items():
            self.pools.setdefault(kind, []).extend(names)

    def _person(self, old: list[str]) -> list[str]:
        given, family = self.random.choice(self.regions)
        name = _split_hyphens(self.random.choice(family).split())
        return name if len(old) == 1 else [*_split_hyphens([self.random.choice(given)]), *name]

    def swap(self, e: Example, rate: float) -> Example:
        """Replace some names by others of the same type. The same surface gets the same replacement."""
        made: dict[tuple[str, ...], list[str]] = {}
        words: list[str] = []
        names: list[Span] = []
        rows: list[list[int] | None] = [[] if e.meetings is not None else None, [] if e.quotes is not None else None]
        at = 0

        def copy(end: int) -> None:
            words.extend(e.words[at:end])
            for row, old in zip(rows, (e.meetings, e.quotes), strict=True):
                if row is not None and old is not None:
                    row.extend(old[at:end])

        for a, b, types in sorted(e.names or []):
            copy(a)
            old = e.words[a:b]
            new = old
            kind = types[0]
            if len(types) == 1 and kind in SWAPPED and self.random.random() < rate:
                pool = self.pools.get(kind, [old])
                fresh = self._person(old) if kind == "person" and self.random.random() < 0.7 else self.random.choice(pool)
                if kind == "person" and len(fresh) > 1 and len(old) == 1:
                    fresh = fresh[-1:]
                new = made.setdefault(tuple(old), fresh)
            names.append((len(words), len(words) + len(new), types))
            words.extend(new)
            for row, labels in zip(rows, (e.meetings, e.quotes), strict=True):
                if row is not None and labels is not None:
                    # B- has odd ids, the I- that continues it the next even one.
                    first, rest = labels[a], labels[b - 1] if b - a > 1 else labels[a] + labels[a] % 2
                    row.extend([first, *[rest] * (len(new) - 1)])
            at = b
        copy(len(e.words))
        return replace(e, words=words, names=names, meetings=rows[0], quotes=rows[1])

    def dateline(self, e: Example) -> Example:
        """Put a wire dateline before the sentence."""
        pick = self.random
        city = [w.upper() if pick.random() < 0.7 else w for w in pick.choice(self.pools["place"])]
        day = [pick.choice(_MONTHS), str(pick.randint(1, 31))]
        agency = pick.choice(_AGENCIES)
        forms: list[tuple[list[str], list[Span]]] = [
            ([*city, ",", *day, "(", agency, ")", "--"], [(len(city) + 4, len(city) + 5, ("organization",))]),
            ([*city, "(", agency, ")", "-"], [(len(city) + 1, len(city) + 2, ("organization",))]),
            ([*city, ",", *day, "-"], []),
            ([*city, "—"], []),
        ]
        prefix, spans = pick.choice(forms)
        n = len(prefix)
        names: list[Span] = [(0, len(city), ("place",)), *spans, *((a + n, b + n, t) for a, b, t in e.names or [])]
        return replace(
            e,
            words=[*prefix, *e.words],
            names=names,
            meetings=None if e.meetings is None else [0] * n + e.meetings,
            quotes=None if e.quotes is None else [0] * n + e.quotes,
        )

    def __call__(self, e: Example) -> Example:
        """One random variant of the example (often the example itself)."""
        pick = self.random
        if e.heads is None and e.names:
            if e.complete or pick.random() < 0.5:
                e = self.swap(e, pick.choice((0.0, 0.0, 0.3, 0.6)))
            if e.complete and pick.random() < 0.06:
                e = self.dateline(e)
        r = pick.random()
        if e.complete and r < 0.10:
            variant: Callable[[str], str] = str.upper if r < 0.05 else _title
            return replace(e, words=[variant(w) for w in e.words])
        if r < 0.03:
            return replace(e, words=[w.lower() for w in e.words])
        if r < 0.055:
            return replace(e, words=[_title(w) for w in e.words])
        if r < 0.08:
            return replace(e, words=[w.upper() for w in e.words])
        if r < 0.25:
            return replace(e, words=[w.replace("'", "’") if w != '"' else pick.choice("“”") for w in e.words])
        if 0.25 < r < 0.30:
            return replace(e, words=[w.replace("’", "'") if w not in {"“", "”"} else '"' for w in e.words])
        return e


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def _split_hyphens(words: list[str]) -> list[str]:
    """Tokens as spaCy makes them: a hyphen between letters stands alone, O'Brien stays whole."""
    out: list[str] = []
    for word in words:
        parts = word.split("-")
        for i, part in enumerate(parts):
            if i:
                out.append("-")
            out.append(part)
    return out
