"""What documents are made of and who speaks where: invented letters and records, and the shared real ones."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from builders.examples import examples
from builders.knowledge import layout
from builders.places import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.text import Source, Text
from kg.structure.document import structure
from kg.structure.repair import repair
from kg.structure.source import read_source

REAL = sorted([*SHARED.glob("letters/*.txt"), *SHARED.glob("corpora/un/*.txt")])
needs_real = pytest.mark.skipif(not REAL, reason="the shared real documents are not beside the clone")


def document(words: str) -> Document:
    return structure(repair(Source(path=Path("document.txt"), characters=words, sha256=""), layout()), layout())


def said(texts: Sequence[Text]) -> list[str]:
    return [text.characters for text in texts]


def word(text: Text | None) -> str | None:
    return text.characters if text else None


def voices(found: Document) -> list[tuple[str, str | None, list[str]]]:
    return [(part.kind.name, word(part.speaker), said(part.speaks_for)) for part in found.parts]


def codes(found: Document) -> list[str]:
    return [problem.code for problem in found.problems]


LETTER = """联合国 A/99/611–S/1999/885
大  会  安全理事会
第九十五届会议 第九十六年
议程项目 31、35(a)和(b) 和 135
维护国际安全
预防武装冲突
保护责任与防止灭绝种族、战争罪、族裔清洗以
及危害人类罪
各项人权
1999 年 3 月 4 日甲国常驻联合国代表给秘书长的信
谨随函转递甲国外交部长张·三的信(见附件)，另请参阅我先前的信(A/98/930-S/1998/642)。
请将本函及其附件作为大会议程项目 31 下的文件和安全理事会的文件分发为荷。
常驻代表
大使
李·四(签名)
1999 年 3 月 4 日甲国常驻联合国代表给秘书长的信的附件
1999 年 3 月 2 日甲国外交部长给秘书长的信
乙国部队炮击了丁市。
张·三(签名)
"""


def test_a_letter_with_an_annex() -> None:
    found = document(LETTER)
    assert found.kind is DocumentKind.LETTER
    assert said(found.symbols) == ["A/99/611", "S/1999/885"]
    assert found.date == datetime.date(1999, 3, 4)
    assert (word(found.sender), word(found.sender_post), word(found.addressee)) == ("李·四", "常驻联合国代表", "秘书长")
    assert said(found.on_behalf_of) == ["甲国"]
    assert said(found.organs) == ["大会", "安全理事会"]
    assert said(found.sessions) == ["第九十五届会议", "第九十六年"]
    assert said(found.agenda_items) == ["31", "35(a)", "35(b)", "135"]
    assert said(found.agenda_topics)[2:] == ["保护责任与防止灭绝种族、战争罪、族裔清洗以及危害人类罪", "各项人权"]
    assert said(found.circulate_as) == ["大会", "安全理事会"]
    assert said(found.references) == ["A/98/930", "S/1998/642"]
    assert voices(found) == [
        ("MASTHEAD", None, []),
        ("COVER_LETTER", "李·四", ["甲国"]),
        ("ANNEX", "张·三", ["甲国"]),
    ]
    annex = found.parts[2]
    assert (said(annex.capacity), annex.date) == (["外交部长"], datetime.date(1999, 3, 2))
    assert codes(found) == []


REP, SG = "常驻联合国代表", "秘书长"
TITLES = [
    (f"甲国{REP}给安全理事会主席的信", ["甲国"], REP, "安全理事会主席"),
    (f"甲国{REP}团临时代办给秘书长的信", ["甲国"], f"{REP}团临时代办", SG),
    (f"甲国{REP}致主席的信", ["甲国"], REP, "主席"),
    (f"甲国{REP}给秘书长和安全理事会主席的同文信", ["甲国"], REP, "秘书长和安全理事会主席"),
    (f"甲国和乙国{REP}给秘书长的信", ["甲国", "乙国"], REP, SG),
    (f"甲国{REP}和乙国{REP}给秘书长的信", ["甲国", "乙国"], REP, SG),
    (f"甲共和国、乙人民共和国和丙国{REP}给秘书长的信", ["甲共和国", "乙人民共和国", "丙国"], REP, SG),
    (f"特立尼达和多巴哥{REP}给秘书长的信", ["特立尼达和多巴哥"], REP, SG),
    (f"阿拉伯埃及共和国{REP}给秘书长的信", ["阿拉伯埃及共和国"], REP, SG),
    (f"下列国家{REP}致主席的信：甲国、圣基茨和尼维斯和丙国", ["甲国", "圣基茨和尼维斯", "丙国"], REP, "主席"),
    ("甲国外交和侨务部长给秘书长的信", ["甲国"], "外交和侨务部长", SG),
    ("甲国外交部长张·三给秘书长的信", ["甲国"], "外交部长", SG),
    ("维护和平与公正之友小组给秘书长的信", ["维护和平与公正之友小组"], None, SG),
    ("红十字国际委员会主席给秘书长的信", ["红十字国际委员会"], "主席", SG),
]


@pytest.mark.parametrize(("title", "owners", "post", "addressee"), TITLES)
def test_titles(title: str, owners: list[str], post: str | None, addressee: str) -> None:
    found = document(f"1999年3月4日{title}\n谨提请你注意丁市的局势。\n")
    assert found.kind is DocumentKind.LETTER
    assert (said(found.on_behalf_of), word(found.sender_post), word(found.addressee)) == (owners, post, addressee)
    assert found.date == datetime.date(1999, 3, 4)


SIGNATURES = [
    ("常驻代表\n大使\n张·三(签名)\n", "张·三", ["常驻联合国代表", "大使", "常驻代表"]),
    ("张·三（签名）\n常驻代表\n", "张·三", ["常驻联合国代表", "常驻代表"]),
    ("大使、常驻代表 张·三(签名)\n", "张·三", ["常驻联合国代表", "大使", "常驻代表"]),
    ("特命全权大使\n(签名)张·三\n", "张·三", ["常驻联合国代表", "特命全权大使"]),
]


@pytest.mark.parametrize(("lines", "name", "posts"), SIGNATURES)
def test_signatures(lines: str, name: str, posts: list[str]) -> None:
    found = document(f"1999年3月4日甲国常驻联合国代表给秘书长的信\n谨提请你注意丁市的局势。\n{lines}")
    assert word(found.sender) == name
    assert sorted(said(found.parts[0].capacity)) == sorted(posts)
    assert codes(found) == []


@pytest.mark.parametrize(
    "lines",
    [
        "甲国常驻联合国代表\n张·三(签名)\n乙国常驻联合国代表\n李·四(签名)\n",
        "张·三(签名)\n甲国常驻联合国代表\n李·四(签名)\n乙国常驻联合国代表\n",
    ],
)
def test_a_joint_letter_has_no_one_sender(lines: str) -> None:
    found = document(f"1999年3月4日甲国和乙国常驻联合国代表给秘书长的信\n谨提请你注意丁市的局势。\n{lines}")
    assert found.sender is None
    assert [(state.characters, name.characters) for state, name in found.roster] == [
        ("甲国", "张·三"),
        ("乙国", "李·四"),
    ]


COVER = "1999年3月4日甲国常驻联合国代表给秘书长的信\n{cover}\n大使\n张·三(签名)\n"
HEADED = "1999年3月4日甲国常驻联合国代表给秘书长的信的附件\n"
DATA = "谨随函转递资料(见附件)。"
FOREIGN = "谨随函转递乙国外交部长李·四的信(见附件)。"
JOINT = "甲国总统、乙国总理和丙国总统的声明\n谨此。\n"
ANNEXES = [
    (DATA, HEADED + "乙国外交部长给秘书长的信\n谨此。\n李·四(签名)\n", ("李·四", ["乙国"]), [], "its title"),
    (DATA, HEADED + "[原件：英文]\n乙国外交部的声明\n谨此。\n", (None, ["乙国"]), [], "its heading"),
    (DATA, HEADED + JOINT, (None, ["甲国", "乙国", "丙国"]), [], "a heading of several"),
    (FOREIGN, HEADED + "谨此致函。\n", ("李·四", ["乙国"]), [], "the cover letter"),
    (DATA, "附件\n3月1日，乙国开火。\n", (None, ["甲国"]), ["annex-without-author"], "nothing"),
]


@pytest.mark.parametrize(("cover", "annex", "voice", "problems", "why"), ANNEXES)
def test_whose_words_an_annex_gives(
    cover: str, annex: str, voice: tuple[str | None, list[str]], problems: list[str], why: str
) -> None:
    found = document(COVER.format(cover=cover) + annex)
    assert voices(found) == [("COVER_LETTER", "张·三", ["甲国"]), ("ANNEX", *voice)], why
    assert codes(found) == problems


def test_two_annexes() -> None:
    annexes = "附件一\n乙国外交部的声明\n谨此。\n附件二\n丙国外交部的声明\n谨此。\n"
    found = document(COVER.format(cover="谨随函转递两份声明。") + annexes)
    assert voices(found)[1:] == [("ANNEX", None, ["乙国"]), ("ANNEX", None, ["丙国"])]


def test_a_lost_title_is_that_of_the_annex() -> None:
    found = document(LETTER.replace("1999 年 3 月 4 日甲国常驻联合国代表给秘书长的信\n", "", 1))
    assert (found.date, word(found.sender), word(found.addressee)) == (datetime.date(1999, 3, 4), "李·四", "秘书长")
    assert [part.kind for part in found.parts] == [PartKind.MASTHEAD, PartKind.COVER_LETTER, PartKind.ANNEX]


def test_a_letter_that_lost_its_title_and_its_signature() -> None:
    found = document("安全理事会\n谨随函转递一份报告。\n请将本函作为安全理事会文件分发为荷。\n")
    assert found.kind is DocumentKind.LETTER
    assert codes(found) == ["no-title", "no-signature", "no-body"]


@pytest.mark.parametrize("title", ["1999年3月4日甲国常驻联合国代表团给秘书长的普通照会\n", ""])
def test_notes_verbales(title: str) -> None:
    words = "甲国常驻联合国代表团向联合国秘书长致意，谨请将本照会作为安全理事会文件分发。\n"
    found = document(f"第九十年\n{title}{words}")
    assert found.kind is DocumentKind.NOTE_VERBALE
    assert (said(found.on_behalf_of), word(found.sender_post)) == (["甲国"], "常驻联合国代表团")
    assert codes(found) == ([] if title else ["no-title"])


NOTED = """1999年3月4日甲国常驻联合国代表给秘书长的信
乙国部队今天早晨使用重型火炮和多管火箭炮炮击了丁市居民区造成平民伤
亡。1 甲国强烈谴责这一行为，并要求乙国立即停止一切敌对行动。
__________________
1 甲国观察组织，“报告”，1999年。
http://www.example.org/a
 甲国重申愿意在国际社会的支持下与乙国进行谈判以便和平解决所有的争端
