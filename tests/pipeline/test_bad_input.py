"""Whatever lies in the input folder, the run goes on and says what was wrong and where."""

from __future__ import annotations

import os

import pytest

from summitry.pipeline import Run
from summitry.settings import Settings
from summitry.warehouse import read_only_query

GOOD = "Merkel met Macron in Berlin on 5 May 2019, officials said.\n"


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Run:
    root = tmp_path_factory.mktemp("messy")
    raw = root / "raw"
    (raw / "a.folder.with.dots").mkdir(parents=True)
    (raw / "a.folder.with.dots" / "good.txt").write_text(GOOD)
    (raw / "empty.txt").write_bytes(b"")
    (raw / "blank.txt").write_bytes(b" \n\t\n")
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (raw / "windows.txt").write_bytes("“We agreed,” said François Hollande in Genève.".encode("cp1252"))
    (raw / "with space and é.txt").write_text("Lavrov will visit Tokyo next week, the ministry said.\n", encoding="utf-8")
    (raw / "twin one.txt").write_text(GOOD + "Twin.\n")
    (raw / "twin two.txt").write_text(GOOD + "Twin.\n")
    (raw / "dangling.txt").symlink_to(raw / "nowhere.txt")
    os.mkfifo(raw / "pipe.txt")
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    run = Run(Settings(raw, root / "warehouse.duckdb", root / "work"))
    run.check(run.load(run.resolve(run.extract(run.clean(run.read())))))
    run.finish()
    return run


def issues(run: Run) -> set[tuple[str, str]]:
    rows = read_only_query(run.settings.warehouse, "select source_path, level from news.issues where source_path is not null").rows
    return {(str(path), str(level)) for path, level in rows}


@pytest.mark.parametrize("path", ["empty.txt", "blank.txt", "binary.txt", "dangling.txt", "pipe.txt"])
def test_unusable_inputs_are_rejected_by_name(messy: Run, path: str) -> None:
    assert (path, "rejected") in issues(messy)


@pytest.mark.parametrize("path", ["windows.txt", "twin two.txt"])
def test_doubtful_inputs_are_kept_with_a_warning(messy: Run, path: str) -> None:
    assert any(p == path or path in p for p, level in issues(messy) if level == "warning")


def test_the_good_ones_are_in(messy: Run) -> None:
    rows = read_only_query(messy.settings.warehouse, "select source_path from news.documents order by 1").rows
    assert [r[0] for r in rows] == ["a.folder.with.dots/good.txt", "twin one.txt", "windows.txt", "with space and é.txt"]


def test_both_paths_of_one_text_are_kept(messy: Run) -> None:
    rows = read_only_query(
        messy.settings.warehouse, "select source_path from news.document_sources where source_path like 'twin%' order by 1"
    )
    assert [r[0] for r in rows.rows] == ["twin one.txt", "twin two.txt"]


def test_exit_status_tells_it(messy: Run) -> None:
    assert messy.exit_status == 1
    assert messy.status == "completed_with_issues"
