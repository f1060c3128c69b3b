"""The status of one meeting told in one sentence, for every status and many ways of saying it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from summitry.records import Event

Read = Callable[..., tuple[Doc, list[Event]]]

CASES = [
    # held
    ("held-past", "1988-06-02", "President Ronald Reagan met Mikhail Gorbachev in Moscow on Tuesday.", "held"),
    ("held-talks", "2003-03-17", "Tony Blair held talks with Jose Maria Aznar in the Azores on Sunday.", "held"),
    ("held-received", "1994-02-11", "Chinese President Jiang Zemin received German Chancellor Helmut Kohl in Beijing on Thursday.", "held"),
    ("held-passive", "2010-04-09", "Dmitry Medvedev was received by Czech President Vaclav Klaus in Prague on Thursday.", "held"),
    ("held-visited", "2016-03-23", "Barack Obama visited Cuba this week.", "held"),
    ("held-called", "2022-03-19", "Joe Biden phoned Xi Jinping on Friday.", "held"),
    ("held-noun", "1985-11-25", "The talks between Ronald Reagan and Mikhail Gorbachev took place in Geneva on November 19.", "held"),
    ("held-after", "2018-04-28", "After talks with Kim Jong Un on Friday, Moon Jae-in said the war was over.", "held"),
    ("held-perfect", "2014-05-20", "Vladimir Putin has met Xi Jinping in Shanghai.", "held"),
    # ongoing
    ("ongoing-now", "2005-11-27", "French and German ministers are meeting in Evian.", "ongoing"),
    # planned
    ("planned-will", "1989-11-30", "George Bush will meet Mikhail Gorbachev off Malta on Saturday.", "planned"),
    ("planned-due", "1995-10-20", "Boris Yeltsin is due to meet Bill Clinton in Hyde Park on Monday.", "planned"),
    ("planned-expected", "2018-09-03", "Narendra Modi is expected to visit Tokyo in October.", "planned"),
    ("planned-scheduled", "2013-08-01", "Barack Obama is scheduled to hold talks with Vladimir Putin in Moscow in September.", "planned"),
    ("planned-present", "1987-03-09", "Margaret Thatcher flies to Moscow on March 28.", "planned"),
    ("planned-agreed", "2018-03-09", "Donald Trump has agreed to meet Kim Jong Un.", "planned"),
    ("planned-is-to", "2001-06-10", "Gerhard Schroeder is to receive Jacques Chirac in Freiburg on Tuesday.", "planned"),
    ("planned-reported", "1990-05-28", "Marlin Fitzwater said Mikhail Gorbachev would visit Washington next week.", "planned"),
    ("planned-noun", "2018-05-20", "Donald Trump's planned summit with Kim Jong Un has drawn much praise.", "planned"),
    # possible
    ("possible-could", "2018-08-31", "Vladimir Putin could meet Donald Trump in Paris.", "possible"),
    ("possible-invited", "2019-06-30", "Vladimir Putin invited Donald Trump to Moscow.", "possible"),
    ("possible-invited-to-visit", "1999-09-10", "Kim Dae-jung invited Emperor Akihito to visit South Korea.", "possible"),
    ("possible-wants", "2019-01-02", "Kim Jong Un wants to meet Donald Trump again.", "possible"),
    ("possible-offered", "2007-07-24", "Barack Obama offered to meet Mahmoud Ahmadinejad.", "possible"),
    ("possible-proposed", "2004-06-01", "Ariel Sharon proposed talks with Mahmoud Abbas.", "possible"),
    ("possible-if", "2011-02-01", "If Hosni Mubarak meets Mohamed ElBaradei on Friday, the crowds may go home.", "possible"),
    ("possible-not-ruled-out", "2015-11-25", "Vladimir Putin did not rule out a meeting with Recep Tayyip Erdogan.", "possible"),
    ("possible-considering", "1998-01-05", "Mohammad Khatami is considering a visit to Rome.", "possible"),
    # cancelled, postponed, denied
    ("cancelled-verb", "2018-11-29", "Donald Trump cancelled a meeting with Vladimir Putin.", "cancelled"),
    ("cancelled-off", "1960-05-17", "Dwight Eisenhower called off his visit to Moscow.", "cancelled"),
    ("cancelled-talks", "2014-08-18", "India called off talks with Pakistan scheduled for August 25 in Islamabad.", "cancelled"),
    ("cancelled-passive", "2013-08-08", "Barack Obama's meeting with Vladimir Putin was cancelled on Wednesday.", "cancelled"),
    ("postponed-verb", "1986-10-01", "Francois Mitterrand postponed his visit to Tokyo.", "postponed"),
    ("postponed-off", "2018-07-25", "The meeting between Donald Trump and Vladimir Putin was put off until next year.", "postponed"),
    ("denied-not", "2017-11-11", "Donald Trump did not meet Vladimir Putin in Da Nang.", "denied"),
    ("denied-refused", "2002-06-20", "George W. Bush refused to meet Yasser Arafat.", "denied"),
    ("denied-will-not", "2021-01-15", "Emmanuel Macron will not meet Alexander Lukashenko.", "denied"),
    ("denied-no-object", "1998-10-16", "Yasser Arafat and Benjamin Netanyahu shook no hands in Washington on Thursday.", "denied"),
    ("denied-no-plans", "2015-03-03", "Barack Obama has no plans to meet Benjamin Netanyahu.", "denied"),
]


@pytest.mark.parametrize(("published", "text", "status"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_status(read: Read, published: str, text: str, status: str) -> None:
    _, events = read(text, published)
    assert [e.status for e in events] == [status]


@pytest.mark.parametrize(("published", "text", "status"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_every_span_stands_in_the_text(read: Read, published: str, text: str, status: str) -> None:
    doc, events = read(text, published)
    for event in events:
        assert 0 <= event.start < event.end <= len(text)
        assert {p.entity_key for p in event.participants} <= set(doc._.entities)
        for span in event.spans:
            assert text[span.start : span.end] == span.surface


NOTHING = [
    ("expectations", "The results met the expectations of Goldman Sachs on Friday."),
    ("mountain", "Angela Merkel's guide reached the summit of the mountain at noon."),
    ("phone-maker", "Huawei received permission to sell its phones in Germany."),
    ("called-name", "Donald Trump called Justin Trudeau dishonest and weak."),
    ("called-for", "Emmanuel Macron called for restraint in Lebanon."),
    ("welcomed-a-deal", "Theresa May welcomed the agreement between India and Pakistan."),
    ("counterfactual", "Winston Churchill would have met Adolf Hitler in 1932."),
    ("habit", "Angela Merkel and Emmanuel Macron regularly meet in Berlin."),
    ("press", "Boris Johnson met reporters in London on Monday."),
    ("question", "Did Donald Trump meet Vladimir Putin in Moscow in 2013?"),
    ("empty", ""),
    ("blank", " \n \n"),
    ("lone-trigger", "Talks."),
]


@pytest.mark.parametrize("text", [c[1] for c in NOTHING], ids=[c[0] for c in NOTHING])
def test_nothing_is_claimed(read: Read, text: str) -> None:
    assert read(text)[1] == []
