"""Bytes of any encoding become text, or a refusal that says why."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.read.encoding import NotTextError, decode

CURLY = "Putin said: “We don’t – yet – agree.” The Élysée would not comment…"
RUSSIAN = "Президент России Владимир Путин провёл телефонный разговор с президентом США. Стороны обсудили договор о ракетах. " * 3


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"", "", "utf-8", id="nothing"),
        pytest.param(b"Talks in Geneva.\r\n", "Talks in Geneva.\r\n", "utf-8", id="ascii-keeps-carriage-returns"),
        pytest.param(CURLY.encode(), CURLY, "utf-8", id="utf8"),
        pytest.param(CURLY.encode("cp1252"), CURLY, "cp1252", id="windows-1252-curly-quotes"),
        pytest.param(b"\x93No,\x94 he said.", "“No,” he said.", "cp1252", id="windows-1252-very-short"),
        pytest.param("Müller reiste nach Zürich.".encode("latin-1"), "Müller reiste nach Zürich.", "cp1252", id="latin-1-umlauts"),
        pytest.param(codecs.BOM_UTF8 + b"Talks", "\ufeffTalks", "utf-8", id="utf8-mark-stays-in-the-text"),
        pytest.param(codecs.BOM_UTF16_LE + "Talks “on”".encode("utf-16-le"), "\ufeffTalks “on”", "utf-16-le", id="utf16-little"),
        pytest.param(codecs.BOM_UTF16_BE + "Talks".encode("utf-16-be"), "\ufeffTalks", "utf-16-be", id="utf16-big"),
        pytest.param(codecs.BOM_UTF32_LE + "Talks".encode("utf-32-le"), "\ufeffTalks", "utf-32-le", id="utf32-not-taken-for-utf16"),
    ],
)
def test_decodes(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_text_of_mostly_high_bytes_is_left_to_detection(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unsupported_format", id="png"),
        pytest.param(b"talks\x00in Geneva", "unsupported_format", id="nul-in-ascii"),
        pytest.param(b"\x1f\x8b\x08\x00abc", "unsupported_format", id="gzip"),
        pytest.param(b"plain \x01\x02 controls", "unsupported_format", id="control-characters"),
        pytest.param("Zürich Élysée “talks” ".encode() * 3 + b"\xff broken", "undecodable", id="utf8-with-a-broken-byte"),
        pytest.param(b"curly \x93quotes\x94 and \x81 undefined", "undecodable", id="byte-undefined-in-windows-1252"),
        pytest.param(codecs.BOM_UTF16_LE + b"T\x00a", "undecodable", id="utf16-cut-short"),
    ],
)
def test_refuses(data: bytes, code: str) -> None:
    with pytest.raises(NotTextError) as error:
        decode(data)
    assert error.value.code == code
    assert str(error.value).endswith(".")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotTextError:
        return
    assert decoded.text.encode(decoded.encoding) == data or decoded.encoding not in ("utf-8", "cp1252")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"), max_size=200))
def test_utf8_text_comes_back_as_it_was_and_decoding_is_idempotent(text: str) -> None:
    once = decode(text.encode())
    assert once.text == text
    assert decode(once.text.encode()) == once
