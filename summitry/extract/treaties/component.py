"""The spaCy component `summitry_treaties`: acts on specific instruments become events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from summitry.extract.state import block_at, mention_at, reference_day
from summitry.extract.treaties.acts import Act, Acts
from summitry.extract.treaties.dates import after, date_of
from summitry.extract.treaties.instruments import Instrument, Instruments
from summitry.extract.treaties.merge import merge
from summitry.extract.treaties.modality import Modality, modality, scheduled_by_date
from summitry.extract.treaties.parties import Parties
from summitry.extract.treaties.unnamed import name_accession, name_instrument
from summitry.lexicon import Lexicon, load_lexicon
from summitry.lexicon.treaty_frames import TreatyFrames, load_treaty_frames
from summitry.records import Event, Evidence, LocalEntity, Participant
from summitry.temporal.expressions import Timex

#: PLOVER category of each action (Halterman et al. 2023, codebook: AGREE covers signing and ratifying, RETREAT and REJECT leaving).
PLOVER = {
    "negotiate": "CONSULT", "conclude": "AGREE", "sign": "AGREE", "ratify": "AGREE", "enter_into_force": "AGREE", "join": "AGREE",
    "amend": "AGREE", "extend": "AGREE", "resume": "AGREE", "deposit": "AGREE", "comply": "COOPERATE", "suspend": "REJECT",
    "withdraw_notice": "REJECT", "withdraw": "REJECT", "terminate": "REJECT", "expire": "REJECT", "violate": "ACCUSE", "reject": "REJECT",
}  # fmt: skip
#: PLOVER mode by modality: what is not done is hypothetical or future.
MODE = {
    "done": "done", "announced": "promised", "planned": "future", "scheduled": "future", "proposed": "hypothetical",
    "threatened": "hypothetical", "urged": "hypothetical", "denied": "negated",
}  # fmt: skip


#: Kinds of organisations in the lexicon whose agreements are not between states.
#: What is done to an instrument by all its parties at once: "signed a treaty with India" makes India a signatory.
_TOGETHER = frozenset({"sign", "conclude", "negotiate"})
#: "The convention takes effect in ninety days": by its own terms, not yet.
_PRESENT = frozenset({"enter", "enters", "take", "takes", "come", "comes", "become", "becomes", "go", "goes"})
_NOBODY: list[str | None] = [None]
_NO_TREATY_MAKERS = frozenset({"media", "company", "ngo"})


@Language.factory(
    "summitry_treaties", assigns=["doc._.events"], requires=["doc._.mentions", "doc._.timexes"], default_config={"lexicon": None}
)
def make_treaties(nlp: Language, name: str, lexicon: str | None) -> TreatyActions:
    """Return the component."""
    return TreatyActions(load_lexicon(Path(lexicon) if lexicon else None), load_treaty_frames())


class TreatyActions:
    """Appends events of class `treaty_action` to `doc._.events`."""

    def __init__(self, lexicon: Lexicon, frames: TreatyFrames) -> None:
        self._lexicon = lexicon
        self._frames = frames

    def __call__(self, doc: Doc) -> Doc:
        if not doc.has_annotation("DEP"):
            # Who did what to a treaty, and whether it is denied, is read off the tree: without one nothing is claimed.
            return doc
        instruments = Instruments(doc, self._frames)
        parties = Parties(doc, self._lexicon, self._frames)
        found: list[Event] = []
        for act in Acts(doc, self._frames, instruments):
            found += self._events(doc, act, parties, instruments, found)
        doc._.events = [*doc._.events, *merge(found)]
        return doc

    def _events(self, doc: Doc, act: Act, parties: Parties, instruments: Instruments, found: list[Event]) -> Iterator[Event]:
        day = reference_day(doc)
        timex = date_of(doc, act.trigger)
        told = modality(act.trigger, act.action, self._frames)
        if told.status == "done" and told.cue is None:
            told = Modality(self._plain(act), None)
        in_future = bool(timex and timex.first and day and timex.first > day)
        status = scheduled_by_date(told.status, act.action, in_future)
        acted_on = frozenset(i.key for i in act.instruments if i.key)
        who = parties.of(act.trigger, acted_on) if act.action not in {"expire", "enter_into_force"} else []
        if who and act.action in _TOGETHER:
            with_them = [*parties.companions(act.trigger), *(k for i in act.instruments if i.key is None for k in parties.between(i.token))]
            who = list(dict.fromkeys([*who, *(k for k in with_them if k not in acted_on)]))
        for instrument in act.instruments:
            key = self._key(doc, act.trigger, instrument, who, parties, found)
            if key is None:
                continue
            if doc._.entities[key].entity_type == "treaty":
                instruments.remember(instrument.token, key)
            refused = any(c.lower_ in {"no", "neither"} for c in instrument.token.children if c.dep_ in {"det", "cc:preconj"})
            event = self._event(doc, act, instrument, "denied" if refused else status, told, timex)
            mine = list(who)
            if act.action == "join" and instrument.organization and not mine:
                continue
            for told_event in (event, *self._deadline(doc, act, event)):
                for party in mine or _NOBODY:
                    participants = (Participant(key, "treaty"),) + ((Participant(party, "actor"),) if party else ())
                    yield replace(told_event, participants=participants)

    @staticmethod
    def _plain(act: Act) -> str:
        """The modality of an act that no word around it tells: done, but for what is still to come by its own wording."""
        block = block_at(act.trigger.doc, act.trigger.idx)
        if act.action == "enter_into_force" and act.trigger.lower_ in _PRESENT and (block is None or block.role != "headline"):
            return "scheduled"
        bare_noun = act.trigger.pos_ not in {"VERB", "AUX"} and all(i.token.i <= act.trigger.i for i in act.instruments)
        owned = any(c.dep_ in {"compound", "nmod:poss", "amod"} for c in act.trigger.children)
        if act.action == "ratify" and bare_noun and not owned:
            # "Ratification by both parliaments will follow": a noun without its instrument speaks of what is ahead.
            return "planned"
        return act.frame.plain

    def _key(self, doc: Doc, trigger: Token, instrument: Instrument, who: list[str], parties: Parties, found: list[Event]) -> str | None:
        """The entity key of what is acted on, made now for an instrument without a name; None when it cannot be told which one it is."""
        if instrument.accession:
            return self._accession(doc, instrument, parties, found)
        if instrument.key is not None:
            return instrument.key
        if not all(self._may_conclude(doc._.entities[k]) for k in who) or (not who and self._is_private(trigger)):
            return None
        return name_instrument(doc, instrument.token, list(dict.fromkeys([*who, *parties.between(instrument.token)])))

    @staticmethod
    def _accession(doc: Doc, instrument: Instrument, parties: Parties, found: list[Event]) -> str | None:
        """The protocol by which a state joins: told with it ("Sweden's accession to NATO"), or that of the state last said to join."""
        organization = instrument.key
        joiner = next((k for k in parties.owners(instrument.token) if k != organization), None) if organization else None
        if organization is None:
            joined = next((e for e in reversed(found) if e.action == "join" and len(e.participants) == 2), None)
            if joined is not None:
                organization, joiner = (p.entity_key for p in joined.participants)
        return name_accession(doc, organization, joiner, instrument.token) if organization and joiner else None

    def _is_private(self, trigger: Token) -> bool:
        """`the union rejected the pay deal`: the subject is a common noun that names no maker of treaties."""
        makers = self._frames.words("signatories") | self._frames.words("legislatures")
        subjects = [c for c in trigger.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"]
        return bool(subjects) and not any(c.lower_ in makers for c in subjects)

    def _may_conclude(self, entity: LocalEntity) -> bool:
        """Deals of companies, clubs and unknown persons are no treaties: states and the bodies that the lexicon knows make treaties."""
        known = self._lexicon.entities.get(entity.lexicon_id) if entity.lexicon_id else None
        return entity.entity_type == "country" or (known is not None and known.kind not in _NO_TREATY_MAKERS)

    def _deadline(self, doc: Doc, act: Act, notice: Event) -> Iterator[Event]:
        """`triggered the withdrawal process, making 2 August the deadline`: the notice fixes the day of the withdrawal itself."""
        if act.action != "withdraw_notice":
            return
        for token in act.trigger.sent:
            if token.lower_ in self._frames.words("deadline_words"):
                timex = date_of(doc, token)
                if timex is not None and timex.start > act.trigger.idx:
                    timex = after(timex, notice.date_start or reference_day(doc))
                    yield replace(
                        notice,
                        start=min(notice.start, timex.start),
                        end=max(notice.end, timex.end),
                        action="withdraw",
                        status="scheduled",
                        event_mode=MODE["scheduled"],
                        date_edtf=timex.edtf,
                        date_start=timex.first,
                        date_end=timex.last,
                        date_basis="text",
                        rule_id="treaty.withdraw.deadline",
                        spans=(*(x for x in notice.spans if x.reason != "time"), Evidence(timex.start, timex.end, timex.surface, "time")),
                    )
                    return

    def _event(self, doc: Doc, act: Act, instrument: Instrument, status: str, told: Modality, timex: Timex | None) -> Event:
        tokens = sorted({act.trigger, instrument.token}, key=lambda t: t.i)
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        spans = [_evidence(act.trigger, "trigger"), _evidence(instrument.token, "treaty")]
        if told.cue is not None:
            spans.append(_evidence(told.cue, "status"))
        if timex is not None:
            spans.append(Evidence(timex.start, timex.end, timex.surface, "time"))
        return Event(
            start=start,
            end=end,
            event_class="treaty_action",
            event_type=PLOVER[act.action],
            event_mode=MODE[status],
            action=act.action,
            status=status,
            participants=(),
            date_edtf=timex.edtf if timex else None,
            date_start=timex.first if timex else None,
            date_end=timex.last if timex else None,
            date_basis="text" if timex else "none",
            confidence=0.8 if instrument.key else 0.6,
            rule_id=f"treaty.{act.action}.{'verb' if act.trigger.pos_ == 'VERB' else 'noun'}",
            spans=tuple(sorted(spans, key=lambda s: s.start)),
        )


def _evidence(token: Token, reason: str) -> Evidence:
    mention = mention_at(token.doc, token) if reason == "treaty" else None
    if mention is not None:
        return Evidence(mention.start, mention.end, mention.surface, reason)
    return Evidence(token.idx, token.idx + len(token), token.text, reason)
