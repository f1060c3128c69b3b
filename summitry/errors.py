"""Errors that a user can meet. Each names the thing that is wrong and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SummitryError(Exception):
    """Base class: what went wrong, and what to do about it."""

    #: Exit status of the command line when this error ends a run (see `cli.py`).
    exit_status = 3

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Errors of worker processes travel whole, whatever the arguments of their class are."""
        return _revive, (type(self), self.problem, self.remedy)


def _revive(kind: type[SummitryError], problem: str, remedy: str) -> SummitryError:
    error = kind.__new__(kind)
    SummitryError.__init__(error, problem, remedy)
    return error


class InputFolderError(SummitryError):
    """The input folder is missing or cannot be listed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The input folder {path} cannot be read ({reason}).",
            "Name an existing folder with --input, for example --input data/raw.",
        )


class WarehouseLockedError(SummitryError):
    """Another process holds the warehouse file."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"The warehouse {path} is in use by another run (waited {seconds:.0f} s).",
            "Wait until that run has ended, or query the published copy beside it.",
        )


class WarehouseMissingError(SummitryError):
    """A command that reads needs a warehouse that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no warehouse at {path}.",
            "Make one first: summitry run --input DIR --warehouse FILE.",
        )


class WarehouseDamagedError(SummitryError):
    """The file at the place of the warehouse is none, or is damaged."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not a warehouse that DuckDB can open ({reason}).",
            "Move the file away, or name another with --warehouse, and run again: the warehouse is made anew from the input, and the "
            "published copy beside it stays readable.",
        )


class StorageError(SummitryError):
    """A file cannot be written: no room, no permission, or a file system that only reads."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Writing failed: {reason}.",
            "Make room or give write permission, or name other places with --warehouse and --work. What was published stays.",
        )


@contextmanager
def storage_errors() -> Iterator[None]:
    """Errors of the file system inside come out as StorageError."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise StorageError(f"{error.strerror or error}{where}") from error


class WorkerEndedError(SummitryError):
    """A process of an extraction ended before its work was done."""

    def __init__(self) -> None:
        super().__init__(
            "A process that extracts was ended from outside, most often for want of memory.",
            "Run again with fewer --workers; each needs about 500 MB.",
        )


class ModelError(SummitryError):
    """The language model cannot be loaded."""

    def __init__(self, name: str, reason: str, remedy: str | None = None) -> None:
        package = name if name.isidentifier() and "_" in name else "en_core_web_sm"
        super().__init__(
            f"The language model {name!r} cannot be loaded ({reason}).",
            remedy
            or "Leave --model out to use the model that comes with Summitry, or install the one you named, "
            f"for example: python -m spacy download {package}.",
        )


class LexiconError(SummitryError):
    """A lexicon file does not follow its format."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(
            f"{path}, line {line}: {reason}.",
            "Mend the line; the columns are described in summitry/lexicon/README.md.",
        )


class BuildError(SummitryError):
    """dbt could not build the marts."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"dbt could not build the marts: {what}.",
            "What dbt said of every model and test is in the work folder, in dbt/target/run_results.json.",
        )


class UsageError(SummitryError):
    """A command was called in a way that cannot work."""

    exit_status = 2
