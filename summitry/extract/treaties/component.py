"""The spaCy component `summitry_treaties`: acts on specific instruments become events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from summitry.extract.state import block_at, mention_at, reference_day
from summitry.extract.treaties.dates import after, date_of
from summitry.extract.treaties.instruments import Instrument, Instruments
from summitry.extract.treaties.merge import merge
from summitry.extract.treaties.modality import Modality, modality, scheduled_by_date
from summitry.extract.treaties.parties import Parties
from summitry.extract.treaties.unnamed import name_instrument
from summitry.lexicon import Lexicon, load_lexicon
from summitry.lexicon.treaty_frames import TreatyFrame, TreatyFrames, load_treaty_frames
from summitry.records import Event, Evidence, Participant
from summitry.temporal.expressions import Timex

_READ_ROLES = frozenset({"headline", "heading", "caption", "body", "dateline"})
#: PLOVER category of each action (Halterman et al. 2023, codebook: AGREE covers signing and ratifying, RETREAT and REJECT leaving).
PLOVER = {
    "negotiate": "CONSULT", "conclude": "AGREE", "sign": "AGREE", "ratify": "AGREE", "enter_into_force": "AGREE", "join": "AGREE",
    "amend": "AGREE", "extend": "AGREE", "resume": "AGREE", "deposit": "AGREE", "comply": "COOPERATE", "suspend": "REJECT",
    "withdraw_notice": "REJECT", "withdraw": "REJECT", "terminate": "REJECT", "expire": "REJECT", "violate": "ACCUSE", "reject": "REJECT",
}  # fmt: skip
#: PLOVER mode by modality: what is not done is hypothetical or future.
MODE = {
    "done": "done", "announced": "promised", "planned": "future", "scheduled": "future", "proposed": "hypothetical", "threatened": "hypothetical",
    "urged": "hypothetical", "denied": "negated",
}  # fmt: skip


_MEMBER = frozenset({"member", "ally"})
_BECOMING = frozenset(
    "become becomes became becoming welcome welcomes welcomed welcoming admit admitted admitting made accept accepted".split()
)


@Language.factory(
    "summitry_treaties", assigns=["doc._.events"], requires=["doc._.mentions", "doc._.timexes"], default_config={"lexicon": None}
)
def make_treaties(nlp: Language, name: str, lexicon: str | None) -> TreatyActions:
    """Return the component."""
    return TreatyActions(load_lexicon(Path(lexicon) if lexicon else None), load_treaty_frames())


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger word, its frame and the instruments it acts on."""

    trigger: Token
    frame: TreatyFrame
    action: str
    instruments: tuple[Instrument, ...]


