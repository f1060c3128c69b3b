"""The base under our components: the model that comes with Summitry, rules alone, or a spaCy pipeline that the user names.

A named pipeline may split sentences, tag, parse and find names, or only some of that. It is made to fit: blocks that cleaning found
start sentences, sentences are split by our rules where it sets none, and ClearNLP trees become Universal Dependencies trees.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from summitry.errors import ModelError
from summitry.extract.clear_labels import speaks_clear
from summitry.extract.rules_base import RULES
from summitry.extract.sentences import Sentences
from summitry.extract.state import block_at


def open_base(model: str | None, lexicon: Path | None = None) -> Language:
    """Return the pipeline up to names and trees. Raises ModelError when it cannot be loaded."""
    if model is not None and model != RULES:
        return _open_named(model)
    nlp = spacy.blank("en")
    nlp.add_pipe("summitry_sentences")
    if model == RULES:
        nlp.add_pipe("summitry_rules_base", config={"lexicon": str(lexicon) if lexicon else None})
        nlp.add_pipe("summitry_no_tree")
    else:
        nlp.add_pipe("summitry_base")
    return nlp


def _open_named(model: str) -> Language:
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:  # not there; needs a package that is not there; made for another spaCy
        raise ModelError(model, str(error).splitlines()[0]) from error
    clear = any(speaks_clear(getattr(component, "labels", ())) for _, component in nlp.pipeline)
    nlp.add_pipe("summitry_blocks", first=True)
    nlp.add_pipe("summitry_missing_sentences")
    nlp.add_pipe("summitry_clear_labels" if clear else "summitry_no_tree")
    return nlp


@Language.component("summitry_blocks", assigns=["token.is_sent_start"])
def mark_blocks(doc: Doc) -> Doc:
    """Every block that cleaning found starts a sentence, so that no headline runs into a paragraph. The rest is left open."""
    if doc._.document is None or not len(doc):
        return doc
    starts, last = [0] * len(doc), None
    for token in doc:
        block = None if token.is_space else block_at(doc, token.idx)
        if block is not None and block != last:
            starts[token.i], last = 1, block
    column: Any = np.array(starts, np.uint64).reshape(-1, 1)
    doc.from_array(["SENT_START"], column)
    return doc


@Language.component("summitry_missing_sentences", assigns=["token.is_sent_start"])
def split_where_nothing_did(doc: Doc) -> Doc:
    """Sentences by our rules where the named pipeline has set none."""
    if doc.has_annotation("DEP") or (len(doc) > 1 and doc.has_annotation("SENT_START", require_complete=True)):
        return doc
    return Sentences()(doc)


@Language.component("summitry_no_tree")
def make_walkable(doc: Doc) -> Doc:
    """Where there is no tree, every word becomes a root without dependants, so that the rules may ask for heads and children.

    spaCy's tokenizer leaves wrong edges on the words behind a special case ("a.m."); asking such a word for its children reads
    beyond the Doc. `has_annotation("DEP")` stays false.
    """
    if doc.has_annotation("DEP") or not len(doc):
        return doc
    starts: Any = doc.to_array(["SENT_START"]).reshape(-1, 1)
    # Edges are only set anew together with labels, which then go again.
    roots: Any = np.column_stack([np.zeros(len(doc), np.uint64), np.ones(len(doc), np.uint64)])
    none: Any = np.zeros((len(doc), 1), np.uint64)
    doc.from_array(["HEAD", "DEP"], roots)
    doc.from_array(["DEP"], none)
    doc.from_array(["SENT_START"], starts)
    return doc
