"""The last word on a candidate's status: present tense, dates before and after publication, habits; and counted lists."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta

from spacy.tokens import Doc

from summitry.extract.meetings.candidate import Candidate, When
from summitry.extract.meetings.status import REAL, Reading
from summitry.extract.state import block_at, text_of
from summitry.lexicon.meeting_frames import MeetingFrames

_OPENING = frozenset({"begin", "open", "start", "resume", "continue", "enter", "kick", "convene"})
_MAX_PLACES = 6


def settle_status(doc: Doc, c: Candidate, reading: Reading, reference: date | None, frames: MeetingFrames) -> bool:
    """Settle what tense alone leaves open; False when the words claim no meeting at all."""
    if reading.drop or _is_habit(c, frames):
        return False
    if reading.tense == "present" and c.status is None:
        c.status = _present(doc, c, reference)
    if c.status is None and c.when.last and reference and c.when.span and c.tense in {"none", "gerund", "present"}:
        c.status = "held" if c.when.last < reference else ("planned" if (c.when.first or reference) > reference else None)
    if (
        c.status == "planned"
        and c.when.span
        and reference
        and c.when.last in {reference, reference + timedelta(days=1)}
        and "week" in text_of(doc)[slice(*c.when.span)].lower()
    ):
        # said at the end of a week, "this week" with a future tense is the coming one
        last = reference + timedelta(days=7)
        c.when = When(f"{reference}/{last}", reference, last, "text", c.when.span)
    if c.status in REAL and reference and c.when.first and c.when.first > reference:
        c.status = "planned"
    lemma = frames.lemma.get(c.carrier.lower_, "") if c.carrier is not None else ""
    if c.rule == "verb:invite" and c.status in REAL:
        c.status = "possible"
    if c.rule == "verb:skip" and c.status is not None:
        c.status = "denied"
    if c.trigger.sent.text.rstrip().endswith("?") and c.status is not None:
        c.status = None if c.status in REAL else "possible"
    if c.status == "held" and lemma in _OPENING and c.rule.startswith("noun") and reference and c.when.last and c.when.last >= reference:
        c.status = "ongoing"
    return True


def _present(doc: Doc, c: Candidate, reference: date | None) -> str | None:
    """Simple present: a plan when its day is not past, a report in headlines and captions."""
    seen = block_at(doc, c.trigger.idx)
    if (
        seen is not None
        and seen.role == "caption"
        and len(c.roles) > 1
        and reference
        and (c.when.first is None or c.when.first <= reference)
    ):
        return "held"  # a picture of it
    if c.when.first and reference:
        return "planned" if (c.when.last or c.when.first) >= reference else "held"
    block = block_at(doc, c.trigger.idx)
    if block is not None and block.role in {"headline", "caption", "heading"}:
        # "Minister Travel to Oslo" over a notice is a title, no report
        return "held" if c.trigger.lower_.endswith("s") or len(c.roles) > 1 else None
    return "planned" if c.frame in {"motion"} else None


def _is_habit(c: Candidate, frames: MeetingFrames) -> bool:
    words = frames.words("habitual")
    if c.rule.startswith("noun"):
        return any(child.lower_ in words and child.dep_ == "amod" for child in c.trigger.children) and c.status != "held"
    return c.carrier is not None and any(child.lower_ in words for child in c.carrier.children)


def split_counted(c: Candidate) -> Iterator[Candidate]:
    """ "talks in Singapore, France and Argentina" that have not been held are as many meetings as places."""
    places = {w.country or w.name: w for w in c.wheres}
    plural = c.plural or c.trigger.lower_ in {"talks"}
    if not (1 < len(places) <= _MAX_PLACES and plural and c.status not in REAL):
        yield c
        return
    for where in places.values():
        part = copy(c)
        part.roles = dict(c.roles)
        part.where = where
        part.wheres = []
        yield part