class TreatyActions:
    """Appends events of class `treaty_action` to `doc._.events`."""

    def __init__(self, lexicon: Lexicon, frames: TreatyFrames) -> None:
        self._lexicon = lexicon
        self._frames = frames

    def __call__(self, doc: Doc) -> Doc:
        instruments = Instruments(doc, self._frames)
        parties = Parties(doc, self._lexicon)
        found: list[Event] = []
        for act in self._acts(doc, instruments):
            found += self._events(doc, act, parties)
        doc._.events = [*doc._.events, *merge(found)]
        return doc

    def _acts(self, doc: Doc, instruments: Instruments) -> Iterator[Act]:
        for token in doc:
            frames = self._frames.verbs.get(token.lower_, ()) if token.pos_ in {"VERB", "AUX"} else self._frames.nouns.get(token.lower_, ())
            if not frames or not self._readable(doc, token):
                continue
            for frame in frames:
                hit = (
                    self._verb_instruments(token, frame, instruments)
                    if token.pos_ in {"VERB", "AUX"}
                    else self._noun_instruments(token, frame, instruments)
                )
                hit = [h for h in hit if self._fits(h, frame, token)]
                if hit:
                    yield Act(token, frame, self._action(token, frame), tuple(hit))
                    break

    def _readable(self, doc: Doc, token: Token) -> bool:
        block = block_at(doc, token.idx)
        return block is None or block.role in _READ_ROLES

    def _verb_instruments(self, verb: Token, frame: TreatyFrame, instruments: Instruments) -> list[Instrument]:
        if frame.particle and not any(
            c.lower_ == frame.particle and c.dep_ in {"compound:prt", "advmod", "case"} for c in verb.subtree if abs(c.i - verb.i) <= 4
        ):
            return []
        if frame.phrases and not _followed_by(verb, frame.phrases):
            return []
        if frame.needs and not any(t.lower_ in frame.needs for t in verb.subtree):
            return []
        if frame.legislature and not self._by_legislature(verb):
            return []
        passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children)
        found: list[Instrument] = []
        for child in verb.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ in {"obj", "nsubj:pass"}:
                fits = "obj" in frame.places
            elif child.dep_ == "nsubj":
                fits = "subj" in frame.places and not passive
            elif child.dep_.startswith("obl"):
                fits = bool(cases & frame.places)
            else:
                fits = False
            if fits:
                found += instruments.below(child)
        if not found:
            found += self._relative_head(verb, frame, instruments)
        if not found and "subj" in frame.places:
            found += self._raised_subject(verb, instruments)
        return found

    @staticmethod
    def _relative_head(verb: Token, frame: TreatyFrame, instruments: Instruments) -> list[Instrument]:
        """`the declaration, signed in Prague`, `a declaration which he declined to sign`: the instrument is what the clause describes."""
        clause = verb
        while clause.dep_ in {"xcomp", "conj"} and clause.head != clause and not any(c.dep_ == "obj" for c in clause.children):
            clause = clause.head
        relative = [c for c in clause.children if c.pos_ in {"PRON", "DET"} and c.lower_ in {"which", "that"}]
        if clause.dep_ == "acl:relcl":
            wanted = "subj" if any(c.dep_ == "nsubj" for c in relative) else "obj"
            return instruments.below(clause.head) if wanted in frame.places and relative else []
        passive = verb.lower_.endswith(("ed", "n"))
        return instruments.below(clause.head) if clause.dep_ == "acl" and clause == verb and passive and "obj" in frame.places else []

    @staticmethod
    def _raised_subject(verb: Token, instruments: Instruments) -> list[Instrument]:
        """`which is due to expire`: the subject stands with the governing adjective or verb."""
        head = verb.head
        for _ in range(3):
            for child in head.children:
                if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < verb.i:
                    return instruments.below(child)
            if head.dep_ in {"acl:relcl", "acl"}:
                return instruments.below(head.head)
            if head.head == head:
                break
            head = head.head
        return []

    def _noun_instruments(self, noun: Token, frame: TreatyFrame, instruments: Instruments) -> list[Instrument]:
        found: list[Instrument] = []
        if noun.lower_ in _MEMBER and not _becomes(noun):
            return []
        if frame.particle and not _followed_by(noun, (frame.particle,)):
            return []
        for child in noun.subtree:
            if child.head == noun or (child.head.head == noun and child.head.dep_ in {"nmod", "conj"}):
                cases = {c.lower_ for c in child.children if c.dep_ == "case"}
                if child.dep_ in {"nmod", "obl"} and cases & frame.noun_prepositions:
                    found += instruments.below(child)
                elif child.dep_ in {"compound", "nmod:poss"} and child.head == noun:
                    here = instruments.at(child)
                    if here is not None and (not here.organization or frame.action == "join"):
                        found.append(here)
        if not found and frame.action == "withdraw" and self._action(noun, frame) == "withdraw_notice":
            found += instruments.before(noun)
        if not found and noun.dep_ == "obj" and noun.head.pos_ == "VERB":
            # "put their signatures to the treaty"
            for child in noun.head.children:
                if child.dep_.startswith("obl") and {c.lower_ for c in child.children if c.dep_ == "case"} & frame.noun_prepositions:
                    found += instruments.below(child)
        return found

    def _fits(self, instrument: Instrument, frame: TreatyFrame, trigger: Token) -> bool:
        if instrument.organization:
            return frame.action in self._frames.words("membership_actions") and self._is_international(trigger.doc, instrument)
        return instrument.key is not None or instrument.token.lower_ in self._frames.words("new_instrument_nouns")

    def _is_international(self, doc: Doc, instrument: Instrument) -> bool:
        entity = doc._.entities[instrument.key]
        return entity.country_code is None and entity.lexicon_id is not None

    def _by_legislature(self, verb: Token) -> bool:
        words = self._frames.words("legislatures")
        return any(t.lower_ in words for c in verb.children if c.dep_ in {"nsubj", "obl:agent", "obl", "conj"} for t in c.subtree)

    def _action(self, trigger: Token, frame: TreatyFrame) -> str:
        """A withdrawal that is only notified: "gave notice of withdrawal", "triggered the withdrawal process"."""
        if frame.action != "withdraw" or trigger.pos_ == "VERB":
            return frame.action
        words = self._frames.words("notice_words")
        near = [trigger.head, trigger.head.head, *trigger.children]
        return "withdraw_notice" if any(t.lower_ in words for t in near) else frame.action

    def _events(self, doc: Doc, act: Act, parties: Parties) -> Iterator[Event]:
        day = reference_day(doc)
        timex = date_of(doc, act.trigger)
        told = modality(act.trigger, act.action, self._frames)
        in_future = bool(timex and timex.first and day and timex.first > day)
        status = scheduled_by_date(told.status, act.action, in_future)
        acted_on = frozenset(i.key for i in act.instruments if i.key)
        who = parties.of(act.trigger, acted_on) if act.action not in {"expire", "enter_into_force"} else []
        for instrument in act.instruments:
            key = instrument.key or name_instrument(doc, instrument.token, who)
            if key is None:
                continue
            event = self._event(doc, act, instrument, status, told, timex)
            mine = list(who)
            if act.action == "join" and instrument.organization and not mine:
                continue
            for told_event in (event, *self._deadline(doc, act, event)):
                for party in mine or [None]:
                    participants = (Participant(key, "treaty"),) + ((Participant(party, "actor"),) if party else ())
                    yield replace(told_event, participants=participants)

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


def _becomes(noun: Token) -> bool:
    """True for a member that is made one by the verb: "become a member of", "welcome X as a member"; other members are members already."""
    head = noun.head
    return head.lower_ in _BECOMING or any(c.lower_ in _BECOMING for c in noun.children if c.dep_ in {"cop", "aux"})


def _followed_by(token: Token, phrases: tuple[str, ...]) -> bool:
    after = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 6] if not t.is_space)
    return any(after.startswith(p) or f" {p}" in f" {after}"[: len(p) + 12] for p in phrases)
