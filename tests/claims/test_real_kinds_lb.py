"""Reports, findings and press statements: who reports is not who does, who asks is said, whose words an organ tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.claims_found import acts_of, row_of
from builders.extraction import read
from builders.states import KENYA, PERU

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction

COUNCIL, SECRETARIAT = "actor/security-council", "actor/un-secretariat"


@pytest.fixture
def reported(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in a report of the Secretary-General."""
    row = row_of(DocumentKind.REPORT, "联合国秘书处")
    return lambda words: read(extractor, tmp_path, words, "report.txt", row)


@pytest.fixture
def told(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in what the press has of a statement of the Council."""
    row = row_of(DocumentKind.REPORT, "安全理事会")
    return lambda words: read(extractor, tmp_path, words, "statement.txt", row)


def test_what_the_secretary_general_condemns_the_council_only_tells(told) -> None:
    found = told("秘书长古特雷斯发表声明，谴责这次爆炸。")
    assert [c.act for c in found.claims if c.claimant == COUNCIL] == ["report"]


def test_who_tells_the_council_of_a_blow_did_not_strike_it(reported) -> None:
    words = "3月4日，秘鲁大使向安理会通报时说，事件造成9人死亡，是对肯尼亚和平进程的直接袭击。"
    found = reported(words)
    assert all(not e.agents for e in found.events if e.type == "ArmedAttack")


def test_a_body_does_what_it_does_and_not_who_set_it_up(reported) -> None:
    found = reported("由人权理事会设立的肯尼亚问题国际人权专家委员会2016年3月4日访问了秘鲁。")
    (visit,) = (e for e in found.events if e.type == "Visit")
    assert "human-rights-council" not in "".join(visit.agents)


def test_a_call_of_others_is_theirs(reported) -> None:
    found = reported("秘鲁外交部呼吁肯尼亚停止空袭。")
    assert [c.targets for c in found.claims if c.claimant == PERU and c.act == "request"] == [(KENYA,)]
    assert [c.act for c in found.claims if c.claimant == SECRETARIAT] == ["report"]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("必须将这些应受谴责的罪行的策划者绳之以法。", "condemn"),
        ("肯尼亚在罢工期间发生了侵犯人权事件。", "accuse"),
        ("秘鲁平民是一场灾难和种种侵犯人权行为的受害者。", "accuse"),
        ("秘鲁专家并未就使用化学武器的责任得出结论。", "accuse"),
    ],
)
def test_what_is_no(reported, words: str, act: str) -> None:
    assert act not in acts_of(reported(words))


def test_what_has_begun_is_told(reported) -> None:
    assert acts_of(reported("停火安排的执行工作已经开始。")) == {"report": set()}


def test_the_assembly_will_meet_in_the_year_to_come(reported) -> None:
    found = reported("本报告于2016年12月1日定稿。联大将于12月9日举行会议。")
    assert [str(e.period.begin) for e in found.events if e.type == "Meeting"] == ["2016-12-09"]


def test_the_peace_agreement_is_the_one_just_named(reported) -> None:
    found = reported("2015年3月4日，肯尼亚政府签署了《和平与和解协议》。我敦促各方执行和平协议。")
    assert len({c.about for c in found.claims if c.compliance}) == 1


def test_of_how_many_hurt_some_are_children(reported) -> None:
    found = reported("30名抗议者，包括3名妇女和4名儿童在与秘鲁警察的冲突中受伤。")
    assert sorted(f.count for f in found.casualties) == [3, 4, 30]
