"""The numbers that Chinese and Arabic numerals write."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 40
"""No numeral has more characters: what has more is no number that somebody means, and Python may refuse to read it."""
_DIGITS = str.maketrans("〇○一二三四五六七八九", "00123456789")
_TENS = str.maketrans({"廿": "二十", "卅": "三十", "两": "二"})
PARAGRAPH_NUMBER = "^[〇一二三四五六七八九十百]{1,4}、(?![〇一二三四五六七八九十])"
"""The expression of a numeral with which a paragraph is numbered, at its beginning."""


@lru_cache(maxsize=4096)
def number(numeral: str) -> int:
    """The whole number that a numeral writes, as 一百零五, 两千三 or 105; raises ValueError for what is none.

    >>> number("一百零五")
    105
    """
    if len(numeral) > LONGEST:
        raise ValueError(f"a numeral of {len(numeral)} characters")
    import cn2an  # takes long to import, and not every command reads numerals

    try:
        return int(cn2an.cn2an(numeral, "smart"))
    except (KeyError, IndexError, OverflowError) as error:
        raise ValueError(numeral) from error


def date_number(numeral: str) -> int:
    """The number that a numeral of a date writes; years and others without 十 are read digit by digit.

    >>> date_number("二〇一九"), date_number("一九五○"), date_number("二十七")
    (2019, 1950, 27)
    """
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    digits = numeral.translate(_DIGITS)
    return int(digits) if digits.isdigit() and digits.isascii() else number(numeral.translate(_TENS))
