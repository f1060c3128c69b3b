"""Readers of the training data: everything becomes `Example`s."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from training.gum_names import gum_names
from training.labels import MEETING_ID, QUOTE_ID, Span, bio, spans_of

HERE = Path(__file__).parent
HELD_BACK = 0.15
SEED = 11


@dataclass(slots=True)
class Example:
    """One sentence (or a few) with what its corpus tells about it; None where the corpus is silent."""

    words: list[str]
    names: list[Span] | None = None
    complete: bool = False
    heads: list[int] | None = None
    tags: list[str] | None = None
    deps: list[str] | None = None
    meetings: list[int] | None = None
    quotes: list[int] | None = None
    source: str = ""


@dataclass(slots=True)
class UdToken:
    """The columns of a CoNLL-U word line that are used."""

    form: str
    tag: str
    xpos: str
    head: int
    dep: str
    misc: str = field(default="_")


@cache
def countries() -> frozenset[str]:
    """Return the surfaces that name a country, lower case."""
    lines = (HERE / "lists" / "countries.txt").read_text("utf-8").splitlines()
    return frozenset(line.lower() for line in lines if line and line[0] != "#")


#: Also the name of a state of the USA, a town or a person: the type is left open.
AMBIGUOUS = frozenset(
    {"georgia", "jordan", "chad", "guinea", "congo", "luxembourg", "panama", "guatemala", "mexico", "korea", "palestine", "vatican"}
)
_TREATY_WORDS = frozenset(["treaty", "accord", "accords", "agreement", "protocol", "convention", "pact"])
_FORUM_WORDS = frozenset(["summit", "conference", "forum", "g7", "g8", "g20", "g-7", "g-8", "g-20", "talks"])


def types_of(label: str, surface: str) -> tuple[str, ...]:
    """Map a PER/ORG/LOC/MISC label of a general corpus to our types; several where the corpus does not settle it."""
    low = surface.lower().removeprefix("the ")
    words = set(low.split())
    if label == "PER":
        return ("person",)
    if label == "LOC":
        if low in AMBIGUOUS:
            return ("country", "place")
        return ("country",) if low in countries() else ("place",)
    if label == "ORG":
        more = (("treaty",) if words & _TREATY_WORDS else ()) + (("forum",) if words & _FORUM_WORDS else ())
        return ("organization", *more)
    if label == "EVENT":
        return ("event", "forum")
    return ("O", "treaty", "forum", "event")


def general(words: list[str], spans: Iterable[tuple[int, int, str]], source: str) -> Example:
    """Example from a corpus with PER/ORG/LOC labels."""
    return Example(words, [(a, b, types_of(t, " ".join(words[a:b]))) for a, b, t in spans], source=source)


def split_sentences(doc: Doc) -> list[tuple[int, int]]:
    """Half-open token spans of sentences by simple punctuation, white space tokens included."""
    cuts = [0]
    tokens = [t for t in doc if not t.is_space]
    for i, token in enumerate(tokens[:-1]):
        j = i + 1
        if token.text in {".", "!", "?"}:
            while j < len(tokens) and tokens[j].text in {'"', "”", "'", "’", ")"} and not tokens[j - 1].whitespace_:
                j += 1
            if j < len(tokens) and (tokens[j].text[:1].isupper() or tokens[j].text in {'"', "“"}) and tokens[j].i not in cuts:
                cuts.append(tokens[j].i)
    ends = [*cuts[1:], len(doc)]
    return [(a, b) for a, b in zip(cuts, ends, strict=True) if b > a]


def held_back(count: int) -> set[int]:
    """Indexes of the fixed 15 % that is never trained on."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return set(order[: round(count * HELD_BACK)])


def diplomatic(folder: Path) -> list[Example]:
    """The hand-marked sentences, in file order; white space tokens left out."""
    nlp = spacy.blank("en")
    out = []
    for path in sorted(folder.glob("sentences_*.txt")):
        for line in path.read_text("utf-8").splitlines():
            text, marks, at = "", [], 0
            for m in re.finditer(r"\[\[(\w+)\|(.*?)\]\]", line):
                text += line[at : m.start()]
                marks.append((len(text), len(text) + len(m.group(2)), m.group(1)))
                text += m.group(2)
                at = m.end()
            text += line[at:]
            if text.strip():
                doc = nlp.make_doc(text)
                out.extend(_slice(doc, 0, len(doc), marks, source="diplomatic"))
    return out


def _offsets(text: str, mark: str) -> tuple[int, int] | None:
    m = re.match(r"^(.*)##(\d)$", mark, re.S)
    surface, count = (m.group(1), int(m.group(2))) if m else (mark, 1)
    at = -1
    for _ in range(count):
        at = text.find(surface, at + 1)
        if at < 0:
            return None
    return at, at + len(surface)


