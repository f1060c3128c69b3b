"""Find the lexicon's names in a Doc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from summitry.extract.entities.candidates import Candidate
from summitry.lexicon import LexEntity, Lexicon

#: Acronyms at least this short are matched with their exact case only ("US" but not "us").
_SHORT = 6


class LexiconMatcher:
    """Matches every name and alias of the lexicon except bare surnames, which need a context (see `people`)."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self._by_text: dict[str, list[LexEntity]] = defaultdict(list)
        self._exact: set[str] = set()
        for surface, entity in lexicon.names():
            folded = " ".join(surface.split())
            if entity.entity_type == "person" and " " not in folded and "-" not in folded:
                continue
            if entity not in self._by_text[folded.lower()]:
                self._by_text[folded.lower()].append(entity)
            if _is_acronym(folded):
                self._exact.add(folded)
        self._folded_exact = {e.lower() for e in self._exact}
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._matcher.add("name", [_name_doc(nlp, text) for text in self._by_text])

    def __call__(self, doc: Doc) -> Iterator[Candidate]:
        """Yield a candidate for every match whose case fits."""
        for _, start, end in self._matcher(doc):
            span = doc[start:end]
            text = " ".join(span.text.split())
            readings = self._by_text.get(text.lower())
            if readings and self._case_fits(span, text):
                yield Candidate(start, end, readings[0].entity_type, "lexicon", tuple(readings))

    def _case_fits(self, span: Span, text: str) -> bool:
        if text in self._exact:
            return not (text.isalpha() and _shouted(span) and text in _WORDS_IN_CAPITALS)
        if text.lower() in self._folded_exact and len(text) < _SHORT:
            return False
        first, last = span[0], span[-1]
        if not (first.text[0].isupper() or first.text[0].isdigit()):
            return False
        if len(span) == 1:
            return True
        # "Group of seven men" is no G7: a name of several words has a capital (or digit) in its last word, common nouns apart.
        return last.text[0].isupper() or last.text[0].isdigit() or not last.text[0].isalpha() or last.lower_ in _COMMON_TAILS


_COMMON_TAILS = frozenset(
    "summit treaty accord accords agreement agreements pact convention protocol deal war talks ministry election crisis".split()
)
#: Acronyms that are words as well: in an all-capitals line they are read as the word.
_WORDS_IN_CAPITALS = frozenset({"WHO", "IT", "AID", "START", "SALT", "ICE", "CIS", "ACT"})


def _name_doc(nlp: Language, text: str) -> Doc:
    """As `nlp.make_doc`, in a third of the time for names of plain words, which the tokeniser leaves whole."""
    words, rules = text.split(" "), getattr(nlp.tokenizer, "rules", None)
    # Another pipeline may come with a tokeniser of another kind.
    if rules is not None and all(w.isalpha() and w not in rules for w in words):
        return Doc(nlp.vocab, words)
    return nlp.make_doc(text)


def _is_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters) and len(text) <= 12 and " " not in text


def _shouted(span: Span) -> bool:
    """True when the sentence is written in capitals."""
    words = [t for t in span.sent if t.is_alpha and len(t) > 3]
    return len(words) > 2 and sum(t.is_upper for t in words) > 0.7 * len(words)
