"""Check: judge a staged batch by the rules of `tables.py` and `expectations/`, with Great Expectations, row by row.

Here belongs what decides whether a row may enter. Nothing here reads or writes the warehouse.
"""

from summitry.check.auditing import CHECKED, audit
from summitry.check.engine import CheckError
from summitry.check.process import AuditProcess
from summitry.check.report import save_report
from summitry.check.rules import ExpectationFileError, Rule, table_rules

__all__ = ["CHECKED", "AuditProcess", "CheckError", "ExpectationFileError", "Rule", "audit", "save_report", "table_rules"]
