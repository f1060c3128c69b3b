"""Great Expectations, really run: which rows fail which rule. One audit serves all planted defects, because each run costs seconds."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from sample_rows import MARKOVA, NOW, TANAKA, article, batch, osaka, zagreb

from summitry.check import CHECKED, CheckError, audit, save_report
from summitry.check.derived import add_derived
from summitry.check.engine import SAMPLES, Engine
from summitry.check.rules import Rule, table_rules
from summitry.ids import content_id
from summitry.load import frames, stage
from summitry.records import Batch, CheckReport, FailedRow, RuleResult
from summitry.tables import BY_NAME, MEETING_STATUSES

Row = dict[str, object]
Frames = dict[str, pl.DataFrame]
DAY = date(1994, 5, 17)


def staged_frames(rows: Batch, folder: Path) -> Frames:
    return frames(stage(rows, folder / "staged", "r1", NOW))


def bad(table: str, rule: str, name: str, /, **changes: object) -> object:
    return pytest.param(table, rule, changes, id=f"{table}: {name}")


PAST_THE_END = '[{"start_char": 1, "end_char": 9999, "surface": "x", "reason": "y"}]'
ELSEWHERE = '[{"start_char": 0, "end_char": 3, "surface": "met", "reason": "trigger"}]'
#: One good row with one thing wrong, and the rule that must catch it.
DEFECTS = [
    bad("documents", "sha256_hex", "short hash", content_sha256="abc"),
    bad("documents", "path_is_relative", "absolute path", source_path="/etc/passwd"),
    bad("documents", "char_count_is_length", "wrong length", char_count=7),
    bad("documents", "language_code", "a word for a language", language="English"),
    bad("documents", "published_not_before_1800", "published in 1799", published_start=date(1799, 12, 31)),
    bad("documents", "published_not_in_future", "published the day after tomorrow", published_start=date(2026, 3, 3), published_end=None),
    bad("documents", "published_interval_in_order", "ends before it starts", published_end=DAY - timedelta(days=1)),
    bad("documents", "published_when_basis_known", "a basis without a date", published_start=None, published_end=None),
    bad("documents", "allowed:published_basis", "unknown basis", published_basis="guessed"),
    bad("documents", "published_evidence_exact", "not JSON", published_evidence="[{"),
    bad("documents", "published_evidence_exact", "not a list", published_evidence="{}"),
    bad("documents", "published_evidence_exact", "no offsets", published_evidence='[{"surface": "1994"}]'),
    bad("documents", "published_evidence_exact", "offsets past the end", published_evidence=PAST_THE_END),
    bad("documents", "found:near_duplicate_of", "a copy of nothing", near_duplicate_of="f" * 32),
    bad("documents", "hex_id:document_id", "id of another kind", document_id="ZAGREB"),
    bad("documents", "complete", "no encoding", encoding=None),
    bad("document_sources", "path_is_relative", "empty path", source_path=""),
    bad("document_sources", "found:document_id", "of no document", document_id="f" * 32),
    bad("document_lines", "line_no_from_1", "line 0", line_no=0),
    bad("document_lines", "allowed:role", "unknown role", line_no=99, role="footer"),
    bad("document_lines", "exact:start_char", "starts before the text", line_no=98, start_char=-1),
    bad("document_lines", "exact:start_char", "empty", line_no=97, start_char=5, end_char=5),
    bad("document_lines", "exact:start_char", "runs past the text", line_no=96, end_char=100_000),
    bad("entities", "name_not_blank", "blank name", name=" \t"),
    bad("entities", "country_code_alpha_3", "alpha-2", country_code="HR"),
    bad("entities", "wikidata_item", "an address", wikidata_id="https://www.wikidata.org/wiki/Q1"),
    bad("entities", "allowed:entity_type", "unknown type", entity_type="animal"),
    bad("entities", "complete", "known or not is not said", is_known=None),
    bad("mentions", "confidence_from_0_to_1", "confidence over 1", confidence=1.01),
    bad("mentions", "complete", "confidence is not a number", confidence=math.nan),
    bad("mentions", "confidence_from_0_to_1", "confidence below 0", confidence=-0.01),
    bad("mentions", "exact:start_char", "offset by one", start_char=26),
    bad("mentions", "exact:start_char", "other words", surface="Somebody Else"),
    bad("mentions", "surface_not_blank", "blank", surface=" "),
    bad("mentions", "allowed:mention_kind", "unknown kind", mention_kind="adjective"),
    bad("mentions", "found:entity_id", "of no entity", entity_id="f" * 32),
    bad("quotes", "exact:start_char", "half a quote", text="We talked"),
    bad("quotes", "exact:speaker_start_char", "speaker elsewhere", speaker_start_char=0),
    bad("quotes", "exact:speaker_start_char", "speaker without an end", speaker_end_char=None),
    bad("quotes", "allowed:kind", "unknown kind", kind="sung"),
    bad("quotes", "said_date_is_edtf", "a date in words", said_date_edtf="Monday"),
    bad("quotes", "found:speaker_entity_id", "said by no entity", speaker_entity_id="f" * 32),
    bad("quotes", "text_not_blank", "no words", text=""),
    bad("events", "date_not_before_1800", "in 1799", date_start=date(1799, 12, 31)),
    bad("events", "date_not_after_2200", "in 2994", date_end=date(2994, 5, 17), status="planned"),
    bad("events", "date_interval_in_order", "ends before it starts", date_end=DAY - timedelta(days=1)),
    bad("events", "past_not_after_publication", "held two days after the article", date_start=DAY + timedelta(days=2), date_end=None),
    bad("events", "date_is_edtf", "month 13", date_edtf="2018-13"),
    bad("events", "date_is_edtf", "American order", date_edtf="07-16-2018"),
    bad("events", "meeting_status", "a meeting that is done", status="done"),
    bad("events", "meeting_mode", "a meeting without a mode PLOVER knows", event_mode="brawl"),
    bad("events", "treaty_status", "a treaty that is held", event_class="treaty_action", action="sign", event_mode="treaty"),
    bad("events", "treaty_action_named", "a treaty action without an action", event_class="treaty_action", status="announced"),
    bad("events", "allowed:action", "unknown action", action="frame"),
    bad("events", "allowed:status", "unknown status", status="rumoured"),
    bad("events", "duration_positive", "no minutes", duration_minutes=0),
    bad("events", "country_code_alpha_3", "lower case", country_code="hrv"),
    bad("events", "exact:start_char", "evidence past the text", end_char=100_000),
    bad("events", "explanation_exact", "a trigger that is not there", explanation=ELSEWHERE),
    bad("events", "found:document_id", "of no document", document_id="f" * 32),
    bad("event_participants", "allowed:role", "unknown role", role="bystander"),
    bad("event_participants", "found:event_id", "in no event", event_id="f" * 32),
    bad("event_participants", "complete", "nobody", entity_id=None),
    bad("issues", "code_is_a_name", "a sentence for a code", code="File is empty"),
    bad("issues", "stage_is_a_stage", "unknown stage", stage="cook"),
    bad("issues", "allowed:level", "unknown level", level="fatal"),
]  # fmt: skip

ISSUE: Row = {"issue_id": "0" * 32, "stage": "read", "level": "warning", "code": "empty_file", "message": "Empty."}


def planted() -> tuple[Batch, dict[int, tuple[str, int]]]:
    """A good batch and one bad row per defect; returns the batch and, for each defect, the table and number of its row.

    Every defect has an article of its own, so that no defect makes another's row an orphan.
    """
    articles, place_of = [], {}
    rows = batch(zagreb(), {**osaka(), "issues": [dict(ISSUE)]})
    for number, defect in enumerate(DEFECTS):
        table, _, changes = defect.values  # type: ignore[attr-defined]
        own = article(MARKOVA, TANAKA, "Zagreb" + chr(0x100 + number), DAY)
        own["entities"] = []
        row = dict(own[table][0]) if own[table] else dict(ISSUE if table == "issues" else rows.rows["entities"][0])
        key = BY_NAME[table].key
        if len(key) == 1:
            row[key[0]] = content_id("defect", number)
        row |= changes
        if table == "documents":
            own = {"documents": []}
        own.setdefault(table, []).append(row)
        articles.append((number, table, own))
    for number, table, own in articles:
        for name, content in own.items():
            rows.rows.setdefault(name, []).extend(content)
        place_of[number] = (table, len(rows.rows[table]) - 1)
    return rows, place_of


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]]]:
    rows, place_of = planted()
    tables = staged_frames(rows, tmp_path_factory.mktemp("audit"))
    yield audit(tables, "r1", NOW), tables, rows, place_of


def rules_broken(audited: tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]], number: int) -> set[str]:
    report, tables, rows, place_of = audited
    table, place = place_of[number]
    wanted = rows.rows[table][place]
    broken = set()
    for failed in report.failed:
        if failed.table == table:
            row = tables[table].row(failed.row, named=True)
            if repr({k: row[k] for k in wanted}) == repr(wanted):
                broken.add(failed.rule)
    return broken


@pytest.mark.parametrize(("table", "rule", "changes"), DEFECTS)
def test_every_defect_is_caught_by_its_rule(
    audited: tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]],
    request: pytest.FixtureRequest,
    table: str,
    rule: str,
    changes: Row,
) -> None:
    number = next(i for i, d in enumerate(DEFECTS) if d.values == (table, rule, changes))  # type: ignore[attr-defined]
    assert rule in rules_broken(audited, number)


def test_rows_without_a_defect_pass(audited: tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]], tmp_path: Path) -> None:
    report, tables, _, _ = audited
    good = {t: set(staged_frames(batch(zagreb(), osaka()), tmp_path)[t].rows()) for t in tables if t != "issues"}
    out = [f for f in report.failed if f.table in good and tables[f.table].row(f.row) in good[f.table]]
    assert out == []


def test_every_rule_ran_on_every_row(audited: tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]]) -> None:
    report, tables, _, _ = audited
    assert {(r.table, r.rows) for r in report.results} == {(t.name, tables[t.name].height) for t in CHECKED}
    counted = Counter((f.table, f.rule) for f in report.failed if not f.rule.startswith("orphan_of:"))
    assert {(r.table, r.rule): r.failing for r in report.results if r.failing} == counted


def test_a_report_is_stored_as_json(audited: tuple[CheckReport, Frames, Batch, dict[int, tuple[str, int]]], tmp_path: Path) -> None:
    report = audited[0]
    stored = json.loads(save_report(report, tmp_path / "checks").read_text("utf-8"))
    assert (stored["run_id"], stored["passed"], len(stored["results"])) == ("r1", False, len(report.results))
    assert sum(entry["rows"] for entry in stored["failed"]) == len(report.failed)


# ---------------------------------------------------------------- all of them, and what hangs on them


def judge(table: str, tables: Frames) -> tuple[list[RuleResult], list[FailedRow]]:
    """The rules of one table alone, which is quicker than a whole audit."""
    declared = BY_NAME[table]
    texts = dict(tables["documents"].select("document_id", "text").iter_rows())
    return Engine().validate(table, add_derived(declared, tables, texts, {}), table_rules(declared, NOW.date()))


def test_all_of_fifty_bad_rows_fail_and_the_good_ones_do_not(tmp_path: Path) -> None:
    rows = zagreb()
    good = len(rows["mentions"])
    for number in range(50):
        rows["mentions"].append({**rows["mentions"][0], "mention_id": content_id("bad", number), "surface": "nobody"})
    results, failed = judge("mentions", staged_frames(batch(rows), tmp_path))
    assert [(f.row, f.rule) for f in failed] == [(row, "exact:start_char") for row in range(good, good + 50)]
    result = next(r for r in results if r.rule == "exact:start_char")
    assert (result.failing, len(result.samples)) == (50, SAMPLES)
    assert "surface=nobody" in result.samples[0]


def test_two_rows_with_one_key_are_both_kept_out(tmp_path: Path) -> None:
    rows = zagreb()
    rows["quotes"].append({**rows["quotes"][0], "cue": "whispered"})
    _, failed = judge("quotes", staged_frames(batch(rows), tmp_path))
    assert [(f.row, f.rule) for f in failed] == [(0, "unique:quote_id"), (1, "unique:quote_id")]


def test_everything_of_a_document_that_is_kept_out_goes_with_it(tmp_path: Path) -> None:
    rows = zagreb()
    rows["documents"][0]["char_count"] = 1
    report = audit(staged_frames(batch(rows, osaka()), tmp_path), "r1", NOW)
    failed = Counter((f.table, f.rule) for f in report.failed)
    orphans = {"document_sources": 1, "document_lines": 3, "mentions": 3, "quotes": 1, "events": 1}
    assert failed == {
        ("documents", "char_count_is_length"): 1,
        **{(table, "orphan_of:documents"): rows for table, rows in orphans.items()},
        ("event_participants", "orphan_of:events"): 2,
    }
    assert {d.column for d in report.detached} == {"first_document_id"}


def test_references_to_what_the_warehouse_has_are_found(tmp_path: Path) -> None:
    rows = {**osaka(), "entities": []}
    entities = frozenset(str(row["entity_id"]) for row in osaka()["entities"])
    tables = staged_frames(batch(rows), tmp_path)
    assert audit(tables, "r1", NOW, {"entities.entity_id": entities}).passed
    assert {f.rule for f in judge("mentions", tables)[1]} == {"found:entity_id"}


def test_an_empty_batch_passes(tmp_path: Path) -> None:
    report = audit(staged_frames(Batch({}), tmp_path), "r1", NOW)
    assert report.passed
    assert report.results


EDTF = ["2018", "2018-07", "2018-07-16", "2018~", "2018-07?", "2018-11-11/2018-11-15", "2018/..", "../2018", "201X", "19XX", "2018-21"]
NOT_EDTF = ["", "..", "/", *["18", "2018-7", "2018-07-32", "2018-00", "2018-07-16T00:00", "2018--07", "2018/"], "July 2018"]


def test_edtf_dates(tmp_path: Path) -> None:
    rows = zagreb()
    rows["event_participants"] = []
    dates = [*EDTF, *NOT_EDTF]
    rows["events"] = [{**rows["events"][0], "event_id": content_id("edtf", text), "date_edtf": text} for text in dates]
    _, failed = judge("events", staged_frames(batch(rows), tmp_path))
    assert [dates[f.row] for f in failed if f.rule == "date_is_edtf"] == NOT_EDTF


def test_only_what_is_told_as_past_must_not_lie_ahead(tmp_path: Path) -> None:
    rows = zagreb()
    ahead = {"date_start": DAY + timedelta(days=30), "date_end": None}
    rows["event_participants"] = []
    rows["events"] = [
        {**rows["events"][0], **ahead, "event_id": content_id("status", status), "status": status} for status in MEETING_STATUSES
    ]
    _, failed = judge("events", staged_frames(batch(rows), tmp_path))
    assert {MEETING_STATUSES[f.row] for f in failed} == {"held", "ongoing"}


# ---------------------------------------------------------------- faulty rules


FAULTY = [
    pytest.param(Rule("r", "expect_miracles", {"column": "a"}), id="no such expectation"),
    pytest.param(Rule("r", "expect_column_values_to_be_unique", {"column": "b"}), id="no such column"),
    pytest.param(Rule("r", "expect_column_values_to_be_between", {"column": "a", "floor": 1}), id="no such argument"),
    pytest.param(Rule("r", "expect_table_row_count_to_equal", {"value": 7}), id="an expectation about the table, not its rows"),
    pytest.param(Rule("r", "expect_column_values_to_match_regex", {"column": "a", "regex": "("}), id="a broken pattern"),
]


@pytest.mark.parametrize("rule", FAULTY)
def test_a_faulty_rule_is_an_error_and_not_a_pass(rule: Rule) -> None:
    with pytest.raises(CheckError, match="cannot be evaluated"):
        Engine().validate("things", pl.DataFrame({"a": ["x", "y"]}), [rule])
