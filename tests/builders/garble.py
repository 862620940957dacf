"""Hostile documents, made of the specimens and of the rules' own examples: bytes, characters, paragraphs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from random import Random

from builders.extraction import LETTER, RECORD
from builders.places import ROOT
from kg.resources import shipped

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-7",
    "shift-jis",
    "utf-32",
)
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\ufe0f"
)
COMBINING = "\u0300\u0301\u0338\u20dd\u3099\u0e31\U0001d165\U000e0100"
DIGITS = "０９٣७๔𝟗²①Ⅻ㈠㊀〇零廿卅兩億萬½％‰"
SIGNS = "·•・‧∙⋅･「」『』《》〈〉“”‘’\"'()（）［］【】—－–-…、，。；：？！,.;:?!|`*_~#<>\\/&"
BREAKS = ("\n", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "\u2029", "\n\n\n", "\t", "\u3000", "\u00a0")
ENTITIES = ("&nbsp;", "&#12288;", "&#0;", "&#xD800;", "&#x110000;", "&amp;lt;", "&NotEqualTilde;", "&#8221;", "&quot;")
WORDS = (
    "主席（以英语发言）：", "托尔先生（甲国）（以英语发言）：", "外交部长", "附件", "签名", "安全理事会",
    "第242(1967)号决议",
    "1999年2月30日", "99999年13月", "公元前5年", "昨天", "同日", "上个月", "S/1999/1", "A/54/", "S/PV.0", "第二条",
    "第99999999999999999999条",
    "打死", "至少数百人", "9" * 400 + "人", "一亿零五", "所谓的“共和国”", "注释：1", "[1]",
    "[x](javascript:1)", "<script>",
    "{body}", "<sup>3</sup>",
    "甲国", "乙国", "双方", "该国", "他", "据报", "否认", "谴责", "http://a/%zz", "http://[::", "第—号", "和",
    "、", "的",
)  # fmt: skip


@cache
def texts() -> tuple[str, ...]:
    """The specimens, and a letter and a record with the placeholders' states."""
    read = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "specimens").glob("*.*")))
    letter = LETTER.format(body="".join(examples()[:20]))
    record = RECORD.format(**dict(zip(("first", "second", "third"), examples()[20:23], strict=True)))
    return (*read, letter, record)


@cache
def examples() -> tuple[str, ...]:
    """The examples and counter-examples of all shipped rules, each as a sentence."""
    found = set()
    for path in (shipped("ontology") / "rules").rglob("*.ttl"):
        for words in re.findall(r'xample ((?:"(?:[^"\\]|\\.)*"(?:@\w+)? ?,? ?)+)', path.read_text(encoding="utf-8")):
            found |= {f"{one}。" for one in re.findall(r'"([^"\\]+)"', words)}
    return tuple(sorted(found))


def broken_bytes(dice: Random) -> bytes:
    """A file's content that may be no text at all, or text in an encoding that was broken on the way."""
    if dice.random() < 0.15:
        return dice.randbytes(dice.choice((0, 1, 2, 3, 10, 100, 3000)))
    content = excerpt(dice).encode(dice.choice(ENCODINGS), errors="replace")
    for _ in range(dice.choice((0, 1, 1, 2, 5, 30))):
        content = dice.choice(_BYTES)(content, dice)
    return content


def _cut(content: bytes, dice: Random) -> bytes:
    return content[: dice.randint(0, len(content))]


def _flip(content: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(content))
    return content[:at] + dice.randbytes(1) + content[at + 1 :]


def _put(content: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(content))
    junk = (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x1b[2J", b"\x1a")
    return content[:at] + dice.choice((*junk, dice.randbytes(4))) * dice.choice((1, 1, 20)) + content[at:]


def _mark(content: bytes, dice: Random) -> bytes:
    return dice.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"%PDF-", b"PK\x03\x04", b"\xff\xfe\0\0")) + content


