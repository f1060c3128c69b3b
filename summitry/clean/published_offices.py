"""Evidence of the publication date in who holds which office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from summitry.clean.published_bounds import EARLIEST, Constraint, Domain, Span
from summitry.clean.published_prose import Prose
from summitry.lexicon import LexEntity, Lexicon, Term
from summitry.records import Evidence

_DAY = timedelta(days=1)
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_SMALL = r"(?:al|bin|de|da|van|von|der|el|la|Al)"
_NAME = rf"{_WORD}(?:\s+(?:{_SMALL}[\s-])?{_WORD}){{0,3}}"
_FULL_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?:\s+(?:{_SMALL}[\s-])?{_WORD}){{1,3}}")
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|then|late|ousted|deposed|incoming|outgoing|future|onetime|predecessor|successor|deputy|vice|assistant|under|shadow|acting"
    r"|candidate|candidates|ambassador\s+to|visit\s+by)(?:[\s-]+[\w.'’]+){0,2}[\s-]+$",
    re.IGNORECASE,
)
_LEADING = frozenset({"head_of_state", "head_of_government", "party_leader", "monarch"})
_OFFICES = _LEADING | {"foreign_minister", "defence_minister", "top_official", "spokesperson", "security_adviser"}
#: Titles that any leading office may stand behind.
_ANY_LEADER = re.compile(r"\b(?:leader|ruler|chief|strongman|dictator)$", re.IGNORECASE)
#: So many leaders, named in full, must be in office at once before their number says when.
_ROSTER = 5
#: Files of terms are incomplete, and leaders are talked of shortly before and after them.
_ROSTER_SLACK = timedelta(days=30)
#: Where so few days are left, names in full have nothing to add.
_NARROW = 1500
_NOT_YET = re.compile(r"-(?:elect|designate)$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _titled_name(lexicon: Lexicon) -> re.Pattern[str]:
    titles = sorted((t for t, role in lexicon.roles.items() if role.office in _OFFICES), key=len, reverse=True)
    return re.compile(rf"\b(?P<title>(?i:{'|'.join(re.escape(t) for t in titles) or 'president'})),?\s+(?P<name>{_NAME})")


def office_constraints(prose: Prose, lexicon: Lexicon, today: date) -> Iterator[Constraint]:
    """Yield the terms of office of those whom the text calls by an office, most often named first.

    Of two holders of one office the later counts: the text looks back at the earlier.
    """
    counts: Counter[tuple[str, bool, str]] = Counter()
    where: dict[tuple[str, bool, str], Evidence] = {}
    held: dict[tuple[str, bool, str], list[Term]] = {}
    for block in prose.blocks:
        for match in _titled_name(lexicon).finditer(prose.text, block.start, block.end):
            if _NOT_IN_OFFICE.search(prose.text[max(0, match.start() - 40) : match.start()]) or _NOT_YET.search(match["title"]):
                continue
            role, person = lexicon.role(match["title"]), person_named(match["name"], lexicon)
            if role is None or person is None:
                continue
            any_leader = bool(_ANY_LEADER.search(match["title"]))
            if any_leader and not _of_a_state(match["title"], prose.text[max(0, match.start() - 30) : match.start()], lexicon):
                continue  # leaders of rebels and parties
            key = (person.lexicon_id, any_leader, role.office)
            if key not in held:
                terms = lexicon.terms_of(person.lexicon_id)
                held[key] = [t for t in terms if t.office == role.office or (any_leader and t.office in _LEADING)]
            if held[key]:
                counts[key] += 1
                where.setdefault(key, Evidence(match.start(), match.end(), match.group(), "in office"))
    for key, _ in counts.most_common():
        if not _is_recalled(held[key], prose.text, lexicon):
            days = _days_of(held[key], today)
            # "Leader" is said of a person between two offices, too.
            yield Constraint(Domain.of([(days.first, days.last)]) if key[1] else days, where[key], 2)


def _of_a_state(title: str, before: str, lexicon: Lexicon) -> bool:
    """True for "the Palestinian leader": the title, or the word before it, says whose."""
    words = [*before.split()[-1:], *title.split()[:-1]]
    return any(lexicon.country_of_demonym(word.capitalize()) is not None for word in words if word[:1].isupper())


def _is_recalled(terms: list[Term], text: str, lexicon: Lexicon) -> bool:
    """True when one who held the same office later is named in the text too."""
    for term in terms:
        last = max(t.start for t in terms if (t.body, t.office) == (term.body, term.office))
        for successor in lexicon.holders(term.body, term.office):
            later = any(t.start > last for t in lexicon.terms_of(successor.lexicon_id) if (t.body, t.office) == (term.body, term.office))
            if later and successor.lexicon_id != term.person_id and any(name in text for name in (successor.name, *successor.aliases)):
                return True
    return False


def _days_of(terms: list[Term], today: date) -> Domain:
    return Domain.of((t.start, t.end if t.end else max(today, t.start)) for t in terms)


def person_named(name: str, lexicon: Lexicon) -> LexEntity | None:
    """The one known person whom the first words of `name` mean; None when several are as likely."""
    words = re.sub(r"['’]s?$", "", name).rstrip(".").split()
    for size in range(len(words), 0, -1):
        found = [e for e in lexicon.lookup(re.sub(r"['’]s$", "", " ".join(words[:size])).rstrip(".,")) if e.entity_type == "person"]
        if found:
            # A name that several officials bear ("George Bush") tells nothing.
            return found[0] if len(found) == 1 or found[0].prominence >= found[1].prominence + 15 else None
    return None


def roster_constraints(prose: Prose, domain: Domain, lexicon: Lexicon, today: date) -> Iterator[Constraint]:
    """Yield the days on which the leaders whom the text names in full were in office together, when nearly all of them were at some time.

    Titles are not needed ("Iran's Hassan Rouhani"); one in five may be a name of the past.
    """
    if domain.width <= _NARROW:
        return
    people: dict[str, Evidence] = {}
    for block in prose.blocks:
        for match in _FULL_NAME.finditer(prose.text, block.start, block.end):
            if _NOT_IN_OFFICE.search(prose.text[max(0, match.start() - 40) : match.start()]):
                continue
            words = match.group().split()
            for begin in range(len(words) - 1):
                person = person_named(" ".join(words[begin:]), lexicon)
                if person is not None and words[begin] != person.family_name and lexicon.terms_of(person.lexicon_id):
                    people.setdefault(person.lexicon_id, Evidence(match.start(), match.end(), match.group(), "leaders named together"))
                    break
    if len(people) < _ROSTER:
        return
    held = {p: _days_of(list(lexicon.terms_of(p)), today).spans for p in people}
    terms = {p: Domain.of((a - _ROSTER_SLACK, b + _ROSTER_SLACK) for a, b in spans) for p, spans in held.items()}
    best, together = _most_together(terms, today)
    if together >= _ROSTER and together * 5 >= len(people) * 4:
        for person_id, evidence in people.items():
            if terms[person_id].meet(best).spans:
                yield Constraint(best, evidence, 3)


def _most_together(terms: dict[str, Domain], today: date) -> tuple[Domain, int]:
    """The days on which four of five persons or more were in office, and how many that is at most."""
    cuts = sorted({d for domain in terms.values() for a, b in domain.spans for d in (a, b + _DAY)} | {EARLIEST, today + _DAY})
    counted: list[tuple[int, Span]] = []
    for first, after in pairwise(cuts):
        count = sum(any(a <= first <= b for a, b in domain.spans) for domain in terms.values())
        counted.append((count, (first, after - _DAY)))
    most = max((c for c, _ in counted), default=0)
    enough = max(_ROSTER, -(-4 * len(terms) // 5))
    return Domain.of(s for c, s in counted if c >= enough), most
