"""Which edition of a forum a phrase means."""

from __future__ import annotations

from datetime import date

import pytest

from summitry.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("surface", "on", "expected"),
    [
        pytest.param("G20 summit in Osaka", None, "2019 G20 summit in Osaka", id="series and place"),
        pytest.param("G7 Ise-Shima Summit", None, "2016 G7 summit in Ise-Shima", id="place with hyphen"),
        pytest.param("2023 G7 Hiroshima Summit", None, "2023 G7 summit in Hiroshima", id="year and place"),
        pytest.param("NATO Summit in Vilnius", None, "2023 NATO summit in Vilnius", id="capital S"),
        pytest.param("Group of Seven summit of 1987", None, "1987 G7 summit in Venice", id="alias and year"),
        pytest.param("COP26", None, "COP26 (Glasgow 2021)", id="numbered acronym"),
        pytest.param("NATO summit in Brussels", date(2018, 7, 2), "2018 NATO summit in Brussels", id="nearest of many"),
        pytest.param("NATO summit in Brussels", None, None, id="many, no day"),
        pytest.param("the G20 summit", date(2018, 11, 30), "2018 G20 summit in Buenos Aires", id="under way"),
        pytest.param("the G20 summit", date(2018, 8, 30), None, id="months away, no place"),
        pytest.param("Helsinki summit", date(2018, 9, 3), "2018 US-Russia summit in Helsinki", id="place alone"),
        pytest.param("Helsinki summit", None, None, id="place alone, no day"),
        pytest.param("Helsinki summit", date(2005, 1, 1), None, id="no summit that year"),
        pytest.param("G20", None, None, id="series alone"),
        pytest.param("G20 summit in Atlantis", None, None, id="no such edition"),
        pytest.param("two G20 summits of 2009", None, None, id="two in one year"),
        pytest.param("", date(2018, 1, 1), None, id="empty"),
    ],
)
def test_edition_of(surface: str, on: date | None, expected: str | None) -> None:
    edition = load_lexicon().edition_of(surface, on)
    assert (edition.name if edition else None) == expected
