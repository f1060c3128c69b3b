"""The marts, built by dbt for real."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest
from conftest import STORY, Query
from news_rows import News
from small_lexicon import REFERENCE

from summitry.build import Builder, BuildReport, build
from summitry.errors import BuildError
from summitry.settings import project_folder
from summitry.warehouse import storage_version


def tree(folder: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in folder.rglob("*") if "__pycache__" not in p.parts}


def test_everything_is_built_and_every_test_passes(sample_build: tuple[Path, BuildReport]) -> None:
    report = sample_build[1]
    assert report.is_good, report
    assert report.models > 25
    assert report.tests_passed > 25


def test_the_page_is_one_file_with_everything_in_it(sample_build: tuple[Path, BuildReport]) -> None:
    page = sample_build[1].docs
    assert page is not None
    html = page.read_text("utf-8")
    assert "never held" not in html[:100]
    assert "treaty_status_history" in html
    assert not [part for part in html.split("<script")[1:] if part.startswith(' src="http')]


def test_the_file_keeps_a_storage_version_that_older_clients_open(sample_build: tuple[Path, BuildReport]) -> None:
    assert storage_version(sample_build[0]).startswith("v1.0")


def test_the_project_folder_is_not_written_to_and_the_file_is_unlocked(work: Path, tmp_path: Path) -> None:
    before = tree(project_folder("dbt_project"))
    warehouse = News().write(tmp_path / "empty.duckdb")
    report = build(warehouse, work, docs=False, reference={})
    assert report.is_good, report
    assert tree(project_folder("dbt_project")) == before
    opened = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('select count(*) from marts.meetings')"
    assert subprocess.run([sys.executable, "-c", opened, str(warehouse)], check=False).returncode == 0


def test_a_builder_that_is_never_asked_to_build_leaves_nothing_behind(work: Path, tmp_path: Path) -> None:
    with Builder(tmp_path / "none.duckdb", work):
        pass
    assert not (tmp_path / "none.duckdb").exists()


def test_what_cannot_be_built_is_named(work: Path, tmp_path: Path) -> None:
    warehouse = News().write(tmp_path / "broken.duckdb")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table news.quotes")
    with pytest.raises(BuildError, match=r"quotes .*does not exist"):
        build(warehouse, work, docs=False, reference=REFERENCE)


def test_who_met_whom_when_and_was_it_held(sample: Query) -> None:
    rows = sample("select date_edtf, place, country_code, status, duration_minutes, is_summit, participants from marts.meetings order by 1")
    who = "Donald Trump; Vladimir Putin"
    assert rows == [
        ("2018-07-16", "Helsinki", "FIN", "held", None, True, who),
        ("2018-11-11", None, "FRA", "possible", None, True, who),
        ("2018-11-11/2018-11-15", "Singapore", "SGP", "possible", None, True, who),
        ("2018-11-30/2018-12-01", "Buenos Aires", "ARG", "possible", None, True, who),
        ("2019-06-28", "Osaka", "JPN", "held", 90, True, who),
    ]


def test_plans_whose_day_has_passed_are_unconfirmed(sample: Query) -> None:
    assert sample("select count(*) from marts.meetings where is_unconfirmed") == [(3,)]


def test_which_treaty_had_which_status_for_whom(sample: Query) -> None:
    rows = sample(
        """select treaty_name, party_name, status, is_scheduled from marts.treaty_status_history where basis = 'text' and known_to is null
        and valid_from <= date '2019-07-15' and (valid_to is null or valid_to > date '2019-07-15') order by 1, 2"""
    )
    assert rows == [
        ("INF Treaty", "Russia", "suspended", False),
        ("INF Treaty", "United States", "suspended", False),
        ("New START", None, "in_force", False),
    ]


def test_scheduled_ends_are_marked_as_such(sample: Query) -> None:
    rows = sample(
        "select treaty_name, party_name, status, valid_from from marts.treaty_status_history where is_scheduled order by 1, 2 nulls first"
    )
    assert rows == [
        ("INF Treaty", None, "terminated", date(2019, 8, 2)),
        ("INF Treaty", "Russia", "terminated", date(2019, 8, 2)),
        ("INF Treaty", "United States", "withdrawn", date(2019, 8, 2)),
        ("New START", None, "expired", date(2021, 2, 28)),
    ]


def test_reference_facts_stand_beside_and_are_marked(sample: Query) -> None:
    rows = sample(
        "select status, valid_from from marts.treaty_status_history where basis = 'reference' and treaty_name = 'INF Treaty' order by 2"
    )
    assert rows == [("signed", date(1987, 12, 8)), ("in_force", date(1988, 6, 1)), ("terminated", date(2019, 8, 2))]


def test_the_speaker_has_the_office_of_the_day(sample: Query) -> None:
    assert sample("select speaker, speaker_office, speaker_office_of from marts.quotes") == [("Dmitry Peskov", "Press Secretary", "RUS")]


def test_frequency_counts_held_and_possible_apart(sample: Query) -> None:
    rows = sample(
        """select month, held, possible from marts.summit_frequency_by_month
        where definition = 'strict' and pair_or_scope = 'Donald Trump + Vladimir Putin' order by 1"""
    )
    assert rows == [(date(2018, 7, 1), 1, 0), (date(2018, 11, 1), 0, 2), (date(2019, 6, 1), 1, 0)]


#: Floors of the cross-article figures when the extraction is perfect: what is lost here is lost by the marts.
FLOORS = {
    "clusters.b_cubed_f1": 0.98,
    "status.final": 0.98,
    "status.held_or_not": 1.0,
    "summits.counted_once": 1.0,
    "summits.flag": 0.97,
    "sources.independent": 0.95,
    "treaties.status_on_day": 1.0,
}


@pytest.mark.slow
def test_story_a_by_the_scorer(story_build: tuple[Path, BuildReport], tmp_path: Path) -> None:
    warehouse, report = story_build
    assert report.is_good, report
    scorer, out = STORY.parent / "score_story.py", tmp_path / "figures.json"
    subprocess.run([sys.executable, str(scorer), str(warehouse), str(STORY), "--json", str(out)], check=True, capture_output=True)
    figures = json.loads(out.read_text("utf-8"))
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
