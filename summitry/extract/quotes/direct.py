"""Direct speech: quotations that stand by themselves beside their cue."""

from __future__ import annotations

from spacy.tokens import Token

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.marks import Mark
from summitry.extract.quotes.speakers import Speaker, SpeakerFinder
from summitry.extract.quotes.words import QuoteWords, is_verbal
from summitry.extract.state import text_of

_RELATIVE = frozenset({"who", "which", "that", "whose"})
_STOPS = frozenset({".", "!", "?", "…"})
#: Words that may stand between a cue and the quotation it introduces, besides those it is told to.
_BRIDGES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "ADV", "NUM", "PRON", "PUNCT", "PART", "SYM", "X", "CCONJ"})
_ENDS_CLAUSE = (",", "?", "!", "-", "—", "–", "…", "...")
#: "Mr Bush:" before a quotation: a label has at most this many words, the colon among them.
MAX_LABEL = 7
#: A quotation that begins without a cue goes on from the one before only when it has this many words.
MIN_CONTINUED = 3


class DirectReader:
    """Reads the quotations of one document in order. `used` are the marks that it explained, `cues` the cue tokens it used up."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder) -> None:
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers
        self.used: set[int] = set()
        self.cues: dict[int, Finding] = {}

    def read(self, blocks: list[tuple[int, int]]) -> list[Finding]:
        """Return the direct quotations with a cue beside them; each block is `[start, end)` in characters."""
        out: list[Finding] = []
        last: tuple[int, int] | None = None
        for a, b in blocks:
            marks = [m for m in self._layout.marks_in(a, b) if a <= m.open]
            previous, last = last, (a, b)
            for n, mark in enumerate(marks):
                left = marks[n - 1].close if n else a
                right = marks[n + 1].open if n + 1 < len(marks) else b
                found = self._read_one(mark, left, right)
                if found is None and n == 0 and not text_of(self._doc)[a : mark.open].strip():
                    found = self._announced(mark, previous)
                if found is not None:
                    out.append(found)
                    self.used.add(mark.open)
                    if found.cue is not None:
                        self.cues.setdefault(found.cue.i, found)
        return out

    def _read_one(self, mark: Mark, left: int, right: int) -> Finding | None:
        before = self._left_words(mark, left)
        after = self._right_words(mark, right)
        if self._introduced(mark, before) is not None and not self._goes_on(mark, after):
            cue, text = self._introduced(mark, before) or (None, None)
            return self._finding(mark, cue, text, self._speaker_left(cue, before), 0.93)
        if not before and self._ends_clause(mark, after):
            cue = self._cue_right(after)
            if cue is not None:
                return self._finding(mark, cue, cue.text, self._speaker_right(cue, after), 0.95)
        return None

    def _announced(self, mark: Mark, previous: tuple[int, int] | None) -> Finding | None:
        """A quotation in a paragraph of its own after "A spokesman said:"."""
        if previous is None:
            return None
        words = self._layout.words(self._layout.token_from(previous[0]), self._layout.token_from(previous[1]))
        if not words or words[-1].text != ":":
            return None
        start, _ = self._layout.sentence(words[-1].i)
        sentence = [w for w in words if w.i >= start]
        cue = next((t for t in reversed(sentence) if self._words.takes_marks(t)), None)
        return self._finding(mark, cue, cue.text, self._speaker_left(cue, sentence), 0.9) if cue is not None else None

    def _finding(self, mark: Mark, cue: Token | None, text: str | None, speaker: Speaker | None, confidence: float) -> Finding:
        earlier = self.cues.get(cue.i) if cue is not None else None
        utterance = earlier.utterance if earlier else mark.open
        if earlier is not None and speaker is None:
            speaker = earlier.speaker
        confidence -= 0.2 * (speaker is None) + 0.1 * (not mark.closed)
        return Finding(mark.start, mark.end, "direct", cue, text, speaker, utterance, round(confidence, 2))

    def _left_words(self, mark: Mark, left: int) -> list[Token]:
        """The words between the sentence start (or the quotation before) and the mark."""
        first = self._layout.token_from(left)
        last = self._layout.token_from(mark.open)
        words = self._layout.words(first, last)
        for n in range(len(words) - 1, -1, -1):
            if words[n].text in _STOPS or (words[n].is_sent_start and n and words[n - 1].text in _STOPS):
                words = words[n + 1 :] if words[n].text in _STOPS else words[n:]
                break
        if words and mark.first < len(self._doc):
            start, _ = self._layout.sentence(mark.first)
            words = [w for w in words if w.i >= min(start, last)]
        return words

    def _right_words(self, mark: Mark, right: int) -> list[Token]:
        """The words between the mark and the end of the sentence (or the next quotation)."""
        words = self._layout.words(self._layout.token_from(mark.close), self._layout.token_from(right))
        for n, word in enumerate(words):
            if word.text in _STOPS or (n and word.is_sent_start):
                return words[:n]
        return words

    def _ending(self, mark: Mark) -> str:
        """The last characters inside the marks, without nested closing marks."""
        return text_of(self._doc)[max(mark.start, mark.end - 12) : mark.end].rstrip(" \n\r\t'’\"”")

    def _ends_clause(self, mark: Mark, after: list[Token]) -> bool:
        """True when the words behind the mark may be its cue: the quotation ends in a comma or the like, or a comma follows."""
        inside = self._ending(mark)
        if not after:
            return False
        return (
            inside.endswith(_ENDS_CLAUSE)
            or after[0].text in {",", "-", "—", "–", "--"}
            or (not inside.endswith(".") and self._words.takes_marks(after[0]))
        )

    def _cue_right(self, after: list[Token]) -> Token | None:
        """The cue verb behind a quotation: "said Putin", "the Russian leader, who was tired, told reporters"."""
        words = [t for t in after if t.text not in {",", "-", "—", "–", "--"}]
        if not words:
            return None
        if self._words.takes_marks(words[0]) and not words[0].lower_.endswith("ing"):
            return words[0]
        for n, token in enumerate(words[:28]):
            relative = token.dep_ in {"acl", "acl:relcl"} and (words[n - 1].pos_ == "NOUN" or any(t.lower_ in _RELATIVE for t in words[:n]))
            finite = not token.lower_.endswith("ing") or any(c.dep_.startswith("aux") for c in token.children)
            if self._words.takes_marks(token) and n and not relative and token.dep_ != "amod" and finite:
                return token
            if token.pos_ == "SCONJ" or (
                token.pos_ == "VERB"
                and token.dep_ not in {"acl", "acl:relcl", "advcl", "amod", "nmod"}
                and n
                and not self._words.takes_marks(token)
            ):
                return next((t for t in words[n : n + 4] if self._words.takes_marks(t) and t.dep_ in {"conj", "advcl"}), None)
        return None

    def _speaker_right(self, cue: Token, after: list[Token]) -> Speaker | None:
        first = next((t for t in after if t.text not in {",", "-", "—", "–", "--"}), cue)
        end = after[-1].i + 1
        by_tree = self._speakers.of_cue(cue)
        if by_tree is not None and by_tree.head >= first.i - 1 and by_tree.head < end:
            return by_tree
        if first == cue:
            return self._speakers.after(cue.i, end) or by_tree
        return self._speakers.before(cue, first.i) or by_tree

    def _introduced(self, mark: Mark, before: list[Token]) -> tuple[Token | None, str | None] | None:
        """The cue in front of a quotation that leads straight into it; None when there is none."""
        if not before:
            return None
        closes_with = before[-1].text
        seen: list[Token] = []
        for token in reversed(before[-22:]):
            if self._words.takes_marks(token) and token.dep_ not in {"amod"}:
                if self._leads_in(token, seen, closes_with):
                    return token, token.text
                if closes_with != ":":
                    return None
            elif token.lower_ == "to" and seen and seen[-1].text == "according":
                return None
            if token.pos_ not in _BRIDGES and closes_with != ":" and not (token.lower_ == "that" or token.pos_ == "SCONJ"):
                return None
            seen.append(token)
        if closes_with == "," and len(before) > 2 and before[-2].lower_ in self._words.documents:
            return before[-2], before[-2].text
        if closes_with == ":":
            if len(before) <= MAX_LABEL and not any(is_verbal(t) for t in before):
                return before[0], None
            noun = next((t for t in reversed(before) if t.lower_ in self._words.nouns or t.lower_ in self._words.documents), None)
            verb = next((t for t in before if t.dep_ in {"ROOT", "parataxis"} and t.pos_ in {"VERB", "AUX", "NOUN"}), None)
            if (noun is not None or verb is not None) and len(text_of(self._doc)[mark.start : mark.end].split()) >= MIN_CONTINUED:
                found = noun if noun is not None else verb
                return found, found.text if found is not None else None
        return None

    def _leads_in(self, cue: Token, seen: list[Token], closes_with: str) -> bool:
        """True when only addressee, time and manner stand between cue and mark, so that the quotation is all of what was said."""
        between = list(reversed(seen))
        if not between or closes_with == ":":
            return True
        if cue.i in self.cues and not any(t.pos_ in {"VERB", "AUX"} for t in between):
            return True
        words = [t for t in between if t.text not in {",", "--", "—", "–", "-"}]
        if all(t.lower_ in {"that", "only", "also", "and", "then", "simply", "later"} or t.pos_ == "ADV" for t in words):
            return True
        if closes_with != ",":
            return False
        # "told reporters in Moscow on Tuesday, "; a clause of its own ("said the talks were,") is another matter.
        return not any(t.pos_ in {"VERB", "AUX"} or (t.dep_ in {"nsubj", "nsubj:pass"} and t.head != cue) for t in words)

    def _goes_on(self, mark: Mark, after: list[Token]) -> bool:
        """True when the clause does not end with the quotation, so that it is only part of what is reported."""
        if not after or not mark.closed:
            return False
        first = after[0]
        if first.text in {",", ";", ":", ")", "-", "—", "–", "--"} or first.pos_ in {"CCONJ", "SCONJ"}:
            return False
        inside = self._ending(mark)
        return not inside.endswith((".", "!", "?", ",")) and first.text not in {
            "according",
            "as",
            "in",
            "at",
            "on",
            "when",
            "after",
            "during",
        }

    def _speaker_left(self, cue: Token | None, before: list[Token]) -> Speaker | None:
        if cue is None:
            return None
        earlier = self.cues.get(cue.i)
        if earlier is not None and earlier.speaker is not None:
            return earlier.speaker
        if before and not is_verbal(cue) and cue.pos_ != "NOUN" and before[-1].text == ":":
            return self._label(before)
        inverted = self._speakers.inverted(cue, before[-1].i + 1 if before else cue.i + 12)
        if inverted is not None:
            return inverted
        by_tree = self._speakers.of_cue(cue)
        if by_tree is not None:
            return by_tree
        if cue.pos_ == "NOUN":
            owner = next((c for c in cue.children if c.dep_ == "nmod:poss"), None)
            return self._speakers.at(owner) if owner is not None else self._speakers.of_cue(cue.head)
        return self._speakers.before(cue, before[0].i) if before else None

    def _label(self, before: list[Token]) -> Speaker | None:
        """ "Mr. Putin, through an interpreter:": the first name of the label."""
        named = next((t for t in before if self._speakers.is_name(t)), None)
        return self._speakers.at(named) if named is not None else None
