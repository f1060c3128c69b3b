"""Any spaCy pipeline as the base: one is built, saved and used by path, through Python and the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy
from annotated import document
from click.testing import CliRunner
from small_pipeline import build
from spacy.language import Language
from spacy.tokens import Doc

import summitry
from summitry.cli.main import cli
from summitry.errors import ModelError
from summitry.extract.language import load_pipeline
from summitry.extract.named_model import mark_blocks, open_base
from summitry.extract.state import make_doc

TEXT = "Talks ahead\n\nPutin met Trump in Helsinki on Monday. Macron praised Merkel."
DAY = date(2018, 7, 18)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("model") / "whole"))


@pytest.fixture(scope="module")
def names_only(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("model") / "names", tagger=False, parser=False))


def test_a_meeting_is_read_off_a_converted_tree(model: str) -> None:
    found = summitry.extract(TEXT, published=DAY, model=model)
    names = {e.key: e.name for e in found.entities}
    assert [(e.event_class, e.status, e.date_edtf) for e in found.events] == [("meeting", "held", "2018-07-16")]
    assert {names[p.entity_key] for p in found.events[0].participants} >= {"Vladimir Putin", "Donald Trump"}
    assert found.issues == ()


def test_the_tree_is_in_universal_dependencies(model: str) -> None:
    doc = parse(model, "Putin met Trump in Helsinki.")
    assert [(t.text, t.dep_, t.head.text) for t in doc][2:5] == [
        ("Trump", "obj", "met"),
        ("in", "case", "Helsinki"),
        ("Helsinki", "obl", "met"),
    ]


def test_a_headline_does_not_run_into_the_text(model: str) -> None:
    assert "Putin" in [s[0].text for s in parse(model, TEXT).sents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("They left France today.", {("France", "country")}, id="GPE that is a country"),
        pytest.param("They left Zorkville today.", {("Zorkville", "place")}, id="GPE that is none"),
        pytest.param("The Zorkians left.", set(), id="NORP is no entity"),
        pytest.param("They met at Zork Hall.", {("Zork Hall", "place")}, id="FAC"),
        pytest.param("They saw the Zork Games.", {("Zork Games", "event")}, id="EVENT"),
        pytest.param("They cited the Zork Treaty.", {("Zork Treaty", "treaty")}, id="LAW that is a treaty"),
        pytest.param("They cited the Fifth Zork.", set(), id="LAW that is none"),
    ],
)
def test_labels_of_ontonotes(names_only: str, text: str, wanted: set[tuple[str, str]]) -> None:
    found = summitry.extract(text, model=names_only)
    assert {(e.name, e.entity_type) for e in found.entities} == wanted


def test_without_a_parser_names_are_found_and_the_lack_is_told(names_only: str) -> None:
    found = summitry.extract(TEXT, published=DAY, model=names_only)
    assert {"Vladimir Putin", "Donald Trump", "Helsinki"} <= {e.name for e in found.entities}
    assert found.events == ()
    assert [(i.level, i.code, i.source_path) for i in found.issues] == [("warning", "model_without_parser", None)]
    assert next(s.text.strip() for s in parse(names_only, TEXT).sents) == "Talks ahead"


def test_without_a_tagger_it_works(tmp_path: Path) -> None:
    found = summitry.extract(TEXT, published=DAY, model=str(build(tmp_path / "untagged", tagger=False, steps=5)))
    assert {"Vladimir Putin", "Donald Trump"} <= {e.name for e in found.entities}
    assert found.issues == ()


@Language.component("test_new_doc")
def new_doc(doc: Doc) -> Doc:
    """A component that returns a Doc of its own, as some do."""
    return Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])


def test_the_clean_document_survives_a_component_that_makes_a_new_doc(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("test_new_doc")
    nlp.to_disk(tmp_path / "m")
    found = summitry.extract("Vladimir Putin came to Paris.", published=DAY, model=str(tmp_path / "m"))
    assert {e.name for e in found.entities} == {"Vladimir Putin", "Paris"}


def test_blocks_leave_the_rest_open() -> None:
    doc = mark_blocks(make_doc(spacy.blank("en"), document("Head\n\nOne two. Three")))
    assert [t.text for t in doc if t.is_sent_start] == ["Head", "One"]
    assert [t.text for t in doc if t.is_sent_start is None and not t.is_space] == ["two", ".", "Three"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("en_core_web_trf", "python -m spacy download en_core_web_trf", id="package"),
        pytest.param("no/such/folder", "python -m spacy download", id="folder"),
    ],
)
def test_a_missing_model_names_the_command(name: str, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        open_base(name)


def test_the_command_line_takes_a_path(model: str, tmp_path: Path) -> None:
    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, "utf-8")
    args = ["--input", str(articles), "--warehouse", str(tmp_path / "w.duckdb")]
    done = CliRunner().invoke(cli, ["extract", *args, "--model", model])
    assert done.exit_code == 0, done.output
    missing = CliRunner().invoke(cli, ["extract", *args, "--model", "no_such_model"])
    assert isinstance(missing.exception, ModelError)
    assert missing.exception.exit_status == 3
    assert "python -m spacy download no_such_model" in str(missing.exception)


def parse(model: str, text: str) -> Doc:
    nlp = load_pipeline(model)
    doc = make_doc(nlp, document(text))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