def _join(content: bytes, dice: Random) -> bytes:
    return content + excerpt(dice).encode(dice.choice(ENCODINGS), errors="replace")


_BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (_cut, _flip, _flip, _put, _mark, _join)


def excerpt(dice: Random) -> str:
    """A stretch of one of the texts, at most some 1,500 characters, mostly from its beginning."""
    text = dice.choice(texts())
    start = dice.choice((0, 0, 0, dice.randint(0, len(text))))
    return text[start : start + dice.randint(50, 1500)]


def any_character(dice: Random, surrogates: bool = False) -> str:
    """A character from anywhere in Unicode, most often from where trouble comes from."""
    pool = dice.choice(("all", "all", "private", INVISIBLE, COMBINING, DIGITS, SIGNS, "control"))
    if pool == "all":
        character = chr(dice.randint(0, dice.choice((0xFF, 0xFFFF, sys.maxunicode))))
    elif pool == "private":
        character = chr(dice.choice((0xE000, 0xF8FF, 0xFFFE, 0xFDD0, 0x1FFFF, 0xF0000, 0x10FFFD, 0xFFFD, 0x2FF0)))
    else:
        character = chr(dice.randint(1, 0x9F)) if pool == "control" else dice.choice(pool)
    return character if surrogates or not 0xD800 <= ord(character) < 0xE000 else "\ufffd"


def strange_text(dice: Random) -> str:
    """A text in which characters of all of Unicode stand between and in place of its own."""
    characters = list(excerpt(dice)) or [" "]
    if dice.random() < 0.1:
        characters = [chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in characters]
    for _ in range(dice.choice((1, 3, 10, 50, len(characters)))):
        at = dice.randrange(len(characters))
        new = any_character(dice) * dice.choice((1, 1, 1, 2, 30))
        characters[at] = dice.choice((new, new, characters[at] + new, new + characters[at], dice.choice(ENTITIES)))
    return "".join(characters)


def strange_name(dice: Random) -> str:
    """A file's name of characters from all of Unicode."""
    made = "".join(any_character(dice) for _ in range(dice.randint(1, 12))).translate({0: None, ord("/"): None})
    return f"{made[:40]}.txt"


def shuffled(dice: Random) -> str:
    """A text whose paragraphs, sentences, heads and brackets stand where they should not."""
    pieces = re.split(r"(?<=[\n。，：；])", dice.choice(texts()) if dice.random() < 0.7 else excerpt(dice))
    pieces += [f"{one}\n" for one in dice.choices(examples(), k=dice.choice((0, 5, 30)))]
    for _ in range(dice.choice((1, 3, 10, 40))):
        at, other = dice.randrange(len(pieces)), dice.randrange(len(pieces))
        change = dice.randrange(9)
        if change == 0:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif change == 1:
            pieces[at] = pieces[at][: dice.randint(0, len(pieces[at]))]
        elif change == 2:
            pieces[at] *= dice.choice((2, 2, 5, 20))
        elif change == 3:
            dice.shuffle(pieces) if dice.random() < 0.1 else pieces.insert(at, pieces[other])
        elif change == 4:
            pieces[at] = "".join(dice.sample(pieces[at], len(pieces[at])))
        elif change == 5:
            opening, closing = dice.choice(("“”", "‘’", "《》", "（）", "()", "[]", "“’", "》《", "「」"))
            pieces[at] = opening * dice.randint(0, 9) + pieces[at] + closing * dice.randint(0, 9)
        elif change == 6:
            place = dice.randint(0, len(pieces[at]))
            pieces[at] = pieces[at][:place] + dice.choice(WORDS) * dice.choice((1, 1, 3)) + pieces[at][place:]
        elif change == 7:
            pieces[at] = pieces[at].replace(dice.choice("。，：（）年月日的、"), dice.choice((*BREAKS, *SIGNS, "")))
        else:
            pieces[at] = dice.choice(BREAKS) + " " * dice.randint(0, 30) + pieces[at]
    return "".join(pieces)[:16_000]
