"""What the components of the language pipeline write on a spaCy Doc, and how they find one another's work.

The Doc is made from the raw text of the document, so `token.idx` is an offset into `documents.text`. White-space tokens
(`token.is_space`, hard line breaks among them) stay in the Doc and are skipped by the model.

=====================  ============================================  ==========================================
attribute              what                                          written by
=====================  ============================================  ==========================================
doc._.document         the CleanDocument                             `make_doc`
doc._.entities         dict key -> LocalEntity                       `summitry_entities`, `summitry_coreference`
doc._.mentions         list of Mention, sorted by start              `summitry_entities`, `summitry_coreference`
doc._.timexes          list of Timex, sorted by start                `summitry_timex`
doc._.quotes           list of Quote, sorted by start                `summitry_quotes`
doc._.events           list of Event                                 `summitry_meetings`, `summitry_treaties`
=====================  ============================================  ==========================================

Sentences (`doc.sents`), parts of speech (Universal Dependencies tags in `token.pos_`), the dependency tree (UD labels in
`token.dep_`, roots labelled `ROOT`) and the model's own names (`doc.ents`) come from the base model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Token

from summitry.records import Block, CleanDocument, Mention

#: Words beyond this are addresses, rules of signs or damage: they are cut for the tokeniser.
MAX_WORD = 300
_LONG_RUN = re.compile(rf"\S{{{MAX_WORD + 1},}}")
#: Characters; no name or description is longer.
_LONGEST_MENTION = 1000

_JOINED = re.compile(r"^((?:[A-Z]\.){2,})([-–])(\w.*)$")

for _name in ("document",):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
for _name in ("mentions", "timexes", "quotes", "events"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=[])
if not Doc.has_extension("entities"):
    Doc.set_extension("entities", default={})


def make_doc(nlp: Language, document: CleanDocument) -> Doc:
    """Return an unprocessed Doc over the raw text with the clean document attached."""
    doc = _tokenize(nlp, document.text)
    _split_joined_acronyms(doc)
    doc._.document = document
    return doc


def _split_joined_acronyms(doc: Doc) -> None:
    """`U.S.-Russia` becomes three tokens, as `Saudi-Russia` is already: the tokenizer does not split after a full stop."""
    joined = [(t, m.groups()) for t in doc if (m := _JOINED.match(t.text))]
    if joined:
        with doc.retokenize() as retokenizer:
            for token, parts in joined:
                retokenizer.split(token, list(parts), heads=[(token, 0)] * len(parts))


def text_of(doc: Doc) -> str:
    """The text of the Doc. `doc.text` puts it together from the tokens anew at each access, which makes loops quadratic."""
    document: CleanDocument | None = doc._.document
    return doc.text if document is None else document.text


def _tokenize(nlp: Language, text: str) -> Doc:
    """As `nlp.make_doc`, in linear time also where no blank comes for thousands of characters (spaCy peels marks off one by one)."""
    cuts = [a for m in _LONG_RUN.finditer(text) for a in range(m.start(), m.end(), MAX_WORD)]
    if not cuts:
        return nlp.make_doc(text)
    ends = sorted({*cuts, *(m.end() for m in _LONG_RUN.finditer(text)), len(text)})
    words: list[str] = []
    spaces: list[bool] = []
    start = 0
    for end in ends:
        for token in nlp.make_doc(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        start = end
    return Doc(nlp.vocab, words, spaces)


def reference_day(doc: Doc) -> date | None:
    """The day relative expressions are counted from: the publication day, or the last day of its interval; None when unknown."""
    document: CleanDocument = doc._.document
    return document.published.end or document.published.start


def block_at(doc: Doc, offset: int) -> Block | None:
    """The block of the clean document that holds the character at `offset`."""
    blocks: tuple[Block, ...] = doc._.document.blocks
    i = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    return blocks[i] if i >= 0 and offset < blocks[i].end else None


def mention_at(doc: Doc, token: Token) -> Mention | None:
    """The longest mention that covers the token."""
    mentions, end = doc._.mentions, token.idx + len(token)
    first = bisect_left(mentions, token.idx - _LONGEST_MENTION, key=_start)
    covering = [m for m in mentions[first : bisect_right(mentions, token.idx, key=_start)] if end <= m.end]
    return max(covering, key=lambda m: m.end - m.start) if covering else None


def _start(mention: Mention) -> int:
    return mention.start
