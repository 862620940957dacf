"""Builds with a stub for the extraction: what is skipped, replaced, refused and left alone."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from builders.bench import StubExtractor, check, reading_bench, stub_bench
from builders.long import beyond
from builders.places import ROOT
from rdflib import URIRef

import kg.graph.export.formats
import kg.pipeline.builder
import kg.pipeline.documents
import kg.pipeline.summary
import kg.pipeline.waiting
from kg.errors import LexiconError, SourceError, StoreError
from kg.graph.export.escapes import visible
from kg.graph.results import Report
from kg.graph.store import Store
from kg.namespaces import ID, LKG
from kg.pipeline.bench import Bench
from kg.pipeline.documents import build
from kg.pipeline.gathering import gather
from kg.pipeline.summary import Status


@pytest.fixture
def bench():
    return stub_bench()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def write(folder, **documents):
    for name, text in documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def statuses(result):
    return {outcome.path.stem: str(outcome.status) for outcome in result.outcomes}


def graphs(out):
    with Store(out, read_only=True) as store:
        return [graph.rpartition("/")[2] for graph in store.graphs() if "/document/" in graph]


def text_of(out, name):
    with Store(out, read_only=True) as store:
        return str(store.graph(f"{ID}document/{name}").value(URIRef(f"{ID}document/{name}"), LKG.sourceText))


def test_unchanged_documents_are_skipped_and_changed_ones_replaced(folder, out, bench):
    write(folder, one="D1 甲国", two="D2 乙国")
    assert statuses(build([folder], out, factory=lambda: bench)) == {"one": "built", "two": "built"}
    write(folder, two="D2 丙国")
    bench.extractor.extracted.clear()
    assert statuses(build([folder], out, factory=lambda: bench)) == {"one": "unchanged", "two": "built"}
    assert bench.extractor.extracted == ["two.txt"]
    assert text_of(out, "D2") == "D2 丙国"


def test_another_lexicon_or_base_or_shapes_or_force_builds_again(folder, out, bench):
    write(folder, one="D1 甲国")
    build([folder], out, factory=lambda: bench)
    other = Bench(StubExtractor(version="lexicon-2"), check)
    assert statuses(build([folder], out, factory=lambda: other)) == {"one": "built"}
    assert statuses(build([folder], out, factory=lambda: other)) == {"one": "unchanged"}
    assert statuses(build([folder], out, factory=lambda: other, force=True)) == {"one": "built"}
    stricter = Bench(StubExtractor(version="lexicon-2"), check, shapes_version="shapes-2")
    assert statuses(build([folder], out, factory=lambda: stricter)) == {"one": "built"}
    moved = Bench(StubExtractor(version="lexicon-2", base="https://example.org/"), check)
    assert statuses(build([folder], out, factory=lambda: moved)) == {"one": "built"}
    with Store(out, read_only=True) as store:
        assert store.graphs() == ["https://example.org/document/D1", "https://example.org/graph/disputes"]


def test_a_failure_stops_nobody_and_leaves_the_old_graph(folder, out, bench):
    write(folder, a="D1 甲国", b="D2 乙国", c="D3 丙国")
    build([folder], out, factory=lambda: bench)
    write(folder, a="D1 除以零", b="D2 不可读", c="D3 改", d="D4 除以零")
    result = build([folder], out, factory=lambda: bench)
    assert statuses(result) == {"a": "failed", "b": "failed", "c": "built", "d": "failed"}
    assert not result.ok
    assert text_of(out, "D1") == "D1 甲国"
    assert graphs(out) == ["D1", "D2", "D3"]
    messages = {outcome.path.stem: outcome.message for outcome in result.failed}
    assert "ZeroDivisionError" in messages["a"]
    assert "bench.py:" in messages["a"]
    assert messages["b"].endswith("is not readable by the stub")
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "Traceback" in report
    assert "return 1 // 0" in report
    assert "is not readable by the stub" in report


def test_a_file_that_nobody_can_decode_is_reported(folder, out, bench):
    write(folder, good="D1 甲国")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 40)
    assert statuses(build([folder], out, factory=lambda: bench)) == {"bad": "failed", "good": "built"}


def test_documents_of_other_formats_are_named_with_what_to_do(folder, out, bench):
    write(folder, good="D1 甲国")
    (folder / "letter.RTF").write_bytes(b"{\\rtf1")
    (folder / "table.csv").write_text("a", encoding="utf-8")
    result = build([folder], out, factory=lambda: bench)
    assert result.ok
    assert [(outcome.path.name, outcome.graphs) for outcome in result.unread] == [("letter.RTF", ()), ("table.csv", ())]
    assert "letter.RTF: is an RTF document, which is not read; open it in a word processor" in result.unread[0].message
    assert "## Not read\n\n- " in (out / "report.md").read_text(encoding="utf-8")


def test_a_folder_of_nothing_but_other_formats_says_so(folder, out, bench):
    (folder / "letter.doc").write_bytes(b"PK")
    with pytest.raises(SourceError, match=r"holds no file that can be read, but 1 that are not: .*letter.doc"):
        build([folder], out, factory=lambda: bench)


def test_two_files_with_one_iri_are_told_and_the_first_is_kept(folder, out, bench):
    write(folder, a="D1 甲国", b="D1 乙国")
    for _ in range(2):
        result = build([folder], out, factory=lambda: bench)
        assert result.failed[0].path.stem == "b"
        assert str(folder / "a.txt") in result.failed[0].message
        assert text_of(out, "D1") == "D1 甲国"


def test_a_file_does_not_take_the_iri_of_one_built_before(folder, out, bench):
    write(folder, b="D1 乙国")
    build([folder], out, factory=lambda: bench)
    write(folder, a="D1 甲国")
    assert statuses(build([folder], out, factory=lambda: bench)) == {"a": "failed", "b": "unchanged"}
    (folder / "b.txt").unlink()
    assert statuses(build([folder], out, factory=lambda: bench)) == {"a": "built"}
    assert text_of(out, "D1") == "D1 甲国"


def test_a_renamed_folder_changes_nothing(folder, out, bench):
    write(folder, a="D1 甲国")
    build([folder], out, factory=lambda: bench)
    moved = folder.rename(folder.with_name("moved"))
    assert statuses(build([moved], out, factory=lambda: bench)) == {"a": "unchanged"}


def test_a_file_whose_iri_changes_leaves_no_old_graph_behind(folder, out, bench):
    write(folder, a="D1 甲国")
    build([folder], out, factory=lambda: bench)
    write(folder, a="D2 甲国")
    build([folder], out, factory=lambda: bench)
    assert graphs(out) == ["D2"]


def test_two_files_that_change_places(folder, out, bench):
    write(folder, a="D1 甲国", b="D2 乙国")
    build([folder], out, factory=lambda: bench)
    write(folder, a="D2 乙国", b="D1 甲国")
    build([folder], out, factory=lambda: bench)
    assert graphs(out) == ["D1", "D2"]


def test_a_document_taken_out_of_the_folder_stays(folder, out, bench):
    write(folder, a="D1 甲国", b="D2 乙国")
    build([folder], out, factory=lambda: bench)
    (folder / "b.txt").unlink()
    build([folder], out, factory=lambda: bench)
    assert graphs(out) == ["D1", "D2"]


def test_same_bytes_whatever_the_order_and_the_jobs(folder, tmp_path, bench):
    write(folder, **{f"n{i}": f"D{i} {'等待' if i == 0 else '甲国'} 问题" for i in range(7)})
    files = sorted(folder.iterdir())
    made = []
    for number, (paths, jobs) in enumerate([([folder], 1), (files[::-1], 1), ([*files[3:], *files], 2)]):
        out = tmp_path / f"out{number}"
        build(paths, out, factory=stub_bench, jobs=jobs)
        made.append([(out / name).read_bytes() for name in ("graph.trig", "graph.ttl", "report.md")])
    assert made[0] == made[1] == made[2]
    assert made[0][0].count(b"lkg:fileName") == 7
    build([folder], tmp_path / "out0", factory=stub_bench, force=True)
    assert (tmp_path / "out0" / "graph.trig").read_bytes() == made[0][0]


def test_a_dying_worker_takes_only_its_document_along(folder, out):
    write(folder, a="D1 甲国", b="D2 崩溃", c="D3 丙国", d="D4 丁市")
    result = build([folder], out, factory=stub_bench, jobs=2)
    assert statuses(result) == {"a": "built", "b": "failed", "c": "built", "d": "built"}
    assert "worker process died" in result.failed[0].message


def test_violations_are_stored_reported_and_remembered(folder, out, bench):
    write(folder, a="D1 违规 问题")
    for status in (Status.BUILT, Status.UNCHANGED):
        result = build([folder], out, factory=lambda: bench)
        assert result.outcomes[0].status is status
        assert (result.violations, result.ok) == (1, False)
        report = (out / "report.md").read_text(encoding="utf-8")
        assert "| Violation | 甲国违规 |" in report
        assert "缺少主张者 / no claimant" in report
        assert "| odd-word | 问\\|题 | 7–9 | an odd word |" in report
    assert dict(result.summary.problems) == {"odd-word": 1}
    assert dict(result.summary.counts)["documents"] == 1


def test_a_full_disk_leaves_the_old_files_intact(folder, out, bench, monkeypatch):
    write(folder, a="D1 甲国")
    build([folder], out, factory=lambda: bench)
    before = (out / "graph.trig").read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(folder, a="D1 乙国")
    with monkeypatch.context() as patch:
        patch.setattr(kg.files.os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            build([folder], out, factory=lambda: bench)
    assert (out / "graph.trig").read_bytes() == before
    assert sorted(path.name for path in out.iterdir()) == [
        "graph.trig", "graph.ttl", "records.sqlite3", "report.md", "store",
    ]  # fmt: skip
    build([folder], out, factory=lambda: bench)
    assert "乙国" in (out / "graph.trig").read_text(encoding="utf-8")


def test_progress_counts_every_file(folder, out, bench):
    write(folder, a="D1 甲国", b="D2 除以零")
    seen = []
    build([folder], out, factory=lambda: bench, progress=lambda outcome, total: seen.append((outcome.path.stem, total)))
    assert seen == [("a", 2), ("b", 2)]


def test_gather_takes_texts_below_folders_and_files_by_name(folder):
    write(folder, b="x", a="x")
    (folder / "sub").mkdir()
    for name in ("sub/c.MD", "sub/d.rtf", "e.html"):
        (folder / name).write_text("x", encoding="utf-8")
    names = [path.name for path in gather([folder, folder / "a.txt", folder / "e.html"]).files]
    assert names == ["a.txt", "b.txt", "e.html", "c.MD"]


def test_outputs_and_hidden_folders_are_no_documents(folder, bench):
    write(folder, a="D1 甲国")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("D9", encoding="utf-8")
    for _ in range(2):
        assert list(statuses(build([folder], folder / "out", factory=lambda: bench))) == ["a", ".git"]


def test_a_dot_in_the_path_to_the_folder_hides_nothing(tmp_path):
    (tmp_path / ".cache").mkdir()
    write(tmp_path / ".cache", a="x")
    assert len(gather([tmp_path / ".cache"]).files) == 1


@pytest.mark.parametrize("missing", ["nothing-here", "."])
def test_nothing_to_build_is_said(folder, missing):
    with pytest.raises(SourceError, match=r"is not there|holds no"):
        gather([Path(folder) / missing])


def test_a_lexicon_that_cannot_be_used_leaves_no_empty_store(folder, out):
    write(folder, a="D1 甲国")

    def broken():
        raise LexiconError(folder / "x.ttl", "", "not Turtle")

    with pytest.raises(LexiconError):
        build([folder], out, factory=broken)
    assert not out.exists()


def test_a_product_that_is_no_rdf_fails_alone_and_leaves_what_was_stored(folder, out, bench):
    write(folder, a="D1 甲国", b="D2 乙国")
    build([folder], out, factory=lambda: bench)
    write(folder, a="D1 除以零", b="D2 乙国二", c="D3 丙国")
    broken = Bench(StubExtractor(), lambda triples: triples.append(("<urn:a b>", "<urn:c>", "<urn:d>")) or Report(()))
    result = build([folder], out, factory=lambda: broken)
    assert statuses(result) == {"a": "failed", "b": "failed", "c": "failed"}
    assert "fault of the program" in result.failed[1].message
    with Store(out, read_only=True) as store:
        assert [build.file_name for build in store.builds()] == ["a.txt", "b.txt"]
    assert text_of(out, "D2") == "D2 乙国"
    assert statuses(build([folder], out, factory=lambda: bench)) == {"a": "failed", "b": "built", "c": "built"}


def test_a_graph_that_has_no_iri_fails_alone(folder, out, bench):
    write(folder, a="D1", b="D<2> 乙国", c="D3")
    assert statuses(build([folder], out, factory=lambda: bench)) == {"a": "built", "b": "failed", "c": "built"}


@pytest.mark.parametrize("jobs", beyond(1, [1, 2]))
def test_a_recursion_without_end_fails_alone(folder, out, jobs):
    write(folder, a="D1 甲国", b="D2 递归", c="D3 丙国")
    result = build([folder], out, factory=stub_bench, jobs=jobs)
    assert statuses(result) == {"a": "built", "b": "failed", "c": "built"}
    assert "RecursionError" in result.failed[0].message


@pytest.mark.parametrize("jobs", beyond(1, [1, 2]))
def test_file_names_that_are_no_text_and_what_is_no_file_fail_alone_and_by_name(folder, out, jobs):
    for name in ("甲.txt", os.fsdecode(b"\xd0\xc5.txt"), "z\x1b[2J.txt"):
        (folder / name).write_text("D1 甲国" if name == "甲.txt" else "no letter of the Chinese here", encoding="utf-8")
    os.mkfifo(folder / "fifo.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    for _ in range(2):
        result = build([folder], out, factory=reading_bench, jobs=jobs)
        told = [visible(outcome.message).removeprefix(f"{folder}/") for outcome in result.failed]
        assert [message.partition(":")[0] for message in told] == [
            "fifo.txt", "gone.txt", "z\\x1b[2J.txt", "\\udcd0\\udcc5.txt",
        ]  # fmt: skip
        assert "is a FIFO" in told[0]
        assert "is not there" in told[1]
        assert "not UTF-8; rename" in told[3]
        assert len(result.outcomes) == 5
    assert r"\udcd0" in (out / "report.md").read_text(encoding="utf-8")


def test_a_fifo_or_device_by_name_is_refused(folder, out):
    os.mkfifo(folder / "fifo")
    result = build([folder / "fifo", Path("/dev/null")], out, factory=reading_bench)
    assert [words in outcome.message for outcome, words in zip(result.failed, ("device", "FIFO"), strict=True)]


@pytest.mark.parametrize("path", ["x" * 5000, "x/" * 5000, "a\0b"])
def test_a_path_that_cannot_be_is_said(folder, path):
    with pytest.raises(SourceError, match=r"is too long|is not there"):
        gather([folder / path])


def test_a_killed_first_build_of_a_document_leaves_no_row_behind(folder, out, bench):
    write(folder, a="D1 甲国")
    build([folder], out, factory=lambda: bench)
    with closing(sqlite3.connect(out / "records.sqlite3")) as records, records:
        records.execute("INSERT INTO record SELECT 'urn:other', path, 'b.txt', '', 1, 1, 1, '', '[]' FROM record")
    build([folder], out, factory=lambda: bench)
    with Store(out, read_only=True) as store:
        assert [one.file_name for one in store.builds()] == ["a.txt"]


def test_workers_end_with_the_process_that_started_them(tmp_path):
    files = [tmp_path / "a", tmp_path / "b"]
    code = (
        "import sys\nfrom pathlib import Path\nfrom builders.bench import note_and_wait\n"
        "from kg.pipeline.workers import Workers\n"
        "with Workers(str, note_and_wait, str, 2) as workers:\n"
        "    list(workers.map(map(Path, sys.argv[1:]), lambda _: None))"
    )
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, files)], env={**os.environ, "PYTHONPATH": paths}
    ) as started:
        waited(lambda: all(path.exists() and path.read_text() for path in files))
        started.kill()
    waited(lambda: not any(runs(int(path.read_text())) for path in files))


def runs(number):
    """Whether a process of this number is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
    except OSError:
        return not Path("/proc").exists()


