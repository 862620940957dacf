"""The world's states and regions with their Chinese and English names, from the Unicode CLDR through Babel."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex
from babel import Locale

# Codes of no territory, or of one whose entry the lexicon writes itself: organizations, tests, disputed territories.
# fmt: off
LEFT_OUT = frozenset({
    "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "PS", "XK", "TW", "HK", "MO", "VA", "EH", "001", "017", "021", "057",
    "202",
})
# Territories that are not states: parts and dependencies of states, or without a people of their own.
NOT_STATES = frozenset({
    "AC", "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CP", "CW", "CX", "DG", "EA", "FK",
    "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HM", "IC", "IM", "IO", "JE", "KY", "MF", "MP", "MQ", "MS",
    "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TA", "TC", "TF", "TK", "UM", "VG", "VI",
    "WF", "YT",
})
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory of CLDR: its ISO 3166-1 (or UN M49) code, names, and whether it is a state."""

    code: str
    zh: str
    en: str
    is_state: bool

    @property
    def slug(self) -> str:
        """The English name as the last step of an IRI.

        >>> Territory(code="AZ", zh="", en="Azerbaijan", is_state=True).slug
        'azerbaijan'
        """
        return slug(self.en)


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens.

    >>> slug("Côte d’Ivoire"), slug("Myanmar (Burma)"), slug("Antigua & Barbuda")
    ('cote-divoire', 'myanmar', 'antigua-and-barbuda')
    """
    bare = regex.sub(r"\(.*\)|['’.]", "", name.replace("&", " and "))
    ascii_only = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return "-".join(regex.findall(r"[a-z0-9]+", ascii_only.lower()))


def territories() -> Iterator[Territory]:
    """Every state and region that CLDR names in Chinese and English, by code."""
    zh, en = Locale("zh").territories, Locale("en").territories
    for code in sorted(zh):
        if code not in LEFT_OUT and code in en:
            is_state = len(code) == 2 and code not in NOT_STATES
            yield Territory(code=code, zh=zh[code], en=en[code], is_state=is_state)
