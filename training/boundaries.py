"""Sentence boundaries of `summitry_sentences` against GUM: F1 on the raw text rebuilt from the CoNLL-U files, one document a time.

Counted as the lab did: the end of every gold sentence against the end of every sentence found, by characters that are no white space.
Paragraph breaks (`# newpar`) are given as blank lines, which is how articles come; "one line" is the same text without them.
`f1_inner` leaves out the boundaries that a paragraph break gives away.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc

from summitry.extract import language  # noqa: F401  (registers the components)

#: News in the test part of GUM's own split (`splits.md` in its repository). Two are few: the figures of all stand beside theirs.
TEST = ("GUM_news_nasa", "GUM_news_sensitive")


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its paragraphs of sentences."""

    name: str
    paragraphs: tuple[tuple[str, ...], ...]

    def joined(self, between: str) -> tuple[str, set[int], set[int]]:
        """The raw text, the sentence ends and the paragraph ends, counted in characters that are no white space."""
        ends: set[int] = set()
        blocks: set[int] = set()
        at = 0
        for paragraph in self.paragraphs:
            for sentence in paragraph:
                at += _letters(sentence)
                ends.add(at)
            blocks.add(at)
        return between.join(" ".join(p) for p in self.paragraphs), ends, blocks


def read_gum(path: Path) -> Text:
    """One GUM document with its text as written."""
    paragraphs: list[list[str]] = []
    words: list[str] = []
    inside = 0
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraphs.append([])
        elif not line and words:
            if not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append("".join(words).strip())
            words, inside = [], 0
        elif line and line[0] != "#":
            fields = line.split("\t")
            number, _, last = fields[0].partition("-")
            if "." in number or (not last and int(number) <= inside):
                continue
            inside = int(last) if last else inside
            words.append(fields[1] + ("" if "SpaceAfter=No" in fields[9] else " "))
    return Text(path.stem, tuple(tuple(p) for p in paragraphs if p))


def found_ends(doc: Doc, text: str) -> set[int]:
    """Ends of the sentences of the Doc, counted in characters that are no white space."""
    counts = _running(text)
    return {counts[s.end_char] for s in doc.sents} - {0}


def measure_boundaries(folder: Path, names: str = "GUM_news_*") -> dict[str, dict[str, float]]:
    """Figures of the documents that fit `names`: all of them, and the test part, with and without paragraph breaks."""
    texts = [read_gum(p) for p in sorted(folder.glob(f"{names}.conllu"))]
    test = [t for t in texts if t.name in TEST]
    return {
        "news, all": _score(texts, "\n\n"),
        "news, test": _score(test, "\n\n"),
        "news, all, one line": _score(texts, " "),
        "news, test, one line": _score(test, " "),
    }


def mistakes(folder: Path, names: str = "GUM_news_*", between: str = "\n\n") -> Iterator[str]:
    """One line per boundary missed (-) or put too many (+), with its surroundings."""
    nlp = _pipeline()
    for path in sorted(folder.glob(f"{names}.conllu")):
        text, wanted, _ = read_gum(path).joined(between)
        found = found_ends(nlp(text), text)
        where = {count: i for i, count in reversed(list(enumerate(_running(text))))}
        for end in sorted(found ^ wanted):
            i = where[end]
            yield f"{'+' if end in found else '-'} {path.stem}: {text[max(0, i - 50) : i]!r} | {text[i : i + 40]!r}"


def _score(texts: list[Text], between: str) -> dict[str, float]:
    nlp = _pipeline()
    right = found = wanted = inner_right = inner_found = inner_wanted = words = 0
    spent = 0.0
    for each in texts:
        text, ends, blocks = each.joined(between)
        doc = nlp.make_doc(text)
        words += sum(not t.is_space for t in doc)
        begun = time.process_time()
        for _, component in nlp.pipeline:
            doc = component(doc)
        spent += time.process_time() - begun
        got = found_ends(doc, text)
        right, found, wanted = right + len(got & ends), found + len(got), wanted + len(ends)
        inner_right, inner_found, inner_wanted = (
            inner_right + len((got & ends) - blocks),
            inner_found + len(got - blocks),
            inner_wanted + len(ends - blocks),
        )
    return {
        "precision": round(right / found, 4),
        "recall": round(right / wanted, 4),
        "f1": round(2 * right / (found + wanted), 4),
        "f1_inner": round(2 * inner_right / (inner_found + inner_wanted), 4),
        "sentences": wanted,
        "words_per_cpu_s": round(words / spent),
    }


def _pipeline() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("summitry_sentences")
    return nlp


def _running(text: str) -> list[int]:
    counts = [0]
    for c in text:
        counts.append(counts[-1] + (not c.isspace()))
    return counts


def _letters(text: str) -> int:
    return len(re.sub(r"\s", "", text))
