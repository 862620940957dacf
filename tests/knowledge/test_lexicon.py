"""The lexicon: what it holds, how files extend each other, and what it says of a mistake."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.knowledge.lexicon import Lexicon, fold, load_lexicon
from kg.knowledge.territories import territories
from kg.model.mention import Kind
from kg.pipeline.lexicon_check import check
from kg.pipeline.unknown_names import unknown
from kg.resources import shipped

HEAD = """@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix actor: <https://w3id.org/letterkg/id/actor/> .
@prefix place: <https://w3id.org/letterkg/id/place/> .
@prefix agreement: <https://w3id.org/letterkg/id/agreement/> .
@prefix rule: <https://w3id.org/letterkg/rule/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def folder(path: Path, turtle: str) -> Path:
    (path / "own.ttl").write_text(HEAD + turtle, encoding="utf-8")
    return path


NAMES = [
    ("阿塞拜疆", ["actor/azerbaijan"], "a state from CLDR"),
    ("阿塞拜疆共和国", ["actor/azerbaijan"], "its official name from Turtle"),
    ("伊朗伊斯兰共和国", ["actor/iran"], "a form that only UN documents use"),
    ("蒂尔基耶", ["actor/turkiye"], "a new name beside the old"),
    ("香港", ["place/hong-kong"], "a territory is a place"),
    ("安理会", ["actor/security-council"], "a short form"),
    ("纳戈尔诺－卡拉巴赫", ["place/nagorno-karabakh", "actor/artsakh"], "a wide hyphen; a name of two things"),
    ("Kalbajar", ["place/kalbajar"], "Latin letters"),
    ("《联合国宪章》", ["agreement/un-charter"], "a title in its brackets"),
    ("秘书长", ["actor/secretary-general", "post/secretary-general-of-a-body"], "an office holder and a post"),
    ("世界", [], "CLDR's world is no name"),
    ("未知地区", [], "nor is its unknown region"),
    ("欧元区", [], "nor its euro area"),
]


@pytest.mark.parametrize(("name", "keys", "why"), NAMES, ids=[case[2] for case in NAMES])
def test_names(lexicon: Lexicon, name: str, keys: list[str], why: str) -> None:
    assert [entry.key for entry in lexicon.find(name)] == keys, why


def test_every_member_state_and_no_more() -> None:
    assert sum(t.is_state for t in territories()) == 193


def test_statements_of_the_same_name_have_their_own_dates(lexicon: Lexicon) -> None:
    days = {entry.key.rpartition("/")[2]: entry.dates for entry in lexicon.find("三方声明")}
    assert len(days) >= 3
    assert days["trilateral-statement-2020-11"] == (datetime.date(2020, 11, 9), datetime.date(2020, 11, 10))


def test_fold_keeps_length() -> None:
    text = "甲－乙（丙）•１２ＡＢ—丁"
    assert fold(text) == "甲-乙(丙)·12AB-丁"
    assert len(fold(text)) == len(text)


def test_references_and_schemes(lexicon: Lexicon) -> None:
    kinds = {e.agreement_kind for e in lexicon.entries.values() if e.kind is Kind.AGREEMENT}
    types = {e.place_type for e in lexicon.entries.values() if e.kind is Kind.PLACE}
    assert None not in kinds
    assert None not in types
    schemes = "".join(path.read_text("utf-8") for path in (shipped("ontology") / "schemes").glob("*.ttl"))
    assert [kind for kind in kinds if f'skos:notation "{kind}"' not in schemes] == []
    assert [kind for kind in types if f'skos:notation "{kind}"' not in schemes] == []


