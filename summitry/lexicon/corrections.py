"""What people have corrected: `corrections.csv` of the user's own lexicon folder (its columns are described in README.md).

This module reads the file and says where each name ends up; `resolve` applies it to what the texts say. An entity is named by its type and
its name as `summitry entities` lists it; case and white space do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, cast, get_args

from summitry.errors import LexiconError
from summitry.lexicon.files import ENTITY_TYPES
from summitry.lexicon.names import exact_key
from summitry.lexicon.rows import Row, read_rows
from summitry.records import EntityType

CorrectionKind = Literal["same", "different", "rename", "type"]
#: An entity as corrections name it: its type and the `exact_key` of its name.
Node = tuple[EntityType, str]

FILE_NAME = "corrections.csv"
_KINDS: frozenset[str] = frozenset(get_args(CorrectionKind))


@dataclass(frozen=True, slots=True)
class Correction:
    """One row. `value` is the other name, for kind `type` the right type; None only for `different`: an entity of its own.

    `document` limits a `different` to one document, by document_id or by a path at which it was found; None: all documents.
    """

    kind: CorrectionKind
    name: str
    entity_type: EntityType
    value: str | None
    document: str | None
    path: Path
    line: int

    @property
    def node(self) -> Node:
        """The entity that is corrected."""
        return self.entity_type, exact_key(self.name)

    def fail(self, reason: str) -> LexiconError:
        """Return the error to raise for this row."""
        return LexiconError(self.path, self.line, reason)

    def __str__(self) -> str:
        value = repr(self.value) if self.value else "an entity of its own"
        where = f" in {self.document}" if self.document else ""
        return f"{self.kind} {self.name!r} -> {value}{where} (line {self.line})"


@dataclass(frozen=True, slots=True)
class Settled:
    """Where an entity ends up. `retyped`: its type was changed on the way, so that what the lexicon says of it no longer holds."""

    entity_type: EntityType
    name: str
    retyped: bool = False

    @property
    def node(self) -> Node:
        """The entity by type and key."""
        return self.entity_type, exact_key(self.name)


@dataclass(frozen=True)
class Corrections:
    """All corrections of one file. Making it raises LexiconError when rows contradict one another or go in a circle."""

    rows: tuple[Correction, ...] = ()
    _names: dict[Node, Correction] = field(default_factory=dict, init=False, repr=False)
    _types: dict[Node, Correction] = field(default_factory=dict, init=False, repr=False)
    _spelling: dict[Node, Correction] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for row in self.rows:
            if row.kind == "type":
                _put(self._types, row)
            elif row.kind != "different":
                _put(self._spelling if row.node[1] == exact_key(row.value or "") else self._names, row)
        for node, row in self._types.items():
            if (other := self._names.get(node)) and other.kind == "same":
                raise _later(row, other).fail(
                    f"{row.name!r} is both retyped and merged (lines {row.line} and {other.line}); retype {other.value!r} instead"
                )
        for node in (*self._names, *self._types):
            self._walk(node)
        self._check_different()

    def __bool__(self) -> bool:
        return bool(self.rows)

    @cached_property
    def different(self) -> tuple[Correction, ...]:
        """The rows that part mentions from the entity they were taken for."""
        return tuple(row for row in self.rows if row.kind == "different")

    def settled(self, entity_type: EntityType, name: str) -> Settled:
        """Where the entity ends up after `rename`, `same` and `type`, chains followed to their end; unchanged when no row names it."""
        start: Node = (entity_type, exact_key(name))
        end, written, retyped = self._walk(start)
        return Settled(end[0], self._written.get(end, written or name), retyped)

    @cached_property
    def merged(self) -> Mapping[Node, tuple[Node, ...]]:
        """For every entity at the end of a chain, the entities of its type that lead to it by `rename` and `same` alone, sorted."""
        found: dict[Node, list[Node]] = {}
        for node in sorted(self._names):
            end, _, retyped = self._walk(node)
            if not retyped:
                found.setdefault(end, []).append(node)
        return {end: tuple(nodes) for end, nodes in found.items()}

    @cached_property
    def _written(self) -> dict[Node, str]:
        """How names at the end of chains are written: as the `rename` of that very name says, else the first in code point order."""
        names: dict[Node, str] = {}
        for node in (*self._names, *self._types):
            end, written, _ = self._walk(node)
            if written is not None:
                names[end] = min(written, names.get(end, written))
        return names | {node: row.value or "" for node, row in self._spelling.items()}

    def _walk(self, node: Node) -> tuple[Node, str | None, bool]:
        """The last entity of the chain from `node`, its name as the rows write it (None: they do not), whether the type changed."""
        passed: list[Correction] = []
        seen = {node}
        written, retyped = None, False
        while (name := self._names.get(node)) or node in self._types:
            kind = self._types.get(node)
            written = name.value if name else written
            retyped = retyped or kind is not None
            node = (
                cast(EntityType, kind.value) if kind else node[0],
                exact_key(name.value or "") if name else node[1],
            )
            passed += [row for row in (name, kind) if row]
            if node in seen:
                lines = ", ".join(str(n) for n in sorted({row.line for row in passed}))
                raise max(passed, key=lambda row: row.line).fail(f"these corrections go in a circle: lines {lines}")
            seen.add(node)
        return node, written, retyped

    def _check_different(self) -> None:
        first: dict[tuple[Node, str | None], Correction] = {}
        for row in self.different:
            other = first.setdefault((row.node, row.document), row)
            if exact_key(other.value or "") != exact_key(row.value or ""):
                raise row.fail(f"lines {other.line} and {row.line} say different things of {row.name!r}")
            same = self._names.get(row.node)
            if row.document is None and same and same.kind == "same":
                raise _later(row, same).fail(f"lines {same.line} and {row.line} say of {row.name!r} that it is and is not another entity")
            if row.value:
                self._check_value(row, row.value)

    def _check_value(self, row: Correction, value: str) -> None:
        """What mentions are said to be must not be what other lines say they are not."""
        end = self.settled(row.entity_type, value).node
        if exact_key(value) != row.node[1] and end == row.node:
            raise row.fail(f"other lines make {value!r} and {row.name!r} one entity")
        for other in self.different:
            if (row.document is None or other.document in {None, row.document}) and other.node != row.node:
                names = {other.node, self.settled(other.entity_type, other.name).node}
                if end in names or (row.entity_type, exact_key(value)) in names:
                    raise _later(row, other).fail(
                        f"line {row.line} says that mentions are {value!r}, line {other.line} that those of {other.name!r} are not"
                    )


def load_corrections(folder: Path | None) -> Corrections:
    """Return the corrections of a user's lexicon folder; none when there is no folder or no such file in it. Not cached.

    Raises LexiconError with file and line for a malformed row, a contradiction or a circle.
    """
    path = folder / FILE_NAME if folder else None
    return Corrections(tuple(_read(path))) if path and path.is_file() else Corrections()


def _read(path: Path) -> Iterator[Correction]:
    for row in read_rows(path, ("kind", "name", "entity_type", "value")):
        kind = cast(CorrectionKind, row.one_of("kind", _KINDS))
        entity_type = cast(EntityType, row.one_of("entity_type", ENTITY_TYPES))
        name = " ".join(row.text("name").split())
        value = row.optional("value") if kind == "different" else row.text("value")
        document = row.optional("document")
        if document and kind != "different":
            raise row.fail(f"kind {kind!r} holds for all documents, but column 'document' says {document!r}")
        yield _checked(Correction(kind, name, entity_type, " ".join(value.split()) if value else None, document, path, row.line), row)


def _checked(correction: Correction, row: Row) -> Correction:
    if correction.kind == "type":
        row.one_of("value", ENTITY_TYPES - {correction.entity_type})
    elif correction.kind == "same" and correction.node[1] == exact_key(correction.value or ""):
        raise row.fail(f"{correction.name!r} and {correction.value!r} are one entity already")
    elif correction.kind == "rename" and correction.name == correction.value:
        raise row.fail(f"{correction.name!r} is called so already")
    return correction


def _put(index: dict[Node, Correction], row: Correction) -> None:
    """Note the row, which must not say something else than an earlier one about the same entity."""
    other = index.setdefault(row.node, row)
    if other.value != row.value and (exact_key(other.value or "") != exact_key(row.value or "") or row.kind == other.kind == "rename"):
        raise row.fail(f"{row.name!r} cannot be both {other.value!r} (line {other.line}) and {row.value!r}")


def _later(*rows: Correction) -> Correction:
    return max(rows, key=lambda row: row.line)
