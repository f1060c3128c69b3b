"""When a meeting took or takes place: the expressions of its own clause, intervals, durations."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from summitry.extract.meetings.attach import Attachments, focused, phrase_preposition, span_head
from summitry.extract.meetings.candidate import Candidate, When
from summitry.extract.state import reference_day, text_of
from summitry.temporal.expressions import Timex

_LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+)M)?)?\Z")
_MAX_DAYS = 30
#: "since Helsinki in July": the day of the earlier meeting.
_SINCE_CITY = re.compile(r"\bsince\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)?,?\s+(?:(?:in|on|of|last|back)\s+)*\Z")
_CITY_REACH = 50
_NEW_DAY = frozenset({"until", "till", "to", "for"})


def read_dates(doc: Doc, candidates: list[Candidate], links: Attachments) -> None:
    """Give the candidates of one sentence their dates and durations."""
    if not candidates:
        return
    sentence = candidates[0].trigger.sent
    timexes = [t for t in doc._.timexes if sentence.start_char <= t.start < sentence.end_char]
    lengths: list[tuple[Candidate, int]] = []
    for timex in timexes:
        head = span_head(doc, timex.start, timex.end)
        if head is None or _SINCE_CITY.search(doc.text, max(sentence.start_char, timex.start - _CITY_REACH), timex.start):
            continue
        for candidate in focused(links.of(head), timex.start):
            if _is_of_decision(head, candidate, links):
                continue
            if timex.type == "DURATION":
                days = _length(candidate, timex) if _lasts(text_of(doc), timex) else None
                if days:
                    lengths.append((candidate, days))
            elif timex.bound in {"since", "after"} and timex.form != "range":
                continue
            elif timex.edtf and timex.first and not timex.attributive:
                _take(candidate, timex, reference_day(doc))
    for candidate, days in lengths:
        _stretch(candidate, days)
    for candidate in candidates:
        _day_before_when(doc, candidate, timexes)


def _day_before_when(doc: Doc, candidate: Candidate, timexes: list[Timex]) -> None:
    """ "in October 1986, when the two met": the day right before the clause."""
    if candidate.when.edtf is not None or candidate.carrier is None:
        return
    opener = next((c for c in candidate.carrier.children if c.lower_ == "when" and c.i < candidate.carrier.i), None)
    if opener is None:
        return
    for timex in timexes:
        if (
            timex.end <= opener.idx
            and timex.edtf
            and timex.first
            and not timex.attributive
            and not doc.text[timex.end : opener.idx].strip(" ,\n")
        ):
            candidate.when = When(timex.edtf, timex.first, timex.last, "text", (timex.start, timex.end))


def _is_of_decision(head: Token, candidate: Candidate, links: Attachments) -> bool:
    """True for the day on which somebody called the meeting off; "put off until May" tells the meeting's new day."""
    verb = candidate.carrier
    if verb is None or verb.i == candidate.trigger.i or not links.calls_off(verb):
        return False
    before = phrase_preposition(head).split(" ")[0]
    if before in _NEW_DAY:
        return False
    if head.i < verb.i < candidate.trigger.i:
        return True
    node = head
    while node.dep_ in {"nmod:unmarked", "flat", "compound", "appos"} and node.head.i not in {verb.i, node.i}:
        node = node.head
    # between an active verb's object and the full stop either may be meant; right of "the talks" it is the talks' day
    return node.head.i == verb.i and candidate.trigger.i < verb.i


def _take(candidate: Candidate, timex: Timex, reference: date | None) -> None:
    now = candidate.when
    new = When(timex.edtf, timex.first, timex.last, "text", (timex.start, timex.end))
    if timex.bound in {"by", "before", "until"} and reference and timex.last and timex.last > reference:
        new = When(f"{reference}/{timex.last}", reference, timex.last, "text", new.span, loose=True)
    if now.edtf is None or (now.loose and not new.loose):
        candidate.when = new
        return
    if now.first is None or now.last is None or new.first is None or new.last is None:
        return
    narrower = new.last - new.first < now.last - now.first
    if now.first <= new.first and new.last <= now.last and narrower:
        candidate.when = new
    elif (
        new.first > now.last
        and (new.first - now.last).days <= _MAX_DAYS
        and now.first == now.last
        and new.first == new.last
        and now.span
        and abs(timex.start - now.span[1]) < 8
    ):
        # "from November 11 to November 15"
        candidate.when = When(f"{now.edtf}/{new.edtf}", now.first, new.last, "text", now.span)


def _lasts(text: str, timex: Timex) -> bool:
    """True for "four-day", "for two hours", "two days of"; not for "three days later" or "two weeks in office"."""
    before, after = text[max(0, timex.start - 12) : timex.start].lower().split(), text[timex.end : timex.end + 8].lower().split()
    return (
        "-" in timex.surface
        or before[-1:] in (["for"], ["lasted"], ["lasting"], ["took"])
        or after[:1] in (["of"], ["long"])
        or before[-2:] in (["for", "about"], ["more", "than"], ["for", "nearly"])
    )


def _length(candidate: Candidate, timex: Timex) -> int | None:
    """Note a duration of hours and minutes; return one of days."""
    match = _LENGTH.match(timex.value or "")
    if not match:
        return None
    days, hours, minutes = match.groups()
    if hours or minutes:
        candidate.duration = round(60 * float(hours or 0) + float(minutes or 0))
        return None
    return int(days) if days else None


def _stretch(candidate: Candidate, days: int) -> None:
    when = candidate.when
    if when.first and when.first == when.last and 1 < days <= _MAX_DAYS:
        last = when.first + timedelta(days=days - 1)
        candidate.when = When(f"{when.first}/{last}", when.first, last, when.basis, when.span)
