"""Raw bytes are kept once, whole, and by their hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry import ids
from summitry.read import Archive


@pytest.mark.parametrize("data", [b"", b"Talks in Geneva.", bytes(range(256)) * 50], ids=["nothing", "text", "binary"])
def test_what_was_put_comes_back(tmp_path: Path, data: bytes) -> None:
    archive = Archive(tmp_path / "archive")
    digest = archive.put(data)
    assert digest == ids.text_hash(data)
    assert archive.get(digest) == data


def test_putting_twice_writes_once_and_leaves_no_temporary_files(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.path(archive.put(b"Talks"))
    before = path.stat().st_mtime_ns, path.read_bytes()
    archive.put(b"Talks")
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]


def test_the_same_bytes_make_the_same_file(tmp_path: Path) -> None:
    one, other = Archive(tmp_path / "a"), Archive(tmp_path / "b")
    assert one.path(one.put(b"Talks")).read_bytes() == other.path(other.put(b"Talks")).read_bytes()


def test_damage_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest, other = archive.put(b"Talks"), archive.put(b"No talks")
    archive.path(digest).write_bytes(archive.path(other).read_bytes())
    with pytest.raises(ValueError, match="does not hold"):
        archive.get(digest)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        archive.put(b"Talks")
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]
