"""Dependency trees with ClearNLP labels (spaCy's own English pipelines) brought to the Universal Dependencies shape that the rules read.

ClearNLP makes function words heads: a preposition governs its noun (`prep`, `pobj`), the copula its predicate (`attr`, `acomp`).
Universal Dependencies puts the content word on top (`obl`/`nmod` with `case`; the predicate with `cop`). Everything here is one
operation, `promote`: a dependant takes its head's place, and what hung on the old head hangs on the new one. It turns a tree into a tree.

Sources: Choi and Palmer (2012), Guidelines for the CLEAR Style Constituent to Dependency Conversion; universaldependencies.org.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

#: A parser with one of these was trained on ClearNLP trees: Universal Dependencies has neither.
TELLTALE = frozenset({"dobj", "pobj"})
#: Labels that change in name only. Those that depend on more are treated in `_Tree`.
RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "poss": "nmod:poss",
    "relcl": "acl:relcl", "rcmod": "acl:relcl", "prt": "compound:prt", "neg": "advmod", "dative": "iobj", "attr": "xcomp", "acomp": "xcomp",
    "oprd": "xcomp", "intj": "discourse", "meta": "dep", "preconj": "cc:preconj", "predet": "det:predet", "quantmod": "advmod",
    "pcomp": "ccomp", "prep": "advmod", "agent": "advmod", "partmod": "acl", "infmod": "acl", "nn": "compound", "num": "nummod",
    "number": "nummod", "complm": "mark", "possessive": "case", "hmod": "compound", "hyph": "punct", "subtok": "goeswith",
}  # fmt: skip
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"})
_PREDICATES = frozenset({"attr", "acomp"})
_CLAUSAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_CLAUSE_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "aux", "auxpass", "attr", "acomp", "neg", "prt"})
#: What a copula may have beside a prepositional predicate; any of these says that the preposition is no predicate.
_OTHER_COMPLEMENTS = frozenset({"ccomp", "xcomp", "oprd", "expl", "obj", "dobj", "prt", "acomp", "attr"})


@Language.factory("summitry_clear_labels", assigns=["token.dep", "token.head"], requires=["token.dep", "token.head", "token.pos"])
def make_clear_labels(nlp: Language, name: str) -> ClearLabels:
    """Return the component. It stands after a parser whose labels are ClearNLP's; see `speaks_clear`."""
    return ClearLabels()


def speaks_clear(labels: Iterable[str]) -> bool:
    """True when these are the labels of a parser trained on ClearNLP trees."""
    return not TELLTALE.isdisjoint(labels)


class ClearLabels:
    """Rewrites heads and labels in place; words, names, tags, sentence starts and extensions stay as they are."""

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP"):
            return doc
        tree = _Tree(doc)
        tree.convert()
        offsets = [head - i for i, head in enumerate(tree.heads)]
        labels = [doc.vocab.strings.add(dep) for dep in tree.deps]
        columns: Any = np.column_stack([np.array(offsets, np.int64).astype(np.uint64), np.array(labels, np.uint64)])
        doc.from_array(["HEAD", "DEP"], columns)
        return doc


