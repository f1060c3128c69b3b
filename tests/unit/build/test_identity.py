"""Which claims become one meeting."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import AMERICA, MAY, NATO, PUTIN, RUSSIA, TRUMP, claim

from summitry.build.claims import Claim
from summitry.build.identity import link


def groups(claims: list[Claim]) -> set[frozenset[str]]:
    """The event ids of each meeting."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in link(claims):
        found[item.meeting_id].add(item.event_id)
    return {frozenset(ids) for ids in found.values()}


PLAN = claim("a", "planned", "2018-07-16", "2018-07-09", place="Helsinki", country="FIN")
REPORT = claim("b", "held", "2018-07-16", "2018-07-17", place="Helsinki", country="FIN")

TOGETHER = {
    "plan_and_report": [PLAN, REPORT],
    "accents_and_case_of_a_place": [
        claim("a", "held", "1999-07-01", "1999-07-02", place="Reykjavík"),
        claim("b", "held", "1999-07-01", "1999-07-02", place="REYKJAVIK"),
    ],
    "month_then_day": [REPORT, claim("b2", "held", "2018-07-01/2018-07-31", "2018-10-24", place="Helsinki", country="FIN")],
    "undated_recollection": [REPORT, claim("b2", "held", None, "2019-06-29", place="Helsinki", country="FIN")],
    "about_the_end_of_the_month": [
        claim("a", "possible", "2018-11-01/2018-11-30~", "2018-07-28", country="ARG"),
        claim("b", "planned", "2018-12-01", "2018-11-28", place="Buenos Aires", country="ARG"),
    ],
    "cancelled_then_reinstated": [
        claim("a", "cancelled", "2018-06-12", "2018-05-24", country="SGP"),
        claim("b", "held", "2018-06-12", "2018-06-13", country="SGP"),
    ],
    "country_for_person_same_day_and_place": [
        claim("a", "held", "2018-07-16", "2018-07-17", place="Helsinki", country="FIN", who=[RUSSIA, AMERICA]),
        REPORT,
    ],
    "country_beside_its_president": [
        claim("a", "held", "2018-07-16", "2018-07-17", place="Helsinki", country="FIN", who=[PUTIN, RUSSIA, TRUMP]),
        claim("b", "held", "2018-07-01/2018-07-31", "2018-10-24", country="FIN"),
    ],
    "visit_to_a_country_or_its_president": [
        claim("a", "postponed", "2019-01-01/2019-12-31", "2018-07-28", mode="visit", country="USA", who=[PUTIN, AMERICA]),
        claim("b", "postponed", "2019-01-01/2019-12-31", "2018-11-08", mode="visit", country="USA", place="Washington"),
    ],
    "one_sided_visit": [
        claim("a", "postponed", "2019-01-01/2019-12-31", "2018-07-28", mode="visit", place="Washington", country="USA"),
        claim("b", "postponed", None, "2018-11-29", mode="visit", place="Washington", country="USA", who=[PUTIN]),
    ],
    "conference_with_other_guests_named": [
        claim("a", "planned", "2018-07-11/2018-07-12", "2018-07-09", mode="multilateral", country="BEL", who=[TRUMP, NATO]),
        claim("b", "held", "2018-07-09/2018-07-15", "2018-07-17", mode="multilateral", country="BEL", who=[TRUMP, MAY]),
    ],
    "undated_plan_is_for_the_next_meeting": [
        claim("a", "planned", None, "2020-05-22"),
        claim("b", "held", "2020-06-22", "2020-10-17"),
    ],
}

APART = {
    "disjoint_days": [REPORT, claim("c", "held", "2018-07-17", "2018-07-18", place="Helsinki", country="FIN")],
    "other_people": [REPORT, claim("c", "held", "2018-07-16", "2018-07-17", place="Helsinki", country="FIN", who=[PUTIN, MAY])],
    "a_call_is_no_visit": [
        claim("a", "held", "2018-07-16", "2018-07-17", mode="call"),
        claim("b", "held", "2018-07-16", "2018-07-17", mode="visit"),
    ],
    "two_meetings_of_one_article": [
        claim("a", "cancelled", "2018-11-11", "2018-11-08", doc="x", country="FRA"),
        claim("b", "possible", "2018-11-11", "2018-11-08", doc="x", country="FRA"),
    ],
    "held_and_denied_afterwards": [
        claim("a", "held", "2018-11-11", "2018-11-12", country="FRA"),
        claim("b", "denied", "2018-11-11", "2018-11-13", country="FRA"),
    ],
    "other_country": [
        claim("a", "planned", "2018-11-11", "2018-11-01", country="FRA"),
        claim("b", "possible", "2018-11-11", "2018-11-01", country="SGP"),
    ],
    "plan_made_after_the_held_one": [REPORT, claim("c", "planned", None, "2019-06-01", place="Helsinki", country="FIN")],
    "ministers_are_not_leaders": [
        claim("a", "held", "2019-07-17", "2019-08-02", level="minister", who=[RUSSIA, AMERICA]),
        claim("b", "held", "2019-07-17", "2019-08-02", level="leader", who=[RUSSIA, AMERICA]),
    ],
    "nobody_told": [
        claim("a", "held", "2019-07-17", "2019-08-02", who=[], country="CHE"),
        claim("b", "held", "2019-07-17", "2019-08-02", who=[], country="CHE"),
    ],
}


