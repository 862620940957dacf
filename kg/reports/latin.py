"""What English pages write for names and times that the documents have in Chinese alone."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache

from rdflib import SKOS, URIRef
from rdflib.namespace import ORG

from kg.graph.lookup import Lookup
from kg.knowledge.wording import Wording
from kg.namespaces import LKG
from kg.resources import shipped

SPELLED = ("Person", "Place")
"""What has a name of its own that can be spelled; all else is told by its kind."""
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[^\W\d_][\w .,'’()/-]*")


def latin_name(lookup: Lookup, thing: str, wording: Wording) -> str:
    """A thing's English name; without one its only name in Latin script, else its kind or pinyin, beside the Chinese.

    Of several names in Latin script none is chosen: each may be one side's.
    """
    name = lookup.name(thing, wording.language)
    if not _CHINESE.search(name):
        return name
    also = [one for one in lookup.objects(thing, SKOS.altLabel) if _LATIN.fullmatch(one) and not _CHINESE.search(one)]
    written = also[0] if len(also) == 1 else in_english(name) or _told(lookup, thing, name, wording)
    return wording.say("name_and_chinese", name=written, chinese=name)


def _told(lookup: Lookup, thing: str, name: str, wording: Wording) -> str:
    """The pinyin of a person's or a place's name; of who is named by a post, and of anything else, kind and whose."""
    classes = lookup.classes(thing)
    for post in lookup.subjects(URIRef(ORG.member), thing):
        for body in lookup.objects(post, URIRef(ORG.organization)):
            titles = lookup.objects(post, LKG.postTitle)
            if any(name == lookup.name(body, "zh") + title for title in titles):
                return wording.say("office_holder", owner=lookup.name(body, wording.language))
    if any(kind in SPELLED for kind in classes):
        return pinyin(name)
    kind = wording.term(next((one for one in classes if one != "Actor"), "Actor"))
    owners = [lookup.name(owner, wording.language) for owner in lookup.objects(thing, LKG.belongsTo)]
    if len(owners) == 1 and not _CHINESE.search(owners[0]):
        return wording.say("kind_of", kind=kind, owner=owners[0])
    return kind


def in_english(words: str) -> str:
    """A time or a number in a fixed Chinese form as English writes it; "" for other words.

    >>> in_english("上午10时05分"), in_english("第2732（2024）号决议"), in_english("昨天")
    ('10.05 a.m.', 'resolution 2732 (2024)', '')
    """
    plain = unicodedata.normalize("NFKC", words).replace(" ", "")
    for chinese, english in _forms():
        if match := chinese.fullmatch(plain):
            return match.expand(english)
    return ""


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    forms = tomllib.loads((shipped("templates") / "latin.toml").read_text(encoding="utf-8"))["forms"]
    return tuple((re.compile(form["chinese"]), form["english"]) for form in forms)


@cache
def pinyin(words: str) -> str:
    """Words in pinyin without tones, each part of a name as one word; a Chinese spelling, no original one.

    >>> pinyin("米罗斯拉夫·延恰"), pinyin("新拉钦公路")
    ('Miluosilafu Yanqia', 'Xinlaqingonglu')
    """
    from pypinyin import lazy_pinyin  # it loads a large table that no other page needs

    parts = re.split(r"[·•・\s]+", words)
    return " ".join("".join(lazy_pinyin(part, v_to_u=True)).capitalize() for part in parts if part)
