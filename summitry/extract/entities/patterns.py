"""Names that follow a pattern: instruments, forum meetings, elections, anniversaries.

The patterns are about how such things are named in English, not about single names (those are in the lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from summitry.extract.entities.candidates import Candidate
from summitry.extract.state import text_of
from summitry.lexicon import Lexicon
from summitry.records import EntityType

_CAP = r"(?:[A-Z](?:\.[A-Z])+\.?|[A-Z][\w’']*|\d{4})"
_JOIN = r"(?:[ \n]+(?:of|on|for|the|and|to|with|against)){0,3}"
#: After the instrument's noun: "Treaty in Tallinn" is a place, not a part of the name.
_TAIL = r"(?:[ \n]+(?:of|on|for|the|and|against|between)){1,3}"
_NAME = rf"{_CAP}(?:(?:[ \n]+|-|–|/){_CAP}|{_JOIN}[ \n]+{_CAP}){{0,8}}"
_ACRONYM = r"(?:[ \n]*\([A-Z][A-Za-z-]{1,9}\))?"
_TREATY_NOUN = r"(?:Treaty|Treaties|Accords?|Convention|Pact|Protocols?|Covenant|Concordat)"

#: "... on Migration and Protection", "... between Poland and Lithuania"
_ABOUT = rf"(?:{_TAIL}[ \n]+{_CAP}(?:(?:[ \n]+|-|[ \n]+and[ \n]+){_CAP}){{0,5}})?"
_DOCUMENT = r"(?:Declaration|Communiqu[eé]|Consensus|Memorandum|Concord)"
_QUOTED_HEAD = r"(?:Treaty|Declaration|Charter|Agreement|Accord|Pact|Convention|Memorandum)"
_OPENING = r"(?:Treaty|Convention|Protocol|Agreement|Pact|Charter)[ \n]+(?:of|on|for|against|between)(?:[ \n]+the)?"

_SEIZING = r"(?:invasion|annexation|occupation)"

_PATTERNS: tuple[tuple[EntityType, re.Pattern[str]], ...] = (
    # "Intermediate-Range Nuclear Forces (INF) Treaty", "Treaty on Open Skies", "Minsk Agreements"
    ("treaty", re.compile(rf"\b{_NAME}{_ACRONYM}[ \n]+{_TREATY_NOUN}{_ABOUT}\b")),
    # "Regional Declaration on Migration and Protection", "Bogor Declaration"
    ("treaty", re.compile(rf"\b{_CAP}(?:[ \n]+{_CAP}){{0,3}}[ \n]+{_DOCUMENT}{_ABOUT}")),
    # a name within quotation marks: "Declaration on a shared vision"
    ("treaty", re.compile(rf"(?<=[\"“])(?:[A-Z][\w’'-]*[ \n]+){{0,4}}{_QUOTED_HEAD}[ \n]+(?:on|of|for)[ \n]+[^\"“”\n.,]{{3,60}}(?=[\"”])")),
    ("treaty", re.compile(rf"\b{_OPENING}[ \n]+{_NAME}{_ACRONYM}")),
    ("treaty", re.compile(rf"\b{_NAME}{_ACRONYM}[ \n]+(?:Agreements?)\b")),
    # "Russian invasion of Ukraine", "Iraqi invasion of Kuwait"; "COVID-19 pandemic"
    ("event", re.compile(rf"\b[A-Z][\w’'-]+(?<!The)[ \n]+{_SEIZING}[ \n]+of[ \n]+[A-Z][\w-]+(?:[ \n]+[A-Z][\w-]+)?")),
    ("event", re.compile(r"\b(?:[A-Z][\w-]+|\d{4})[ \n]+(?:[A-Z]?[\w-]+[ \n]+)?(?:pandemic|earthquake|tsunami)\b")),
    # "2016 U.S. presidential election", "2004 presidential election"
    ("event", re.compile(r"\b\d{4}[ \n]+(?:[A-Z][\w.]+[ \n]+){0,3}(?:(?:presidential|general|parliamentary|midterm)[ \n]+)?elections?\b")),
    # "75th anniversary of the allied victory in World War II"
    (
        "event",
        re.compile(
            r"\b(?:\d+(?:st|nd|rd|th)|centennial|bicentennial|centenary)[ \n]+anniversary[ \n]+of[ \n]+(?:the[ \n]+)?[\w’'-]+"
            r"(?:[ \n]+(?:[A-Z][\w’'.]*|of|in|the|end|victory|signing|establishment|fall|founding)(?![\w’']*[.!?]))*"
        ),
    ),
)  # fmt: skip
#: Words that do not begin the name of an instrument.
_WEAK = frozenset("the this that new peace trade international bilateral under sign signed".split())
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December".split()
)
_ACTS = frozenset(
    "negotiations talks discussions consultations ratification signing signature statement remarks implementation withdrawal extension "
    "violation violations accession anniversary entry "
    "support adoption conclusion suspension termination breach consent".split()
)
_SUMMIT = frozenset({"summit", "summits"})
_ORDINAL = re.compile(r"^(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|annual)$", re.IGNORECASE)


def pattern_candidates(doc: Doc) -> Iterator[Candidate]:
    """Yield a candidate for every stretch of text that follows one of the patterns."""
    text = text_of(doc)
    for entity_type, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
            if span is None or "\n\n" in span.text:
                continue
            if entity_type == "treaty":
                span = span[: days_cut(span)]
            if not len(span):
                continue
            start = _after_act(doc, span.start, span.end) if entity_type == "treaty" else span.start
            while start < span.end - 1 and doc[start].lower_ in _WEAK:
                start += 1
            if span.end - start >= 2:
                yield Candidate(start, span.end, entity_type, "pattern")


def days_cut(span: Span) -> int:
    """Number of tokens before the day that a pattern or the model took for a part of the name: "Paris Agreement | on Tuesday"."""
    for i, token in enumerate(span):
        if i and token.text in _DAYS:
            return i - 1 if span[i - 1].lower_ in {"on", "in", "of"} else i
    return len(span)


def _after_act(doc: Doc, start: int, end: int) -> int:
    """Where the name begins when a headline's capitals put the act before it: "Senate Ratification of the ... Protocols"."""
    for i in range(end - 2, start, -1):
        if doc[i].lower_ in {"of", "to", "from", "on", "for"} and doc[i - 1].lower_ in _ACTS:
            return i + 2 if doc[i + 1].lower_ == "the" else i + 1
    return start