def waited(done):
    """Waits until it is done; fails after a minute."""
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("not done within a minute")


def test_a_file_of_two_documents_gives_two_graphs_and_forgets_one_that_is_gone(folder, out, bench):
    write(folder, a="A1 内容\n＝＝\nA2 内容")
    first = build([folder], out, factory=lambda: bench)
    assert (statuses(first), graphs(out)) == ({"a": "built"}, ["A1", "A2"])
    assert statuses(build([folder], out, factory=lambda: bench)) == {"a": "unchanged"}
    write(folder, a="A1 内容\n")
    build([folder], out, factory=lambda: bench)
    assert graphs(out) == ["A1"]


def test_one_of_two_documents_whose_iri_is_anothers_is_told_at_each_build(folder, out, bench):
    write(folder, a="A 内容", b="B 内容\n＝＝\nA 另外")
    for _ in range(2):
        result = build([folder], out, factory=lambda: bench)
        assert (statuses(result)["b"], graphs(out)) == ("failed", ["A", "B"])
        assert "document/A is already that of" in result.failed[0].message


KILLED = """
import os, sys
from pathlib import Path
from builders.bench import stub_bench
from kg.graph.store import Store
from kg.pipeline.documents import build

class Dying:
    def __init__(self, inner):
        self.inner = inner
    def __getattr__(self, name):
        return getattr(self.inner, name)
    def bulk_load(self, data, format, lenient):
        lines = data.splitlines(keepends=True)
        self.inner.load(b"".join(lines[: int(len(lines) * float(sys.argv[3]))]), format=format)
        self.inner.flush()
        os._exit(9)

opened = Store._open
def dying(store, *given):
    opened(store, *given)
    store.inner = Dying(store.inner)
Store._open = dying
build([Path(sys.argv[1])], Path(sys.argv[2]), factory=stub_bench)
"""


