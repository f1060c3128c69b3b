"""Meetings as records: dates and places completed, levels and kinds decided, evidence cut out of the text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from summitry.extract.meetings.candidate import Candidate, When, Where
from summitry.extract.meetings.merge import Meeting, final_status
from summitry.extract.meetings.occasion import complete_from_edition
from summitry.extract.meetings.parties import Party, PartyFinder
from summitry.extract.meetings.place import country_on
from summitry.extract.meetings.rank import meeting_kind, meeting_level
from summitry.extract.meetings.status import REAL
from summitry.extract.state import text_of
from summitry.lexicon import Lexicon
from summitry.records import Event, Evidence, Participant, Role

#: The evidence is never longer than this many characters on either side of the trigger.
REACH = 160


#: A dateline tells the place of what is news: of the last days.
_FRESH_DAYS = 2
_FEW_DAYS = 4
_AHEAD = frozenset({"planned", "possible"})


class Recorder:
    """Turns the meetings of one document into events."""

    def __init__(self, doc: Doc, finder: PartyFinder, lexicon: Lexicon, reference: date | None) -> None:
        self.doc, self.finder, self.lexicon, self.reference = doc, finder, lexicon, reference

    def records(self, meetings: Iterable[Meeting]) -> list[Event]:
        """Return one event per meeting whose status the text settles."""
        ready: list[tuple[Meeting, Candidate, str]] = []
        for meeting in meetings:
            status, _ = final_status(meeting)
            if status is None:
                continue
            whole = self._whole(meeting)
            whole.status = status
            self._from_forum(whole)
            if status in REAL and self.reference and whole.when.first and whole.when.first > self.reference:
                whole.status = status = "planned"
            if status == "ongoing" and whole.when.edtf is None:
                self._as_published(whole)
            ready.append((meeting, whole, status))
        self._fill_vague([w for _, w, _ in ready])
        for _, whole, _ in ready:
            self._at_dateline(whole)
        self._share_days([w for _, w, _ in ready])
        self._share([w for _, w, _ in ready])
        self._share_visits([w for _, w, _ in ready])
        return [self._event(m, w, final_status(m)[1]) for m, w, _ in ready if w.roles]

    def _whole(self, meeting: Meeting) -> Candidate:
        """One candidate with the best of all mentions."""
        _, teller = final_status(meeting)
        lead = meeting.lead
        whole = Candidate(lead.trigger, lead.frame, lead.carrier, dict(lead.roles), lead.mode, rule=lead.rule)
        for m in sorted(meeting.mentions, key=lambda m: m is not teller):
            for key, value in m.roles.items():
                whole.roles.setdefault(key, value)
            if m.when.edtf and (whole.when.edtf is None or _narrower(m.when, whole.when)):
                whole.when = m.when
            if m.where.span and (whole.where.span is None or (whole.where.name is None and m.where.name)):
                whole.where = m.where
            elif m.where.country and whole.where.country is None and m.where.name == whole.where.name:
                whole.where = Where(whole.where.name, m.where.country, whole.where.span)
            whole.forum, whole.occasion = whole.forum or m.forum, whole.occasion or m.occasion
            whole.duration = whole.duration or m.duration
            whole.mode = whole.mode or m.mode
            if m.frame == "negotiation" and whole.frame == "talks":
                whole.frame = m.frame
        self._host_country(whole)
        self._drop_doubles(whole)
        return whole

    def _drop_doubles(self, c: Candidate) -> None:
        """A country named beside its own leader in the same part says the same twice."""
        people = {
            (self.finder.entity(k).country_code, role) for k, (_, role) in c.roles.items() if self.finder.entity(k).entity_type == "person"
        }
        for key, (_, role) in list(c.roles.items()):
            entity = self.finder.entity(key)
            if entity.entity_type == "country" and (entity.country_code, role) in people:
                del c.roles[key]

    def _host_country(self, c: Candidate) -> None:
        """A visit to a country or its city has that country as host when nobody else is named."""
        if c.frame not in {"visit", "motion"} or not c.where.country:
            return
        hosts = [k for k, (_, role) in c.roles.items() if role == "host"]
        sides = {self.finder.entity(k).country_code for k in c.roles}
        if not hosts and c.where.country not in sides:
            country = self.lexicon.countries.get(c.where.country)
            key = self.finder.add_country(country.name) if country else None
            if key:
                start, end = c.where.span or (c.trigger.idx, c.trigger.idx + len(c.trigger))
                c.add([Party(key, c.trigger.i, start, end)], "host")

    def _from_forum(self, c: Candidate) -> None:
        if c.forum is None:
            return
        entity = self.finder.entity(c.forum)
        complete_from_edition(c, entity, self.reference, self.lexicon)

    def _at_dateline(self, c: Candidate) -> None:
        """What a guest did in the last days with his hosts, told under a dateline of their country, was done there."""
        place = self.doc._.document.dateline_place
        if not place or c.where.span or c.mode == "call" or c.status not in REAL or not c.when.first or not self.reference:
            return
        if not 0 <= (self.reference - c.when.first).days <= _FRESH_DAYS:
            return
        name = place.title() if place.isupper() else place
        code = country_on(self.lexicon, self.lexicon.country_of_place(name), c.when.first)
        sides = {country_on(self.lexicon, self.finder.entity(k).country_code, c.when.first) for k in c.roles}
        if code in sides and len(sides) > 1:
            c.where = Where(name, code)

    def _as_published(self, c: Candidate) -> None:
        """What is going on as the article is written has its date, where that is known to the day."""
        published = self.doc._.document.published
        if published.start and published.start == published.end:
            c.when = When(published.start.isoformat(), published.start, published.end, "publication")

    def _fill_vague(self, wholes: list[Candidate]) -> None:
        """ "Leaders of all countries will gather in France": those whose meeting there the article tells of."""
        for c in (w for w in wholes if not w.roles):
            near = [o for o in wholes if o.roles and o.where.country == c.where.country and (o.status in REAL) == (c.status in REAL)]
            keys = {o_keys for o in near for o_keys in [frozenset(o.roles)]}
            if len(keys) == 1:
                c.roles = {k: (p, "actor") for k, (p, _) in near[0].roles.items()}
                c.mode = "multilateral"

    def _share(self, wholes: list[Candidate]) -> None:
        """A meeting without date takes that of the one other meeting told to be in the same country and equally unreal."""
        for c in wholes:
            if (c.when.edtf and not c.when.loose) or not c.where.country or c.status not in _AHEAD:
                continue
            same = [
                o
                for o in wholes
                if o is not c and o.when.edtf and not o.when.loose and o.where.country == c.where.country and o.status in _AHEAD
            ]
            if len({o.when.edtf for o in same}) == 1:
                other = same[0]
                c.when = When(other.when.edtf, other.when.first, other.when.last, "inferred", None)
                c.occasion = c.occasion or other.occasion
                if c.where.name is None:
                    c.where = Where(other.where.name, c.where.country, c.where.span)

    def _share_days(self, wholes: list[Candidate]) -> None:
        """What somebody did on a day was done where the article has the same person meet others on that day, if that is one place."""
        for c in wholes:
            if c.where.name or c.mode == "call" or not c.when.first or c.when.first != c.when.last:
                continue
            people = {k for k in c.roles if self.finder.entity(k).entity_type == "person"}
            found = {
                (o.where.name, o.where.country)
                for o in wholes
                if o is not c
                and o.where.name
                and o.mode != "call"
                and (o.status in REAL) == (c.status in REAL)
                and people & o.keys
                and _covers(o.when, c.when)
            }
            if len(found) == 1:
                name, country = found.pop()
                if c.where.country in {None, country}:
                    c.where = Where(name, country, None)

    def _share_visits(self, wholes: list[Candidate]) -> None:
        """Talks of a visitor with his hosts, told without date or place, took place on the visit."""
        visits = [v for v in wholes if v.frame in {"visit", "motion"} and v.where.country]
        for c in wholes:
            if c.frame in {"visit", "motion"} or c.mode == "call" or (c.when.edtf and c.where.country):
                continue
            fitting = [v for v in visits if self._is_on_visit(c, v)]
            if len(fitting) != 1:
                continue
            visit = fitting[0]
            if c.when.edtf is None and visit.when.edtf:
                c.when = When(visit.when.edtf, visit.when.first, visit.when.last, "inferred", None)
            if c.where.country is None:
                towns = {v.where.name for v in visits if v.where.country == visit.where.country}
                c.where = Where(
                    visit.where.name if len(towns) == 1 and self._is_city(visit.where.name) else None, visit.where.country, None
                )

    def _is_city(self, name: str | None) -> bool:
        return name is not None and self.lexicon.country_of_place(name) is not None

    def _is_on_visit(self, c: Candidate, visit: Candidate) -> bool:
        guests = {k for k, (_, role) in visit.roles.items() if role == "guest"}
        others = {self.finder.entity(k).country_code for k in c.roles if k not in guests} - {None}
        here = c.where.country == visit.where.country if c.where.country else visit.where.country in others
        # An invitation lends its place to nothing else: talks that are planned are not thereby part of a visit that is only possible.
        same = c.status == visit.status or (c.status in REAL and visit.status in REAL)
        sides = {self.finder.entity(k).country_code for k in guests}
        return bool((guests & c.keys) or (sides & {self.finder.entity(k).country_code for k in c.roles})) and here and same

    def _event(self, meeting: Meeting, c: Candidate, teller: Candidate) -> Event:
        parties = [p for p, _ in c.roles.values()]
        published = self.doc._.document.published
        on = c.when.first or (self.reference if published.start == published.end else None)
        start, end = self._evidence(teller)
        people = tuple(Participant(k, role) for k, (_, role) in c.roles.items())
        if c.forum and c.forum not in c.roles:
            people = (*people, Participant(c.forum, _FORUM))
        return Event(
            start=start,
            end=end,
            event_class="meeting",
            event_type="CONSULT",
            event_mode=meeting_kind(c, parties, self.finder),
            status=c.status or "possible",
            participants=people,
            level=self._level(c, parties, on),
            date_edtf=c.when.edtf,
            date_start=c.when.first,
            date_end=c.when.last,
            date_basis=c.when.basis,
            place=c.where.name,
            country_code=c.where.country,
            occasion=c.occasion,
            duration_minutes=c.duration,
            confidence=0.8 if teller.rule.startswith("verb") else 0.7,
            rule_id=f"meetings/{teller.rule}",
            spans=tuple(self._spans(c, teller)),
        )

    def _level(self, c: Candidate, parties: list[Party], on: date | None) -> str:
        """The level; a summit of states is one of leaders unless the text says otherwise."""
        level = meeting_level(parties, on, self.finder, self.lexicon)
        words = {c.trigger.lower_, *(w.lower_ for w in c.trigger.children if w.dep_ == "compound")}
        untold = all(p.level is None and self.finder.entity(p.key).entity_type != "person" for p in parties)
        return "leader" if untold and words & {"summit", "summits"} else level

    def _evidence(self, c: Candidate) -> tuple[int, int]:
        trigger = c.trigger
        sentence = trigger.sent
        points = [(trigger.idx, trigger.idx + len(trigger))]
        points += [(p.start, p.end) for p, _ in c.roles.values()]
        points += [s for s in (c.when.span, c.where.span) if s]
        if c.carrier is not None:
            points.append((c.carrier.idx, c.carrier.idx + len(c.carrier)))
        points += [(t.idx, t.idx + len(t)) for t in c.cues]
        near = [
            (a, b)
            for a, b in points
            if sentence.start_char <= a and b <= sentence.end_char and a > trigger.idx - REACH and b < trigger.idx + REACH
        ]
        return min(a for a, _ in near), max(b for _, b in near)

    def _spans(self, c: Candidate, teller: Candidate) -> Iterable[Evidence]:
        text = text_of(self.doc)
        trigger = teller.trigger
        yield Evidence(trigger.idx, trigger.idx + len(trigger), trigger.text, "trigger")
        for cue in dict.fromkeys(teller.cues):
            yield Evidence(cue.idx, cue.idx + len(cue), cue.text, "status")
        for span, reason in ((c.when.span, "time"), (c.where.span, "place")):
            if span:
                yield Evidence(span[0], span[1], text[span[0] : span[1]], reason)
        for party, _ in c.roles.values():
            yield Evidence(party.start, party.end, text[party.start : party.end], "participant")


_FORUM: Role = "forum"


def _covers(a: When, b: When) -> bool:
    """True when `a` is of few days and `b` lies in it."""
    return bool(
        a.first and a.last and b.first and b.last and a.first <= b.first and b.last <= a.last and (a.last - a.first).days < _FEW_DAYS
    )


def _narrower(a: When, b: When) -> bool:
    return bool(
        a.first and a.last and b.first and b.last and (a.last - a.first) < (b.last - b.first) and b.first <= a.first and a.last <= b.last
    )
