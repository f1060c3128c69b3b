"""Picture captions that no formula gives away: they stand under the headline and show what is seen."""

from __future__ import annotations

import re

from summitry.clean.furniture import words
from summitry.clean.lines import Paragraph

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
_LONGEST = 50
_LONGEST_CLOSE = 30


def is_caption(paragraph: Paragraph, body: Paragraph | None, *, close: bool) -> bool:
    """Is a paragraph between headline and body a caption?

    `body` is the prose that follows (without any, nothing is a caption); `close`: the line hangs on to a date, byline or credit line.
    Captions tell in the present tense or without any verb, and name the day with its year, since the picture is older than the article.
    """
    tokens = re.findall(r"[\w’']+", paragraph.text)
    if body is None or len(tokens) > _LONGEST or len(paragraph.lines) > 4:
        return False
    lower = [t.lower() for t in tokens]
    telling = any(t in words("telling_verbs") or t.endswith(("n't", "n’t")) for t in lower)
    beginning = f" {' '.join(lower[:16])} "
    shows = any(f" {verb} " in beginning for verb in words("caption_verbs"))
    if not telling and shows and _YEAR.search(paragraph.text):
        return True
    if close and not telling and _fits(paragraph.text, len(tokens)) and (shows or _is_brief(paragraph.text, len(tokens))):
        return True
    label, colon, rest = paragraph.text.partition(": ")
    labelled = bool(colon and rest) and len(label.split()) >= 3 and not label.isupper()
    if labelled and len(tokens) <= 20 and len(body.text) > 1.5 * len(paragraph.text):
        # "Flags on an empty table: China did not send anyone.": what is seen, then what it means.
        seen = {t.lower() for t in label.split()}
        return not seen & (words("telling_verbs") | words("caption_verbs")) and bool(_SENTENCE_END.search(paragraph.text))
    return False


def _fits(text: str, count: int) -> bool:
    """As long as captions are, and no bare heading."""
    return count <= _LONGEST_CLOSE and (count >= 7 or (count >= 4 and _SENTENCE_END.search(text) is not None))


def _is_brief(text: str, count: int) -> bool:
    """Short enough for a caption without a verb, or tied to a day or an occasion: not a standfirst."""
    return count <= 12 or _YEAR.search(text) is not None or " during " in text
