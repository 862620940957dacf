"""The committee, the council: bodies by the last word of their names; resolutions dated by their numbers."""

from __future__ import annotations

import pytest
from builders.extraction import read_letter

COUNCIL = "actor/human-rights-council"


@pytest.mark.parametrize(
    ("body", "participants", "why"),
    [
        ("甲国感谢人权理事会。1998年2月，理事会举行了会议。", {COUNCIL}, "the only council named"),
        ("甲国感谢人权理事会和经济及社会理事会。1998年2月，理事会举行了会议。", set(), "either of two councils"),
        (
            "甲国感谢人权理事会。1998年2月，选举委员会举行了会议。",
            {"actor/document/选举委员会"},
            "a body of its own name, in its document",
        ),
    ],
)
def test_a_short_form_means_the_only_body_that_bears_it(extractor, tmp_path, body, participants, why):
    (meeting,) = read_letter(extractor, tmp_path, body).events
    assert set(meeting.participants) == participants, why


def test_the_number_of_a_resolution_founds_nothing(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "第9998(1998)号决议所设委员会十分重要。")
    assert x.events == ()


def test_the_resolution_in_a_committees_name_stays_an_agreement(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "甲国与安全理事会关于乙国的第9998(1998)号决议所设委员会磋商。")
    assert any("委员会" in entity.name and "9998" in entity.name for entity in x.entities)
    assert [agreement.key for agreement in x.agreements] == ["agreement/resolution-9998-1998"]


def test_a_body_that_no_longer_name_names_is_one_of_its_document(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "甲国请专家小组提交报告，并鼓励专家小组访问乙国。")
    (body,) = [entity for entity in x.entities if entity.name == "专家小组"]
    assert body.key.count("/") == 2 and len(body.evidence) == 2
    assert [problem.code for problem in x.problems].count("unnamed-body") == 1


def test_a_force_named_by_its_word_alone_is_one_of_its_document(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "联邦军队实施了空袭。")
    (force,) = [entity for entity in x.entities if entity.name == "联邦军队"]
    assert force.key.count("/") == 2 and force.kind.value == "Force"


def test_a_part_of_a_state_inside_a_groups_name_is_a_place(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "埃及东部人民继续遇难。")
    kinds = {entity.name: entity.kind.value for entity in x.entities}
    assert kinds["埃及东部"] == "Place"
    assert kinds["埃及东部人民"] == "Group"
