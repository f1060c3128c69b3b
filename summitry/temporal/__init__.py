"""Dates: EDTF values, day intervals, and the temporal expressions of English news text.

Works on plain strings: needs neither spaCy nor the lexicon, so that cleaning and extraction can both stand on it.

Others were tried first, on 24 Wikinews articles with 194 annotated dates (GUM), TempEval-3 value F1 on dates: `dateparser` 1.5.0 0.34
(it sees dates in "may" and "second" and gives every month and year a day), `recognizers-text-date-time` 1.0.2a2 0.60 (two minutes for the
24 articles, needs an old `emoji`); this package 0.86, with the tense of a parsed sentence 0.87, in under two seconds.
"""
