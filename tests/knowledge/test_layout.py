"""The layout rules: each keeps to its examples, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.knowledge.layout import Layout, load_layout
from kg.resources import shipped

RULES = shipped("ontology") / "rules"
HEAD = (
    "@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix rule: <https://w3id.org/letterkg/rule/> .\n"
    "rule:{name} a lkg:LayoutRule ; lkg:pattern {pattern} ; lkg:example {example} ; lkg:counterExample {counter} .\n"
)


def write(folder: Path, name: str, pattern: str, example: str = '"甲"', counter: str = '"乙"') -> Path:
    folder.mkdir(exist_ok=True)
    words = HEAD.format(name=name, pattern=pattern, example=example, counter=counter)
    (folder / f"{name}.ttl").write_text(words, encoding="utf-8")
    return folder


def test_every_rule_keeps_to_its_examples() -> None:
    assert [str(complaint) for complaint in load_layout(RULES).check()] == []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ('"(甲"', "pattern"),
        ('"{no-such-rule}"', "no-such-rule"),
        ('"{broken}"', "stands for itself"),
    ],
)
def test_a_broken_rule_is_named(tmp_path: Path, pattern: str, said: str) -> None:
    with pytest.raises(LexiconError, match=said) as raised:
        load_layout(write(tmp_path / "rules", "broken", pattern))
    assert (raised.value.path.name, raised.value.entry) == ("broken.ttl", "broken")


@pytest.mark.parametrize(
    ("example", "counter", "said"),
    [('"丙"', '"乙"', "does not match its example"), ('"甲"', '"甲乙"', "matches its counter-example")],
)
def test_a_rule_that_breaks_its_word(tmp_path: Path, example: str, counter: str, said: str) -> None:
    layout = load_layout(write(tmp_path / "rules", "some", '"甲"', example, counter))
    assert [said in complaint.what for complaint in layout.check()] == [True]


def test_a_rule_in_braces_stands_for_its_patterns(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", "inner", '"甲" , "丙"')
    layout = load_layout(write(folder, "outer", '"在{inner}国"', '"在丙国"', '"在乙国"'))
    assert list(layout.check()) == []


def test_a_later_folder_comes_before_an_earlier_one(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", "some", '"甲"'), write(tmp_path / "b", "some", '"乙"')
    layout: Layout = load_layout(first, second)
    assert layout.match("some", "乙国")
    assert not layout.match("some", "甲国")
