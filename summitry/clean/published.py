"""When an article appeared: stated in it, given beside it, or inferred from what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from summitry.clean.published_bounds import EARLIEST, Constraint, Domain, Outcome, narrow
from summitry.clean.published_calendar import (
    absolute_constraints,
    lead_constraints,
    linked_constraints,
    weekday_constraints,
    yearless_constraints,
)
from summitry.clean.published_knowledge import knowledge_constraints
from summitry.clean.published_offices import roster_constraints
from summitry.clean.published_prose import Prose
from summitry.clean.published_stated import Stated, on_year, stated_dates
from summitry.lexicon import Lexicon
from summitry.records import Block, Evidence, Issue, Line, Published, RawDocument
from summitry.temporal.edtf import Interval, bounds
from summitry.temporal.expressions import find_expressions

#: A dateline is often a day older than the page; more days between text and sidecar are a contradiction.
_TOLERANCE_DAYS = 7
#: A wider interval says too little to be called a date.
_WIDEST_DAYS = 3653


def infer_published(
    document: RawDocument, lines: Sequence[Line], blocks: Sequence[Block], lexicon: Lexicon, today: date
) -> tuple[Published, tuple[Issue, ...]]:
    """Return the publication interval of an article with its evidence, and what is wrong with its dates.

    A full date stated in the text wins; day and month are completed by the sidecar's year, else by the year that other evidence leaves;
    then the sidecar's date; then what the text's evidence leaves possible. Nothing is later than `today`. Issues: `published_conflict`
    (text and sidecar, or the text's own dates, contradict one another), `published_in_future`, `published_unreadable`.
    """
    issues: list[Issue] = []
    given = _given(document, today, issues)
    candidates = []
    for stated in stated_dates(document.text, lines, blocks, lexicon):
        if stated.is_complete and stated.timex.first is not None and stated.timex.first > today:
            issues.append(
                _issue(document, "published_in_future", f"The text states the date {stated.evidence.surface!r}, which is still to come.")
            )
        else:
            candidates.append(stated)
    best = candidates[0] if candidates else None
    if best is not None and best.is_complete:
        return _stated_fully(document, best, given, issues), tuple(issues)
    if best is not None and given is not None and (found := _completed(best, given)):
        return Published(found, found, "stated", (best.evidence,)), tuple(issues)
    if given is not None:
        return Published(given.first, given.last, "given"), tuple(issues)
    outcome = possible_days(document.text, blocks, lexicon, today)
    if best is not None:
        return _stated_without_year(document, best, outcome, issues), tuple(issues)
    issues += _contradictions(document, outcome)
    return _inferred(outcome, Domain.of([(EARLIEST, today)])), tuple(issues)


def possible_days(text: str, blocks: Sequence[Block], lexicon: Lexicon, today: date) -> Outcome:
    """Return the days on which the text can have been written, as far as its own words and the lexicon tell, and why."""
    prose = Prose.read(text, blocks)
    constraints = [*absolute_constraints(prose), *knowledge_constraints(prose, lexicon, today)]
    whole = Domain.of([(EARLIEST, today)])
    outcome = narrow(whole, constraints)
    rules: tuple[Callable[[Domain], Iterator[Constraint]], ...] = (
        lambda domain: weekday_constraints(prose, domain),
        lambda domain: roster_constraints(prose, domain, lexicon, today),
        lambda domain: lead_constraints(prose, domain),
        lambda domain: linked_constraints(prose, domain),
        lambda domain: yearless_constraints(prose, domain),
    )
    for rule in rules:
        more = [*rule(outcome.domain)]
        after = narrow(outcome.domain, more)
        outcome = Outcome(after.domain, (*outcome.used, *after.used), outcome.refused)
    return outcome


def _given(document: RawDocument, today: date, issues: list[Issue]) -> Interval | None:
    value = document.sidecar.published
    if not value:
        return None
    found = bounds(value.strip())
    if found is None:
        readings = [t for t in find_expressions(value) if t.absolute and t.first is not None and 2 * len(t.surface) > len(value)]
        found = Interval(readings[0].first, readings[0].last) if readings else None
    if found is None or found.first is None or found.last is None:
        issues.append(_issue(document, "published_unreadable", f"The sidecar's publication date {value!r} is no date we can read."))
        return None
    if found.first > today:
        issues.append(_issue(document, "published_in_future", f"The sidecar's publication date {value!r} is still to come."))
        return None
    return Interval(found.first, min(found.last, today))


def _stated_fully(document: RawDocument, stated: Stated, given: Interval | None, issues: list[Issue]) -> Published:
    first, last = stated.timex.first, stated.timex.last
    if given is not None and given.first is not None and given.last is not None and first is not None and last is not None:
        apart = max((given.first - last).days, (first - given.last).days)
        if apart > _TOLERANCE_DAYS:
            message = f"The text states {stated.evidence.surface!r}, the sidecar {document.sidecar.published!r}; the text is followed."
            issues.append(_issue(document, "published_conflict", message))
    return Published(first, last, "stated", (stated.evidence,))


def _completed(stated: Stated, given: Interval) -> date | None:
    """The stated day in the year that brings it nearest to the given date."""
    if given.first is None or given.last is None:
        return None
    days = [d for y in range(max(given.first.year - 1, 1), min(given.last.year + 1, 9998) + 1) if (d := on_year(stated, y))]
    middle = given.first + (given.last - given.first) / 2
    return min(days, key=lambda d: abs((d - middle).days)) if days else None


def _stated_without_year(document: RawDocument, stated: Stated, outcome: Outcome, issues: list[Issue]) -> Published:
    issues += _contradictions(document, outcome)
    years = [y for y in outcome.domain.years() if (d := on_year(stated, y)) and any(a <= d <= b for a, b in outcome.domain.spans)]
    fitting = [d for y in years if (d := on_year(stated, y)) and _weekdays_fit(document.text, stated, d)]
    if outcome.used and len(fitting) == 1:
        return Published(fitting[0], fitting[0], "stated", (stated.evidence, *_evidence(outcome.used)))
    if outcome.used and fitting and (fitting[-1] - fitting[0]).days <= _WIDEST_DAYS:
        return Published(fitting[0], fitting[-1], "inferred", (stated.evidence, *_evidence(outcome.used)))
    return Published(None, None, "unknown", (stated.evidence,))


def _weekdays_fit(text: str, stated: Stated, day: date) -> bool:
    """False when the dateline names another weekday than the one on which the day falls in that year."""
    before = text[max(0, stated.timex.start - 12) : stated.timex.start].rstrip(" ,").split()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    spoken = [w.lower() for w in [*(before[-1:] or []), *stated.timex.surface.replace(",", " ").split()[:1]] if w.lower() in names]
    return not spoken or spoken[0] == names[day.weekday()]


def _inferred(outcome: Outcome, whole: Domain) -> Published:
    evidence = _evidence(outcome.used)
    if not outcome.used or outcome.domain == whole or outcome.domain.width > _WIDEST_DAYS:
        return Published(None, None, "unknown", evidence)
    return Published(outcome.domain.first, outcome.domain.last, "inferred", evidence)


def _evidence(used: Sequence[Constraint]) -> tuple[Evidence, ...]:
    return tuple(sorted({c.evidence for c in used}, key=lambda e: (e.start, e.end, e.reason)))


def _contradictions(document: RawDocument, outcome: Outcome) -> list[Issue]:
    wrong = [c.evidence.surface for c in outcome.refused if c.rank == 1]
    if not wrong:
        return []
    return [
        _issue(document, "published_conflict", f"The dates told in the text contradict one another: {', '.join(map(repr, wrong[:3]))}.")
    ]


def _issue(document: RawDocument, code: str, message: str) -> Issue:
    return Issue("clean", "warning", code, message, document.source_path, document.document_id)
