"""Counts: value, bound and unit, and what is no count."""

import pytest
from builders.spans import check_spans
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF

from kg.errors import LexiconError
from kg.knowledge.turtle import read_turtle
from kg.knowledge.units import load_units
from kg.mentions.counts import find_counts
from kg.namespaces import LKG
from kg.resources import shipped

# text, surface, number, bound, unit
FOUND = [
    ("一人死亡", "一人", 1, "exact", "人"),
    ("两名平民", "两名", 2, "exact", "名"),
    ("一百零五人", "一百零五人", 105, "exact", "人"),
    ("两万五千名", "两万五千名", 25000, "exact", "名"),
    ("33人", "33人", 33, "exact", "人"),
    ("１２０名", "１２０名", 120, "exact", "名"),
    ("3 412枚地雷", "3 412枚", 3412, "exact", "枚"),
    ("1,300名", "1,300名", 1300, "exact", "名"),
    ("人口约为23万，", "约为23万", 230000, "about", ""),
    ("1.5万人", "1.5万人", 15000, "exact", "人"),
    ("数千人", "数千人", 1000, "at_least", "人"),
    ("数十万枚", "数十万枚", 100000, "at_least", "枚"),
    ("几十名", "几十名", 10, "at_least", "名"),
    ("上百名", "上百名", 100, "at_least", "名"),
    ("数千平民", "数千", 1000, "at_least", ""),
    ("数以千计的平民", "数以千计", 1000, "at_least", ""),
    ("成千上万人", "成千上万人", 1000, "at_least", "人"),
    ("十几人", "十几人", 10, "more_than", "人"),
    ("80多人受伤", "80多人", 80, "more_than", "人"),
    ("三百余名", "三百余名", 300, "more_than", "名"),
    ("百余人", "百余人", 100, "more_than", "人"),
    ("20多万人", "20多万人", 200000, "more_than", "人"),
    ("至少九名", "至少九名", 9, "at_least", "名"),
    ("至少有九名", "至少有九名", 9, "at_least", "名"),
    ("100人以上", "100人以上", 100, "at_least", "人"),
    ("3至5名", "3至5名", 3, "at_least", "名"),
    ("超过400名", "超过400名", 400, "more_than", "名"),
    ("多达60人", "多达60人", 60, "about", "人"),
    ("约3000名公民", "约3000名", 3000, "about", "名"),
    ("近300人", "近300人", 300, "about", "人"),
    ("200人左右", "200人左右", 200, "about", "人"),
    ("七八名士兵", "七八名", 7, "about", "名"),
    ("不到200人", "不到200人", 200, "at_most", "人"),
    ("不足200名", "不足200名", 200, "at_most", "名"),
    ("少于200名", "少于200名", 200, "at_most", "名"),
    ("不少于200名", "不少于200名", 200, "at_least", "名"),
    ("未超过200名", "未超过200名", 200, "at_most", "名"),
    ("至多200人", "至多200人", 200, "at_most", "人"),
    ("死亡人数达97，", "97", 97, "exact", ""),
    ("二百四十万零六千人", "二百四十万零六千人", 2406000, "exact", "人"),
    ("三万零五十人", "三万零五十人", 30050, "exact", "人"),
    ("240万6千人", "240万6千人", 2406000, "exact", "人"),
    ("3\u202f412人", "3\u202f412人", 3412, "exact", "人"),
    ("７８，０００人", "７８，０００人", 78000, "exact", "人"),
    ("17死", "17", 17, "exact", ""),
    ("约60平方公里", "约60平方公里", 60, "about", "平方公里"),
    ("5名3至12岁的儿童", "5名", 5, "exact", "名"),
]


@pytest.mark.parametrize(("text", "surface", "number", "bound", "unit"), FOUND)
def test_finds(text, surface, number, bound, unit):
    (count,) = find_counts(text)
    assert (count.surface, count.value.number, count.value.bound, count.value.unit) == (surface, number, bound, unit)


