"""From decoded text to an article: what each line is for, who published it and when, and of what it is a copy.

Belongs here: line roles, paragraphs, title, byline, outlets, dateline, publication date, language, near-duplicates; the word lists
and patterns of news pages in `data/`. Does not belong here: files and encodings (see `read`), what the sentences say (see `extract`).

Issue codes, all warnings: `no_body`, `not_english`, `bad_language`, and those of `published`; an error: `too_long_to_extract`.
"""

from __future__ import annotations

from summitry.clean.documents import CleanResult, clean, clean_one

__all__ = ["CleanResult", "clean", "clean_one"]
