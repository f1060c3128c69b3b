"""What is known of a document from outside its text: `<stem>.meta.json` beside it, or a row of the folder's `manifest.csv`.

Fields: `published`, `outlet`, `title`, `url`, `language`; further fields are allowed and not read. Where both speak, the JSON file wins.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath

from summitry.read.encoding import NotTextError, decode
from summitry.read.files import InputFile, UnreadableError, read_bytes
from summitry.records import Issue, Sidecar

MANIFEST = "manifest.csv"
META_SUFFIX = ".meta.json"
FIELDS = tuple(f.name for f in fields(Sidecar))


@dataclass(slots=True)
class Sidecars:
    """All sidecars of one input folder, and what was wrong with them.

    `json` is keyed by folder and stem, `rows` by the path that a manifest row names; both relative to the root.
    """

    json: dict[str, Sidecar] = field(default_factory=dict)
    rows: dict[str, Sidecar] = field(default_factory=dict)
    named_in: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def of(self, source_path: str) -> Sidecar:
        """What is known of one file; an empty Sidecar when nothing is."""
        path = PurePosixPath(source_path)
        return merge(self.json.get(_stem(path), Sidecar()), self.rows.get(source_path, Sidecar()))

    def orphans(self, source_paths: Iterable[str]) -> list[Issue]:
        """One warning for each sidecar or manifest row whose document is not there."""
        known = set(source_paths)
        stems = {_stem(PurePosixPath(p)) for p in known}
        lone = [
            _issue("warning", "sidecar_without_file", f"{stem}{META_SUFFIX}", "There is no document of that name beside this sidecar.")
            for stem in sorted(self.json)
            if stem not in stems
        ]
        rows = [
            _issue("warning", "manifest_row_without_file", self.named_in[path], f"The row for {path!r} names a file that is not there.")
            for path in sorted(self.rows)
            if path not in known
        ]
        return lone + rows


def is_sidecar(path: Path) -> bool:
    """True for files that describe documents and are none themselves."""
    return path.name.lower() == MANIFEST or path.name.lower().endswith(META_SUFFIX)


def merge(first: Sidecar, second: Sidecar) -> Sidecar:
    """Take each field from `first` where it is set, else from `second`."""
    return Sidecar(**{name: getattr(first, name) or getattr(second, name) for name in FIELDS})


def read_sidecars(files: Iterable[InputFile], limit: int) -> Sidecars:
    """Read every sidecar among `files`. Malformed ones give an issue and are otherwise passed over; nothing is raised."""
    result = Sidecars()
    for file in files:
        if file.problem is not None or not is_sidecar(file.path):
            continue
        try:
            data = read_bytes(file.path, limit)
            if data is None:
                raise UnreadableError(f"larger than {limit} bytes")
            text = decode(data).text.removeprefix("\ufeff")
        except (UnreadableError, NotTextError) as error:
            result.issues.append(_issue("error", "bad_sidecar", file.source_path, f"The sidecar cannot be read: {error}"))
            continue
        if file.path.name.lower() == MANIFEST:
            _read_manifest(text, file.source_path, result)
        else:
            _read_meta(text, file.source_path, result)
    return result


def _read_meta(text: str, source_path: str, result: Sidecars) -> None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        result.issues.append(_issue("error", "bad_sidecar", source_path, f"The sidecar is not valid JSON: {error}"))
        return
    if not isinstance(data, dict):
        result.issues.append(_issue("error", "bad_sidecar", source_path, 'The sidecar must be an object: {"outlet": "Reuters"}.'))
        return
    result.json[source_path[: -len(META_SUFFIX)]] = _sidecar(data, source_path, result)


def _read_manifest(text: str, source_path: str, result: Sidecars) -> None:
    folder = PurePosixPath(source_path).parent
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        rows.fieldnames = names
        if "file" not in names:
            raise csv.Error("there is no column called file")
        for row in rows:
            name = (row.get("file") or "").strip()
            if not name:
                result.issues.append(_issue("error", "bad_sidecar", source_path, f"Line {rows.line_num}: the file column is empty."))
                continue
            path = (folder / name.replace("\\", "/")).as_posix()
            if path in result.rows:
                result.issues.append(_issue("warning", "manifest_row_twice", source_path, f"{name!r} has a row already."))
                continue
            result.rows[path] = _sidecar({k: v for k, v in row.items() if k is not None}, source_path, result)
            result.named_in[path] = source_path
    except csv.Error as error:
        result.issues.append(_issue("error", "bad_sidecar", source_path, f"The manifest is not a valid CSV table: {error}"))


def _sidecar(data: dict[str, object], source_path: str, result: Sidecars) -> Sidecar:
    values: dict[str, str] = {}
    for name in FIELDS:
        value = data.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        # Lone surrogates are legal in JSON escapes but cannot be stored.
        if not isinstance(value, str) or not _storable(value):
            result.issues.append(_issue("error", "bad_sidecar", source_path, f"The field {name} must be text, not {value!r:.80}."))
            continue
        values[name] = value.strip()
    return Sidecar(**values)


def _storable(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" or c == "\x00" for c in value)


def _stem(path: PurePosixPath) -> str:
    return (path.parent / path.stem).as_posix()


def _issue(level: str, code: str, source_path: str, message: str) -> Issue:
    return Issue("read", "error" if level == "error" else "warning", code, message, source_path)
