"""Read the rows of one data file, checking shape and values, with the line in every error."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from summitry.errors import LexiconError

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
_WIKIDATA = re.compile(r"Q[1-9]\d*\Z")
_FULL_DATE_LENGTH = len("2018-07-16")


@dataclass(frozen=True, slots=True)
class Row:
    """One data row with the place it came from; every getter raises LexiconError naming file, line and column."""

    path: Path
    line: int
    cells: dict[str, str]

    def fail(self, reason: str) -> LexiconError:
        """Return the error to raise for this row."""
        return LexiconError(self.path, self.line, reason)

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[column]
        if not value:
            raise self.fail(f"column {column!r} is empty")
        return value

    def optional(self, column: str) -> str | None:
        """The cell, or None when it is empty or the file lacks the column."""
        return self.cells.get(column) or None

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that are divided by `|`; none when it is empty."""
        value = self.cells.get(column, "")
        return tuple(p for part in value.split("|") if (p := part.strip())) if value else ()

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """The cell, which must be one of `allowed`."""
        value = self.text(column)
        if value not in allowed:
            raise self.fail(f"column {column!r} says {value!r}, which is not one of {', '.join(sorted(allowed))}")
        return value

    def number(self, column: str) -> int:
        """The cell as a whole number; 0 when it is empty."""
        value = self.cells.get(column) or "0"
        if not value.isdigit():
            raise self.fail(f"column {column!r} says {value!r}, which is not a whole number")
        return int(value)

    def wikidata(self) -> str | None:
        """The verified Wikidata id, when there is one."""
        value = self.optional("wikidata_id")
        if value and not _WIKIDATA.match(value):
            raise self.fail(f"wikidata_id {value!r} is not a Wikidata id such as Q7747")
        return value

    def is_exact(self, column: str) -> bool:
        """True when the date cell is empty or names a day."""
        return len(self.cells.get(column, "")) in (0, _FULL_DATE_LENGTH)

    def first_day(self, column: str) -> date | None:
        """First day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None when the cell is empty."""
        return self._bounds(column)[0]

    def last_day(self, column: str) -> date | None:
        """Last day of the date cell; None when it is empty."""
        return self._bounds(column)[1]

    def term_end(self, column: str) -> date | None:
        """First day no longer in office: the day itself when the cell names a day, else the day after the named month or year."""
        last = self.last_day(column)
        return last if last is None or self.is_exact(column) else last + timedelta(days=1)

    def _bounds(self, column: str) -> tuple[date | None, date | None]:
        value = self.cells.get(column, "")
        if not value:
            return None, None
        if len(value) == _FULL_DATE_LENGTH:  # by far the most common, and fast
            return self._day(column, value), self._day(column, value)
        match = _YEAR_OR_MONTH.match(value)
        if not match:
            raise self._not_a_date(column, value)
        month = match[2] or "01"
        first = self._day(column, f"{match[1]}-{month}-01")
        last_month = int(match[2] or "12")
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])

    def _day(self, column: str, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._not_a_date(column, value) from error

    def _not_a_date(self, column: str, value: str) -> LexiconError:
        return self.fail(f"column {column!r} says {value!r}, which is not a date such as 2018, 2018-07 or 2018-07-16")


def read_rows(path: Path, required: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV file (UTF-8, header first, lines that begin with `#` are notes).

    Raises LexiconError when a required column is missing, a row has too many or too few cells, or the file is not UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader, [])
            missing = [c for c in required if c not in header]
            if missing:
                raise LexiconError(path, 1, f"the header lacks {', '.join(missing)}")
            for cells in reader:
                if not cells or cells[0].startswith("#"):
                    continue
                if len(cells) != len(header):
                    raise LexiconError(path, reader.line_num, f"{len(cells)} cells where the header has {len(header)}")
                yield Row(path, reader.line_num, dict(zip(header, map(str.strip, cells), strict=True)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(path, 1, str(error)) from error
