"""The English words of time: names of months, days, seasons, numbers and units, and the words that tell past from future."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"), 1
    )
}
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {name: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
WEEKDAY_ABBREVIATIONS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: Days of the year that have names of their own: (month, day).
NAMED_DAYS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    "a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "half a dozen": 6, "a hundred": 100, "one hundred": 100,
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{f"{tens}{dash}{unit}": 10 * t + u for t, tens in enumerate(_TENS, 2) for u, unit in enumerate(_UNITS[:9], 1) for dash in "- "},
}  # fmt: skip
#: Amounts nobody can count: the ISO duration has an X.
VAGUE_NUMBERS = frozenset({"several", "a few", "few", "some", "many", "recent"})
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
#: ISO 8601 letter and the number of such units in one.
UNIT_CODES = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1), "weekend": ("W", 1),
    "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip
DECADE_WORDS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
PART_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}

#: Nouns that are counted in their thousands: "2000 troops" is no year.
COUNTED = frozenset(
    """troops soldiers people men women children tonnes tons dollars euros pounds rubles roubles yen yuan miles kilometers kilometres km metres meters feet
    acres hectares barrels jobs homes houses words pages points votes seats delegates members workers employees refugees migrants prisoners detainees
    hostages civilians victims casualties deaths cases warheads missiles tanks vehicles aircraft planes ships guests visitors participants protesters
    police officers observers peacekeepers inspectors journalists students farmers times mg kg mm cm mph per percent pct mln billion million shares
    rifles guns weapons rounds bombs mines rockets launchers hours minutes seconds kilograms kilos tonne copies signatures families households""".split()
)
#: Words after which a four-digit number is a name or a count, not a year.
NOT_BEFORE_YEAR = frozenset(
    """resolution resolutions article articles page pages pp no nos number numbers flight room section order paragraph para act bill channel highway
    route boeing airbus unscr hr box suite building extension ext at about nearly almost than least most under approximately some roughly
    exactly only total another per version agenda vision psi russell nikkei ftse fortune windows office""".split()
)
#: Words that let a bare month stand as a date ("in May", "last March").
BEFORE_MONTH = frozenset(
    """in since until till from to by of before after during this last next early late mid through throughout between and or around for as past previous
    coming every each following begin begins began beginning ending end expires expired lapses""".split()
)

#: Words that look ahead. Longer phrases are found by their first word.
FUTURE_CUES = frozenset(
    """will shall won't 'll ’ll due scheduled expected expects expect plan plans planned planning slated set upcoming forthcoming tentatively intends
    intend intended proposed proposes ahead would going hopes hoped aims aim must should may might could can cannot ready prepares preparing prepare
    tomorrow expire expires convene pending invited invite invites pencilled awaits looming forecast likely arrives begins opens starts meets leaves""".split()
)
#: Past forms that do not end in -ed.
PAST_CUES = frozenset(
    """said told met was were had has have been held began took made went came left gave saw spoke sent kept led won lost broke brought built bought caught chose
    drew fell felt fought found flew forgot got grew heard hit knew laid lay let meant paid put quit ran read rose sat sold set shook shot shut sought
    spent stood struck swore taught thought threw understood withdrew withheld wrote became did done drove ate arose bore beat bound cut dealt fled
    hurt overthrew rode rebuilt split spread stuck swept wore""".split()
) - {"set", "let", "put", "read", "cut"}