def test_a_folder_adds_names_and_entries(tmp_path: Path, lexicon: Lexicon) -> None:
    own = folder(tmp_path, 'actor:azerbaijan a lkg:State ; skos:altLabel "火之国"@zh .\n'
        'place:own a lkg:Place ; skos:prefLabel "庚镇"@zh ; lkg:within actor:armenia .\n')  # fmt: skip
    laid = load_lexicon(own)
    assert [e.key for e in laid.find("火之国")] == ["actor/azerbaijan"]
    assert laid.find("庚镇")[0].within == "actor/armenia"
    assert laid.find("阿塞拜疆") and laid.entries["actor/azerbaijan"].name == "阿塞拜疆"
    assert laid.version != lexicon.version
    assert load_lexicon(own).version == laid.version


def test_a_later_preferred_name_keeps_the_earlier_one(tmp_path: Path) -> None:
    laid = load_lexicon(folder(tmp_path, 'actor:turkiye a lkg:State ; skos:prefLabel "蒂尔基耶"@zh .'))
    assert laid.entries["actor/turkiye"].name == "蒂尔基耶"
    assert [e.key for e in laid.find("土耳其")] == ["actor/turkiye"]


def test_a_form_that_one_side_uses(tmp_path: Path) -> None:
    laid = load_lexicon(folder(tmp_path, 'place:x a lkg:Place ; skos:prefLabel "辛城"@zh ; skosxl:altLabel place:x-b .'
        'place:x-b a skosxl:Label ; skosxl:literalForm "壬城"@zh ; lkg:usedBy actor:armenia .'))  # fmt: skip
    assert laid.find("壬城")[0].used_by == (("壬城", "zh", "actor/armenia"),)


