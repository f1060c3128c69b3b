"""Summitry: raw news text about diplomacy into a warehouse of meetings, treaty actions and quotes.

`extract(text)` reads one article; `summitry run` (see `cli`) builds a warehouse from a folder of them.
"""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

import summitry.extract  # noqa: F401  (only a docstring: its modules come when they are asked for)

if TYPE_CHECKING:
    from summitry.records import Extraction

__version__ = "0.1.0"
__all__ = ["__version__", "extract"]


def _extract(text: str, published: date | None = None, model: str | None = None) -> Extraction:
    """Return everything that one article says: entities, mentions, quotes and events with offsets into `text`.

    `published` is the day of publication, where known from outside; otherwise the text's own evidence is used. `model` is the name or
    path of a spaCy pipeline to use instead of the model that comes with Summitry, or "rules" for none. Raises ModelError when it cannot be
    loaded.
    """
    from summitry.single import extract_text

    return extract_text(text, published, model)


class _CallablePackage(ModuleType):
    """The folder `summitry/extract` and the function of that name in one: importing a module of it would hide a plain function."""

    __call__ = staticmethod(_extract)


if TYPE_CHECKING:
    extract = _extract
else:
    sys.modules["summitry.extract"].__class__ = _CallablePackage
