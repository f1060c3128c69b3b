"""Find the words that report an act, the frame they fill and the instruments they act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from summitry.extract.state import block_at
from summitry.extract.treaties.instruments import Instrument, Instruments
from summitry.lexicon.treaty_frames import TreatyFrame, TreatyFrames

_READ_ROLES = frozenset({"headline", "heading", "caption", "body", "dateline"})
_MEMBER = frozenset({"member", "ally"})
_BECOMING = frozenset(
    "become becomes became becoming welcome welcomes welcomed welcoming admit admitted admitting made accept accepted".split()
)
#: "returned to compliance", "the withdrawal takes effect": the instrument is the one the text speaks of.
_RETURNING = frozenset({"return", "returns", "returned", "returning"})
_TAKING = frozenset("take takes took taking taken become becomes became come comes came enter enters entered".split())
_EFFECT = ("effect", "effective", "into effect", "into force")
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger word, its frame and the instruments it acts on."""

    trigger: Token
    frame: TreatyFrame
    action: str
    instruments: tuple[Instrument, ...]


class Acts:
    """Finds acts in one Doc."""

    def __init__(self, doc: Doc, frames: TreatyFrames, instruments: Instruments) -> None:
        self._doc = doc
        self._frames = frames
        self._instruments = instruments
        self._ratified: set[int] = set()

    def __iter__(self) -> Iterator[Act]:
        for token in self._doc:
            verb = _is_verb(token)
            frames = self._frames.verbs.get(token.lower_, ()) if verb else self._frames.nouns.get(token.lower_, ())
            if not frames or token.i in self._ratified or not self._readable(token):
                continue
            for frame in frames:
                hit = self._of_verb(token, frame) if verb else self._of_noun(token, frame)
                hit = [h for h in dict.fromkeys(hit) if self._fits(h, frame)]
                if hit:
                    self._ratified |= {h.token.i for h in hit if h.accession}
                    yield Act(token, frame, self._action(token, frame), tuple(hit))
                    break

    def _readable(self, token: Token) -> bool:
        block = block_at(self._doc, token.idx)
        return block is None or block.role in _READ_ROLES

    def _of_verb(self, verb: Token, frame: TreatyFrame) -> list[Instrument]:
        if not self._frame_holds(verb, frame):
            return []
        passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children)
        found: list[Instrument] = []
        for child in verb.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if child.dep_ in {"obj", "nsubj:pass"} or (child.dep_ == "iobj" and not found):
                fits = "obj" in frame.places
            elif child.dep_ == "nsubj":
                fits = "subj" in frame.places and not passive
            elif child.dep_.startswith("obl"):
                fits = bool(cases & frame.places)
            else:
                fits = False
            if fits:
                found += self._instruments.below(child)
        if not found:
            found += self._relative_head(verb, frame)
        if not found and "subj" in frame.places and not any(c.dep_ in {"nsubj", "nsubj:pass"} for c in verb.children):
            found += self._raised_subject(verb)
        if not found and frame.earlier:
            found += self._earlier(verb, frame.earlier)
        return found

    def _earlier(self, trigger: Token, words: frozenset[str]) -> list[Instrument]:
        """The instrument told of in this sentence or the one before, when one of `words` stands there too (or none is asked for)."""
        sentence = trigger.sent
        first = self._doc[sentence.start - 1].sent.start if sentence.start else sentence.start
        if words and not any(t.lower_ in words for t in self._doc[first : sentence.end]):
            return []
        found = [i for i in self._instruments.before(trigger) if i.token.i >= first]
        if found or not words:
            return found
        later = (self._instruments.at(t) for t in self._doc[trigger.i + 1 : sentence.end])
        return [i for i in later if i is not None and i.key is not None and not i.organization][:1]

    def _frame_holds(self, verb: Token, frame: TreatyFrame) -> bool:
        if frame.particle and not any(
            c.lower_ == frame.particle and c.dep_ in {"compound:prt", "advmod", "case"} for c in verb.subtree if 0 < c.i - verb.i <= 6
        ):
            return False
        if frame.phrases and not _followed_by(verb, frame.phrases):
            return False
        if frame.needs and not any(t.lower_ in frame.needs for t in verb.subtree):
            return False
        return not frame.legislature or self._by_legislature(verb)

    def _relative_head(self, verb: Token, frame: TreatyFrame) -> list[Instrument]:
        """`the declaration, signed in Prague`, `a declaration which he declined to sign`: the instrument is what the clause describes."""
        clause = verb
        while clause.dep_ in {"xcomp", "conj"} and clause.head != clause and not any(c.dep_ == "obj" for c in clause.children):
            clause = clause.head
        relative = [c for c in clause.children if c.pos_ in {"PRON", "DET"} and c.lower_ in {"which", "that"}]
        if clause.dep_ == "acl:relcl":
            wanted = "subj" if any(c.dep_ == "nsubj" for c in relative) else "obj"
            bare = not relative and not any(c.dep_ in {"obj", "nsubj:pass"} for c in verb.children)
            return self._instruments.below(clause.head) if wanted in frame.places and (relative or bare) else []
        passive = verb.lower_.endswith(("ed", "n", "t")) and not any(c.dep_ == "obj" for c in verb.children)
        return self._instruments.below(clause.head) if clause.dep_ == "acl" and clause == verb and passive and "obj" in frame.places else []

    def _raised_subject(self, verb: Token) -> list[Instrument]:
        """`which is due to expire`: the subject stands with the governing adjective or verb."""
        head = verb.head
        for _ in range(3):
            for child in head.children:
                if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < verb.i:
                    return self._instruments.below(child)
            if head.dep_ in {"acl:relcl", "acl"}:
                return self._instruments.below(head.head)
            if head.head == head:
                break
            head = head.head
        return []

    def _of_noun(self, noun: Token, frame: TreatyFrame) -> list[Instrument]:
        if noun.lower_ in _MEMBER and not _becomes(noun):
            return []
        if frame.particle and not _followed_by(noun, (frame.particle,)):
            return []
        if frame.legislature and not self._by_legislature(noun):
            return []
        found: list[Instrument] = []
        for child in noun.subtree:
            if child.head == noun or (child.head.head == noun and child.head.dep_ in {"nmod", "conj"}):
                cases = {c.lower_ for c in child.children if c.dep_ == "case"}
                if child.dep_ in {"nmod", "obl"} and cases & frame.noun_prepositions:
                    found += self._instruments.below(child)
                elif child.dep_ in {"compound", "nmod:poss"} and child.head == noun:
                    here = self._instruments.at(child)
                    if here is not None and (not here.organization or frame.action == "join"):
                        found.append(here)
        if not found and frame.earlier:
            found += self._earlier(noun, frame.earlier)
        if not found and frame.action == "comply" and noun.head.lower_ in _RETURNING:
            found += self._earlier(noun, frozenset())
        if (
            not found
            and frame.action == "withdraw"
            and noun.head.lower_ in _TAKING
            and _followed_by(noun.head, _EFFECT)
            and not _indefinite(noun)
        ):
            found += self._instruments.before(noun)
        if not found and (frame.action == "ratify" or (frame.action == "withdraw" and self._action(noun, frame) == "withdraw_notice")):
            found += self._instruments.before(noun)
            if not found and frame.action == "ratify" and not any(c.dep_ == "nmod" for c in noun.children):
                found.append(Instrument(noun, None, accession=True))
        if not found and noun.dep_ == "obj" and noun.head.pos_ == "VERB":
            # "gave its consent to the treaty"
            for child in noun.head.children:
                if child.dep_.startswith("obl") and {c.lower_ for c in child.children if c.dep_ == "case"} & frame.noun_prepositions:
                    found += self._instruments.below(child)
        return found

    def _fits(self, instrument: Instrument, frame: TreatyFrame) -> bool:
        if instrument.accession:
            return frame.action == "ratify"
        if instrument.organization:
            return frame.action in self._frames.words("membership_actions") and self._is_international(instrument)
        if instrument.key is not None:
            return not frame.new_only or any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in instrument.token.children)
        return instrument.token.lower_ in self._frames.words("new_instrument_nouns")

    def _is_international(self, instrument: Instrument) -> bool:
        if instrument.key is None:
            return False
        entity = self._doc._.entities[instrument.key]
        return entity.country_code is None and entity.lexicon_id is not None

    def _by_legislature(self, trigger: Token) -> bool:
        words = self._frames.words("legislatures")
        owners = {"nsubj", "obl:agent", "obl", "conj", "nmod:poss", "compound", "amod", "nmod"}
        return any(t.lower_ in words for c in trigger.children if c.dep_ in owners for t in c.subtree) or (
            trigger.pos_ == "VERB" and trigger.dep_ == "xcomp" and trigger.head != trigger and self._by_legislature(trigger.head)
        )

    def _action(self, trigger: Token, frame: TreatyFrame) -> str:
        """A withdrawal that is only notified: "gave notice of withdrawal", "triggered the withdrawal process"."""
        if frame.action != "withdraw" or trigger.pos_ == "VERB":
            return frame.action
        words = self._frames.words("notice_words")
        near = [trigger.head, trigger.head.head, *trigger.children]
        return "withdraw_notice" if any(t.lower_ in words for t in near) else frame.action


def _is_verb(token: Token) -> bool:
    """A verb as the tagger sees it, a participle, or any word after "to": "due to expire" is read in several ways."""
    if token.pos_ in _VERBS or (token.pos_ == "ADJ" and token.lower_.endswith("ed")):
        return True
    return token.i > token.sent.start and token.nbor(-1).lower_ == "to" and token.pos_ in {"NOUN", "ADJ"}


def _indefinite(noun: Token) -> bool:
    return any(c.lower_ in {"a", "an", "any"} for c in noun.children if c.dep_ == "det")


def _becomes(noun: Token) -> bool:
    """True for a member that is made one by the verb: "become a member of", "welcome X as a member"; other members are members already."""
    head = noun.head
    return head.lower_ in _BECOMING or any(c.lower_ in _BECOMING for c in noun.children if c.dep_ in {"cop", "aux"})


def _followed_by(token: Token, phrases: tuple[str, ...]) -> bool:
    after = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 6] if not t.is_space)
    return any(after.startswith(p) or f" {p}" in f" {after}"[: len(p) + 12] for p in phrases)
