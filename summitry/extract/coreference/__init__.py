"""Who is meant by "he", "the Russian leader" and "the two presidents" within one document.

`summitry_coreference` adds pronoun and nominal mentions to those that `summitry_entities` found; other components ask
`resolve_token`, `referent_at` and `plural_antecedents`.
"""

from __future__ import annotations

from summitry.extract.coreference.component import Coreference, make_coreference
from summitry.extract.coreference.lookup import UNNAMED, plural_antecedents, referent_at, resolve_token

__all__ = ["UNNAMED", "Coreference", "make_coreference", "plural_antecedents", "referent_at", "resolve_token"]
