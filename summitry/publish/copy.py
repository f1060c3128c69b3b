"""The read copy: analysts query it while runs write the warehouse, and never see half a run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from summitry.errors import WarehouseMissingError
from summitry.warehouse import Warehouse, read_only_query, warehouse_lock


def publish_copy(warehouse: Path, published: Path) -> Path:
    """Put a copy of `warehouse` at `published` in one step and return that path.

    Whoever has the old copy open keeps reading it; who opens it from now on reads the new one. The copy is opened once before it
    takes its place. Raises WarehouseMissingError and WarehouseLockedError.
    """
    if not warehouse.is_file():
        raise WarehouseMissingError(warehouse)
    partial = published.with_name(f".{published.name}.{os.getpid()}.partial")
    with warehouse_lock(warehouse):
        _fold_log(warehouse)
        try:
            shutil.copyfile(warehouse, partial)
            _to_disk(partial)
            read_only_query(partial, "SELECT count(*) FROM news.runs")
            # A log that a writing analyst left would be replayed onto the new file.
            _log(published).unlink(missing_ok=True)
            partial.replace(published)
        finally:
            partial.unlink(missing_ok=True)
    return published


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _fold_log(warehouse: Path) -> None:
    """A killed run leaves its last commits in `<warehouse>.wal`; opening and closing writes them into the file."""
    if _log(warehouse).exists():
        with Warehouse(warehouse):
            pass


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
