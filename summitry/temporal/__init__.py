"""Dates: EDTF values, day intervals, and the temporal expressions of English news text.

Works on plain strings: needs neither spaCy nor the lexicon, so that cleaning and extraction can both stand on it.
"""
