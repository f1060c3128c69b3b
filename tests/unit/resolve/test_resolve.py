"""From documents to rows: ids that depend on nothing but content, one row per entity, country by majority."""

from __future__ import annotations

from itertools import permutations

import pytest

from summitry.lexicon import load_lexicon
from summitry.records import CleanDocument, Event, Extraction, LocalEntity, Mention, Participant, RawDocument
from summitry.resolve import resolve
from summitry.resolve.entities import entity_id

TEXT = "Brunhilda Qwertz and Vladimir Putin signed the Pact of Nowhere."


def extraction(
    document_id: str, country: str | None = None, name: str = "Brunhilda Qwertz", sources: tuple[str, ...] = (), repeat: int = 1
) -> Extraction:
    raw = RawDocument(document_id, f"{document_id}.txt", "s", TEXT, "utf-8", sources)
    entities = (
        LocalEntity("q", name, "person", country),
        LocalEntity("person:vladimir-putin", "Vladimir Putin", "person", "RUS", "person:vladimir-putin"),
        LocalEntity("t", "Pact of Nowhere", "treaty"),
    )
    mention = Mention(0, 16, "Brunhilda Qwertz", "name", "person", "q", "model_name", 0.75)
    participants = (Participant("t", "treaty"), Participant("q", "actor"))
    event = Event(41, 62, "treaty_action", "AGREE", "done", action="sign", status="done", participants=participants)
    return Extraction(CleanDocument(raw, (), ()), entities, (mention,) * repeat, (), (event,) * repeat)


def test_rows_do_not_depend_on_the_order_of_documents() -> None:
    documents = [extraction("a", "FRA"), extraction("b", "DEU"), extraction("c")]
    batches = [resolve(list(p), load_lexicon()).rows for p in permutations(documents)]
    assert all(b == batches[0] for b in batches)


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (["FRA", "DEU", "DEU"], "DEU"),
        (["FRA", "DEU"], "DEU"),
        ([None, "FRA", None], "FRA"),
        ([None, None], None),
        ([], None),
    ],
    ids=["most votes", "a tie goes by the alphabet", "silence is no vote", "nobody says", "no document"],
)
def test_country_by_votes(countries: list[str | None], expected: str | None) -> None:
    rows = resolve([extraction(str(n), c) for n, c in enumerate(countries)], load_lexicon()).rows["entities"]
    assert {r["country_code"] for r in rows if r["name"] == "Brunhilda Qwertz"} == ({expected} if countries else set())


def test_the_lexicon_knows_better_than_votes() -> None:
    rows = resolve([extraction("a")], load_lexicon()).rows["entities"]
    putin = next(r for r in rows if r["name"] == "Vladimir Putin")
    assert (putin["country_code"], putin["is_known"]) == ("RUS", True)
    assert [r["is_known"] for r in rows if r["name"] == "Brunhilda Qwertz"] == [False]


def test_one_row_for_an_entity_of_many_documents() -> None:
    rows = resolve([extraction("a"), extraction("b", name="BRUNHILDA  QWERTZ")], load_lexicon()).rows["entities"]
    assert len([r for r in rows if str(r["name"]).casefold().startswith("brunhilda")]) == 1
    assert {r["first_document_id"] for r in rows} == {"a"}


def test_repeated_mentions_and_events_are_one_row() -> None:
    rows = resolve([extraction("a", repeat=3)], load_lexicon()).rows
    assert (len(rows["mentions"]), len(rows["events"]), len(rows["event_participants"])) == (1, 1, 2)


def test_participants_refer_to_entities() -> None:
    rows = resolve([extraction("a"), extraction("b", "FRA")], load_lexicon()).rows
    known = {r["entity_id"] for r in rows["entities"]}
    assert {r["entity_id"] for r in rows["event_participants"]} <= known
    assert {r["event_id"] for r in rows["event_participants"]} == {r["event_id"] for r in rows["events"]}


def test_every_path_of_a_text_is_a_source() -> None:
    rows = resolve([extraction("a", sources=("a.txt", "copy/a.txt"))], load_lexicon()).rows
    assert [r["source_path"] for r in rows["document_sources"]] == ["a.txt", "copy/a.txt"]


def test_no_documents() -> None:
    assert all(not rows for rows in resolve([], load_lexicon()).rows.values())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("person", "Kim Jong-un"), ("person", "KIM  JONG-UN"), True),
        (("person", "Jordan"), ("country", "Jordan"), False),
        (("treaty", "START I"), ("treaty", "START II"), False),
    ],
    ids=str,
)
def test_entity_id(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (entity_id(*one) == entity_id(*other)) is same  # type: ignore[arg-type]
