"""The main language of a text, from its script or its function words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.clean.language import detect_language, is_foreign_script


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The two presidents met in Geneva on Tuesday and talked for three hours about the treaty.", "en"),
        ("Die beiden Präsidenten trafen sich am Dienstag in Genf und sprachen drei Stunden lang über den Vertrag.", "de"),
        ("Les deux présidents se sont rencontrés mardi à Genève et ont parlé du traité pendant trois heures.", "fr"),
        ("Los dos presidentes se reunieron el martes en Ginebra y hablaron durante tres horas sobre el tratado.", "es"),
        ("I due presidenti si sono incontrati martedì a Ginevra e hanno parlato per tre ore del trattato con la stampa.", "it"),
        ("Os dois presidentes reuniram-se na terça-feira em Genebra e falaram do tratado com a imprensa durante uma hora.", "pt"),
        ("Президенты двух стран встретились во вторник в Женеве и обсудили договор.", "ru"),
        ("Президенти двох країн зустрілися у вівторок у Женеві й обговорили договір про її безпеку.", "uk"),
        ("两国总统星期二在日内瓦会晤，讨论了条约。", "zh"),
        ("両国の大統領は火曜日にジュネーブで会談した。", "ja"),
        ("التقى الرئيسان يوم الثلاثاء في جنيف وبحثا المعاهدة", "ar"),
        ("양국 대통령은 화요일 제네바에서 만났다", "ko"),
        ("Talks", None),
        ("", None),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", None),
    ],
    ids=lambda v: str(v)[:12],
)
def test_detects(text: str, code: str | None) -> None:
    assert detect_language(text) == code


def test_a_foreign_remainder_in_an_english_page() -> None:
    assert is_foreign_script("Заголовок открываемого материала")
    assert not is_foreign_script("Kremlin (Кремль) says")
    assert not is_foreign_script("12:30")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    code = detect_language(text)
    assert code is None or (len(code) == 2 and code.islower())
