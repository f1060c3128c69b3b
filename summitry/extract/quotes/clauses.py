"""Indirect and mixed speech: the clause that a cue reports."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from summitry.extract.quotes.finding import Finding
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.speakers import Speaker, SpeakerFinder, subject_token
from summitry.extract.quotes.words import SAY, QuoteWords
from summitry.records import QuoteKind

_FINITE = frozenset({"VERB", "AUX"})
_CLAUSE_DEPS = frozenset({"ccomp", "parataxis", "obj", "xcomp"})
_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl", "amod", "aux", "aux:pass", "cop", "csubj", "xcomp", "nmod"})


class ClauseReader:
    """Reads the clauses that cues report. Cues inside quotations are left alone; `taken` are spans already found."""

    def __init__(self, layout: Layout, words: QuoteWords, speakers: SpeakerFinder, headlines: frozenset[int] = frozenset()) -> None:
        self._headlines = headlines
        self._layout = layout
        self._doc = layout.doc
        self._words = words
        self._speakers = speakers

    def read(self, token: Token, used: bool) -> Iterator[Finding]:
        """Yield what the token reports, if it is a cue. `used` says that it already introduced direct speech."""
        if self._layout.mark_over(token.i) is not None:
            return
        if self._words.takes_clause(token):
            if token.dep_ not in {"amod", "compound"} or token.is_upper or token.i in self._headlines:
                yield from self._verb(token, used)
        elif token.lower_ == "according" and not used:
            yield from self._according(token)
        elif token.lower_ in self._words.nouns and token.pos_ == "NOUN":
            yield from self._noun(token)
        elif token.lower_ in self._words.light_nouns and token.pos_ == "NOUN":
            yield from self._light(token)

    def _segment(self, i: int) -> tuple[int, int]:
        """The sentence around token `i`, or its part between semicolons; semicolons inside quotations do not count."""
        start, end = self._layout.sentence(i)
        for token in self._layout.words(start, end):
            if token.text == ";" and self._layout.mark_over(token.i) is None:
                if token.i < i:
                    start = token.i + 1
                else:
                    return start, token.i
        return start, end

    # verbs ----------------------------------------------------------------------------------------------------------------------

    def _verb(self, cue: Token, used: bool) -> Iterator[Finding]:
        start, end = self._segment(cue.i)
        if cue.i < start:
            return
        if self._passive(cue):
            return
        right = [] if self._interposed(cue, start, end) else list(self._right(cue, end))
        if not right and cue.i in self._headlines and cue.i > start:
            rest = self._layout.words(cue.i + 1, end)
            if len(rest) > 2 and cue.lower_ in SAY and rest[0].text not in {",", ":"}:
                right = [(rest[0].i, end)]
        if right:
            speaker = self._speakers.of_cue(cue) or (self._speakers.before(cue, start) if cue.lower_ in SAY else None)
            for a, b in right:
                yield from self._finding(cue, cue.text, speaker, a, b, 0.85)
            return
        introduced = _as_report(cue)
        if introduced is not None and introduced.i <= start + 2:
            yield from self._as(cue, end)
            return
        following = self._layout.next_word(cue.i)
        if following is not None and following.text == ":":
            return
        if not used and cue.lower_ not in self._words.weak:
            yield from self._left(cue, start, end)

    @staticmethod
    def _passive(cue: Token) -> bool:
        """ "was told that", "written on a scroll": nobody is said to speak, unless an agent or an empty "it" stands there."""
        children = list(cue.children)
        if any(c.dep_ == "obl:agent" or c.lower_ == "it" for c in children):
            return False
        return any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in children)

    def _interposed(self, cue: Token, start: int, end: int) -> bool:
        """True for "The goal, he said, is ...": cue and speaker between commas, and the clause begins before them."""
        clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
        if clause is None or any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
            return False
        subject = subject_token(cue)
        own = next((c for c in clause.children if c.dep_.startswith(("nsubj", "csubj", "expl"))), None)
        if own is not None and own.i > cue.i and subject is not None and subject.i < cue.i:
            return False
        opening = min(cue.i, subject.left_edge.i) if subject is not None and subject.i < cue.i and subject.left_edge.i > start else cue.i
        comma = self._layout.previous_word(opening)
        closing = any(t.text == "," for t in self._layout.words(cue.i + 1, clause.i))
        return comma is not None and comma.text == "," and comma.i > start and closing

    def _right(self, cue: Token, end: int) -> Iterator[tuple[int, int]]:
        """Token spans of the clauses after the cue."""
        clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
        that = self._that(cue, end, clause)
        if clause is None and that is None:
            return
        if that is None and (cue.lower_ in self._words.weak or (clause is not None and not _finite(clause))):
            return
        if clause is None:
            yield that + 1 if that is not None else cue.i + 1, self._stop(cue, that or cue.i, end)
            return
        first = clause.left_edge.i
        if that is not None and that < clause.i:
            first = that + 1
        first = max(first, cue.i + 1)
        if that is None or that > clause.i:
            first = self._after_adjuncts(first, clause)
        while first < clause.i and (self._doc[first].is_space or self._doc[first].text in {",", ":", "that"}):
            first += 1
        last = self._right_edge(clause, end)
        split = next(
            (
                c
                for c in clause.children
                if c.dep_ == "conj" and c.i < last and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
            ),
            None,
        )
        if split is not None:
            mark = next(m for m in split.children if m.lower_ == "that")
            cut = mark.i
            while cut > first and (self._doc[cut - 1].is_space or self._doc[cut - 1].pos_ in {"CCONJ", "PUNCT", "ADV"}):
                cut -= 1
            yield first, cut
            yield mark.i + 1, last
            return
        yield first, last
        rest = [t for t in self._layout.words(last, end) if t.pos_ not in {"PUNCT", "ADV"}]
        if len(rest) > 2 and rest[0].pos_ == "CCONJ" and rest[1].lower_ == "that" and rest[1].pos_ == "SCONJ":
            yield rest[1].i + 1, self._stop(cue, rest[1].i, end)

    def _after_adjuncts(self, first: int, clause: Token) -> int:
        """ "said on television a pact would": what stands before the subject and opens with a preposition belongs to the cue."""
        subject = next((c for c in clause.children if c.dep_.startswith(("nsubj", "csubj", "expl")) and c.i < clause.i), None)
        if subject is None or subject.left_edge.i <= first:
            return first
        words = self._layout.words(first, subject.left_edge.i)
        if (
            words
            and (words[0].pos_ == "ADP" or words[0].dep_ in {"obl:unmarked", "nmod:unmarked"})
            and not any(t.text == "," for t in words)
        ):
            return subject.left_edge.i
        return first

    def _that(self, cue: Token, end: int, clause: Token | None) -> int | None:
        """Index of the "that" that opens the clause: by the tree, else the next one with no other verb between."""
        if clause is not None:
            marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"that", "whether", "if", "how"}]
            if marks:
                return marks[0].i if marks[0].lower_ == "that" and marks[0].i > cue.i else None
        limit = clause.i if clause is not None else min(end, cue.i + 25)
        for token in self._layout.words(cue.i + 1, limit):
            if token.lower_ == "that" and token.pos_ in {"SCONJ", "PRON"} and token.dep_ in {"mark", "dep"}:
                return token.i
            if token.text in {".", ";", ":"} or (token.pos_ in _FINITE and token.dep_ not in {"acl", "amod"}):
                return None
        return None

    def _right_edge(self, clause: Token, end: int) -> int:
        """One past the last token of the clause; reports by other cues and attributions at its end are cut off."""
        last = min(clause.right_edge.i + 1, end)
        rest = self._layout.words(last, end)
        if rest and (rest[0].pos_ in {"ADP", "NOUN", "PROPN", "NUM"} or self._opens_mark(rest)):
            last = end
        for token in self._layout.words(clause.i + 1, last):
            if self._layout.mark_over(token.i) is None and self._cuts(token, last):
                return token.i
        return last

    def _opens_mark(self, rest: list[Token]) -> bool:
        """True when a quotation follows at once (", but, " apart), which the parser left out of the clause."""
        for token in rest[:4]:
            if token.text in {'"', "“", "``", "‘", "«"}:
                return True
            if token.text != "," and token.pos_ not in {"CCONJ", "PUNCT"}:
                return False
        return False

    def _cuts(self, token: Token, end: int) -> bool:
        """True when the report ends before the token: ", adding that", "and said that", "though he acknowledged", ", despite"."""
        if token.text in {",", "-", "—", "–", "--"}:
            following = self._layout.next_word(token.i)
            if following is not None and following.lower_ == "despite":
                return True
            return self._starts_report(token.i, end)
        if token.pos_ in {"CCONJ", "SCONJ"} and token.lower_ in {"and", "but", "though", "although", "while"}:
            words = self._layout.words(token.i + 1, min(end, token.i + 5))
            words = [w for w in words if w.pos_ not in {"ADV", "PUNCT"} and w.pos_ != "AUX"]
            if (
                words
                and self._words.takes_clause(words[0])
                and words[0].lower_ in self._words.clause
                and words[0].dep_ in {"conj", "ccomp", "parataxis"}
            ):
                return self._has_clause(words[0])
            if self._new_speaker(token, end):
                return True
            if len(words) > 1 and words[0].lower_ in {"he", "she", "it", "they"} and words[1].lower_ in self._words.clause:
                return self._words.takes_clause(words[1]) and self._has_clause(words[1])
        return False

    def _new_speaker(self, conjunction: Token, end: int) -> bool:
        """True for ", and the two leaders agreed that": someone else is reported behind the comma."""
        comma = self._layout.previous_word(conjunction.i)
        if comma is None or comma.text not in {",", "-", "—", "–", "--"}:
            return False
        for token in self._layout.words(conjunction.i + 1, min(end, conjunction.i + 9)):
            if token.pos_ in _FINITE:
                return self._words.takes_clause(token) and any(
                    c.dep_ == "ccomp" and c.i > token.i and any(m.lower_ == "that" for m in c.children) for c in token.children
                )
        return False

    @staticmethod
    def _has_clause(cue: Token) -> bool:
        return any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)

    def _starts_report(self, comma: int, end: int) -> bool:
        """True when another report begins behind a comma: ", adding that", ", according to"."""
        following = self._layout.words(comma + 1, min(end, comma + 4))
        if not following:
            return False
        word = following[0]
        if word.lower_ == "according":
            return True
        if word.lower_ in {"and", "but", "while"} and len(following) > 1:
            word = following[1]
        return (
            word.lower_.endswith("ing")
            and self._words.takes_marks(word)
            and word.dep_ in {"advcl", "conj", "ccomp", "parataxis", "acl", "xcomp"}
        )

    def _stop(self, cue: Token, start: int, end: int) -> int:
        for token in self._layout.words(start + 1, end):
            if self._layout.mark_over(token.i) is None and self._cuts(token, end):
                return token.i
        return end

    def _as(self, cue: Token, end: int) -> Iterator[Finding]:
        """ "As I told the king, we appreciate ...": the main clause behind the comma is what was said."""
        inside = max((t.i for t in cue.subtree if t.i < end), default=cue.i)
        commas = [t.i for t in self._layout.words(cue.i + 1, end) if t.text == ","]
        comma = next((i for i in commas if i >= inside), None) or next(iter(reversed([i for i in commas if i <= inside])), None)
        if comma is not None and any(t.pos_ in _FINITE for t in self._layout.words(comma + 1, end)):
            yield from self._finding(cue, cue.text, self._speakers.of_cue(cue), comma + 1, end, 0.7)

    # fronted ----------------------------------------------------------------------------------------------------------------------

    def _left(self, cue: Token, start: int, end: int) -> Iterator[Finding]:
        """The clause in front of "..., he said" or around "The goal, he said, is ..."."""
        previous = self._layout.previous_word(cue.i)
        if previous is None:
            return
        speaker = self._speakers.inverted(cue, end)
        inverted = speaker is not None
        if speaker is None:
            speaker = self._speakers.of_cue(cue)
            if speaker is not None and speaker.end > cue.idx:
                speaker = None
        if speaker is None:
            speaker = self._speakers.before(cue, start)
        if speaker is None:
            return
        begin = cue.i if inverted else min(self._layout.token_from(speaker.start), cue.i)
        while (
            begin > start
            and self._doc[begin - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "SPACE", "NUM", "PART"}
            and self._doc[begin - 1].text != ","
            and not inverted
        ):
            begin -= 1
        comma = self._layout.previous_word(begin)
        if comma is None or comma.text not in {",", "-", "—", "–", "--"} or comma.i < start:
            return
        words = self._layout.words(start, comma.i)
        if not words or self._layout.mark_over(comma.i) is not None:
            return
        tail = self._tail(cue, speaker, end)
        speaker = self._source(max(cue.i, self._layout.token_from(speaker.end) - 1), end) or speaker
        if tail is None:
            if not self._is_clause(words, cue) or (self._words.takes_clause(words[0]) and words[0].lower_.endswith("ing")):
                return
            yield from self._finding(cue, cue.text, speaker, start, comma.i, 0.8)
            return
        if any(t.pos_ in _FINITE for t in [*words, *self._layout.words(tail, end)]):
            yield from self._finding(cue, cue.text, speaker, start, end, 0.75)

    @staticmethod
    def _is_clause(words: list[Token], cue: Token) -> bool:
        """True when the words in front of the cue hold a main clause, not only "following the visit" or "as we go on"."""
        heads = [t for t in words if t.pos_ in _FINITE or any(c.dep_ == "cop" for c in t.children)]
        if any(t.dep_ not in _SUBORDINATE for t in heads):
            return True
        with_subject = [
            t for t in heads if any(c.dep_.startswith("nsubj") for c in t.children) and not any(c.dep_ == "mark" for c in t.children)
        ]
        return bool(with_subject) and words[0].pos_ not in {"SCONJ", "ADV"}

    def _source(self, i: int, end: int) -> Speaker | None:
        """The original speaker in ", citing an official" behind token `i`."""
        words = self._layout.words(i + 1, min(end, i + 8))
        for comma, word in zip(words, words[1:], strict=False):
            if comma.text == "," and word.lower_ in {"citing", "quoting"}:
                return self._speakers.after(word.i, end)
        return None

    def _tail(self, cue: Token, speaker: Speaker, end: int) -> int | None:
        """Where the reported clause goes on behind an inserted cue; None when it does not."""
        after = max(cue.i, self._layout.token_from(speaker.end) - 1)
        for token in self._layout.words(after + 1, end):
            if token.text in {",", "-", "—", "–", "--"}:
                following = self._layout.words(token.i + 1, end)
                if len(following) < 2 or self._starts_report(token.i, end):
                    return None
                first = following[0]
                if first.lower_.endswith("ing") or first.lower_ in {"who", "which", "whose", "while", "as", "when", "after", "before"}:
                    return None
                if first.lower_ in {"and", "but"} and following[1].pos_ in _FINITE:
                    return None
                if first.pos_ == "PROPN" or first.lower_ in {"a", "the"} and first.head.dep_ == "appos":
                    continue
                return token.i + 1
            if token.text in {";", ":"}:
                return None
        return None

    # other constructions ----------------------------------------------------------------------------------------------------------

    def _according(self, cue: Token) -> Iterator[Finding]:
        to = self._layout.next_word(cue.i)
        if to is None or to.lower_ != "to":
            return
        start, end = self._layout.sentence(cue.i)
        speaker = self._speakers.after(to.i, end)
        if (
            speaker is None
            or speaker.name is None
            or self._doc[speaker.head].lower_ in {"plan", "schedule", "law", "tradition", "rules", "data", "figures"}
        ):
            return
        stop = self._layout.token_from(speaker.end)
        rest = self._layout.words(stop, end)
        comma = next((t for t in rest if t.text == ","), None)
        before = [t for t in self._layout.words(start, cue.i) if not t.is_punct]
        if len(before) < 2:
            if comma is not None and not (comma.i - stop > 14):
                while comma is not None and self._apposition(comma, rest):
                    comma = next((t for t in rest if t.text == "," and comma is not None and t.i > comma.i), None)
                if comma is not None:
                    source = self._source(comma.i - 1, end)
                    after = next((t for t in rest if t.text == "," and t.i > comma.i), None) if source is not None else None
                    if source is not None and after is not None:
                        speaker, comma = source, after
                    yield from self._finding(cue, "according to", speaker, comma.i + 1, end, 0.85)
            return
        previous = self._layout.previous_word(cue.i)
        last = previous.i if previous is not None and previous.text in {",", "-", "—", "–"} else cue.i
        if comma is not None and not comma.i - stop > 8 and len(rest) > 6 and previous is not None and previous.text == ",":
            tail = [t for t in rest if t.i > comma.i]
            if (
                tail
                and not tail[0].lower_.endswith("ing")
                and tail[0].pos_ in {"VERB", "AUX", "ADP", "DET", "PRON", "SCONJ"}
                and tail[0].lower_ not in {"who", "which"}
            ):
                last = end
        yield from self._finding(cue, "according to", speaker, start, last, 0.8)

    @staticmethod
    def _apposition(comma: Token, rest: list[Token]) -> bool:
        following = [t for t in rest if t.i > comma.i]
        return bool(following) and any(t.dep_ == "appos" and t.left_edge.i <= following[0].i <= t.i for t in following[:6])

    def _noun(self, noun: Token) -> Iterator[Finding]:
        """ "denials by Putin that ...", "the minister's claim that ..."."""
        start, end = self._layout.sentence(noun.i)
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
        if owner is None:
            owner = next((c for c in noun.children if c.dep_ == "nmod" and any(g.lower_ in {"by", "from"} for g in c.children)), None)
        if owner is None:
            return
        last = owner.i if owner.i > noun.i else noun.i
        that = next(
            (t for t in self._layout.words(last + 1, min(end, last + 8)) if t.lower_ == "that" and t.pos_ in {"SCONJ", "PRON"}), None
        )
        speaker = self._speakers.at(owner)
        if that is None or speaker is None:
            return
        yield from self._finding(noun, noun.text, speaker, that.i + 1, self._that_end(that, end), 0.7)

    def _light(self, noun: Token) -> Iterator[Finding]:
        """ "raised the possibility that", "expressed concern that"."""
        verb = noun.head
        if noun.dep_ not in {"obj", "obl"} or verb.lower_ not in self._words.light_verbs or self._layout.mark_over(verb.i) is not None:
            return
        start, end = self._layout.sentence(noun.i)
        that = next((t for t in self._layout.words(noun.i + 1, min(end, noun.i + 6)) if t.lower_ == "that" and t.pos_ == "SCONJ"), None)
        if that is None:
            return
        cue = self._doc.text[verb.idx : noun.idx + len(noun)] if 0 < noun.i - verb.i < 5 else verb.text
        yield from self._finding(verb, cue, self._speakers.of_cue(verb), that.i + 1, self._that_end(that, end), 0.75)

    def _that_end(self, that: Token, end: int) -> int:
        clause = that.head
        if clause.i > that.i:
            return self._right_edge(clause, end)
        return self._stop(that, that.i, end)

    # writing ------------------------------------------------------------------------------------------------------------------------

    def _finding(self, cue: Token, text: str, speaker: Speaker | None, start: int, end: int, confidence: float) -> Iterator[Finding]:
        """Yield the clause over the tokens `[start, end)`, its kind by the marks in it."""
        span = self._layout.trim(start, end)
        if span is None or span[1] - span[0] < 8:
            return
        a, b = span
        kind: QuoteKind = "indirect"
        for mark in self._layout.marks_in(a, b):
            if mark.open <= a and b <= mark.close:
                kind, a, b = "direct", mark.start, mark.end
            elif a <= mark.open and mark.close <= b + 1:
                kind = "mixed"
        yield Finding(a, b, kind, cue, text, speaker, a, confidence if speaker is not None else confidence - 0.3)


def _as_report(cue: Token) -> Token | None:
    """The "as" of "As I told the president, ...", when the cue stands in such a clause."""
    return next((c for c in cue.children if c.dep_ == "mark" and c.lower_ == "as" and c.i < cue.i), None)


def _finite(clause: Token) -> bool:
    """True for a clause with a finite verb: a subject, and no "to" or bare participle."""
    children = list(clause.children)
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in children):
        return False
    subject = any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in children)
    if clause.lower_.endswith("ing") and not any(c.dep_.startswith("aux") for c in children):
        return False
    return subject or any(c.dep_ in {"aux", "cop", "aux:pass"} for c in children)