并愿向你说明实地的情况。
张·三(签名)
"""


def test_a_part_goes_on_below_the_footnotes_of_its_page() -> None:
    found = document(NOTED)
    assert voices(found) == [(kind, "张·三", ["甲国"]) for kind in ("COVER_LETTER", "FOOTNOTES", "COVER_LETTER")]
    assert found.parts[1].text.characters == "1甲国观察组织，“报告”，1999年。"
    starts = [part.text.origins[0] for part in found.parts]
    assert starts == sorted(starts)


RECORD = """本记录包括中文发言的文本和其他语言发言的译文。更正后的记录将重发。
联合国 S/PV.99002
安全理事会
第九十年
第九九〇〇二次会议
1999年3月8日星期三上午10时举行
纽约
临时逐字记录
主席： 张三先生/李四夫人 . . . . . . . . . . . . . . . . （甲国）
成员： 乙国 . . . . . . . . . . . . . . . . . 王五先生
丙国 . . . . . . . . . . . . . . . . . Maria Soto女士
议程项目
甲洲局势
秘书长的报告(S/1999/368)
2/2 99-99003
S/PV.99002 甲洲局势 08/03/1999
上午10时05分开会。
通过议程
议程通过。
甲洲局势
主席（以英语发言）：根据安理会暂行议事规则第39
条，我邀请下列通报人参加本次会议：秘书长甲国问题
特别代表安·娜女士；甲洲联盟驻联合国代表团团长贝·
塔先生阁下；以及人权观察站创始人西·玛女士。
我现在请娜女士发言。
娜女士（以英语发言）：我感谢安理会。当前的局
势十分严峻，联合国正在全力以赴地提供各种援助。
塔先生（以法语发言）：甲洲联盟欢迎这一决议，
并呼吁双方遵守停火，恢复谈判，尽快达成协议。
玛女士（以丁语发言；英文稿由代表团提供）：我
谨代表人权观察站发言，谈谈平民的处境问题。
秘书长（以英语发言）：我对局势深感关切，呼吁
双方保持最大限度克制，并立即停止所有敌对行动。
主席（以英语发言）：我感谢秘书长的通报。我现
在要以我国外交部长的身份发言。
甲国谴责这次袭击，并要求乙国立即撤出所有部
队。我们将继续支持秘书长的斡旋努力。
我现在恢复行使安理会主席的职能。我现在请乙国
代表发言。
王五先生（乙国）（以阿拉伯语发言）：我国拒绝
接受这些指控。乙国没有违反停火，也不会违反停火。
进行了举手表决。
赞成：
甲国、乙国、丙国
Soto女士（丙国）：丙国支持停火。
丁先生（以英语发言）：谢谢。
下午1时05分散会。
"""


def test_a_record() -> None:
    found = document(RECORD)
    assert found.kind is DocumentKind.MEETING_RECORD
    assert (said(found.symbols), found.date) == (["S/PV.99002"], datetime.date(1999, 3, 8))
    assert (found.meeting_time, word(found.meeting_place)) == ("上午10时05分", "纽约")
    assert (said(found.organs), said(found.sessions)) == (["安全理事会"], ["第九十年"])
    assert said(found.agenda_topics) == ["甲洲局势", "秘书长的报告(S/1999/368)"]
    assert said(found.references) == ["S/1999/368"]
    rows = [(state.characters, name.characters) for state, name in found.roster]
    assert rows == [("甲国", "张三"), ("甲国", "李四"), ("乙国", "王五"), ("丙国", "Maria Soto")]
    assert codes(found) == ["unknown-language", "no-body"]


def test_who_speaks_in_a_record() -> None:
    found = document(RECORD)
    assert voices(found) == [
        ("MASTHEAD", None, []),
        ("NARRATION", None, []),
        ("CHAIR", "主席", ["安全理事会"]),
        ("SPEECH", "娜", ["联合国"]),
        ("SPEECH", "塔", ["甲洲联盟"]),
        ("SPEECH", "玛", ["人权观察站"]),
        ("SPEECH", "秘书长", ["联合国"]),
        ("CHAIR", "主席", ["安全理事会"]),
        ("SPEECH", "主席", ["甲国"]),
        ("CHAIR", "主席", ["安全理事会"]),
        ("SPEECH", "王五", ["乙国"]),
        ("NARRATION", None, []),
        ("SPEECH", "Soto", ["丙国"]),
        ("SPEECH", "丁", []),
        ("NARRATION", None, []),
    ]
    languages = [part.language for part in found.parts if part.kind is PartKind.SPEECH]
    assert languages == ["en", "fr", None, "en", "en", "ar", None, "en"]


CAPACITIES = [
    ("我现在以甲国代表的身份发言。", "甲国"),
    ("我现在要以甲国外交部长的身份发言。", "甲国"),
    ("我谨以甲国常驻代表的名义作国家发言。", "甲国"),
    ("我现在代表甲国发言。", "甲国"),
]


@pytest.mark.parametrize(("words", "state"), CAPACITIES)
def test_the_president_speaks_for_his_state(words: str, state: str) -> None:
    found = document(f"上午10时开会。\n主席（以英语发言）：{words}\n乙国应撤军。\n我现在恢复担任安理会主席。\n谢谢。\n")
    assert voices(found)[1:] == [("SPEECH", "主席", [state]), ("CHAIR", "主席", ["安理会"])]


def test_the_president_as_such_speaks_for_no_state() -> None:
    found = document("上午10时开会。\n主席（以英语发言）：我以安理会主席的身份发言。\n我现在请甲国代表发言。\n")
    assert voices(found)[1:] == [("CHAIR", "主席", ["安理会"])]


@pytest.mark.parametrize("body", ["以色列", "以太空为界的甲国"])
def test_a_state_whose_name_begins_like_the_note_of_a_language_speaks(body: str) -> None:
    head = f"丁先生（{body}）（以英语发言）："
    found = document(f"上午10时开会。\n主席（以英语发言）：请发言。\n{head}谢谢。\n戊夫人（以英语发言）：谢谢。\n")
    assert voices(found)[2:] == [("SPEECH", "丁", [body]), ("SPEECH", "戊", [])]


def test_a_record_in_markdown() -> None:
    lines = [
        "# 联合国  S/PV.99003",
        "下午3时05分开会。",
        "**主席**（以英语发言）：请发言。",
        "**张三先生**（甲国）：谢谢。",
    ]
    assert voices(document("\n\n".join(lines)))[2:] == [("CHAIR", "主席", []), ("SPEECH", "张三", ["甲国"])]


RESOLUTION = """联合国 S/RES/9999 (1999)
安全理事会
第9999(1999)号决议
1999年3月8日安全理事会第99009次会议通过
安全理事会，
1. 决定延长。
"""
STATEMENT = """联合国 S/PRST/1999/91
安全理事会主席的声明
在1999年3月8日安全理事会第99009次会议上，主席发表声明：
“安全理事会欢迎停火。”
"""
OTHER_ORGAN = "1999年届会\n1999年3月8日经济及社会理事会决议\n经济及社会理事会，\n决定延长。\n"
RESOLUTIONS = [
    (RESOLUTION, DocumentKind.RESOLUTION, ["S/RES/9999 (1999)"], "安全理事会"),
    (OTHER_ORGAN, DocumentKind.RESOLUTION, [], "经济及社会理事会"),
    ("安全理事会，\n决定延长。\n1999年3月8日\n第5次会议\n", DocumentKind.RESOLUTION, [], "安全理事会"),
    (STATEMENT, DocumentKind.PRESIDENTIAL_STATEMENT, ["S/PRST/1999/91"], "安全理事会"),
]


@pytest.mark.parametrize(("words", "kind", "symbols", "organ"), RESOLUTIONS)
def test_resolutions_and_statements(words: str, kind: DocumentKind, symbols: list[str], organ: str) -> None:
    found = document(words)
    assert (found.kind, said(found.symbols), found.date) == (kind, symbols, datetime.date(1999, 3, 8))
    assert said(found.on_behalf_of) == [organ]
    assert [part.kind for part in found.parts][-1] is PartKind.BODY
    assert codes(found) == []


def test_what_is_of_no_known_kind_is_kept_and_reported() -> None:
    found = document("甲国和乙国的关系\n这是一篇文章，引用了S/1999/9号文件。\n")
    assert (found.kind, said(found.references)) == (DocumentKind.OTHER, ["S/1999/9"])
    assert voices(found) == [("BODY", None, [])]
    assert codes(found) == ["unknown-kind"]


SYMBOLS = [
    ("见A/75/778-S/2021/177，附件", ["A/75/778", "S/2021/177"]),
    ("（S/1999/9/Add.1和S/PRST/1999/5）", ["S/1999/9/Add.1", "S/PRST/1999/5"]),
    ("A/ES-10/7、A/HRC/RES/55/1", ["A/ES-10/7", "A/HRC/RES/55/1"]),
    ("可查阅 undocs.org/A/75/778", []),
    ("S-400系统", []),
]


@pytest.mark.parametrize(("words", "symbols"), SYMBOLS)
def test_cited_symbols(words: str, symbols: list[str]) -> None:
    assert said(document(f"甲国的文章\n{words}。\n").references) == symbols


def holds_together(found: Document, paragraphs: Sequence[str]) -> None:
    """The parts are in order, hold every paragraph once, and what they quote stands in the source."""
    assert [part.order for part in found.parts] == list(range(len(found.parts)))
    texts = [part.text.characters for part in found.parts if part.kind is not PartKind.FOOTNOTES]
    assert "".join("".join(texts).split()) == "".join("".join(paragraphs).split())
    quoted = [found.sender, found.sender_post, found.addressee, *found.on_behalf_of, *found.symbols, *found.references]
    for text in [*quoted, *(part.speaker for part in found.parts), *(t for p in found.parts for t in p.speaks_for)]:
        if text is not None:
            place = text.origins[0]
            assert found.source.characters[place] == text.characters[0]
    for part in found.parts:
        assert all(before <= after for before, after in pairwise(part.text.origins))


GENRE = [
    *("甲国", "主席", "先生", "（以英语发言）", "（乙国）", "：", "。", "\n", "\n\n", "以及", "和", "决议\n", "附件\n"),
    *(
        "1999年3月4日",
        "常驻联合国代表",
        "给",
        "秘书长",
        "的信",
        "的附件",
        "(签名)",
        "议程项目31、",
        "S/1999/9",
        "1 注。",
    ),
    *("上午10时开会。", "我现在以甲国代表的身份发言。", "我现在恢复担任主席", "\n____________\n"),
]


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(GENRE), max_size=40).map("".join)))
def test_any_text_gives_a_document_that_holds_together(words: str) -> None:
    source = Source(path=Path("document.txt"), characters=words, sha256="")
    repaired = repair(source, layout())
    holds_together(structure(repaired, layout()), [p.text.characters for p in repaired.body])


@needs_real
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_documents_hold_together(path: Path) -> None:
    repaired = repair(read_source(path), layout())
    found = structure(repaired, layout())
    holds_together(found, [p.text.characters for p in repaired.body])
    assert found.kind is not DocumentKind.OTHER
    assert not [p for p in repaired.problems if p.code == "note-without-mark"]


KINDS = {
    PartKind.COVER_LETTER: "cover_letter",
    PartKind.ANNEX: "annex_letter",
    PartKind.BODY: "part",
}


def row(part: Part) -> tuple[str, str | None]:
    return KINDS.get(part.kind, part.kind.name.lower()), word(part.speaker)


@needs_real
@pytest.mark.parametrize("path", sorted(SHARED.glob("gold/*.yaml")), ids=lambda path: path.stem)
def test_parts_are_those_that_a_reader_sees(path: Path) -> None:
    wanted = [(part["kind"], part["speaker"]) for part in yaml.safe_load(path.read_text("utf-8"))["parts"]]
    letter = next(SHARED.glob(f"letters/{path.stem}*.txt"))
    found = structure(repair(read_source(letter), layout()), layout())
    assert [row(part) for part in found.parts][: len(wanted)] == wanted


COMMITTEE = "安全理事会关于甲国和乙国的第9998(1998)号和第9999(1999)号决议所设委员会"


@pytest.mark.parametrize(
    ("title", "owners"),
    [
        (f"1999年3月4日{COMMITTEE}主席给安全理事会主席的信", [COMMITTEE]),
        ("1999年3月4日甲国和乙国问题监测组协调员给委员会主席的信", ["甲国和乙国问题监测组"]),
        ("1999年3月4日甲国和乙国常驻联合国代表给安全理事会主席的联名信", ["甲国", "乙国"]),
    ],
)
def test_who_writes_a_letter(title: str, owners: list[str]) -> None:
    found = document(f"{title}\n谨随函转递一份报告。\n\n主席\n张·三(签名)\n")
    assert said(found.parts[-1].speaks_for) == owners


def test_the_note_of_an_annex_s_language_is_none_of_its_words() -> None:
    found = document(LETTER.replace("谨随函转递", "[原件：英文]\n谨随函转递", 1))
    assert "原件" not in "".join(part.text.characters for part in found.parts)
    assert voices(found) == voices(document(LETTER))


def test_an_official_s_body_is_the_organization_and_no_words_of_the_invitation() -> None:
    head, _, _ = RECORD.partition("主席（以英语发言）")
    invited = "主席（以英语发言）：我现在请主管甲事务副秘书长米罗·延科先生通报情况。"
    record = document(f"{head}{invited}\n延科先生（以法语发言）：局势平静。\n")
    assert voices(record)[-1] == ("SPEECH", "延科", ["联合国"])


def test_a_body_s_communique_is_its_own_words() -> None:
    title = "1999年3月4日甲国常驻联合国代表给秘书长的信"
    sent = "谨随函转递1999年3月2日在丁市通过的丁市问题联络小组关于边界的公报(见附件)。"
    cover = f"{title}\n{sent}\n\n常驻代表\n张·三(签名)\n\n"
    for heading in ("丁市问题联络小组公报", "公报"):
        found = document(f"{cover}{title}的附件\n\n{heading}\n\n1. 联络小组谴责这次袭击。\n")
        assert said(found.parts[-1].speaks_for) == ["丁市问题联络小组"]


def test_a_letter_in_the_classical_style_has_its_title() -> None:
    found = document(
        "一九五九年三月四日甲国代表致安全理事会主席函\n\n奉我国政府训令，谨提请阁下注意下列事件。\n\n张·三（签名）\n"
    )
    assert said(found.parts[-1].speaks_for) == ["甲国"]
    assert "no-title" not in codes(found)


def test_questions_of_the_press_in_an_annex_are_nobody_s_words() -> None:
    title = "1999年3月4日甲国常驻联合国代表给秘书长的信"
    asked = "问：乙国指责甲国策划骚乱。\n答：这些指责是荒谬的。\n问：有何打算？\n答：我们愿意谈判。"
    cover = f"{title}\n谨随函转递一份谈话。\n\n常驻代表\n张·三(签名)\n\n"
    found = document(f"{cover}{title}的附件\n\n甲国外交部发言人的讲话\n\n{asked}\n")
    spoken = dict.fromkeys(("甲国", ""), "")
    for part in found.parts[2:]:
        spoken["".join(said(part.speaks_for))] += part.text.characters
    assert "荒谬" in spoken["甲国"]
    assert "愿意谈判" in spoken["甲国"]
    assert "策划骚乱" in spoken[""]
    assert "策划骚乱" not in spoken["甲国"]
