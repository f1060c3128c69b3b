"""Which tellings of an act are one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summitry.extract.treaties.merge import merge
from summitry.records import Event, Participant

TREATY = Participant("treaty:a", "treaty")
GHANA = Participant("country:ghana", "actor")
TOGO = Participant("country:togo", "actor")


def event(
    start: int, status: str = "done", who: tuple[Participant, ...] = (GHANA,), action: str = "sign", day: date | None = None
) -> Event:
    made = Event(start, start + 5, "treaty_action", "AGREE", "done", action=action, status=status, participants=(TREATY, *who))
    return replace(made, date_edtf=day.isoformat(), date_start=day, date_end=day) if day else made


CASES = [
    ("told twice", [event(0), event(50)], [0]),
    ("announced, then done", [event(0, "announced"), event(50)], [50]),
    ("planned, then done", [event(0, "planned"), event(50)], [50]),
    ("two parties", [event(0), event(50, who=(TOGO,))], [0, 50]),
    ("without a party", [event(0, who=()), event(50)], [50]),
    ("two actions", [event(0), event(50, action="ratify")], [0, 50]),
    ("two dates", [event(0, day=date(1999, 1, 1)), event(50, day=date(2001, 1, 1))], [0, 50]),
    ("dated offer before an undated act", [event(0, "proposed", day=date(2022, 5, 1)), event(50)], [0, 50]),
    ("denied is no telling of done", [event(0, "denied"), event(50)], [0, 50]),
    ("threat is no telling of done", [event(0, "threatened"), event(50)], [0, 50]),
    ("none", [], []),
]


@pytest.mark.parametrize(("events", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_merge(events: list[Event], kept: list[int]) -> None:
    assert [e.start for e in merge(events)] == kept
    assert merge(reversed(events)) == merge(events)
