"""What each paragraph of a page is for: first the furniture that speaks for itself, then the head, the body and the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summitry.clean.furniture import role_patterns
from summitry.clean.head import find_lead, mark_head, mark_headline
from summitry.clean.language import is_foreign_script
from summitry.clean.lines import Paragraph
from summitry.clean.page import LONG_PROSE, SHORT_PROSE, Page
from summitry.clean.shapes import is_date_line, is_question, is_turn, repeats
from summitry.lexicon import Lexicon
from summitry.records import LineRole

#: After such a line come readers' words, not the article's.
_COMMENTS = re.compile(r"(?:view |show |read |all |\d+ )*comments?\b", re.IGNORECASE)
_UNFINISHED = (":", ";", ",", "”", '"', "—", "–", "-")
_OPENING_QUOTES = ('"', "“", "‘", "'", "«")
_LONGEST_HEADING = 12
_PERSON = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2}")
_ABOUT_AUTHOR = ("is", "was", "writes", "reports", "covers", "served", "teaches", "works")
_LONGEST_MENU_ITEM = 5


def assign_roles(text: str, paragraphs: Sequence[Paragraph], title: str | None, lexicon: Lexicon) -> list[LineRole]:
    """Return one role for each paragraph. `title` is the headline that a sidecar gives, or None."""
    page = Page(text, paragraphs, lexicon, [None] * len(paragraphs))
    lead = find_lead(page)
    _mark_furniture(page, lead)
    headline = mark_headline(page, lead, title)
    lead = mark_head(page, headline, lead)
    last = _unmark_author(page, lead, _last_prose(page, lead))
    _mark_body(page, lead, last, "" if headline is None else page.line(headline))
    _mark_foot(page, last)
    return [role or "body" for role in page.roles]


def _mark_furniture(page: Page, lead: int) -> None:
    """Mark what its wording gives away."""
    for i in range(len(page)):
        if is_date_line(page.line(i)):
            page.roles[i] = "date"
            continue
        # A byline may follow the standfirst, which reads like prose.
        late = lead < i <= lead + 2 and not page.ends(i)
        found = (p.role for p in role_patterns() if p.match(page.line(i), page.count(i), i < lead or (late and p.role == "byline")))
        page.roles[i] = next(found, None)
    for i, role in enumerate(page.roles):
        if role == "byline" and page.beside_picture(i):
            page.roles[i] = "caption"
    # A byline never stands before the headline: "Ministers Meet in Vienna" is no author.
    for i in range(lead):
        if page.roles[i] == "byline" and (page.count(i) > 3 or not page.line(i).lower().startswith("by ")):
            page.roles[i] = None
        if page.roles[i] is None and page.count(i) > 2 and not page.is_menu(i):
            break


def _last_prose(page: Page, lead: int) -> int:
    """Index of the last body paragraph, `lead - 1` when there is no body."""
    last = lead - 1
    for i in range(lead, len(page)):
        text = page.line(i)
        if i > lead and page.roles[i] == "other" and _COMMENTS.match(text):
            break
        if page.roles[i] is not None:
            continue
        if page.ends(i) and (i == lead or page.count(i) >= 2):
            last = i if _still_article(page, i, last) else last
        elif i == lead or page.count(i) >= LONG_PROSE or text.endswith(":") or (page.is_list_item(i) and last == i - 1):
            last = i
    return last


def _still_article(page: Page, i: int, last: int) -> bool:
    """A short sentence below a promo or a copyright line belongs to the page's foot, unless prose follows again."""
    between = {role for role in page.roles[last + 1 : i] if role in ("promo", "other", "navigation", "provenance")}
    if not between or page.count(i) >= LONG_PROSE:
        return True
    shortest = SHORT_PROSE if between & {"other", "provenance"} else 4
    return page.count(i) >= shortest and not re.match(r"\w+:", page.line(i))


def _mark_body(page: Page, lead: int, last: int, headline: str) -> None:
    for i in range(lead, last + 1):
        if page.roles[i] is not None:
            continue
        if (i > lead and repeats(page.line(i), headline)) or page.beside_picture(i):
            page.roles[i] = "caption"
        elif is_foreign_script(page.line(i)) and not is_foreign_script(page.line(lead)):
            page.roles[i] = "other"
        else:
            page.roles[i] = "heading" if i > lead and _is_heading(page, i) else "body"


def _is_heading(page: Page, i: int) -> bool:
    """A short line between paragraphs that is no sentence, no quotation, no list item; or a short question on its own."""
    text, count, gap = page.line(i), page.count(i), page.paragraphs[i].gap
    if count > _LONGEST_HEADING or text.endswith(_UNFINISHED) or text.startswith(_OPENING_QUOTES) or is_turn(text) or page.is_list_item(i):
        return False
    if page.ends(i):
        return gap and is_question(text)
    return gap or not text[0].islower()


def _mark_foot(page: Page, last: int) -> None:
    """What stands below the article: menus, remainders of widgets, notes."""
    for i in range(last + 1, len(page)):
        if page.roles[i] is not None:
            continue
        if page.beside_picture(i):
            page.roles[i] = "caption"
        elif is_foreign_script(page.line(i)) or page.is_menu(i) or _is_menu_item(page, i):
            page.roles[i] = "navigation"
        else:
            page.roles[i] = "other"


def _is_menu_item(page: Page, i: int) -> bool:
    """A few words without a full stop, a colon or a figure."""
    return page.count(i) <= _LONGEST_MENU_ITEM and not page.ends(i) and not re.search(r"[\d:]", page.line(i))


def _unmark_author(page: Page, lead: int, last: int) -> int:
    """Mark notes about the author below the body ("Jane Doe was ambassador in Rome"); return the last paragraph of body before them."""
    authors = {
        name
        for i, role in enumerate(page.roles)
        if role == "byline" and i < lead
        for name in _PERSON.findall(page.line(i).removeprefix("By ").removeprefix("by "))
    }
    while last > lead and page.line(last).startswith(tuple(f"{name} {verb} " for name in authors for verb in _ABOUT_AUTHOR)):
        page.roles[last] = "other"
        last -= 1
    return last