WRONG = [
    ('actor:x a lkg:State ; skos:prefLabel "庚国" .', "language", "a label without language"),
    ('actor:x a lkg:Sate ; skos:prefLabel "庚国"@zh .', "lkg:State", "an unknown class"),
    ("actor:x a lkg:State .", "prefLabel", "an entry without a name"),
    ('actor:x a lkg:State skos:prefLabel "庚国"@zh .', "line", "Turtle that cannot be read"),
    ('agreement:x a lkg:Agreement ; skos:prefLabel "庚约"@zh ; lkg:dateSigned "9.11.2020" .', "date", "no date"),
    ('rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "(" .', "pattern", "a broken expression"),
    ('rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "{foo}" .', "unknown {foo}", "an unknown slot"),
    ('rule:x a lkg:NamePattern ; lkg:yields lkg:Thing ; lkg:pattern "庚" .', "yields", "an unknown kind"),
    ("rule:x a lkg:NamePattern ; lkg:yields lkg:Place .", "lkg:pattern", "a pattern without a pattern"),
    ('actor:x a lkg:Place ; skos:prefLabel "庚"@zh .', "two characters", "a name of one character"),
    ('actor:x a lkg:Place ; skos:prefLabel "庚镇"@zh ; lkg:whithin actor:armenia .', "whithin", "a misspelt property"),
    ('actor:x a lkg:Place ; skos:prefLabel "庚镇"@zh ; lkg:within actor:nowhere .', "nowhere", "an unknown whole"),
    ('<http://x.org/y> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "does not begin with", "an IRI of another base"),
    ('rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "庚+镇" ; lkg:example "辛镇" ; '
     'lkg:counterExample "庚庚镇" .', "example", "examples that say otherwise"),
    ('actor:x a lkg:Place ; skos:prefLabel ""@zh .', "is empty", "an empty label"),
    ('actor:x a lkg:Place ; skos:prefLabel "庚镇"@zh ; skos:altLabel " "@en .', "is empty", "a label of blanks"),
    (f'actor:x a lkg:Place ; skos:prefLabel "{"庚" * 1_000_000}"@zh .', "1,000,000 characters", "an endless label"),
    ('actor: a lkg:Place ; skos:prefLabel "庚镇"@zh .', "no IRI of an entry", "an IRI without a name"),
    ('<https://w3id.org/letterkg/id/place/x#y> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "no IRI", "one with a mark"),
    ('<https://w3id.org/letterkg/id/place/..> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "no IRI", "one that leads up"),
    ('<https://w3id.org/letterkg/id/place/a\u202eb> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "no IRI",
     "hidden signs"),
    ('<http://a/%zz> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "own.ttl: line", "an escape that is none"),
    ('<http://a/\ue000> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "own.ttl: line", "private use in an IRI"),
    ('<http://a/\\u0020b> a lkg:Place ; skos:prefLabel "庚镇"@zh .', "own.ttl: line", "a blank in an IRI"),
    *(
        (f'{name}:x a lkg:{kind} ; lkg:pattern "庚" ; lkg:yields lkg:Place ; lkg:priority {priority} .',
     "priority", why)
        for name, kind in (("rule", "NamePattern"), ("rule", "PatternPart"))
        for priority, why in (('"7"', "words for a priority"), ("1.5", "a fraction"), ("true", "a truth"), ("1e3",
     "a float"),
                              ("1, 2", "two"), ("lkg:Place", "a thing"), ("9" * 5000, "a number without end"))
    ),
    ('rule:a a lkg:PatternPart ; lkg:pattern "{a}" . rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; '
     'lkg:pattern "{a}" .', "names itself: a → a", "a part within itself"),
    ('rule:a a lkg:PatternPart ; lkg:pattern "{b}庚" . rule:b a lkg:PatternPart ; lkg:pattern "{a}{a}" . '
     'rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "{b}" .', "names itself: b → a → b",
     "two in a ring"),
    ("".join(f'rule:p{chr(97 + n)} a lkg:PatternPart ; lkg:pattern "{{p{chr(98 + n)}}}{{p{chr(98 + n)}}}" . '
             for n in range(24)) + 'rule:py a lkg:PatternPart ; lkg:pattern "庚" . '
     'rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "{pa}" .', "characters long", "parts that double"),
    ('rule:a a lkg:LayoutRule ; lkg:pattern "{b}" ; lkg:example "庚" . '
     'rule:b a lkg:LayoutRule ; lkg:pattern "{a}" .', "itself", "lines in a ring"),
    (f'rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "{"(" * 9000}庚{")" * 9000}" .', "pattern",
     "depth"),
    ('rule:x a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "庚{99999999999999999999}" .', "pattern",
     "a number"),
]  # fmt: skip


@pytest.mark.usefixtures("few_rules_here")
@pytest.mark.parametrize(("turtle", "says", "why"), WRONG, ids=[case[2] for case in WRONG])
def test_check_names_the_mistake(tmp_path: Path, turtle: str, says: str, why: str) -> None:
    complaints = check(folder(tmp_path, turtle))
    assert complaints, why
    assert all(isinstance(c, LexiconError) and says in str(c) for c in complaints), [str(c) for c in complaints]


def test_loading_raises_for_what_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"own\.ttl.*language"):
        load_lexicon(folder(tmp_path, 'actor:x a lkg:State ; skos:prefLabel "庚国" .'))


def test_the_shipped_lexicon_is_sound() -> None:
    """Each entry, all references, every example, and all that the shapes ask: nothing else tries all of it."""
    assert [str(complaint) for complaint in check()] == []


def test_unknown_names_are_stubs_that_load(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "塔尔加夫村遭到炮击。\n\n塔尔加夫村没有目标。\n\n阿塞拜疆沉默。", encoding="utf-8"
    )
    stubs = unknown([tmp_path / "letter.txt"])
    assert "塔尔加夫村" in stubs
    assert "阿塞拜疆" not in "".join(line for line in stubs.splitlines() if not line.startswith("#"))
    own = tmp_path / "own"
    own.mkdir()
    (own / "stubs.ttl").write_text(stubs, encoding="utf-8")
    assert [e.kind for e in load_lexicon(own).find("塔尔加夫村")] == [Kind.PLACE]
    assert "塔尔加夫村" not in unknown([tmp_path / "letter.txt"], [own])
