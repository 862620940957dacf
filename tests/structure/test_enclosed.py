"""What a letter encloses without a heading: instruments, letters of others; whose words they are."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.document import CatalogueRow, DocumentKind
from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair

TITLE = "1999年3月4日甲国常驻联合国代表给秘书长的信\n\n"
END = "请将本函作为安全理事会文件分发为荷。\n\n常驻代表\n\n伊万·托尔(签名)\n\n"
ROW = CatalogueRow(catalogue="list.csv", row=2, kind=DocumentKind.LETTER, speaks_for=("甲国",))


def read(words, row=None):
    repaired = repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout())
    (document,) = structures(repaired, layout(), row)
    return document


def voices(document, words):
    """Whose the words are: those printed, else those of the catalogue."""
    (part,) = (part for part in document.parts if words in part.text.characters)
    return [text.characters for text in part.speaks_for] or [*part.catalogued]


def codes(document):
    return {problem.code for problem in document.problems}


@pytest.mark.parametrize(
    ("enclosed", "words", "owners"),
    [
        ("渔业委员会，\n\n回顾其以往的决定，\n\n1. 谴责使用毒饵；\n\n2. 要求禁渔。\n\n", "要求禁渔", ["渔业委员会"]),
        ("丁市和平会议的与会者：\n\n1. 呼吁停火；\n\n", "呼吁停火", ["丁市和平会议的与会者"]),
        ("我们，乙国和丙国外长，在丁市会晤，\n\n1. 谴责炮击。\n\n", "谴责炮击", ["乙国", "丙国"]),
        ("各方同意：\n\n(a) 缔约国应停火；\n\n", "缔约国应停火", []),
        ("本公报由双方签署。\n\n", "由双方签署", []),
        ("深切关注战斗，\n\n2. 决定派出观察员；\n\n", "派出观察员", []),
    ],
)
@pytest.mark.parametrize("row", [None, ROW])
def test_an_instrument_is_not_the_senders(enclosed, words, owners, row):
    document = read(("" if row else TITLE) + "谨随函转递一份文件。\n\n" + enclosed + ("" if row else END), row)
    assert voices(document, words) == owners
    assert voices(document, "谨随函转递") == ["甲国"]
    assert ("author-unknown" in codes(document)) is not bool(owners)


@pytest.mark.parametrize(
    "own",
    [
        "为此，我国政府提出：\n\n1. 谴责乙国的炮击；\n\n2. 要求立即停火；\n\n",
        "我国的立场是明确的。\n\n一、支持谈判。\n\n二、谴责炮击。\n\n",
        "重申我国对和平的承诺，我国政府呼吁停火。\n\n",
    ],
)
def test_a_senders_own_list_stays_his(own):
    document = read(TITLE + "谨提请你注意如下。\n\n" + own + END)
    assert [part.kind.value for part in document.parts] == ["CoverLetter"]


def test_the_letter_goes_on_below_an_instrument():
    document = read(TITLE + "谨随函转递决定。\n\n渔业委员会，\n\n1. 要求禁渔。\n\n" + END)
    assert voices(document, "请将本函") == ["甲国"]


@pytest.mark.parametrize(
    ("annex", "owners"),
    [
        ("决议草案\n\n安全理事会，\n\n回顾其决议，\n\n1. 谴责甲国的炮击；\n", ["安全理事会"]),
        ("丁洲联盟第33号决议\n\n丁洲联盟理事会，\n\n深切关注战斗，\n\n1. 谴责炮击；\n", ["丁洲联盟理事会"]),
        ("缔约国：\n\n1. 谴责炮击；\n", []),
    ],
)
def test_an_annexed_instrument_is_its_organs(annex, owners):
    document = read(TITLE + "谨随函转递一份文件。\n\n" + END + "附件\n\n" + annex)
    assert voices(document, "谴责") == owners
    assert "annex-without-author" not in codes(document)


@pytest.mark.parametrize(
    ("sent", "owner"),
    [
        ("谨转递乙国的声明。", "乙国"),
        ("谨随函附上丁洲联盟发表的公报。", "丁洲联盟"),
        ("谨随函转递1999年3月1日乙国代表林·一给你的信。", "乙国"),
    ],
)
def test_the_cover_says_whose_words_follow_it(sent, owner):
    cover = f"{sent}\n\n请将本信作为安全理事会文件分发。\n\n"
    assert voices(read(cover + "我们要求停火。\n", ROW), "我们要求停火") == [owner]
    assert voices(read(TITLE + f"{sent}\n\n{END}附件\n\n我们要求停火。\n"), "我们要求停火") == [owner]


@pytest.mark.parametrize(
    "sent",
    [
        "谨转递我国外交部长的声明。",
        "谨转递我国总统林·一的信。",
        "谨转递外交部长的声明。",
        "谨转递总统就局势发表的声明。",
        "谨转递本国政府的声明。",
    ],
)
def test_what_is_sent_of_my_country_s_minister_is_the_sender_s_state_s(sent):
    annexed = TITLE + f"{sent}\n\n{END}附件\n\n我们要求停火。\n"
    below = TITLE + f"{sent}\n\n{END}我们要求停火。\n"
    by_catalogue = f"{sent}\n\n请将本信作为大会文件分发。\n\n我们要求停火。\n"
    assert voices(read(annexed), "我们要求停火") == voices(read(below), "我们要求停火") == ["甲国"]
    document = read(by_catalogue, ROW)
    assert voices(document, "谨转递") == voices(document, "我们要求停火") == ["甲国"]


def test_a_minister_whom_a_body_of_states_in_a_catalogue_sends_is_not_the_body_s():
    row = replace(ROW, speaks_for=("丁洲联盟",))
    document = read("谨转递外交部长的声明。\n\n请将本信作为大会文件分发。\n\n我们要求停火。\n", row)
    assert voices(document, "我们要求停火") == ["外交部长"]


def test_a_minister_whom_a_body_of_states_sends_is_not_the_body_s():
    sent = TITLE.replace("甲国", "丁洲联盟") + f"谨转递外交部长的声明。\n\n{END}附件\n\n我们要求停火。\n"
    assert voices(read(sent), "我们要求停火") == ["外交部长"]


def test_a_cover_that_transmits_the_catalogues_speaker_is_not_his():
    document = read("谨转递甲国代表林·一给你的信。\n\n请将本信作为大会文件分发。\n\n我们要求停火。\n", ROW)
    assert (voices(document, "谨转递"), voices(document, "我们要求停火")) == ([], ["甲国"])
    assert "sender-unknown" in codes(document)


def test_what_nothing_parts_from_its_cover_is_the_catalogues_speaker_s():
    document = read("谨转递甲国代表林·一给你的信。\n\n我们要求停火。\n", ROW)
    assert voices(document, "我们要求停火") == ["甲国"]


def test_what_is_sent_is_no_author():
    document = read("谨转递关于丁市事件的说明。\n\n请将本信作为大会文件分发。\n\n我国要求停火。\n", ROW)
    assert voices(document, "我国要求停火") == ["甲国"]


@pytest.mark.parametrize("organ", ["外交部关于丁市事件", "国防部就丁市事件", "外交部长林·一就丁市事件"])
def test_what_an_organ_at_home_wrote_its_own_mission_sends(organ):
    document = read(f"谨随函转递甲国{organ}的说明(见附件)。\n\n我们哀悼死者。\n", ROW)
    assert voices(document, "谨随函转递") == voices(document, "哀悼死者") == ["甲国"]
    assert "sender-unknown" not in codes(document)


def test_what_an_organ_of_another_state_wrote_is_not_the_senders():
    document = read("谨随函转递乙国外交部的声明。\n\n请将本信作为大会文件分发。\n\n我们哀悼死者。\n", ROW)
    assert (voices(document, "谨随函转递"), voices(document, "哀悼死者")) == (["甲国"], ["乙国"])


BELOW = "奉我国政府指示，谨转达{whose}的电报，其内容如下：\n\n甲国部队在丁市架设路障。\n\n我国政府强烈抗议。\n\n"


@pytest.mark.parametrize(
    ("whose", "owners", "name"),
    [
        ("乙国外交部长张·三给阁下", ["乙国"], "张·三"),
        ("乙国首相张三给你", ["乙国"], "张三"),
        ("乙国总理国家安全顾问张·三先生", ["乙国"], "张·三"),
        ("我国外交部长", ["甲国"], None),
    ],
)
@pytest.mark.parametrize("end", [END, "常驻代表\n\n伊万·托尔(签名)\n\n"])
@pytest.mark.parametrize("signed", ["", "张·三(签名)\n\n"])
def test_a_text_that_follows_in_the_letter_is_whose_the_letter_says(whose, owners, name, end, signed):
    document = read(TITLE + BELOW.format(whose=whose) + signed + end)
    assert voices(document, "架设路障") == voices(document, "强烈抗议") == owners
    (part,) = (part for part in document.parts if "架设路障" in part.text.characters)
    assert (part.speaker.characters if part.speaker else None) == ("张·三" if signed else name)
    assert document.sender.characters == "伊万·托尔"
    assert voices(document, "谨转达") == ["甲国"]


def test_a_text_that_follows_of_no_known_author_is_told_of():
    document = read(TITLE + BELOW.format(whose="3月4日关于边界") + END)
    assert voices(document, "架设路障") == ["甲国"]
    assert codes(document) == {"annex-without-author"}


def test_what_a_government_itself_tells_below_is_its_own():
    document = read(TITLE + "奉我国政府指示，谨通知如下：\n\n乙国部队在丁市架设路障。\n\n" + END)
    assert voices(document, "架设路障") == ["甲国"]
