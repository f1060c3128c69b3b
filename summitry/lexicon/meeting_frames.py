"""The words by which news reports meetings, and what they say about status: `data/meeting_frames.yaml`, indexed by word form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from summitry.errors import LexiconError

FILE = Path(__file__).parent / "data" / "meeting_frames.yaml"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class MeetingFrames:
    """Word forms (lower case) to what they mean.

    `lemma` maps a verb form to its lemma, `past` holds the forms that can be a past tense or participle. `lists` are the plain
    word lists of the file.
    """

    lemma: Mapping[str, str]
    past: frozenset[str]
    verb_frame: Mapping[str, str]
    noun_frame: Mapping[str, str]
    needs_word: Mapping[str, frozenset[str]]
    light_verbs: frozenset[str]
    modal: Mapping[str, str]
    governor: Mapping[str, str]
    phrasal: Mapping[tuple[str, str], str]
    adjective: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        """A plain word list of the file. Raises KeyError when the file has none of that name."""
        return self.lists[name]


def verb_forms(lemma: str, irregular: Iterable[str] = ()) -> tuple[set[str], set[str]]:
    """Return (all forms, past forms) of a verb; the irregular forms replace the regular past."""
    listed = list(irregular)
    third = (
        lemma[:-1] + "ies"
        if lemma.endswith("y") and lemma[-2] not in _VOWELS
        else lemma + ("es" if lemma[-1] in "sxzo" or lemma[-2:] in {"ch", "sh"} else "s")
    )
    gerund = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    regular = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + ("d" if lemma.endswith("e") else "ed")
    past = {f for f in listed if not f.endswith("ing")} or {regular}
    return {lemma, third, gerund, *listed, *past}, past


@cache
def load_meeting_frames(path: Path = FILE) -> MeetingFrames:
    """Return the file's content, read once per process. Raises LexiconError when a section is missing or not of the right shape."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return _build(raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(path, 1, f"section missing or of the wrong shape: {error}") from error


def _build(raw: dict[str, dict[str, list[str]]]) -> MeetingFrames:
    irregular = raw["irregular"]
    verb_frame = _inverted(raw["verb_frames"])
    governor = _inverted(raw["governors"])
    phrasal = {(p.split()[0], p.split()[1]): str(effect) for p, effect in raw["phrasal"].items()}
    sections = {"irregular", "verb_frames", "noun_frames", "needs_word", "governors", "phrasal", "adjectives", "modals"}
    lists = {k: frozenset(map(str, v)) for k, v in raw.items() if k not in sections}
    lemma: dict[str, str] = {}
    past: set[str] = set()
    verbs = {*verb_frame, *lists["light_verbs"], *governor, *(v for v, _ in phrasal), *lists["object_control"], *irregular}
    for verb in sorted(verbs):
        forms, its_past = verb_forms(verb, irregular.get(verb, ()))
        past |= its_past
        for form in forms:
            lemma.setdefault(form, verb)
    return MeetingFrames(
        lemma=lemma,
        past=frozenset(past),
        verb_frame=verb_frame,
        noun_frame=_inverted(raw["noun_frames"]),
        needs_word={k: frozenset(v) for k, v in raw["needs_word"].items()},
        light_verbs=lists["light_verbs"],
        modal=_inverted(raw["modals"]),
        governor=governor,
        phrasal=phrasal,
        adjective=_inverted(raw["adjectives"]),
        lists=lists,
    )


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """{group: words} -> {word: group}; the first group that lists a word keeps it."""
    out: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            out.setdefault(str(word), group)
    return out
