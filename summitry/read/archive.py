"""Keep the raw bytes of every input by content hash, so that nothing read is ever lost."""

from __future__ import annotations

import gzip
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from summitry import ids


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of gzip files named by the SHA-256 of their content: `ab/abcdef....gz`.

    Writing is atomic (temporary file, then rename) and idempotent: bytes that are there already are not written again.
    """

    folder: Path

    def path(self, content_sha256: str) -> Path:
        """Where the bytes with that hash are, or would be."""
        return self.folder / content_sha256[:2] / f"{content_sha256}.gz"

    def put(self, data: bytes) -> str:
        """Keep `data`; return its SHA-256 as 64 lower-case hex digits. Raises OSError when the folder cannot be written."""
        digest = ids.text_hash(data)
        target = self.path(digest)
        if target.exists():
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                # No time stamp inside: the same bytes make the same archive file on any day.
                file.write(gzip.compress(data, mtime=0))
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return digest

    def get(self, content_sha256: str) -> bytes:
        """Return the bytes with that hash. Raises FileNotFoundError when they are not kept, ValueError when they were damaged."""
        data = gzip.decompress(self.path(content_sha256).read_bytes())
        if ids.text_hash(data) != content_sha256:
            raise ValueError(f"{self.path(content_sha256)} does not hold the bytes that its name promises.")
        return data
