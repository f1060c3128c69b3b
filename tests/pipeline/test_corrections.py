"""Corrections end to end: two runs with different files, and what `summitry entities` says of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summitry.errors import LexiconError
from summitry.pipeline import Run
from summitry.settings import Settings
from summitry.warehouse import read_only_query

HEADER = "kind,name,entity_type,value,document,note\n"
ARTICLES = {
    "visit.txt": "AMMAN, March 4, 2024 (Newswire) -- Oman's foreign minister, Ruvel Tosk, met Iraqi Foreign Minister Fuad Hussein in Amman "
    "on Monday.\n\n“We had a good talk,” Tosk said. He left in the evening.\n",
    "talks.txt": "BASRA, March 6, 2024 (Newswire) -- Oman's foreign minister, Ruvel Tosk, will visit Basra next week, officials said.\n\n"
    "“I look forward to it,” Ruvel Tosk told reporters.\n",
}
FIRST = "same,Ruvel Tosk,person,Ruwel al-Tosk,,transliteration\nsame,Nobody Known,person,Somebody,,a slip\n"
SECOND = "different,Ruvel Tosk,person,Ruwel Tosk Jr.,visit.txt,the son\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for folder in ("raw", "lexicon"):
        (tmp_path / folder).mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "raw" / name).write_text(text, "utf-8")
    return Settings(tmp_path / "raw", tmp_path / "w.duckdb", tmp_path / "work", lexicon=tmp_path / "lexicon")


def ask(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    return read_only_query(settings.warehouse, sql).rows


def run(settings: Settings, corrections: str | None) -> None:
    assert settings.lexicon is not None
    path = settings.lexicon / "corrections.csv"
    path.unlink(missing_ok=True)
    if corrections is not None:
        path.write_text(HEADER + corrections, "utf-8")
    job = Run(settings)
    report = job.check(job.load(job.resolve(job.extract(job.clean(job.read())))))
    assert report.passed
    job.finish()


def state(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("documents", "entities", "mentions", "quotes", "events", "event_participants", "quarantine")
    return {name: ask(settings, f"SELECT * EXCLUDE (run_id, loaded_at) FROM news.{name} ORDER BY ALL") for name in tables}


ORPHANS = """
    SELECT count(*) FROM (
        SELECT entity_id FROM news.mentions UNION ALL SELECT speaker_entity_id FROM news.quotes
        UNION ALL SELECT entity_id FROM news.event_participants
    ) AS r WHERE entity_id IS NOT NULL AND entity_id NOT IN (SELECT entity_id FROM news.entities)
"""
TOSKS = "SELECT DISTINCT name FROM news.entities WHERE name LIKE '%Tosk%' ORDER BY 1"
SPEAKERS = """
    SELECT DISTINCT d.source_path, e.name, q.speaker_name FROM news.quotes AS q JOIN news.documents AS d USING (document_id)
    JOIN news.entities AS e ON e.entity_id = q.speaker_entity_id WHERE e.name LIKE '%Tosk%' ORDER BY ALL
"""


def entities(settings: Settings, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summitry", "entities", "--warehouse", str(settings.warehouse), "--format", "csv", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})


def the_command_lists_entities_and_what_applies(settings: Settings) -> None:
    plain = entities(settings, "--unknown", "--type", "person", "--like", "RUVEL")
    assert plain.returncode == 0, plain.stderr
    header, *rows = plain.stdout.splitlines()
    assert header == "name,entity_type,country_code,known,mentions,documents,surfaces"
    assert len(rows) == 1 and rows[0].startswith("Ruwel al-Tosk,person,") and "Ruvel Tosk | " in rows[0]
    assert not entities(settings, "--like", "' OR true --").stdout.splitlines()[1:]

    assert settings.lexicon is not None
    checked = entities(settings, "--lexicon", str(settings.lexicon), "--like", "tosk")
    assert "same 'Ruvel Tosk' -> 'Ruwel al-Tosk' (line 2)" in checked.stdout
    assert "nothing in the warehouse matches: same 'Nobody Known' -> 'Somebody' (line 3)" in checked.stderr
    assert "line 2" not in checked.stderr


def test_a_run_with_other_corrections_rewrites_the_rows(settings: Settings) -> None:
    run(settings, None)
    plain = state(settings)
    assert ask(settings, TOSKS) == [("Ruvel Tosk",)]

    run(settings, FIRST)
    assert ask(settings, TOSKS) == [("Ruwel al-Tosk",)]
    assert ask(settings, SPEAKERS) == [(path, "Ruwel al-Tosk", "Ruwel al-Tosk") for path in ("talks.txt", "visit.txt")]
    assert ask(settings, "SELECT DISTINCT link_basis FROM news.mentions WHERE surface LIKE '%Tosk'") == [("correction",)]
    assert ask(
        settings, "SELECT count(*) > 0 FROM news.event_participants JOIN news.entities USING (entity_id) WHERE name LIKE 'Ruwel%'"
    ) == [(True,)]
    the_command_lists_entities_and_what_applies(settings)

    run(settings, SECOND)
    assert ask(settings, TOSKS) == [("Ruvel Tosk",), ("Ruwel Tosk Jr.",)]
    assert {path: name for path, name, _ in ask(settings, SPEAKERS)} == {"visit.txt": "Ruwel Tosk Jr.", "talks.txt": "Ruvel Tosk"}
    assert ask(settings, ORPHANS) == [(0,)]

    run(settings, None)
    assert state(settings) == plain


def test_a_faulty_file_stops_the_run_before_anything_is_written(settings: Settings) -> None:
    assert settings.lexicon is not None
    (settings.lexicon / "corrections.csv").write_text(HEADER + "same,A,person,B,,\nsame,B,person,A,,\n", "utf-8")
    with pytest.raises(LexiconError, match=r"line 3: these corrections go in a circle"), Run(settings).session():
        pass
    assert not settings.warehouse.exists()
