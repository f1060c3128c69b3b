"""The regular expressions of English temporal expressions, one per form. `meaning.py` says what each form means.

Notation: one space stands for white space within an expression (a hard line break is allowed, a blank line is not), `<NAME>` for a
fragment of `_FRAGMENTS`, the group `x`, where there is one, for the expression itself when a form needs words before it. Forms are tried
everywhere in the text; where two overlap, the one that starts first wins, then the longer one, then the one that stands first here.
"""
# ruff: noqa: E501  (a pattern reads better in one piece)

from __future__ import annotations

import re

from summitry.temporal import vocabulary as v

#: White space inside an expression.
SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"


def _cased(words: list[str]) -> str:
    """Alternatives in Title and UPPER case only: months and weekdays are written with a capital."""
    forms = {form for w in words for form in (w.capitalize(), w.upper())}
    return "|".join(sorted(forms, key=lambda w: (-len(w), w)))


def _any_case(words: list[str]) -> str:
    return "|".join(sorted((re.escape(w).replace(r"\ ", " ") for w in words), key=lambda w: (-len(w), w)))


#: Number words that are no tens with units: those have a pattern of their own.
_SINGLE_NUMBERS = [w for w in (*v.NUMBERS, *v.VAGUE_NUMBERS) if not w.startswith(v.TENS)]

_FRAGMENTS = {
    "MONTH": rf"(?:(?:{_cased(list(v.MONTHS))})|(?:{_cased(list(v.MONTH_ABBREVIATIONS))})\.?)",
    "WEEKDAY": rf"(?:{_cased(list(v.WEEKDAYS))})",
    "ANY_WEEKDAY": rf"(?:(?:{_cased(list(v.WEEKDAYS))})|(?:{_cased(list(v.WEEKDAY_ABBREVIATIONS))})\.?)",
    "WEEKDAYS_SHORT": _cased(list(v.WEEKDAY_ABBREVIATIONS)),
    "WEEKDAYS_PLURAL": "|".join(w.capitalize() + "s" for w in v.WEEKDAYS),
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])",
    "ORDINAL_DAY": r"(?:31st|30th|2[04-9]th|21st|22nd|23rd|1\dth|[4-9]th|1st|2nd|3rd)",
    "ANY_DAY": r"(?:<ORDINAL_DAY>|<DAY>)",
    "YEAR": r"(?:1[5-9]\d\d|20\d\d|2100)(?!\d|[.,]\d|%)",
    "NO_NUMBER_BEFORE": r"(?<![\d.,:/$€£#-])(?<!\w)",
    "NO_NUMBER_AFTER": r"(?!\w|[.:]\d|,\d{3}(?!\d)|%)",
    "NO_DIGIT_BEFORE": r"(?<![\d.,:/$€£])",
    "TO": r"(?:[^\S\n]*[-–—][^\S\n]*| (?i:to|and|through|until|till|or) )",
    "SEASON": r"(?i:spring|summer|autumn|winter|fall)",
    "SEASON_NOT_FALL": r"(?i:spring|summer|autumn|winter)",
    "NUMBER": rf"(?i:\d{{1,3}}(?:\.5)?|(?:{'|'.join(v.TENS)})(?:(?:-| )(?:{'|'.join(v.SMALL_NUMBERS[:9])}))?|{_any_case(_SINGLE_NUMBERS)})"
    r"(?: (?i:and a half|more|or so|further|long|full))?",
    "UNIT": r"(?i:(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|spring|summer|autumn|winter)s?|centur(?:y|ies))",
    "PERIOD": r"(?i:weekend|week|month|year|quarter|decade|century|season|semester|spring|summer|autumn|winter|fall|fortnight)",
    "EDGE": r"(?i:(?:the )?(?:very )?(?:end|beginning|start|middle|close|first half|second half|latter half|early part|latter part|first (?:week|days)"
    r"|last (?:week|days)) of|(?:early|late|mid)(?: in)?|mid-|early-|late-|later in|earlier in)",
    "THIS": r"(?i:(?:this |the )?(?:past|coming)|(?:the )?(?:last|next|current|previous)|the (?:following|same)|this|the|that|each|every)",
    "SHIFT": r"(?i:last|next|this(?: (?:past|coming))?|past|previous|coming|the (?:following|previous))",
    "PART": r"(?i:morning|afternoon|evening|night)",
    "ZONE": r"(?:[^\S\n]*\(?(?:GMT|gmt|UTC|CET|CEST|EST|EDT|ET|BST|MSK|Moscow time|local time)\)?)?",
}

