"""Small invented letters and records, read from end to end with the names that the examples of the rules use."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kg.model.document import CatalogueRow
from kg.model.extraction import Extraction
from kg.pipeline.extractor import Extractor

LETTER = """1999年3月4日甲国常驻联合国代表给秘书长的信
谨随函转递甲国外交部长米罗·延科的信(见附件)。
常驻代表
伊万·托尔(签名)
1999年3月4日甲国常驻联合国代表给秘书长的信的附件
甲国外交部长给秘书长的信
{body}
米罗·延科(签名)
"""
LETTER_OF_PERU = """1999年4月20日秘鲁常驻联合国代表给安全理事会主席的信

谨提请你注意以下情况。

{words}

秘鲁常驻代表
雷耶斯（签名）
"""
RECORD = """临时逐字记录
1999年3月5日星期五上午10时举行
上午10时05分开会。
主席（以英语发言）：安全理事会现在开始审议其议程上的项目。
托尔先生（甲国）（以英语发言）：{first}
林顿先生（乙国）（以法语发言）：{second}
主席（以英语发言）：我现在以丙国代表的身份发言。
{third}
我现在恢复履行安理会主席的职能。
上午11时散会。
"""


def read_letter(extractor: Extractor, tmp_path: Path, body: str) -> Extraction:
    """What a letter of 4 March 1999 from state A with this body says."""
    return read(extractor, tmp_path, LETTER.format(body=body))


def read_letter_of_peru(extractor: Extractor, words: str) -> Extraction:
    """What a letter of Peru of 20 April 1999 with these words says."""
    with TemporaryDirectory() as folder:
        return read(extractor, Path(folder), LETTER_OF_PERU.format(words=words), "letter.txt")


def read_record(
    extractor: Extractor, tmp_path: Path, first: str, second: str, third: str, name: str = "document.txt"
) -> Extraction:
    """What a record of 5 March 1999 says in which states A and B speak, then the President for state C."""
    return read(extractor, tmp_path, RECORD.format(first=first, second=second, third=third), name)


def read(
    extractor: Extractor,
    tmp_path: Path,
    words: str,
    name: str = "document.txt",
    row: CatalogueRow | None = None,
) -> Extraction:
    """What a text says, of which a catalogue may say more."""
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return extractor.extract(extractor.read(path), row)
