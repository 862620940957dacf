"""Scripts: what is a Chinese text, which characters it is in, and the simplified ones in the places of traditional."""

from __future__ import annotations

import pytest

from kg.structure.script import foreign, is_traditional, simplified

CHINESE = "甲国代表谨随函转递外交部长的信，请将本函作为安全理事会文件分发为荷。\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("代表：John Smith, Mary Jones, Peter Brown, Ángel García.\n请分发。", "many Latin names, little else"),
        (CHINESE * 4 + "The Permanent Mission presents its compliments. " * 300, "a long annex in English"),
        (CHINESE * 4 + "Постоянное представительство свидетельствует своё уважение. " * 200, "one in Russian"),
        ("甲国", "two characters"),
        (CHINESE + "1999 12 33 45 88 1200 33 45 " * 20, "a table"),
        ("甲國代表團聲明，軍隊已經撤離。", "traditional characters"),
        (CHINESE * 9 + "会谈由アジア局主持。", "a name in kana"),
    ],
)
def test_chinese_texts(words, why):
    assert not foreign(words), why


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("中国\n" + "The letter was circulated to all members. " * 20, "Latin"),
        ("国際連合安全保障理事会決議を遵守する。\n外務省\n", "Japanese kana"),
        ("決議の履行について報告する。軍は撤退した。\n" * 40, "Japanese kana"),
        ("甲國 상임대표가 의장에게 보낸 서한", "Korean"),
        ("Γράμμα του μόνιμου αντιπροσώπου", "Greek"),
    ],
)
def test_other_texts_are_named_by_their_script(words, said):
    assert said in foreign(words)


@pytest.mark.parametrize(
    ("words", "traditional"),
    [
        ("請將本函作為安全理事會文件分發。", True),
        ("甲國部隊", True),
        ("乾隆年间，丁汝昌著书于此，於姓后人犹存。", False),
        ("朱镕基、陶喆、王珺出席了会议，“國”字从口，会议于下午结束，各国代表发了言。", False),
    ],
)
def test_only_a_text_in_traditional_characters_is_one(words, traditional):
    assert is_traditional(words) is traditional


def test_every_simplified_character_stands_in_the_place_of_its_traditional_one():
    words = "乾隆年間，乾旱嚴重；\r\n頭髮與發生，以後的皇后。\u2028𠀀瞭解瞭望\n"
    made = simplified(words)
    assert made == "乾隆年间，干旱严重；\r\n头发与发生，以后的皇后。\u2028𠀀了解瞭望\n"
    assert len(made) == len(words)