@pytest.mark.parametrize("part", beyond(1, [0.5, 0.0, 1.0]))
def test_a_build_killed_while_it_loads_several_documents_builds_them_all_again(folder, out, bench, part):
    write(folder, a="A1 内容\n＝＝\nA2 内容", b="B1 内容")
    build([folder / "b.txt"], out, factory=lambda: bench)
    write(folder, c="C1 内容", d="D1 内容")
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(out), str(part)],
        env={**os.environ, "PYTHONPATH": paths},
        check=False,
    )
    assert done.returncode == 9
    with Store(out) as store:
        assert [graph.rpartition("/")[2] for graph in store.graphs()] == ["B1", "disputes"]
        assert [one.file_name for one in store.builds()] == ["b.txt"]
    assert statuses(build([folder], out, factory=lambda: bench)) == {
        "a": "built", "b": "unchanged", "c": "built", "d": "built",
    }  # fmt: skip
    assert graphs(out) == ["A1", "A2", "B1", "C1", "D1"]
    assert text_of(out, "A2") == "A2 内容"


@pytest.mark.parametrize("bound", [{"GATHERED": 1000}, {"MOST": 4}])
def test_many_documents_are_loaded_some_at_a_time(folder, out, bench, monkeypatch, bound):
    write(folder, **{f"n{number}": f"D{number} 内容" for number in range(9)})
    done, load, link = [], Store.load, kg.pipeline.documents.refresh
    monkeypatch.setattr(Store, "load", lambda store, made, facts: done.append(len(made)) or load(store, made, facts))
    monkeypatch.setattr(kg.pipeline.documents, "refresh", lambda *given: done.append("linked") or link(*given))
    monkeypatch.setattr(kg.pipeline.waiting, "AT_ONCE", 400)
    for name, value in {"LEAST": 1.0, **bound}.items():
        monkeypatch.setattr(kg.pipeline.builder, name, value)
    build([folder], out, factory=lambda: bench)
    loads = [number for number in done if number != "linked"]
    assert sum(loads) == 9
    assert max(loads) < 9
    assert loads[0] == done[0] and loads[1] == done[1], "one load right after the other"
    assert 1 < done.count("linked") < len(loads)
    assert graphs(out) == [f"D{number}" for number in range(9)]
    assert [text_of(out, f"D{number}") for number in range(9)] == [f"D{number} 内容" for number in range(9)]


