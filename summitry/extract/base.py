"""The base model as a spaCy component: parts of speech, dependency tree and names from the shipped network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from summitry.extract.name_spans import NameDecoder
from summitry.extract.network import FOLDER, Network, Scores
from summitry.extract.parse_tree import decode

#: Words in one sentence handed to the network; longer "sentences" (tables, lists without stops) are cut, so that memory stays bounded.
MAX_WORDS = 200


@Language.factory(
    "summitry_base",
    assigns=["token.pos", "token.head", "token.dep", "doc.ents"],
    requires=["token.is_sent_start"],
    default_config={"folder": None, "threads": 1},
)
def make_base(nlp: Language, name: str, folder: str | None, threads: int) -> BaseModel:
    """Return the component; `folder` holds the model files (default: the model that comes with Summitry)."""
    return BaseModel(Network(Path(folder) if folder else FOLDER, threads))


class BaseModel:
    """Fills `pos_`, `head`, `dep_` and `ents`. White-space tokens are no words: they hang on the word before them."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.decoder = NameDecoder(network.name_labels)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Yield the docs in order; the sentences of `batch_size` docs run through the network together."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            sentences = [list(_sentences(doc)) for doc in batch]
            scores = iter(self.network.run([[t.text for t in words] for per_doc in sentences for words in per_doc]))
            for doc, per_doc in zip(batch, sentences, strict=True):
                yield self._fill(doc, per_doc, [next(scores) for _ in per_doc])

    def _fill(self, doc: Doc, sentences: list[list[Token]], scores: list[Scores]) -> Doc:
        n = len(doc)
        heads = list(range(n))
        deps = ["dep"] * n
        tags = ["SPACE" if t.is_space else "X" for t in doc]
        names: list[tuple[int, int, str]] = []
        for words, score in zip(sentences, scores, strict=True):
            best = decode(score.arcs)
            tag_ids, dep_ids = score.tags.argmax(1), score.labels.argmax(1)
            for j, token in enumerate(words):
                head = int(best[j])
                heads[token.i] = words[head - 1].i if head else token.i
                deps[token.i] = self.network.dep_labels[int(dep_ids[j])] if head else "ROOT"
                tags[token.i] = self.network.tag_labels[int(tag_ids[j])]
            names += [(words[a].i, words[b - 1].i + 1, label) for a, b, label in self.decoder.spans(score.names)]
        starts = [bool(t.is_sent_start) for t in doc]
        # A white-space token, and a sentence start that the cut at MAX_WORDS made, must not split the tree of a sentence.
        for token in doc:
            if token.is_space:
                heads[token.i] = _neighbour(doc, token)
        filled = Doc(
            doc.vocab,
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            pos=tags,
            heads=_inside_sentences(heads, starts),
            deps=deps,
        )
        filled.set_ents([Span(filled, a, b, label=label) for a, b, label in names])
        filled._.document = doc._.document
        return filled


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """The words of each sentence, without white space, cut at MAX_WORDS."""
    words: list[Token] = []
    for token in doc:
        if words and (token.is_sent_start or len(words) >= MAX_WORDS):
            yield words
            words = []
        if not token.is_space:
            words.append(token)
    if words:
        yield words


def _neighbour(doc: Doc, token: Token) -> int:
    """The word a white-space token hangs on: the one before it in its sentence, else the next one, else itself."""
    if token.i and not token.is_sent_start:
        return token.i - 1
    if token.i + 1 < len(doc) and not doc[token.i + 1].is_sent_start:
        return token.i + 1
    return token.i


def _inside_sentences(heads: list[int], starts: list[bool]) -> list[int]:
    """Heads with every arc that leaves its sentence turned into a root."""
    sentence, number = [], 0
    for start in starts:
        number += start
        sentence.append(number)
    return [h if sentence[h] == sentence[i] else i for i, h in enumerate(heads)]
