"""Persons' verdicts: kept in Turtle, never contradicting each other, found again after a rebuild."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.small import fill
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import LexiconError, StoreError, VerdictError
from kg.graph.export.formats import shorten
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import EVENT_TYPE, ID, LKG
from kg.occurrences.graph import refresh
from kg.occurrences.verdicts import Verdict, apply, judge, read_verdicts, write_verdicts

ATTACK = str(ID["event/S-1999-1/attack-1"])
RAID = str(ID["event/S-PV.1/attack-1"])
BLOCKADE = str(ID["event/S-PV.1/blockade"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "out")


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store(folder) as store:
        yield store


def verdict(one: str = ATTACK, two: str = RAID, said: str = "different", note: str = "") -> Verdict:
    return Verdict(pair=(one, two), verdict=said, judge="A. Reader", note=note)


def test_a_file_keeps_every_word_and_the_same_bytes(store: Store, tmp_path: Path) -> None:
    known = judge(Statements(store), verdict(note='两夜 "two" nights\n'), ())
    known = judge(Statements(store), verdict(ATTACK, BLOCKADE, "same"), known)
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    write_verdicts(first, known)
    assert read_verdicts(first) == known
    write_verdicts(second, reversed(known))
    assert first.read_bytes() == second.read_bytes()


def test_a_verdict_is_anchored_in_the_text(store: Store) -> None:
    (one,) = judge(Statements(store), verdict(RAID, ATTACK), ())
    assert one.pair == (ATTACK, RAID)
    assert [(anchor.thing, anchor.type, anchor.start, anchor.end) for anchor in one.anchors] == [
        (ATTACK, "ArmedAttack", 31, 72),
        (RAID, "ArmedAttack", 40, 69),
    ]


def test_a_later_verdict_takes_the_place_of_an_earlier(store: Store) -> None:
    known = judge(Statements(store), verdict(said="same"), ())
    (one,) = judge(Statements(store), verdict(said="different", note="no"), known)
    assert (one.verdict, one.note) == ("different", "no")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (verdict(ATTACK, str(ID["event/nowhere"])), "event/nowhere is no event, person or place of this store"),
        (verdict(ATTACK, str(ID["actor/a"])), "actor/a is no event, person or place of this store"),
        (verdict(ATTACK, ATTACK), "named twice"),
        (verdict(said="perhaps"), "'perhaps' is no verdict; write same or different"),
    ],
)
def test_what_is_no_verdict(store: Store, given: Verdict, message: str) -> None:
    with pytest.raises(VerdictError, match=message):
        judge(Statements(store), given, ())


def test_verdicts_do_not_contradict(store: Store) -> None:
    known = judge(Statements(store), verdict(ATTACK, RAID, "same"), ())
    known = judge(Statements(store), verdict(RAID, BLOCKADE, "same"), known)
    with pytest.raises(VerdictError, match="are judged different, but other verdicts join them"):
        judge(Statements(store), verdict(ATTACK, BLOCKADE, "different"), known)


def rename(store: Store, old: str, new: str) -> None:
    """What a rebuild by new rules does to an event: another IRI, the same words."""
    quads = list(store.inner.quads_for_pattern(ox.NamedNode(old), None, None, None))
    quads += store.inner.quads_for_pattern(None, None, ox.NamedNode(old), None)
    for quad in quads:
        store.inner.remove(quad)
        subject = ox.NamedNode(new) if quad.subject.value == old else quad.subject
        thing = ox.NamedNode(new) if getattr(quad.object, "value", "") == old else quad.object
        store.inner.add(ox.Quad(subject, quad.predicate, thing, quad.graph_name))


def test_an_account_is_found_again_where_it_stood(store: Store) -> None:
    known = judge(Statements(store), verdict(), ())
    rename(store, RAID, str(ID["event/S-PV.1/renamed"]))
    links, lost = apply(known, Statements(store))
    assert lost == ()
    assert [(one.pair, one.verdict, one.judge) for one in links] == [
        ((ATTACK, str(ID["event/S-PV.1/renamed"])), "different", "A. Reader")
    ]


def test_a_verdict_that_cannot_be_applied_is_told(store: Store) -> None:
    known = judge(Statements(store), verdict(), ())
    graph = ox.NamedNode(str(ID["document/S-PV.1"]))
    kind = ox.NamedNode(str(LKG.eventType))
    store.inner.remove(ox.Quad(ox.NamedNode(RAID), kind, ox.NamedNode(str(EVENT_TYPE["ArmedAttack"])), graph))
    links, lost = apply(known, Statements(store))
    assert links == ()
    assert [(one.thing, one.reason) for one in lost] == [(RAID, "no event of its type where it stood")]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("<x> a <", LexiconError, r"verdicts.ttl: line 1: not Turtle"),
        (f"<urn:v> a <{LKG.OccurrenceVerdict}> .", VerdictError, "urn:v: needs two lkg:account"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    path = tmp_path / "verdicts.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        read_verdicts(path)


def test_no_file_is_no_verdicts(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path / "verdicts.ttl") == ()


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "verdicts.ttl").mkdir()
    with pytest.raises(StoreError, match="not written"):
        write_verdicts(tmp_path / "verdicts.ttl", ())
    assert [path.name for path in tmp_path.iterdir()] == ["verdicts.ttl"]


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words])
    return done.exit_code, done.output


def test_judging_from_the_command_line(folder: Path) -> None:
    said = ("--verdict", "same", "--by", "A. Reader", "--note", "one night", "--out", str(folder))
    status, output = run("judge", "id:event/S-1999-1/attack-1", "id:event/S-PV.1/attack-1", *said)
    assert status == 0, output
    assert f"{folder / 'verdicts.ttl'}: 1 verdicts" in output
    status, output = run("judge", "--all", "--out", str(folder))
    assert status == 0
    assert "same  by A. Reader\n  one night\n" in output
    with Store(folder, read_only=True) as store:
        assert Statements(store).lookup.objects(ATTACK, LKG.sameOccurrenceAs) == [RAID]


def test_a_judge_is_told_who_would_join_what_one_speaker_tells_apart(tmp_path: Path) -> None:
    letter = "2003年3月9日塞浦路斯常驻联合国代表给秘书长的信\n\n"
    told = (f"2003年3月4日，土耳其军队炮击了{town}，打死3名塞浦路斯士兵。" for town in ("帕福斯", "利马索尔"))
    (tmp_path / "a.txt").write_text(letter + "".join(told) + "\n", encoding="utf-8")
    out = str(tmp_path / "out")
    assert run("build", str(tmp_path / "a.txt"), "--model", "none", "--out", out)[0] == 0
    with Store(tmp_path / "out", read_only=True) as store:
        one, two = sorted(Statements(store).lookup.subjects(LKG.eventType, str(EVENT_TYPE["ArmedAttack"])))
    status, output = run("judge", one, two, "--verdict", "same", "--by", "A. Reader", "--out", out)
    assert status == 0
    assert f"listed as doubtful: it would join {shorten(one)} and {shorten(two)}, which a speaker" in output
    assert "doubtful  by A. Reader" in run("judge", "--out", out)[1]


def test_a_verdict_survives_a_rebuild(folder: Path) -> None:
    said = ("--verdict", "same", "--by", "A. Reader", "--out", str(folder))
    assert run("judge", ATTACK, RAID, *said)[0] == 0
    shutil.rmtree(folder / "store")
    (folder / "records.sqlite3").unlink()
    with Store(fill(folder)) as store:
        assert refresh(store, read_verdicts(folder / "verdicts.ttl")) == ()
        assert Statements(store).lookup.objects(ATTACK, LKG.sameOccurrenceAs) == [RAID]


def test_a_build_reads_the_verdicts_and_tells_those_it_cannot_apply(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "2001年2月3日甲国常驻联合国代表给秘书长的信\n\n本文件仅供测试。\n", encoding="utf-8"
    )
    gone = Verdict(pair=(str(ID["event/x/1"]), str(ID["event/x/2"])), verdict="same", judge="A. Reader")
    write_verdicts(tmp_path / "mine.ttl", [gone])
    words = ("build", str(tmp_path / "in"), "--model", "none", "--out", str(tmp_path / "out"))
    status, output = run(*words, "--verdicts", str(tmp_path / "mine.ttl"))
    assert f"verdict on {ID['event/x/1']} not applied: no event of its type where it stood" in output
    assert "## Verdicts that cannot be applied" in (tmp_path / "out" / "report.md").read_text("utf-8")
    assert status == 0
    (tmp_path / "mine.ttl").write_text("no turtle", encoding="utf-8")
    status, output = run(*words, "--verdicts", str(tmp_path / "mine.ttl"))
    assert (status, "mine.ttl: line 1: not Turtle" in output) == (1, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("0123456789ab", "--verdict", "same", "--by", "A"), "'0123456789ab' is no pair of this store"),
        (("0123456789ab", "--verdict", "same"), "write `kg judge PAIR --verdict same|different --by NAME`"),
        (
            ("id:event/x", "id:event/y", "--verdict", "same", "--by", "A"),
            "event/x is no event, person or place of this store",
        ),
    ],
)
def test_a_wrong_request_writes_nothing(folder: Path, words: tuple[str, ...], message: str) -> None:
    status, output = run("judge", *words, "--out", str(folder))
    assert (status, message in output) == (2, True), output
    assert not (folder / "verdicts.ttl").exists()


def test_judging_where_nothing_is_built(tmp_path: Path) -> None:
    status, output = run("judge", "--out", str(tmp_path))
    assert status == 1
    assert "no graph here yet" in output
