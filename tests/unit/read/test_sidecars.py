"""What is known from outside: JSON beside the file, rows of a manifest, and what is wrong with either."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry.read import read_folder
from summitry.records import Sidecar


def folder(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def sidecar_of(root: Path, path: str) -> Sidecar:
    return next(d.sidecar for d in read_folder(root).documents if d.source_path == path)


def codes(root: Path) -> list[str]:
    return [i.code for i in read_folder(root).issues]


META = '{"published": "2019-06-29", "outlet": " Sputnik ", "title": "T", "url": "https://example.org/1", "language": "en", "author": 7}'


@pytest.mark.parametrize("name", ["a.txt", "a", "a.b.txt", "ü 1.md", "sub.dir/x.txt"])
def test_json_beside_the_file(tmp_path: Path, name: str) -> None:
    stem = name.removesuffix(".txt").removesuffix(".md")
    root = folder(tmp_path, {name: "Talks.", f"{stem}.meta.json": META})
    assert sidecar_of(root, name) == Sidecar("2019-06-29", "Sputnik", "T", "https://example.org/1", "en")
    assert codes(root) == []
    assert read_folder(root).files_seen == 1


def test_manifest_rows_are_relative_to_their_folder(tmp_path: Path) -> None:
    manifest = "\ufefffile,published,outlet,note\r\nx.txt,1987-03-22,Reuters,n\r\ndeep\\y.txt,,AFP,\r\n"
    root = folder(tmp_path, {"sub/x.txt": "One.", "sub/deep/y.txt": "Two.", "x.txt": "Three.", "sub/manifest.csv": manifest})
    assert sidecar_of(root, "sub/x.txt") == Sidecar("1987-03-22", "Reuters")
    assert sidecar_of(root, "sub/deep/y.txt") == Sidecar(None, "AFP")
    assert sidecar_of(root, "x.txt") == Sidecar()


def test_json_wins_field_by_field(tmp_path: Path) -> None:
    root = folder(tmp_path, {"x.txt": "One.", "manifest.csv": "file,outlet,title\nx.txt,AFP,Row\n", "x.meta.json": '{"outlet": "Reuters"}'})
    assert sidecar_of(root, "x.txt") == Sidecar(None, "Reuters", "Row")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("x.meta.json", "{not json", ["bad_sidecar"], id="json-syntax"),
        pytest.param("x.meta.json", "[1]", ["bad_sidecar"], id="json-list"),
        pytest.param("x.meta.json", '{"outlet": 5, "published": null}', ["bad_sidecar"], id="json-number"),
        pytest.param("x.meta.json", '{"title": "\\ud800"}', ["bad_sidecar"], id="json-lone-surrogate"),
        pytest.param("x.meta.json", b"\x00\x01", ["bad_sidecar"], id="json-binary"),
        pytest.param("x.meta.json", "[" * 100_000, ["bad_sidecar"], id="json-bottomless"),
        pytest.param("other.meta.json", "{}", ["sidecar_without_file"], id="json-alone"),
        pytest.param("manifest.csv", "", ["bad_sidecar"], id="csv-empty"),
        pytest.param("manifest.csv", "name,outlet\nx.txt,AFP\n", ["bad_sidecar"], id="csv-no-file-column"),
        pytest.param("manifest.csv", "file,outlet\n,AFP\n", ["bad_sidecar"], id="csv-row-without-file"),
        pytest.param("manifest.csv", 'file,outlet\nx.txt,"AFP\n', ["bad_sidecar"], id="csv-open-quote"),
        pytest.param("manifest.csv", "file,outlet\nx.txt,AFP\nx.txt,AP\n", ["manifest_row_twice"], id="csv-twice"),
        pytest.param("manifest.csv", "file,outlet\nx.txt,AFP,too,many\n", [], id="csv-extra-cells"),
        pytest.param("manifest.csv", "file,outlet\ngone.txt,AFP\n", ["manifest_row_without_file"], id="csv-file-missing"),
        pytest.param("manifest.csv", "file,outlet\n../../etc/passwd,AFP\n", ["manifest_row_without_file"], id="csv-outside"),
    ],
)
def test_malformed_sidecars_give_an_issue_and_the_document_stays(
    tmp_path: Path, name: str, content: str | bytes, expected: list[str]
) -> None:
    root = folder(tmp_path, {"x.txt": "Talks.", name: content})
    result = read_folder(root)
    assert [d.source_path for d in result.documents] == ["x.txt"]
    assert [i.code for i in result.issues] == expected
    assert result.files_seen == 1
