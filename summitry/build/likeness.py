"""How far two claims can be about one meeting: a score in (0, 1], or None when they cannot.

None is a hard constraint that no other evidence outweighs. Every factor is a table or a short rule that can be read aloud.
"""

from __future__ import annotations

from summitry.build.claims import AHEAD, HAPPENED, Claim, Party

#: Modes that may name one meeting in two articles, with the doubt they bring. Equal modes score 1; a pair not listed cannot be one meeting.
MODES = {
    frozenset({"bilateral", "negotiation"}): 0.8,
    frozenset({"trilateral", "multilateral"}): 0.8,
    frozenset({"bilateral", "visit"}): 0.6,
    frozenset({"multilateral", "negotiation"}): 0.6,
    frozenset({"bilateral", "trilateral"}): 0.6,
    frozenset({"bilateral", "multilateral"}): 0.6,
    frozenset({"visit", "multilateral"}): 0.4,
}
#: Pairs of modes above that are believed only of exactly the same participants.
SAME_PARTIES_ONLY = frozenset(MODES) - {frozenset({"bilateral", "negotiation"}), frozenset({"trilateral", "multilateral"})}
GROUP = frozenset({"trilateral", "multilateral"})
NEGATIVE = frozenset({"cancelled", "denied"})
#: How well two statuses sit together. It matters where two meetings of a pair compete for a claim: a formal one that was called off, and a
#: chance encounter. A cancellation or denial presupposes a plan; a chance encounter does not. Any pair not listed cannot be one meeting.
_FITS = (
    ("ongoing held", 1.0),
    ("cancelled denied", 0.95),
    ("planned cancelled", 0.9),
    ("planned denied", 0.9),
    ("planned postponed", 0.9),
    ("planned possible", 0.85),
    ("cancelled postponed", 0.9),
    ("possible cancelled", 0.8),
    ("possible denied", 0.8),
    ("possible postponed", 0.8),
    ("postponed denied", 0.8),
    ("planned held", 0.8),
    ("planned ongoing", 0.8),
    ("possible held", 0.75),
    ("possible ongoing", 0.75),
    ("held postponed", 0.5),
    ("ongoing postponed", 0.5),
    ("held cancelled", 0.4),
    ("held denied", 0.4),
    ("ongoing cancelled", 0.4),
    ("ongoing denied", 0.4),
)
STATUSES = {frozenset(pair.split()): fit for pair, fit in _FITS}
#: Two possibilities are less surely the same one than two reports.
BOTH_POSSIBLE = 0.8
#: Participants that differ are believed to be one circle only within so short a time.
ANCHOR_DAYS = 14


def likeness(a: Claim, b: Claim) -> float | None:
    """Return how likely the two claims are one meeting, None when they cannot be."""
    if a.start > b.end or b.start > a.end:
        return None
    if a.document_id == b.document_id and not _says_it_twice(a, b):
        return None
    score = 1.0 if a.is_dated and b.is_dated and a.days == b.days else 0.95
    for factor in (_mode, _parties, _place, _status):
        value = factor(a, b)
        if value is None:
            return None
        score *= value
    return score


def anchored(a: Claim, b: Claim) -> bool:
    """True when time and place alone make it likely that both speak of one occasion."""
    narrow = a.is_stated and b.is_stated and max(a.days, b.days) <= ANCHOR_DAYS
    if a.mode == b.mode == "call":
        return narrow
    return narrow and _same_place(a, b) is True


def _says_it_twice(a: Claim, b: Claim) -> bool:
    """A careful article tells each meeting once: two claims of one article are one meeting only when nothing tells them apart."""
    same = a.parties == b.parties and a.mode == b.mode and a.status == b.status and a.is_stated and b.is_stated
    return same and (a.start, a.end) == (b.start, b.end) and _same_place(a, b) is not False


def _mode(a: Claim, b: Claim) -> float | None:
    if a.mode == b.mode:
        return 1.0
    if a.mode is None or b.mode is None:
        return None if "call" in (a.mode, b.mode) else 0.8
    pair = frozenset({a.mode, b.mode})
    if pair in SAME_PARTIES_ONLY and (a.parties != b.parties or not anchored(a, b)):
        return None
    return MODES.get(pair)


def _parties(a: Claim, b: Claim) -> float | None:
    if not a.parties or not b.parties:
        return None
    if a.parties == b.parties:
        return None if _levels_clash(a, b) else 1.0
    if a.mode in GROUP and b.mode in GROUP:
        return _circle(a, b)
    same_visit = a.mode == b.mode == "visit" and _same_place(a, b) is True
    if a.parties < b.parties or b.parties < a.parties:
        return 0.7 if anchored(a, b) or same_visit else None
    if _covers(a.parties, b.parties) and _covers(b.parties, a.parties):
        return 0.75 if same_visit or (anchored(a, b) and not _levels_clash(a, b)) else None
    return None


def _circle(a: Claim, b: Claim) -> float | None:
    """Articles name different guests of one conference: shared guests or the same occasion, at one time and place."""
    shared = len(a.parties & b.parties)
    same_occasion = a.occasion is not None and a.occasion == b.occasion
    nested = a.parties <= b.parties or b.parties <= a.parties
    if anchored(a, b):
        weight = 0.5 + 0.5 * shared / min(len(a.parties), len(b.parties))
        return weight if shared or same_occasion else None
    if nested and a.level == b.level and _same_place(a, b) is not False:
        return 0.7
    return None


def _covers(one: frozenset[Party], other: frozenset[Party]) -> bool:
    """Each of `one` is in `other` itself, or as the country it acts for."""
    return all(
        any(p == q or (p.country_code is not None and p.country_code == q.country_code and p.is_person != q.is_person) for q in other)
        for p in one
    )


def _levels_clash(a: Claim, b: Claim) -> bool:
    """Where a side is not named, leaders' talks and ministers' talks of the same countries are two meetings."""
    if all(p.is_person for p in a.parties | b.parties):
        return False
    return {a.level, b.level} == {"leader", "minister"} or (a.level != b.level and "leader" in (a.level, b.level) and not anchored(a, b))


def _same_place(a: Claim, b: Claim) -> bool | None:
    """True: the same place or country; False: different ones; None: one of them is not told."""
    if a.place and b.place and (a.place == b.place or a.place in b.place or b.place in a.place):
        return True
    if a.country and b.country:
        return a.country == b.country
    return False if a.place and b.place else None


def _place(a: Claim, b: Claim) -> float | None:
    same = _same_place(a, b)
    if same is None:
        return 0.9
    one_day = a.is_stated and b.is_stated and a.days == b.days == 1 and a.start == b.start
    if same is False:
        return 0.5 if one_day and a.parties == b.parties and a.status == b.status and a.mode != "visit" else None
    if a.place and b.place and not (a.place in b.place or b.place in a.place):
        # a palace and its city, or two cities of one country
        return 0.6 if a.is_dated and b.is_dated and (a.parties == b.parties or max(a.days, b.days) <= ANCHOR_DAYS) else None
    return 1.0


def _status(a: Claim, b: Claim) -> float | None:
    if a.status == b.status:
        return BOTH_POSSIBLE if a.status == "possible" else 1.0
    for x, y in ((a, b), (b, a)):
        if x.status in HAPPENED and y.status in NEGATIVE and y.known_from >= x.start:
            return None
        if x.status in AHEAD and y.status in HAPPENED and y.is_dated and x.known_from > y.end and x.is_stated and x.start > y.end:
            return None
    return STATUSES.get(frozenset({a.status, b.status}))