@pytest.mark.parametrize("claims", TOGETHER.values(), ids=TOGETHER.keys())
def test_one_meeting(claims: list[Claim]) -> None:
    assert groups(claims) == {frozenset(c.event_id for c in claims)}


@pytest.mark.parametrize("claims", APART.values(), ids=APART.keys())
def test_two_meetings(claims: list[Claim]) -> None:
    assert groups(claims) == {frozenset({c.event_id}) for c in claims}


def test_undated_recollection_of_two_candidates_joins_neither() -> None:
    helsinki, osaka = REPORT, claim("c", "held", "2019-06-28", "2019-06-29", place="Osaka", country="JPN")
    vague = claim("d", "held", None, "2020-01-01")
    assert groups([helsinki, osaka, vague]) == {frozenset("b"), frozenset("c"), frozenset("d")}


def test_cancelled_talks_and_chance_encounter_draw_their_own_claims() -> None:
    claims = [
        claim("plan", "planned", "2018-11-11", "2018-10-24", place="Paris", country="FRA"),
        claim("off", "cancelled", "2018-11-11", "2018-11-08", doc="x", place="Paris", country="FRA"),
        claim("chat", "possible", "2018-11-11", "2018-11-08", doc="x", place="Paris", country="FRA"),
        claim("chatted", "held", "2018-11-11", "2018-11-12", doc="y", place="Paris", country="FRA"),
        claim("no_talks", "denied", "2018-11-11", "2018-11-12", doc="y", place="Paris", country="FRA"),
        claim("later", "held", "2018-11-01/2018-11-30", "2018-11-28", place="Paris", country="FRA"),
    ]
    assert groups(claims) == {frozenset({"plan", "off", "no_talks"}), frozenset({"chat", "chatted", "later"})}


def test_the_id_comes_from_the_first_article_and_survives_later_ones() -> None:
    before = {item.event_id: item.meeting_id for item in link([PLAN, REPORT])}
    after = {item.event_id: item.meeting_id for item in link([PLAN, REPORT, claim("c", "held", None, "2019-06-29", country="FIN")])}
    assert before["a"] == after["a"] == after["c"]


STATUSES = ("held", "planned", "possible", "cancelled", "denied", "postponed")
MODES = ("bilateral", "visit", "call", "multilateral", "negotiation")
DAYS = (None, "2018-07-16", "2018-07-01/2018-07-31", "2018-07-20", "2018-01-01/2018-12-31")
PEOPLE = ([PUTIN, TRUMP], [PUTIN], [RUSSIA, AMERICA], [PUTIN, TRUMP, MAY])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STATUSES),
            st.sampled_from(DAYS),
            st.sampled_from(MODES),
            st.sampled_from(("FIN", "USA", None)),
            st.sampled_from(PEOPLE),
            st.sampled_from(("2018-07-01", "2018-07-17", "2019-01-01")),
        ),
        max_size=12,
    ),
    st.integers(0, 1000),
)
def test_order_of_articles_never_matters_and_disjoint_days_never_meet(
    drawn: list[tuple[str, str | None, str, str | None, list, str]], seed: int
) -> None:
    claims = [claim(f"e{i:02}", s, d, told, mode=m, country=c, who=w) for i, (s, d, m, c, w, told) in enumerate(drawn)]
    shuffled = claims[:]
    random.Random(seed).shuffle(shuffled)
    assert link(claims) == link(shuffled)
    by_id = {c.event_id: c for c in claims}
    for group in groups(claims):
        members = [by_id[i] for i in group]
        assert max(c.start for c in members) <= min(c.end for c in members)
        assert len({c.mode == "call" for c in members}) == 1
