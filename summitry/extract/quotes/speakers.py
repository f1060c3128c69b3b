"""Who speaks: the noun phrase that a cue belongs to, and the entity it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from summitry.extract.coreference.lookup import UNNAMED, plural_antecedents, referent_at
from summitry.extract.quotes.layout import Layout
from summitry.extract.quotes.words import QuoteWords
from summitry.extract.state import text_of
from summitry.records import Mention

_SUBJECT = ("nsubj", "nsubj:outer", "nsubj:pass", "csubj")
_INHERITS = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp", "dep"})
_INSIDE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "nmod:poss",
        "nummod",
        "nmod:desc",
        "flat",
        "case",
        "fixed",
        "nmod:unmarked",
        "advmod",
        "det:predet",
        "goeswith",
    }
)
_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "one",
        "some",
        "many",
        "several",
        "another",
        "other",
        "this",
        "that",
        "these",
        "those",
        "two",
        "three",
        "most",
        "few",
    }
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
QUOTING = frozenset({"quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"})
_NO_SPEAKER = frozenset({"it", "which", "that", "what", "this", "there", "these", "those"})
_NEVER = frozenset({"that", "which", "what", "this", "there", "his", "her", "their", "its"})
_STAND_ALONE = frozenset({"those", "one", "others", "another", "some", "many"})
_POSSESSORS = frozenset({"his", "her", "its", "their"})
_BEFORE_CUE = frozenset({"he", "she", "it", "they", "i", "we"})
_PERSONAL = frozenset({"he", "she", "they", "who", "i", "we"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as named at one place: character span, entity key (None for the unnamed or joint) and the name to show."""

    start: int
    end: int
    key: str | None
    name: str | None
    head: int


def subject_token(cue: Token) -> Token | None:
    """The subject of a cue, going up through coordination and participles when it has none of its own."""
    node = cue
    for _ in range(6):
        subject = _own_subject(node, cue)
        if subject is not None:
            return subject
        if node.dep_ in {"acl:relcl", "acl"} and not (node.lower_.endswith("ing") and _after_comma(node)):
            return node.head
        inherits = node.dep_ in _INHERITS or node.dep_ in {"acl", "acl:relcl"}
        if not inherits or node.head == node or (node.dep_ == "ccomp" and node == cue and not node.lower_.endswith("ing")):
            return None
        up = node.head
        if up.lower_ in QUOTING and not any(c.dep_ == "aux:pass" for c in up.children):
            # "Khatib quoted the king as saying": the one quoted speaks.
            return next((c for c in up.children if c.dep_ == "obj"), None)
        node = up
        while node.pos_ in {"NOUN", "PROPN"} and node.head != node and not any(c.dep_ in _SUBJECT for c in node.children):
            node = node.head
    return None


def _own_subject(node: Token, cue: Token) -> Token | None:
    for label in _SUBJECT:
        # "He was quoted as saying": the subject of the passive speaks; "he was told" is spoken to.
        found = [c for c in node.children if c.dep_ == label and not (label == "nsubj:pass" and node == cue)]
        if found:
            # Of two subjects ("Assistant Secretary ... Richard Perle said") the name is the one.
            return next((c for c in reversed(found) if c.pos_ == "PROPN" and c.i < node.i), found[0])
    if node == cue:
        return next((c for c in node.children if c.dep_ == "obl:agent"), None)
    return None


def _after_comma(token: Token) -> bool:
    doc = token.doc
    return any(doc[i].text == "," for i in range(max(0, token.i - 2), token.i))


