"""The head of an article: headline, byline, date, captions and whatever else stands before the first paragraph of prose."""

from __future__ import annotations

import re

from summitry.clean.captions import is_caption
from summitry.clean.datelines import match_dateline
from summitry.clean.lines import Paragraph, fold
from summitry.clean.outlet_list import known_outlet
from summitry.clean.page import Page
from summitry.clean.shapes import is_names, repeats
from summitry.records import LineRole

_LONGEST_HEADLINE = 35
#: The end of one sentence and the beginning of the next; three letters before the stop keep abbreviations out.
_SEVERAL = re.compile(r"[a-z]{3}[.!?][\"”’]? [\"“A-Z]")


def find_lead(page: Page) -> int:
    """Index of the first paragraph that is surely prose; the number of paragraphs when there is none."""
    for i, paragraph in enumerate(page.paragraphs):
        if page.is_prose(i) and (i > 0 or page.count(i) > _LONGEST_HEADLINE or len(paragraph.lines) > 3 or _opens_body(page)):
            return i
    return len(page)


def mark_headline(page: Page, lead: int, title: str | None) -> int | None:
    """Mark the headline and what stands above it; return its index, None when the text has none. `title` is a sidecar's."""
    candidates = [i for i in range(lead) if _may_be_headline(page, i)]
    if title:
        wanted = fold(title).casefold()
        given = [i for i in range(min(lead + 1, len(page))) if wanted in (page.line(i).casefold(), page.line(i).casefold().rstrip("."))]
        candidates = given or candidates
    if not candidates:
        return None
    chosen = candidates[0]
    if len(candidates) > 1 and _is_kicker(page, chosen, candidates[1]):
        chosen = candidates[1]
    page.roles[chosen] = "headline"
    for i in range(chosen):
        page.roles[i] = page.roles[i] or "navigation"
    return chosen


def mark_head(page: Page, headline: int | None, lead: int) -> int:
    """Give roles to what stands between headline and body; return the index of the first body paragraph."""
    head = "" if headline is None else page.line(headline)
    for i in range(0 if headline is None else headline + 1, len(page)):
        if page.roles[i] is not None:
            continue
        if page.has_dateline(i, whole=True):
            page.roles[i] = "dateline"
        elif page.has_dateline(i):
            return i
        elif repeats(page.line(i), head):
            pictured = any(role in ("caption", "credit") for role in page.roles[:i])
            page.roles[i] = "caption" if pictured or " - " in page.line(i) else "headline"
        elif page.is_place_line(i):
            page.roles[i] = "dateline"
        elif i < lead and _is_second_headline(page, i, head):
            page.roles[i] = "headline"
        elif headline is not None and is_caption(page.paragraphs[i], _next_prose(page, i), close=_is_close(page, i, headline)):
            page.roles[i] = "caption"
        elif i >= lead or page.is_prose(i):
            return i
        else:
            page.roles[i] = _minor(page, i)
    return len(page)


def _opens_body(page: Page) -> bool:
    """Is the first paragraph body: alone, of several sentences, with a dateline, or running on without a blank line?"""
    return page.runs_on() or (page.ends(0) and _SEVERAL.search(page.line(0)) is not None) or page.has_dateline(0)


def _may_be_headline(page: Page, i: int) -> bool:
    paragraph, count = page.paragraphs[i], page.count(i)
    if page.roles[i] is not None or not 2 <= count <= _LONGEST_HEADLINE or len(paragraph.lines) > 3:
        return False
    dateline = match_dateline(page.text, paragraph.start, paragraph.end, page.lexicon)
    if dateline and (dateline.end >= paragraph.end - 1 or dateline.agency or dateline.date_start):
        return False
    return any(c.isalpha() for c in paragraph.text) and not page.is_menu(i)


def _is_kicker(page: Page, i: int, below: int) -> bool:
    """A label above the headline ("Syria conflict", "Middle East and North Africa"): shorter than it, and a name without a verb."""
    count = page.count(i)
    if page.count(below) <= max(count, 3) or page.paragraphs[below].gap:
        return count <= 3 < page.count(below)
    return count <= 3 or (count <= 6 and not any(w[0].islower() and len(w) > 3 for w in page.line(i).split()))


def _is_second_headline(page: Page, i: int, head: str) -> bool:
    """Another wording of the headline, or its second deck: no full stop, and words in common."""
    if page.ends(i) or not 4 <= page.count(i) <= 20 or page.line(i).endswith(":"):
        return False
    return len(_content_words(page.line(i)) & _content_words(head)) >= 2


def _content_words(text: str) -> set[str]:
    return {w[:6] for w in re.findall(r"[^\W\d_]+", text.lower()) if len(w) > 3}


def _next_prose(page: Page, i: int) -> Paragraph | None:
    return next((page.paragraphs[j] for j in range(i + 1, len(page)) if page.is_prose(j)), None)


def _is_close(page: Page, i: int, headline: int) -> bool:
    """Does the paragraph hang on to a date, byline or credit line without a blank line between?"""
    if not page.paragraphs[i].gap and i - 1 > headline and page.roles[i - 1] not in (None, "body", "headline"):
        return True
    return i + 1 < len(page) and not page.paragraphs[i + 1].gap and page.roles[i + 1] == "credit"


def _minor(page: Page, i: int) -> LineRole:
    """A short line between headline and body that no pattern knows."""
    text, count = page.line(i), page.count(i)
    if page.is_menu(i):
        return "navigation"
    if known_outlet(text) or is_names(text) or is_names(text.split(" | ")[0]) or page.lexicon.role(text):
        return "byline"
    if page.ends(i) or text.endswith(":") or count >= 12:
        return "body"
    return "heading" if count > 4 else "navigation"
