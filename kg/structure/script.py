"""In which script a text is written: what is no Chinese is named; traditional characters are read as simplified ones.

The encodings of two countries tell the characters apart: GB 2312 holds the simplified ones, Big5 the traditional ones,
and both their common ones first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

SCRIPTS = {
    "CJK UNIFIED": "Chinese", "LATIN": "Latin", "FULLWIDTH LATIN": "Latin", "CYRILLIC": "Cyrillic",
    "HIRAGANA": "Japanese kana", "KATAKANA": "Japanese kana", "HANGUL": "Korean", "ARABIC": "Arabic", "GREEK": "Greek",
    "HEBREW": "Hebrew", "THAI": "Thai", "DEVANAGARI": "Devanagari", "GEORGIAN": "Georgian", "ARMENIAN": "Armenian",
}  # fmt: skip
FEWEST = 0.05  # of the letters and numbers: a text with fewer Chinese characters is none, unless they are many
MANY = 100  # Chinese characters in lines of Chinese: a text in Chinese, however long its annexes
LETTERS = 3  # of Latin script say about as much as a Chinese character
KANA = 0.1  # of the Chinese characters: Chinese has no kana, Japanese more of them than of the others
COMMON = 0.6  # of the Chinese characters are common ones in any text; bytes read in a wrong encoding give rare ones
TRADITIONAL = 0.15  # of the Chinese characters: a third is traditional in such a text, a few names' in any other

NAME = 8  # signs: a shorter line of a text in simplified characters may be a name that keeps its traditional ones

_WIDE = re.compile(r"[\uff21-\uff3a\uff0f]|[A-Z/.\d]（\d")
_WIDE_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9])[A-ZＡ-Ｚ]{1,5}[ \u3000]?[/／][ \u3000]?[A-ZＡ-Ｚa-zａ-ｚ\d./．／ \u3000-]*(?:[(（]\d{4}[)）])?"
)
_RUN = re.compile(r"[!-~]{200,}")
"""No words of any language: an image in letters, a digest."""
STRAY_SIGNS = 5  # in a text: fewer are letters that stand for names
_STRAY = re.compile(
    r"(?<=[\u4e00-\u9fff]) ?(?:[A-Za-z]{1,2}"
    r"|[~^|\\<>{}@#$%&_=+`\ufffd\ue000-\uf8ff\u25a0-\u25cf\u00a2-\u00b0]{1,3}) ?(?=[\u4e00-\u9fff])"
)
_NUMBER = re.compile(r"\d[\d,.]*")


def foreign(characters: str) -> str:
    """What a text is that is no Chinese one, in words for a message; "" for a Chinese one."""
    characters = _RUN.sub(" ", characters) if _RUN.search(characters) else characters
    signs = Counter(characters)
    scripts = _scripts(signs)
    scripts["numbers"] = sum(1 for _ in _NUMBER.finditer(characters))
    chinese, other = scripts["Chinese"], scripts["Japanese kana"] + scripts["Korean"]
    if chinese >= FEWEST * scripts.total() and other <= KANA * chinese:
        return _garbled(signs)
    if _in_lines(characters) >= max(MANY, other / 2):
        return _garbled(signs)
    name, number = max(scripts.items(), key=lambda item: (item[1] * (item[0] != "Chinese" or not other), item[0]))
    share = _share(number, scripts.total())
    return (
        f"is no Chinese text: {share} of its letters and numbers are {name}, {_share(chinese, scripts.total())} Chinese"
    )


def noise(characters: str) -> float:
    """How many stray signs there are to a Chinese character, 0 where they are too few to tell.

    A stray sign is a Latin letter or two, a sign of programs or a character that could not be decoded, alone between
    Chinese characters, as a scan's recognition leaves them, or a Chinese character that is rare.

    >>> noise("我国部队没有开火"), round(noise("我国x部~队没t有|开火，我\\ufffd国l部队没有开火"), 2)
    (0.0, 0.38)
    """
    han = _han(Counter(characters))
    rare = sum(number for sign, number in han.items() if not _is_common(sign))
    stray = rare + sum(1 for _ in _STRAY.finditer(characters))
    return stray / sum(han.values()) if stray >= STRAY_SIGNS else 0.0


def is_traditional(characters: str) -> bool:
    """Whether so many characters are traditional that the text is.

    >>> is_traditional("請將本函作為文件分發"), is_traditional("请将本函作为文件分发，陶喆")
    (True, False)
    """
    han = _han(Counter(characters))
    only = sum(number for sign, number in han.items() if _only_traditional(sign))
    return only > TRADITIONAL * sum(han.values())


def simplified(characters: str) -> str:
    """The text in simplified characters, each in its place: a line that would grow or shrink is taken sign by sign.

    >>> simplified("乾隆年間，乾旱嚴重")
    '乾隆年间，干旱严重'
    """
    convert = _converter()
    lines = characters.splitlines(keepends=True)
    return "".join(_in_place(line, convert(line)) or "".join(map(_sign, line)) for line in lines)


def with_simplified_lines(characters: str) -> str:
    """The text with those of its lines in simplified characters that are in traditional ones, as a page's notices are.

    >>> with_simplified_lines("甲国部队越过边界。\\n維基文庫，自由的圖書館").splitlines()
    ['甲国部队越过边界。', '维基文库，自由的图书馆']
    """
    traditional = {sign for sign in set(characters) if not sign.isascii() and _only_traditional(sign)}
    if not traditional:
        return characters
    return "".join(
        simplified(line) if len(line) > NAME and not traditional.isdisjoint(line) and is_traditional(line) else line
        for line in characters.splitlines(keepends=True)
    )


def narrowed(characters: str) -> str:
    """The text with the wide letters and the wide signs of document symbols as narrow ones, each in its place.

    >>> narrowed("Ｓ／ＲＥＳ／９９０１（１９９５）号，甲／乙（丙）")
    'S/RES/9901(1995)号，甲／乙（丙）'
    """
    if not _WIDE.search(characters):
        return characters
    return _WIDE_SYMBOL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), characters)


def simplified_sign(sign: str) -> str:
    """A character as a simplified text has it, whatever stands around it.

    >>> simplified_sign("國"), simplified_sign("国"), simplified_sign("a")
    ('国', '国', 'a')
    """
    return _sign(sign) if not sign.isascii() and _only_traditional(sign) else sign


@cache
def _converter() -> Callable[[str], str]:
    import opencc  # loads its tables, which few documents need

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@cache
def _sign(sign: str) -> str:
    return _in_place(sign, _converter()(sign)) or sign


def _in_place(before: str, after: str) -> str:
    return after if len(before) == len(after) else ""


def _han(signs: Mapping[str, int]) -> dict[str, int]:
    """The Chinese characters, with how many there are of each."""
    return {sign: number for sign, number in signs.items() if _script(sign) == "Chinese"}


def _scripts(signs: Mapping[str, int]) -> Counter[str]:
    """How many letters are of each script."""
    found: Counter[str] = Counter()
    for sign, number in signs.items():
        if sign.isalpha():
            found[_script(sign)] += number
    return found


@cache
def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return next((script for start, script in SCRIPTS.items() if name.startswith(start)), "other scripts")


def _in_lines(characters: str) -> int:
    """How many Chinese characters stand in lines of Chinese."""
    found = 0
    for line in characters.splitlines():
        scripts = _scripts(Counter(line))
        chinese, other = scripts["Chinese"], scripts["Japanese kana"] + scripts["Korean"]
        if LETTERS * chinese >= scripts.total() - chinese and other <= KANA * chinese:
            found += chinese
    return found


def _garbled(signs: Mapping[str, int]) -> str:
    """What a text is whose Chinese characters are rare ones."""
    han = _han(signs)
    common = sum(number for sign, number in han.items() if _is_common(sign))
    if common >= COMMON * sum(han.values()):
        return ""
    rare = _share(sum(han.values()) - common, sum(han.values()))
    return f"holds characters that no Chinese text is made of ({rare} are rare ones), so it was read or saved wrongly"


@cache
def _is_common(sign: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5."""
    simple, full = sign.encode("gb2312", "ignore"), sign.encode("big5", "ignore")
    return b"\xb0" <= simple[:1] <= b"\xd7" or b"\xa4" <= full[:1] <= b"\xc6"


@cache
def _only_traditional(sign: str) -> bool:
    return not sign.encode("gb2312", "ignore") and bool(sign.encode("big5", "ignore")) and _script(sign) == "Chinese"


def _share(number: int, of: int) -> str:
    return f"{100 * number / of:.0f}%" if of else "none"
