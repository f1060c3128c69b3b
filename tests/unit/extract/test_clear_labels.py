"""ClearNLP trees become Universal Dependencies trees: by construction tables, and for any tree."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from summitry.extract.clear_labels import RENAMED, ClearLabels, speaks_clear
from summitry.extract.state import make_doc
from summitry.records import CleanDocument, RawDocument

VOCAB = spacy.blank("en").vocab


def build(rows: str) -> Doc:
    """A Doc from lines of `word POS head dep`, heads 1-based in the whole Doc, 0 for a root."""
    cells = [line.split() for line in rows.strip().splitlines()]
    heads = [int(c[2]) - 1 if int(c[2]) else i for i, c in enumerate(cells)]
    return Doc(VOCAB, [c[0] for c in cells], pos=[c[1] for c in cells], heads=heads, deps=[c[3] for c in cells])


def shown(doc: Doc) -> list[str]:
    return [f"{t.text} {t.dep_} {'-' if t.head.i == t.i else t.head.text}" for t in doc]


CASES = {
    "object and obliques": (
        "Putin PROPN 2 nsubj\nmet VERB 0 ROOT\nTrump PROPN 2 dobj\nin ADP 2 prep\nHelsinki PROPN 4 pobj",
        ["Putin nsubj met", "met ROOT -", "Trump obj met", "in case Helsinki", "Helsinki obl met"],
    ),
    "noun's complement": (
        "talks NOUN 0 ROOT\nbetween ADP 1 prep\nIran PROPN 2 pobj\nand CCONJ 3 cc\nOman PROPN 3 conj",
        ["talks ROOT -", "between case Iran", "Iran nmod talks", "and cc Iran", "Oman conj Iran"],
    ),
    "passive with agent": (
        "treaty NOUN 3 nsubjpass\nwas AUX 3 auxpass\nsigned VERB 0 ROOT\nby ADP 3 agent\nboth DET 4 pobj",
        ["treaty nsubj:pass signed", "was aux:pass signed", "signed ROOT -", "by case both", "both obl:agent signed"],
    ),
    "copula with adjective, negation, auxiliary": (
        "It PRON 3 nsubj\nwill AUX 3 aux\nbe AUX 0 ROOT\nnot PART 3 neg\neasy ADJ 3 acomp",
        ["It nsubj easy", "will aux easy", "be cop easy", "not advmod easy", "easy ROOT -"],
    ),
    "copula in a clause, with a modified noun": (
        "said VERB 0 ROOT\nhe PRON 3 nsubj\nis AUX 1 ccomp\nchair NOUN 3 attr\nof ADP 4 prep\nNATO PROPN 5 pobj",
        ["said ROOT -", "he nsubj chair", "is cop chair", "chair ccomp said", "of case NATO", "NATO nmod chair"],
    ),
    "prepositional predicate": (
        "He PRON 2 nsubj\nis AUX 0 ROOT\nin ADP 2 prep\nMoscow PROPN 3 pobj",
        ["He nsubj Moscow", "is cop Moscow", "in case Moscow", "Moscow ROOT -"],
    ),
    "there is": (
        "There PRON 2 expl\nis AUX 0 ROOT\nhope NOUN 2 attr",
        ["There expl is", "is ROOT -", "hope nsubj is"],
    ),
    "other linking verb": (
        "She PRON 2 nsubj\nbecame VERB 0 ROOT\npremier NOUN 2 attr",
        ["She nsubj became", "became ROOT -", "premier xcomp became"],
    ),
    "infinitive marker": (
        "agreed VERB 0 ROOT\nto PART 3 aux\nmeet VERB 1 xcomp",
        ["agreed ROOT -", "to mark meet", "meet xcomp agreed"],
    ),
    "gerund after a preposition": (
        "left VERB 0 ROOT\nafter ADP 1 prep\nmeeting VERB 2 pcomp\nhim PRON 3 dobj",
        ["left ROOT -", "after mark meeting", "meeting advcl left", "him obj meeting"],
    ),
    "two prepositions in a row": (
        "walked VERB 0 ROOT\nout ADP 1 prep\nof ADP 2 prep\ntalks NOUN 3 pobj",
        ["walked ROOT -", "out case talks", "of case talks", "talks obl walked"],
    ),
    "according to": (
        "fled VERB 0 ROOT\naccording VERB 1 prep\nto ADP 2 prep\nTASS PROPN 3 pobj",
        ["fled ROOT -", "according case TASS", "to case TASS", "TASS obl fled"],
    ),
    "joined prepositions": (
        "held VERB 0 ROOT\nin ADP 1 prep\nParis PROPN 2 pobj\nand CCONJ 2 cc\nin ADP 2 conj\nBonn PROPN 5 pobj",
        ["held ROOT -", "in case Paris", "Paris obl held", "and cc Paris", "in case Bonn", "Bonn conj Paris"],
    ),
    "receiver with and without a preposition": (
        "gave VERB 0 ROOT\nhim PRON 1 dative\nletter NOUN 1 dobj\nto ADP 1 dative\nXi PROPN 4 pobj",
        ["gave ROOT -", "him iobj gave", "letter obj gave", "to case Xi", "Xi obl gave"],
    ),
    "receiver with a modifier": (
        "gave VERB 0 ROOT\nhead NOUN 1 dative\nof ADP 2 prep\nstate NOUN 3 pobj\nletter NOUN 1 dobj",
        ["gave ROOT -", "head iobj gave", "of case state", "state nmod head", "letter obj gave"],
    ),
    "owner, relative clause, particle, day": (
        "Iran PROPN 3 poss\n's PART 1 case\nenvoy NOUN 0 ROOT\nwho PRON 5 nsubj\ncalled VERB 3 relcl\noff ADP 5 prt\n"
        "Monday PROPN 5 npadvmod",
        ["Iran nmod:poss envoy", "'s case Iran", "envoy ROOT -", "who nsubj called", "called acl:relcl envoy", "off compound:prt called",
         "Monday obl:unmarked called"],
    ),
    "root preposition": ("In ADP 0 ROOT\nGeneva PROPN 1 pobj", ["In case Geneva", "Geneva ROOT -"]),
    "stranded preposition": ("spoke VERB 0 ROOT\nabout ADP 1 prep", ["spoke ROOT -", "about advmod spoke"]),
    "two sentences": (
        "He PRON 2 nsubj\nleft VERB 0 ROOT\n. PUNCT 2 punct\nShe PRON 5 nsubj\nis AUX 0 ROOT\nill ADJ 5 acomp",
        ["He nsubj left", "left ROOT -", ". punct left", "She nsubj ill", "is cop ill", "ill ROOT -"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), CASES.values(), ids=CASES.keys())
def test_constructions(rows: str, wanted: list[str]) -> None:
    assert shown(ClearLabels()(build(rows))) == wanted


def test_without_tags_the_dependants_tell_verbs_from_nouns() -> None:
    doc = Doc(VOCAB, ["Xi", "met", "him", "in", "Bali"], heads=[1, 1, 1, 1, 3], deps=["nsubj", "ROOT", "dobj", "prep", "pobj"])
    assert shown(ClearLabels()(doc))[3:] == ["in case Bali", "Bali obl met"]


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        pytest.param(["ROOT", "nsubj", "dobj", "pobj"], True, id="ClearNLP"),
        pytest.param(["ROOT", "nsubj", "obj", "obl", "case"], False, id="Universal Dependencies"),
        pytest.param([], False, id="none"),
    ],
)
def test_recognised_by_labels(labels: list[str], wanted: bool) -> None:
    assert speaks_clear(labels) is wanted


def test_what_else_the_doc_holds_survives() -> None:
    nlp = spacy.blank("en")
    document = CleanDocument(RawDocument("d", "d.txt", "s", "Xi is in Bali.", "utf-8"), (), ())
    made = make_doc(nlp, document)
    doc = Doc(nlp.vocab, [t.text for t in made], pos=["PROPN", "AUX", "ADP", "PROPN", "PUNCT"], heads=[1, 1, 1, 2, 1],
              deps=["nsubj", "ROOT", "prep", "pobj", "punct"], ents=["B-PERSON", "O", "O", "B-GPE", "O"])  # fmt: skip
    doc._.document = document
    out = ClearLabels()(doc)
    assert out is doc
    assert out._.document is document
    assert [(e.text, e.label_) for e in out.ents] == [("Xi", "PERSON"), ("Bali", "GPE")]
    assert [t.pos_ for t in out] == ["PROPN", "AUX", "ADP", "PROPN", "PUNCT"]


def test_a_doc_without_a_tree_is_left_alone() -> None:
    assert [t.dep_ for t in ClearLabels()(Doc(VOCAB, ["Hello", "there"]))] == ["", ""]


LABELS = sorted({*RENAMED, "nsubj", "pobj", "aux", "conj", "cc", "advmod", "ccomp", "xcomp", "expl", "punct", "npadvmod", "appos", "amod"})


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Any tree over one or more sentences, projective or not, with any labels, tags and words."""
    heads: list[int] = []
    deps: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        size, first = draw(st.integers(1, 9)), len(heads)
        order = draw(st.permutations(range(size)))
        local = [0] * size
        for k, word in enumerate(order):
            local[word] = order[draw(st.integers(0, k - 1))] if k else word
        heads += [first + h for h in local]
        deps += ["ROOT" if local[i] == i else draw(st.sampled_from(LABELS)) for i in range(size)]
    words = [draw(st.sampled_from(["is", "to", "be", "of", "Xi", "there", "met", "by"])) for _ in heads]
    tags = [draw(st.sampled_from(["VERB", "AUX", "NOUN", "ADP", "ADJ", "PROPN"])) for _ in heads]
    return Doc(VOCAB, words, pos=tags, heads=heads, deps=deps)


@settings(deadline=None)
@given(trees())
def test_any_tree_stays_a_tree_over_the_same_words(doc: Doc) -> None:
    words, sentences = [t.text for t in doc], [[t.i for t in s] for s in doc.sents]
    out = ClearLabels()(doc)
    assert [t.text for t in out] == words
    assert [[t.i for t in s] for s in out.sents] == sentences
    for sentence in out.sents:
        assert sum(t.head == t for t in sentence) == 1
    for token in out:
        up, seen = token, set()
        while up.head != up:
            assert up.i not in seen, "a cycle"
            seen.add(up.i)
            up = up.head
        assert up.dep_ == "ROOT"
    assert not {t.dep_ for t in out} & {"dobj", "pobj", "nsubjpass", "auxpass", "relcl", "poss"}