def widen_forums(doc: Doc, candidates: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with forum names widened ("25th APEC Summit"); an organisation's summit is a forum ("NATO summit")."""
    out = []
    for c in candidates:
        start, end = c.start, c.end
        # "Group of 20 (G20) summit"
        tail = end
        if tail + 2 < len(doc) and doc[tail].text == "(" and doc[tail + 2].text == ")":
            tail += 3
        followed = tail < len(doc) and doc[tail].lower_ in _SUMMIT
        if c.entity_type in {"forum", "organization"} and followed and c.source != "model":
            name = f"{_short_name(c)} summit"
            known = [e for e in lexicon.lookup(name) if e.entity_type == "forum"] or [r for r in c.readings if r.entity_type == "forum"]
            end = tail + 1 if tail == c.end else end
            if start and _ORDINAL.match(doc[start - 1].text):
                start -= 1
            out.append(Candidate(start, end, "forum", "lexicon", tuple(known), None if known else name))
        elif c.entity_type == "forum" and c.readings and start and _ORDINAL.match(doc[start - 1].text) and doc[end - 1].lower_ in _SUMMIT:
            out.append(Candidate(start - 1, end, "forum", c.source, c.readings, c.name))
        else:
            out.append(c)
    return out


def _short_name(candidate: Candidate) -> str:
    return candidate.readings[0].name if candidate.readings else ""
