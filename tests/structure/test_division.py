"""Which documents a file holds: what begins the next one, and what belongs to the one before."""

from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair


def letter(day: int, state: str, words: str, signer: str) -> str:
    return f"""  1999年3月{day}日{state}常驻联合国代表给安全理事会主席的信

  {words}

  请将本函作为安全理事会文件分发为荷。

  常驻代表

  {signer}(签名)

"""


def record(number: str, state: str, words: str) -> str:
    return f"""联合国  S/PV.{number}

安全理事会

临时逐字记录

上午10时05分开会。

主席：现在请{state}代表发言。

托尔先生({state})：{words}

林顿先生(丙国)：我国感到关切。

上午11时散会。

"""


def resolution(number: int, words: str) -> str:
    return f"第{number}(1999)号决议\n\n1999年3月4日安全理事会第99001次会议通过\n\n安全理事会，\n\n1. {words}\n\n"


FIRST = letter(2, "甲国", "乙国部队炮击了我国村庄。", "伊万·托尔")
SECOND = letter(5, "乙国", "我国部队没有开火。", "彼得·林顿")
ANNEXED = FIRST + "  附件\n\n  1999年3月1日甲国外交部长给秘书长的信\n\n  乙国部队埋设了地雷。\n\n  米罗·延科(签名)\n\n"
MASTHEAD = "联合国\n\n安全理事会\n\nS/1999/{}\n\n"
NOTE = "{0}常驻联合国代表团向联合国秘书长致意，谨通知边界局势。\n\n{0}常驻代表团借此机会再次致以最崇高的敬意。\n\n"
STATEMENT = (
    "安全理事会主席的声明\n\n在1999年3月{}日安全理事会第9900{}次会议上，主席作了以下声明：\n\n安理会谴责袭击。\n\n"
)


def found(words: str) -> list[tuple[str, str, list[str]]]:
    source = Source(path=Path("file.txt"), characters=words, sha256="")
    documents = structures(repair(source, layout()), layout())
    for document in documents:
        for part in document.parts:
            assert [words[at] for at in part.text.origins if part.text.characters] != []
    return [(d.name, d.kind.name, sorted({t.characters for p in d.parts for t in p.speaks_for})) for d in documents]


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        (FIRST + SECOND, [("file", "LETTER", ["甲国"]), ("file-2", "LETTER", ["乙国"])]),
        (
            MASTHEAD.format(1) + FIRST + "99-00001 (C)\n\f" + MASTHEAD.format(2) + SECOND,
            [("S/1999/1", "LETTER", ["甲国"]), ("S/1999/2", "LETTER", ["乙国"])],
        ),
        (
            FIRST.split("  常驻代表\n")[0] + SECOND,
            [("file", "LETTER", ["甲国"]), ("file-2", "LETTER", ["乙国"])],
        ),
        (ANNEXED + SECOND, [("file", "LETTER", ["甲国"]), ("file-2", "LETTER", ["乙国"])]),
        (
            record("99001", "甲国", "乙国开火。") + record("99002", "乙国", "甲国开火。"),
            [
                ("S/PV.99001", "MEETING_RECORD", ["丙国", "安全理事会", "甲国"]),
                ("S/PV.99002", "MEETING_RECORD", ["丙国", "乙国", "安全理事会"]),
            ],
        ),
        (
            FIRST + record("99001", "乙国", "甲国开火。"),
            [("file", "LETTER", ["甲国"]), ("S/PV.99001", "MEETING_RECORD", ["丙国", "乙国", "安全理事会"])],
        ),
        (
            record("99001", "甲国", "乙国开火。").replace("上午11时散会。", "") + SECOND,
            [("S/PV.99001", "MEETING_RECORD", ["丙国", "安全理事会", "甲国"]), ("file-2", "LETTER", ["乙国"])],
        ),
        (
            resolution(9998, "谴责袭击；") + resolution(9999, "要求撤军；") + SECOND,
            [
                ("file", "RESOLUTION", ["安全理事会"]),
                ("file-2", "RESOLUTION", ["安全理事会"]),
                ("file-3", "LETTER", ["乙国"]),
            ],
        ),
        (
            STATEMENT.format(3, 1) + STATEMENT.format(8, 2),
            [("file", "PRESIDENTIAL_STATEMENT", ["安全理事会"]), ("file-2", "PRESIDENTIAL_STATEMENT", ["安全理事会"])],
        ),
        (
            MASTHEAD.format(1) + "秘书长的报告\n\n1. 本报告根据决议提交。\n\n" + MASTHEAD.format(2) + SECOND,
            [("S/1999/1", "REPORT", ["秘书长"]), ("S/1999/2", "LETTER", ["乙国"])],
        ),
        (
            NOTE.format("甲国") + NOTE.format("乙国"),
            [("file", "NOTE_VERBALE", ["甲国"]), ("file-2", "NOTE_VERBALE", ["乙国"])],
        ),
    ],
)
def test_another_title_or_masthead_begins_a_document(words, documents):
    assert found(words) == documents


@pytest.mark.parametrize(
    "words",
    [
        ANNEXED,
        ANNEXED + "  附件二\n\n  1999年3月1日乙国常驻联合国代表给秘书长的信\n\n  甲国开火。\n\n  彼得·林顿(签名)\n",
        ANNEXED + "  1999年3月3日乙国外交部长给甲国外交部长的信\n\n  甲国开火。\n\n  玛·雷斯(签名)\n",
        FIRST + "  附件\n\n" + resolution(9999, "要求撤军；"),
        "  1999年3月2日甲国常驻联合国代表给安全理事会主席的信\n\n" + FIRST,
        FIRST.replace("乙国部队", "提及1999年3月1日乙国常驻联合国代表给安全理事会主席的信。乙国部队"),
        FIRST.replace("  请将", "  谨提及：\n\n  1999年3月1日乙国常驻联合国代表给秘书长的信\n\n  此信不实。\n\n  请将"),
        record("99001", "甲国", "乙国开火。\n\n联合国  S/PV.99001\n\n安全理事会\n\n临时逐字记录\n\n我国要求撤军。"),
        FIRST.replace("给安全理事会主席的信", "给秘书长和安全理事会主席的同文信"),
        "1999年3月2日下列国家常驻联合国代表给秘书长的信：甲国和乙国\n\n我们谴责袭击。\n\n伊万·托尔(签名)\n\n"
        "彼得·林顿(签名)\n",
    ],
    ids=["annex", "annexes", "letters in an annex", "resolution", "cover", "prose", "list", "page", "same", "joint"],
)
def test_what_belongs_to_a_document_begins_no_other(words):
    assert len(found(words)) == 1


def test_two_letters_under_one_heading_have_each_its_writer():
    words = ANNEXED + "  1999年3月3日乙国外交部长给甲国外交部长的信\n\n  甲国开火。\n\n  玛·雷斯(签名)\n"
    (document,) = structures(repair(Source(path=Path("f.txt"), characters=words, sha256=""), layout()), layout())
    assert [[t.characters for t in part.speaks_for] for part in document.parts] == [["甲国"], ["甲国"], ["乙国"]]


def test_documents_of_one_symbol_in_a_file_keep_it_and_go_by_two_names():
    words = MASTHEAD.format(1) + FIRST + MASTHEAD.format(1) + SECOND
    source = Source(path=Path("file.txt"), characters=words, sha256="")
    documents = structures(repair(source, layout()), layout())
    assert [document.name for document in documents] == ["S/1999/1", "file-2"]
    assert [document.all_symbols for document in documents] == [("S/1999/1",)] * 2
