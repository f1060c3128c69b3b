"""How news reports what is done to a treaty: `data/treaty_frames.yaml`, indexed by word form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from summitry.errors import LexiconError
from summitry.lexicon.meeting_frames import verb_forms

FILE = Path(__file__).parent / "data" / "treaty_frames.yaml"


@dataclass(frozen=True, slots=True)
class TreatyFrame:
    """One way of reporting one action. `places` are `obj`, `subj` or prepositions; `phrases` must follow the verb when given.

    `new_only` frames need an instrument that the phrase itself introduces; `plain` is the modality of the act when nothing else tells it.
    """

    action: str
    places: frozenset[str]
    noun_prepositions: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    legislature: bool = False
    particle: str | None = None
    new_only: bool = False
    plain: str = "done"
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TreatyFrames:
    """Word forms (lower case) to frames, and the file's word lists."""

    verbs: Mapping[str, tuple[TreatyFrame, ...]]
    nouns: Mapping[str, tuple[TreatyFrame, ...]]
    modality: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        """A word list of the file. Raises KeyError when the file has none of that name."""
        return self.lists[name]


@cache
def load_treaty_frames(path: Path = FILE) -> TreatyFrames:
    """Return the file's content, read once per process. Raises LexiconError when a section is missing or misshapen."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    verbs: dict[str, list[TreatyFrame]] = {}
    nouns: dict[str, list[TreatyFrame]] = {}
    try:
        for entry in raw["frames"]:
            for lemma, irregular in entry["verbs"].items():
                word, _, particle = lemma.partition(" ")
                frame = _frame(entry, particle or None)
                for form in verb_forms(word, irregular)[0]:
                    verbs.setdefault(form, []).append(frame)
            for noun in entry["nouns"]:
                nouns.setdefault(noun.split()[0], []).append(_frame(entry, noun.partition(" ")[2] or None))
        modality = {word: name for name, words in raw["modality"].items() for word in words}
        lists = {name: frozenset(words) for name, words in raw.items() if name not in {"frames", "modality"}}
    except (KeyError, AttributeError, TypeError) as error:
        raise LexiconError(path, 1, f"section missing or of the wrong shape: {error}") from error
    return TreatyFrames({k: tuple(v) for k, v in verbs.items()}, {k: tuple(v) for k, v in nouns.items()}, modality, lists)


def _frame(entry: Mapping[str, object], particle: str | None) -> TreatyFrame:
    def words(name: str) -> list[str]:
        value = entry.get(name, [])
        return list(value) if isinstance(value, list) else []

    return TreatyFrame(
        str(entry["action"]),
        frozenset(words("instrument")),
        frozenset(words("noun_prepositions")),
        tuple(words("phrases")),
        frozenset(words("needs")),
        bool(entry.get("legislature")),
        particle,
        bool(entry.get("new_only")),
        str(entry.get("plain", "done")),
        frozenset(words("earlier")),
    )
