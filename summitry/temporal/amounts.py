"""Numbers and units of time as English writes them."""

from __future__ import annotations

import re

from summitry.temporal import vocabulary as v


def fold(text: str | None) -> str:
    return " ".join(text.lower().split()) if text else ""


def month_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return v.MONTHS.get(key) or v.MONTH_ABBREVIATIONS[key]


def weekday_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return v.WEEKDAYS[key] if key in v.WEEKDAYS else v.WEEKDAY_ABBREVIATIONS[key]


def day_number(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]


def amount(words: str) -> float | None:
    """Return the number that number words or digits stand for, None for vague ones ("several"). Halves stay halves."""
    text = re.sub(r" (more|or so|further|long|full)$", "", fold(words))
    half = text.endswith(" and a half")
    text = text.removesuffix(" and a half")
    if re.fullmatch(r"\d{1,3}(\.5)?", text):
        base: float | None = float(text)
    else:
        base = v.NUMBERS.get(text)
    return None if base is None else base + (0.5 if half else 0)


def unit_name(word: str) -> str:
    text = word.lower()
    return "century" if text.startswith("centur") else text.removesuffix("s")


def duration_value(number: float | None, unit: str) -> str:
    """Return the ISO 8601 duration of so many units; X for a vague number."""
    code, size = v.UNIT_CODES[unit]
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    if number is None:
        return f"{prefix}X{letter}"
    total = number * size
    whole = int(total)
    if total == whole:
        return f"{prefix}{whole}{letter}"
    half = {"Y": f"P{int(total * 12)}M", "M": f"P{whole}M15D", "W": f"P{int(total * 7)}D", "D": f"P{whole}DT12H"}
    return half.get(code) or f"PT{int(total * 60)}{'S' if letter == 'M' else 'M'}"
