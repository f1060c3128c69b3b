"""One mention of a meeting on its way to becoming an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from summitry.extract.meetings.parties import Party
from summitry.records import DateBasis, Role


@dataclass(slots=True)
class When:
    """When, as far as the text around the trigger says; `loose`: only a limit is told ("by the end of the year")."""

    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    basis: DateBasis = "none"
    span: tuple[int, int] | None = None
    loose: bool = False


@dataclass(slots=True)
class Where:
    """The venue: `name` as it goes into the warehouse, country, and the span that says so."""

    name: str | None = None
    country: str | None = None
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class Candidate:
    """One trigger with what its clause says.

    `carrier` is the verb whose tense counts, None when a noun stands alone; `focus` is the one of several coordinated places this
    candidate is about; `partners` are met one after the other, not together.
    """

    trigger: Token
    frame: str
    carrier: Token | None
    roles: dict[str, tuple[Party, Role]] = field(default_factory=dict)
    mode: str | None = None
    status: str | None = None
    cues: list[Token] = field(default_factory=list)
    tense: str = "none"
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    wheres: list[Where] = field(default_factory=list)
    forum: str | None = None
    occasion: str | None = None
    duration: int | None = None
    definite: bool = False
    plural: bool = False
    vague: bool = False
    tokens: list[Token] = field(default_factory=list)
    focus: Token | None = None
    partners: list[Party] = field(default_factory=list)
    rule: str = ""

    def add(self, parties: list[Party], role: Role = "actor") -> None:
        """Take parties in, the first role of each kept; a title seen later is taken over."""
        for party in parties:
            self.roles.setdefault(party.key, (party, role))

    @property
    def keys(self) -> frozenset[str]:
        """The parties' entity keys."""
        return frozenset(self.roles)

    @property
    def sentence(self) -> int:
        """Index of the first word of the sentence: where the mention stands."""
        return int(self.trigger.sent.start)
