"""Who published an article and who published it first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summitry.clean.outlet_list import all_outlets, known_outlet
from summitry.clean.outlets import canonical_name
from summitry.lexicon import Lexicon
from summitry.records import CleanDocument, Sidecar

BODY = "The two presidents met in Geneva on Tuesday and talked for three hours about the treaty, officials of both sides said."


def page(*head: str, foot: str = "", lead: str = BODY) -> str:
    return "\n".join([*head, "", lead, "", "They will meet again in May, one of the officials said.", "", foot])


@pytest.mark.parametrize(
    ("text", "outlet", "original"),
    [
        pytest.param(page("Talks in Geneva"), None, None, id="no-mark"),
        pytest.param(page("Example Tribune | World", "Talks end in Geneva"), "Example Tribune", None, id="masthead"),
        pytest.param(page("World | Europe", "Talks end in Geneva"), None, None, id="sections-are-no-masthead"),
        pytest.param(
            page("Talks end in Geneva", foot="(c) 2018 Example Tribune. All rights reserved."), "Example Tribune", None, id="copyright"
        ),
        pytest.param(page("Talks end in Geneva", foot="Copyright Reuters 2019"), "Reuters", None, id="copyright-name-first"),
        pytest.param(
            page("Talks end in Geneva", foot="Subscribe to the Example Tribune for $1 a week."), "Example Tribune", None, id="promo"
        ),
        pytest.param(page("Talks end in Geneva", foot="Follow Jane Doe on Twitter @example"), None, None, id="a-reporter-is-no-outlet"),
        pytest.param(page("Talks end in Geneva", "By a Example Tribune staff writer"), "Example Tribune", None, id="byline"),
        pytest.param(page("Talks end in Geneva", lead=f"GENEVA (AFP) - {BODY}"), "Agence France-Presse", None, id="agency-dateline"),
        pytest.param(page("Talks end in Geneva", lead=f"GENEVA, May 3 (Examplepress) - {BODY}"), "Examplepress", None, id="unknown-agency"),
        pytest.param(page("TALKS END", foot=" REUTER"), "Reuters", None, id="agency-signature"),
        pytest.param(
            page("Example Tribune | World", "Talks end in Geneva", lead=f"GENEVA (AP) — {BODY}"),
            "Example Tribune",
            "Associated Press",
            id="agency-copy-in-a-paper",
        ),
        pytest.param(
            page(
                "Example Tribune | World",
                "Talks end in Geneva",
                "This article was originally\xa0published\xa0by Northern Wire and is reprinted with permission.",
            ),
            "Example Tribune",
            "Northern Wire",
            id="republished-unknown-names",
        ),
        pytest.param(
            page("Talks end in Geneva", "This story first appeared in The Moscow Times."), None, "The Moscow Times", id="first-appeared"
        ),
        pytest.param(
            page("Talks end in Geneva", "Republished with permission from Radio Free Europe/Radio Liberty"),
            None,
            "Radio Free Europe/Radio Liberty",
            id="republished-from",
        ),
        pytest.param(page("Talks end in Geneva", foot="Source: TASS"), "TASS", None, id="source-alone-is-the-outlet"),
        pytest.param(
            page("Example Tribune | World", "Talks end in Geneva", foot="Source: TASS"), "Example Tribune", "TASS", id="source-and-masthead"
        ),
        pytest.param(page("Talks end", lead=f"{BODY} The BBC's Jane Doe says it was close."), "BBC News", None, id="own-correspondent"),
        pytest.param(page("Talks end", lead=f"{BODY} An aide told Reuters it was close."), None, None, id="told-an-agency-proves-nothing"),
        pytest.param(
            page("Talks end", "© Sputnik / Max Muster", lead=f"GENEVA (Sputnik) - {BODY}"), "Sputnik", None, id="credit-and-dateline"
        ),
        pytest.param(page("Talks end", "© AFP / Max Muster", lead=f"GENEVA (Sputnik) - {BODY}"), "Sputnik", None, id="agency-photo-loses"),
    ],
)
def test_marks(text: str, outlet: str | None, original: str | None, cleaned: Callable[..., CleanDocument]) -> None:
    document = cleaned(text)
    assert (document.outlet, document.original_outlet, document.outlet_given) == (outlet, original, False)


def test_a_sidecar_says_who_published_and_the_text_who_wrote(cleaned: Callable[..., CleanDocument]) -> None:
    text = page("Talks end in Geneva", lead=f"GENEVA (AP) — {BODY}")
    document = cleaned(text, Sidecar(outlet="Harbor Gazette", url="https://example.org/1"))
    assert (document.outlet, document.outlet_given) == ("Harbor Gazette", True)
    assert document.original_outlet == "Associated Press"
    assert document.url == "https://example.org/1"


def test_a_sidecars_outlet_gets_its_usual_name(cleaned: Callable[..., CleanDocument]) -> None:
    assert cleaned(page("Talks end"), Sidecar(outlet="usatoday.com")).outlet == "USA Today"


def test_an_agency_by_another_name_is_still_itself(cleaned: Callable[..., CleanDocument]) -> None:
    text = page("Talks end in Geneva", lead=f"GENEVA (AFP) — {BODY}")
    assert cleaned(text, Sidecar(outlet="Agence France-Presse")).original_outlet is None


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("REUTER", "Reuters"),
        ("the guardian", "The Guardian"),
        ("usatoday.com", "USA Today"),
        ("HARBOR GAZETTE", "Harbor Gazette"),
        ("DW", "Deutsche Welle"),
    ],
)
def test_canonical_names(name: str, canonical: str, lexicon: Lexicon) -> None:
    assert canonical_name(name, lexicon) == canonical


def test_the_list_is_well_formed() -> None:
    for outlet in all_outlets():
        assert outlet.kind in {"agency", "paper", "broadcaster", "site", "government"}
        assert known_outlet(outlet.name) == outlet
