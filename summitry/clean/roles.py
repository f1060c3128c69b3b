"""What each paragraph of a page is for: first the furniture that speaks for itself, then headline and body, then what their places tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from summitry.clean.captions import is_caption
from summitry.clean.datelines import lone_place, match_dateline
from summitry.clean.furniture import role_patterns, words
from summitry.clean.lines import Paragraph, fold
from summitry.lexicon import Lexicon
from summitry.records import LineRole

_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]*]*$")
_SEPARATORS = re.compile(r" ?(?:[|>»•·/]|::| - ) ?")
_SPEAKER = re.compile(r"(?:[A-Z][A-Z.’'-]+(?: [A-Z.’'()-]+){0,4}|Q|A)\s?(?:\([^)]{1,40}\))?:\s")
_NUMERIC_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d")
#: Two to four capitalised words, perhaps with another such name: an author or an agency.
_NAME = re.compile(r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+(?:(?:,| and|,? &) (?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+){0,2}")
_QUOTED = re.compile(r"[\"“‘'«].*")
_TIME = re.compile(r"\(?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,5}\)?)?\)?", re.IGNORECASE)
_LONG_PROSE = 20
_SHORT_PROSE = 8
_LONGEST_HEADLINE = 35


@dataclass(slots=True)
class _Page:
    """The paragraphs of one text and the roles found so far."""

    text: str
    paragraphs: Sequence[Paragraph]
    title: str | None
    lexicon: Lexicon
    roles: list[LineRole | None] = field(default_factory=list)

    def count(self, i: int) -> int:
        return len(self.paragraphs[i].text.split())


def assign_roles(text: str, paragraphs: Sequence[Paragraph], title: str | None, lexicon: Lexicon) -> list[LineRole]:
    """Return one role for each paragraph. `title` is the headline that a sidecar gives, or None."""
    page = _Page(text, paragraphs, fold(title).casefold() if title else None, lexicon)
    page.roles = [None] * len(paragraphs)
    lead = _lead(page)
    _furniture(page, lead)
    headline = _headline(page, lead)
    lead = _head(page, headline, lead)
    last = _last_prose(page, lead)
    _inside(page, lead, last)
    _tail(page, last)
    return [role or "body" for role in page.roles]


def is_date_line(text: str) -> bool:
    """True for a line that holds a date (and a time, "Updated", a weekday) and nothing else."""
    tokens = re.findall(r"[^\W\d_]+|\d+", text.lower())
    if not tokens or len(tokens) > 24:
        return False
    dated = bool(_NUMERIC_DATE.search(text)) or (any(t in words("date_months") for t in tokens) and any(t.isdigit() for t in tokens))
    if _TIME.fullmatch(text):
        return True
    return dated and all(t.isdigit() or t in words("date_words") or t in words("date_furniture") for t in tokens)


def is_menu(text: str, raw: str) -> bool:
    """True for a menu, a breadcrumb or a masthead: names of sections, or short parts between separators."""
    if _SENTENCE_END.search(text) and not text.endswith("..."):
        return False
    if text.lower() in words("sections"):
        return True
    parts = [p for p in re.split(r"\s{2,}|" + _SEPARATORS.pattern, raw.strip()) if p.strip()]
    if len(parts) < 2 or any(len(p.split()) > 6 for p in parts):
        return False
    sections = sum(fold(p).lower() in words("sections") for p in parts)
    return sections > 0 or len(parts) > 3 or _is_masthead(raw)


def _is_masthead(raw: str) -> bool:
    """`VOLGA TELEGRAPH - Russia and the world, every day`: a name in capitals and what it says of itself."""
    first, dash, rest = fold(raw).partition(" - ")
    return bool(dash) and first.isupper() and 2 <= len(first.split()) <= 5 and not _SENTENCE_END.search(rest) and len(rest.split()) <= 10


# ---------------------------------------------------------------- furniture that speaks for itself


def _furniture(page: _Page, lead: int) -> None:
    for i, paragraph in enumerate(page.paragraphs):
        text, count = paragraph.text, page.count(i)
        if is_date_line(text):
            page.roles[i] = "date"
            continue
        for patterns in role_patterns():
            if patterns.match(text, count, i < lead):
                page.roles[i] = patterns.role
                break
    for i, role in enumerate(page.roles):
        if role == "byline" and _beside_picture(page, i):
            page.roles[i] = "caption"
    if page.roles and page.roles[0] == "byline" and page.count(0) > 4:
        page.roles[0] = None  # A headline may begin with "By ..."; a byline never stands first.


def _lead(page: _Page) -> int:
    """Index of the first paragraph that is surely prose; the number of paragraphs when there is none."""
    for i, paragraph in enumerate(page.paragraphs):
        if _is_prose(page, i) and (i > 0 or len(page.paragraphs) == 1 or page.count(i) > _LONGEST_HEADLINE or len(paragraph.lines) > 3):
            return i
    return len(page.paragraphs)


def _is_prose(page: _Page, i: int) -> bool:
    """Running text: several sentences or one long one, a dateline, or a turn of a transcript; no furniture."""
    paragraph, count = page.paragraphs[i], page.count(i)
    if page.roles[i] is not None or any(p.match(paragraph.text, count, False) for p in role_patterns()):
        return False
    if is_date_line(paragraph.text) or is_menu(paragraph.text, page.text[paragraph.start : paragraph.end]):
        return False
    if match_dateline(page.text, paragraph.start, paragraph.end, page.lexicon) and count > 5:
        return True
    ends = bool(_SENTENCE_END.search(paragraph.text))
    if count >= _LONG_PROSE and (ends or len(paragraph.lines) > 1):
        return True
    if _SPEAKER.match(paragraph.text) and count >= 4:
        return True
    return count >= _SHORT_PROSE and ends and i > 0


# ---------------------------------------------------------------- headline and what stands around it


def _headline(page: _Page, lead: int) -> int | None:
    """Mark the headline; return its index, None when the text has none."""
    candidates = [i for i in range(min(lead, len(page.paragraphs))) if _may_be_headline(page, i)]
    if page.title:
        given = [i for i, p in enumerate(page.paragraphs[: lead + 1]) if page.title in (p.text.casefold(), p.text.casefold().rstrip("."))]
        if given:
            candidates = given
    if not candidates:
        return None
    chosen = candidates[0]
    # A kicker ("Analysis", "Syria conflict") is shorter than the headline below it.
    if page.count(chosen) <= 3 and len(candidates) > 1 and page.count(candidates[1]) > 3:
        page.roles[chosen] = "heading" if page.count(chosen) > 1 else "navigation"
        chosen = candidates[1]
    page.roles[chosen] = "headline"
    for i in range(chosen):
        if page.roles[i] is None:
            page.roles[i] = "navigation"
    return chosen


def _may_be_headline(page: _Page, i: int) -> bool:
    paragraph, count = page.paragraphs[i], page.count(i)
    if page.roles[i] is not None or count > _LONGEST_HEADLINE or len(paragraph.lines) > 3 or count < 2:
        return False
    if not any(c.isalpha() for c in paragraph.text):
        return False
    dateline = match_dateline(page.text, paragraph.start, paragraph.end, page.lexicon)
    if dateline and (dateline.end >= paragraph.end - 1 or dateline.agency or dateline.date_start):
        return False
    return not is_menu(paragraph.text, page.text[paragraph.start : paragraph.end])


def _head(page: _Page, headline: int | None, lead: int) -> int:
    """Give roles to what stands between headline and body; return the index of the first body paragraph."""
    start = 0 if headline is None else headline + 1
    head_text = page.paragraphs[headline].text if headline is not None else ""
    captioned = False
    for i in range(start, len(page.paragraphs)):
        paragraph, role = page.paragraphs[i], page.roles[i]
        if role is not None:
            captioned |= role in ("caption", "credit")
            continue
        dateline = match_dateline(page.text, paragraph.start, paragraph.end, page.lexicon)
        if dateline and dateline.end >= paragraph.end - 1:
            page.roles[i] = "dateline"
        elif dateline:
            return i
        elif _repeats(paragraph.text, head_text):
            page.roles[i] = "caption" if captioned or " - " in paragraph.text else "headline"
        elif _is_place_line(page, i):
            page.roles[i] = "dateline"
        elif i < lead and _is_second_headline(page, i, head_text):
            page.roles[i] = "headline"
        elif headline is not None and is_caption(paragraph, _next_prose(page, i), close=_close_to_furniture(page, i, headline)):
            page.roles[i] = "caption"
        elif _is_prose(page, i) or i >= lead:
            return i
        else:
            page.roles[i] = _minor(page, i)
    return len(page.paragraphs)


def _next_prose(page: _Page, i: int) -> Paragraph | None:
    return next((page.paragraphs[j] for j in range(i + 1, len(page.paragraphs)) if page.roles[j] is None and _is_prose(page, j)), None)


def _close_to_furniture(page: _Page, i: int, headline: int) -> bool:
    """Does the paragraph hang on to a date, byline or credit line without a blank line between?"""
    above = not page.paragraphs[i].gap and i - 1 > headline and page.roles[i - 1] not in (None, "body", "headline")
    below = i + 1 < len(page.paragraphs) and not page.paragraphs[i + 1].gap and page.roles[i + 1] == "credit"
    return above or below


def _minor(page: _Page, i: int) -> LineRole:
    """A short line between headline and body that no pattern knows."""
    paragraph, count = page.paragraphs[i], page.count(i)
    if is_menu(paragraph.text, page.text[paragraph.start : paragraph.end]):
        return "navigation"
    if lone_place(page.text, paragraph.start, paragraph.end) and _known_place(paragraph.text, page.lexicon):
        return "dateline"
    if (
        count <= 8
        and words("venue_nouns") & {w.strip(",.").lower() for w in paragraph.text.split()}
        and not _SENTENCE_END.search(paragraph.text)
    ):
        return "dateline"
    if _NAME.fullmatch(paragraph.text) and not paragraph.text.endswith("."):
        return "byline"
    if _SENTENCE_END.search(paragraph.text) or paragraph.text.endswith(":"):
        return "body"
    return "heading" if count > 2 else "navigation"


def _is_place_line(page: _Page, i: int) -> bool:
    """`Los Angeles, CA` or `South Court Auditorium`: where something was said, on a line of its own."""
    paragraph, count = page.paragraphs[i], page.count(i)
    if count > 8 or _SENTENCE_END.search(paragraph.text) or is_menu(paragraph.text, page.text[paragraph.start : paragraph.end]):
        return False
    if lone_place(page.text, paragraph.start, paragraph.end) and _known_place(paragraph.text, page.lexicon):
        return True
    return paragraph.text[0].isupper() and bool(words("venue_nouns") & {w.strip(",.").lower() for w in paragraph.text.split()[-3:]})


def _known_place(text: str, lexicon: Lexicon) -> bool:
    return lexicon.country_of_place(text.split(",", maxsplit=1)[0]) is not None or bool(lexicon.cities(text.split(",", maxsplit=1)[0]))


def _is_second_headline(page: _Page, i: int, head_text: str) -> bool:
    """Another wording of the headline, or its second deck: no full stop, and words in common."""
    text = page.paragraphs[i].text
    if _SENTENCE_END.search(text) or not 4 <= page.count(i) <= 20 or not head_text or text.endswith(":"):
        return False
    return len(_content_words(text) & _content_words(head_text)) >= 2


def _content_words(text: str) -> set[str]:
    return {w[:6] for w in re.findall(r"[^\W\d_]+", text.lower()) if len(w) > 3}


def _repeats(text: str, head: str) -> bool:
    """Is this the headline again, perhaps with the outlet's name behind a dash?"""
    if not head:
        return False
    bare = _letters(re.split(r"\s[-–—|]\s", text)[0])
    return _letters(head) in (_letters(text), bare)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


