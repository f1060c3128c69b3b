"""Great Expectations, run on one pandas batch per table. The only module that imports it, and only when a check begins."""

from __future__ import annotations

import gc
import importlib.util
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from summitry.check.rules import Rule
from summitry.errors import SummitryError
from summitry.records import FailedRow, RuleResult
from summitry.settings import silence_telemetry

#: Failing values shown on a page; every failing row is in the report all the same.
SAMPLES = 5
_SAMPLE_LENGTH = 120
_IMPORTING = threading.Lock()


class CheckError(SummitryError):
    """An expectation could not be evaluated: a fault in the rule, not in the data."""

    def __init__(self, table: str, rule: str, reason: str) -> None:
        super().__init__(f"The rule {rule!r} of news.{table} cannot be evaluated: {reason}.", f"Mend it in expectations/{table}.yml.")


def preload() -> threading.Thread:
    """Begin to import Great Expectations in the background (it takes seconds) and return the thread; a check waits for it."""
    thread = threading.Thread(target=_great_expectations, name="import-great-expectations", daemon=True)
    thread.start()
    return thread


class Engine:
    """One throw-away Great Expectations context; `validate` may be called for many tables."""

    def __init__(self) -> None:
        self._gx = _great_expectations()
        context = self._gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}
        self._source = context.data_sources.add_pandas("staged")

    def validate(self, table: str, frame: pl.DataFrame, rules: Sequence[Rule]) -> tuple[list[RuleResult], list[FailedRow]]:
        """Run `rules` on `frame`; returns one result per rule, in their order, and every failing row of each.

        Raises CheckError when a rule names an unknown expectation, column or argument.
        """
        if frame.is_empty():
            return [_result(table, rule, 0, 0, ()) for rule in rules], []
        batch = (
            self._source.add_dataframe_asset(table).add_batch_definition_whole_dataframe("staged").get_batch({"dataframe": _pandas(frame)})
        )
        suite = self._gx.ExpectationSuite(name=table, expectations=[self._expectation(table, rule) for rule in rules])
        outcome = batch.validate(suite, result_format={"result_format": "COMPLETE"})
        by_rule = {result.expectation_config.meta["rule"]: result for result in outcome.results}
        results: list[RuleResult] = []
        failed: list[FailedRow] = []
        for rule in rules:
            rows = _failing_rows(table, rule, by_rule[rule.name])
            results.append(_result(table, rule, frame.height, len(rows), _samples(frame, rule, rows)))
            failed += [FailedRow(table, row, rule.name) for row in rows]
        return results, failed

    def _expectation(self, table: str, rule: Rule) -> Any:
        from great_expectations.exceptions.exceptions import ExpectationNotFoundError
        from great_expectations.expectations.registry import get_expectation_impl

        try:
            arguments: dict[str, Any] = {**rule.kwargs, "meta": {"rule": rule.name}}
            return get_expectation_impl(rule.expectation)(**arguments)
        except (ExpectationNotFoundError, ValueError, TypeError) as error:
            raise CheckError(table, rule.name, str(error)) from error


def _great_expectations() -> Any:
    """Import Great Expectations, about 40 % faster than a plain import: no garbage collection, and scipy.stats only when it is used
    (by statistical expectations, of which we have none)."""
    with _IMPORTING:
        if "great_expectations" in sys.modules:
            return sys.modules["great_expectations"]
        silence_telemetry()
        collecting = gc.isenabled()
        gc.disable()
        try:
            _import_on_first_use("scipy.stats")
            import great_expectations
        finally:
            if collecting:
                gc.enable()
        return great_expectations


def _import_on_first_use(name: str) -> None:
    """Register module `name` so that it runs when first touched (the recipe in the documentation of `importlib`)."""
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, module)


def _pandas(frame: pl.DataFrame) -> Any:
    """A pandas frame of plain Python values (None for null), numbered from 0; needs no pyarrow."""
    import pandas

    return pandas.DataFrame({name: pandas.Series(frame[name].to_list(), dtype=object) for name in frame.columns})


def _failing_rows(table: str, rule: Rule, result: Any) -> list[int]:
    raised = _exception(result.exception_info)
    if raised:
        raise CheckError(table, rule.name, raised)
    rows = result.result.get("unexpected_index_list")
    if rows is None and not result.success:
        raise CheckError(table, rule.name, f"{rule.expectation} does not say which rows fail")
    return sorted(int(row) for row in rows or ())


def _exception(info: Mapping[str, Any] | None) -> str:
    """The message of the exception that an expectation raised; Great Expectations nests them by metric."""
    for part in [info, *(info or {}).values()]:
        if isinstance(part, Mapping) and part.get("raised_exception"):
            return str(part.get("exception_message"))
    return ""


def _samples(frame: pl.DataFrame, rule: Rule, rows: Sequence[int]) -> tuple[str, ...]:
    columns = [name for name in rule.columns if name in frame.columns]
    return tuple(", ".join(f"{name}={frame[name][row]!s}" for name in columns)[:_SAMPLE_LENGTH] for row in rows[:SAMPLES])


def _result(table: str, rule: Rule, rows: int, failing: int, samples: tuple[str, ...]) -> RuleResult:
    return RuleResult(table, rule.name, rule.expectation, rule.columns, dict(rule.kwargs), rule.why, rows, failing, samples)
