"""Plain text: the file is the text."""

from __future__ import annotations

from summitry.read.encoding import Decoded, decode

SUFFIXES = (".txt", ".text", ".md", "")


def read_plain(data: bytes) -> Decoded:
    """Return the decoded text, otherwise untouched. Raises NotTextError."""
    return decode(data)
