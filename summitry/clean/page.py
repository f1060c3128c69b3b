"""The paragraphs of one text while their roles are being found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summitry.clean.datelines import lone_place, match_dateline
from summitry.clean.furniture import role_patterns, words
from summitry.clean.lines import Paragraph
from summitry.clean.shapes import before_dash, ends_sentence, is_date_line, is_list_item, is_menu, is_turn, letters
from summitry.lexicon import Lexicon
from summitry.records import LineRole

#: A paragraph of so many words that ends like a sentence is prose; also without the end when it was wrapped over several lines.
LONG_PROSE = 20
#: So many words that end like a sentence are prose, unless they stand first.
SHORT_PROSE = 8


@dataclass(slots=True)
class Page:
    """All that role finding asks about a paragraph, by its index; `roles` are those found so far."""

    text: str
    paragraphs: Sequence[Paragraph]
    lexicon: Lexicon
    roles: list[LineRole | None]
    _prose: dict[int, bool] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def line(self, i: int) -> str:
        """The paragraph with white space folded."""
        return self.paragraphs[i].text

    def raw(self, i: int) -> str:
        """The paragraph as it stands."""
        return self.text[self.paragraphs[i].start : self.paragraphs[i].end]

    def count(self, i: int) -> int:
        """How many words it has."""
        return len(self.line(i).split())

    def ends(self, i: int) -> bool:
        """Does it end like a sentence?"""
        return ends_sentence(self.line(i))

    def is_menu(self, i: int) -> bool:
        """A menu, a breadcrumb or a masthead."""
        return is_menu(self.raw(i))

    def is_list_item(self, i: int) -> bool:
        """An item of a list."""
        return is_list_item(self.raw(i))

    def is_prose(self, i: int) -> bool:
        """Running text without a role yet: several sentences or one long one, a dateline, or a turn of a transcript."""
        if self.roles[i] is not None:
            return False
        if i not in self._prose:
            self._prose[i] = self._reads_as_prose(i)
        return self._prose[i]

    def runs_on(self) -> bool:
        """Does the first paragraph stand alone or go on in the next without a blank line? If not, a first sentence is a headline."""
        return len(self) == 1 or (not self.paragraphs[1].gap and self.is_prose(1))

    def has_dateline(self, i: int, *, whole: bool = False) -> bool:
        """Does it begin with a dateline, or (`whole`) hold nothing else?"""
        paragraph = self.paragraphs[i]
        dateline = match_dateline(self.text, paragraph.start, paragraph.end, self.lexicon)
        return dateline is not None and (not whole or dateline.end >= paragraph.end - 1)

    def is_place_line(self, i: int) -> bool:
        """`Los Angeles, CA` or `South Court Auditorium`: where something was said, on a line of its own."""
        text = self.line(i)
        if self.count(i) > 8 or self.ends(i) or ":" in text or not text[0].isupper() or self.is_menu(i):
            return False
        if lone_place(self.text, self.paragraphs[i].start, self.paragraphs[i].end) and self._is_known_place(text):
            return True
        return not words("venue_nouns").isdisjoint(w.strip(",.").lower() for w in text.split()[-3:])

    def beside_picture(self, i: int) -> bool:
        """A short line without a full stop that repeats words of the credit or caption next to it."""
        bare = letters(before_dash(self.line(i)))
        if self.ends(i) or self.count(i) > 20 or len(bare) <= 6:
            return False
        near = [j for j in (i - 1, i - 2, i + 1) if 0 <= j < len(self) and self.roles[j] in ("caption", "credit")]
        return any(bare in letters(self.line(j)) for j in near)

    def _reads_as_prose(self, i: int) -> bool:
        text, count = self.line(i), self.count(i)
        if is_date_line(text) or self.is_menu(i) or any(p.match(text, count, False) for p in role_patterns()):
            return False
        if (count > 5 and self.has_dateline(i)) or (count >= 4 and is_turn(text)):
            return True
        if count >= LONG_PROSE and (self.ends(i) or len(self.paragraphs[i].lines) > 1):
            return True
        if i > 0:
            return count >= SHORT_PROSE and self.ends(i)
        return count >= 4 and self.ends(i) and self.runs_on()

    def _is_known_place(self, text: str) -> bool:
        place, _, region = (part.strip() for part in text.partition(","))
        if self.lexicon.country_of_place(place) is not None or self.lexicon.cities(place):
            return True
        return any(e.entity_type in ("country", "place") for e in self.lexicon.lookup(region))
