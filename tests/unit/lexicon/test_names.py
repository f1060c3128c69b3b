"""How names are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.lexicon.names import case_allows, name_key, slug, without_marks


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Recep Tayyip Erdoğan", "recep tayyip  erdogan", id="breve"),
        pytest.param("Kim Jong-un", "Kim Jong Un", id="hyphen"),
        pytest.param("George H. W. Bush", "George H.W. Bush", id="initials"),
        pytest.param("Côte d’Ivoire", "Cote d'Ivoire", id="curly apostrophe"),
        pytest.param("Élysée\nPalace", "Elysee Palace", id="line break"),
        pytest.param("Binali Yıldırım", "Binali Yildirim", id="dotless i"),
        pytest.param("Jonas Gahr Støre", "Jonas Gahr Store", id="o with stroke"),
        pytest.param("Lech Wałęsa", "Lech Walesa", id="l with stroke"),
        pytest.param("New\u00a0START", "New START", id="no-break space"),
        pytest.param("Franco\u2013German", "Franco-German", id="en dash"),
    ],
)
def test_same_name(left: str, right: str) -> None:
    assert name_key(left) == name_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("U.S.", "US", id="full stops count"),
        pytest.param("Niger", "Nigeria", id="prefix"),
        pytest.param("U.S. Army", "US Army", id="full stops inside"),
    ],
)
def test_different_name(left: str, right: str) -> None:
    assert name_key(left) != name_key(right)


@pytest.mark.parametrize(
    ("alias", "surface", "expected"),
    [
        pytest.param("US", "us", False, id="pronoun"),
        pytest.param("US", "Us", False, id="pronoun at sentence start"),
        pytest.param("US", "US", True, id="acronym"),
        pytest.param("WHO", "Who", False, id="question word"),
        pytest.param("U.N.", "u.n.", False, id="lower-case dotted"),
        pytest.param("NATO", "Nato", True, id="British acronym"),
        pytest.param("NATO", "nato", False, id="lower-case acronym"),
        pytest.param("START", "Start", False, id="listed word"),
        pytest.param("START", "START", True, id="listed word in capitals"),
        pytest.param("May", "may", False, id="auxiliary"),
        pytest.param("Vladimir Putin", "VLADIMIR PUTIN", True, id="capitals"),
        pytest.param("usatoday.com", "usatoday.com", True, id="domain"),
        pytest.param("習近平", "習近平", True, id="no case at all"),
    ],
)
def test_case_allows(alias: str, surface: str, expected: bool) -> None:
    assert case_allows(alias, surface, frozenset({"START"})) is expected


@given(st.text())
def test_key_is_stable_and_marks_are_gone(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key or name_key(name_key(key)) == name_key(key)
    assert key == key.strip()
    assert without_marks(without_marks(text)) == without_marks(text)


@given(st.text())
def test_slug_is_readable_ascii(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
