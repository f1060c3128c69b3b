"""Datelines: `PETROPAVLOVSK-KAMCHATSKY (Sputnik) -`, `LONDON, March 22 -`, `BARCELONA, SPAIN, Nov. 27, 2005 (Xinhua)`, `Berlin (dpa) -`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.clean.furniture import words
from summitry.clean.lines import BLANK, fold
from summitry.clean.outlet_list import known_outlet
from summitry.lexicon import Lexicon
from summitry.records import Block, Line

_CAP = r"[A-ZÀ-ÖØ-ÞŁŚŠŽİ]"
_CAPS_WORD = rf"(?:{_CAP}[{_CAP[1:-1]}.’'`]*|St\.?|Mc{_CAP}+)"
_UPPER = rf"{_CAPS_WORD}(?:[- /]{_CAPS_WORD})*"
_TITLE_WORD = rf"{_CAP}[\w.’'`]*"
_SMALL = r"(?:de|la|le|les|du|des|del|di|da|dos|do|au|aux|sur|en|el|al|of|the|upon|am|an|der|den)"
_TITLE = rf"{_TITLE_WORD}(?:[- /](?:{_SMALL}[- ])*{_TITLE_WORD}){{0,4}}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:(?:{_MONTH} ?{_DAY}|{_DAY}(?: of)? {_MONTH})(?: ?,? ?(?:19|20)\d\d)?|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d)"
_AGENCY = r"(?:[A-Z][\w .,&/’'-]{1,40}|[a-z]{3,4})"
_DASH = r"(?:\.?-|--?|–|—|―|_|:|\.{3}|…)"
_REGION = rf"(?:, ?(?P<region>(?!{_MONTH} ?\d){_TITLE_WORD}(?:[- ]{_TITLE_WORD}){{0,3}}\.?))?"


def _shape(place: str, tail: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<place>{place}){_REGION}{tail}")


_WITH_DATE = rf",? ?(?P<date>{_DATE}),? ?"
#: Tried in order. Capitals with an agency or a date make a dateline, whatever the place; the other shapes are checked (see `_is_sure`).
_SHAPES = (
    _shape(_UPPER, rf"{_WITH_DATE}(?:\. ?)?(?:[(/\[](?P<agency>{_AGENCY}?)[)/\]]\.?)? ?(?:{_DASH}|$|(?<=/\.) )"),
    _shape(_UPPER, rf" ?[(/\[](?P<agency>{_AGENCY})[)/\]] ?(?:,? ?(?P<date>{_DATE}))? ?(?:{_DASH}|$|(?=[A-Z“\"]))"),
    _shape(_TITLE, rf"{_WITH_DATE}[(/\[](?P<agency>{_AGENCY})[)/\]] ?(?:{_DASH}|$|(?=[A-Z“\"]))"),
    _shape(_TITLE, rf" ?[(/\[](?P<agency>{_AGENCY})[)/\]] ?(?:,? ?(?P<date>{_DATE}))? ?(?:{_DASH})"),
    _shape(_TITLE, rf"{_WITH_DATE}{_DASH}"),
    _shape(_UPPER, r" ?(?:--?|–|—|―|_|:)(?: |$)"),
    _shape(_UPPER, r"\. (?=[A-Z“\"])"),
    _shape(_UPPER, rf"\. (?P<date>{_DATE})\."),
    _shape(_TITLE, r" (?:--?|–|—|_) "),
)
_LONGEST = 160
_LONE = re.compile(rf"(?P<place>{_TITLE}|{_UPPER})(?:, (?P<region>{_TITLE}|{_UPPER}|[A-Z]{{2}}))")
#: Capitals before a colon or a full stop that name a kind of text, not a place.
_NOT_PLACES = re.compile(
    r"(?:HOST|Q|A|QUESTION|ANSWER|MR|MRS|MS|DR|GEN|SEN|REP|U\.?S|U\.?K|U\.?N|EU|NATO|ANALYSIS|UPDATE|BREAKING|EXCLUSIVE|NOTE|WATCH|OPINION|FACTBOX|TIMELINE"
    r"|TRANSCRIPT|INTERVIEW|LIVE|VIDEO|FILE|PHOTO|CORRECTION|URGENT|FLASH|THE PRESIDENT|PRESIDENT [A-Z]+|SECRETARY [A-Z]+)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline found in the text: `[start, end)` covers it with its dash; `date_start` and `date_end` its date, both None without one."""

    start: int
    end: int
    place: str
    agency: str | None = None
    date_start: int | None = None
    date_end: int | None = None


