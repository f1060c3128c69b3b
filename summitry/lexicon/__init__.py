"""What we know about the world, as data files under `data/` and one loader.

Belongs here: names, aliases, offices and their holders, treaties, forums and their editions, places, and the word lists of the
field (speech verbs, meeting nouns, titles). Does not belong here: rules about sentences (see `extract`).
"""

from __future__ import annotations

from summitry.lexicon.corrections import Correction, Corrections, load_corrections
from summitry.lexicon.entries import City, Country, ForumEdition, LexEntity, Role, Term, Treaty
from summitry.lexicon.names import exact_key, name_key, slug, without_marks
from summitry.lexicon.store import Lexicon, load_lexicon

__all__ = [
    "City",
    "Correction",
    "Corrections",
    "Country",
    "ForumEdition",
    "LexEntity",
    "Lexicon",
    "Role",
    "Term",
    "Treaty",
    "exact_key",
    "load_corrections",
    "load_lexicon",
    "name_key",
    "slug",
    "without_marks",
]
