"""The file of events whose days the world knows."""

from __future__ import annotations

from datetime import date

import pytest

from summitry.clean.dated_events import dated_events, events_named


def test_rows_are_plausible() -> None:
    for event in dated_events():
        assert event.kind in {"event", "meeting"}
        assert event.start <= event.end and (event.end - event.start).days < 400, event.names
        if event.kind == "meeting":
            assert event.places and len(event.participants) >= 2, event.names


def test_names_mean_one_event_each() -> None:
    names = [n.casefold() for e in dated_events() if e.kind == "event" for n in e.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("the allied victory in World War II", date(1945, 5, 8)),
        ("the FALL OF THE\nBERLIN WALL", date(1989, 11, 9)),
        ("Germany’s first look at NATO’s founding", date(1949, 4, 4)),
    ],
)
def test_names_are_found_whatever_their_case_and_breaks(text: str, start: date) -> None:
    assert [e.start for _, _, e in events_named(text, 0, len(text))] == [start]


def test_anniversaries_of_29_february_do_not_exist_in_common_years() -> None:
    event = dated_events()[0]
    assert event.years_on(75) == (date(2020, 5, 8), date(2020, 5, 9))
    assert event.years_on(9000) is None
