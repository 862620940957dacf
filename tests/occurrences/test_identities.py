"""Persons and places under two names: offered as a pair, judged by a person, never merged by a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.namespace import OWL
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import LexiconError, VerdictError
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID
from kg.occurrences.identities import check_identity_rules, load_identity_rules
from kg.occurrences.pairs import identities
from kg.occurrences.verdicts import Verdict, judge, read_verdicts
from kg.pipeline.documents import build
from kg.resources import shipped

LETTER = """  1995年3月2日厄瓜多尔常驻联合国代表给安全理事会主席的信

 2月22日，秘鲁部队炮击了我国的哨所。

 请将本函作为安全理事会文件分发为荷。

常驻代表

大使

埃斯特万·帕雷德斯(签名)
"""
RECORD = """S/PV.9990
安全理事会
第五十年
第9990次会议
1995年3月8日星期三上午10时30分举行
纽约
临时逐字记录
上午10时30分开会。

帕雷德斯先生（厄瓜多尔）（以西班牙语发言）：秘鲁部队炮击了我国的哨所。

帕雷德斯先生（秘鲁）（以西班牙语发言）：秘鲁没有开火。

上午11时散会。
"""
FULL, OF_ECUADOR = str(ID["actor/埃斯特万·帕雷德斯"]), str(ID["actor/ecuador/帕雷德斯-delegate"])
OF_PERU = str(ID["actor/peru/帕雷德斯-delegate"])


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "record.txt").write_text(RECORD, encoding="utf-8")
    return folder


@pytest.fixture
def out(inputs: Path, tmp_path: Path) -> Path:
    build([inputs], tmp_path / "out")
    return tmp_path / "out"


def offered(out: Path, verdict: str = "doubtful") -> list[tuple[str, ...]]:
    with Store(out, read_only=True) as store:
        return [tuple(sorted(one.entity for one in pair.entities)) for pair in identities(store, verdict)]


def test_a_surname_in_a_record_is_offered_beside_the_full_name_of_its_state(out: Path) -> None:
    pairs = offered(out)
    assert tuple(sorted((FULL, OF_ECUADOR))) in pairs
    assert tuple(sorted((FULL, OF_PERU))) not in pairs
    assert tuple(sorted((OF_ECUADOR, OF_PERU))) not in pairs  # one record names both
    with Store(out, read_only=True) as store:
        assert Statements(store).lookup.objects(FULL, OWL.sameAs) == []


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words])
    return done.exit_code, done.output


def test_a_verdict_holds_when_all_is_built_again(inputs: Path, out: Path) -> None:
    said = ("--verdict", "same", "--by", "A. Reader", "--out", str(out))
    status, output = run("judge", FULL, OF_ECUADOR, *said)
    assert status == 0, output
    build([inputs], out, force=True)
    assert offered(out, "same") == [tuple(sorted((FULL, OF_ECUADOR)))]
    assert tuple(sorted((FULL, OF_ECUADOR))) not in offered(out)
    with Store(out, read_only=True) as store:
        assert Statements(store).lookup.objects(FULL, OWL.sameAs) == [OF_ECUADOR]
    status, output = run("judge", "--all", "--out", str(out))
    assert status == 0
    assert "埃斯特万·帕雷德斯, 厄瓜多尔常驻联合国代表; " in output
    assert "same  by A. Reader" in output


def test_an_entity_is_found_again_where_it_stands_written(inputs: Path, out: Path) -> None:
    status, output = run("judge", FULL, OF_ECUADOR, "--verdict", "same", "--by", "A. Reader", "--out", str(out))
    assert status == 0, output
    path = out / "verdicts.ttl"
    before = str(ID["actor/一个旧名"])
    path.write_text(
        path.read_text(encoding="utf-8").replace("actor\\/埃斯特万·帕雷德斯", "actor\\/一个旧名").replace(FULL, before)
    )
    assert {before, OF_ECUADOR} == {thing for one in read_verdicts(path) for thing in one.pair}
    built = build([inputs], out, force=True)
    assert built.lost == ()
    assert offered(out, "same") == [tuple(sorted((FULL, OF_ECUADOR)))]


def test_two_of_different_kinds_are_not_judged(out: Path) -> None:
    with Store(out, read_only=True) as store:
        event = next(iter(Statements(store).events())).event
        with pytest.raises(VerdictError, match="judge two of a kind"):
            judge(Statements(store), Verdict(pair=(FULL, event), verdict="same", judge="A. Reader"), ())


def test_the_shipped_rules_keep_their_examples() -> None:
    assert list(check_identity_rules(shipped("ontology") / "rules")) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('lkg:ofClass lkg:Person ; lkg:onName "alike"', "lkg:onName 'alike' is unknown; write equal, part, spelling"),
        ('lkg:ofClass lkg:Person ; lkg:onSide "same"', "give lkg:onName"),
    ],
)
def test_a_rule_that_is_wrong_is_told(tmp_path: Path, said: str, message: str) -> None:
    prefixes = "@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix rule: <https://w3id.org/letterkg/rule/> ."
    (tmp_path / "rules.ttl").write_text(f"{prefixes}\nrule:x a lkg:IdentityRule ; {said} .", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_identity_rules(tmp_path)
