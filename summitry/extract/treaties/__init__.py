"""What was done to which treaty, by whom, and whether it was done or only announced, threatened or scheduled."""

from __future__ import annotations

from summitry.extract.treaties.component import TreatyActions, make_treaties

__all__ = ["TreatyActions", "make_treaties"]
