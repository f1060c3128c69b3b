"""People whom a picture shows together: "A and B sign the treaty at the White House, Dec. 8, 1987"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.clauses import Clauses
from summitry.extract.meetings.parties import Party
from summitry.extract.meetings.tree import children, is_passive
from summitry.extract.state import block_at

#: Several pictures side by side show nobody together.
_MONTAGE = frozenset(
    {"combination", "combo", "collage", "montage", "pictures", "photos", "portraits", "posters", "masks", "cutouts", "dolls"}
)
_NOT_SHOWN = frozenset({"will", "would", "may", "might", "could", "not", "n't", "never", "to"})


class CaptionReader:
    """Yields candidates of the captions of one document."""

    def __init__(self, doc: Doc, clauses: Clauses) -> None:
        self.doc, self.clauses, self.finder, self.frames = doc, clauses, clauses.finder, clauses.frames

    def read(self) -> Iterator[Candidate]:
        """Yield a held meeting per caption whose subject is two named people of different countries, told with a day or a place."""
        for verb in self.doc:
            if verb.pos_ != "VERB" or not any(c.dep_ == "nsubj" for c in verb.children):
                continue
            block = block_at(self.doc, verb.idx)
            if block is None or block.role != "caption" or not self._shows(verb):
                continue
            people = self._people(verb)
            if len(people) < 2 or len({self.finder.entity(p.key).country_code for p in people} - {None}) < 2:
                continue
            found = Candidate(verb, "mutual", verb, rule="caption:together", status="held")
            found.add(people)
            yield found

    def _people(self, verb: Token) -> list[Party]:
        parties = [*self.clauses.subjects(verb), *self.clauses.partners(verb)]
        return [p for p in parties if p.named and self.finder.entity(p.key).entity_type == "person"]

    def _shows(self, verb: Token) -> bool:
        """The verb is a report of what is seen and no trigger itself, and the picture is one."""
        lemma = self.frames.lemma.get(verb.lower_, "")
        if self.frames.verb_frame.get(lemma) in {"mutual", "host", "visit", "call", "see"} or is_passive(verb):
            return False
        if any(t.lower_ in _MONTAGE for t in verb.sent) or any(c.lower_ in _NOT_SHOWN for c in verb.children):
            return False
        placed = any(self.finder.named(t, "place", "organization") for t in verb.sent if t.i > verb.i)
        timed = any(verb.sent.start_char <= x.start < verb.sent.end_char for x in self.doc._.timexes)
        return (placed or timed) and not children(verb, "ccomp")
