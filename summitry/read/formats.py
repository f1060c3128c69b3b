"""Which module reads which file suffix. A new format is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from summitry.read import plain
from summitry.read.encoding import Decoded

#: Turns the bytes of one file into its text; raises NotTextError.
FormatReader = Callable[[bytes], Decoded]

READERS: Mapping[str, FormatReader] = dict.fromkeys(plain.SUFFIXES, plain.read_plain)


def reader_for(path: PurePath) -> FormatReader | None:
    """The reader for a file, by its suffix in any case; None for a format that is not read."""
    return READERS.get(path.suffix.lower())