NONE = [
    ("2019年3月5日", "date"),
    ("1981-1984年", "years"),
    ("3月12-14日", "range of days"),
    ("第51条和第五十一条", "article"),
    ("第 7 段", "ordinal set off by a blank"),
    ("第822(1993)、853(1993)号决议", "resolution numbers"),
    ("S/2019/342", "symbol"),
    ("第九六四二次会议", "number of a meeting"),
    ("59%和百分之五十", "percentage"),
    ("三分之一", "fraction"),
    ("15岁", "age"),
    ("44天战争，近30年，数十年，19个月", "durations"),
    ("一起努力，一次性，万一，千方百计，十分", "words made of numerals"),
    ("一个代表团，一项协议", "the article"),
    ("同一人，每一名", "distributive and identity"),
    ("双方和三方", "words of participation"),
]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[why for _, why in NONE])
def test_what_is_no_count(text, why):
    assert find_counts(text) == (), why


def test_several_counts_in_order():
    assert [c.value.number for c in find_counts("死亡12人，其中包括3名儿童和2名妇女")] == [12, 3, 2]


def test_what_a_unit_counts():
    assert [c.value.counts for c in find_counts("7名，3人，9起，40枚，20公里")] == [
        "people",
        "persons",
        "cases",
        "things",
        "measure",
    ]


def units():
    graph = read_turtle(shipped("ontology") / "rules" / "mentions" / "units.ttl")
    return [(graph, node) for node in sorted(graph.subjects(RDF.type, LKG.Unit))]


@pytest.mark.parametrize(("graph", "node"), units(), ids=[str(n).rsplit("/", 1)[-1] for _, n in units()])
def test_each_unit_finds_its_examples_and_none_of_its_counter_examples(graph, node):
    kind = str(graph.value(node, LKG.counts))
    examples, counter = list(graph.objects(node, LKG.example)), list(graph.objects(node, LKG.counterExample))
    assert examples
    assert counter
    for example in examples:
        assert [c.value.counts for c in find_counts(str(example))] == [kind], example
    for example in counter:
        assert kind not in [c.value.counts for c in find_counts(str(example))], example


def test_a_unit_of_an_own_file(tmp_path):
    path = tmp_path / "units.ttl"
    head = "@prefix lkg: <https://w3id.org/letterkg/ns#> .\n@prefix rule: <https://w3id.org/letterkg/rule/> .\n"
    path.write_text(head + 'rule:u a lkg:Unit ; lkg:counts "people" ; lkg:pattern "口(?!径)" .', encoding="utf-8")
    assert [c.value.unit for c in find_counts("7口人，9名", units=path)] == ["口"]
    path.write_text(head + 'rule:u a lkg:Unit ; lkg:pattern "口" .', encoding="utf-8")
    with pytest.raises(LexiconError, match="counts"):
        load_units.__wrapped__(path)
    path.write_text(head + 'rule:u a lkg:Unit ; lkg:counts "people" ; lkg:pattern "口(" .', encoding="utf-8")
    with pytest.raises(LexiconError, match="pattern"):
        load_units.__wrapped__(path)


@given(st.integers(min_value=2, max_value=9_999_999))
def test_any_number_is_read_back(number):
    assert [c.value.number for c in find_counts(f"共{number}人")] == [number]
    assert [c.value.number for c in find_counts(f"共{number:,}人")] == [number]
    assert [c.value.number for c in find_counts(f"共{number:,}人".replace(",", " "))] == [number]


COUNT_LIKE = st.text(alphabet="0123456789０一二两十百千万数几多余约至少近人名枚个年月日第号%以上，。 .-甲", max_size=40)


@given(st.one_of(st.text(max_size=60), COUNT_LIKE))
def test_spans_lie_in_the_text_and_do_not_overlap(text):
    counts = find_counts(text)
    check_spans(text, counts)
    assert all(count.value.number >= 0 for count in counts)
