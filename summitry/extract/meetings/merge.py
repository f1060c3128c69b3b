"""From mentions to meetings: what tells of the same meeting becomes one, a bare "the talks" goes to what it points back to."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace

from summitry.extract.meetings.candidate import Candidate, Where
from summitry.extract.meetings.parties import PartyFinder
from summitry.extract.meetings.rank import meeting_level
from summitry.extract.meetings.status import REAL
from summitry.extract.meetings.tree import preposition

_GROUP = {"visit": "visit", "motion": "visit", "call": "call"}
#: How much a status says: among mentions of one meeting that has not been held the heavier one stands.
#: "will then visit the north": another leg.
_NEXT = frozenset({"then", "next", "afterwards", "afterward", "subsequently"})
#: "since Helsinki" tells of another meeting than the one spoken of.
_SINCE = "place:since"
_FURTHER = frozenset(
    {"another", "second", "third", "fourth", "fifth", "next", "further", "new", "longer", "fuller", "fresh", "more", "follow-up"}
)
_POINTING = frozenset({"the", "this", "that", "their", "these", "his", "her"}) - {"the"}
_NEXT_REACH = 80
_YEAR = 366
_GONE = frozenset({"cancelled", "postponed"})
_WEIGHT = {"cancelled": 6, "postponed": 5, "denied": 4, "planned": 3, "possible": 2, None: 0}


@dataclass(slots=True)
class Meeting:
    """The mentions of one meeting, the fullest first found as its lead."""

    mentions: list[Candidate] = field(default_factory=list)

    @property
    def lead(self) -> Candidate:
        return self.mentions[0]

    @property
    def keys(self) -> frozenset[str]:
        """All parties named in any mention."""
        return frozenset(k for m in self.mentions for k in m.roles)


class Merger:
    """Groups the candidates of one document in text order."""

    def __init__(self, finder: PartyFinder) -> None:
        self.finder = finder
        self.meetings: list[Meeting] = []
        self._waiting: list[Candidate] = []

    def add(self, candidate: Candidate) -> None:
        """Put a candidate to the meeting it tells of, or open a new one."""
        self._name_leaders(candidate)
        best, best_score = None, 0.0
        for meeting in self.meetings:
            score = self._fit(candidate, meeting)
            if score > best_score:
                best, best_score = meeting, score
        if best is not None:
            self._join(best, candidate)
        elif self._can_stand_alone(candidate) or self._is_next(candidate) or self._borrows_destination(candidate):
            self.meetings.append(Meeting([candidate]))
        elif self._is_city_summit(candidate):
            self._waiting.append(candidate)

    def _is_next(self, c: Candidate) -> bool:
        """ "A second round will be held in Muscat in May": by those whose meeting was told of last."""
        if (
            c.roles
            or not (c.where.span or c.when.edtf)
            or not self.meetings
            or c.frame not in {"talks", "meeting", "summit", "negotiation"}
        ):
            return False
        words = {w.lower_ for w in c.trigger.children if w.i < c.trigger.i} | {
            w.lower_ for w in c.trigger.head.children if c.trigger.head.lower_ == "round"
        }
        if not words & _FURTHER or words & _POINTING:
            return False
        last = max(self.meetings, key=lambda m: max(x.trigger.i for x in m.mentions if x.trigger.i < c.trigger.i or x is m.lead))
        distance = c.trigger.i - max(x.trigger.i for x in last.mentions)
        if not 0 < distance < _NEXT_REACH or _group(last.lead) == "visit" or len(self._sides(last.keys)) < 2:
            return False
        c.add([replace(p, named=False) for m in last.mentions for p, _ in m.roles.values()])
        c.mode = last.lead.mode if last.lead.mode in {"negotiation", "multilateral"} else c.mode
        return True

    def place_waiting(self) -> None:
        """ "the Geneva summit" of unnamed parties: the two leaders whose meetings the article tells of, when they are the only such two."""
        pairs: dict[frozenset[str], Meeting] = {}
        for meeting in self.meetings:
            people = frozenset(k for k in meeting.keys if self.finder.entity(k).entity_type == "person")
            if len(people) == 2 and len(self._sides(people)) == 2 and self._are_leaders(meeting):
                pairs[people] = meeting
        waiting, self._waiting = self._waiting, []
        if len(pairs) != 1:
            return
        ((people, source),) = pairs.items()
        known = {k: v for m in source.mentions for k, v in m.roles.items() if k in people}
        for candidate in waiting:
            candidate.add([replace(p, named=False) for p, _ in known.values()])
            self.add(candidate)

    def _are_leaders(self, meeting: Meeting) -> bool:
        parties = [p for m in meeting.mentions for p, _ in m.roles.values()]
        return meeting_level(parties, self.finder.day, self.finder, self.finder.lexicon) == "leader"

    def _is_city_summit(self, c: Candidate) -> bool:
        if c.roles or not c.definite or c.status != "held":
            return False
        if c.frame == "attend" and c.rule == "noun:summit" and c.forum and self.finder.entity(c.forum).lexicon_id is None:
            # "the Geneva summit" taken for the name of a series
            city, _, last = self.finder.entity(c.forum).name.rpartition(" ")
            code = self.finder.lexicon.country_of_place(city)
            if last.lower() == "summit" and code:
                c.frame, c.mode, c.forum, c.occasion = "summit", None, None, None
                c.where = Where(city, code, c.where.span or (c.trigger.idx, c.trigger.idx + len(c.trigger)))
        return c.frame == "summit" and c.forum is None and c.where.name is not None

    def _name_leaders(self, c: Candidate) -> None:
        """ "the Kenyan and Ugandan presidents": the leaders whom the text names, unless the meeting is one of another year."""
        day = self.finder.day
        if len(c.roles) != 2 or (c.when.first and day and not -_YEAR < (c.when.first - day).days < _YEAR):
            return
        if not all(self.finder.entity(k).entity_type == "country" and p.level == "leader" for k, (p, _) in c.roles.items()):
            return
        named = {k: self.finder.only_leader(self.finder.entity(k).country_code) for k in c.roles}
        if all(named.values()):
            c.roles = {
                person: (replace(p, key=person, named=False), role) for k, (p, role) in c.roles.items() if (person := named[k]) is not None
            }

    def _borrows_destination(self, c: Candidate) -> bool:
        """A visit that was called off goes to where the same guest is told to go anyway."""
        if _group(c) != "visit" or not c.roles:
            return False
        if c.rule == "verb:visit" and c.when.edtf and c.where.span is None and not any(o.dep_ == "obj" for o in c.trigger.children):
            # "King Faisal visited in 1967", in an article about another visit
            source = next(
                (m for meeting in reversed(self.meetings) for m in meeting.mentions if _group(m) == "visit" and m.where.country), None
            )
            if source is not None:
                c.where = copy(source.where)
                c.where.span = None
                return True
        if c.status not in _GONE:
            return False
        for meeting in self.meetings:
            source = next((m for m in meeting.mentions if m.where.country), None)
            if _group(meeting.lead) == "visit" and source is not None and c.keys & meeting.keys and self._same_guest(c, meeting):
                c.where = copy(source.where)
                c.where.span = None
                return True
        return False

    def _can_stand_alone(self, c: Candidate) -> bool:
        if not c.roles:
            return c.vague and c.frame == "gather" and c.where.country is not None
        if any(role == "mediator" for _, role in c.roles.values()) and c.where.span and c.when.edtf:
            return True
        if c.frame in {"visit", "motion"}:
            return c.where.span is not None or len(c.roles) > 1
        if c.frame == "mutual" and (c.where.span or c.when.span) and c.trigger.lower_ != "shook":
            return True
        if c.frame == "summit" and len(self._sides(c.keys)) == 1 and (c.carrier is None or preposition(c.trigger)):
            return False
        if c.frame in {"attend", "gather", "gathering", "summit"} and (c.forum or c.where.span or c.when.edtf):
            return True
        return len(self._sides(c.keys)) > 1

    def _sides(self, keys: Iterable[str]) -> set[str]:
        return {self.finder.entity(k).country_code or k for k in keys}

    # ------------------------------------------------------------ fit

    def _fit(self, c: Candidate, meeting: Meeting) -> float:
        """A score above 0 when the mention can be one of the meeting."""
        lead = meeting.lead
        if _group(c) != _group(lead) and not (c.frame in {"discuss", "talk"} and len(meeting.keys & c.keys) > 1):
            return 0.0
        if _SINCE in {c.rule, *(m.rule for m in meeting.mentions)} and (c.where.name is None or c.where.name not in _places(meeting)):
            return 0.0
        if not self._dates_fit(c, meeting) or not self._places_fit(c, meeting) or not self._forums_fit(c, meeting):
            return 0.0
        if _group(c) == "visit" and c.where.name and c.carrier is not None and any(w.lower_ in _NEXT for w in c.carrier.children):
            return 0.0
        if _group(c) == "visit" and (c.plural != lead.plural or not self._same_guest(c, meeting)):
            return 0.0
        overlap = self._overlap(c, meeting)
        if overlap == 0.0:
            return 0.0
        if not self._statuses_fit(c, meeting):
            return 0.0
        near = 1.0 / (1 + abs(c.trigger.i - meeting.mentions[-1].trigger.i) / 50)
        dated = 0.5 if c.when.edtf and any(m.when.edtf for m in meeting.mentions) else 0.0
        return overlap + near + dated

    def _same_guest(self, c: Candidate, meeting: Meeting) -> bool:
        mine = {k for k, (_, role) in c.roles.items() if role == "guest"}
        theirs = {k for m in meeting.mentions for k, (_, role) in m.roles.items() if role == "guest"}
        if not mine or not theirs or mine & theirs:
            return True
        named = {self.finder.entity(k).entity_type for k in mine} & {self.finder.entity(k).entity_type for k in theirs}
        return "person" not in named and bool(self._sides(mine) & self._sides(theirs))

    def _overlap(self, c: Candidate, meeting: Meeting) -> float:
        if not c.roles:
            bare = c.trigger.pos_ in {"NOUN", "PROPN"} and c.definite and not c.plural
            if meeting.lead.frame == "attend" and c.frame not in {"summit", "gathering", "attend"}:
                return 0.0
            return 0.2 if bare and c.trigger.i > meeting.mentions[0].trigger.i else 0.0
        mine, theirs = c.keys, meeting.keys
        shared = mine & theirs
        people = {k for k in mine | theirs if self.finder.entity(k).entity_type == "person"}
        if shared in {mine, theirs}:
            if mine == theirs or not (mine ^ theirs) & people:
                return 1.5 if mine == theirs else 1.0
            if len(shared) > 1:
                return 0.8
            if _group(c) == "visit":
                return 0.6
            one = c if len(mine) == 1 else meeting.lead
            return 0.5 if len(mine) == 1 and one.definite else (0.4 if len(theirs) == 1 else 0.0)
        sides, other = self._sides(mine), self._sides(theirs)
        different = {self.finder.entity(k).country_code for k in mine & people} & {
            self.finder.entity(k).country_code for k in theirs & people
        }
        clash = any(
            code
            and {k for k in mine & people if self.finder.entity(k).country_code == code}
            != {k for k in theirs & people if self.finder.entity(k).country_code == code}
            for code in different
        )
        if (
            _group(c) == "visit"
            and not people_of(mine, people) & people_of(theirs, people)
            and sides & other
            and not (mine & people and theirs & people)
        ):
            return 0.6
        if sides == other and len(sides) > 1 and not clash:
            return 0.7
        return 0.0

    def _dates_fit(self, c: Candidate, meeting: Meeting) -> bool:
        for m in meeting.mentions:
            if c.when.first and c.when.last and m.when.first and m.when.last and (c.when.last < m.when.first or m.when.last < c.when.first):
                return False
        return True

    def _places_fit(self, c: Candidate, meeting: Meeting) -> bool:
        if (
            _group(c) == "visit"
            and c.roles
            and any(_is_unplaced(c) != _is_unplaced(m) for m in meeting.mentions if m.where.span and c.where.span)
        ):
            return False
        for m in meeting.mentions:
            if c.where.country and m.where.country and c.where.country != m.where.country:
                return False
            if _group(c) == "visit" and c.where.country and c.where.country == m.where.country:
                continue
            if c.where.name and m.where.name and c.where.name != m.where.name and not (c.when.edtf and c.when.edtf == m.when.edtf):
                return False
        return True

    def _forums_fit(self, c: Candidate, meeting: Meeting) -> bool:
        mine, theirs = (
            c.mode == "multilateral" or c.frame == "attend",
            meeting.lead.mode == "multilateral" or meeting.lead.frame == "attend",
        )
        if mine != theirs and (c.roles or c.forum):
            return False
        forums = {m.forum for m in meeting.mentions if m.forum}
        return not (mine and theirs and c.forum and forums and c.forum not in forums)

    def _statuses_fit(self, c: Candidate, meeting: Meeting) -> bool:
        if c.status is None:
            return True
        for m in meeting.mentions:
            if m.status is None:
                continue
            if {c.status, m.status} & _GONE and _is_firm_plan(c, m):
                return False
            if (m.status in REAL) != (c.status in REAL):
                same_day = c.when.edtf is not None and c.when.edtf == m.when.edtf
                return same_day and {c.status, m.status} <= {"held", "ongoing", "planned"}
        return True

    def _join(self, meeting: Meeting, c: Candidate) -> None:
        fuller = len(c.roles) > len(meeting.lead.roles) or (c.status is not None and meeting.lead.status is None)
        if fuller and c.roles and len(c.roles) >= len(meeting.lead.roles):
            meeting.mentions.insert(0, c)
        else:
            meeting.mentions.append(c)


def _is_firm_plan(*mentions: Candidate) -> bool:
    """ "will visit on July 13" stands beside an earlier visit that was called off, unless that was meant for the same day."""
    planned = [m for m in mentions if m.status == "planned" and m.tense == "planned" and m.when.edtf]
    return bool(planned) and any(m.status in _GONE and m.when.edtf != planned[0].when.edtf for m in mentions)


def _places(meeting: Meeting) -> set[str | None]:
    return {m.where.name for m in meeting.mentions}


def people_of(keys: frozenset[str], people: set[str]) -> set[str]:
    """The persons among the keys."""
    return set(keys) & people


def _is_unplaced(c: Candidate) -> bool:
    return c.where.name is not None and c.where.country is None


def _group(c: Candidate) -> str:
    if c.mode == "call":
        return "call"
    return _GROUP.get(c.frame, "meeting")


def final_status(meeting: Meeting) -> tuple[str | None, Candidate]:
    """The status of a meeting and the mention that gives it; a mention without status says nothing."""
    told = [m for m in meeting.mentions if m.status is not None]
    if not told:
        return None, meeting.lead
    real = [m for m in told if m.status in REAL]
    gone = [m for m in told if m.status in {"cancelled", "postponed"}]
    if gone and not real:
        return gone[-1].status, gone[-1]
    if real:
        held = next((m for m in real if m.status == "held"), real[0])
        return held.status, held
    heaviest = max(told, key=lambda m: _WEIGHT.get(m.status, 1))
    return heaviest.status, heaviest
