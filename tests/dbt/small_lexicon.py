"""A little lexicon for the tests, so that they do not hang on the contents of the real one."""

from __future__ import annotations

from datetime import date

from summitry.build.reference import Rows

COUNTRIES = ("USA", "RUS", "FIN", "DEU", "FRA", "GBR", "CHN", "UKR", "CHE", "BRA", "ZAF", "IND", "CAN", "MEX", "JPN", "SUN")


def _term(name: str, body: str, kind: str, title: str, *days: date | None) -> dict[str, str | int | bool | date | None]:
    office = {"leader": "head_of_state", "minister": "foreign_minister", "top_official": "top_official"}.get(kind, "spokesperson")
    return {
        "person_name": name,
        "body": body,
        "office": office,
        "office_class": kind,
        "title": title,
        "term_start": days[0],
        "term_end": days[1],
    }


TERMS: Rows = [
    _term("Donald Trump", "USA", "leader", "President", date(2017, 1, 20), date(2021, 1, 20)),
    _term("Joe Biden", "USA", "leader", "President", date(2021, 1, 20), date(2025, 1, 20)),
    _term("Barack Obama", "USA", "leader", "President", date(2009, 1, 20), date(2017, 1, 20)),
    _term("Ronald Reagan", "USA", "leader", "President", date(1981, 1, 20), date(1989, 1, 20)),
    _term("George H. W. Bush", "USA", "leader", "President", date(1989, 1, 20), date(1993, 1, 20)),
    _term("Bill Clinton", "USA", "leader", "President", date(1993, 1, 20), date(2001, 1, 20)),
    _term("Mikhail Gorbachev", "SUN", "leader", "General Secretary", date(1985, 3, 11), date(1991, 12, 25)),
    _term("Boris Yeltsin", "RUS", "leader", "President", date(1991, 7, 10), date(1999, 12, 31)),
    _term("Dmitry Medvedev", "RUS", "leader", "President", date(2008, 5, 7), date(2012, 5, 7)),
    _term("Vladimir Putin", "RUS", "leader", "President", date(2012, 5, 7), None),
    _term("Sauli Niinistö", "FIN", "leader", "President", date(2012, 3, 1), date(2024, 3, 1)),
    _term("Theresa May", "GBR", "leader", "Prime Minister", date(2016, 7, 13), date(2019, 7, 24)),
    _term("Angela Merkel", "DEU", "leader", "Chancellor", date(2005, 11, 22), date(2021, 12, 8)),
    _term("Emmanuel Macron", "FRA", "leader", "President", date(2017, 5, 14), None),
    _term("Xi Jinping", "CHN", "leader", "President", date(2013, 3, 14), None),
    _term("Volodymyr Zelensky", "UKR", "leader", "President", date(2019, 5, 20), None),
    _term("Guy Parmelin", "CHE", "leader", "President", date(2021, 1, 1), date(2022, 1, 1)),
    _term("Jens Stoltenberg", "organization:nato", "top_official", "Secretary General", date(2014, 10, 1), date(2024, 10, 1)),
    _term("Dmitry Peskov", "RUS", "other", "Press Secretary", date(2012, 5, 22), None),
    _term("Mike Pompeo", "USA", "minister", "Secretary of State", date(2018, 4, 26), date(2021, 1, 20)),
    _term("Antony Blinken", "USA", "minister", "Secretary of State", date(2021, 1, 26), date(2025, 1, 20)),
    _term("Sergey Lavrov", "RUS", "minister", "Minister of Foreign Affairs", date(2004, 3, 9), None),
    _term("John Bolton", "USA", "other", "National Security Advisor", date(2018, 4, 9), date(2019, 9, 10)),
]

REFERENCE: dict[str, Rows] = {
    "countries": [
        {"country_code": code, "name": code, "valid_from": None, "valid_to": date(1991, 12, 26) if code == "SUN" else None}
        for code in COUNTRIES
    ],
    "terms": TERMS,
    "treaties": [
        {
            "treaty_name": "INF Treaty",
            "is_bilateral": True,
            "signed": date(1987, 12, 8),
            "in_force": date(1988, 6, 1),
            "ended": date(2019, 8, 2),
            "source": "test",
        },
        {
            "treaty_name": "New START",
            "is_bilateral": True,
            "signed": date(2010, 4, 8),
            "in_force": date(2011, 2, 5),
            "ended": None,
            "source": "test",
        },
        {
            "treaty_name": "Open Skies Treaty",
            "is_bilateral": False,
            "signed": date(1992, 3, 24),
            "in_force": date(2002, 1, 1),
            "ended": None,
            "source": "test",
        },
    ],
    "treaty_parties": [
        {"treaty_name": name, "party_code": code, "party_name": party}
        for name in ("INF Treaty", "New START")
        for code, party in (("USA", "United States"), ("RUS", "Russia"))
    ],
}
