"""Reported speech: content, kind, speaker and cue of one report at a time, then what must hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from annotated import read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.extract.quotes.component import Quotes
from summitry.lexicon import load_lexicon
from summitry.records import Quote


def found(text: str, headline: bool = False) -> list[Quote]:
    return list(read(text, first_role="headline" if headline else "body")._.quotes)


ONE_REPORT = [
    ("curly", "“We will meet again,” said Angela Merkel.", "direct", "We will meet again,", "Angela Merkel", "said"),
    ("straight", '"We will meet again," Angela Merkel told reporters in Berlin.', "direct", "We will meet again,", "Angela Merkel", "told"),
    ("guillemets", "«We will meet again», said Angela Merkel.", "direct", "We will meet again", "Angela Merkel", "said"),
    ("wire marks", "``We will meet again,'' said Angela Merkel.", "direct", "We will meet again,", "Angela Merkel", "said"),
    ("single marks", "'We will meet again,' said Angela Merkel.", "direct", "We will meet again,", "Angela Merkel", "said"),
    ("question", '"Is it over?" Angela Merkel asked.', "direct", "Is it over?", "Angela Merkel", "asked"),
    ("after a colon", 'Angela Merkel said: "The talks were long."', "direct", "The talks were long.", "Angela Merkel", "said"),
    ("that", "Angela Merkel said that the talks were long.", "indirect", "the talks were long", "Angela Merkel", "said"),
    ("no that", "Angela Merkel said the talks were long.", "indirect", "the talks were long", "Angela Merkel", "said"),
    ("wrapped", "Angela Merkel said the\ntalks were long.", "indirect", "the\ntalks were long", "Angela Merkel", "said"),
    ("fronted", "The talks were long, Angela Merkel said.", "indirect", "The talks were long", "Angela Merkel", "said"),
    ("inverted", "The talks were long, said Angela Merkel.", "indirect", "The talks were long", "Angela Merkel", "said"),
    (
        "cue inside",
        "The goal, Angela Merkel said, is to end the war.",
        "indirect",
        "The goal, Angela Merkel said, is to end the war",
        "Angela Merkel",
        "said",
    ),
    ("according", "According to Angela Merkel, the talks were long.", "indirect", "the talks were long", "Angela Merkel", "according to"),
    (
        "according after",
        "The talks were long, according to Angela Merkel.",
        "indirect",
        "The talks were long",
        "Angela Merkel",
        "according to",
    ),
    ("mixed", 'Angela Merkel said the talks were "long and hard".', "mixed", 'the talks were "long and hard"', "Angela Merkel", "said"),
    ("naming", 'Angela Merkel called the talks a "great success".', "mixed", 'the talks a "great success"', "Angela Merkel", "called"),
    (
        "quoted as saying",
        "Angela Merkel was quoted as saying the talks were long.",
        "indirect",
        "the talks were long",
        "Angela Merkel",
        "saying",
    ),
    (
        "denial",
        "Reports ignored denials by Vladimir Putin that Russia had interfered.",
        "indirect",
        "Russia had interfered",
        "Vladimir Putin",
        "denials",
    ),
]


@pytest.mark.parametrize(("text", "kind", "content", "speaker", "cue"), [r[1:] for r in ONE_REPORT], ids=[r[0] for r in ONE_REPORT])
def test_one_report(text: str, kind: str, content: str, speaker: str, cue: str) -> None:
    quotes = found(text)
    assert [(q.kind, q.text, q.speaker_name) for q in quotes] == [(kind, content, speaker)]
    assert (quotes[0].cue or "").lower() == cue


NO_REPORT = [
    ("infinitive", "Angela Merkel promised to return to the talks."),
    ("noun", "Angela Merkel urged talks."),
    ("thought", "Angela Merkel believes the talks were long."),
    ("scare marks", 'The so-called "summit" of the mountain is steep.'),
    ("title of a work", 'She read "War and Peace" on the train.'),
    ("decade", "Ties froze in the '80s and thawed in the '90s."),
    ("empty", ""),
    ("only marks", '"""" \'\' “” ``'),
]


@pytest.mark.parametrize("text", [t for _, t in NO_REPORT], ids=[i for i, _ in NO_REPORT])
def test_no_report(text: str) -> None:
    assert found(text) == []


def test_a_quotation_split_by_its_cue_is_two_rows_of_one_utterance() -> None:
    quotes = found('"We have met," Angela Merkel said. "We will meet again."')
    assert [q.text for q in quotes] == ["We have met,", "We will meet again."]
    assert len({q.utterance for q in quotes}) == 1
    assert {q.speaker_name for q in quotes} == {"Angela Merkel"}


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    quotes = found('Angela Merkel said: "The talks were long.\n\nThe weather was fine.')
    assert [q.text for q in quotes] == ["The talks were long."]


def test_a_paragraph_that_reopens_the_mark_goes_on() -> None:
    quotes = found("A spokesman said:\n\n“The talks were long and hard.\n\n“They will go on in Geneva next week.”")
    assert [q.text for q in quotes] == ["The talks were long and hard.", "They will go on in Geneva next week."]
    assert {q.speaker_name for q in quotes} == {"unnamed spokesman"}


def test_two_cues_in_one_sentence_are_two_reports() -> None:
    quotes = found("Angela Merkel said the talks were long, adding that she would return.")
    assert [q.text for q in quotes] == ["the talks were long", "she would return"]
    assert [q.speaker_name for q in quotes] == ["Angela Merkel", "Angela Merkel"]


def test_a_headline_needs_no_verb_in_the_clause() -> None:
    quotes = found("Kremlin says Putin open to talks\n\nThe weather was fine.", headline=True)
    assert [(q.text, q.speaker_name) for q in quotes] == [("Putin open to talks", "Kremlin")]


def test_a_speaker_without_a_name_is_described() -> None:
    assert [q.speaker_name for q in found("A Western diplomat said the talks were long.")] == ["unnamed Western diplomat"]


def test_a_pronoun_is_resolved() -> None:
    quotes = found("Angela Merkel met Emmanuel Macron on Monday. She said the talks were long.")
    assert [q.speaker_name for q in quotes] == ["Angela Merkel"]
    assert quotes[0].speaker_surface == "She"


def test_a_transcript_gives_the_first_sentence_of_each_turn() -> None:
    text = "Q: Will you meet him? When?\n\nPRESIDENT BIDEN: I will. It is planned.\n\nQ: Where?\n\nPRESIDENT BIDEN: In Geneva."
    assert [q.text for q in found(text)] == ["Will you meet him?", "I will.", "Where?", "In Geneva."]


def test_verbatim_repetition_is_one_report() -> None:
    quotes = found("Angela Merkel said the talks were long.\n\nAngela Merkel said the talks were long.")
    assert len(quotes) == 1


WORDS = st.sampled_from("said Putin he , . \" “ ” ' ’ `` '' that talks were long : according to « » - ; the ( … \n \n\n".split(" "))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_exact_ordered_spans(text: str) -> None:
    doc = read(text)
    quotes = doc._.quotes
    assert all(text[q.start : q.end] == q.text and q.text.strip() for q in quotes)
    assert all(q.speaker_surface is None or text[q.speaker_start : q.speaker_end] == q.speaker_surface for q in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
    assert all(q.speaker_key is None or q.speaker_key in doc._.entities for q in quotes)
    assert all(0 < q.confidence < 1 for q in quotes)


def test_reading_twice_changes_nothing() -> None:
    doc = read('"We have met," Angela Merkel said. She added that the talks were "long".')
    before = list(doc._.quotes)
    Quotes(load_lexicon())(doc)
    assert doc._.quotes == before
