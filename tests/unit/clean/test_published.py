"""When an article appeared: stated, given, inferred, or honestly unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from summitry.clean import clean_one
from summitry.lexicon import Lexicon
from summitry.records import Issue, Published, RawDocument, Sidecar

TODAY = date(2026, 1, 15)
ROOT = Path(__file__).parents[3]
BODY = "The leaders met on Tuesday and agreed on a list of questions, the foreign ministry said in a statement that it sent to reporters."

Read = Callable[..., tuple[Published, list[str]]]


@pytest.fixture
def read(make: Callable[..., RawDocument], lexicon: Lexicon) -> Read:
    """The publication date of a text and the codes of the issues that speak of it."""

    def read_text(text: str, given: str | None = None, today: date = TODAY) -> tuple[Published, list[str]]:
        document, issues = clean_one(make(text, sidecar=Sidecar(published=given)), lexicon, today)
        for evidence in document.published.evidence:
            assert text[evidence.start : evidence.end] == evidence.surface
        return document.published, codes(issues)

    return read_text


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [i.code for i in issues if i.code.startswith("published")]


def days(published: Published) -> tuple[str | None, str | None, str]:
    return (
        published.start.isoformat() if published.start else None,
        published.end.isoformat() if published.end else None,
        published.basis,
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Leaders meet\n\nJuly 17, 2018\n\n{BODY}",
        f"Leaders meet\n\nTuesday, July 17, 2018\n\n{BODY}",
        f"Leaders meet\n\nPublished on 17 July 2018\n\n{BODY}",
        f"Leaders meet\n\nPublished: 17 July 2018, updated: 19 July 2018\n\n{BODY}",
        f"Leaders meet\n\nHELSINKI, July 17, 2018 (Xinhua) -- {BODY}",
        f"Leaders meet\n\nHELSINKI, Finland, 17 July 2018 - {BODY}",
    ],
    ids=["date line", "with weekday", "label", "published before updated", "dateline with agency", "dateline"],
)
def test_a_full_date_in_the_text_is_stated(read: Read, text: str) -> None:
    published, issues = read(text)
    assert days(published) == ("2018-07-17", "2018-07-17", "stated")
    assert published.evidence and issues == []


def test_a_dateline_takes_its_year_from_the_sidecar(read: Read) -> None:
    text = f"LEADERS MEET\n\n    HELSINKI, March 22 - {BODY}"
    assert days(read(text, given="1987-03-22")[0]) == ("1987-03-22", "1987-03-22", "stated")
    assert days(read(text.replace("March 22", "Dec 31"), given="1988-01-01")[0]) == ("1987-12-31", "1987-12-31", "stated")


def test_a_dateline_takes_its_year_from_the_text_when_only_one_fits(read: Read) -> None:
    text = f"Leaders meet\n\nHELSINKI, July 17 (Reuters) - President Barack Obama met Prime Minister Theresa May. {BODY}"
    published, _ = read(text)
    assert days(published) == ("2016-07-17", "2016-07-17", "stated")


def test_a_dateline_without_any_year_stays_unknown(read: Read) -> None:
    published, _ = read(f"Leaders meet\n\nHELSINKI, July 17 (Reuters) - {BODY}")
    assert days(published) == (None, None, "unknown")
    assert [e.surface for e in published.evidence] == ["July 17"]


def test_the_sidecar_is_used_when_the_text_says_nothing(read: Read) -> None:
    assert days(read(f"Leaders meet\n\n{BODY}", given="2018-07-17")[0]) == ("2018-07-17", "2018-07-17", "given")
    assert days(read(f"Leaders meet\n\n{BODY}", given="2018-07")[0]) == ("2018-07-01", "2018-07-31", "given")
    assert days(read(f"Leaders meet\n\n{BODY}", given="2018-07-17T08:15:00Z")[0]) == ("2018-07-17", "2018-07-17", "given")


def test_the_text_wins_over_the_sidecar_and_a_contradiction_is_reported(read: Read) -> None:
    text = f"Leaders meet\n\nJuly 17, 2018\n\n{BODY}"
    published, issues = read(text, given="2016-02-01")
    assert days(published) == ("2018-07-17", "2018-07-17", "stated")
    assert issues == ["published_conflict"]
    assert read(text, given="2018-07-18")[1] == []


@pytest.mark.parametrize("given", ["tomorrow-ish", "2018-13-45", "05/07/2018"])
def test_an_unreadable_sidecar_date_is_reported(read: Read, given: str) -> None:
    published, issues = read(f"Leaders meet\n\n{BODY}", given=given)
    assert published.basis == "unknown" and issues == ["published_unreadable"]


def test_nothing_is_published_in_the_future(read: Read) -> None:
    published, issues = read(f"Leaders meet\n\nJuly 17, 2031\n\n{BODY}")
    assert published.basis == "unknown" and issues == ["published_in_future"]
    published, issues = read(f"Leaders meet\n\n{BODY}", given="2031-07-17")
    assert published.basis == "unknown" and issues == ["published_in_future"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Trump and Putin spoke at this week's meeting in Osaka, the Kremlin said. They met on the sidelines of the G20.",
            "2019-06-28",
            "2019-06-30",
        ),
        (
            "The Kremlin said talks were being prepared for Argentina, where the G20 opens at the end of this month.",
            "2018-11-01",
            "2018-11-30",
        ),
        ("Trump said on Monday that he would meet him at the G20 in Osaka next month.", "2019-05-01", "2019-05-31"),
        ("Seventy-four years ago today the North Atlantic Treaty was signed, the president said.", "2023-04-04", "2023-04-04"),
        ("Next year's celebration of the 75th anniversary of victory in World War II was discussed, he said.", "2019-01-01", "2019-12-31"),
    ],
    ids=["this week", "end of this month", "next month", "years ago today", "anniversary next year"],
)
def test_known_events_date_the_text(read: Read, text: str, start: str, end: str) -> None:
    published, _ = read(f"Leaders meet\n\n{text}")
    assert days(published) == (start, end, "inferred")


def test_offices_bound_the_date(read: Read) -> None:
    text = (
        "Leaders meet\n\nPrime Minister Theresa May met President Donald Trump, her office said. He praised former President George Bush."
    )
    published, _ = read(text)
    assert (
        published.basis == "inferred" and published.start == date(2017, 1, 20) and published.end is not None and published.end.year == 2019
    )


def test_past_and_coming_dates_bound_the_date(read: Read) -> None:
    text = "Leaders meet\n\nThe accord, which was signed on 3 May 2016, is due to expire in February 2021, officials said."
    assert days(read(text)[0]) == ("2016-05-03", "2021-02-28", "inferred")


def test_dates_that_contradict_one_another_are_reported(read: Read) -> None:
    text = "Leaders meet\n\nThey met on 3 May 2019, he said. The talks will be held on 4 June 2017, she told reporters."
    assert read(text)[1] == ["published_conflict"]


def test_a_text_without_evidence_is_unknown(read: Read) -> None:
    assert days(read(f"Leaders meet\n\n{BODY}")[0]) == (None, None, "unknown")
    assert days(read("")[0]) == (None, None, "unknown")


def test_a_copyright_line_and_a_caption_date_nothing(read: Read) -> None:
    published, _ = read(f"Leaders meet\n\n{BODY}\n\n© 2015 The Daily Planet. All rights reserved. July 3, 2015")
    assert published.basis != "stated"


# ---------------------------------------------------------------- the sample articles


def test_the_first_sample_article_states_its_date(read: Read) -> None:
    published, issues = read((ROOT / "data/raw/000_2b7c3cb2cc9c450f.txt").read_text(encoding="utf-8"))
    assert days(published) == ("2018-09-03", "2018-09-03", "stated") and issues == []


def test_the_second_sample_article_is_dated_by_its_own_evidence(read: Read) -> None:
    published, _ = read((ROOT / "data/raw/003_cd72cf5edded1777.txt").read_text(encoding="utf-8"))
    assert published.basis == "inferred" and published.start is not None and published.end is not None
    assert published.start <= date(2019, 6, 28) and date(2019, 6, 30) <= published.end
    assert (published.end - published.start).days < 7
    assert "this week" in {e.surface for e in published.evidence}
