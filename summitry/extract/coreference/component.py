"""The spaCy component `summitry_coreference`: one walk over the tokens, adding nominal and pronoun mentions."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract.coreference import lookup  # noqa: F401  (registers the extensions)
from summitry.extract.coreference.nominals import NominalReader
from summitry.extract.coreference.phrases import PhraseReader
from summitry.extract.coreference.profiles import Profiler
from summitry.extract.coreference.pronouns import PronounReader
from summitry.extract.coreference.reading import Reading
from summitry.extract.coreference.words import read_words
from summitry.extract.quotes.marks import find_marks
from summitry.extract.state import reference_day
from summitry.lexicon import Lexicon, load_lexicon
from summitry.records import Mention


@Language.factory(
    "summitry_coreference",
    assigns=["doc._.entities", "doc._.mentions"],
    requires=["token.pos", "token.dep", "doc._.entities", "doc._.mentions"],
    default_config={"lexicon": None},
)
def make_coreference(nlp: Language, name: str, lexicon: str | None) -> Coreference:
    """Return the component; `lexicon` is a folder of the user's own lexicon files laid over the one that ships."""
    return Coreference(load_lexicon(Path(lexicon) if lexicon else None))


class Coreference:
    """Adds nominal and pronoun mentions to `doc._.mentions`, and incumbents that the text names by office only to `doc._.entities`."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = read_words(lexicon)
        self._speech = lexicon.words("quote_clause_verbs")
        reader = PhraseReader(lexicon, words)
        self._profiler = Profiler(lexicon, words, reader)
        self._nominals = NominalReader(lexicon, words, reader, self._profiler)
        self._pronouns = PronounReader(lexicon, words)

    def __call__(self, doc: Doc) -> Doc:
        names = [m for m in doc._.mentions if m.kind == "name"]
        covering, firsts = _cover(doc, names)
        day = reference_day(doc) if doc._.document is not None else None
        quoted = {i for mark in find_marks(doc) for i in range(mark.first, mark.last)}
        reading = Reading(
            doc,
            day=day,
            covering=covering,
            profiles=self._profiler(doc, day, covering, firsts),
            sentence_of=_sentence_numbers(doc),
            quoted=quoted,
            speech=self._speech,
        )
        for token in doc:
            if token.is_space or token.is_punct:
                continue
            if (mention := firsts.get(token.i)) is not None:
                reading.meet(mention, token)
            elif token.i not in covering and not self._pronouns(reading, token):
                self._nominals(reading, token)
        doc._.mentions = sorted([*names, *reading.added], key=lambda m: (m.start, m.end))
        doc._.referents = reading.referents
        doc._.referent_groups = reading.groups
        return doc


def _cover(doc: Doc, mentions: list[Mention]) -> tuple[dict[int, Mention], dict[int, Mention]]:
    """Token index -> covering name (the longer one wins), and first token index -> name."""
    covering: dict[int, Mention] = {}
    firsts: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or any(t.i in covering for t in span):
            continue
        firsts[span.start] = mention
        for token in span:
            covering[token.i] = mention
    return covering, firsts


def _sentence_numbers(doc: Doc) -> list[int]:
    out, number = [], 0
    for token in doc:
        number += bool(token.is_sent_start) and not token.is_space
        out.append(number)
    return out
