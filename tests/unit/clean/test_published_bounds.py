"""Possible days and how evidence narrows them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.clean.published_bounds import Constraint, Domain, narrow
from summitry.records import Evidence

DAYS = st.dates(date(1985, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, DAYS)
DOMAINS = st.lists(SPANS, max_size=5).map(Domain.of)


def constraint(first: date, last: date, rank: int) -> Constraint:
    return Constraint(Domain.of([(first, last)]), Evidence(0, 1, "x", f"rank {rank}"), rank)


@given(DOMAINS, DOMAINS)
def test_the_meet_lies_in_both_and_spans_stay_apart(a: Domain, b: Domain) -> None:
    common = a.meet(b)
    assert common.meet(a) == common == common.meet(b)
    assert a.join(b).meet(a) == a
    for (_, last), (first, _) in zip(common.spans, common.spans[1:], strict=False):
        assert (first - last).days > 1


@given(DOMAINS, st.lists(st.tuples(DOMAINS, st.integers(2, 3)), max_size=6))
def test_without_contradictions_of_the_text_evidence_only_narrows(domain: Domain, others: list[tuple[Domain, int]]) -> None:
    outcome = narrow(domain, [Constraint(d, Evidence(0, 1, "x", "r"), rank) for d, rank in others])
    assert outcome.domain.meet(domain) == outcome.domain
    assert bool(outcome.domain.spans) == bool(domain.spans)


def test_the_text_counts_before_the_world_and_the_world_before_habits() -> None:
    whole = Domain.of([(date(1990, 1, 1), date(2026, 1, 1))])
    told = constraint(date(2019, 1, 1), date(2026, 1, 1), 1)
    habit = constraint(date(1995, 1, 1), date(1996, 1, 1), 3)
    outcome = narrow(whole, [habit, told])
    assert outcome.domain == told.allowed
    assert outcome.used == (told,) and outcome.refused == (habit,)


def test_two_statements_of_the_text_that_contradict_one_another_widen() -> None:
    whole = Domain.of([(date(1990, 1, 1), date(2026, 1, 1))])
    before, after = constraint(date(1990, 1, 1), date(2017, 6, 4), 1), constraint(date(2019, 5, 3), date(2026, 1, 1), 1)
    outcome = narrow(whole, [before, after])
    assert outcome.domain == before.allowed.join(after.allowed) and outcome.refused == (after,)


def test_evidence_that_says_nothing_new_is_not_used() -> None:
    whole = Domain.of([(date(2018, 1, 1), date(2018, 12, 31))])
    assert narrow(whole, [constraint(date(1990, 1, 1), date(2026, 1, 1), 2)]).used == ()
