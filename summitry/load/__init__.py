"""Load: rows into a Parquet batch, and the audited batch into the warehouse in one transaction.

Here belongs what moves rows. What a row must be like is said in `tables.py` and `expectations/` and judged by `check`.
"""

from summitry.load.batch import BatchError, forget_batches, frames, stage
from summitry.load.bookkeeping import issue_row, write_issues, write_run
from summitry.load.merging import known_keys, merge

__all__ = ["BatchError", "forget_batches", "frames", "issue_row", "known_keys", "merge", "stage", "write_issues", "write_run"]
