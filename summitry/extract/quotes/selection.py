"""Choose among findings that overlap or repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summitry.extract.quotes.finding import Finding

_RANK = {"direct": 2, "mixed": 1, "indirect": 0}


def select(text: str, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings in order of their start: of nested ones the outer, of overlapping ones the surer; a verbatim repetition once."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end, -f.confidence)):
        if finding.end <= finding.start:
            continue
        clash = kept[-1] if kept and kept[-1].end > finding.start else None
        if clash is None:
            kept.append(finding)
        elif finding.start > clash.start and finding.end > clash.end and finding.confidence > clash.confidence:
            kept[-1] = finding
    seen: set[str] = set()
    out: list[Finding] = []
    numbers: dict[int, int] = {}
    for finding in kept:
        words = " ".join(text[finding.start : finding.end].split()).casefold().rstrip(".,")
        if words in seen and len(words) > 12:
            continue
        seen.add(words)
        number = numbers.setdefault(finding.utterance, len(numbers))
        out.append(replace(finding, utterance=number))
    return out
