"""Which claims are about one real-world meeting.

Three passes, each independent of the order of files: (1) claims with a date are joined pairwise, the likeliest first, never across a
hard constraint; (2) a claim without a usable date joins the one meeting that fits it, if exactly one does; (3) what is left is joined where
place or occasion (of a visit: the country) is told and the same, and the articles are of about the same time.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from summitry.build.claims import Claim
from summitry.build.likeness import likeness
from summitry.ids import content_id

#: Below this mean likeness two groups of claims stay apart.
THRESHOLD = 0.35
#: Undated claims of articles further apart than this are not taken for one meeting.
ARTICLES_APART = timedelta(days=400)
#: How far ahead the next meeting may lie for an undated plan to be taken for it.
NEXT_MEETING = timedelta(days=92)

Score = Callable[[Claim, Claim], float | None]


@dataclass(frozen=True, slots=True)
class Link:
    """Why an event belongs to a meeting: `basis` is `alone`, `dated`, `only_candidate` or `place_and_time`."""

    event_id: str
    meeting_id: str
    basis: str


def link(claims: Sequence[Claim]) -> list[Link]:
    """Return one link per claim, in order of event id."""
    everything = sorted(claims, key=lambda c: c.event_id)
    basis = {c.event_id: "dated" for c in everything}
    groups = _agglomerate([c for c in everything if c.is_dated], likeness)
    rest = [c for c in everything if not c.is_dated]
    left = _join_only_candidates(groups, rest, basis)
    late = _agglomerate(left, _undated)
    basis.update({c.event_id: "place_and_time" for c in left})
    return sorted(_links([*groups, *late], basis), key=lambda found: found.event_id)


def _links(groups: Iterable[Sequence[Claim]], basis: dict[str, str]) -> Iterable[Link]:
    for group in groups:
        first = min(group, key=lambda c: (c.known_from, c.event_id))
        meeting_id = content_id("meeting", first.event_id)
        for claim in group:
            yield Link(claim.event_id, meeting_id, basis[claim.event_id] if len(group) > 1 else "alone")


def _undated(a: Claim, b: Claim) -> float | None:
    told = (a.place is not None and a.place == b.place) or (a.occasion is not None and a.occasion == b.occasion)
    told = told or (a.mode == b.mode == "visit" and a.country is not None and a.country == b.country)
    if abs(a.known_from - b.known_from) > ARTICLES_APART:
        return None
    score = likeness(a, b)
    return score if told or score is None else 0.0


class _Grouping:
    """Average-link clustering in which every pair inside a group must be possible. Groups are named by their first claim's position."""

    def __init__(self, claims: Sequence[Claim], score: Score) -> None:
        self.claims = claims
        self.members = {i: [i] for i in range(len(claims))}
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)
        self.versions = [0] * len(claims)
        self.queue: list[tuple[float, int, int, int, int]] = []
        for i, j in candidate_pairs(claims):
            value = score(claims[i], claims[j])
            if value is not None:
                self.sums[i][j] = self.sums[j][i] = value
                self._offer(i, j)

    def run(self) -> list[list[Claim]]:
        while self.queue:
            negative_mean, i, j, i_version, j_version = heapq.heappop(self.queue)
            if -negative_mean < THRESHOLD:
                break
            if (self.versions[i], self.versions[j]) == (i_version, j_version):
                self._merge(i, j)
        return [[self.claims[i] for i in members] for members in self.members.values()]

    def _offer(self, i: int, j: int) -> None:
        i, j = min(i, j), max(i, j)
        mean = self.sums[i][j] / (len(self.members[i]) * len(self.members[j]))
        heapq.heappush(self.queue, (-mean, i, j, self.versions[i], self.versions[j]))

    def _merge(self, keep: int, gone: int) -> None:
        """Join two groups; a third stays reachable only when both could be joined with it."""
        ours, theirs = self.sums.pop(keep), self.sums.pop(gone)
        self.members[keep] += self.members.pop(gone)
        self.versions[keep] += 1
        self.versions[gone] = -1
        for other in ours.keys() | theirs.keys():
            if other not in (keep, gone):
                self.sums[other].pop(keep, None)
                self.sums[other].pop(gone, None)
        for other in sorted((ours.keys() & theirs.keys()) - {keep, gone}):
            self.sums[keep][other] = self.sums[other][keep] = ours[other] + theirs[other]
            self._offer(keep, other)


def candidate_pairs(claims: Sequence[Claim]) -> Iterable[tuple[int, int]]:
    """Yield the positions of claims that share a participant, a country or an occasion and whose windows overlap; each pair once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        keys = {p.entity_id for p in claim.parties} | {p.country_code for p in claim.parties} | {claim.occasion}
        for key in keys - {None}:
            blocks[str(key)].append(i)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort(key=lambda i: (claims[i].start, i))
        for at, i in enumerate(block):
            for j in block[at + 1 :]:
                if claims[j].start > claims[i].end:
                    break
                seen.add((min(i, j), max(i, j)))
    return sorted(seen)


def _agglomerate(claims: Sequence[Claim], score: Score) -> list[list[Claim]]:
    return _Grouping(claims, score).run()


def _join_only_candidates(groups: list[list[Claim]], rest: Sequence[Claim], basis: dict[str, str]) -> list[Claim]:
    """Add each claim of `rest` to the one group that fits it; return those that fit none or several. Changes `groups` and `basis`."""
    chosen = [(score, claim, group) for claim in rest if (found := _only_candidate(groups, claim)) for score, group in [found]]
    chosen.sort(key=lambda choice: (-choice[0], choice[1].event_id))
    joined: set[str] = set()
    for _, claim, group in chosen:
        if all(likeness(claim, member) is not None for member in groups[group]):
            groups[group].append(claim)
            joined.add(claim.event_id)
            basis[claim.event_id] = "only_candidate"
    return [c for c in rest if c.event_id not in joined]


def _only_candidate(groups: Sequence[Sequence[Claim]], claim: Claim) -> tuple[float, int] | None:
    """The mean likeness and position of the only group that fits.

    Where several fit, the only one at the same place, or the next one ahead of a plan.
    """
    if not (claim.place or claim.occasion or any(p.is_person for p in claim.parties)):
        return None  # "Russian and American officials will talk": too little to tell which talks
    fits: list[tuple[float, int]] = []
    for position, group in enumerate(groups):
        scores = [score for member in group if (score := likeness(claim, member)) is not None]
        if len(scores) == len(group):
            fits.append((sum(scores) / len(scores), position))
    if len(fits) > 1 and claim.place:
        fits = [fit for fit in fits if any(claim.place == member.place for member in groups[fit[1]])]
    if len(fits) > 1 and claim.status == "planned":
        fits = _next_ahead(groups, fits, claim)
    return fits[0] if len(fits) == 1 else None


def _next_ahead(groups: Sequence[Sequence[Claim]], fits: Sequence[tuple[float, int]], claim: Claim) -> list[tuple[float, int]]:
    """A plan without a date is for the pair's next meeting, if that is near."""
    begins = {fit: max(member.start for member in groups[fit[1]]) for fit in fits}
    first = min(begins.values())
    near = claim.known_from <= first <= claim.known_from + NEXT_MEETING
    return [fit for fit, begin in begins.items() if begin == first] if near else []
