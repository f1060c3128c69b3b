"""Reports without a speech verb: "according to X", "denials by X that", "raised the possibility that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.quotes.boundaries import Boundaries
from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.fronted import FrontedReader
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import SpeakerFinder
from summitry.extract.quotes.words import QuoteWords
from summitry.extract.state import text_of


class AttributionReader:
    """Reads such attributions of one document."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder, fronted: FrontedReader, ends: Boundaries) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers
        self._fronted = fronted
        self._ends = ends

    def according(self, cue: Token) -> Iterator[Finding]:
        to = self._layout.next_word(cue.i)
        if to is None or to.lower_ != "to":
            return
        start, end = self._layout.sentence(cue.i)
        speaker = self._speakers.after(to.i, end)
        if (
            speaker is None
            or speaker.name is None
            or self._doc[speaker.head].lower_ in {"plan", "schedule", "law", "tradition", "rules", "data", "figures"}
        ):
            return
        stop = self._layout.token_from(speaker.end)
        rest = self._layout.words(stop, end)
        comma = next((t for t in rest if t.text == ","), None)
        before = [t for t in self._layout.words(start, cue.i) if not t.is_punct]
        if len(before) < 2:
            if comma is not None and not (comma.i - stop > 14):
                while comma is not None and self._apposition(comma, rest):
                    comma = next((t for t in rest if t.text == "," and comma is not None and t.i > comma.i), None)
                if comma is not None:
                    source = self._fronted.source(comma.i - 1, end)
                    after = next((t for t in rest if t.text == "," and t.i > comma.i), None) if source is not None else None
                    if source is not None and after is not None:
                        speaker, comma = source, after
                    yield from self._ends.report(cue, "according to", speaker, comma.i + 1, end, confidence=0.85)
            return
        previous = self._layout.previous_word(cue.i)
        last = previous.i if previous is not None and previous.text in {",", "-", "—", "–"} else cue.i
        if comma is not None and not comma.i - stop > 8 and len(rest) > 6 and previous is not None and previous.text == ",":
            tail = [t for t in rest if t.i > comma.i]
            if (
                tail
                and not tail[0].lower_.endswith("ing")
                and tail[0].pos_ in {"VERB", "AUX", "ADP", "DET", "PRON", "SCONJ"}
                and tail[0].lower_ not in {"who", "which"}
            ):
                last = end
        yield from self._ends.report(cue, "according to", speaker, start, last, confidence=0.8)

    @staticmethod
    def _apposition(comma: Token, rest: list[Token]) -> bool:
        following = [t for t in rest if t.i > comma.i]
        return bool(following) and any(t.dep_ == "appos" and t.left_edge.i <= following[0].i <= t.i for t in following[:6])

    def noun(self, noun: Token) -> Iterator[Finding]:
        """ "denials by Putin that ...", "the minister's claim that ..."."""
        _, end = self._layout.sentence(noun.i)
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
        following = self._layout.next_word(noun.i)
        if owner is not None:
            speaker = self._speakers.at(owner)
            last = noun.i
        elif following is not None and following.lower_ in {"by", "from"}:
            speaker = self._speakers.after(following.i, end)
            last = max(following.i, self._layout.token_from(speaker.end) - 1) if speaker is not None else noun.i
        else:
            return
        that = next(
            (t for t in self._layout.words(last + 1, min(end, last + 8)) if t.lower_ == "that" and t.pos_ in {"SCONJ", "PRON"}), None
        )
        if that is not None and speaker is not None:
            yield from self._ends.report(noun, noun.text, speaker, that.i + 1, self._ends.that_end(that, end), confidence=0.7)

    def light(self, noun: Token) -> Iterator[Finding]:
        """ "raised the possibility that", "expressed concern that"."""
        verb = noun.head
        if noun.dep_ not in {"obj", "obl"} or verb.lower_ not in self._words.light_verbs or self._layout.mark_over(verb.i) is not None:
            return
        _, end = self._layout.sentence(noun.i)
        that = next((t for t in self._layout.words(noun.i + 1, min(end, noun.i + 6)) if t.lower_ == "that" and t.pos_ == "SCONJ"), None)
        if that is None:
            return
        cue = text_of(self._doc)[verb.idx : noun.idx + len(noun)] if 0 < noun.i - verb.i < 5 else verb.text
        yield from self._ends.report(verb, cue, self._speakers.of_cue(verb), that.i + 1, self._ends.that_end(that, end), confidence=0.75)
