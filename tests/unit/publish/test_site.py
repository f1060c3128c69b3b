"""The pages: complete, offline, and deaf to hostile text."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_rows import LATER, NOW, batch, osaka, zagreb

from summitry.check import save_report
from summitry.errors import WarehouseMissingError
from summitry.load import write_issues, write_run
from summitry.publish import build_site, publish_copy, site_server
from summitry.records import CheckReport, FailedRow, Issue, MergeCounts, RuleResult, RunRecord
from summitry.settings import Settings
from summitry.tables import TABLES
from summitry.warehouse import Warehouse

Load = Callable[..., MergeCounts]
PAGES = ("index.html", "checks.html", "issues.html", "tables.html")
HOSTILE = "</code></td><script>alert('x')</script><img src=x onerror=alert(1)>\"' onload='x' &amp; {{ 7*7 }} {% raw %} <!-- \u202e"


class Tags(HTMLParser):
    """Every tag with its attributes, the text, and tags that are not closed."""

    VOID = frozenset({"meta", "br", "img", "link", "input"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def report(run_id: str, failing: int = 0) -> CheckReport:
    kind = {"column": "kind", "value_set": ["direct", "mixed"]}
    samples = (f"kind={HOSTILE}",) * min(failing, 5)
    results = (
        RuleResult("quotes", "allowed:kind", "expect_column_values_to_be_in_set", ("kind",), kind, "Only these.", 2, failing, samples),
        RuleResult("quotes", "unique:quote_id", "expect_column_values_to_be_unique", ("quote_id",), {"column": "quote_id"}, "Key.", 2, 0),
        RuleResult("events", "complete", "expect_column_values_to_be_null", ("missing",), {"column": "missing"}, "Filled.", 0, 0),
    )
    failed = tuple(FailedRow("quotes", row, "allowed:kind") for row in range(failing))
    return CheckReport(run_id, NOW, results, (*failed, *(FailedRow("events", row, "orphan_of:documents") for row in range(failing // 2))))


@pytest.fixture
def settings(warehouse_path: Path, tmp_path: Path, load: Load) -> Settings:
    """A warehouse after a run with hostile words in every place that a page shows."""
    bad = zagreb()
    bad["quotes"][0]["text"] = HOSTILE
    load(
        batch(bad, osaka()),
        "r1",
        NOW,
        CheckReport("r1", NOW, failed=(FailedRow("quotes", 0, "allowed:kind"), FailedRow("quotes", 0, "two"))),
    )
    settings = Settings(tmp_path, warehouse_path, tmp_path / "work")
    with Warehouse(warehouse_path) as warehouse:
        write_run(warehouse, RunRecord(f"r1{HOSTILE}", NOW, HOSTILE, NOW + timedelta(seconds=11), "completed_with_issues", 3, 2, 1))
        write_issues(warehouse, [Issue("read", "rejected", HOSTILE, HOSTILE, HOSTILE)], "r1", NOW)
        warehouse.execute("CREATE SCHEMA marts")
        warehouse.execute("CREATE TABLE marts.meetings AS SELECT 1 AS meeting_id")
        warehouse.execute("COMMENT ON TABLE marts.meetings IS 'One row per real-world meeting. More.'")
    save_report(report("r1", failing=7), settings.work / "checks")
    publish_copy(warehouse_path, settings.published)
    return settings


def parsed(settings: Settings, page: str) -> Tags:
    return Tags((settings.site / page).read_text("utf-8"))


def test_all_pages_are_written_and_nothing_else(settings: Settings) -> None:
    assert build_site(settings) == settings.site / "index.html"
    assert sorted(p.name for p in settings.site.iterdir()) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_well_formed_and_load_nothing(settings: Settings, page: str) -> None:
    build_site(settings)
    tags = parsed(settings, page)
    assert tags.open == []
    assert {tag for tag, _ in tags.tags} & {"script", "img", "link", "iframe", "object", "form", "base", "video"} == set()
    for tag, attributes in tags.tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "style", "srcset"}], tag
        assert not (attributes.get("href") or "").startswith(("http", "//", "javascript", "data")), attributes
    source = (settings.site / page).read_text("utf-8")
    assert "@import" not in source
    assert "url(" not in source


@pytest.mark.parametrize("page", ["index.html", "checks.html", "issues.html"])
def test_hostile_words_are_shown_as_words(settings: Settings, page: str) -> None:
    build_site(settings)
    assert HOSTILE in parsed(settings, page).text or HOSTILE.replace('"', '\\"') in parsed(settings, page).text


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(settings: Settings, page: str) -> None:
    build_site(settings)
    ids = {attributes["id"] for _, attributes in parsed(settings, page).tags if attributes.get("id")}
    for tag, attributes in parsed(settings, page).tags:
        if tag == "a":
            target, _, fragment = (attributes["href"] or "").partition("#")
            assert (settings.site / target).is_file() if target else fragment in ids


def test_the_check_page_counts_failing_rows(settings: Settings) -> None:
    build_site(settings)
    words = " ".join(parsed(settings, "checks.html").text.split())
    assert "quotes 2 rules, 2 rows 7 failures" in words
    assert "events 1 rules, 0 rows 3 failures" in words
    assert "value_set direct, mixed" in words


def test_the_last_report_is_shown_unless_another_is_asked_for(settings: Settings) -> None:
    save_report(replace(report("r2"), checked_at=LATER), settings.work / "checks")
    build_site(settings)
    assert "r2" in parsed(settings, "checks.html").text
    build_site(settings, run_id="r1")
    assert "7 failures" in " ".join(parsed(settings, "checks.html").text.split())


def test_every_table_and_column_is_described(settings: Settings) -> None:
    build_site(settings)
    text = parsed(settings, "tables.html").text
    for table in TABLES:
        assert f"news.{table.name}" in text
        for column in table.all_columns:
            assert column.description in text
    assert "marts.meetings" in parsed(settings, "index.html").text
    assert "One row per real-world meeting" in parsed(settings, "index.html").text


def test_the_rules_a_row_broke_are_listed_together(settings: Settings) -> None:
    build_site(settings)
    assert parsed(settings, "issues.html").text.count("quote_id") == 1


def test_the_lineage_page_of_dbt_is_taken_over(settings: Settings) -> None:
    made = settings.work / "dbt" / "target" / "static_index.html"
    made.parent.mkdir(parents=True)
    made.write_text("<html>lineage</html>")
    build_site(settings)
    assert (settings.site / "lineage.html").read_text() == "<html>lineage</html>"
    assert any(a.get("href", "").startswith("lineage.html") for _, a in parsed(settings, "index.html").tags if a.get("href"))


def test_a_warehouse_without_runs_or_reports_has_pages_too(tmp_path: Path, warehouse_path: Path) -> None:
    with Warehouse(warehouse_path):
        pass
    settings = Settings(tmp_path, warehouse_path, tmp_path / "work")
    build_site(settings)
    assert "No run is recorded yet" in parsed(settings, "index.html").text
    assert "No batch has been checked yet" in parsed(settings, "checks.html").text


def test_without_a_warehouse_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        build_site(Settings(tmp_path, tmp_path / "none.duckdb", tmp_path / "work"))


# ---------------------------------------------------------------- the server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "site"
    (site / "folder").mkdir(parents=True)
    (site / "index.html").write_text("<p>front</p>")
    (site / "lineage.html").write_text("<p>lineage</p>")
    (tmp_path / "secret.txt").write_text("sesame")
    with site_server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def get(port: int, path: str, host: str | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": host} if host else {})
    return connection.getresponse()


def test_the_server_listens_on_this_machine_only(tmp_path: Path) -> None:
    with site_server(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_pages_are_served_with_a_policy_that_runs_nothing(port: int) -> None:
    answer = get(port, "/")
    assert (answer.status, answer.read()) == (200, b"<p>front</p>")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" in get(port, "/lineage.html").headers["Content-Security-Policy"]


REFUSED = [
    pytest.param("/folder/", None, 404, id="no listing"),
    pytest.param("/../secret.txt", None, 404, id="outside"),
    pytest.param("/%2e%2e/secret.txt", None, 404, id="outside, encoded"),
    pytest.param("/none.html", None, 404, id="no such page"),
    pytest.param("/", "evil.example", 403, id="another name for this machine"),
    pytest.param("/", "evil.example:80", 403, id="another name and port"),
]


@pytest.mark.parametrize(("path", "host", "status"), REFUSED)
def test_the_server_refuses(port: int, path: str, host: str | None, status: int) -> None:
    answer = get(port, path, host)
    assert answer.status == status
    assert b"sesame" not in answer.read()
