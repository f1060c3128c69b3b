"""One real dbt build over two hand-made warehouses: the two sample articles' story, and story A as annotated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from news_rows import News
from small_lexicon import REFERENCE
from story_rows import story_rows

from summitry.build import BuildReport, build

STORY = Path(__file__).resolve().parents[3] / "shared" / "story" / "A"
Query = Callable[[str], list[tuple[Any, ...]]]


def sample_story() -> News:
    """What the two sample articles tell, written by hand."""
    news = News()
    rfe = news.document("000.txt", (date(2018, 9, 3), date(2018, 9, 3)), outlet="American Military News", original_outlet="RFE/RL")
    sputnik = news.document("003.txt", (date(2019, 6, 29), date(2019, 7, 5)), outlet="Sputnik")
    putin, trump = news.entity("Vladimir Putin", "person", "RUS"), news.entity("Donald Trump", "person", "USA")
    usa, moscow = news.entity("United States", "country", "USA"), news.entity("Government of Russia", "organization", "RUS")
    inf, start = news.entity("INF Treaty", "treaty"), news.entity("New START", "treaty")
    news.entity("Russia", "country", "RUS")
    pair = [(putin, "actor"), (trump, "actor")]
    meeting = {"event_class": "meeting", "event_mode": "bilateral", "level": "leader"}
    day = date(2018, 7, 16)
    news.event(rfe, pair, (day, day), "met", **meeting, status="held", place="Helsinki", country_code="FIN", date_edtf="2018-07-16")
    first = date(2018, 11, 11)
    for place, code, days, edtf in (
        ("Singapore", "SGP", (first, date(2018, 11, 15)), "2018-11-11/2018-11-15"),
        (None, "FRA", (first, first), "2018-11-11"),
        ("Buenos Aires", "ARG", (date(2018, 11, 30), date(2018, 12, 1)), "2018-11-30/2018-12-01"),
    ):
        news.event(rfe, pair, days, "could hold talks", **meeting, status="possible", place=place, country_code=code, date_edtf=edtf)
    osaka = date(2019, 6, 28)
    more = {
        "status": "held",
        "place": "Osaka",
        "country_code": "JPN",
        "date_edtf": "2019-06-28",
        "duration_minutes": 90,
        "occasion": "G20 Summit",
    }
    news.event(sputnik, pair, (osaka, osaka), "met in private", **meeting, **more)
    act = {"event_class": "treaty_action"}
    february, august = (date(2019, 2, 1), date(2019, 2, 28)), (date(2019, 8, 2),) * 2
    news.event(
        sputnik, [(usa, "actor"), (inf, "treaty")], february, "suspended", **act, action="suspend", status="done", date_edtf="2019-02"
    )
    news.event(
        sputnik, [(usa, "actor"), (inf, "treaty")], august, "deadline", **act, action="withdraw", status="scheduled", date_edtf="2019-08-02"
    )
    news.event(
        sputnik, [(moscow, "actor"), (inf, "treaty")], (None, None), "responded by suspending", **act, action="suspend", status="done"
    )
    expiry = (date(2021, 2, 1), date(2021, 2, 28))
    news.event(sputnik, [(start, "treaty")], expiry, "due to expire", **act, action="expire", status="scheduled", date_edtf="2021-02")
    peskov = news.entity("Dmitry Peskov", "person", "RUS")
    quote = {
        "quote_id": "q1",
        "document_id": sputnik,
        "start_char": 0,
        "end_char": 4,
        "text": "they",
        "utterance_id": "u1",
        "kind": "direct",
    }
    news.rows["quotes"].append(quote | {"speaker_entity_id": peskov, "speaker_name": "Dmitry Peskov"})
    return news


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One work folder for all builds, so that the project is parsed in full only once."""
    return tmp_path_factory.mktemp("wörk with 'quotes'")


@pytest.fixture(scope="session")
def sample_build(work: Path) -> tuple[Path, BuildReport]:
    warehouse = sample_story().write(work / "sample.duckdb")
    return warehouse, build(warehouse, work, docs=True, reference=REFERENCE)


@pytest.fixture(scope="session")
def story_build(work: Path, sample_build: object) -> tuple[Path, BuildReport]:
    if not STORY.is_dir():
        pytest.skip("story A is not beside this checkout")
    warehouse = story_rows(STORY).write(work / "story.duckdb")
    return warehouse, build(warehouse, work, docs=False, reference=REFERENCE)


@pytest.fixture(scope="session")
def sample(sample_build: tuple[Path, BuildReport]) -> Iterator[Query]:
    """Ask the warehouse of the two sample articles."""
    with duckdb.connect(str(sample_build[0]), read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()
