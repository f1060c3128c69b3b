"""Meetings, visits, summits, talks and calls: triggers, parties, status, date, place, and one event per real meeting."""

from __future__ import annotations

from summitry.extract.meetings.component import Meetings

__all__ = ["Meetings"]
