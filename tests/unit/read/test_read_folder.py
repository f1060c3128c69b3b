"""Reading a folder: each input is a document or an issue, and nothing stops the run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summitry import ids
from summitry.read import Archive, ReadResult, read_folder

STORY = Path(__file__).parents[4] / "shared" / "story" / "A" / "txt"


def issues(result: ReadResult) -> dict[str | None, tuple[str, str]]:
    return {i.source_path: (i.level, i.code) for i in result.issues}


def test_every_bad_input_at_once(tmp_path: Path) -> None:
    root, archive = tmp_path / "in", Archive(tmp_path / "archive")
    root.mkdir()
    text = "The talks ended on Monday."
    (root / "good one é.txt").write_text(text, "utf-8")
    (root / "dir.with.dot").mkdir()
    (root / "dir.with.dot" / "copy.txt").write_text(text, "utf-8")
    (root / "empty.txt").write_bytes(b"")
    (root / "blank.txt").write_bytes(" \r\n\t\ufeff\xa0".encode())
    (root / "binary.txt").write_bytes(bytes(range(256)))
    (root / "report.pdf").write_bytes(b"%PDF-1.7")
    (root / "cp1252.txt").write_bytes("“No,” he said.".encode("cp1252"))
    (root / "broken.txt").write_bytes("Élysée é é é é ".encode() + b"\xff")
    (root / "big.txt").write_bytes(b"x" * 2000)
    (root / "dangling.txt").symlink_to("nowhere")
    os.mkfifo(root / "pipe")
    (Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt"))).write_text("Coffee talks.", "utf-8")
    seen: list[str] = []
    result = read_folder(root, archive, seen.append, max_bytes=1000)

    assert [(d.source_path, d.encoding) for d in result.documents] == [
        ("caf\\xe9.txt", "utf-8"),
        ("cp1252.txt", "cp1252"),
        ("dir.with.dot/copy.txt", "utf-8"),
    ]
    assert result.documents[2].sources == ("dir.with.dot/copy.txt", "good one é.txt")
    assert issues(result) == {
        "big.txt": ("rejected", "too_large"),
        "binary.txt": ("rejected", "unsupported_format"),
        "blank.txt": ("rejected", "empty"),
        "broken.txt": ("rejected", "undecodable"),
        "cp1252.txt": ("warning", "decoded_as"),
        "dangling.txt": ("rejected", "unreadable"),
        "empty.txt": ("rejected", "empty"),
        "good one é.txt": ("warning", "same_text"),
        "pipe": ("rejected", "unreadable"),
        "report.pdf": ("rejected", "unsupported_format"),
    }
    assert result.files_seen == len(seen) == 12
    assert archive.get(ids.text_hash(b"%PDF-1.7")) == b"%PDF-1.7"
    assert archive.get(ids.text_hash(bytes(range(256)))) == bytes(range(256))


def test_text_is_untouched_and_identified_by_content(tmp_path: Path) -> None:
    text = "\ufeff  Line one \r\n\r\n\tLine\u2028two\x0c\n\n"
    (tmp_path / "x.txt").write_bytes(text.encode())
    (document,) = read_folder(tmp_path).documents
    assert document.text == text
    assert document.content_sha256 == ids.text_hash(text.encode())
    assert document.document_id == ids.content_id("document", text)


def test_the_same_text_in_two_encodings_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“No,” he said.".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("“No,” he said.".encode())
    (tmp_path / "b.meta.json").write_text('{"outlet": "Reuters"}')
    (document,) = read_folder(tmp_path).documents
    assert document.sources == ("a.txt", "b.txt")
    assert document.encoding == "cp1252"
    assert document.sidecar.outlet == "Reuters"


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for i in range(5):
        (tmp_path / f"{i}.txt").write_text(f"Talks, day {i % 3}.")
    archive = Archive(tmp_path / ".archive")
    assert read_folder(tmp_path, archive) == read_folder(tmp_path, archive)


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert read_folder(tmp_path) == ReadResult((), (), 0)


@pytest.mark.skipif(not STORY.is_dir(), reason="the shared story set is not here")
def test_story_set() -> None:
    result = read_folder(STORY)
    assert len(result.documents) == 24
    assert [(i.source_path, i.code) for i in result.issues] == [("story_a_11.txt", "decoded_as")]
    document = next(d for d in result.documents if d.source_path == "story_a_11.txt")
    assert document.encoding == "cp1252"
    assert document.sidecar.outlet == "Meridian Post"
    assert "�" not in document.text
    assert {"“", "”"} <= set(document.text) or "’" in document.text
