"""From what single documents say to rows of the warehouse: real-world entities, stable ids, canonical names.

Belongs here: whatever needs more than one document of the batch. Does not belong here: reading text (see `extract`) or writing
anywhere (see `load`).
"""

from __future__ import annotations

from summitry.resolve.batch import resolve

__all__ = ["resolve"]
