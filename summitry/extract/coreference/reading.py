"""What is known while one document is read from left to right, and how findings are written down."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Token

from summitry.extract.coreference.discourse import Choice, Discourse
from summitry.extract.coreference.lookup import UNNAMED
from summitry.extract.coreference.profiles import Profile
from summitry.extract.state import text_of
from summitry.records import EntityType, LocalEntity, Mention, MentionKind


class Reading:
    """The state of one walk. `added` are the new mentions, `referents` and `groups` the index for `lookup`."""

    def __init__(
        self,
        doc: Doc,
        *,
        day: date | None,
        covering: dict[int, Mention],
        profiles: dict[str, Profile],
        sentence_of: list[int],
        quoted: set[int],
        speech: frozenset[str],
    ) -> None:
        self.doc = doc
        self.day = day
        self.covering = covering
        self.profiles = profiles
        self.sentence_of = sentence_of
        self.quoted = quoted
        self.discourse = Discourse(doc, sentence_of, quoted, speech)
        self.added: list[Mention] = []
        self.referents: dict[int, str] = {i: m.entity_key for i, m in covering.items() if m.entity_key is not None}
        self.groups: dict[int, tuple[str, ...]] = {}
        #: Groups met so far, for "they": (token index, keys, kind of the members).
        self.met_groups: list[tuple[int, tuple[str, ...], str]] = []

    def meet(self, mention: Mention, token: Token) -> None:
        """Note a name."""
        if mention.entity_key is None or mention.entity_key not in self.profiles:
            return
        head = self._head(token, mention)
        profile = self.profiles[mention.entity_key]
        self.discourse.touch(profile, head)
        self._coordinate(head, profile)

    def _coordinate(self, head: Token, profile: Profile) -> None:
        """Note "Reagan and Gorbachev" as a group when the last member is met."""
        first = head
        while first.dep_ in {"flat", "nmod:desc", "appos"} and first.head != first:
            first = first.head
        if first.dep_ != "conj":
            return
        key = self.referents.get(first.head.i)
        if key is None or key == profile.key or key not in self.profiles or self.profiles[key].entity_type != profile.entity_type:
            return
        if self.met_groups and self.met_groups[-1][1][0] == key and self.sentence_of[self.met_groups[-1][0]] == self.sentence_of[head.i]:
            _, keys, kind = self.met_groups.pop()
            if profile.key not in keys:
                keys = (*keys, profile.key)
            self.met_groups.append((head.i, keys, kind))
        elif profile.entity_type in {"person", "country", "organization"}:
            self.met_groups.append((head.i, (key, profile.key), profile.entity_type))

    def _head(self, first: Token, mention: Mention) -> Token:
        i = first.i
        while self.covering.get(i) is mention:
            head = self.doc[i].head
            if self.covering.get(head.i) is not mention or head.i == i:
                return self.doc[i]
            i += 1
        return first

    def add(
        self, start: int, end: int, head: int, *, kind: MentionKind, entity_type: EntityType, choice: Choice | None, basis: str
    ) -> None:
        """Write a mention over the tokens `[start, end)`; an open or unnamed reference has no entity key."""
        key = choice.profile.key if choice else None
        named = key if key is not None and not key.startswith(UNNAMED) else None
        a, b = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        confidence = round(choice.confidence, 3) if choice else 0.0
        shown = basis if named or key is None else key
        self.added.append(Mention(a, b, text_of(self.doc)[a:b], kind, entity_type, named, shown, confidence))
        if choice is not None:
            self.discourse.touch(choice.profile, self.doc[head])
            for i in range(start, end):
                if i == head or (kind == "nominal" and i not in self.covering and i not in self.referents):
                    self.referents[i] = choice.profile.key

    def add_group(self, start: int, end: int, head: int, *, kind: MentionKind, entity_type: EntityType, keys: tuple[str, ...]) -> None:
        """Write a plural mention that stands for several entities."""
        a, b = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        self.added.append(Mention(a, b, text_of(self.doc)[a:b], kind, entity_type, None, f"plural:{','.join(keys)}", 0.7))
        self.groups[head] = keys
        self.met_groups.append((head, keys, entity_type))

    def introduce(self, profile: Profile) -> None:
        """Make a referent known that has no name."""
        self.profiles[profile.key] = profile

    def add_entity(self, entity: LocalEntity, profile: Profile) -> None:
        """Make an entity known that the text names by its office only."""
        self.doc._.entities[entity.key] = entity
        self.profiles[entity.key] = profile
