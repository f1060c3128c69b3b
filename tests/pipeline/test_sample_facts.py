"""What the warehouse says about the two sample articles, as an analyst would ask it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from summitry.pipeline import Run
from summitry.tables import TABLES

Ask = Callable[[str], list[tuple[Any, ...]]]

MET = """
select e.status, e.date_edtf, coalesce(e.place, e.country_code) as place, e.duration_minutes, e.occasion
from news.events e
where e.event_class = 'meeting' and (
    select count(distinct n.name) from news.event_participants p join news.entities n using (entity_id)
    where p.event_id = e.event_id and n.name in ('Vladimir Putin', 'Donald Trump')) = 2
"""


def test_the_run_completed_without_a_rejected_input(finished: Run) -> None:
    assert (finished.status, finished.exit_status, finished.rejected) == ("completed", 0, 0)


def test_helsinki_was_held(ask: Ask) -> None:
    assert ask(f"select status, date_edtf from ({MET}) where place = 'Helsinki'") == [("held", "2018-07-16")]


def test_osaka_was_held_and_lasted_ninety_minutes(ask: Ask) -> None:
    found = ask(f"select status, date_edtf, duration_minutes from ({MET}) where place = 'Osaka'")
    assert found == [("held", "2019-06-28", 90)]


def test_three_talks_were_only_possible(ask: Ask) -> None:
    sql = """
        select country_code from news.events e join news.documents d using (document_id)
        where event_class = 'meeting' and event_mode = 'bilateral' and status = 'possible' and d.source_path like '000_%' order by 1"""
    assert [row[0] for row in ask(sql)] == ["ARG", "FRA", "SGP"]


def test_the_photo_of_2017_is_a_meeting_of_2017(ask: Ask) -> None:
    assert ask(f"select status, date_edtf from ({MET}) where place = 'Da Nang'") == [("held", "2017-11-11")]


def test_nothing_is_held_after_the_article_that_tells_it(ask: Ask) -> None:
    sql = """select count(*) from news.events e join news.documents d using (document_id)
             where event_class = 'meeting' and status = 'held' and e.date_start > d.published_end"""
    assert ask(sql) == [(0,)]


@pytest.mark.parametrize(
    ("treaty", "party", "action", "status", "day"),
    [
        ("INF Treaty", "United States", "suspend", "done", "2019-02"),
        ("INF Treaty", "United States", "withdraw", "scheduled", "2019-08-02"),
        ("INF Treaty", "Russia", "suspend", "done", None),
        ("New START", None, "expire", "scheduled", "2021-02"),
    ],
)
def test_treaty_actions(ask: Ask, treaty: str, party: str | None, action: str, status: str, day: str | None) -> None:
    sql = f"""
        select e.date_edtf, max(case when p.role <> 'treaty' then n.name end) as party
        from news.events e join news.event_participants p using (event_id) join news.entities n using (entity_id)
        where e.action = '{action}' and e.status = '{status}'
        group by e.event_id, e.date_edtf having max(case when p.role = 'treaty' then n.name end) = '{treaty}'"""
    assert (day, party) in ask(sql)


def test_the_undated_article_is_dated_by_inference(ask: Ask) -> None:
    start, end, basis, evidence = ask(
        "select published_start, published_end, published_basis, published_evidence from news.documents where source_path like '003_%'"
    )[0]
    assert basis == "inferred"
    assert start <= date(2019, 6, 28) and end >= date(2019, 6, 30)
    assert (end - start).days <= 7
    assert evidence != "[]"


def test_peskov_is_quoted_with_his_place_in_the_file(ask: Ask) -> None:
    sql = """
        select d.source_path, q.text, substr(d.text, q.start_char + 1, q.end_char - q.start_char) = q.text
        from news.quotes q join news.entities e on e.entity_id = q.speaker_entity_id join news.documents d using (document_id)
        where e.name = 'Dmitry Peskov'"""
    found = ask(sql)
    assert len(found) >= 5
    assert all(exact for _, _, exact in found)
    assert any("not parting for long" in text for _, text, _ in found)


def test_which_treaty_had_which_status_for_whom_in_mid_july_2019(ask: Ask) -> None:
    sql = """
        select party_name, status from marts.treaty_status_history
        where treaty_name = 'INF Treaty' and basis = 'text' and party_name is not null
          and (valid_from is null or valid_from <= date '2019-07-15') and (valid_to is null or valid_to > date '2019-07-15')"""
    assert ("United States", "suspended") in ask(sql) or ("United States", "withdrawal_notified") in ask(sql)


@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_every_table_is_there(ask: Ask, table: str) -> None:
    ask(f"select * from news.{table} limit 1")


@pytest.mark.parametrize(
    "mart",
    [
        "documents", "entities", "quotes", "meetings", "meeting_sources", "meeting_status_history", "summit_frequency_by_month", "treaties",
        "treaty_actions", "treaty_status_history", "treaty_status_by_month",
    ],
)  # fmt: skip
def test_every_mart_of_the_contract_has_rows(ask: Ask, mart: str) -> None:
    assert ask(f"select count(*) from marts.{mart}")[0][0] > 0
