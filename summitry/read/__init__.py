"""Bytes on disk become `RawDocument`s: find the files, keep their bytes, decode them, join what sidecars say.

Belongs here: everything that must know about files, bytes, encodings and file formats (one module a format).
Does not belong here: what a line of the text is for (see `clean`), where tables live (see `warehouse`).

The text of a document is its file decoded and otherwise untouched: `\\r` stays, nothing is trimmed, and a byte order mark stays as
the character U+FEFF at offset 0, so that offsets agree with any program that opens the file as plain UTF-8.

Issue codes. Rejected: `unreadable`, `too_large`, `unsupported_format`, `undecodable`, `empty`. Error: `bad_sidecar`. Warnings:
`decoded_as`, `same_text`, `sidecar_without_file`, `manifest_row_without_file`, `manifest_row_twice`.
"""

from __future__ import annotations

from summitry.read.archive import Archive
from summitry.read.files import InputFile, iter_files, require_folder
from summitry.read.folder import MAX_FILE_BYTES, ReadResult, read_folder

__all__ = ["MAX_FILE_BYTES", "Archive", "InputFile", "ReadResult", "iter_files", "read_folder", "require_folder"]
