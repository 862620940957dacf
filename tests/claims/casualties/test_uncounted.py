"""A number of people beside words of harm becomes a figure or, where no rule tells what befell them, a problem."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "harm", "count"),
    [
        ("约有4 200名包括妇女在内的秘鲁居民，先后被民兵的火箭弹袭击杀害。", "killed", 4200),
        ("2015年2月6日，21名村民，其中多数是老人，被炮弹炸死。", "killed", 21),
        ("2015年2月6日，7名工人在2起伏击中被民兵的3个小队打死。", "killed", 7),
        ("2015年2月6日，分乘2辆卡车的14名教师在3个村庄内被同一团体的2个小组绑架。", "captured", 14),
        ("2015年2月6日，300名牧民，被武装分子赶出村庄。", "displaced", 300),
        ("2015年2月6日，5名渔民被4名枪手打伤。", "injured", 5),
    ],
)
def test_people_and_the_passive_that_a_comma_or_a_number_parts(read_letter, sentence: str, harm: str, count: int):
    found = read_letter(sentence)
    assert [(c.harm, c.count) for c in found.casualties] == [(harm, count)]
    assert not [p for p in found.problems if p.code == "uncounted-people"]


def test_who_they_are_stands_behind_whom_they_include(read_letter) -> None:
    found = read_letter("约有4 200名包括妇女在内的乌拉圭居民，先后被民兵袭击杀害。")
    assert [c.victims for c in found.casualties] == ["乌拉圭居民"]


def test_the_doers_number_is_no_figure(read_letter) -> None:
    found = read_letter("2015年2月6日，拉巴斯的民兵派出12名军官，被告杀害平民。")
    assert found.casualties == ()


def test_a_number_beside_a_harm_that_no_rule_joins_is_a_problem(read_letter) -> None:
    found = read_letter("2015年2月6日，18名学生的命运就此改变：学校遭到屠杀。")
    assert found.casualties == ()
    (problem,) = [p for p in found.problems if p.code == "uncounted-people"]
    assert problem.quote == "18名"
    assert problem.span is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "没有一名平民遇难。",
        "这可能造成20名平民死亡。",
        "5名成员谈到了受伤的平民。",
        "3名平民死亡，另有代表团的12名成员到访。",
        "12名成员出席了会议。",
    ],
)
def test_numbers_that_are_denied_or_feared_or_of_others_are_none(read_letter, sentence: str) -> None:
    assert not [p for p in read_letter(sentence).problems if p.code == "uncounted-people"]
