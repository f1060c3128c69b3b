"""Read a whole input folder: every file becomes a document, a sidecar or an issue row; nothing stops the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from summitry import ids
from summitry.read.archive import Archive
from summitry.read.encoding import Decoded, NotTextError
from summitry.read.files import InputFile, UnreadableError, iter_files, read_bytes
from summitry.read.formats import READERS, reader_for
from summitry.read.sidecars import Sidecars, is_sidecar, merge, read_sidecars
from summitry.records import Issue, IssueLevel, RawDocument

#: An article is a few kilobytes; a file of this size is a database dump or a mistake, and would fill the memory of a small machine.
MAX_FILE_BYTES = 64 * 1024 * 1024

#: Byte order mark, zero-width space, word joiner: no text either.
_INVISIBLE = "\ufeff\u200b\u2060"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All distinct texts of a folder, sorted by source path, and everything worth knowing about its files.

    `files_seen` counts the inputs: every entry but folders, hidden names and sidecars.
    """

    documents: tuple[RawDocument, ...]
    issues: tuple[Issue, ...]
    files_seen: int


@dataclass(slots=True)
class _Collected:
    documents: dict[str, RawDocument] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def issue(self, level: IssueLevel, code: str, file: InputFile, message: str, document_id: str | None = None) -> None:
        self.issues.append(Issue("read", level, code, message, file.source_path, document_id))


def read_folder(
    root: Path,
    archive: Archive | None = None,
    on_file: Callable[[str], None] | None = None,
    *,
    max_bytes: int = MAX_FILE_BYTES,
) -> ReadResult:
    """Read every file below `root`.

    The bytes of each input that can be read go to `archive` before anything parses them. `on_file` is called with the source path
    after each input, for progress. Files with the same text make one document with several `sources`. Raises InputFolderError when
    `root` itself cannot be listed, OSError when the archive cannot be written; everything else becomes an issue.
    """
    entries = list(iter_files(root))
    sidecars = read_sidecars(entries, max_bytes)
    inputs = [e for e in entries if not (e.problem is None and is_sidecar(e.path))]
    collected = _Collected()
    for file in inputs:
        _read_file(file, archive, max_bytes, sidecars, collected)
        if on_file is not None:
            on_file(file.source_path)
    issues = [*collected.issues, *sidecars.issues, *sidecars.orphans(f.source_path for f in inputs)]
    issues.sort(key=lambda i: (i.source_path or "", i.code, i.message))
    return ReadResult(tuple(collected.documents.values()), tuple(issues), len(inputs))


def _read_file(file: InputFile, archive: Archive | None, max_bytes: int, sidecars: Sidecars, collected: _Collected) -> None:
    if file.problem is not None:
        collected.issue("rejected", "unreadable", file, f"This input cannot be read: {file.problem}.")
        return
    try:
        data = read_bytes(file.path, max_bytes)
    except UnreadableError as error:
        collected.issue("rejected", "unreadable", file, f"This input cannot be read: {error}.")
        return
    if data is None:
        collected.issue("rejected", "too_large", file, f"The file is larger than {max_bytes} bytes; split it into articles.")
        return
    digest = archive.put(data) if archive is not None else ids.text_hash(data)
    reader = reader_for(file.path)
    if reader is None:
        known = ", ".join(s for s in READERS if s)
        collected.issue("rejected", "unsupported_format", file, f"{file.path.suffix!a} files are not read, only {known}.")
        return
    try:
        decoded = reader(data)
    except NotTextError as error:
        collected.issue("rejected", error.code, file, str(error))
        return
    _keep(file, decoded, digest, sidecars, collected)


def _keep(file: InputFile, decoded: Decoded, digest: str, sidecars: Sidecars, collected: _Collected) -> None:
    if all(c.isspace() or c in _INVISIBLE for c in decoded.text):
        collected.issue("rejected", "empty", file, "The file holds no text.")
        return
    document_id = ids.content_id("document", decoded.text)
    sidecar = sidecars.of(file.source_path)
    first = collected.documents.get(document_id)
    if first is not None:
        message = f"The same text as {first.source_path}; kept once, with both paths."
        collected.issue("warning", "same_text", file, message, document_id)
        sources = (*first.sources, file.source_path)
        collected.documents[document_id] = replace(first, sources=sources, sidecar=merge(first.sidecar, sidecar))
        return
    if decoded.encoding != "utf-8":
        message = f"The file is not UTF-8; it was read as {decoded.encoding}. Check accents and quotation marks."
        collected.issue("warning", "decoded_as", file, message, document_id)
    collected.documents[document_id] = RawDocument(
        document_id=document_id,
        source_path=file.source_path,
        content_sha256=digest,
        text=decoded.text,
        encoding=decoded.encoding,
        sources=(file.source_path,),
        sidecar=sidecar,
    )
