"""Lines, and the joining of lines that were wrapped at a fixed width."""

from __future__ import annotations

import pytest

from summitry.clean.lines import paragraphs, split_lines

WIRE = """\
    VIENNA, June 2 - Soviet and American negotiators sat down to
their first full session since the spring and agreed to set up
two working groups, delegates said.
    The groups will meet daily.
    Neither side would comment on a report that a date for a
summit had been discussed.
 REUTER
"""
UNWRAPPED = "\n".join(["Home", "Sign in", "The presidents met in Geneva and talked about the treaty for three hours." * 2, "They parted."])
RELEASE = """\
Today, the ministers of both countries met at the foreign ministry and
reviewed the progress of the talks, which are to resume next month.

They also discussed:

- the exchange of prisoners, on which the delegations have not been able
  to agree so far
- a ceasefire

The full text is at
https://www.example.org/briefing-room/statements-releases/2022/05/16/a-very-long-address-that-overruns-the-measure/
and in the annex, which was published by the secretariat of the talks in
Geneva.
"""


def groups(text: str) -> list[str]:
    return [p.text for p in paragraphs(text, split_lines(text))]


def test_lines_have_exact_places() -> None:
    text = "\ufeffOne \r\n\r\n\tTwo\u2028half\n \xa0 \nThree"
    lines = split_lines(text)
    assert [(x.number, text[x.start : x.end], text[x.left : x.right]) for x in lines] == [
        (1, "\ufeffOne \r", "One"),
        (3, "\tTwo\u2028half", "Two\u2028half"),
        (5, "Three", "Three"),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\xa0\n\ufeff", "\u200b"])
def test_nothing_visible_is_no_line(text: str) -> None:
    assert split_lines(text) == []


def test_wire_copy_is_joined_and_indentation_begins_a_paragraph() -> None:
    assert groups(WIRE) == [
        "VIENNA, June 2 - Soviet and American negotiators sat down to their first full session since the spring and agreed to set up "
        "two working groups, delegates said.",
        "The groups will meet daily.",
        "Neither side would comment on a report that a date for a summit had been discussed.",
        "REUTER",
    ]


def test_paragraph_lines_are_left_alone() -> None:
    assert len(groups(UNWRAPPED)) == 4


def test_lists_and_long_addresses_in_wrapped_text() -> None:
    assert groups(RELEASE) == [
        "Today, the ministers of both countries met at the foreign ministry and reviewed the progress of the talks, which are to resume "
        "next month.",
        "They also discussed:",
        "- the exchange of prisoners, on which the delegations have not been able to agree so far",
        "- a ceasefire",
        "The full text is at "
        "https://www.example.org/briefing-room/statements-releases/2022/05/16/a-very-long-address-that-overruns-the-measure/ "
        "and in the annex, which was published by the secretariat of the talks in Geneva.",
    ]


def test_turns_of_a_transcript_stay_apart() -> None:
    turn = "HOST: This is a line of a transcript that was wrapped at sixty\ncolumns by the machine that made it, and then continues."
    assert len(groups(f"{turn}\n{turn}\n{turn}\n")) == 3


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**Background**", "Background"),
        ("## Background", "Background"),
        ("###", "###"),
        ("* item of a list", "* item of a list"),
        ("*x*", "x"),
    ],
)
def test_markdown_emphasis_is_left_out_of_matching(line: str, text: str) -> None:
    assert groups(line) == [text]
