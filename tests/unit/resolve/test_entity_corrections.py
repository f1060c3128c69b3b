"""Corrections of entities: mentions, speakers and participants follow, whatever the order of documents."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import LexiconError
from summitry.ids import content_id, text_hash
from summitry.lexicon import Correction, Corrections, Lexicon, load_lexicon
from summitry.records import CleanDocument, EntityType, Event, Evidence, Extraction, LocalEntity, Mention, Participant, Quote, RawDocument
from summitry.resolve import resolve
from summitry.resolve.corrections import BASIS, correct

#: What a test says of one document: words in the text -> local key of the entity they were linked to (None: left open), in order.
Said = Sequence[tuple[str, str | None]]
Rows = list[dict[str, object]]

PEOPLE = {
    "k1": LocalEntity("k1", "Kim Yong-chol", "person", "PRK"),
    "k2": LocalEntity("k2", "Kim", "person"),
    "tosk": LocalEntity("tosk", "Ruvel Tosk", "person", "PRK"),
    "trump": LocalEntity("trump", "Donald Trump", "person", "USA", "person:donald-trump"),
    "moscow": LocalEntity("moscow", "Moscow", "place", "RUS", "place:moscow"),
    "georgia": LocalEntity("georgia", "Georgia", "country", "GEO", "country:georgia"),
    "quad": LocalEntity("quad", "Quad Talks", "organization", "IND"),
}
PRONOUNS = frozenset({"he", "she", "it"})


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def document(said: Said, path: str = "a.txt", sources: tuple[str, ...] = ()) -> Extraction:
    """A document of the words `said`; each linked name speaks once, and all of them meet, with a participant span for each."""
    text, mentions, quotes = path + ":", [], []
    for words, key in said:
        start, end = len(text) + 1, len(text) + 1 + len(words)
        text += f" {words} spoke."
        kind = "pronoun" if words in PRONOUNS else "nominal" if words.startswith("the ") else "name"
        mentions.append(Mention(start, end, words, kind, PEOPLE[key].entity_type if key else "person", key, "name", 0.8))
        quotes.append(Quote(end + 1, end + 6, "spoke", len(quotes), "direct", key, "as extracted", words, start, end, "spoke", None, 0.9))
    keys = dict.fromkeys(key for _, key in said if key)
    spans = tuple(Evidence(m.start, m.end, m.surface, "participant") for m in mentions)
    event = Event(0, len(text), "meeting", "CONSULT", "bilateral", "held", tuple(Participant(k, "actor") for k in keys), spans=spans)
    event = replace(event, occasion="Quad Talks", place="Moscow")
    raw = RawDocument(content_id("document", text), path, text_hash(text.encode()), text, "utf-8", (path, *sources))
    return Extraction(CleanDocument(raw, (), ()), tuple(PEOPLE[k] for k in keys), tuple(mentions), tuple(quotes), (event,))


def corrections(*rows: tuple[str, str, str, str | None] | tuple[str, str, str, str | None, str]) -> Corrections:
    """Corrections from (kind, name, type, value[, document])."""
    made = []
    for n, (kind, name, entity_type, value, *where) in enumerate(rows, 2):
        made.append(Correction(kind, name, entity_type, value, where[0] if where else None, Path("corrections.csv"), n))  # type: ignore[arg-type]
    return Corrections(tuple(made))


def named(rows: dict[str, Rows], table: str, column: str) -> list[object]:
    """Names of the entities that a table refers to, in the order of the text; None where a row refers to none."""
    names = {e["entity_id"]: e["name"] for e in rows["entities"]}
    ordered = sorted(rows[table], key=lambda r: str(r.get("start_char", "")).zfill(9))
    return [names[r[column]] if r[column] else None for r in ordered]


def run(lexicon: Lexicon, made: Corrections, *documents: Extraction) -> dict[str, Rows]:
    return dict(resolve(documents, lexicon, made).rows)


HE = [("Kim Yong-chol", "k1"), ("he", "k1"), ("Kim", "k1"), ("the envoy", "k1"), ("he", "k1"), ("Trump", "trump")]
OWN = document(HE).document.raw.document_id[:8]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], ["Kim Yong-chol"] * 5 + ["Donald Trump"], id="none"),
        pytest.param([("rename", "KIM  yong-chol", "person", "Kim Yong Chol")], ["Kim Yong Chol"] * 5 + ["Donald Trump"], id="rename"),
        pytest.param(
            [("rename", "Kim Yong-chol", "person", "KIM Yong-chol")], ["KIM Yong-chol"] * 5 + ["Donald Trump"], id="only the case"
        ),
        pytest.param([("rename", "Kim Yong-chol", "place", "X")], ["Kim Yong-chol"] * 5 + ["Donald Trump"], id="rename of another type"),
        pytest.param([("same", "Kim Yong-chol", "person", "Donald Trump")], ["Donald Trump"] * 6, id="same as a participant beside it"),
        pytest.param(
            [("same", "Kim Yong-chol", "person", "K"), ("same", "k", "person", "Kim Y.")], ["Kim Y."] * 5 + ["Donald Trump"], id="chain"
        ),
        pytest.param(
            [("different", "Kim", "person", "Kim Jong-un")],
            ["Kim Yong-chol", "Kim Yong-chol", "Kim Jong-un", "Kim Jong-un", "Kim Jong-un", "Donald Trump"],
            id="words: what comes after follows",
        ),
        pytest.param(
            [("different", "Kim", "person", None)],
            ["Kim Yong-chol", "Kim Yong-chol", *[f"Kim ({OWN})"] * 3, "Donald Trump"],
            id="words: an entity of its own",
        ),
        pytest.param(
            [("different", "the envoy", "person", "Ri Yong-ho")],
            ["Kim Yong-chol", "Kim Yong-chol", "Kim Yong-chol", "Ri Yong-ho", "Ri Yong-ho", "Donald Trump"],
            id="a description: only the pronoun follows",
        ),
        pytest.param(
            [("different", "Kim Yong-chol", "person", "Kim Jong-un", "b.txt")], ["Kim Yong-chol"] * 5 + ["Donald Trump"], id="elsewhere"
        ),
        pytest.param(
            [("different", "Kim Yong-chol", "person", "Kim Jong-un"), ("different", "Kim", "person", "Kim Yong-nam", "a.txt")],
            ["Kim Jong-un"] * 2 + ["Kim Yong-nam"] * 3 + ["Donald Trump"],
            id="words before entity, one document before all",
        ),
        pytest.param(
            [("different", "Kim", "person", "Kim 2"), ("rename", "Kim 2", "person", "Kim II")],
            ["Kim Yong-chol"] * 2 + ["Kim II"] * 3 + ["Donald Trump"],
            id="parted, then renamed",
        ),
        pytest.param(
            [("different", "Trump", "person", "Donald Trump Jr.")], ["Kim Yong-chol"] * 5 + ["Donald Trump Jr."], id="all names of it"
        ),
        pytest.param([("different", "Kim", "organization", "X")], ["Kim Yong-chol"] * 5 + ["Donald Trump"], id="words of another type"),
    ],
)
def test_mentions_speakers_and_participants_follow(
    rows: list[tuple[str, str, str, str | None]], expected: list[str], lexicon: Lexicon
) -> None:
    found = run(lexicon, corrections(*rows), document(HE))
    assert named(found, "mentions", "entity_id") == expected
    assert named(found, "quotes", "speaker_entity_id") == expected
    before = named(run(lexicon, corrections(), document(HE)), "mentions", "entity_id")
    names = [q["speaker_name"] for q in sorted(found["quotes"], key=lambda q: int(str(q["start_char"])))]
    assert names == ["as extracted" if old == new else new for old, new in zip(before, expected, strict=True)]
    basis = [m["link_basis"] for m in sorted(found["mentions"], key=lambda m: int(str(m["start_char"])))]
    assert basis == ["name" if old == new else BASIS for old, new in zip(before, expected, strict=True)]
    assert set(named(found, "event_participants", "entity_id")) <= set(expected)
    assert "Donald Trump" in {*named(found, "event_participants", "entity_id"), *(["Donald Trump"] if "Jr." in expected[-1] else [])}


@pytest.mark.parametrize(
    ("said", "rows", "name", "expected"),
    [
        pytest.param(
            "Kim Yong-chol", ("same", "Kim Yong-chol", "person", "Vladimir Putin"), "Vladimir Putin", ("person", "RUS", True), id="known"
        ),
        pytest.param(
            "Trump", ("rename", "Donald Trump", "person", "D. J. T."), "D. J. T.", ("person", "USA", True), id="renamed stays known"
        ),
        pytest.param("Ruvel Tosk", ("rename", "Ruvel Tosk", "person", "R. T."), "R. T.", ("person", "PRK", False), id="country stays"),
        pytest.param("Trump", ("different", "Trump", "person", None), None, ("person", None, False), id="an own entity is unknown"),
        pytest.param(
            "Trump", ("different", "Trump", "person", "Xi Jinping"), "Xi Jinping", ("person", "CHN", True), id="parted to a known"
        ),
        pytest.param("Moscow", ("type", "Moscow", "place", "event"), "Moscow", ("event", "RUS", False), id="retyped is unknown"),
        pytest.param("Georgia", ("type", "Georgia", "country", "person"), "Georgia", ("person", None, False), id="no country of a country"),
        pytest.param("Quad Talks", ("type", "Quad Talks", "organization", "forum"), "Quad Talks", ("forum", "IND", False), id="retyped"),
    ],
)
def test_what_is_known_of_the_corrected_entity(
    said: str, rows: tuple[str, str, str, str], name: str | None, expected: tuple[str, str | None, bool], lexicon: Lexicon
) -> None:
    key = next(k for k, e in PEOPLE.items() if e.name.endswith(said))
    found = run(lexicon, corrections(rows), document([(said, key)]))
    (entity,) = found["entities"]
    assert name is None or entity["name"] == name
    assert (entity["entity_type"], entity["country_code"], entity["is_known"]) == expected
    assert found["mentions"][0]["entity_type"] == expected[0]


def test_mentions_left_open_are_linked_when_the_row_says_to_whom(lexicon: Lexicon) -> None:
    open_ = document([("Kim", None), ("Lee", None)])
    found = run(lexicon, corrections(("different", "kim", "person", "Kim Jong-un"), ("different", "Lee", "person", None)), open_)
    assert named(found, "mentions", "entity_id") == ["Kim Jong-un", None]
    assert named(found, "quotes", "speaker_entity_id") == ["Kim Jong-un", None]


@pytest.mark.parametrize("where", ["a.txt", "copy/a.txt", document(HE, sources=("copy/a.txt",)).document.raw.document_id])
def test_document_is_named_by_id_or_any_path(where: str, lexicon: Lexicon) -> None:
    found = run(
        lexicon, corrections(("different", "Trump", "person", "X", where)), document(HE, sources=("copy/a.txt",)), document(HE, "b.txt")
    )
    assert sorted(str(n) for n in named(found, "mentions", "entity_id") if "Kim" not in str(n)) == ["Donald Trump", "X"]


def test_two_names_of_one_document_that_disagree_are_refused(lexicon: Lexicon) -> None:
    article = document(HE)
    made = corrections(("different", "Kim", "person", "X", "a.txt"), ("different", "Kim", "person", "Y", article.document.raw.document_id))
    with pytest.raises(LexiconError, match="lines 2 and 3 say different things"):
        correct([article], made, lexicon)


def test_occasion_and_place_take_the_new_name(lexicon: Lexicon) -> None:
    article = document([("Quad Talks", "quad"), ("Moscow", "moscow")])
    made = corrections(("rename", "Quad Talks", "organization", "Quad Dialogue"), ("rename", "Moscow", "place", "Moskva"))
    (event,) = run(lexicon, made, article)["events"]
    assert (event["occasion"], event["place"]) == ("Quad Dialogue", "Moskva")


def test_names_met_in_two_documents_become_one(lexicon: Lexicon) -> None:
    found = run(
        lexicon, corrections(("same", "Kim", "person", "Kim Yong-chol")), document([("Kim", "k2")]), document([("Kim", "k1")], "b.txt")
    )
    assert [(e["name"], e["country_code"]) for e in found["entities"]] == [("Kim Yong-chol", "PRK")]


SAID = st.lists(st.tuples(st.sampled_from(["Kim", "Trump", "he", "the envoy", "Moscow"]), st.sampled_from([*PEOPLE, None])), max_size=6)
NAMES = st.sampled_from(["Kim", "Kim Yong-chol", "Donald Trump", "Trump", "the envoy", "Moscow", "Vladimir Putin", "X"])
TYPES: tuple[EntityType, ...] = ("person", "place")
ROW = st.one_of(
    st.tuples(st.sampled_from(["same", "rename"]), NAMES, st.sampled_from(TYPES), NAMES),
    st.tuples(st.just("type"), NAMES, st.sampled_from(TYPES), st.sampled_from(TYPES)),
    st.tuples(st.just("different"), NAMES, st.sampled_from(TYPES), st.none() | NAMES, st.sampled_from(["a.txt", "b.txt"])),
    st.tuples(st.just("different"), NAMES, st.sampled_from(TYPES), st.none() | NAMES),
)


def made_of(rows: Sequence[tuple[str, str, str, str | None]]) -> Corrections:
    """The rows that the file could hold: what is refused is left out."""
    kept: list[tuple[str, str, str, str | None]] = []
    for row in rows:
        if row[0] != "different" and row[3] in {row[1], row[2]}:
            continue
        try:
            corrections(*kept, row)
        except LexiconError:
            continue
        kept.append(row)
    return corrections(*kept)


@settings(max_examples=150, deadline=None)
@given(SAID, SAID, st.lists(ROW, max_size=5), st.randoms())
def test_any_corrections_keep_references_whole_and_do_not_depend_on_order(
    first: Said, second: Said, rows: list[tuple[str, str, str, str | None]], shuffle: random.Random
) -> None:
    lexicon, made = load_lexicon(), made_of(rows)
    articles = [document(first), document(second, "b.txt")]
    found = run(lexicon, made, *articles)
    ids = {e["entity_id"] for e in found["entities"]}
    assert len(ids) == len(found["entities"])
    for table, column in (("mentions", "entity_id"), ("quotes", "speaker_entity_id"), ("event_participants", "entity_id")):
        assert {r[column] for r in found[table]} <= ids | {None}
    assert len(found["mentions"]) == len(first) + len(second)
    shuffle.shuffle(articles)
    assert run(lexicon, made, *articles) == found
    # Each document comes out as it does alone: ids do not depend on the batch.
    alone = [run(lexicon, made, a)["mentions"] for a in articles]
    assert sorted(str(m) for rows_ in alone for m in rows_) == sorted(str(m) for m in found["mentions"])


@settings(max_examples=150, deadline=None)
@given(SAID, st.lists(ROW, max_size=5))
def test_any_corrections_applied_twice_are_as_applied_once(said: Said, rows: list[tuple[str, str, str, str | None]]) -> None:
    lexicon, made = load_lexicon(), made_of(rows)
    once = correct([document(said)], made, lexicon)
    assert run(lexicon, made, *once) == run(lexicon, corrections(), *once)


def test_own_entity_is_named_after_its_document() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", OWN)
