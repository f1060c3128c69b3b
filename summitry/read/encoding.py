"""Decode bytes of unknown encoding: byte order mark, then strict UTF-8, then a guess that is always recorded.

Text that is not UTF-8 and mostly ASCII is read as Windows-1252, the encoding of most western text of that kind (the WHATWG
Encoding Standard reads even content that is labelled ISO-8859-1 so); text with many high bytes is left to charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

#: Longest first: the UTF-32 mark begins with the UTF-16 mark. The codecs named here keep the mark as U+FEFF.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A well-formed UTF-8 sequence of two to four bytes (lead byte and continuation bytes).
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
#: Western text has a few accents and curly quotes in a hundred letters; Cyrillic or Greek in one byte a letter has most of them high.
_WESTERN_SHARE = 0.25


class NotTextError(Exception):
    """The bytes are no text: the message says why, `code` is the issue code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was read with (`utf-8` also for plain ASCII)."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of `data`. Raises NotTextError (`unsupported_format` for binary data, `undecodable` for damaged text)."""
    decoded = _by_mark(data) or _utf8(data)
    if decoded is None:
        _refuse_binary(data)
        decoded = _guess(data)
    if _CONTROL.search(decoded.text):
        raise NotTextError("unsupported_format", "The file holds control characters that no text has; it looks like binary data.")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _damaged(encoding, error) from error
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        good = sum(len(m) for m in _UTF8_SEQUENCE.findall(data))
        stray = len(_HIGH.findall(data)) - good
        # Text in a one-byte encoding hardly ever forms UTF-8 sequences by chance: this is UTF-8 with broken bytes.
        if good > 2 * stray:
            raise _damaged("utf-8", error) from error
        return None


def _refuse_binary(data: bytes) -> None:
    if b"\x00" in data:
        raise NotTextError("unsupported_format", "The file holds NUL bytes; it looks like binary data, not text.")


def _guess(data: bytes) -> Decoded:
    letters = sum(data.count(bytes([b])) for b in range(0x41, 0x7B))
    high = len(_HIGH.findall(data))
    if high <= _WESTERN_SHARE * (letters + high):
        try:
            return Decoded(data.decode("cp1252"), "cp1252")
        except UnicodeDecodeError as error:
            raise _damaged("cp1252", error) from error
    best = from_bytes(data).best()
    if best is None:
        raise NotTextError("undecodable", "The bytes are not UTF-8 and fit no other encoding; save the file as UTF-8.")
    try:
        return Decoded(data.decode(best.encoding), best.encoding.replace("_", "-"))
    except (UnicodeDecodeError, LookupError) as error:
        raise NotTextError("undecodable", f"The bytes look like {best.encoding} but do not decode ({error}).") from error


def _damaged(encoding: str, error: UnicodeDecodeError) -> NotTextError:
    return NotTextError(
        "undecodable",
        f"The bytes look like {encoding}, but byte {error.start} does not fit ({error.reason}); mend or re-encode the file as UTF-8.",
    )
