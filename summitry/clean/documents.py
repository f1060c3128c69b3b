"""Put the parts together: raw documents in, clean documents and issues out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from summitry.clean.blocks import to_blocks, to_lines
from summitry.clean.datelines import find_dateline
from summitry.clean.duplicates import originals
from summitry.clean.language import detect_language
from summitry.clean.lines import BLANK, paragraphs, split_lines
from summitry.clean.outlet_list import known_outlet
from summitry.clean.outlets import find_original, find_outlet
from summitry.clean.published import infer_published
from summitry.clean.roles import assign_roles
from summitry.lexicon import Lexicon
from summitry.records import Block, CleanDocument, Issue, Line, LineRole, RawDocument

#: Characters of one text that are cleaned and extracted; the rest is stored and an issue (`too_long_to_extract`) says so. The longest
#: texts of this kind, four hours of a leader's press conference as a transcript, have 150,000; reading this many takes about 20 s.
MAX_READ_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class CleanResult:
    """The clean documents in the order of the raw ones, and what a person should know about them."""

    documents: tuple[CleanDocument, ...]
    issues: tuple[Issue, ...]


def clean(documents: Sequence[RawDocument], lexicon: Lexicon, today: date) -> CleanResult:
    """Clean a batch and mark near-duplicates within it. `today` bounds publication dates: no article is from the future."""
    cleaned: list[CleanDocument] = []
    issues: list[Issue] = []
    for raw in documents:
        document, found = clean_one(raw, lexicon, today)
        cleaned.append(document)
        issues.extend(found)
    copies = originals(cleaned)
    marked = [replace(d, near_duplicate_of=copies.get(d.raw.document_id)) for d in cleaned]
    return CleanResult(tuple(marked), tuple(issues))


def clean_one(raw: RawDocument, lexicon: Lexicon, today: date) -> tuple[CleanDocument, tuple[Issue, ...]]:
    """Clean one document; near-duplicates need the batch and stay unmarked."""
    end = _read_end(raw.text)
    document, issues = _clean_part(raw if end is None else replace(raw, text=raw.text[:end]), lexicon, today)
    if end is None:
        return document, issues
    message = (
        f"The text has {len(raw.text)} characters; it is stored whole, but lines, dates and facts were sought in the first {end} only. "
        "Split it into articles to have all of it read."
    )
    return replace(document, raw=raw, read_end=end), (*issues, replace(_warning(raw, "too_long_to_extract", message), level="error"))


def _read_end(text: str) -> int | None:
    """Where to stop reading a text that is too long: at a line's end, else at a word's; None for all others."""
    if len(text) <= MAX_READ_CHARS:
        return None
    # A break in the last tenth: better a little less than a sentence cut in two.
    earliest = MAX_READ_CHARS - MAX_READ_CHARS // 10
    return next((at for sign in ("\n", ". ", " ") if (at := text.rfind(sign, earliest, MAX_READ_CHARS) + 1)), MAX_READ_CHARS)


def _clean_part(raw: RawDocument, lexicon: Lexicon, today: date) -> tuple[CleanDocument, tuple[Issue, ...]]:
    text = raw.text
    paras = paragraphs(text, split_lines(text))
    roles = assign_roles(text, paras, raw.sidecar.title, lexicon)
    lines, blocks = to_lines(paras, roles), to_blocks(paras, roles)
    dateline = find_dateline(text, lines, blocks, lexicon)
    outlet = _given_outlet(raw) or find_outlet(text, lines, dateline, lexicon)
    published, issues = infer_published(raw, lines, blocks, lexicon, today)
    language = _given_language(raw) or detect_language("\n".join(text[b.start : b.end] for b in blocks if b.role == "body") or text)
    document = CleanDocument(
        raw=raw,
        lines=lines,
        blocks=blocks,
        language=language,
        title=_first(text, blocks, "headline") or raw.sidecar.title,
        byline=_first(text, blocks, "byline"),
        outlet=outlet,
        outlet_given=raw.sidecar.outlet is not None,
        original_outlet=find_original(text, lines, dateline, outlet, lexicon),
        url=raw.sidecar.url,
        dateline_place=dateline.place if dateline else None,
        published=published,
    )
    return document, (*issues, *_warnings(raw, lines, language))


def _given_outlet(raw: RawDocument) -> str | None:
    """The sidecar's outlet under its usual name (`usatoday.com` -> USA Today), or as it stands when it is not listed."""
    given = raw.sidecar.outlet
    listed = known_outlet(given) if given else None
    return listed.name if listed else given


def _given_language(raw: RawDocument) -> str | None:
    """The sidecar's language as an ISO 639-1 code (`en-GB` -> `en`); None when it gives none or something else."""
    found = re.fullmatch(r"([a-z]{2})(?:[-_]\w+)*", (raw.sidecar.language or "").lower())
    return found[1] if found else None


def _first(text: str, blocks: Sequence[Block], role: LineRole) -> str | None:
    return next((text[b.start : b.end].strip(BLANK) for b in blocks if b.role == role), None)


def _warnings(raw: RawDocument, lines: Sequence[Line], language: str | None) -> tuple[Issue, ...]:
    found = []
    if not any(line.role == "body" for line in lines):
        found.append(
            _warning(raw, "no_body", "No paragraph of this text reads like the body of an article; nothing will be extracted from it.")
        )
    if raw.sidecar.language and _given_language(raw) is None:
        message = f"The sidecar's language {raw.sidecar.language!r:.40} is no code such as 'en'; it was found from the text instead."
        found.append(_warning(raw, "bad_language", message))
    if language not in (None, "en"):
        found.append(
            _warning(raw, "not_english", f"The text is in {language!r}; the extraction rules are for English and will miss most of it.")
        )
    return tuple(found)


def _warning(raw: RawDocument, code: str, message: str) -> Issue:
    return Issue("clean", "warning", code, message, raw.source_path, raw.document_id)
