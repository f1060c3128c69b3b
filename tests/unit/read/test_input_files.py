"""The walk over an input folder: every entry once, no loop, no hang."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from summitry.errors import InputFolderError
from summitry.read import iter_files
from summitry.read.files import UnreadableError, printable, read_bytes


def walk(root: Path) -> dict[str, str | None]:
    return {f.source_path: f.problem for f in iter_files(root)}


def test_paths_are_relative_sorted_and_complete(tmp_path: Path) -> None:
    for name in ("b.txt", "a b/ü x.txt", "a.dir/c", "a.dir/deep/er/d.md", ".hidden", ".git/config", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(walk(tmp_path)) == ["a b/ü x.txt", "a.dir/c", "a.dir/deep/er/d.md", "b.txt"]


def test_links_to_folders_end(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "x.txt").write_text("x")
    (tmp_path / "in" / "aaa").symlink_to(tmp_path / "in" / "sub")
    (tmp_path / "in" / "sub" / "up").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    found = walk(tmp_path / "in")
    assert found["sub/x.txt"] is None
    assert [path for path, problem in found.items() if problem is None] == ["sub/x.txt"]
    assert set(found) == {"aaa", "self", "sub/up", "sub/x.txt"}


def test_a_linked_folder_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "x.txt").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "store")
    assert walk(tmp_path / "in") == {"link/x.txt": None}


def test_special_files_are_named_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(os.path.relpath(tmp_path / "s.txt"))
    finally:
        server.close()
    found = walk(tmp_path)
    assert set(found) == {"dangling.txt", "pipe.txt", "s.txt"}
    assert all(found.values())


def test_a_pipe_that_took_a_files_place_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "late.txt")
    with pytest.raises(UnreadableError, match="regular"):
        read_bytes(tmp_path / "late.txt", 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_problem(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert "cannot be listed" in str(walk(tmp_path)["closed"])
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_root_that_is_no_folder(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "root"
    if kind == "file":
        root.write_text("x")
    with pytest.raises(InputFolderError, match="--input"):
        list(iter_files(root))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param(b"plain.txt", "plain.txt", id="ascii"),
        pytest.param("Élysée 中.txt".encode(), "Élysée 中.txt", id="utf8"),
        pytest.param(b"caf\xe9.txt", "caf\\xe9.txt", id="not-utf8"),
        pytest.param(b"two\nlines.txt", "two\\nlines.txt", id="newline"),
    ],
)
def test_printable(raw: bytes, shown: str) -> None:
    assert printable(os.fsdecode(raw)) == shown


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    assert read_bytes(path, 4) is None
