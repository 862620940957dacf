"""Pieces of text from which sentences full of names are made at random."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = st.sampled_from([
    "甲国", "乙国", "丁市", "外交部长", "杰隆·巴尔托夫", "先生", "（签名）", "《", "》", "第822（1993）号决议", "，",
    "。", "2099年1月2日", "至少3名", "的", "和", "三方声明", "S/2099/1", "武装部队", "Xyz", "·", "“", "”", "联合国",
    "秘书长", "\n", " ",
])  # fmt: skip
