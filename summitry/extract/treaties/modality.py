"""Done, announced, planned, proposed, threatened, urged, denied or scheduled: read off the words that govern an act."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from summitry.lexicon.treaty_frames import TreatyFrames

#: Relations along which a governing word colours the act below it.
_UP = frozenset(
    {
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "obj",
        "obl",
        "nmod",
        "compound",
        "conj",
        "nsubj",
        "nsubj:pass",
        "csubj",
        "obl:agent",
        "amod",
        "fixed",
    }
)
_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "obj", "obl", "nmod", "compound", "advcl"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_HYPOTHETICAL = frozenset({"would", "could", "may", "might", "can"})
_BE = frozenset({"is", "are", "was", "were", "be"})
_NORMATIVE = frozenset({"must", "should", "ought"})
_CONDITIONAL = frozenset({"if", "unless", "whether", "once", "until"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
#: A governor of these only reports; it leaves the act as it is.
_REPORTING = frozenset("say says said tell told note noted report reported add added write wrote state stated".split())
#: Acts of an instrument itself, fixed by its own terms.
_OWN_TERMS = frozenset({"expire", "enter_into_force", "withdraw"})


#: After these a gerund is under way or over: "began implementing", "stopped observing".
_PHASES = frozenset(
    "begin begins began begun start starts started finish finished stop stops stopped keep keeps kept continue continues continued".split()
)
#: Reporting verbs by which a government makes its own act known.
_SAID = frozenset("say says said declare declares declared tell tells told announce announces announced".split())
#: To do one of these on a condition is a threat.
_HOSTILE = frozenset({"withdraw", "withdraw_notice", "suspend", "terminate", "violate", "reject"})


@dataclass(frozen=True, slots=True)
class Modality:
    """The status of an act and the word that tells it (None: the plain tense of the act)."""

    status: str
    cue: Token | None


def modality(trigger: Token, action: str, frames: TreatyFrames) -> Modality:
    """Return the modality of the act that `trigger` reports."""
    token, noun = trigger, trigger.pos_ not in {"VERB", "AUX"}
    before = _before_infinitive(trigger)
    if before is not None and before.lower_ == "yet":
        return Modality("denied", before)
    if before is not None and before.lower_ in _BE:
        return Modality("planned", before)
    if before is not None and frames.modality.get(before.lower_) == "scheduled":
        return Modality("scheduled", before)
    governed_infinitive, objects_only = False, noun
    for depth in range(5):
        own = _auxiliaries(token)
        if own is None and depth and token.pos_ == "VERB":
            governed = _before_infinitive(token)
            own = Modality("planned", governed) if governed is not None and governed.lower_ in _BE else None
        if (
            own is not None
            and own.status in {"proposed", "planned"}
            and action in _HOSTILE
            and token.pos_ == "VERB"
            and _conditional(token)
        ):
            own = Modality("threatened", own.cue)
        if own is not None and own.status == "planned" and action in _HOSTILE and token.dep_ == "ccomp" and token.head.lower_ in _SAID:
            own = Modality("announced", own.cue)
        direct = depth > 0 and objects_only
        if own is not None and (depth == 0 or direct or own.status != "denied" or not noun):
            if action == "comply" and own.cue is not None and own.cue.lower_ in _CONDITIONAL:
                return Modality("urged", own.cue)
            return own
        governed_infinitive = governed_infinitive or (noun and token.pos_ == "VERB" and _infinitive(token))
        head = token.head
        if head == token or token.dep_ not in _UP:
            break
        objects_only = objects_only and token.dep_ in {"obj", "nsubj:pass", "nmod"}
        if not noun and token.dep_ == "acl" and _participle(token) and head.lower_ not in frames.modality:
            # "under the deal signed last year they agreed": what governs the deal says nothing about its signing.
            break
        if token.dep_ in {"conj"}:
            token = head
            continue
        pressed = _pressure(token)
        if pressed is not None:
            return Modality("urged", pressed)
        if noun and token.dep_ in {"compound", "nmod", "obj", "obl"} and head.lower_ in frames.words("unfinished_nouns"):
            return Modality("proposed", head)
        if (
            token.dep_ == "xcomp"
            and token.pos_ == "VERB"
            and token.lower_.endswith("ing")
            and head.lower_ not in _PHASES
            and not _blamed(token)
        ):
            # "discussed prolonging the treaty": what a gerund names has not been done.
            return Modality(_combine(frames.modality.get(head.lower_, "proposed"), head), head)
        if token.dep_ in _CLAUSAL or noun:
            word = frames.modality.get(head.lower_)
            if word == "scheduled" and head.lower_ == "set" and not _infinitive(token):
                word = None
            if word is not None and head.lower_ not in _REPORTING and not _is_other_clause(token):
                return Modality(_combine(word, head), head)
        if token.dep_ in {"ccomp", "acl:relcl", "advcl"} and head.lower_ in _REPORTING:
            break
        token = head
    if governed_infinitive:
        return Modality("planned", None)
    if trigger.pos_ == "VERB" and trigger.dep_ != "ROOT" and (_infinitive(trigger) or is_gerund_with_subject(trigger)):
        return Modality("planned", None)
    return Modality("done", None)


def _combine(word: str, head: Token) -> str:
    """`will announce`, `refused to`: a denied proposal stays denied."""
    own = _auxiliaries(head)
    return "denied" if own is not None and own.status == "denied" and word in {"planned", "announced", "proposed"} else word


def _auxiliaries(token: Token) -> Modality | None:
    """What the auxiliaries, negation and conjunction of a verb say; None when they say nothing."""
    cue: Modality | None = None
    for child in token.children:
        word = child.lower_
        if word in _NEGATIVE and child.dep_ in {"advmod", "neg", "det", "aux", "cc:preconj"}:
            return Modality("denied", child)
        if child.dep_ in {"aux", "aux:pass", "cop"} or child.pos_ == "AUX":
            if word in _FUTURE:
                cue = Modality("planned", child)
            elif word == "would" and not _conditional(token):
                # Reported future: "said it would sign".
                cue = Modality("planned", child)
            elif word in _HYPOTHETICAL:
                cue = Modality("proposed", child)
            elif word in _NORMATIVE:
                cue = Modality("urged", child)
        if child.dep_ == "mark" and word == "until" and _finite_past(token):
            continue
        if child.dep_ == "mark" and word in _CONDITIONAL:
            cue = cue or Modality("planned" if word in {"once", "until"} else "proposed", child)
    return cue


def _conditional(token: Token) -> bool:
    """True when a condition hangs on the verb or on what governs it: "would suspend ... unless", "if ..., would"."""
    around = [*token.children, *(token.head.children if token.dep_ in {"ccomp", "xcomp", "conj"} else ())]
    clauses = [c for c in around if c.dep_ == "advcl"]
    return any(g.lower_ in {"if", "unless", "should", "provided"} for c in clauses for g in c.children)


def _blamed(token: Token) -> bool:
    """`accused Russia of breaching`, `thanked Mali for signing`: told as done."""
    return any(c.lower_ in {"of", "for", "by"} and c.dep_ in {"mark", "case"} for c in token.children)


def _pressure(token: Token) -> Token | None:
    """`increased pressure on X to implement`: the noun, where the parser hangs the infinitive on the verb."""
    if not _infinitive(token):
        return None
    return next(
        (c for c in token.head.children if c.dep_ == "obj" and c.i < token.i and c.lower_ in {"pressure", "calls", "demands"}), None
    )


def _participle(token: Token) -> bool:
    return token.lower_.endswith(("ed", "en", "wn", "ck")) and not _infinitive(token)


def is_gerund_with_subject(token: Token) -> bool:
    """`Finland and Sweden joining NATO`: an act that is spoken of, not told; the name right before is its subject."""
    if not (token.text.endswith("ing") and token.is_lower) or token.dep_ == "ROOT" or token.i == token.sent.start:
        return False
    if any(c.dep_ in {"nsubj", "aux", "mark", "case", "punct"} and c.i < token.i for c in token.children):
        return False
    return token.nbor(-1).pos_ == "PROPN"


def _finite_past(token: Token) -> bool:
    """`until, shortly after eight, they signed`: told as done."""
    has_subject = any(c.dep_ in {"nsubj"} for c in token.children)
    return has_subject and token.lower_.endswith("ed") and not any(c.dep_ in {"aux", "aux:pass"} for c in token.children)


def _before_infinitive(verb: Token) -> Token | None:
    """`due to expire`, `set formally to take effect`: the word before the infinitive mark, however the parser has hung it."""
    words = [t for t in verb.sent if t.i < verb.i and not t.is_space][-4:]
    for i in range(len(words) - 1, 0, -1):
        if words[i].lower_ == "to":
            return words[i - 1]
        if words[i].pos_ != "ADV":
            break
    return None


def _is_other_clause(token: Token) -> bool:
    """An adverbial clause of time or cause is no complement of its governor: "announced it after signing"."""
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "case"}}
    return token.dep_ == "advcl" and bool(marks & {"after", "before", "since", "because", "while", "when", "as", "by"})


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)


def scheduled_by_date(status: str, action: str, in_future: bool) -> str:
    """A future day fixed for an act of the instrument's own terms makes it scheduled."""
    return "scheduled" if in_future and action in _OWN_TERMS and status in {"planned", "done", "announced"} else status