def find_dateline(text: str, lines: Sequence[Line], blocks: Sequence[Block], lexicon: Lexicon) -> Dateline | None:
    """The dateline of an article: a line of that role, else the beginning of the first body block; None when there is none."""
    del lines
    for block in blocks:
        if block.role == "dateline":
            found = match_dateline(text, block.start, block.end, lexicon) or lone_place(text, block.start, block.end)
            if found:
                return found
        if block.role == "body":
            return match_dateline(text, block.start, block.end, lexicon)
    return None


def match_dateline(text: str, start: int, end: int, lexicon: Lexicon) -> Dateline | None:
    """The dateline with which `text[start:end]` begins; None when it begins otherwise."""
    stretch, places = _folded(text, start, min(end, start + _LONGEST))
    for shape in _SHAPES:
        found = shape.match(stretch)
        if found and not _NOT_PLACES.fullmatch(found["place"]) and _is_sure(found, lexicon):
            return _dateline(found, places)
    return None


def lone_place(text: str, start: int, end: int) -> Dateline | None:
    """A line such as `Los Angeles, CA` that holds nothing but a place."""
    found = _LONE.fullmatch(fold(text[start:end]))
    return Dateline(start, end, usual_case(found["place"])) if found else None


def usual_case(place: str) -> str:
    """`PETROPAVLOVSK-KAMCHATSKY` -> `Petropavlovsk-Kamchatsky`, `RIO DE JANEIRO` -> `Rio de Janeiro`; mixed case stays."""
    place = fold(place).rstrip(" .,")
    if not place.isupper():
        return place
    small = words("place_particles")
    parts = re.split(r"([- /’'`.])", place.lower())
    cased = [p if (p in small and i > 0 and parts[i - 1] in "- ") else p[:1].upper() + p[1:] for i, p in enumerate(parts)]
    return "".join(cased)


def _is_sure(found: re.Match[str], lexicon: Lexicon) -> bool:
    """In capitals with a date or an agency; or of a known agency; or at a known place."""
    agency = found.groupdict().get("agency")
    if agency and known_outlet(agency):
        return True
    if found["place"].isupper() and (found.groupdict().get("date") or (agency and not agency.islower())):
        return True
    if (region := found["region"]) and any(e.entity_type in ("country", "place") for e in lexicon.lookup(usual_case(region))):
        return True
    place = usual_case(found["place"].split("/")[0])
    if place.lower() in words("dateline_places"):
        return True
    return lexicon.country_of_place(place) is not None or bool(lexicon.cities(place)) or lexicon.government_of_metonym(place) is not None


def _folded(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """`text[start:end]` with runs of blanks folded to one space, and where each of its characters stands in `text` (and the end)."""
    kept = [i for i in range(start, end) if text[i] not in BLANK or (i > start and text[i - 1] not in BLANK)]
    return "".join(" " if text[i] in BLANK else text[i] for i in kept), [*kept, end]


def _dateline(found: re.Match[str], places: Sequence[int]) -> Dateline:
    groups = found.groupdict()
    date = groups.get("date")
    agency = groups.get("agency")
    if agency and not date and re.fullmatch(_DATE, agency):
        # "DAVOS, Switzerland (Jan. 30)"
        agency, date, span = None, agency, found.span("agency")
    else:
        span = found.span("date") if date else (0, 0)
    return Dateline(
        start=places[0],
        end=places[found.end() - 1] + 1,
        place=usual_case(found["place"].split("/")[0]),
        agency=fold(agency) if agency else None,
        date_start=places[span[0]] if date else None,
        date_end=places[span[1] - 1] + 1 if date else None,
    )
