"""The only door to DuckDB: opening, locking, tables, frames in and out, and read-only questions."""

from summitry.warehouse.connection import STORAGE_VERSION, Warehouse, WarehouseNameError, storage_version, warehouse_lock
from summitry.warehouse.query import QueryResult, Reader, SqlRefusedError, read_only_query

__all__ = [
    "STORAGE_VERSION",
    "QueryResult",
    "Reader",
    "SqlRefusedError",
    "Warehouse",
    "WarehouseNameError",
    "read_only_query",
    "storage_version",
    "warehouse_lock",
]
