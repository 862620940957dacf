"""Communiqués and declarations of those who met: who speaks, signs and is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.claims_found import acts_of, compliance_of, events_of, row_of
from builders.extraction import read
from builders.states import BOLIVIA, CHILE, PERU

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction


@pytest.fixture
def met(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in the communiqué of a conference."""
    row = row_of(DocumentKind.LETTER, "安第斯国家外长会")
    return lambda words: read(extractor, tmp_path, words, "communique.txt", row)


def test_those_who_met_speak_as_the_sides(met) -> None:
    words = "各方重申支持对话。各方呼吁秘鲁改善人民生活。闭幕宣言谴责玻利维亚的越界行为。"
    acts = acts_of(met(words))
    assert acts["request"] == {PERU}
    assert acts["condemn"] == {BOLIVIA}


def test_who_is_spared_terror_or_not_meddled_with_is_not_charged(met) -> None:
    words = "各方重申，秘鲁应成为和平的国家，免受恐怖主义威胁。各方强调支持秘鲁的主权，不干涉秘鲁内政。"
    assert "accuse" not in acts_of(met(words))


def test_whose_deed_is_deplored_breaks_the_accord(met) -> None:
    found = met(
        "双方对秘鲁7月4日发射导弹表示严重关切，认为此举严重违反安理会有关决议，双方对此不能接受，敦促秘鲁停止发射。"
    )
    assert ("violates", PERU) in compliance_of(found)
    acts = acts_of(found)
    assert acts["concern"] == acts["accuse"] == acts["request"] == {PERU}


def test_those_who_met_advise(met) -> None:
    assert acts_of(met("双方建议，秘鲁作出决断，宣布暂停试射。"))["request"] == {PERU}


def test_members_of_the_body_that_speaks_speak_for_it(extractor, tmp_path) -> None:
    row = row_of(DocumentKind.LETTER, "上海合作组织")
    words = "根据《联合国宪章》，上合组织成员国敦促秘鲁停火。"
    found = read(extractor, tmp_path, words, "declaration.txt", row)
    assert acts_of(found)["request"] == {PERU}


def test_ministers_of_three_states_speak_together(met) -> None:
    assert acts_of(met("声明说，三国外长要求秘鲁消除运送援助物资的障碍。"))["request"] == {PERU}
    assert set(acts_of(met("秘智双方赞赏彼此为局势降温所作努力。"))) <= {"support", "report"}


def test_a_list_s_later_item_without_a_subject_is_the_writer_s(extractor, tmp_path) -> None:
    row = row_of(DocumentKind.LETTER, "秘鲁外交部")
    words = "\n".join(
        (
            "双方达成以下共识：",
            "一、双方认为，应停火。",
            "二、双方深表忧虑。",
            "三、呼吁各国提供援助。",
            "四、双方关注局势。",
        )
    )
    found = read(extractor, tmp_path, words, "consensus.txt", row)
    assert len({c.claimant for c in found.claims}) == 1


def test_heads_of_state_who_adopt_a_declaration_sign_it(met) -> None:
    found = met("2001年6月15日，秘鲁共和国和智利共和国元首在利马通过《安第斯宣言》。")
    assert compliance_of(found) == {("signed", PERU), ("signed", CHILE)}
    assert events_of(found) == [("AgreementSigning", "2001-06-15", (CHILE, PERU), ("place/lima",))]


def test_they_who_sign_in_two_places_are_not_where_they_sign(met) -> None:
    words = "该机制在秘鲁、智利和玻利维亚于1996年在利马签署的关于裁减军事力量的两个协定基础上建立。"
    assert {who for kind, who in compliance_of(met(words)) if kind == "signed"} == {PERU, CHILE, BOLIVIA}


def test_who_makes_a_declaration_keeps_what_he_says_he_keeps(met) -> None:
    found = met("恪守《联合国宪章》等国际条约的原则和规定。")
    assert {kind for kind, _ in compliance_of(found)} == {"complies"}


def test_a_party_man_s_ministry_is_his_state_s(met) -> None:
    held = met("中共中央政治局委员、外交部长王建国访问秘鲁。").memberships
    assert {(m.title, m.organization) for m in held} == {
        ("政治局委员", "actor/communist-party-of-china"),
        ("外交部长", "actor/china"),
    }


def test_the_council_s_resolution_may_have_its_number_alone(met) -> None:
    (resolution,) = met("各方应落实安理会2720号决议。").agreements
    assert resolution.kind == "resolution"


@pytest.mark.parametrize("speaker", ["秘鲁", "安第斯人民解放阵线", "安第斯革命力量全国联盟"])
def test_the_sides_of_one_who_speaks_alone_are_not_that_one(extractor, tmp_path, speaker) -> None:
    words = "双方于12月1日举行会谈。双方重申支持停火。各国外长呼吁玻利维亚停火。"
    found = read(extractor, tmp_path, words, "letter.txt", row_of(DocumentKind.LETTER, speaker))
    assert not acts_of(found).keys() & {"support", "request"}