class _Tree:
    """Heads and labels of one Doc while they are rewritten; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        self.heads = [t.head.i for t in doc]
        self.deps = [t.dep_ for t in doc]
        self._pos = [t.pos_ for t in doc]
        self._lower = [t.lower_ for t in doc]
        self._kids: list[set[int]] = [set() for _ in doc]
        for i, head in enumerate(self.heads):
            if head != i:
                self._kids[head].add(i)

    def convert(self) -> None:
        """Deepest words first, so that what hangs below a word has its final shape when the word's turn comes."""
        for i in self._deepest_first():
            if not self._preposition(i):
                self._copula(i)
        for i, dep in enumerate(self.deps):
            self.deps[i] = self._renamed(i, dep)

    def _deepest_first(self) -> list[int]:
        order: list[int] = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:  # grows while it is walked: every word after its head
            order.extend(sorted(self._kids[i]))
        return order[::-1]

    def _promote(self, old: int, new: int, dep: str, label: str) -> None:
        """`new`, a dependant of `old`, takes its place with the label `dep`; `old` hangs on it as `label`."""
        head = self.heads[old]
        self._kids[old].remove(new)
        for kid in self._kids[old]:
            self.heads[kid] = new
        self._kids[new] |= self._kids[old]
        self._kids[old] = set()
        if head == old:
            self.heads[new] = new
        else:
            self.heads[new] = head
            self._kids[head].remove(old)
            self._kids[head].add(new)
        self.heads[old] = new
        self._kids[new].add(old)
        self.deps[new], self.deps[old] = dep, label

    def _preposition(self, i: int) -> bool:
        """A preposition becomes `case` of its noun, or `mark` of its clause; True when it did."""
        kids = sorted(self._kids[i])
        nouns = [k for k in kids if self.deps[k] == "pobj"]
        clauses = [k for k in kids if self.deps[k] == "pcomp"]
        # "out of the room": the noun has already come up to the inner preposition's place.
        prepositional = self.deps[i] in {"prep", "agent"} or (self.deps[i] == "dative" and self._pos[i] == "ADP")
        inner = [k for k in kids if prepositional and self.deps[k] in {"obl", "nmod"}]
        if nouns:
            self._promote(i, nouns[0], self._role(i, clause=False), "case")
        elif clauses:
            self._promote(i, clauses[0], self._role(i, clause=self._clausal(clauses[0])), "mark")
        elif inner:
            self._promote(i, inner[0], self._role(i, clause=False), "case")
        else:
            return False
        return True

    def _clausal(self, i: int) -> bool:
        """Does the word head a clause or modify like one? Told by its dependants where the pipeline has no tagger."""
        return self._pos[i] in _CLAUSAL or (not self._pos[i] and any(self.deps[k] in _CLAUSE_PARTS for k in self._kids[i]))

    def _role(self, i: int, clause: bool) -> str:
        """What the object of the preposition `i` is to its head."""
        dep, head = self.deps[i], self.heads[i]
        if dep not in _PREPOSITIONS or head == i:
            return dep
        verbal = self._clausal(head)
        if clause:
            return "advcl" if verbal else "acl"
        if dep == "agent":
            return "obl:agent"
        return "obl" if verbal else "nmod"

    def _copula(self, i: int) -> None:
        """A form of "be" with a predicate hangs on it as `cop`; "there is a man": the man is the subject."""
        if self._lower[i] not in _BE or self._pos[i] not in {"AUX", "VERB", ""} or self.deps[i] in {"aux", "auxpass", "aux:pass", "cop"}:
            return
        kids = sorted(self._kids[i])
        predicates = [k for k in kids if self.deps[k] in _PREDICATES]
        if any(self.deps[k] == "expl" and self._lower[k] == "there" for k in kids):
            for k in predicates[:1]:
                self.deps[k] = "nsubj"
            return
        if not predicates and _OTHER_COMPLEMENTS.isdisjoint(self.deps[k] for k in kids) and any(self.deps[k] == "nsubj" for k in kids):
            # "He is in Moscow", where no passive or progressive verb follows.
            predicates = [k for k in kids if k > i and self.deps[k] == "obl" and any(self.deps[c] == "case" for c in self._kids[k])]
        if predicates:
            self._promote(i, predicates[0], self.deps[i], "cop")

    def _renamed(self, i: int, dep: str) -> str:
        verbal = self.heads[i] != i and self._clausal(self.heads[i])
        if dep == "npadvmod":
            return "obl:unmarked" if verbal else "nmod:unmarked"
        if dep == "pobj":
            return "obl" if verbal else "nmod"
        if dep == "aux" and self._lower[i] == "to":
            return "mark"
        return RENAMED.get(dep, dep)
