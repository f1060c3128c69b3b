"""Datelines of agencies and papers, and beginnings that only look like one."""

from __future__ import annotations

import pytest

from summitry.clean.datelines import find_dateline, lone_place, match_dateline, usual_case
from summitry.lexicon import Lexicon
from summitry.records import Block


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("PETROPAVLOVSK-KAMCHATSKY (Sputnik) - The president", "Petropavlovsk-Kamchatsky", "Sputnik", None),
        ("LONDON, March 22 - King Fahd", "London", None, "March 22"),
        ("WASHINGTON (AP) — President Trump", "Washington", "AP", None),
        ("GENEVA (AP) _ Reagan", "Geneva", "AP", None),
        ("BEIJING, Nov. 2 (Xinhua) -- The two", "Beijing", "Xinhua", "Nov. 2"),
        ("BARCELONA, SPAIN, Nov. 27 , 2005 (Xinhua)", "Barcelona", "Xinhua", "Nov. 27 , 2005"),
        ("MOSCOW, July 9. /TASS/. The minister", "Moscow", "TASS", "July 9"),
        ("WASHINGTON, D.C., May 3 - The", "Washington", None, "May 3"),
        ("UNITED NATIONS, Aug 8 (Reuter) - Guns", "United Nations", "Reuter", "Aug 8"),
        ("NUR-SULTAN, 12 October (Interfax) - Talks", "Nur-Sultan", "Interfax", "12 October"),
        ("SHARM EL-SHEIKH, Egypt (Reuters) - Leaders", "Sharm el-Sheikh", "Reuters", None),
        ("RIO DE JANEIRO, Brazil (AP) - Leaders", "Rio de Janeiro", "AP", None),
        ("PORT-AU-PRINCE, Haiti, July 8 (UPI) -- A", "Port-au-Prince", "UPI", "July 8"),
        ("Moscow (dpa) - The Kremlin", "Moscow", "dpa", None),
        ("Berlin, 3 May (dpa) - The chancellor", "Berlin", "dpa", "3 May"),
        ("BRUSSELS - NATO ministers", "Brussels", None, None),
        ("PARIS. They stood in the rain.", "Paris", None, None),
        ("MOSCOW/KYIV (Reuters) - Talks", "Moscow", "Reuters", None),
        ("ABOARD AIR FORCE ONE (AP) — The", "Aboard Air Force One", "AP", None),
        ("GSTAAD, Switzerland - Mountain guides", "Gstaad", None, None),
        ("UNITED NATIONS -- No vote was taken.", "United Nations", None, None),
        ("MONTEVIDEO (EFE).- Were the parliament", "Montevideo", "EFE", None),
        ("ASTANA. 15 March. Invitations", "Astana", None, "15 March"),
        ("CAIRO, May 3\n  - President Mubarak", "Cairo", None, "May 3"),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, day: str | None, lexicon: Lexicon) -> None:
    found = match_dateline(text, 0, len(text), lexicon)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert (text[found.date_start : found.date_end] if found.date_start is not None else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Kremlin says - and repeats - that",
        "HOST: Good evening.",
        "PRESIDENT BIDEN: Welcome.",
        "President Putin (left) - who arrived late - said",
        "NATO - the alliance of 30 states - met",
        "EU leaders (27) - all of them",
        "Analysis - The summit that was not",
        "Trump and Kim: what now?",
        "US. They say",
        "On May 3 - a Sunday - talks began",
        "London is ready.",
    ],
)
def test_no_datelines(text: str, lexicon: Lexicon) -> None:
    assert match_dateline(text, 0, len(text), lexicon) is None


def test_offsets_count_in_the_whole_text(lexicon: Lexicon) -> None:
    text = "Headline\n\nLONDON, March 22 - King Fahd arrived."
    found = find_dateline(text, (), (Block(0, 8, "headline"), Block(10, len(text), "body")), lexicon)
    assert found is not None
    assert text[found.start : found.end] == "LONDON, March 22 -"
    assert text[slice(found.date_start, found.date_end)] == "March 22"


def test_only_the_first_body_block_counts(lexicon: Lexicon) -> None:
    text = "They met.\nLONDON (AP) - King Fahd arrived."
    assert find_dateline(text, (), (Block(0, 9, "body"), Block(10, len(text), "body")), lexicon) is None


@pytest.mark.parametrize(("text", "place"), [("Los Angeles, CA", "Los Angeles"), ("Vilnius, Lithuania", "Vilnius"), ("Oval Office", None)])
def test_lone_places(text: str, place: str | None) -> None:
    found = lone_place(text, 0, len(text))
    assert (found.place if found else None) == place


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("ST. PETERSBURG", "St. Petersburg"),
        ("ISLE OF MAN", "Isle of Man"),
        ("N'DJAMENA", "N'Djamena"),
        ("Ürümqi", "Ürümqi"),
        ("ÅRHUS", "Århus"),
    ],
)
def test_usual_case(name: str, usual: str) -> None:
    assert usual_case(name) == usual
