"""Every line of pages of many kinds gets the role a careful reader would give it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.clean.furniture import role_patterns, words
from summitry.clean.lines import BLANK
from summitry.clean.shapes import is_date_line, is_list_item, is_menu, is_question, is_turn, repeats
from summitry.records import CleanDocument

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def split_page(page: str) -> tuple[str, dict[int, str]]:
    """The text of a page file (`role | text`, an empty line stands for itself) and the role of each of its lines, by number."""
    lines, roles = [], {}
    for number, line in enumerate(page.rstrip("\n").split("\n"), 1):
        role, bar, content = line.partition(" | ")
        lines.append(content if bar else "")
        if bar:
            roles[number] = role
    return "\n".join(lines), roles


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_page(page: Path, cleaned: Callable[..., CleanDocument]) -> None:
    text, roles = split_page(page.read_text("utf-8"))
    assert {line.number: line.role for line in cleaned(text).lines} == roles


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_carriage_returns_and_a_byte_order_mark_change_no_role(page: Path, cleaned: Callable[..., CleanDocument]) -> None:
    text, roles = split_page(page.read_text("utf-8"))
    document = cleaned("\ufeff" + text.replace("\n", "\r\n"))
    assert {line.number: line.role for line in document.lines} == roles
    assert document.title is None or document.title == document.title.strip("\ufeff\r\n ")


@pytest.mark.parametrize(
    "text",
    [
        "September 03, 2018",
        "Wed 22 Nov 2017 13.47 GMT",
        "28.06.2019 14:00 (updated: 28.06.2019 15:05)",
        "2021-05-26T07:00Z",
        "Published On 12 May 2021",
        "Last updated: 5 October 2019, 4:15 p.m. ET",
        "3:16 P.M. EDT",
        "Sept. 2018",
        "11/30/2018",
    ],
)
def test_date_lines(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text", ["", "May", "0", "2018", "July 2018 summit", "The talks of May 3, 2018", "Comments (114)", "MOSCOW, May 3 - The", "1, 2, 3"]
)
def test_other_lines_are_no_dates(text: str) -> None:
    assert not is_date_line(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Home | World | Politics", True, id="bars"),
        pytest.param("Example Tribune  >  World  >  Asia", True, id="breadcrumb"),
        pytest.param("Main  Politics  Economy", True, id="spaces"),
        pytest.param("EXAMPLE TRIBUNE - The region, every day", True, id="masthead"),
        pytest.param("World", True, id="one-section"),
        pytest.param("Putin and Trump - a history", False, id="headline-with-dash"),
        pytest.param("Talks/negotiations resume", False, id="slash-in-words"),
        pytest.param("Politics, he said, is local.", False, id="sentence"),
    ],
)
def test_menus(text: str, expected: bool) -> None:
    assert is_menu(text) is expected


def test_turns_items_questions_and_repeats() -> None:
    assert is_turn("HOST: Good evening.") and is_turn("Q: When?") and not is_turn("Kremlin: No talks")
    assert is_list_item("- one") and is_list_item("12. twelve") and not is_list_item("-one") and not is_list_item("2018 was")
    assert is_question("What comes next?") and not is_question("“What comes next?”") and not is_question("Next?")
    assert repeats("Talks in Oslo - Example News", "Talks in Oslo")
    assert not repeats("Talks", "") and not repeats("Talks in Rome", "Talks in Oslo")


def test_the_data_files_name_only_line_roles_and_lists_are_lower_case() -> None:
    assert {p.role for p in role_patterns()} >= {"navigation", "byline", "provenance", "promo", "other", "credit", "caption"}
    for name in ("sections", "date_words", "caption_verbs", "place_particles", "venue_nouns"):
        assert words(name) and all(w == w.lower() for w in words(name))


#: Pieces of pages, put together at random: whatever stands where, each visible line gets one role, in order, at its place.
PIECES = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "\r",
        "\ufeff",
        "Subscribe",
        "By Jane Doe",
        "(Getty Images)",
        "REUTER",
        "###",
        "- ",
        "© ",
        "MOSCOW (AP) —",
        "Q:",
        "2018",
        "May 3, 2018",
        "The two presidents met in Geneva and talked for three hours about the treaty, officials of both sides said.",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25).map("\n".join)))
def test_any_text_is_tiled_by_its_lines(cleaned: Callable[..., CleanDocument], text: str) -> None:
    document = cleaned(text)
    rows = text.split("\n")
    assert {line.number for line in document.lines} == {n for n, row in enumerate(rows, 1) if row.strip(BLANK)}
    for line in document.lines:
        assert text[line.start : line.end] == rows[line.number - 1]
    assert [line.number for line in document.lines] == sorted({line.number for line in document.lines})
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start < block.end <= len(text)
        assert not text[block.start].isspace() and not text[block.end - 1].isspace()
        ends.append(block.end)
    for line in document.lines:
        assert sum(b.start < line.end and line.start < b.end for b in document.blocks) == 1