def test_a_small_store_is_loaded_in_smaller_rounds(folder, out, bench, monkeypatch):
    write(folder, **{f"n{number}": f"D{number} 内容" for number in range(9)})
    done, load = [], Store.load
    monkeypatch.setattr(Store, "load", lambda store, made, facts: done.append(len(made)) or load(store, made, facts))
    for name, value in {"MOST": 5, "FULL": 10, "LEAST": 0.2}.items():
        monkeypatch.setattr(kg.pipeline.builder, name, value)
    build([folder], out, factory=lambda: bench)
    assert done == [1, 1, 1, 2, 3, 1]
    assert graphs(out) == [f"D{number}" for number in range(9)]


def test_a_disk_that_is_full_while_documents_wait_to_be_loaded_is_told(folder, out, bench, monkeypatch):
    write(folder, a="D1 甲国", b="D2 乙国")

    def full(file, words):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    with pytest.raises(StoreError, match="the disk is full"):
        build([folder], out, factory=lambda: bench)
    monkeypatch.undo()
    assert build([folder], out, factory=lambda: bench).ok
    assert graphs(out) == ["D1", "D2"]


def test_a_large_store_is_kept_up_to_date_without_its_outputs_until_they_are_asked_for(
    folder, tmp_path, bench, monkeypatch
):
    small, large = tmp_path / "small", tmp_path / "large"
    write(folder, a="D1 甲国 问题", b="D2 乙国 问题")
    wanted = build([folder], small, factory=lambda: bench)
    assert wanted.outputs == ("graph.trig", "graph.ttl", "report.md")
    build([folder], large, factory=lambda: bench)
    monkeypatch.setattr(kg.pipeline.summary, "LARGEST", 1)
    write(folder, b="D2 丙国 问题")
    result = build([folder], large, factory=lambda: bench)
    assert result.outputs == ("report.md",)
    assert not (large / "graph.trig").exists()
    assert not (large / "graph.ttl").exists()
    report = (large / "report.md").read_text(encoding="utf-8")
    assert "| documents | 2 |" in report
    assert "## Documents of this build" in report
    assert "### b.txt" in report
    assert "### a.txt" not in report
    build([folder], large, factory=lambda: bench, outputs=True)
    build([folder], small, factory=lambda: bench, outputs=True)
    for name in wanted.outputs:
        assert (large / name).read_bytes() == (small / name).read_bytes()


