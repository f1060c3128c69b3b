"""Walk an input folder: every file once, in sorted order, without ever hanging or looping."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import InputFolderError

#: Left alone without a word: files that desktop systems and version control put into folders.
IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini"})

#: Identity of a folder on disk, however it was reached.
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class InputFile:
    """One directory entry. `source_path` is relative to the root, `/` between parts, always printable and storable.

    `problem` is None for an entry worth opening, else says why it cannot be read.
    """

    path: Path
    source_path: str
    problem: str | None = None


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in words for an issue row."""


def printable(path: str) -> str:
    """Return a path as text that any encoding can store: bytes that are not UTF-8 become `\\xNN`, control characters too."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def require_folder(root: Path) -> None:
    """Raise InputFolderError when `root` is missing or cannot be listed."""
    try:
        os.scandir(root).close()
    except OSError as error:
        raise InputFolderError(root, error.strerror or str(error)) from error


def iter_files(root: Path) -> Iterator[InputFile]:
    """Yield every entry below `root` that is not a folder, sorted by `source_path`; hidden names (`.x`) are left out.

    Folders behind links are followed unless they were walked already; unreadable folders, dangling links and special files come
    back with a `problem`. Raises InputFolderError when `root` is missing or cannot be listed.
    """
    require_folder(root)
    seen = {_identity(root.stat())}
    found: list[InputFile] = []
    links: list[Path] = []
    _walk(root, root, seen, found, links)
    while links:
        # Real folders come first, so that a file is known by its real path and not by a link to its folder.
        link = links.pop(0)
        identity = _identity(link.stat())
        if identity in seen:
            found.append(_entry(root, link, "a link to a folder that was read already"))
            continue
        seen.add(identity)
        _walk(root, link, seen, found, links)
    yield from sorted(found, key=lambda f: (f.source_path, os.fsencode(f.path)))


def read_bytes(path: Path, limit: int) -> bytes | None:
    """Return the bytes of a regular file, or None when it is longer than `limit` bytes. Raises UnreadableError.

    The file is opened without blocking and checked after opening: a pipe that took the file's place cannot hang the run.
    """
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("not a regular file")
            if status.st_size > limit:
                return None
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error
    return data if len(data) <= limit else None


def _walk(root: Path, folder: Path, seen: set[_Identity], found: list[InputFile], links: list[Path]) -> None:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                names = sorted(entries, key=lambda e: os.fsencode(e.name))
        except OSError as error:
            found.append(_entry(root, current, f"the folder cannot be listed: {error.strerror or error}"))
            continue
        for entry in names:
            if entry.name.startswith(".") or entry.name.lower() in IGNORED_NAMES:
                continue
            path = Path(entry.path)
            kind = _kind(path)
            if kind == "folder" and entry.is_symlink():
                links.append(path)
            elif kind == "folder":
                seen.add(_identity(path.stat()))
                waiting.append(path)
            else:
                found.append(_entry(root, path, None if kind == "file" else kind))


def _kind(path: Path) -> str:
    """`file`, `folder`, or the reason why the entry is neither."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        what = "a link that leads nowhere" if path.is_symlink() else "cannot be looked at"
        return f"{what}: {error.strerror or error}"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "a pipe, socket or device, not a file"


def _entry(root: Path, path: Path, problem: str | None) -> InputFile:
    return InputFile(path, printable(path.relative_to(root).as_posix()), problem)


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino
