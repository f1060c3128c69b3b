"""Names by their shape, for machines on which the network cannot run (`--model rules`): rough parts of speech, no tree.

The lexicon finds the names it knows by itself (see `entities`). This component adds names that it does not know where something
beside the name says what it is: a title before it, a kind of body or place at its end, a known given name, a speech verb, an age, a
preposition before a city. Everything else is left out: a wrong name costs more than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from summitry.extract.rough_tags import RoughTags
from summitry.lexicon import Lexicon, load_lexicon

#: The name under which `--model` asks for this base.
RULES = "rules"
#: Small words inside names of persons ("Ursula von der Leyen") and of bodies ("Bank of Japan").
_PARTICLES = frozenset("al el bin ibn van von de der den di da la du dos del ter".split())
_INSIDE_BODIES = frozenset({"of", "for", "and", "the", "&"})
_PLACE_PREPOSITIONS = frozenset("in at near outside to from around".split())
_LONGEST_PERSON = 4
#: Above this share of capitals among its longer words a sentence is a headline in title case, whose capitals say nothing.
_TITLE_CASE = 0.85
_ENOUGH_WORDS = 4
_LONGER = 4


@Language.factory(
    "summitry_rules_base", assigns=["doc.ents", "token.pos"], requires=["token.is_sent_start"], default_config={"lexicon": None}
)
def make_rules_base(nlp: Language, name: str, lexicon: str | None) -> RulesBase:
    """Return the component; `lexicon` is a folder of the user's own lexicon files laid over the one that ships."""
    return RulesBase(load_lexicon(Path(lexicon) if lexicon else None))


class RulesBase:
    """Fills `doc.ents` with persons, organisations and places, and `pos_` with rough tags."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tags = RoughTags(lexicon)
        self._titles = {tuple(t.lower().split()) for t in lexicon.words("person_titles")}
        self._bodies = lexicon.words("org_suffix_words")
        self._places = lexicon.words("place_suffix_words")
        self._speech = lexicon.words("speech_verbs")
        self._days = lexicon.words("weekdays") | lexicon.words("months")
        people = (n.split() for n, e in lexicon.names() if e.entity_type == "person")
        self._given = {parts[0] for parts in people if len(parts) > 1 and len(parts[0]) > 2}

    def __call__(self, doc: Doc) -> Doc:
        found = [Span(doc, a, b, label=label) for sentence in doc.sents for a, b, label in self._names(sentence)]
        doc.set_ents(found)
        for token, tag in zip(doc, self._tags(doc), strict=True):
            token.pos_ = tag
        return doc

    def _names(self, sentence: Span) -> Iterator[tuple[int, int, str]]:
        words = [t for t in sentence if not t.is_space]
        plain = [t for t in words if t.is_alpha and len(t) >= _LONGER]
        headline = len(plain) >= _ENOUGH_WORDS and sum(t.text[0].isupper() for t in plain) > _TITLE_CASE * len(plain)
        for a, b in self._runs(words):
            run = words[a:b]
            named, label = self._read(words, a, run, headline)
            if named and label:
                yield named[0].i, named[-1].i + 1, label

    def _runs(self, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words, with the small words that stand inside names."""
        i = 0
        while i < len(words):
            if not self._capital(words[i]) or (i == 0 and self._tags.is_function_word(words[0])):
                i += 1
                continue
            end = i + 1
            while end < len(words):
                inside = end
                while inside < len(words) and inside - end < 2 and self._inside(words, i, inside):
                    inside += 1
                if inside < len(words) and self._capital(words[inside]):
                    end = inside + 1
                else:
                    break
            yield i, end
            i = end

    def _capital(self, token: Token) -> bool:
        return token.text[:1].isupper() and token.text not in self._days

    def _inside(self, words: Sequence[Token], start: int, i: int) -> bool:
        text, before = words[i].text, words[i - 1]
        if text == "-":
            return not before.whitespace_ and not words[i].whitespace_
        body = any(w.text in self._bodies for w in words[start:i])
        return text in _PARTICLES or (body and text in _INSIDE_BODIES)

    def _read(self, words: Sequence[Token], at: int, run: Sequence[Token], headline: bool) -> tuple[Sequence[Token], str | None]:
        """The part of the run that is a name, and its kind; None where nothing tells."""
        skipped = self._leading_states(run)
        if run[-1].text in self._bodies and len(run) > 1 and not headline:
            return run, "organization"
        if skipped == len(run):
            return run, None
        rest = run[skipped:]
        titles = self._title_length(rest)
        named = rest[titles:]
        before = words[at - 1] if at and not skipped else None
        after = words[at + len(run)] if at + len(run) < len(words) else None
        body = any(w.text in self._bodies for w in named)
        if body and len(named) > 1 and any(w.text in _INSIDE_BODIES for w in named):
            return named, None if headline else "organization"
        if not named or body or len(named) > _LONGEST_PERSON:
            return named, None
        if titles or (before is not None and (before.lower_,) in self._titles):
            return named, "person"
        if named[-1].text in self._places and len(named) > 1:
            return named, None if headline else "place"
        if len(named) > 1 and named[0].text in self._given:
            return named, "person"
        if len(named) > 1 and not headline and self._speaks(before, after):
            return named, "person"
        text = " ".join(w.text for w in named)
        if before is not None and before.lower_ in _PLACE_PREPOSITIONS and self._lexicon.country_of_place(text) is not None:
            return named, "place"
        return named, None

    def _leading_states(self, run: Sequence[Token]) -> int:
        """Number of leading words that only say whose: "Russian", "South Korean", "U.S."."""
        n = 0
        while n < len(run) and self._is_state(run[n].text):
            n += 1
        return n

    def _is_state(self, word: str) -> bool:
        return self._lexicon.country_of_demonym(word) is not None or any(e.entity_type == "country" for e in self._lexicon.lookup(word))

    def _title_length(self, run: Sequence[Token]) -> int:
        """Number of leading words that are titles, one after another: "Vice President", "Foreign Minister Dr."."""
        n = 0
        while n < len(run):
            fits = [k for k in (4, 3, 2, 1) if tuple(w.lower_ for w in run[n : n + k]) in self._titles and n + k <= len(run)]
            if not fits:
                break
            n += fits[0]
        return n

    def _speaks(self, before: Token | None, after: Token | None) -> bool:
        return any(t is not None and t.lower_ in self._speech for t in (before, after))
