"""The annotations of story A turned into rows of schema `news`: what a perfect extraction would have written."""

from __future__ import annotations

import calendar
import json
from datetime import date
from pathlib import Path
from typing import Any

from news_rows import News


def day_range(edtf: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day of an EDTF level 0/1 string."""
    if not edtf:
        return None, None
    parts = [part.strip("~?%") for part in edtf.split("/")]
    return _edge(parts[0], last=False), _edge(parts[-1], last=True)


def story_rows(story: Path) -> News:
    """Return the rows of every annotated article of a story folder."""
    news = News()
    truth = json.loads((story / "truth.json").read_text("utf-8"))
    paths = sorted((story / "ann").glob("*.json"))
    annotated = [json.loads(path.read_text("utf-8")) for path in paths]
    ids: dict[str, str] = {}
    for gold in annotated:
        raw = (story / "txt" / f"{gold['doc_id']}.txt").read_bytes()
        text = raw.decode(truth["encodings"].get(gold["doc_id"], "utf-8"))
        first, last = day_range(gold["published"]["date"])
        outlets = {"outlet": gold["outlet"], "original_outlet": gold["original_outlet"]}
        ids[gold["doc_id"]] = news.document(f"{gold['doc_id']}.txt", (first, last) if first and last else None, text, **outlets)
        for entity in gold["entities"]:
            news.entity(entity["name"], entity["type"], entity["country"])
        _events(news, ids[gold["doc_id"]], gold)
    for original, copy in truth["near_duplicates"]:
        next(row for row in news.rows["documents"] if row["document_id"] == ids[copy])["near_duplicate_of"] = ids[original]
    return news


def _events(news: News, document_id: str, gold: dict[str, Any]) -> None:
    kinds = {entity["name"]: (entity["type"], entity["country"]) for entity in gold["entities"]}

    def entity(name: str) -> str:
        return news.entity(name, *kinds[name])

    for meeting in gold["meetings"]:
        more = {"event_class": "meeting", "event_mode": meeting["kind"], "country_code": meeting["country"], "date_edtf": meeting["date"]}
        more |= {key: meeting[key] for key in ("level", "status", "place", "occasion")}
        participants = [(entity(name), "actor") for name in meeting["participants"]]
        news.event(document_id, participants, day_range(meeting["date"]), meeting["evidence"], **more)
    for act in gold["treaty_actions"]:
        more = {"event_class": "treaty_action", "action": act["action"], "status": act["modality"], "date_edtf": act["date"]}
        parties = [(entity(act["party"]), "actor")] if act["party"] else []
        news.event(document_id, [(entity(act["treaty"]), "treaty"), *parties], day_range(act["date"]), act["evidence"], **more)


def _edge(part: str, last: bool) -> date | None:
    if part == "..":
        return None
    year, month, day = (*(int(n) for n in part.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
