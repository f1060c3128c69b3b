"""What a document and the lexicon say about each named person before any pronoun is read: sex, offices, country."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from summitry.extract.coreference.phrases import Phrase, PhraseReader, before, floor_of
from summitry.extract.coreference.words import Gender, Words
from summitry.lexicon import Lexicon
from summitry.records import LocalEntity, Mention


@dataclass(slots=True)
class Profile:
    """One referent. `roles` are the sets of role words used of it; `offices` are the lexicon's (body, office) pairs on the day."""

    key: str
    entity_type: str
    gender: Gender | None = None
    plural: bool = False
    country: str | None = None
    roles: list[frozenset[str]] = field(default_factory=list)
    offices: set[tuple[str, str]] = field(default_factory=set)
    name_words: frozenset[str] = frozenset()

    def has_role(self, phrase: Phrase, office: str | None, words: Words) -> bool:
        """True when the role of the phrase is one that this referent has."""
        if any(phrase.role <= role for role in self.roles):
            return True
        if office is not None and any(o == office for _, o in self.offices):
            return True
        if "leader" in phrase.role or "leaders" in phrase.role:
            return any(o in words.leader_offices for _, o in self.offices) or any(role & words.leader_words for role in self.roles)
        return False


class Profiler:
    """Builds the profiles of a document's entities."""

    def __init__(self, lexicon: Lexicon, words: Words, reader: PhraseReader) -> None:
        self._lexicon = lexicon
        self._words = words
        self._reader = reader

    def __call__(self, doc: Doc, day: date | None, covering: dict[int, Mention], firsts: dict[int, Mention]) -> dict[str, Profile]:
        """Return key -> Profile. `firsts` maps the first token of each name to its mention."""
        profiles = {key: self._start(entity, day) for key, entity in doc._.entities.items()}
        for i, mention in firsts.items():
            if mention.entity_type == "person" and mention.entity_key in profiles:
                self._read_titles(doc, i, mention, profiles[mention.entity_key], covering)
        return profiles

    def _start(self, entity: LocalEntity, day: date | None) -> Profile:
        profile = Profile(entity.key, entity.entity_type, country=entity.country_code, name_words=frozenset(entity.name.lower().split()))
        if entity.entity_type == "person":
            profile.gender = self.gender_of_name(entity.name)
            if entity.lexicon_id:
                terms = self._lexicon.terms_of(entity.lexicon_id, day) if day else self._lexicon.terms_of(entity.lexicon_id)
                profile.offices = {(t.body, t.office) for t in terms}
                for term in terms:
                    profile.roles.append(frozenset(term.title.lower().replace("of", " ").split()) | {term.title.lower()})
        return profile

    def gender_of_name(self, name: str) -> Gender | None:
        """Sex by given name or by a title inside the name ("Queen Elizabeth II"); None when the lists do not tell."""
        words = name.lower().replace(".", "").split()
        for word in words[:2]:
            if word in self._words.female_words or (len(words) > 1 and word in self._words.female_names):
                return "f"
            if word in self._words.male_words or (len(words) > 1 and word in self._words.male_names):
                return "m"
        if name.lower() in self._words.female_names:
            return "f"
        return None

    def gender_of_role(self, role: frozenset[str]) -> Gender | None:
        """Sex by the noun itself: "spokeswoman", "king"."""
        if role & self._words.female_words:
            return "f"
        return "m" if role & self._words.male_words else None

    def _read_titles(self, doc: Doc, first: int, mention: Mention, profile: Profile, covering: dict[int, Mention]) -> None:
        """Learn from the words in front of a name ("Soviet leader", "Mr") and from the apposition behind it."""
        left = before(doc, doc[first], floor_of(doc, first))
        titles = {t.lower_.rstrip(".") for t in left}
        if gender := self.gender_of_role(frozenset(titles)):
            profile.gender = gender
        nouns = [t for t in left if t.lower_ in self._words.roles]
        start = left[0].i if left else first
        if not nouns and start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in self._words.roles:
            nouns = [doc[start - 2]]
        if nouns:
            self.learn(profile, self._reader.read(doc, nouns[-1], floor_of(doc, first), covering))
        last = first
        while last + 1 in covering and covering[last + 1] is mention:
            last += 1
        self._read_apposition(doc, first, last, profile, covering)

    def _read_apposition(self, doc: Doc, first: int, last: int, profile: Profile, covering: dict[int, Mention]) -> None:
        """ "Angela Merkel, the German chancellor," and "the minister, Ayman Safadi,"."""
        for i in range(first, last + 1):
            for child in doc[i].children:
                if child.dep_ == "appos" and child.i not in covering and child.lower_ in self._words.roles and child.i > last:
                    self.learn(profile, self._reader.read(doc, child, last + 1, covering))
        root = next((doc[i] for i in range(first, last + 1) if not first <= doc[i].head.i <= last), doc[first])
        head = root.head
        if root.dep_ == "appos" and head.i < first and head.i not in covering and head.lower_ in self._words.roles:
            self.learn(profile, self._reader.read(doc, head, floor_of(doc, head.i), covering))

    def learn(self, profile: Profile, phrase: Phrase) -> None:
        """Add the role of a phrase that is known to describe the referent."""
        profile.roles.append(phrase.role)
        if phrase.country and profile.country is None:
            profile.country = phrase.country
        if profile.gender is None:
            profile.gender = self.gender_of_role(phrase.role)
