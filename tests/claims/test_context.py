"""What a context says of mentions: keys, the time of a date, the agreement meant."""

from __future__ import annotations

import datetime

from builders.hand import context, masked

from kg.claims.context import Context
from kg.mentions.dates import find_dates
from kg.model.extraction import Agreement, Period


def test_keys_are_those_of_all_mentions_each_once():
    mentions = tuple(masked("双方和甲国停火。").mentions.values())
    assert context(mentions).keys_of(*mentions) == ("actor/a", "actor/b")


def test_a_date_inside_a_name_has_the_year_of_the_day_of_speaking():
    (inside,) = find_dates("3月4日的停火")
    day = datetime.date(1999, 3, 4)
    assert Context(day=datetime.date(1999, 6, 1)).period_of(inside) == Period(begin=day, end=day)


def test_a_date_that_is_known_is_not_resolved_again():
    (date,) = find_dates("3月4日")
    known = Period(begin=datetime.date(1988, 3, 4))
    assert Context(periods={date.span: known}, day=datetime.date(1999, 6, 1)).period_of(date) == known


def test_an_agreement_of_which_the_document_says_nothing_is_none():
    (mention,) = masked("停火协议很重要。").mentions.values()
    known = Agreement(key=mention.surface, kind="treaty", name=mention.surface)
    assert context((mention,), agreements={known.key: known}).agreement_of(mention) == known
    assert context((mention,)).agreement_of(mention) is None


def test_only_a_side_of_the_dispute_has_a_rival():
    assert Context(claimant="a", parties=("a", "b")).rivals == ("b",)
    assert Context(claimant="c", parties=("a", "b")).rivals == ()
