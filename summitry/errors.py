"""Errors that a user can meet. Each names the thing that is wrong and the remedy."""

from __future__ import annotations

from pathlib import Path


class SummitryError(Exception):
    """Base class: what went wrong, and what to do about it."""

    #: Exit status of the command line when this error ends a run (see `cli.py`).
    exit_status = 3

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


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


class ModelError(SummitryError):
    """The language model cannot be loaded."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"The language model {name!r} cannot be loaded ({reason}).",
            "Leave --model out to use the model that comes with Summitry, or install the one you named, "
            "for example: python -m spacy download en_core_web_sm.",
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
