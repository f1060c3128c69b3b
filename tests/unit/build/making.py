"""Short ways to write claims for the tests of meeting identity."""

from __future__ import annotations

from datetime import date
from typing import Any

from summitry.build.claims import Claim, claims

PUTIN = {"entity_id": "putin", "entity_type": "person", "country_code": "RUS"}
TRUMP = {"entity_id": "trump", "entity_type": "person", "country_code": "USA"}
MAY = {"entity_id": "may", "entity_type": "person", "country_code": "GBR"}
RUSSIA = {"entity_id": "russia", "entity_type": "country", "country_code": "RUS"}
AMERICA = {"entity_id": "america", "entity_type": "country", "country_code": "USA"}
NATO = {"entity_id": "nato", "entity_type": "organization", "country_code": None}


def claim(event: str, status: str, days: str | None, told: str, **more: Any) -> Claim:
    """A claim of article `event` (or `doc`), published on `told`, about a meeting on `days` (`first/last`, `~`: about)."""
    first, last = (days or "").strip("~").split("/") * 2 if days and "/" not in days else (days or "/").strip("~").split("/")
    row = {
        "event_id": event,
        "document_id": more.pop("doc", f"d{event}"),
        "known_from": date.fromisoformat(told),
        "is_known_from_published": True,
        "event_mode": more.pop("mode", "bilateral"),
        "level": more.pop("level", "leader"),
        "status": status,
        "date_edtf": days,
        "date_start": date.fromisoformat(first) if first else None,
        "date_end": date.fromisoformat(last) if last else None,
        "place": more.pop("place", None),
        "country_code": more.pop("country", None),
        "occasion": more.pop("occasion", None),
        "participants": more.pop("who", [PUTIN, TRUMP]),
    }
    assert not more, f"unknown: {more}"
    return claims([row])[0]
