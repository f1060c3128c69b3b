"""The regular expressions of English temporal expressions, one per form. `meaning.py` says what each form means.

Forms are tried everywhere in the text; where two overlap, the one that starts first wins, then the longer one.
"""

from __future__ import annotations

import re

from summitry.temporal import vocabulary as v


def _cased(words: list[str]) -> str:
    """Alternatives in Title and UPPER case only: months and weekdays are written with a capital."""
    forms = {form for w in words for form in (w.capitalize(), w.upper())}
    return "|".join(sorted(forms, key=lambda w: (-len(w), w)))


def _any_case(words: list[str]) -> str:
    return "|".join(sorted((re.escape(w).replace(r"\ ", SPACE) for w in words), key=lambda w: (-len(w), w)))


#: White space inside an expression: a hard line break is allowed, a blank line is not.
SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
_MONTH_FULL = _cased(list(v.MONTHS))
MONTH = rf"(?:(?:{_MONTH_FULL})|(?:{_cased(list(v.MONTH_ABBREVIATIONS))})\.?)"
_WEEKDAY_FULL = _cased(list(v.WEEKDAYS))
WEEKDAY = rf"(?:{_WEEKDAY_FULL})"
WEEKDAY_ANY = rf"(?:(?:{_WEEKDAY_FULL})|(?:{_cased(list(v.WEEKDAY_ABBREVIATIONS))})\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL_DAY = r"(?:31st|30th|2[04-9]th|21st|22nd|23rd|1\dth|[4-9]th|1st|2nd|3rd)"
ANY_DAY = rf"(?:{ORDINAL_DAY}|{DAY})"
_AFTER_NUMBER = r"(?!\d|[.:]\d|,\d{3}(?!\d)|%)"
_BEFORE_NUMBER = r"(?<![\d.,:/$€£#-])(?<![\w])"
YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)(?!\d|[.,]\d|%)"
DASH = r"(?:[^\S\n]*[-–—][^\S\n]*)"
SEASON = r"(?i:spring|summer|autumn|winter|fall)"
NUMBER = rf"(?i:{_any_case(list(v.NUMBERS))}|{_any_case(list(v.VAGUE_NUMBERS))}|\d{{1,3}}(?:\.5)?)(?:{SPACE}(?:and{SPACE}a{SPACE}half|more|or{SPACE}so|further|long|full))?"
UNIT = r"(?i:(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade)s?|centur(?:y|ies))"
BIG_UNIT = r"(?i:(?:day|night|weekend|week|fortnight|month|quarter|year|decade)s?)"
_PERIOD = r"(?i:week|weekend|month|year|quarter|decade|century|season|semester|spring|summer|autumn|winter|fall|fortnight)"
_EDGE = (
    rf"(?i:(?:the{SPACE})?(?:very{SPACE})?(?:end|beginning|start|middle|close|first{SPACE}half|second{SPACE}half|latter{SPACE}half|early{SPACE}part|latter{SPACE}part)"
    rf"{SPACE}of|(?:early|late|mid)(?:{SPACE}in)?|mid-|early-|late-|later{SPACE}in|earlier{SPACE}in|(?:at)?year{SPACE}?-?end{SPACE}of)"
)
_THIS = r"(?i:this|last|next|the|that|past|previous|coming|current|the\s+past|the\s+last|the\s+next|the\s+coming|the\s+current|the\s+following|the\s+previous|the\s+same|this\s+coming|this\s+past|each|every)"
_CLOCK = (
    r"(?:(?<![\d.,:/$€£])(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?(?:[^\S\n]*(?i:a\.?m\b\.?|p\.?m\b\.?)|[^\S\n]+o['’]clock)|(?<![\d.,:/$€£])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:.]\d)"
    r"|(?<![\d.,:/$€£])[0-2]\d[0-5]\d(?=[^\S\n]*(?:GMT|gmt|UTC|CET|EST|EDT|hours|local time))"
    r"|\b(?i:noon|midday|midnight)\b)(?:[^\S\n]*\(?(?:GMT|gmt|UTC|CET|CEST|EST|EDT|ET|BST|MSK|Moscow time|local time)\)?)?"
)

