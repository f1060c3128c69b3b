"""Named entities: find their names, decide their type, link them to the lexicon and to one another within one document."""

from __future__ import annotations

from summitry.extract.entities.component import Entities, make_entities

__all__ = ["Entities", "make_entities"]
