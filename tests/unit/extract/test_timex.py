"""The component `summitry_timex`: blocks, tense of the governing verb, uncertain publication dates, narrative anchors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from summitry.extract.state import make_doc
from summitry.extract.timex import anchor, tense_at, token_at
from summitry.records import Block, CleanDocument, Published, RawDocument

Read = Callable[..., Doc]


@pytest.fixture(scope="module")
def read() -> Read:
    nlp = spacy.blank("en")
    nlp.add_pipe("summitry_timex")

    def read_text(text: str, start: date | None = None, end: date | None = None, blocks: tuple[Block, ...] = ()) -> Doc:
        raw = RawDocument("d", "d.txt", "0", text, "utf-8")
        published = Published(start, end or start, "given" if start else "unknown")
        return nlp(make_doc(nlp, CleanDocument(raw, (), blocks or (Block(0, len(text), "body"),), published=published)))

    return read_text


def values(doc: Doc) -> list[tuple[str, str | None]]:
    return [(t.surface, t.edtf) for t in doc._.timexes]


def test_expressions_are_read_against_the_publication_day(read: Read) -> None:
    doc = read("They met on Friday. They will meet on Tuesday.", date(2018, 9, 3))
    assert values(doc) == [("Friday", "2018-08-31"), ("Tuesday", "2018-09-04")]


def test_furniture_is_not_read(read: Read) -> None:
    text = "Popular on July 1\n\nThey met on July 16, 2018.\n\nPhoto of July 2"
    blocks = (Block(0, 17, "navigation"), Block(19, 45, "body"), Block(47, len(text), "credit"))
    assert values(read(text, date(2018, 9, 3), None, blocks)) == [("July 16, 2018", "2018-07-16")]


def test_an_uncertain_publication_date_makes_relative_dates_uncertain(read: Read) -> None:
    doc = read("They met yesterday, on 28 June, and in May 2018.", date(2019, 6, 28), date(2019, 6, 30))
    assert values(doc) == [("yesterday", "2019-06-27/2019-06-29"), ("28 June", "2019-06-28"), ("May 2018", "2018-05")]


def test_a_vague_publication_date_fixes_years_only_where_all_days_agree(read: Read) -> None:
    doc = read("They met on Friday and on 28 June and this year and in 2017.", date(2019, 7, 1), date(2019, 12, 1))
    assert values(doc) == [("Friday", None), ("28 June", "2019-06-28"), ("this year", "2019"), ("2017", "2017")]


def test_without_a_publication_date_only_full_dates_are_dated(read: Read) -> None:
    doc = read("They met on Friday and on July 16, 2018.")
    assert values(doc) == [("Friday", None), ("July 16, 2018", "2018-07-16")]


def test_a_doc_without_document_is_read_whole() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("summitry_timex")
    assert [t.edtf for t in nlp("They met on July 16, 2018.")._.timexes] == ["2018-07-16"]
    assert nlp("")._.timexes == []


#: word/tag/dependency/head (index of the governing word)
PARSES = {
    "subordinate past": (
        "Leaders/NOUN/nsubj/1 meet/VERB/ROOT/1 after/SCONJ/mark/4 ministers/NOUN/nsubj/4 met/VERB/advcl/1 on/ADP/case/6 Friday/PROPN/obl/4",
        -1,
    ),
    "main future": (
        "Leaders/NOUN/nsubj/5 who/PRON/nsubj/2 met/VERB/acl/0 ministers/NOUN/obj/2 will/AUX/aux/5 speak/VERB/ROOT/5 "
        "on/ADP/case/7 Friday/PROPN/obl/5",
        1,
    ),
    "is to": (
        "They/PRON/nsubj/1 said/VERB/ROOT/1 leaders/NOUN/nsubj/5 are/AUX/aux/5 to/PART/mark/5 meet/VERB/ccomp/1 "
        "on/ADP/case/7 Friday/PROPN/obl/5",
        1,
    ),
}


@pytest.mark.parametrize(("parse", "sign"), PARSES.values(), ids=PARSES)
def test_the_governing_verb_tells_the_tense(parse: str, sign: int) -> None:
    words, tags, deps, heads = zip(*(token.split("/") for token in parse.split()), strict=True)
    doc = Doc(spacy.blank("en").vocab, list(words), heads=[int(h) for h in heads], deps=list(deps), pos=list(tags))
    start = doc.text.index("Friday")
    assert tense_at(doc, start, start + len("Friday")) * sign > 0


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on July 16. The following day they parted.", "2018-07-17"),
        ("The following day they parted.", None),
    ],
)
def test_narrative_dates_are_counted_from_the_day_told_of(read: Read, text: str, edtf: str | None) -> None:
    doc = read(text, date(2018, 9, 3))
    assert anchor(doc, doc._.timexes[-1]).edtf == edtf


def test_an_anchor_may_be_given_and_leaves_other_dates_alone(read: Read) -> None:
    doc = read("The following day they parted; they had met on May 2, 2018.", date(2018, 9, 3))
    assert anchor(doc, doc._.timexes[0], date(2018, 7, 16)).edtf == "2018-07-17"
    assert anchor(doc, doc._.timexes[1], date(2018, 7, 16)) is doc._.timexes[1]


def test_tokens_are_found_by_offset(read: Read) -> None:
    doc = read("On  \n Friday")
    token = token_at(doc, 3)
    assert token is not None and token.text == "Friday"
    assert token_at(read(""), 0) is None