_FORMS: dict[str, str] = {
    "iso": rf"(?<![\w.-])(?P<y>\d{{4}})-(?P<m>0[1-9]|1[0-2])-(?P<d>{DAY})(?![\d-])(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "slash": r"(?<![\w./-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/])",
    "month_day": rf"(?:\b(?P<w>{WEEKDAY_ANY}),?{SPACE})?\b(?P<m>{MONTH}){SPACE}?(?P<d>{ANY_DAY})(?![\w]){_AFTER_NUMBER}"
    rf"(?:[^\S\n]*,?{SPACE}(?P<y>{YEAR})|,(?P<y2>{YEAR}))?",
    "day_month": rf"(?:\b(?P<w>{WEEKDAY_ANY}),?{SPACE}(?:(?i:the){SPACE})?)?{_BEFORE_NUMBER}(?P<d>{ANY_DAY}){SPACE}(?:(?i:of){SPACE})?(?P<m>{MONTH})(?![\w-])(?:,?{SPACE}(?P<y>{YEAR}))?",
    "month_day_range": rf"\b(?P<m>{MONTH}){SPACE}(?P<d>{ANY_DAY})(?:{DASH}|{SPACE}(?i:to|and|through|until|till|or){SPACE})(?P<d2>{ANY_DAY})(?!\w){_AFTER_NUMBER}"
    rf"(?!{SPACE}(?:{MONTH}))(?:,?{SPACE}(?P<y>{YEAR}))?",
    "day_month_range": rf"{_BEFORE_NUMBER}(?P<d>{ANY_DAY})(?:{DASH}|{SPACE}(?i:to|and|through|until|till|or){SPACE})(?P<d2>{ANY_DAY}){SPACE}(?:(?i:of){SPACE})?(?P<m>{MONTH})(?![\w-])"
    rf"(?:,?{SPACE}(?P<y>{YEAR}))?",
    "month_year": rf"\b(?:(?P<edge>{_EDGE}){SPACE}?)?(?P<m>{MONTH})(?:,?{SPACE}|{SPACE}(?i:of){SPACE})(?P<y>{YEAR})",
    "month_shift": rf"\b(?:(?P<edge>{_EDGE}){SPACE}?)?(?P<m>{MONTH}){SPACE}(?:(?i:of){SPACE})?(?P<s>(?i:last|next|this|that|the{SPACE}(?:following|previous|same){SPACE}?)){SPACE}?(?i:year)",
    "month": rf"\b(?:(?P<edge>{_EDGE}){SPACE}?)?(?:(?P<s>(?i:last|next|this(?:{SPACE}(?:past|coming))?|past|previous|coming|the{SPACE}following|the{SPACE}previous)){SPACE})?(?P<m>{MONTH})(?![\w-])",
    "year": rf"(?:(?P<edge>(?<!\w){_EDGE}){SPACE}?)?(?<![\w.,$€£#:/-])(?P<y>{YEAR})(?!\w|['’]?s\b|/\d|:\d)",
    "decade": rf"(?<!\w)(?:(?:the{SPACE})?(?P<edge>{_EDGE})(?:{SPACE}|-)?(?:the{SPACE})?)?(?:the{SPACE})?(?P<c>1[5-9]|20)?(?P<q>['’])?(?P<t>\d)0['’]?s(?!\w)"
    rf"|(?<!\w)(?:the{SPACE})(?:(?P<edge2>{_EDGE}){SPACE}?(?:the{SPACE})?)?(?P<n>(?i:{'|'.join(v.DECADE_WORDS)}))\b",
    "century": rf"\b(?:the{SPACE})?(?:(?P<edge>{_EDGE}){SPACE}?(?:the{SPACE})?)?(?P<n>\d\d?(?:st|nd|rd|th)){SPACE}century",
    "season_year": rf"\b(?:(?P<edge>{_EDGE}){SPACE}?)?(?:the{SPACE})?(?P<n>{SEASON}){SPACE}(?:of{SPACE})?(?P<y>{YEAR})",
    "season": rf"\b(?i:in|by|until|till|before|after|during|through|throughout|since|for){SPACE}(?P<x>(?:(?:the{SPACE})?(?P<edge>{_EDGE}){SPACE})?(?:the{SPACE})?(?P<n>(?:spring|summer|autumn|winter)))\b(?!{SPACE}(?:of|in){SPACE})",
    "quarter": rf"\b(?:the{SPACE})?(?P<o>(?i:first|second|third|fourth|last|final)){SPACE}quarter(?:{SPACE}(?:of{SPACE})?(?P<y>{YEAR})|{SPACE}of{SPACE}(?P<s>this|last|next|the){SPACE}year)?"
    rf"|\bQ(?P<o2>[1-4])(?:{SPACE}(?:of{SPACE})?(?P<y2>{YEAR}))?\b",
    "relative_day": rf"\b(?i:(?:the{SPACE})?day{SPACE}before{SPACE}yesterday|(?:the{SPACE})?day{SPACE}after{SPACE}tomorrow|yesterday|today|tomorrow|tonight|overnight|last{SPACE}night"
    rf"|this{SPACE}(?:very{SPACE})?(?:morning|afternoon|evening))\b",
    "period": rf"\b(?:(?P<edge>{_EDGE}|(?i:earlier|later|early|late)){SPACE}?)?(?P<s>{_THIS}){SPACE}(?P<p>{_PERIOD})(?!\w|-)(?P<poss>['’]s?{SPACE}end)?",
    "year_end": r"(?<!\w)(?:the[^\S\n]+)?(?i:year)(?:[^\S\n]+|-|['’]s[^\S\n]+)(?i:end)\b(?![^\S\n]of)",
    "period_out": rf"\b(?i:the){SPACE}(?P<p>(?i:week|month|year|decade)){SPACE}(?i:is|was){SPACE}(?i:out|over)\b",
    "weekday": rf"\b(?:(?P<s>(?i:last|next|this(?:{SPACE}(?:past|coming))?|past|coming|the{SPACE}(?:following|previous|next|coming|same)|that)){SPACE})?(?P<w>{WEEKDAY})(?![\w-])"
    rf"(?:{SPACE}(?:(?i:of){SPACE})?(?P<t>(?i:last|next|this|that|the{SPACE}following){SPACE}(?i:week)|(?i:week)\b(?!{SPACE}(?i:long))))?",
    "weekday_short": rf"\b(?i:on){SPACE}(?P<x>(?P<w>{_cased(list(v.WEEKDAY_ABBREVIATIONS))})\.?)(?!\w)",
    "ago": rf"\b(?:(?i:about|around|nearly|almost|some|roughly|just{SPACE}over|over|more{SPACE}than|exactly|only){SPACE})?(?P<n>{NUMBER}){SPACE}(?P<u>{UNIT}){SPACE}(?P<r>(?i:ago|earlier|later|afterwards|before|after|previously|from{SPACE}(?:now|today)|hence|beforehand|on))\b",
    "narrative": rf"\b(?i:the){SPACE}(?i:very{SPACE})?(?P<r>(?i:following|next|previous|preceding|same)){SPACE}(?P<p>(?i:day|morning|afternoon|evening|night|week|month|year|weekend))\b"
    rf"|\b(?i:the){SPACE}(?P<p2>(?i:day|night|evening|week|month|year)){SPACE}(?P<r2>(?i:before|after|earlier))\b(?!{SPACE}(?i:yesterday|tomorrow))"
    rf"|\b(?P<r3>(?i:that|later{SPACE}that|earlier{SPACE}that|later{SPACE}the{SPACE}same|earlier{SPACE}the{SPACE}same|earlier{SPACE}in{SPACE}the|later{SPACE}in{SPACE}the|(?:later|earlier){SPACE}on{SPACE}the{SPACE}same)){SPACE}(?P<p3>(?i:day|morning|afternoon|evening|night|week|month|year))\b",
    "last_units": rf"\b(?:(?i:the){SPACE})?(?P<r>(?i:past|last|next|coming|previous)){SPACE}(?P<n>{NUMBER}){SPACE}(?P<u>{UNIT})\b",
    "duration": rf"(?<![\w.,$€£:/-])(?P<n>{NUMBER})(?:{SPACE}|-)(?P<u>{UNIT})(?!\w)",
    "set": rf"\b(?i:(?:every|each)(?:{SPACE}(?:other|second|third|four|two|three|five|six|few))?{SPACE}(?:day|week|weekend|month|year|morning|evening|night|quarter|summer|winter|spring|autumn|days|weeks|months|years|{'|'.join(v.WEEKDAYS)}))\b"
    rf"|\b(?i:once|twice|three{SPACE}times){SPACE}(?i:a|each|every){SPACE}(?i:day|week|month|year)\b|\bon{SPACE}(?:{'|'.join(w.capitalize() + 's' for w in v.WEEKDAYS)})\b",
    "day_of_month": rf"\b(?i:on|from|by|until|till|before|to|of){SPACE}(?P<x>the{SPACE}(?P<d>{ORDINAL_DAY})(?:{SPACE}of{SPACE}(?P<s>this|last|next|the){SPACE}month)?)(?=[^\S\n]*(?:[.,;:)]|$|\n|{SPACE}(?:and|to|at|in|or|when)\b))",
    "named_day": rf"\b(?P<n>(?i:{_any_case(list(v.NAMED_DAYS))}))(?:,?{SPACE}(?P<y>{YEAR}))?(?!\w)",
    "clock": _CLOCK,
}

FORMS: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _FORMS.items()}