def test_outputs_can_be_left_out_of_a_small_store(folder, out, bench):
    write(folder, a="D1 甲国")
    assert build([folder], out, factory=lambda: bench, outputs=False).outputs == ("report.md",)
    assert build([folder], out, factory=lambda: bench).outputs == ("graph.trig", "graph.ttl", "report.md")


def test_what_is_to_be_told_of_a_document_is_told_again_while_it_does_not_change(folder, out, bench):
    write(folder, a="D1 甲国")
    first = build([folder], out, factory=lambda: bench)
    again = build([folder], out, factory=lambda: bench)
    assert first.notices == again.notices
    assert "gives no claim" in again.notices[0]
    moved = folder.rename(folder.with_name("moved"))
    assert str(moved) in build([moved], out, factory=lambda: bench).notices[0]


def test_what_is_not_kept_of_a_document_is_read_from_its_graph(folder, out, bench):
    write(folder, a="D1 甲国 问题", b="D2 乙国")
    first, report = build([folder], out, factory=lambda: bench), (out / "report.md").read_bytes()
    with Store(out) as store:
        kept = {graph: store.survey(graph) for graph in store.graphs() if "/document/" in graph}
        store.records.execute("DELETE FROM survey")
    assert all(kept.values())
    assert build([folder], out, factory=lambda: bench).notices == first.notices
    with Store(out) as store:
        assert {graph: store.survey(graph) for graph in kept} == kept
    build([folder], out, factory=lambda: bench, outputs=True)
    assert (out / "report.md").read_bytes() == report
