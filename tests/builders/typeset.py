"""Typesets an invented record, letter and resolution as the United Nations print them, and takes their text layer out.

`python tests/builders/typeset.py` makes tests/data/typeset anew: each document by pdftotext plain, -raw and -layout.
It needs reportlab and poppler, which the tests that read these files do not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "typeset"
FORMS = {"plain": [], "raw": ["-raw"], "layout": ["-layout"]}
SIZE, LEADING, WIDTH, LINES = 10.5, 15, 20, 14

FIRST_PAGE = [
    (60, 780, "联合国"), (440, 780, "S/PV.99001"), (60, 750, "安全理事会"), (440, 750, "临时逐字记录"),
    (60, 735, "第五十四年"), (60, 690, "第九九〇〇一次会议"), (60, 672, "1999年3月5日星期五上午10时举行"),
    (60, 657, "纽约"),
    (60, 600, "主席："), (120, 600, "陈先生 . . . . . . . . . . . . . . . . . ."), (400, 600, "（丙国）"),
    (60, 580, "成员："), (120, 580, "丁国 . . . . . . . . . . . . . . . . . . ."), (400, 580, "罗先生"),
    (120, 560, "戊国 . . . . . . . . . . . . . . . . . . ."), (400, 560, "莫女士"),
    (60, 500, "议程"), (60, 480, "甲国和乙国间的局势"),
    (60, 120, "本记录包括中文发言的文本和其他语言发言的译文。定本将刊印在"),
    (60, 106, "安全理事会正式记录。更正只对原发言提出，将重发。"),
    (60, 60, "99-99001 (C)"),
]  # fmt: skip
SPEECHES = [
    "上午10时05分开会。",
    "通过议程",
    "议程通过。",
    "主席（以英语发言）：安全理事会现在开始审议其议程上的项目。我现在请甲国代表发言。",
    "托尔先生（甲国）（以西班牙语发言）：2月22日至23日夜间，乙国部队炮击了我国的边境村庄，我国有14名士兵牺牲，"
    "另有30名平民受伤。乙国指责我国首先开火，我们断然拒绝这一指责。",
    "我国政府多次向乙国提出抗议，要求乙国军队立即撤出我国领土。乙国没有答复。我们呼吁安理会成员谴责这一侵略行为，"
    "并要求乙国遵守1998年的停火协定。",
    "主席（以英语发言）：我感谢甲国代表的发言。我现在请乙国代表发言。",
    "林顿夫人（乙国）（以法语发言）：我国代表团听了甲国代表的发言，感到遗憾。事实完全相反。2月23日凌晨，甲国军队越过"
    "边界，袭击了我国的两个哨所，打死了我国6名士兵。我们要求甲国赔偿这些损失，并且谴责甲国的挑衅。",
    "我国没有炮击任何村庄。甲国的说法是捏造的。我们愿意在联合国主持下同甲国谈判，并支持秘书长的斡旋努力。",
    "莫女士（戊国）（以英语发言）：我国对甲国和乙国之间的战斗深感关切。我们呼吁双方立即停火，并欢迎秘书长的努力。"
    "我国谴责一切袭击平民的行为。",
    "罗先生（丁国）（以俄语发言）：我们支持戊国代表的意见。丁国愿意派出观察员，监督停火。我国已经向两国提供了医药。",
    "主席（以英语发言）：我现在以丙国代表的身份发言。",
    "丙国谴责乙国部队对村庄的炮击，并要求甲国保持克制。我国在2月24日接收了200名难民。",
    "我现在恢复履行安理会主席的职能。名单上没有其他发言者。安全理事会就此结束现阶段对其议程项目的审议。",
    "上午11时散会。",
]
LETTER = [
    "1999年3月4日甲国常驻联合国代表给安全理事会主席的信",
    "谨随函转递甲国外交部长米罗延科的信（见附件）。2月22日，乙国部队炮击了我国的边境村庄，打死了5名平民。"
    "我国政府强烈谴责这一袭击，并要求乙国军队立即撤出我国领土。",
    "请将本信及其附件作为安全理事会文件分发为荷。",
    "常驻代表",
    "伊万托尔（签名）",
    "附件",
    "1999年3月3日甲国外交部长给安全理事会主席的信",
    "乙国军队在2月份四次越过边界，绑架了我国12名公民。我们呼吁安理会采取措施，制止乙国的侵略。",
    "外交部长",
    "米罗延科（签名）",
]
RESOLUTION = [
    "第9999（1999）号决议",
    "1999年3月8日安全理事会第99002次会议通过",
    "安全理事会，",
    "深切关注甲国和乙国边界的战斗，",
    "1.　谴责乙国部队在2月22日对村庄的炮击；",
    "2.　要求甲国和乙国立即停火，并将部队撤到1998年的停火线后面；",
    "3.　欢迎丁国派出观察员；",
    "4.　决定继续处理此案。",
]
SYMBOLS = {"record": "S/PV.99001", "letter": "S/1999/9001", "resolution": "S/RES/9999 (1999)"}
COLUMNS = {"record": 2, "letter": 1, "resolution": 1}
TEXTS = {"record": SPEECHES, "letter": LETTER, "resolution": RESOLUTION}


def lines_of(words: str, width: float) -> list[str]:
    """The words in lines so wide, a Chinese sign 1 wide; no line begins with a stop."""
    lines, line, used = [], "　　" if words[-1] in "。，；：" else "", 2.0 if words[-1] in "。，；：" else 0.0
    for sign in words:
        wide = 0.5 if sign.isascii() else 1
        if used + wide > width and sign not in "，。；：）":
            lines.append(line)
            line, used = "", 0.0
        line, used = line + sign, used + wide
    return [*lines, line]


def typeset(name: str, path: Path) -> None:
    """Draws a document: the record with a first page and then two columns, the others in one."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), invariant=True)
    columns = COLUMNS[name]
    width = WIDTH if columns == 2 else 2 * WIDTH + 3

    def put(x: float, y: float, words: str) -> None:
        canvas.setFont("STSong-Light", SIZE)
        canvas.drawString(x, y, words)

    head = FIRST_PAGE if name == "record" else [(60, 780, "联合国"), (440, 780, SYMBOLS[name]), (60, 765, "安全理事会")]
    for x, y, words in head:
        put(x, y, words)
    if name == "record":
        canvas.showPage()
    lines = [line for words in TEXTS[name] for line in lines_of(words, width)]
    top, page = (750 if name == "record" else 720), 2
    rows = LINES if name == "record" else 40
    for begin in range(0, len(lines), rows * columns):
        if name == "record":
            put(60, 790, "S/PV.99001"), put(200, 790, "甲国和乙国间的局势"), put(460, 790, "05/03/1999")
            put(60, 50, f"{page}/4"), put(460, 50, "99-99001")
        for column in range(columns):
            for row, line in enumerate(lines[begin + column * rows : begin + (column + 1) * rows]):
                put(60 + column * (WIDTH * SIZE + 30), top - row * LEADING, line)
        canvas.showPage()
        page += 1
    canvas.save()


def text_of(path: Path, form: str) -> str:
    """The text layer of a PDF in one of the forms of pdftotext."""
    run = subprocess.run(["pdftotext", *FORMS[form], str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def write(folder: Path) -> None:
    """Each document in each form."""
    with tempfile.TemporaryDirectory() as temporary:
        for name in TEXTS:
            pdf = Path(temporary) / f"{name}.pdf"
            typeset(name, pdf)
            for form in FORMS:
                (folder / f"{name}-{form}.txt").write_text(text_of(pdf, form), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
