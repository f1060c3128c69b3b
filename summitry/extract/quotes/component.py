"""The spaCy component `summitry_quotes`: direct speech first, then the clauses that cues report, then loose quotations."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract.quotes.clauses import ClauseReader
from summitry.extract.quotes.direct import DirectReader
from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.loose import LooseReader
from summitry.extract.quotes.marks import find_marks
from summitry.extract.quotes.selection import select
from summitry.extract.quotes.speakers import SpeakerFinder
from summitry.extract.quotes.succession import succeed
from summitry.extract.quotes.transcripts import read_turns
from summitry.extract.quotes.words import read_words
from summitry.extract.state import text_of
from summitry.lexicon import Lexicon, load_lexicon
from summitry.records import LineRole, Mention, Quote

#: Blocks in which people speak; navigation, promotion, bylines and credits report nothing.
READ_ROLES: frozenset[LineRole] = frozenset({"body", "headline", "caption", "heading"})


@Language.factory(
    "summitry_quotes",
    assigns=["doc._.quotes"],
    requires=["token.pos", "token.dep", "doc._.entities", "doc._.mentions"],
    default_config={"lexicon": None},
)
def make_quotes(nlp: Language, name: str, lexicon: str | None) -> Quotes:
    """Return the component; `lexicon` is a folder of the user's own lexicon files laid over the one that ships."""
    return Quotes(load_lexicon(Path(lexicon) if lexicon else None))


class Quotes:
    """Fills `doc._.quotes`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = read_words(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        layout = Layout(doc, find_marks(doc))
        speakers = SpeakerFinder(layout, self._words, covering(doc))
        direct = DirectReader(layout, self._words, speakers)
        blocks = read_blocks(doc)
        turns = list(read_turns(layout, speakers, blocks))
        if turns:
            doc._.quotes = [_record(doc, f) for f in select(text_of(doc), turns)]
            return doc
        found = direct.read(blocks)
        clauses = ClauseReader(layout, self._words, speakers, headline_tokens(doc, layout))
        # Where a reported clause ends is read off the tree: without one only words in quotation marks are taken.
        for a, b in blocks if doc.has_annotation("DEP") else ():
            for i in range(layout.token_from(a), layout.token_from(b)):
                if not doc[i].is_space:
                    found.extend(clauses.read(doc[i], i in direct.cues))
        found.extend(LooseReader(layout, self._words, speakers).read(blocks, found))
        doc._.quotes = [_record(doc, f) for f in succeed(doc, select(text_of(doc), found))]
        return doc


def read_blocks(doc: Doc) -> list[tuple[int, int]]:
    """Character bounds of the blocks in which speech is looked for."""
    document = doc._.document
    if document is None or not document.blocks:
        return [(0, len(text_of(doc)))]
    return [(b.start, b.end) for b in document.blocks if b.role in READ_ROLES]


def headline_tokens(doc: Doc, layout: Layout) -> frozenset[int]:
    """Indexes of the tokens in headlines, where cues take clauses without a finite verb."""
    document = doc._.document
    if document is None:
        return frozenset()
    return frozenset(
        i for b in document.blocks if b.role == "headline" for i in range(layout.token_from(b.start), layout.token_from(b.end))
    )


def covering(doc: Doc) -> dict[int, Mention]:
    """Token index -> the longest name that covers the token."""
    out: dict[int, Mention] = {}
    for mention in sorted((m for m in doc._.mentions if m.kind == "name"), key=lambda m: m.end - m.start):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            for token in span:
                out[token.i] = mention
    return out


def _record(doc: Doc, found: Finding) -> Quote:
    speaker = found.speaker
    said = _said_on(doc, found)
    return Quote(
        start=found.start,
        end=found.end,
        text=text_of(doc)[found.start : found.end],
        utterance=found.utterance,
        kind=found.kind,
        speaker_key=speaker.key if speaker else None,
        speaker_name=speaker.name if speaker else None,
        speaker_surface=text_of(doc)[speaker.start : speaker.end] if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        cue=found.cue_text,
        said_date_edtf=said,
        confidence=max(0.1, min(0.99, found.confidence)),
    )


def _said_on(doc: Doc, found: Finding) -> str | None:
    """The day beside the cue ("said on Tuesday"), outside what was said."""
    if found.cue is None:
        return None
    near = [
        t
        for t in doc._.timexes
        if t.type == "DATE"
        and t.edtf
        and not (found.start <= t.start < found.end)
        and -40 < t.start - found.cue.idx < 60
        and "\n\n" not in text_of(doc)[min(t.start, found.cue.idx) : max(t.start, found.cue.idx)]
    ]
    if not near:
        return None
    best = min(near, key=lambda t: abs(t.start - found.cue.idx) if found.cue is not None else 0)
    edtf: str = best.edtf
    return edtf
