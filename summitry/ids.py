"""Content-hash identifiers: the same content has the same id on any machine and in any order of files."""

from __future__ import annotations

import hashlib
import json
from datetime import date

#: Hexadecimal digits kept of SHA-256: 128 bits, so that a collision among billions of rows stays out of reach.
ID_LENGTH = 32

Part = str | int | float | bool | date | None


def content_id(kind: str, *parts: Part) -> str:
    """Return the lower-case hex id of a row of `kind` that is told apart by `parts`.

    The parts are written as one JSON array, so that ("ab", "c") and ("a", "bc") differ.
    """
    text = json.dumps([kind, *[p.isoformat() if isinstance(p, date) else p for p in parts]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def text_hash(data: bytes) -> str:
    """Return the full SHA-256 of raw bytes as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()
