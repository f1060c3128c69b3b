"""The spaCy component `summitry_meetings`: triggers become candidates, candidates meetings, meetings records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from summitry.extract.coreference import plural_antecedents
from summitry.extract.meetings.absorb import absorb
from summitry.extract.meetings.attach import Attachments
from summitry.extract.meetings.candidate import Candidate
from summitry.extract.meetings.earlier import earlier_meetings, told_again
from summitry.extract.meetings.merge import Merger
from summitry.extract.meetings.occasion import read_occasions
from summitry.extract.meetings.parties import PartyFinder
from summitry.extract.meetings.place import read_places
from summitry.extract.meetings.record import Recorder
from summitry.extract.meetings.settle import settle_status, split_counted
from summitry.extract.meetings.status import Reading, StatusReader
from summitry.extract.meetings.triggers import TriggerFinder
from summitry.extract.meetings.when import read_dates
from summitry.extract.state import reference_day
from summitry.lexicon import Lexicon, load_lexicon
from summitry.lexicon.meeting_frames import MeetingFrames, load_meeting_frames


@Language.factory(
    "summitry_meetings",
    assigns=["doc._.events"],
    requires=["token.pos", "token.dep", "doc._.mentions", "doc._.timexes"],
    default_config={"lexicon": None},
)
def make_meetings(nlp: Language, name: str, lexicon: str | None) -> Meetings:
    """Return the component; `lexicon` is a folder of the user's own lexicon files laid over the one that ships."""
    return Meetings(load_lexicon(Path(lexicon) if lexicon else None), load_meeting_frames())


class Meetings:
    """Appends meetings to `doc._.events`; countries named only by demonym are added to `doc._.entities`."""

    def __init__(self, lexicon: Lexicon, frames: MeetingFrames) -> None:
        self.lexicon, self.frames = lexicon, frames
        self._status = StatusReader(frames)

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP"):
            # Who met whom, and whether it is said to have happened, is read off the tree: without one nothing is claimed.
            return doc
        reference = reference_day(doc)
        finder = PartyFinder(doc, self.lexicon, self.frames, plural_antecedents, reference)
        merger = Merger(finder)
        by_sentence: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in TriggerFinder(doc, self.frames, finder).find():
            by_sentence[candidate.sentence].append(candidate)
        for candidates in by_sentence.values():
            for candidate in self._read(doc, candidates, finder, reference):
                merger.add(candidate)
        merger.place_waiting()
        recorder = Recorder(doc, finder, self.lexicon, reference)
        doc._.events = [*doc._.events, *recorder.records(merger.meetings)]
        return doc

    def _read(self, doc: Doc, candidates: list[Candidate], finder: PartyFinder, reference: date | None) -> Iterable[Candidate]:
        """The candidates of one sentence with status, date, place and occasion."""
        by_verb = {c.trigger.i for c in candidates if c.rule.startswith("verb")}
        candidates = [c for c in candidates if c.rule.startswith("verb") or c.trigger.i not in by_verb]
        links = Attachments(candidates, self.frames)
        read_dates(doc, candidates, links)
        read_places(doc, candidates, links, finder)
        read_occasions(doc, candidates, links, finder)
        kept = []
        for candidate in candidates:
            reading = self._read_status(candidate)
            candidate.status, candidate.cues, candidate.tense = reading.value or candidate.status, reading.cues, reading.tense
            if settle_status(doc, candidate, reading, reference, self.frames):
                kept.append(candidate)
        busy = {c.carrier.i for c in kept if c.carrier is not None and not c.rule.startswith("forum") and len(c.roles) > 1}
        free = [c for c in kept if not c.rule.startswith("forum") or c.carrier is None or c.carrier.i not in busy]
        whole = absorb(free)
        for candidate in whole:
            for told in told_again(doc, candidate):
                yield from split_counted(told)
        if candidates:
            yield from earlier_meetings(doc, candidates[0].trigger, whole, finder)

    def _read_status(self, candidate: Candidate) -> Reading:
        if (candidate.rule.startswith("forum") and candidate.carrier is None) or candidate.rule == "caption:together":
            return Reading(candidate.status)
        by_noun = not candidate.rule.startswith("verb")
        return self._status.read(candidate.trigger if by_noun else candidate.carrier or candidate.trigger, candidate.carrier)
