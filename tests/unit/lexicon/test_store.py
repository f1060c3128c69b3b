"""What the lexicon answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summitry.errors import LexiconError
from summitry.lexicon import Lexicon, load_lexicon, name_key
from summitry.lexicon.store import DATA


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        pytest.param("US", "country:united-states", id="US"),
        pytest.param("U.S.", "country:united-states", id="dotted"),
        pytest.param("America", "country:united-states", id="America"),
        pytest.param("Britain", "country:united-kingdom", id="Britain"),
        pytest.param("UK", "country:united-kingdom", id="UK"),
        pytest.param("DPRK", "country:north-korea", id="DPRK"),
        pytest.param("Russian Federation", "country:russia", id="official name"),
        pytest.param("USSR", "country:soviet-union", id="former state"),
        pytest.param("West Germany", "country:germany", id="West Germany"),
        pytest.param("Türkiye", "country:turkey", id="new name"),
        pytest.param("Turkiye", "country:turkey", id="new name without marks"),
        pytest.param("Burma", "country:myanmar", id="old name"),
        pytest.param("Georgia", "country:georgia", id="country before US state"),
        pytest.param("Nato", "organization:nato", id="British acronym"),
        pytest.param("the Kremlin".removeprefix("the "), "organization:kremlin", id="residence"),
        pytest.param("Downing Street", "organization:10-downing-street", id="Downing Street"),
        pytest.param("State Department", "organization:united-states-department-of-state", id="State Department"),
        pytest.param("Foreign Office", "organization:foreign-and-commonwealth-office", id="Foreign Office"),
        pytest.param("Chilean Foreign Ministry", "organization:chilean-foreign-ministry", id="template"),
        pytest.param("RFE/RL", "organization:radio-free-europe-radio-liberty", id="broadcaster"),
        pytest.param("AMN", "organization:american-military-news", id="outlet"),
        pytest.param("usatoday.com", "organization:usa-today", id="domain"),
        pytest.param("Intermediate-Range Nuclear Forces Treaty", "treaty:inf-treaty", id="treaty in full"),
        pytest.param("Iran nuclear deal", "treaty:jcpoa", id="treaty by nickname"),
        pytest.param("START", "treaty:start-i", id="treaty acronym"),
        pytest.param("Group of 20", "forum:g20", id="forum"),
        pytest.param("Zelensky", "person:volodymyr-zelenskyy", id="transliteration"),
        pytest.param("Sergei Lavrov", "person:sergey-lavrov", id="spelling"),
        pytest.param("Moammar Gadhafi", "person:muammar-gaddafi", id="AP spelling"),
        pytest.param("Jubeir", "person:adel-al-jubeir", id="Arabic article left out"),
        pytest.param("King Hussein", "person:hussein-of-jordan", id="monarch"),
        pytest.param("PUTIN", "person:vladimir-putin", id="capitals"),
        pytest.param("Mouammar Kadhafi", "person:muammar-gaddafi", id="unlisted transliteration"),
        pytest.param("Mikhael Gorbachev", "person:mikhail-gorbachev", id="unlisted Russian spelling"),
        pytest.param("Viktor Yanukovich", "person:viktor-yanukovych", id="ich and ych"),
        pytest.param("Wolfgang Schuessel", "person:wolfgang-schussel", id="umlaut written out"),
        pytest.param("Tudjman", "person:franjo-tudman", id="Serbo-Croatian dj"),
        pytest.param("George W Bush", "person:george-w-bush", id="initial without full stop"),
        pytest.param("Kim", "person:kim-jong-un", id="most prominent namesake"),
        pytest.param("Clinton", "person:bill-clinton", id="president before secretary of state"),
        pytest.param("Intermediate-Range Nuclear Forces (INF) Treaty", "treaty:inf-treaty", id="acronym in brackets"),
        pytest.param("Second World War", "event:world-war-ii", id="war"),
        pytest.param("Camp David", "place:camp-david", id="venue"),
    ],
)
def test_lookup_puts_the_best_known_first(lexicon: Lexicon, surface: str, expected: str) -> None:
    assert [e.lexicon_id for e in lexicon.lookup(surface)][:1] == [expected]


@pytest.mark.parametrize(
    "surface", ["us", "Us", "u.s.", "turkey", "may", "who", "Who", "Start", "it", "", "   ", "china", "\n", "n't", "the", "And"]
)
def test_lookup_finds_nothing(lexicon: Lexicon, surface: str) -> None:
    assert lexicon.lookup(surface) == ()


def test_every_name_finds_its_entity(lexicon: Lexicon) -> None:
    lost = [(name, e.lexicon_id) for name, e in (*lexicon.names(), *lexicon.family_names()) if e not in lexicon.lookup(name)]
    assert lost == []


def test_names_leaves_out_common_words(lexicon: Lexicon) -> None:
    assert lexicon.words("ambiguous_names").isdisjoint(name for name, _ in lexicon.names())
    assert [e.lexicon_id for e in lexicon.lookup("Dawn")] == ["organization:dawn"]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        pytest.param("Russian", "RUS", id="adjective"),
        pytest.param("Swedes", "SWE", id="irregular plural"),
        pytest.param("Dutch", "NLD", id="Dutch"),
        pytest.param("Filipino", "PHL", id="Filipino"),
        pytest.param("Soviets", "SUN", id="former state"),
        pytest.param("Burmese", "MMR", id="Burmese"),
        pytest.param("SOUTH KOREAN", "KOR", id="capitals"),
        pytest.param("polish", None, id="verb"),
        pytest.param("Helsinki", None, id="place"),
    ],
)
def test_demonyms(lexicon: Lexicon, word: str, code: str | None) -> None:
    country = lexicon.country_of_demonym(word)
    assert (country.code if country else None) == code


@pytest.mark.parametrize(
    ("surface", "on", "expected"),
    [
        pytest.param("Moscow", None, "Government of Russia", id="today"),
        pytest.param("Moscow", date(1987, 12, 8), "Government of the Soviet Union", id="Soviet time"),
        pytest.param("Washington", None, "Government of the United States", id="Washington"),
        pytest.param("Peking", date(1986, 1, 1), "Government of China", id="old spelling"),
        pytest.param("Bonn", date(1988, 1, 1), "Government of Germany", id="Bonn"),
        pytest.param("Geneva", None, None, id="no capital"),
        pytest.param("Brussels", None, None, id="seat of NATO and EU"),
        pytest.param("Kremlin", None, None, id="an organization itself"),
        pytest.param("moscow", None, None, id="lower case"),
    ],
)
def test_metonyms(lexicon: Lexicon, surface: str, on: date | None, expected: str | None) -> None:
    government = lexicon.government_of_metonym(surface, on)
    assert (government.name if government else None) == expected


@pytest.mark.parametrize(
    ("body", "office", "on", "expected"),
    [
        pytest.param("USA", "head_of_state", date(1987, 12, 8), "Ronald Reagan", id="INF signing"),
        pytest.param("USA", "head_of_state", date(2009, 1, 20), "Barack Obama", id="handover day"),
        pytest.param("SUN", "party_leader", date(1987, 12, 8), "Mikhail Gorbachev", id="general secretary"),
        pytest.param("RUS", "head_of_state", date(2009, 7, 6), "Dmitry Medvedev", id="between two terms"),
        pytest.param("GBR", "head_of_government", date(2018, 7, 16), "Theresa May", id="prime minister"),
        pytest.param("GBR", "foreign_minister", date(1987, 6, 1), "Geoffrey Howe", id="foreign secretary"),
        pytest.param("JPN", "head_of_government", date(2019, 6, 28), "Shinzo Abe", id="G20 Osaka"),
        pytest.param("DEU", "foreign_minister", date(1990, 9, 12), "Hans-Dietrich Genscher", id="Two Plus Four"),
        pytest.param("IRN", "head_of_state", date(2015, 7, 14), "Hassan Rouhani", id="Iran's president"),
        pytest.param("SAU", "monarch", date(1987, 1, 1), "Fahd of Saudi Arabia", id="king"),
        pytest.param("PSE", "head_of_state", date(2005, 2, 8), "Mahmoud Abbas", id="Palestinian president"),
        pytest.param("ZAF", "head_of_state", date(1994, 5, 10), "Nelson Mandela", id="South Africa"),
        pytest.param("organization:nato", "top_official", date(2018, 7, 11), "Jens Stoltenberg", id="NATO"),
        pytest.param("organization:united-nations", "top_official", date(1988, 4, 14), "Javier Pérez de Cuéllar", id="UN"),
        pytest.param("organization:european-union", "foreign_minister", date(2015, 7, 14), "Federica Mogherini", id="EU"),
    ],
)
def test_holders(lexicon: Lexicon, body: str, office: str, on: date, expected: str) -> None:
    assert [e.name for e in lexicon.holders(body, office, on)] == [expected]


def test_holders_without_a_day_are_all_and_in_order(lexicon: Lexicon) -> None:
    names = [e.name for e in lexicon.holders("RUS", "head_of_state")]
    assert names == ["Boris Yeltsin", "Vladimir Putin", "Dmitry Medvedev"]
    assert lexicon.holders("XXX", "head_of_state") == ()


def test_leader_comes_first(lexicon: Lexicon) -> None:
    assert lexicon.leaders_of("CHN", date(2018, 7, 1))[0].name == "Xi Jinping"
    assert lexicon.leaders_of("DEU", date(2018, 7, 1))[0].name == "Angela Merkel"
    assert lexicon.leaders_of("organization:nato", date(2003, 1, 1))[0].name == "George Robertson"


def test_terms_of_a_person(lexicon: Lexicon) -> None:
    terms = lexicon.terms_of("person:vladimir-putin", date(2009, 1, 1))
    assert [(t.body, t.office) for t in terms] == [("RUS", "head_of_government")]
    assert lexicon.terms_of("person:nobody-at-all") == ()


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Prime  Minister", "head_of_government"),
        ("secretary of state", "foreign_minister"),
        ("NATO chief", "top_official"),
        ("Supreme Leader", "party_leader"),
        ("emir", "monarch"),
        ("plumber", None),
    ],
)
def test_roles(lexicon: Lexicon, title: str, office: str | None) -> None:
    role = lexicon.role(title)
    assert (role.office if role else None) == office


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Helsinki", "FIN", id="capital"),
        pytest.param("Osaka", "JPN", id="city"),
        pytest.param("Moscow", "RUS", id="capital of a former state too"),
        pytest.param("Cologne", "DEU", id="English name"),
        pytest.param("Kiev", "UKR", id="other spelling"),
        pytest.param("Paris", "FRA", id="dominant namesake"),
        pytest.param("London", "GBR", id="dominant namesake abroad"),
        pytest.param("Camp David", "USA", id="venue"),
        pytest.param("Crimea", "UKR", id="territory"),
        pytest.param("Peking", "CHN", id="former name"),
        pytest.param("Cambridge", None, id="two of a size"),
        pytest.param("Baltic Sea", None, id="between states"),
        pytest.param("nice", None, id="adjective"),
        pytest.param("Xyzzyville", None, id="unknown"),
    ],
)
def test_country_of_place(lexicon: Lexicon, name: str, code: str | None) -> None:
    assert lexicon.country_of_place(name) == code


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        pytest.param("Moscow", date(1987, 12, 8), "SUN", id="Soviet time"),
        pytest.param("Kiev", date(1990, 1, 1), "SUN", id="Soviet republic"),
        pytest.param("Moscow", date(1992, 1, 2), "RUS", id="after"),
        pytest.param("Prague", date(1989, 11, 17), "CSK", id="Czechoslovakia"),
        pytest.param("Pristina", date(1999, 6, 11), "YUG", id="twice removed"),
        pytest.param("Osaka", date(1950, 1, 1), "JPN", id="no predecessor"),
    ],
)
def test_country_of_place_on_a_day(lexicon: Lexicon, name: str, on: date, code: str) -> None:
    assert lexicon.country_of_place(name, on) == code


def test_cities_largest_first(lexicon: Lexicon) -> None:
    cities = lexicon.cities("Birmingham")
    assert [c.country_code for c in cities[:2]] == ["GBR", "USA"]
    assert cities[0].population > cities[1].population
    assert lexicon.cities("reading") == ()


def test_editions_oldest_first(lexicon: Lexicon) -> None:
    editions = lexicon.editions("forum:g20")
    assert [e.place for e in editions if e.year == 2019] == ["Osaka"]
    assert [e.year for e in editions] == sorted(e.year for e in editions)
    assert lexicon.editions("forum:unknown") == ()


def test_words(lexicon: Lexicon) -> None:
    assert {"said", "says", "told"} <= lexicon.words("speech_verbs")
    with pytest.raises(KeyError):
        lexicon.words("no_such_list")


HEADERS = {
    "countries.csv": "code,name,aliases,demonyms,capital,metonyms,leader_office,source",
    "organizations.csv": "name,aliases,kind,country_code,source",
    "leaders.csv": "person,family_name,aliases,country_code,body,office,title,start,end,source",
    "forum_editions.csv": "series,name,year,start,end,place,country_code,source",
    "treaties.csv": "name,aliases,parties,bilateral,signed,in_force,ended,source",
}


def _folder(path: Path, name: str, *lines: str) -> Path:
    (path / name).write_text("\n".join((HEADERS[name], *lines)) + "\n", encoding="utf-8")
    return path


def test_overlay_adds_and_replaces(tmp_path: Path) -> None:
    _folder(tmp_path, "organizations.csv", "Reuters,Reuters Wire,agency,USA,mine", "Ruritanian Palace,,residence,,mine")
    _folder(tmp_path, "leaders.csv", "Rudolf Rassendyll,Rassendyll,Rudolf V,,GBR,envoy,Envoy,2030-01,,mine")
    (tmp_path / "words.yaml").write_text("speech_verbs: [mumbled]\nmy_list: [[a, b], c]\n", encoding="utf-8")
    lexicon = load_lexicon(tmp_path)
    assert lexicon.entities["organization:reuters"].aliases == ("Reuters Wire",)
    assert [e.lexicon_id for e in lexicon.lookup("Ruritanian Palace")] == ["organization:ruritanian-palace"]
    assert [e.name for e in lexicon.holders("GBR", "envoy", date(2031, 1, 1))] == ["Rudolf Rassendyll"]
    assert {"mumbled", "said"} <= lexicon.words("speech_verbs")
    assert lexicon.words("my_list") == {"a", "b", "c"}
    assert "organization:ruritanian-palace" not in load_lexicon().entities


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        pytest.param("organizations.csv", "A,,igo,USA", "4 cells where the header has 5", id="short row"),
        pytest.param("organizations.csv", ",,igo,USA,x", "'name' is empty", id="no name"),
        pytest.param("organizations.csv", "A,,igo,USX,x", "not in countries.csv", id="unknown state"),
        pytest.param("countries.csv", "ru,Ruritania,,,,,head_of_state,x", "three capital letters", id="bad code"),
        pytest.param("countries.csv", "RUR,Ruritania,,,,,boss,x", "not one of", id="bad office"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,king of pop,K,2001,,x", "not one of", id="unknown office"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,envoy,E,2001-02-30,,x", "not a date", id="no such day"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,envoy,E,yesterday,,x", "not a date", id="words for a date"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,envoy,E,2001-13,,x", "not a date", id="thirteenth month"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,envoy,E,2003,2001,x", "before it starts", id="ends first"),
        pytest.param("leaders.csv", "A B,B,,USA,USA,envoy,E,,,x", "needs a start", id="no start"),
        pytest.param("leaders.csv", "A B,B,,USA,moon,envoy,E,2001,,x", "neither a country code", id="unknown body"),
        pytest.param("forum_editions.csv", "G20,x,2019,2019-06-29,2019-06-28,Osaka,JPN,x", "before it starts", id="edition"),
        pytest.param("treaties.csv", "T,,,maybe,,,,x", "not one of", id="yes or no"),
        pytest.param("treaties.csv", "T,,,no,2001,2002,2000,x", "ends before it begins", id="treaty order"),
    ],
)
def test_malformed_row_names_file_line_and_reason(tmp_path: Path, name: str, line: str, reason: str) -> None:
    _folder(tmp_path, name, "# a note", line)
    with pytest.raises(LexiconError, match=reason) as caught:
        load_lexicon(tmp_path)
    assert f"{name}, line 3" in str(caught.value)


@pytest.mark.parametrize("content", ["speech_verbs: [said, no]", "- a\n- b", "a: [b"], ids=["not text", "no mapping", "not closed"])
def test_malformed_word_lists(tmp_path: Path, content: str) -> None:
    (tmp_path / "words.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError):
        load_lexicon(tmp_path)


def test_missing_column_and_wrong_encoding(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("name,kind\nA,igo\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="header lacks aliases"):
        load_lexicon(tmp_path)
    (tmp_path / "organizations.csv").write_bytes(b"name,aliases,kind,country_code,source\nCaf\xe9,,igo,,x\n")
    with pytest.raises(LexiconError):
        load_lexicon(tmp_path / ".")


def test_term_with_month_precision_is_generous(tmp_path: Path) -> None:
    _folder(tmp_path, "leaders.csv", "A B,B,,,USA,envoy,Envoy,2001-03,2002-05,x")
    (term,) = [t for t in load_lexicon(tmp_path).terms if t.person_id == "person:a-b"]
    assert (term.start, term.end, term.is_exact) == (date(2001, 3, 1), date(2002, 6, 1), False)
    assert term.covers(date(2002, 5, 31))
    assert not term.covers(date(2002, 6, 1))


def test_keys_are_those_of_the_cities_file(lexicon: Lexicon) -> None:
    rows = [line.split("\t") for line in (DATA / "cities.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [r[0] for r in rows[::50] if name_key(r[0]) != r[1]] == []
    assert {r[2] for r in rows} <= set(lexicon.countries)
