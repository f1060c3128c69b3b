"""Common nouns that stand for someone: "the Russian leader", "a Western diplomat", "the two presidents", "the agency"."""

from __future__ import annotations

from spacy.tokens import Token

from summitry.extract.coreference.discourse import Choice
from summitry.extract.coreference.lookup import UNNAMED
from summitry.extract.coreference.phrases import Phrase, PhraseReader, floor_of
from summitry.extract.coreference.profiles import Profile, Profiler
from summitry.extract.coreference.reading import Reading
from summitry.extract.coreference.words import Words
from summitry.lexicon import LexEntity, Lexicon
from summitry.records import EntityType, LocalEntity

#: Sentences a definite description reaches back; offices are unique in an article, so further than for pronouns.
ROLE_REACH = 60
GROUP_REACH = 3
_JOINT = frozenset({"the", "both", "these", "those"})
_TWO = frozenset({"two", "both", "pair", "duo"})
_THREE = frozenset({"three", "trio"})
#: Kinds of bodies whose releases say "the President" for their own.
_ISSUERS = frozenset({"residence", "ministry", "government"})
_FORMER = frozenset(
    {"former", "then", "ex", "late", "ousted", "future", "next", "previous", "outgoing", "incoming", "new", "deposed", "exiled"}
)


class NominalReader:
    """Resolves the nominals of a Reading, one head noun at a time."""

    def __init__(self, lexicon: Lexicon, words: Words, reader: PhraseReader, profiler: Profiler) -> None:
        self._lexicon = lexicon
        self._words = words
        self._reader = reader
        self._profiler = profiler

    def __call__(self, reading: Reading, token: Token) -> None:
        """Resolve the noun phrase headed by the token, if it is one that may stand for an entity."""
        word = token.lower_
        w = self._words
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or self._goes_on(reading, token):
            return
        if word in w.roles or word in w.persons:
            self._one(reading, token)
        elif word in w.group_persons or word in w.group_states:
            self._several(reading, token)
        elif word in w.role_plurals:
            self._unnamed(reading, token, self._read(reading, token), plural=True)
        elif word in w.body_nouns or word in w.state_nouns or word in w.instrument_nouns:
            self._thing(reading, token)
        elif word == "two" and token.i and token.doc[token.i - 1].lower_ == "the" and not self._next_noun(token):
            self._several(reading, token)

    def _read(self, reading: Reading, token: Token) -> Phrase:
        return self._reader.read(reading.doc, token, floor_of(reading.doc, token.i), reading.covering)

    def _goes_on(self, reading: Reading, token: Token) -> bool:
        """True when the noun is no head: a title before a name, or a modifier of the next noun ("leaders' summit" is no such case)."""
        following = _next(token)
        if following is None:
            return False
        if following.i in reading.covering:
            return reading.covering[following.i].entity_type == "person" or token.dep_ in {"compound", "nmod:desc", "flat"}
        if following.text in {"-", "–"} and following.idx == token.idx + len(token):
            return True
        return following.pos_ in {"NOUN", "PROPN"} and following.lower_ in (
            self._words.roles | self._words.role_plurals | self._words.group_persons
        )

    @staticmethod
    def _next_noun(token: Token) -> bool:
        following = _next(token)
        return following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}

    def _one(self, reading: Reading, token: Token) -> None:
        phrase = self._read(reading, token)
        if self._appositive(reading, token, phrase):
            return
        if token.dep_ in {"compound", "nmod:desc"} and token.head.i > token.i:
            return
        if not phrase.definite:
            if (
                token.lower_ in self._words.roles | self._words.persons
                and not (phrase.bare and token.dep_ not in {"nsubj", "obl:agent", "nsubj:pass"})
                and not _predicate(token)
            ):
                self._unnamed(reading, token, phrase, plural=False)
            return
        if _predicate(token):
            return
        choice = self._named_before(reading, token, phrase) or self._incumbent(reading, phrase)
        if choice is None:
            if token.lower_ in self._words.roles:
                self._unnamed(reading, token, phrase, plural=False)
            return
        if choice.profile.gender is None:
            choice.profile.gender = self._profiler.gender_of_role(phrase.role)
        basis = "incumbent" if choice.profile.key not in reading.discourse.counts else "nominal"
        reading.add(phrase.start, phrase.end, token.i, kind="nominal", entity_type="person", choice=choice, basis=basis)

    def _appositive(self, reading: Reading, token: Token, phrase: Phrase) -> bool:
        """ "Jordan's foreign minister, Ayman Safadi," and "Ayman Safadi, Jordan's foreign minister,": the name next to it."""
        near: list[Token] = [c for c in token.children if c.dep_ in {"appos", "flat"}]
        if token.dep_ == "appos":
            near.append(token.head)
        for other in near:
            mention = reading.covering.get(other.i)
            if mention is not None and mention.entity_type == "person" and mention.entity_key in reading.profiles:
                profile = reading.profiles[mention.entity_key]
                reading.add(
                    phrase.start, phrase.end, token.i, kind="nominal", entity_type="person", choice=Choice(profile, 0.9), basis="apposition"
                )
                return True
        return False

    def _named_before(self, reading: Reading, token: Token, phrase: Phrase) -> Choice | None:
        """Someone already met whose office, country and sex agree."""
        role = self._lexicon.role(_title(phrase.role, token.lower_))
        office = role.office if role else None
        gender = self._profiler.gender_of_role(phrase.role)
        owner = reading.referents.get(phrase.owner) if phrase.owner is not None else None
        person_noun = token.lower_ in self._words.persons
        former = any(t.lower_ in _FORMER for t in token.doc[phrase.start : token.i])

        def fits(profile: Profile) -> bool:
            if profile.entity_type != "person" or profile.plural or profile.key == owner:
                return False
            if gender is not None and profile.gender not in {None, gender}:
                return False
            if phrase.country is not None and profile.country != phrase.country:
                return False
            if person_noun:
                return gender is not None and phrase.owner is None
            return profile.has_role(phrase, None if former else office, self._words)

        reach = GROUP_REACH if person_noun else ROLE_REACH
        chosen = reading.discourse.choose(token, fits, reach=reach, margin=0.3)
        if chosen is None or (phrase.country is None and former):
            return None if chosen is None or former else chosen
        return Choice(chosen.profile, min(0.9, chosen.confidence + (0.1 if phrase.country else 0.0)))

    def _incumbent(self, reading: Reading, phrase: Phrase) -> Choice | None:
        """Who held the office on the day of the article, when the lexicon knows one holder.

        Whose office it is, the phrase must say; in a government's releases ("the President spoke by phone today") it is its own.
        """
        if reading.day is None or any(t.lower_ in _FORMER for t in reading.doc[phrase.start : phrase.head]):
            return None
        head = reading.doc[phrase.head].lower_
        capital = reading.doc[phrase.head].text[:1].isupper() and phrase.owner is None
        country = phrase.country or (self._issuing_country(reading) if capital else None)
        if country is None:
            return None
        role = self._lexicon.role(_title(phrase.role, head))
        holders: tuple[LexEntity, ...] = ()
        if phrase.role == {"leader"}:
            holders = self._lexicon.leaders_of(country, reading.day)[:1]
        elif role is not None:
            holders = self._lexicon.holders(country, role.office, reading.day)
        if len(holders) != 1:
            return None
        person = holders[0]
        if person.lexicon_id in reading.profiles:
            return Choice(reading.profiles[person.lexicon_id], 0.75)
        profile = Profile(person.lexicon_id, "person", self._profiler.gender_of_name(person.name), country=country)
        profile.roles.append(phrase.role)
        profile.offices = {(t.body, t.office) for t in self._lexicon.terms_of(person.lexicon_id, reading.day)}
        entity = LocalEntity(person.lexicon_id, person.name, "person", country, person.lexicon_id)
        reading.add_entity(entity, profile)
        return Choice(profile, 0.65)

    def _issuing_country(self, reading: Reading) -> str | None:
        """Country of the government body that issued the document; None for the press."""
        document = reading.doc._.document
        if document is None or not document.outlet:
            return None
        return next((e.country_code for e in self._lexicon.lookup(document.outlet) if e.kind in _ISSUERS), None)

    def _unnamed(self, reading: Reading, token: Token, phrase: Phrase, plural: bool) -> None:
        """Someone without a name: met before under the same noun, or new."""
        if phrase.definite and not plural:

            def fits(profile: Profile) -> bool:
                same = any(token.lower_ in r for r in profile.roles)
                return profile.key.startswith(UNNAMED) and profile.plural == plural and same and (phrase.country in {None, profile.country})

            choice = reading.discourse.choose(token, fits, reach=ROLE_REACH, margin=0.3)
            if choice is not None:
                reading.add(phrase.start, phrase.end, token.i, kind="nominal", entity_type="person", choice=choice, basis="unnamed")
                return
        key = f"{UNNAMED}{reading.doc[phrase.start].idx}"
        gender = self._profiler.gender_of_role(phrase.role)
        profile = Profile(key, "person", gender, plural, phrase.country, [phrase.role])
        reading.introduce(profile)
        reading.add(phrase.start, phrase.end, token.i, kind="nominal", entity_type="person", choice=Choice(profile, 0.5), basis="unnamed")

    def _several(self, reading: Reading, token: Token) -> None:
        phrase = self._read(reading, token)
        words = {t.lower_ for t in token.doc[phrase.start : token.i + 1]}
        joint = bool(words & _JOINT)
        count = 2 if words & _TWO else 3 if words & _THREE else None
        if not joint or (count is None and token.lower_ not in {"leaders", "sides", "parties", "presidents"}) or phrase.owner is not None:
            if token.lower_ in self._words.role_plurals:
                self._unnamed(reading, token, phrase, plural=True)
            return
        states = token.lower_ in self._words.group_states
        keys = self._latest_states(reading, token, count or 2) if states else self._latest_people(reading, token, phrase, count or 2)
        if keys:
            start, head = phrase.start, token.i
            reading.add_group(
                start, max(phrase.end, head + 1), head, kind="nominal", entity_type="country" if states else "person", keys=keys
            )
        elif token.lower_ in self._words.role_plurals:
            self._unnamed(reading, token, phrase, plural=True)

    def _latest_people(self, reading: Reading, token: Token, phrase: Phrase, count: int) -> tuple[str, ...]:
        recent = [
            t.profile for t in reading.discourse.recent(token, GROUP_REACH) if t.profile.entity_type == "person" and not t.profile.plural
        ]
        acting = self._acting(reading, token)
        named = [p for p in recent if not p.key.startswith(UNNAMED) and p.key not in acting]
        wrong = {"men": "f", "women": "m"}.get(token.lower_)
        if wrong is not None and any(p.gender == wrong for p in named[:count]):
            return self._last_pair(reading, token, wrong) if count == 2 else ()
        leading = [p for p in named if self._leads(p)]
        pool = leading if len(leading) >= count else named
        if len(pool) < count:
            return ()
        return tuple(p.key for p in reversed(pool[:count]))

    def _last_pair(self, reading: Reading, token: Token, wrong: str) -> tuple[str, ...]:
        """The last two people named in one breath who can both be "the two men" (or women)."""
        for at, keys, kind in reversed(reading.met_groups[-6:]):
            near = reading.sentence_of[token.i] - reading.sentence_of[at] <= GROUP_REACH
            people = [reading.profiles[k] for k in keys if k in reading.profiles]
            if near and kind == "person" and len(keys) == len(people) == 2 and all(p.gender != wrong for p in people):
                return tuple(keys)
        return ()

    def _acting(self, reading: Reading, token: Token) -> set[str]:
        """Who acts in the verb whose object the plural is: "X received both men" leaves X out."""
        if token.dep_ not in {"obj", "obl", "iobj"} or token.head.pos_ != "VERB":
            return set()
        subjects = [c for c in token.head.children if c.dep_ == "nsubj" and c.i < token.i]
        return {key for c in subjects for t in (c, *c.children) if (key := reading.referents.get(t.i)) is not None}

    def _leads(self, profile: Profile) -> bool:
        return any(o in self._words.leader_offices for _, o in profile.offices) or any(r & self._words.leader_words for r in profile.roles)

    def _latest_states(self, reading: Reading, token: Token, count: int) -> tuple[str, ...]:
        keys: dict[str, str] = {}
        for touch in reading.discourse.recent(token, GROUP_REACH):
            profile = touch.profile
            if profile.entity_type in {"country", "organization", "person"} and profile.country and profile.country not in keys:
                entity = self._lexicon.country(profile.country)
                key = profile.key if profile.entity_type == "country" else entity.lexicon_id if entity else None
                if key is not None:
                    if key not in reading.profiles and entity is not None:
                        reading.add_entity(
                            LocalEntity(key, entity.name, "country", profile.country, key), Profile(key, "country", country=profile.country)
                        )
                    keys[profile.country] = key
            if len(keys) == count:
                return tuple(reversed(keys.values()))
        return ()

    def _thing(self, reading: Reading, token: Token) -> None:
        phrase = self._read(reading, token)
        if not phrase.definite or phrase.owner is not None or _predicate(token) or phrase.end > token.i + 1:
            return
        if any(t.i in reading.covering for t in token.doc[phrase.start : token.i]):
            return
        word, w = token.lower_, self._words
        wanted: tuple[EntityType, ...] = ("organization",)
        if word in w.state_nouns:
            wanted = ("country",)
        elif word in w.instrument_nouns and word not in w.body_nouns:
            wanted = ("treaty",)

        def fits(profile: Profile) -> bool:
            return profile.entity_type in wanted and (phrase.country is None or profile.country == phrase.country)

        def named_so(profile: Profile) -> bool:
            return fits(profile) and word in profile.name_words

        found = reading.discourse.choose(token, named_so, reach=ROLE_REACH, margin=0.0)
        if found is None and not ({t.lower_ for t in token.doc[phrase.start : token.i]} - {"the", "this", "that"}):
            found = reading.discourse.choose(token, fits, reach=2, margin=1.0)
        if found is not None:
            reading.add(phrase.start, phrase.end, token.i, kind="nominal", entity_type=wanted[0], choice=found, basis="nominal")


def _title(role: frozenset[str], head: str) -> str:
    """The role words as a title: "secretary of state" is the one in which a word follows the head."""
    if role == {"secretary", "state"}:
        return "secretary of state"
    return " ".join([*sorted(role - {head}), head])


def _next(token: Token) -> Token | None:
    doc = token.doc
    for i in range(token.i + 1, min(len(doc), token.i + 3)):
        if not doc[i].is_space:
            return doc[i]
    return None


def _predicate(token: Token) -> bool:
    """True for "X is the president": the noun says what X is, it refers to no one."""
    return any(c.dep_ == "cop" for c in token.children)