class SpeakerFinder:
    """Turns speaker tokens into Speakers for one document."""

    def __init__(self, layout: Layout, words: QuoteWords, covering: dict[int, Mention]) -> None:
        self._layout = layout
        self._doc: Doc = layout.doc
        self._words = words
        self._covering = covering
        self._descriptions: dict[str, str] = {}
        self._by_offset = {m.start: m for m in self._doc._.mentions if m.kind == "nominal"}

    def of_cue(self, cue: Token) -> Speaker | None:
        """The speaker of a verb cue by the tree, or by the words around it when the tree has none."""
        subject = subject_token(cue)
        if cue.lower_ in QUOTING:
            subject = next((c for c in cue.children if c.dep_ == "obj" and c.i > cue.i), subject)
        elif cue.lower_.endswith("ing") and _after_comma(cue):
            subject = self._governing_subject(cue) or subject
        near = self._pronoun_before(cue)
        if near is not None and (subject is None or subject.i < near.i):
            subject = near
        if subject is None or subject.pos_ not in _NOMINAL or subject.lower_ in _NEVER or self._layout.mark_over(subject.i) is not None:
            return None
        start, _ = self._layout.sentence(cue.i)
        return self.at(subject) if subject.i >= start else None

    def _pronoun_before(self, cue: Token) -> Token | None:
        """The personal pronoun right before the cue, auxiliaries and adverbs apart: "Mr. Barak, it said, ..."."""
        for token in reversed(self._layout.words(max(0, cue.i - 5), cue.i)):
            if token.pos_ == "PRON" and token.lower_ in _BEFORE_CUE:
                return token
            if token.pos_ not in {"AUX", "ADV"}:
                return None
        return None

    def _governing_subject(self, cue: Token) -> Token | None:
        """ "said the treaty held, adding that": the subject of the cue that governs the participle, not of the clause before it."""
        node = cue
        for _ in range(6):
            if node.head == node:
                return None
            node = node.head
            if self._words.takes_clause(node) and self._layout.mark_over(node.i) is None and (own := _own_subject(node, node)) is not None:
                return own
        return None

    def is_name(self, token: Token) -> bool:
        """True when the token lies in the name of a person or a body."""
        return token.i in self._covering and self._covering[token.i].entity_type in {"person", "organization", "country"}

    def inverted(self, cue: Token, end: int) -> Speaker | None:
        """The speaker behind the cue in ", said the Russian leader"; None when the cue is not inverted."""
        previous = self._layout.previous_word(cue.i)
        if previous is None or not (previous.text in {",", "—", "–", "--", "-"} or previous.is_quote or previous.text in {"''", "’", "'"}):
            return None
        following = self._layout.next_word(cue.i)
        if following is None or following.i >= end or cue.lower_.endswith("ing"):
            return None
        if following.pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM"} or following.i in self._covering or following.lower_ in _POSSESSORS:
            return self.after(cue.i, end)
        return None

    def after(self, i: int, end: int) -> Speaker | None:
        """The speaker of an inverted cue ("said the Russian leader"): the first noun phrase after token `i`."""
        words = self._layout.words(i + 1, min(end, i + 12))
        for n, token in enumerate(words):
            if token.text in {",", ";", ":", "."} and n:
                return None
            following = words[n + 1] if n + 1 < len(words) else None
            named = self._covering.get(token.i)
            possesses = following is not None and following.lower_ in _POSSESSIVE
            modifies = named is not None and named.entity_type != "person" and following is not None and following.pos_ in {"NOUN", "ADJ"}
            if (named is not None and not modifies and not possesses) or (token.pos_ == "PRON" and token.lower_ not in _POSSESSORS):
                return self.at(token)
            if possesses:
                continue
            ends = following is None or (following.pos_ not in {"NOUN", "PROPN", "ADJ", "PART"} and following.i not in self._covering)
            if token.pos_ in {"NOUN", "PROPN"} and ends:
                return self.at(token)
            if token.pos_ in {"VERB", "SCONJ"}:
                return None
        return None

    def before(self, cue: Token, start: int) -> Speaker | None:
        """The noun phrase next before the cue, for sentences that the parser got wrong."""
        for token in reversed(self._layout.words(max(start, cue.i - 14), cue.i)):
            if token.i in self._covering or (token.pos_ == "PRON" and token.lower_ in _PERSONAL):
                return None if any(c.dep_ == "case" and c.lower_ not in _POSSESSIVE for c in token.children) else self.at(token)
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"obl", "nmod", "obj", "obl:unmarked", "nmod:unmarked", "compound"}:
                return self.at(token)
            if token.text in {".", ";", ":"} or token.pos_ == "VERB":
                return None
        return None

    def at(self, token: Token) -> Speaker | None:
        """The Speaker whose phrase is headed by the token."""
        doc = self._doc
        if token.lower_ in {"who", "whom", "which"} and token.dep_ != "ROOT":
            relative = _relative_head(token)
            if relative is not None and relative != token:
                return self.at(relative)
        name_token = self._name_of(token)
        mention = self._covering.get(name_token.i) if name_token is not None else None
        joint = self._joint(token)
        if joint is not None:
            return joint
        if mention is not None:
            if mention.entity_type in {"event", "treaty"}:
                return None
            entity = doc._.entities.get(mention.entity_key) if mention.entity_key else None
            return Speaker(
                mention.start, mention.end, mention.entity_key if entity else None, entity.name if entity else mention.surface, token.i
            )
        start, end = self.span(token)
        apposed = self._apposed(start, end)
        if apposed is not None:
            return self.at(apposed)
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        key = referent_at(doc, token)
        if key is not None and key in doc._.entities:
            return Speaker(a, b, key, doc._.entities[key].name, token.i)
        group = plural_antecedents(doc, token)
        if group:
            return Speaker(a, b, None, "; ".join(doc._.entities[k].name for k in group if k in doc._.entities) or None, token.i)
        if end == start + 1 and (token.pos_ == "PRON" or token.lower_ in _NO_SPEAKER) and token.lower_ not in _STAND_ALONE:
            return self._pronoun(token, a, b, key)
        return Speaker(a, b, None, self._describe(key, text_of(doc)[a:b]), token.i)

    def _apposed(self, start: int, end: int) -> Token | None:
        """The last word of a person's name just before the phrase and a comma: "Richard Perle, assistant secretary of defence, said"."""
        comma = self._layout.previous_word(start)
        if comma is None or comma.text != ",":
            return None
        name = self._layout.previous_word(comma.i)
        following = self._layout.next_word(end - 1)
        if name is None or name.i not in self._covering or self._covering[name.i].entity_type != "person":
            return None
        return name if following is not None and following.text == "," else None

    def _pronoun(self, token: Token, a: int, b: int, key: str | None) -> Speaker:
        return Speaker(a, b, None, self._description_of(key) if key else None, token.i)

    def _name_of(self, token: Token) -> Token | None:
        """The token itself when it is in a name, or the name that it introduces ("spokesman Dmitry Peskov", "the minister, A. Safadi")."""
        if token.i in self._covering:
            mention = self._covering[token.i]
            if mention.entity_type != "person":
                for child in token.children:
                    if child.dep_ in {"flat", "appos"} and child.i in self._covering and self._covering[child.i].entity_type == "person":
                        return child
            return token
        for child in token.children:
            introduces = child.dep_ in {"flat", "appos"} or (child.dep_ == "nmod:desc" and child.i > token.i)
            if introduces and child.i in self._covering and self._covering[child.i].entity_type in {"person", "organization"}:
                return child
        following = self._layout.next_word(token.i)
        if (
            following is not None
            and following.i in self._covering
            and self._covering[following.i].entity_type == "person"
            and token.pos_ in {"NOUN", "PROPN"}
        ):
            return following
        return None

    def _joint(self, token: Token) -> Speaker | None:
        """ "Bush and Blair said": both, when both have names."""
        others = [c for c in token.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} and c.i > token.i]
        if not others or others[-1].i - token.i > 14:
            return None
        doc = self._doc
        keys = [self._key(t) for t in (token, *others)]
        named = [k for k in keys if k is not None]
        if len(named) != len(keys) or len(set(named)) < 2:
            return None
        start, _ = self.span(token)
        _, end = self.span(others[-1])
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        return Speaker(a, b, None, "; ".join(doc._.entities[k].name for k in named), token.i)

    def _key(self, token: Token) -> str | None:
        near = self._name_of(token) or token
        key = referent_at(self._doc, near)
        return key if key is not None and key in self._doc._.entities else None

    def span(self, token: Token) -> tuple[int, int]:
        """Token bounds of the noun phrase: what hangs on its head without relative clauses and appositions."""
        if token.i in self._covering:
            mention = self._covering[token.i]
            inside = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if inside is not None:
                return inside.start, inside.end
        start, end = token.i, token.i + 1
        if token.pos_ == "PRON" and token.lower_ not in _STAND_ALONE:
            return start, end
        for child in sorted((c for c in token.children if c.i < token.i), key=lambda c: -c.i):
            left = child.left_edge.i
            if (
                child.dep_ in _INSIDE
                and child.lower_ not in {"according", "only", "even", "but"}
                and child.right_edge.i < start
                and start - child.right_edge.i <= 2
            ):
                start = left
            elif not child.is_space and child.dep_ != "punct":
                break
        for child in sorted((c for c in token.children if c.i > token.i), key=lambda c: c.i):
            if child.is_space:
                continue
            near = all(t.is_space for t in self._doc[end : child.left_edge.i])
            if near and child.dep_ in {"nmod", "flat", "nmod:desc", "compound", "acl:relcl", "acl"} and child.right_edge.i - token.i < 12:
                end = child.right_edge.i + 1
            else:
                break
        while end > token.i + 1 and (self._doc[end - 1].is_space or self._doc[end - 1].is_punct):
            end -= 1
        return start, end

    def _description_of(self, key: str) -> str | None:
        if not key.startswith(UNNAMED):
            return None
        mention = self._by_offset.get(int(key[len(UNNAMED) :]))
        return self._describe(None, mention.surface) if mention is not None else None

    def _describe(self, key: str | None, surface: str) -> str:
        """ "unnamed Western diplomat" for "a Western diplomat"; a later "one official" takes over what was said of officials before."""
        if key is not None and key.startswith(UNNAMED):
            first = self._by_offset.get(int(key[len(UNNAMED) :]))
            if first is not None and len(first.surface) > len(surface):
                surface = first.surface
        words = surface.split()
        definite = words[0].lower() in {"the", "his", "her", "its", "their"} if words else False
        while (
            len(words) > 1 and words[1].lower() != "who" and (words[0].lower() in _DETERMINERS or words[0].lower() in self._words.anonymous)
        ):
            words = words[1:]
        noun = words[-1].lower().rstrip("s") if words else ""
        if len(words) == 1 and noun in self._descriptions:
            words = [*self._descriptions[noun].split()[:-1], words[0]]
        elif len(words) > 1:
            self._descriptions.setdefault(noun, " ".join(words))
        name = " ".join(words)
        is_document = noun in self._words.documents
        return (
            name
            if definite or words[0].lower() in {"those", "they"} or is_document or (name[:1].isupper() and len(words) == 1)
            else f"unnamed {name}"
        )


def _relative_head(token: Token) -> Token | None:
    node = token
    for _ in range(8):
        if node.dep_ == "acl:relcl":
            return node.head
        if node.head == node:
            return None
        node = node.head
    return None