def _slice(
    doc: Doc,
    start: int,
    end: int,
    names: list[tuple[int, int, str]],
    *,
    source: str,
    meetings: list[tuple[int, int, str]] | None = None,
    quotes: list[tuple[int, int, str]] | None = None,
) -> Iterator[Example]:
    tokens = [t for t in doc[start:end] if not t.is_space]
    if not tokens:
        return

    def words(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        found = []
        for a, b, label in marks:
            inside = [i for i, t in enumerate(tokens) if t.idx < b and t.idx + len(t) > a]
            if inside:
                found.append((inside[0], inside[-1] + 1, label))
        return found

    taken: list[Span] = []
    for a, b, label in sorted(words(names), key=lambda s: (s[0], -s[1])):
        if not taken or a >= taken[-1][1]:
            taken.append((a, b, (label,)))
    n = len(tokens)
    yield Example(
        [t.text for t in tokens],
        taken,
        complete=True,
        meetings=None if meetings is None else bio(n, words(meetings), MEETING_ID),
        quotes=None if quotes is None else bio(n, words(quotes), QUOTE_ID),
        source=source,
    )


def passages(folder: Path) -> list[list[Example]]:
    """Per passage the examples of its sentences, in file order."""
    nlp = spacy.blank("en")
    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            text = record["text"]
            doc = nlp.make_doc(text)

            def marks(pairs: Iterable[tuple[str | None, str]], text: str = text) -> list[tuple[int, int, str]]:
                spans = [(_offsets(text, s), label) for s, label in pairs if s]
                return [(*span, label) for span, label in spans if span]

            names = marks((e["text"], e["type"]) for e in record["entities"])
            meetings = marks((m["trigger"], m["status"]) for m in record["meetings"])
            said = record["quotes"]
            quotes = [
                *marks((q["content"], "content") for q in said),
                *marks((q["speaker"], "source") for q in said),
                *marks((q["cue"], "cue") for q in said),
            ]
            out.append(
                [e for a, b in split_sentences(doc) for e in _slice(doc, a, b, names, source="passages", meetings=meetings, quotes=quotes)]
            )
    return out


def columns(path: Path, word: int, tag: int, tab: bool = True) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, tags) per sentence of a token-per-line file."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if not line.strip() or line.startswith("-DOCSTART-"):
            if words:
                yield words, tags
            words, tags = [], []
            continue
        if line.startswith("# ") and word == 1:
            continue
        parts = line.split("\t") if tab else line.split()
        if len(parts) <= word or (word == 1 and not parts[0].isdigit()):
            continue
        words.append(parts[word].strip() or "_")
        tags.append(parts[tag].strip())


def uner(path: Path) -> list[Example]:
    """Universal NER over EWT."""
    return [general(w, spans_of([t if t[2:] in {"PER", "ORG", "LOC"} else "O" for t in tags]), "uner") for w, tags in columns(path, 1, 2)]


def wikigold(path: Path) -> list[Example]:
    """Wikigold; MISC may be a treaty, a forum, an event or nothing."""
    return [general(w, spans_of(tags), "wikigold") for w, tags in columns(path, 0, -1, tab=False)]


def tweets(folder: Path) -> list[Example]:
    """Broad Twitter Corpus and WNUT17 training part."""
    known = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}
    out = []
    for path in [*sorted(folder.glob("btc_*.conll")), folder / "wnut_wnut17train.conll"]:
        for words, tags in columns(path, 0, -1):
            spans = [(a, b, known[t]) for a, b, t in spans_of(tags) if t in known]
            out.append(general(words, spans, "tweets"))
    return out


_CROSS = {
    **dict.fromkeys(["person", "scientist", "writer", "musicalartist", "researcher", "politician"], "PER"),
    **dict.fromkeys(["organisation", "university", "band", "politicalparty"], "ORG"),
    **dict.fromkeys(["country", "location"], "LOC"),
    **dict.fromkeys(["event", "conference"], "EVENT"),
    "misc": "MISC",
    "award": "MISC",
}


def crossner(folder: Path) -> list[Example]:
    """CrossNER of the four domains; labels without counterpart (books, songs, algorithms) count as no entity."""
    out = []
    for path in sorted(folder.glob("*/*.txt")):
        for words, tags in columns(path, 0, 1):
            spans = [(a, b, _CROSS[t]) for a, b, t in spans_of(tags) if t in _CROSS]
            out.append(general(words, spans, "crossner"))
    return out


def conllu(path: Path) -> Iterator[list[UdToken]]:
    """Yield the sentences of a CoNLL-U file."""
    sentence: list[UdToken] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if not line:
            if sentence:
                yield sentence
            sentence = []
        elif line[0] != "#":
            p = line.split("\t")
            if p[0].isdigit():
                sentence.append(UdToken(p[1], p[3], p[4], int(p[6]), p[7], p[9]))


def _syntax(sentence: list[UdToken], source: str) -> Example:
    return Example(
        [t.form for t in sentence],
        heads=[t.head for t in sentence],
        tags=[t.tag for t in sentence],
        deps=[t.dep for t in sentence],
        source=source,
    )


def ewt_train(folder: Path) -> list[Example]:
    """UD English-EWT training part, from the per-document sources."""
    out = []
    for name in (folder / "ewt_files.train").read_text("utf-8").split():
        path = folder / "not-to-release" / "sources" / (name if name.endswith(".conllu") else name + ".conllu")
        out.extend(_syntax(s, "ewt") for s in conllu(path))
    return out


def ewt_file(path: Path) -> list[Example]:
    """A whole CoNLL-U file as examples."""
    return [_syntax(s, "ewt") for s in conllu(path)]


def gum_train(folder: Path) -> list[Example]:
    """GUM (open genres): syntax, and names derived from its entity layer."""
    out = []
    for path in sorted(folder.glob("GUM_*.conllu")):
        for sentence in conllu(path):
            example = _syntax(sentence, "gum")
            named = general(example.words, gum_names(sentence), "gum")
            example.names = named.names
            out.append(example)
    return out
