"""Label lists of the network and the masks that say which labels a token may take."""

from __future__ import annotations

TYPES = ("person", "country", "place", "organization", "treaty", "forum", "event")
NAMES = ("O", *(f"{p}-{t}" for t in TYPES for p in "BI"))
TAGS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X")
STATUSES = ("held", "ongoing", "planned", "possible", "cancelled", "postponed", "denied")
MEETINGS = ("O", *(f"{p}-{s}" for s in STATUSES for p in "BI"))
QUOTES = ("O", *(f"{p}-{s}" for s in ("content", "cue", "source") for p in "BI"))
#: Types that the general corpora do not mark: a capitalised token that they leave unmarked may still be one.
UNMARKED = ("treaty", "forum", "event")

NAME_ID = {label: i for i, label in enumerate(NAMES)}
MEETING_ID = {label: i for i, label in enumerate(MEETINGS)}
QUOTE_ID = {label: i for i, label in enumerate(QUOTES)}
TAG_ID = {label: i for i, label in enumerate(TAGS)}

Span = tuple[int, int, tuple[str, ...]]


def allowed(words: list[str], spans: list[Span], complete: bool) -> list[tuple[int, ...]]:
    """Return the label ids that each word may take.

    A span names the types it may have; "O" among them means that it may also be no entity. In a corpus that is not `complete`
    (it lacks treaty, forum and event) an unmarked capitalised word keeps those open, so that nothing false is taught.
    """
    free = tuple(NAME_ID[f"{p}-{t}"] for t in UNMARKED for p in "BI")
    out: list[tuple[int, ...]] = []
    for i, word in enumerate(words):
        is_open = not complete and i > 0 and word[:1].isupper() and len(word) > 1
        out.append((0, *free) if is_open else (0,))
    for start, end, types in spans:
        for i in range(start, end):
            ids = [NAME_ID[("B-" if i == start else "I-") + t] for t in types if t != "O"]
            if "O" in types:
                ids = [0, *ids, *(NAME_ID[f"B-{t}"] for t in types if t != "O" and i > start)]
            out[i] = tuple(ids)
    return out


def bio(n: int, spans: list[tuple[int, int, str]], ids: dict[str, int]) -> list[int]:
    """Return BIO label ids; a later span overwrites an earlier one."""
    out = [0] * n
    for start, end, label in spans:
        for i in range(start, end):
            out[i] = ids[("B-" if i == start else "I-") + label]
    return out


def spans_of(labels: list[str]) -> list[tuple[int, int, str]]:
    """Return half-open spans of BIO labels; an I- that continues nothing starts a span."""
    out: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label == "O" or not label:
            continue
        kind = label[2:]
        if label[0] == "I" and out and out[-1][1] == i and out[-1][2] == kind:
            out[-1] = (out[-1][0], i + 1, kind)
        else:
            out.append((i, i + 1, kind))
    return out
