"""The table of readings: one for each form of `grammar.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from summitry.temporal import absolute, lengths, relative
from summitry.temporal.meaning import Meaning, Setting

#: Reads one match; None when it is no temporal expression after all. May raise ValueError or OverflowError off the calendar.
Reading = Callable[["re.Match[str]", Setting], Meaning | None]

READINGS: Mapping[str, Reading] = {
    "iso": absolute.iso,
    "slash": absolute.slash,
    "month_day": absolute.month_day,
    "day_month": absolute.month_day,
    "month_day_range": absolute.day_range,
    "day_month_range": absolute.day_range,
    "month_year": absolute.month_year,
    "month_shift": absolute.month_shift,
    "month": absolute.month,
    "year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "season_year": absolute.season_year,
    "season": absolute.season,
    "quarter": absolute.quarter,
    "named_day": absolute.named_day,
    "relative_day": relative.relative_day,
    "period": relative.period,
    "year_end": relative.year_end,
    "period_out": relative.period_out,
    "weekday": relative.weekday,
    "weekday_short": relative.weekday,
    "ago": relative.ago,
    "narrative": relative.narrative,
    "last_units": relative.last_units,
    "day_of_month": relative.day_of_month,
    "duration": lengths.duration,
    "set": lengths.recurrent,
    "clock": lengths.clock,
}
