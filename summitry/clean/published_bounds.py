"""Days on which an article can have appeared, and how evidence narrows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.records import Evidence

#: Nothing we read is older.
EARLIEST = date(1900, 1, 1)
_DAY = timedelta(days=1)

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Domain:
    """Possible days as disjoint stretches in order, both ends included."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Domain:
        """Return the union of any spans; empty ones (first after last) fall away."""
        merged: list[Span] = []
        for first, last in sorted(s for s in spans if s[0] <= s[1]):
            if merged and first <= merged[-1][1] + _DAY:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        return cls(tuple(merged))

    def meet(self, other: Domain) -> Domain:
        """Return the days in both."""
        return Domain.of((max(a, c), min(b, d)) for a, b in self.spans for c, d in other.spans)

    def join(self, other: Domain) -> Domain:
        """Return the days in either."""
        return Domain.of((*self.spans, *other.spans))

    @property
    def first(self) -> date:
        return self.spans[0][0]

    @property
    def last(self) -> date:
        return self.spans[-1][1]

    @property
    def width(self) -> int:
        """Days from the first to the last possible day, both counted; 0 when none is possible."""
        return (self.last - self.first).days + 1 if self.spans else 0

    def years(self) -> range:
        """The years from the first to the last possible day."""
        return range(self.first.year, self.last.year + 1) if self.spans else range(0)

    def where(self, fits: Callable[[date], bool], limit: int = 2000) -> Domain:
        """Return the days for which `fits` holds; the domain unchanged when it holds more than `limit` days."""
        if sum((b - a).days + 1 for a, b in self.spans) > limit:
            return self
        days = [a + timedelta(days=k) for a, b in self.spans for k in range((b - a).days + 1)]
        return Domain.of((d, d) for d in days if fits(d))


@dataclass(frozen=True, slots=True)
class Constraint:
    """One piece of evidence and the days it leaves possible.

    `rank` 1: the text says so (a dated event told as past); 2: the text and what the world knows (terms of office, held summits,
    anniversaries); 3: habits of news writing (a date without year lies within the year round the article).
    """

    allowed: Domain
    evidence: Evidence
    rank: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of the possible days, the evidence that narrowed them, and what could not be true with the rest."""

    domain: Domain
    used: tuple[Constraint, ...]
    refused: tuple[Constraint, ...]


def narrow(domain: Domain, constraints: Sequence[Constraint]) -> Outcome:
    """Apply constraints by rank, in the order given within a rank.

    One that leaves no day is refused. Where two of rank 1 contradict, neither is trusted more: their days are joined instead.
    """
    used: list[Constraint] = []
    refused: list[Constraint] = []
    whole = domain
    for constraint in sorted(constraints, key=lambda c: c.rank):
        left = domain.meet(constraint.allowed)
        if not left.spans:
            refused.append(constraint)
            if constraint.rank == 1:
                domain = domain.join(constraint.allowed.meet(whole))
        elif left != domain:
            used.append(constraint)
            domain = left
    return Outcome(domain, tuple(used), tuple(refused))
