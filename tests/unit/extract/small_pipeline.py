"""A spaCy pipeline as a user might bring one: ClearNLP trees, OntoNotes names, trained here on a few dozen sentences."""

from __future__ import annotations

import random
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

PEOPLE = ("Putin", "Trump", "Macron", "Merkel", "Biden", "Xi", "Modi", "Lula")
PLACES = ("Helsinki", "Geneva", "Paris", "Vienna", "Tokyo", "Oslo")
DAYS = ("Monday", "Tuesday", "Friday")
#: `word TAG head dep` with 1-based heads; A, B, C are filled in.
FRAMES = (
    "A PROPN 2 nsubj|met VERB 0 ROOT|B PROPN 2 dobj|in ADP 2 prep|C PROPN 4 pobj|. PUNCT 2 punct",
    "A PROPN 2 nsubj|met VERB 0 ROOT|B PROPN 2 dobj|in ADP 2 prep|C PROPN 4 pobj|on ADP 2 prep|D PROPN 6 pobj|. PUNCT 2 punct",
    "A PROPN 2 nsubj|praised VERB 0 ROOT|B PROPN 2 dobj|. PUNCT 2 punct",
    "A PROPN 2 nsubj|said VERB 0 ROOT|B PROPN 4 nsubj|was AUX 2 ccomp|ready ADJ 4 acomp|. PUNCT 2 punct",
)


def examples(nlp: Language, count: int = 40) -> list[Example]:
    """The same sentences at every call."""
    chance = random.Random(3)
    out = []
    for n in range(count):
        a, b = chance.sample(PEOPLE, 2)
        fill = {"A": a, "B": b, "C": chance.choice(PLACES), "D": chance.choice(DAYS)}
        rows = [r.split() for r in FRAMES[n % len(FRAMES)].split("|")]
        words = [fill.get(r[0], r[0]) for r in rows]
        heads = [int(r[2]) - 1 if r[2] != "0" else i for i, r in enumerate(rows)]
        gold = Doc(nlp.vocab, words, pos=[r[1] for r in rows], heads=heads, deps=[r[3] for r in rows])
        out.append(Example(Doc(nlp.vocab, words), gold))
    return out


def build(folder: Path, tagger: bool = True, parser: bool = True, steps: int = 60) -> Path:
    """Train, save and return the folder."""
    fix_random_seed(1)
    nlp = spacy.blank("en")
    small = {"model": {"tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 32, "depth": 2, "embed_size": 300, "window_size": 1,
             "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}}}  # fmt: skip
    if tagger:
        nlp.add_pipe("morphologizer", config=small)
    if parser:
        nlp.add_pipe("parser", config=small)
    if tagger or parser:
        data = examples(nlp)
        optimizer = nlp.initialize(lambda: data)
        for _ in range(steps):
            nlp.update(data, sgd=optimizer)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "PERSON", "pattern": p} for p in PEOPLE]
        + [{"label": "GPE", "pattern": p} for p in (*PLACES, "France", "Zorkville")]
        + [{"label": "NORP", "pattern": "Zorkians"}, {"label": "FAC", "pattern": "Zork Hall"}, {"label": "EVENT", "pattern": "Zork Games"}]
        + [{"label": "LAW", "pattern": "Zork Treaty"}, {"label": "LAW", "pattern": "Fifth Zork"}]
    )
    nlp.to_disk(folder)
    return folder
