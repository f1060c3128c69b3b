"""Reading what dbt says of a build."""

from __future__ import annotations

from typing import Any

import pytest

from summitry.build.report import report
from summitry.errors import BuildError


def result(unique_id: str, status: str, **more: Any) -> dict[str, Any]:
    return {"unique_id": unique_id, "status": status, **more}


MODEL = result("model.summitry.meetings", "success")
TEST = result("test.summitry.unique_meetings_meeting_id.1a2b", "pass")


def test_a_good_build() -> None:
    made = report([MODEL, TEST, result("seed.summitry.words", "success"), result("unit_test.summitry.m.u", "pass")], None, 1.234)
    assert (made.models, made.tests_passed, made.seconds, made.is_good) == (1, 2, 1.23, True)


def test_failed_tests_are_named_and_make_it_bad() -> None:
    failed = result("test.summitry.half_open_intervals_x.99", "fail", failures=3)
    made = report([MODEL, failed, result("model.summitry.later", "skipped")], None, 0)
    assert made.failed_tests == (("half_open_intervals_x", 3),)
    assert made.skipped == ("later",)
    assert not made.is_good


def test_a_warning_does_not_make_it_bad() -> None:
    made = report([MODEL, result("test.summitry.w.1", "warn", failures=1)], None, 0)
    assert made.warned_tests == (("w", 1),)
    assert made.is_good


@pytest.mark.parametrize("broken", ["model.summitry.meetings", "test.summitry.x.1", "seed.summitry.words"])
def test_what_cannot_run_is_an_error_with_name_and_reason(broken: str) -> None:
    with pytest.raises(BuildError, match=rf"{broken.split('.')[2]} \(Binder Error: no such column\)"):
        report([MODEL, result(broken, "error", message="Binder Error:\n  no such column")], None, 0)
