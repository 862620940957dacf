"""The numbers that word processors print before paragraphs without their standing in the text."""

from __future__ import annotations

from collections.abc import Callable

from cn2an import an2cn

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ZERO, DIGITS = "〇", "〇一二三四五六七八九"
LONGEST = 9  # digits
MOST = 9_999  # no document has a list as long; roman numbers end below


def number(words: str | None, otherwise: int) -> int:
    """The number that a file gives in figures, or else another.

    >>> number("12", 1), number("1.5", 1), number(None, 1)
    (12, 1, 1)
    """
    return int(words) if words and words.isdecimal() and len(words) <= LONGEST else otherwise


def letters(number: int) -> str:
    """As word processors count with letters: after z come aa, bb, cc.

    >>> letters(3), letters(28)
    ('c', 'bb')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """As a Roman number, in small letters.

    >>> roman(1994)
    'mcmxciv'
    """
    found = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


def chinese(number: int) -> str:
    """As a Chinese number.

    >>> chinese(12), chinese(105)
    ('十二', '一百零五')
    """
    return str(an2cn(number))


def legal(number: int) -> str:
    """As a Chinese number in the signs that cannot be forged.

    >>> legal(12)
    '壹拾贰'
    """
    return str(an2cn(number, "up"))


def digits(number: int) -> str:
    """As Chinese digits.

    >>> digits(105)
    '一〇五'
    """
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _row(signs: str) -> Callable[[int], str]:
    """Counts along a row of signs, and goes on with figures."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _block(first: str, last: int) -> Callable[[int], str]:
    """Counts along a block of Unicode from its first sign, as far as it goes, and goes on with figures."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": str, "decimalHalfWidth": str, "decimalFullWidth2": str,
    "lowerLetter": letters, "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman, "upperRoman": lambda number: roman(number).upper(),
    "chineseCounting": chinese, "chineseCountingThousand": chinese, "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese, "japaneseCounting": chinese, "koreanCounting": chinese,
    "chineseLegalSimplified": legal, "ideographLegalTraditional": legal,
    "ideographDigital": digits, "taiwaneseDigital": digits, "japaneseDigitalTenThousand": digits,
    "ideographTraditional": _row(STEMS), "ideographZodiac": _row(BRANCHES),
    "decimalEnclosedCircle": _block("①", 20), "decimalEnclosedCircleChinese": _block("①", 20),
    "decimalEnclosedParen": _block("⑴", 20), "decimalEnclosedFullstop": _block("⒈", 20),
    "ideographEnclosedCircle": _block("㊀", 10),
}  # fmt: skip
"""By the names that WordprocessingML gives them (ST_NumberFormat)."""
SILENT = frozenset({"bullet", "none"})


def numeral(number: int, format_: str) -> str:
    """The number in a format; figures in one that is not known or for a number that it does not reach."""
    if format_ in SILENT:
        return ""
    return FORMATS.get(format_, str)(number) if 1 <= number <= MOST else str(number)


SAMPLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
}  # fmt: skip
"""By the first sign of the row that OpenDocument names a format by."""
