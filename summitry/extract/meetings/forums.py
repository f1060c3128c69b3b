"""Who was at a wider event that the text only mentions in passing: "she said at the G20 summit", a caption, "his pledge at the summit"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from summitry.extract.meetings.attach import span_head
from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.clauses import Clauses
from summitry.extract.meetings.tree import children, governing_verb, is_passive, preposition
from summitry.extract.state import block_at

#: "(left)", "centre": where somebody stands in the picture.
_POSITIONS = frozenset({"left", "right", "centre", "center"})
_PRESENT_AT = frozenset({"at", "during"})
#: Verbs in whose circumstance the forum is the occasion of another meeting or no presence at all.
_ABSENT = frozenset("meet hold expect schedule plan invite discuss raise cancel agree adopt launch sign announce say".split()) - {
    "say",
    "announce",
}


class ForumReader:
    """Yields candidates of attendance for the forums named in a document."""

    def __init__(self, doc: Doc, clauses: Clauses) -> None:
        self.doc, self.clauses, self.finder, self.frames = doc, clauses, clauses.finder, clauses.frames

    def read(self) -> Iterator[Candidate]:
        """Yield one candidate per forum mention with named people present."""
        for m in self.doc._.mentions:
            if m.entity_type != "forum" or m.kind != "name":
                continue
            head = span_head(self.doc, m.start, m.end)
            if head is not None:
                yield from self._one(head)

    def _one(self, head: Token) -> Iterator[Candidate]:
        block = block_at(self.doc, head.idx)
        if block is not None and block.role == "caption" and self._has_no_verb(head):
            found = Candidate(head, "attend", None, mode="multilateral", rule="forum:caption", status="held")
            for m in self.doc._.mentions:
                if head.sent.start_char <= m.start < head.idx and m.kind == "name" and m.entity_key and m.entity_type == "person":
                    word = span_head(self.doc, m.start, m.end)
                    found.add(self.finder.parties(word) if word is not None else [])
            if found.roles:
                yield found
            return
        base = head
        for _ in range(3):
            if base.dep_ in {"compound", "flat", "appos", "nmod:desc"} and base.head.pos_ in {"NOUN", "PROPN"}:
                base = base.head
        if preposition(base).split(" ")[0] not in _PRESENT_AT:
            return
        found = Candidate(head, "attend", governing_verb(base), mode="multilateral", rule="forum:presence")
        if base.head.lower_ in {"due", "present"} and base.head.pos_ == "ADJ":
            found.add(self.clauses.people(self.clauses.subjects(base.head)))
            found.carrier = base.head
        elif base.head.pos_ in {"VERB", "AUX"}:
            if is_passive(base.head) or self.clauses.lemma(base.head) in _ABSENT:
                return
            found.add(self.clauses.people(self.clauses.subjects(base.head)))
        else:
            for owner in children(base.head, "nmod:poss"):
                found.add([p for p in self.finder.parties(owner) if self.finder.entity(p.key).entity_type == "person"])
            found.carrier = None
        if found.roles:
            yield found

    def _has_no_verb(self, head: Token) -> bool:
        return not any(t.pos_ == "VERB" and t.dep_ in {"ROOT", "ccomp"} and t.lower_ not in _POSITIONS for t in head.sent)
