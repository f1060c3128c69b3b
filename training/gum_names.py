"""Names from GUM's entity layer: GUM marks whole phrases ("the Russian president"), we want the proper name inside. Silver quality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.corpora import UdToken

_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_TITLES = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "miss",
        "mr",
        "mrs",
        "ms",
        "dr.",
        "dr",
        "prof.",
        "prof",
        "professor",
        "president",
        "presidents",
        "vice",
        "prime",
        "minister",
        "ministers",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "sir",
        "lady",
        "lord",
        "judge",
        "justice",
        "sen.",
        "senator",
        "senators",
        "rep.",
        "representative",
        "gov.",
        "governor",
        "gen.",
        "general",
        "col.",
        "colonel",
        "maj.",
        "major",
        "capt.",
        "captain",
        "lt.",
        "lieutenant",
        "sgt.",
        "sergeant",
        "admiral",
        "adm.",
        "secretary",
        "deputy",
        "chief",
        "chairman",
        "chairwoman",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ambassador",
        "mayor",
        "director-general",
        "foreign",
        "emperor",
        "sheikh",
        "ayatollah",
        "rev.",
        "reverend",
        "father",
        "saint",
        "st.",
        "brother",
        "sister",
        "aunt",
        "uncle",
        "congressman",
        "congresswoman",
        "commander",
        "director",
        "doctor",
        "coach",
        "detective",
        "officer",
        "former",
        "ex",
        "first",
        "attorney",
        "speaker",
        "leader",
        "head",
        "chair",
        "premier",
        "tsar",
        "sultan",
        "caliph",
        "archbishop",
        "bishop",
        "cardinal",
        "imam",
        "marshal",
        "earl",
        "protector",
        "fellow",
        "baron",
        "count",
        "duke",
        "duchess",
    ]
)
#: Titles that stay part of the name when another title stands before them.
_KEPT = frozenset({"prince", "king", "pope", "saint", "general"})
_JOINERS = frozenset(
    ["of", "the", "for", "and", "&", "-", "'s", "’s", "in", "de", "la", "al", "van", "von", "bin", "del", "da", "di", "/", "’", "'", "."]
)


def _mentions(sentence: list[UdToken]) -> list[tuple[int, int, str]]:
    stack: dict[str, list[tuple[int, str]]] = {}
    found = []
    for i, token in enumerate(sentence):
        marks = [f[7:] for f in token.misc.split("|") if f.startswith("Entity=")]
        for m in re.finditer(r"\(([^()]*)(\))?|([^()]+)\)", marks[-1] if marks else ""):
            if m.group(1) is None:
                opened = stack.get(m.group(3).split("-")[0])
                if opened:
                    start, kind = opened.pop()
                    found.append((start, i + 1, kind))
                continue
            group, kind = m.group(1).split("-")[:2]
            if m.group(2):
                found.append((i, i + 1, kind))
            else:
                stack.setdefault(group, []).append((i, kind))
    return found


def _person(sentence: list[UdToken], start: int, end: int, head: int) -> tuple[int, int]:
    picked, queue = {head}, [head]
    while queue:
        at = queue.pop()
        for i in range(start, end):
            token = sentence[i]
            if token.head - 1 != at or i in picked:
                continue
            proper = token.tag == "PROPN"
            if token.dep.split(":")[0] in {"flat", "goeswith"} or (token.dep in {"compound", "nmod:desc"} and proper):
                picked.add(i)
                queue.append(i)
    a, b = min(picked), max(picked) + 1
    while a < b and (sentence[a].form.lower().strip(",") in _TITLES or not sentence[a].form[:1].isupper()):
        a += 1
    if any(sentence[i].form in {",", "(", ")"} for i in range(a, b)):
        return 0, 0
    for i in range(b - 2, a - 1, -1):
        form = sentence[i].form.lower()
        if form in _TITLES and form not in _KEPT:
            return i + 1, b
    return a, b


def _other(sentence: list[UdToken], start: int, end: int, head: int) -> tuple[int, int]:
    def proper(i: int) -> bool:
        token = sentence[i]
        upper = token.form[:1].isupper()
        return token.tag == "PROPN" or (upper and token.xpos.startswith("NNP")) or (upper and token.tag in {"ADJ", "NOUN"} and i != 0)

    a, b = head, head + 1
    while a - 1 >= start and (proper(a - 1) or (sentence[a - 1].form.lower() in _JOINERS and a - 2 >= start and proper(a - 2))):
        a -= 1
    while b < end:
        low = sentence[b].form.lower()
        joined = low in _JOINERS and b + 1 < end and proper(b + 1)
        of_the = low in {"of", "for"} and b + 2 < end and sentence[b + 1].form == "the" and proper(b + 2)
        if not (proper(b) or joined or of_the):
            break
        b += 1
    return a, b


def gum_names(sentence: list[UdToken]) -> list[tuple[int, int, str]]:
    """Return half-open name spans with PER, ORG or LOC, outermost first where they nest."""
    found = []
    for start, end, kind in _mentions(sentence):
        if kind not in _TYPES:
            continue
        heads = [i for i in range(start, end) if not start <= sentence[i].head - 1 < end]
        if not heads or sentence[heads[0]].tag != "PROPN":
            continue
        a, b = (_person if kind == "person" else _other)(sentence, start, end, heads[0])
        if a < b:
            found.append((a, b, _TYPES[kind]))
    out: list[tuple[int, int, str]] = []
    for a, b, label in sorted(set(found), key=lambda s: (s[0], -s[1])):
        if not out or a >= out[-1][1]:
            out.append((a, b, label))
    return out