# ---------------------------------------------------------------- body and what follows it


def _last_prose(page: _Page, lead: int) -> int:
    """Index of the last body paragraph, `lead - 1` when there is no body."""
    last = lead - 1
    for i in range(lead, len(page.paragraphs)):
        text = page.paragraphs[i].text
        if page.roles[i] == "other" and re.match(r"(?:view |show |read |\d+ )?comments?\b", text, re.IGNORECASE) and i > lead:
            break
        if page.roles[i] is None and _SENTENCE_END.search(text) and (i == lead or page.count(i) >= 2):
            last = i if _still_article(page, i, last) else last
        elif page.roles[i] is None and (
            page.count(i) >= _LONG_PROSE or text.endswith(":") or i == lead or (_is_list_item(page, i) and last == i - 1)
        ):
            last = i
    return last


def _still_article(page: _Page, i: int, last: int) -> bool:
    """A short sentence after a promo or a copyright line belongs to the page's foot, unless prose follows again."""
    if page.count(i) >= _LONG_PROSE or i == last + 1:
        return True
    between = {page.roles[j] for j in range(last + 1, i)}
    return not between & {"promo", "other", "navigation", "provenance"} or page.count(i) >= _SHORT_PROSE


def _inside(page: _Page, lead: int, last: int) -> None:
    headline = next((p.text for p, r in zip(page.paragraphs, page.roles, strict=True) if r == "headline"), "")
    for i in range(lead, last + 1):
        if page.roles[i] is not None:
            continue
        paragraph, count = page.paragraphs[i], page.count(i)
        if (i > lead and _repeats(paragraph.text, headline)) or _beside_picture(page, i):
            page.roles[i] = "caption"
        elif (
            i > lead
            and count <= 12
            and not _SENTENCE_END.search(paragraph.text)
            and not paragraph.text.endswith((":", ";", ",", "”", '"', "—", "–", "-"))
            and not _QUOTED.match(paragraph.text)
            and not _SPEAKER.match(paragraph.text)
            and not _is_list_item(page, i)
        ):
            page.roles[i] = "heading" if paragraph.gap or not paragraph.text[0].islower() else "body"
        else:
            page.roles[i] = "body"