_FORMS = {
    "iso": r"(?<![\w.-])(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d><DAY>)(?![\d-])(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "slash": r"(?<![\w./-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/])",
    "month_day": r"(?:\b(?P<w><ANY_WEEKDAY>),? )?\b(?P<m><MONTH>) ?(?P<d><ANY_DAY>)<NO_NUMBER_AFTER>(?:[^\S\n]*,? (?P<y><YEAR>)|,(?P<y2><YEAR>))?",
    "day_month": r"(?:\b(?P<w><ANY_WEEKDAY>),? (?:(?i:the) )?)?<NO_NUMBER_BEFORE>(?P<d><ANY_DAY>) (?:(?i:of) )?(?P<m><MONTH>)(?![\w-])(?:,? (?P<y><YEAR>))?",
    "month_day_range": r"\b(?P<m><MONTH>) (?P<d><ANY_DAY>)<TO>(?P<d2><ANY_DAY>)<NO_NUMBER_AFTER>(?! <MONTH>)(?:,? (?P<y><YEAR>))?",
    "day_month_range": r"<NO_NUMBER_BEFORE>(?P<d><ANY_DAY>)<TO>(?P<d2><ANY_DAY>) (?:(?i:of) )?(?P<m><MONTH>)(?![\w-])(?:,? (?P<y><YEAR>))?",
    "month_year": r"\b(?:(?P<edge><EDGE>) ?)?(?P<m><MONTH>)(?:,? | (?i:of) )(?P<y><YEAR>)",
    "month_shift": r"\b(?:(?P<edge><EDGE>) ?)?(?P<m><MONTH>) (?:(?i:of) )?(?P<s>(?i:last|next|this|that|the (?:following|previous|same))) (?i:year)\b",
    "month": r"\b(?:(?P<edge><EDGE>) ?)?(?:(?P<s><SHIFT>) )?(?P<m><MONTH>)(?![\w-])",
    "year": r"(?:(?P<edge>(?<!\w)<EDGE>) ?)?(?<![\w.,$€£#:/-])(?P<y><YEAR>)(?!\w|['’]?s\b|/\d|:\d)",
    "decade": r"(?<!\w)(?:(?:the )?(?P<edge><EDGE>)(?: |-)?(?:the )?)?(?:the )?(?P<c>1[5-9]|20)?(?P<q>['’])?(?P<t>\d)0['’]?s(?!\w)"
    rf"|(?<!\w)(?:the )(?:(?P<edge2><EDGE>) ?(?:the )?)?(?P<n>(?i:{'|'.join(v.DECADE_WORDS)}))\b",
    "century": r"\b(?:the )?(?:(?P<edge><EDGE>) ?(?:the )?)?(?P<n>\d\d?(?:st|nd|rd|th)) century",
    "season_year": r"\b(?:(?P<edge><EDGE>) ?)?(?:the )?(?P<n><SEASON>) (?:of )?(?P<y><YEAR>)",
    "season": r"\b(?i:in|by|until|till|before|after|during|through|throughout|since|for) (?P<x>(?:(?:the )?(?P<edge><EDGE>) )?(?:the )?(?P<n><SEASON_NOT_FALL>))\b"
    r"(?! (?:of|in) )",
    "quarter": r"\b(?:the )?(?P<o>(?i:first|second|third|fourth|last|final)) quarter(?: (?:of )?(?P<y><YEAR>)| of (?P<s>this|last|next|the) year)?"
    r"|\bQ(?P<o2>[1-4])(?: (?:of )?(?P<y2><YEAR>))?\b",
    "relative_day": r"\b(?i:(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|today|tomorrow|tonight|overnight|last (?:night|evening)"
    r"|this (?:very )?(?:morning|afternoon|evening))\b",
    "period": r"\b(?:(?P<edge><EDGE>|(?i:earlier|later|early|late)) ?)?(?P<s><THIS>) (?P<p><PERIOD>)(?!\w|-)(?P<poss>['’]s? end)?",
    "year_end": r"(?<!\w)(?:the )?(?i:year)(?: |-|['’]s )(?i:end)\b(?! of)",
    "period_out": r"\b(?i:the) (?P<p>(?i:week|month|year|decade)) (?i:is|was) (?i:out|over)\b",
    "weekday": r"\b(?:(?P<s>(?i:last|next|this(?: (?:past|coming))?|past|coming|the (?:following|previous|next|coming|same)|that)) )?(?P<w><WEEKDAY>)(?![\w-])"
    r"(?: (?:(?i:of) )?(?P<t>(?i:last|next|this|that|the following) (?i:week)|(?i:week)\b(?! (?i:long))))?",
    "weekday_short": r"\b(?i:on) (?P<x>(?P<w><WEEKDAYS_SHORT>)\.?)(?!\w)",
    "ago": r"\b(?:(?i:about|around|nearly|almost|some|roughly|just over|over|more than|exactly|only) )?(?P<n><NUMBER>) (?P<u><UNIT>)"
    r" (?P<r>(?i:ago|earlier|later|afterwards|before|after|previously|from (?:now|today)|hence|beforehand|on(?= ?(?:[.,;:]|$))))\b",
    "narrative": r"\b(?i:the) (?:(?i:very) )?(?P<r>(?i:following|next|previous|preceding|same)) (?P<p>(?i:day|week|month|year|weekend)|<PART>)\b"
    r"|\b(?i:the) (?P<p2>(?i:day|night|evening|week|month|year)) (?P<r2>(?i:before|after|earlier))\b(?! (?i:yesterday|tomorrow))"
    r"|\b(?P<r3>(?i:(?:(?:later|earlier) )?that|(?:earlier|later) the same|(?:earlier|later) in the|(?:later|earlier) on the same))"
    r" (?P<p3>(?i:day|week|month|year)|<PART>)\b",
    "last_units": r"\b(?:(?i:the) )?(?P<r>(?i:past|last|next|coming|previous)) (?P<n><NUMBER>) (?P<u><UNIT>)\b",
    "duration": r"(?<![\w.,$€£:/-])(?P<n><NUMBER>)(?: |-)(?P<u><UNIT>)(?!\w)",
    "set": r"\b(?i:(?:every|each)(?: (?:other|second|third|four|two|three|five|six|few))? (?:day|week|weekend|month|year|quarter)s?)\b"
    r"|\b(?i:every|each) (?:<WEEKDAY>|<PART>|<SEASON>)\b|\b(?i:(?:once|twice|three times) (?:a|each|every) (?:day|week|month|year))\b|\bon (?:<WEEKDAYS_PLURAL>)\b",
    "day_of_month": r"\b(?i:on|from|by|until|till|before|to|of) (?P<x>the (?P<d><ORDINAL_DAY>)(?: of (?P<s>this|last|next|the) month)?)"
    r"(?=[^\S\n]*(?:[.,;:)]|$|\n| (?:and|to|at|in|or|when|for)\b))",
    "named_day": rf"\b(?P<n>(?i:{_any_case([*v.NAMED_DAYS, 'easter', 'easter sunday', 'good friday', 'easter monday'])}))(?:,? (?P<y><YEAR>))?(?!\w)",
    "clock": r"(?:<NO_DIGIT_BEFORE>(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?(?:[^\S\n]*(?i:a\.?m\b\.?|p\.?m\b\.?)|[^\S\n]+o['’]clock)"
    r"|<NO_DIGIT_BEFORE>(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:.]\d)|(?<=[Aa]t )(?:1\d|2[0-3]|0?\d)\.[0-5]\d(?![\d%])(?! (?:per|percent|pct|million|billion))"
    r"|<NO_DIGIT_BEFORE>[0-2]\d[0-5]\d(?=[^\S\n]*(?:GMT|gmt|UTC|CET|EST|EDT|hours|local time))|\b(?i:noon|midday|midnight)\b)<ZONE>",
}


def _compile(pattern: str) -> re.Pattern[str]:
    while found := re.search(r"(?<!\?P)(?<!\(\?)<([A-Z_]+)>", pattern):
        pattern = pattern[: found.start()] + _FRAGMENTS[found.group(1)] + pattern[found.end() :]
    return re.compile(re.sub(r"(?<!\[Aa\]t) ", lambda _: SPACE, pattern))


FORMS: dict[str, re.Pattern[str]] = {name: _compile(pattern) for name, pattern in _FORMS.items()}