def _is_list_item(page: _Page, i: int) -> bool:
    start = page.paragraphs[i].lines[0].left
    return bool(re.match(r"(?:[-*•·–—]|\d{1,2}[.)]|\([a-z\d]\))\s", page.text[start : start + 6]))


def _beside_picture(page: _Page, i: int) -> bool:
    """A short line without a full stop that repeats the words of the credit or caption next to it."""
    text = page.paragraphs[i].text
    if _SENTENCE_END.search(text) or page.count(i) > 20:
        return False
    bare = _letters(re.split(r"\s[-–—|]\s", text)[0])
    for j in (i - 1, i - 2, i + 1):
        if (
            0 <= j < len(page.paragraphs)
            and page.roles[j] in ("caption", "credit")
            and len(bare) > 6
            and bare in _letters(page.paragraphs[j].text)
        ):
            return True
    return False


def _tail(page: _Page, last: int) -> None:
    """What stands below the article: menus, remainders of widgets, notes."""
    seen_note = False
    for i in range(max(last + 1, 0), len(page.paragraphs)):
        if page.roles[i] is None:
            text, count = page.paragraphs[i].text, page.count(i)
            menu = is_menu(text, page.text[page.paragraphs[i].start : page.paragraphs[i].end])
            if _beside_picture(page, i):
                page.roles[i] = "caption"
            elif menu or (count <= 5 and not _SENTENCE_END.search(text) and not seen_note):
                page.roles[i] = "navigation"
            else:
                page.roles[i] = "other"
        seen_note = seen_note or page.roles[i] in ("promo", "other")
