"""A build on a real cluster: the same bytes as without, whichever of its workers are killed.

Those that kill workers take long: a hundred, and those that start or are given up as well.
"""

import json
import os
import random
import signal
import threading
import urllib.request

import pytest
from builders.clusters import broken_bench, other_bench, sent_bench
from builders.commands import call
from builders.long import LONG, long
from builders.places import ROOT

from kg.errors import ClusterError
from kg.pipeline import cluster as module
from kg.pipeline.bench import BenchFactory
from kg.pipeline.cluster import connected
from kg.pipeline.documents import build
from kg.pipeline.summary import Status

KILLS = 100
APART = 14


@pytest.fixture(scope="module")
def client():
    with connected("local:2" if LONG else "local:1") as client:
        yield client


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:03}.txt").write_text(
            f"文件{number}\n慢\n甲国说了第{number}句话，乙国没有回答。\n", encoding="utf-8"
        )
    return folder


def outputs(folder):
    return {name: (folder / name).read_bytes() for name in ("graph.trig", "graph.ttl", "report.md")}


def workers(client):
    """The processes of the workers, of those that are starting too."""
    return [nanny.pid for nanny in list(client.cluster.workers.values()) if nanny.pid]


@long
def test_the_graph_is_that_of_a_build_without_a_cluster(client, tmp_path):
    factory = BenchFactory(lexicon=(ROOT / "specimens" / "lexicon",))
    documents = [ROOT / "specimens"]
    assert build(documents, tmp_path / "alone", factory=factory).ok
    result = build(documents, tmp_path / "cluster", factory=factory, cluster=client)
    assert result.ok
    assert outputs(tmp_path / "cluster") == outputs(tmp_path / "alone")
    again = build(documents, tmp_path / "cluster", factory=factory, cluster=client)
    assert {one.status for one in again.outcomes} == {Status.UNCHANGED, Status.PASSED}


def test_what_is_read_here_is_told_as_without_a_cluster(client, folder, tmp_path):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "odd.txt").write_bytes(b"\xff\xfe\xfd" * 50)
    (folder / "divide.txt").write_text("除以零\n甲国说了一句话，乙国没有回答。\n", encoding="utf-8")
    alone = build([folder], tmp_path / "alone", factory=sent_bench)
    result = build([folder], tmp_path / "cluster", factory=sent_bench, cluster=client)
    assert [(one.path, one.status, one.message) for one in result.outcomes] == [
        (one.path, one.status, one.message) for one in alone.outcomes
    ]
    assert outputs(tmp_path / "cluster")["graph.trig"] == outputs(tmp_path / "alone")["graph.trig"]


class Killer:
    """Kills a worker at a random moment, again and again, but never when one may read what another died with."""

    def __init__(self, client, chance):
        self.client, self.chance = client, chance
        self.since = self.killed = 0
        self.timers = []

    def __call__(self, outcome, number):
        self.since += 1
        if self.since == APART:
            self.since = 0
            self.timers.append(threading.Timer(self.chance.uniform(0, 0.2), self.kill))
            self.timers[-1].start()

    def kill(self):
        if there := workers(self.client):
            os.kill(self.chance.choice(there), signal.SIGKILL)
            self.killed += 1


@long
def test_killed_workers_lose_nothing_and_change_nothing(client, folder, tmp_path):
    build([folder], tmp_path / "alone", factory=sent_bench)
    chance, killed, number = random.Random(20261129), 0, 0
    while killed < KILLS and number < KILLS:
        killer, out = Killer(client, chance), tmp_path / f"out-{number}"
        result = build([folder], out, factory=sent_bench, cluster=client, progress=killer)
        for timer in killer.timers:
            timer.join()
        assert [one.message for one in result.failed] == []
        assert outputs(out) == outputs(tmp_path / "alone")
        killed += killer.killed
        number += 1
    assert killed >= KILLS


@long
def test_workers_that_dask_has_given_up_are_replaced(client, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 30.0)
    for nanny in list(client.cluster.workers.values()):  # as it does itself when one dies while it starts
        client.cluster.sync(nanny.close)
    result = build([folder], tmp_path / "out", factory=sent_bench, cluster=client)
    assert [one.message for one in result.failed] == []


@long
def test_a_document_that_kills_two_workers_is_told_and_left_out(client, folder, tmp_path):
    build([folder], tmp_path / "alone", factory=sent_bench)
    (folder / "015-killer.txt").write_text("杀死\n甲国说了一句话，乙国没有回答。\n", encoding="utf-8")
    before = set(workers(client))
    result = build([folder], tmp_path / "cluster", factory=sent_bench, cluster=client)
    (failed,) = result.failed
    assert failed.path.name == "015-killer.txt" and "the worker process died on it" in failed.message
    assert outputs(tmp_path / "cluster")["graph.trig"] == outputs(tmp_path / "alone")["graph.trig"]
    assert sum(one.status is Status.BUILT for one in result.outcomes) == 30
    assert 1 <= len(before - set(workers(client))) <= 2


@pytest.mark.parametrize(
    ("factory", "why"),
    [(other_bench, r"has other knowledge \(lexicon-2, here lexicon-1\)"), (broken_bench, "OSError: no disk")],
)
def test_workers_that_cannot_do_it_are_told(client, folder, tmp_path, factory, why):
    with pytest.raises(ClusterError, match=why):
        build([folder], tmp_path / "out", factory=factory, cluster=client)
    assert build([folder], tmp_path / "out", factory=sent_bench, cluster=client).ok


@long
def test_progress_is_shown(client, folder, tmp_path):
    counted = []

    def look(outcome, number):
        address = client.dashboard_link.replace("/status", "/json/counts.json")
        with urllib.request.urlopen(address, timeout=30) as page:
            counted.append(json.load(page)["processing"])

    build([folder], tmp_path / "out", factory=sent_bench, cluster=client, progress=look)
    assert max(counted) >= 1
    with urllib.request.urlopen(client.dashboard_link, timeout=30) as page:
        assert page.status == 200


def test_a_scheduler_without_workers_is_told(folder, tmp_path, monkeypatch):
    from distributed import Client, LocalCluster

    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=None) as empty,
        Client(empty, set_as_default=False) as own,
        pytest.raises(ClusterError, match=r"no worker for 0\.5 s; start some with `dask worker"),
    ):
        build([folder], tmp_path / "out", factory=sent_bench, cluster=own)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("local:none", "write how many worker processes"),
        ("local:0", "write how many worker processes"),
        ("http://127.0.0.1", "no address of a scheduler"),
        ("tcp://127.0.0.1:1", "no scheduler answers"),
        ("tcp://127.0.0.1", "no scheduler answers"),
    ],
)
def test_what_is_no_cluster_is_told(address, why, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 1)
    said = call("build", folder, "--out", tmp_path / "out", "--scheduler", address)
    assert (said.exit_code, why in said.output) == (1, True), said.output


def test_jobs_and_a_scheduler_do_not_go_together(folder, tmp_path):
    said = call("build", folder, "--out", tmp_path / "out", "--scheduler", "local:2", "--jobs", "2")
    assert (said.exit_code, "give one of them" in said.output) == (2, True)


@long
def test_a_cluster_that_goes_away_is_told_and_what_was_stored_is_kept(folder, tmp_path):
    done = []
    with connected("local:1") as own:

        def leave(outcome, number):
            done.append(outcome)
            if len(done) == 3:
                own.cluster.close()

        with pytest.raises(ClusterError):
            build([folder], tmp_path / "out", factory=sent_bench, cluster=own, progress=leave)
    build([folder], tmp_path / "alone", factory=sent_bench)
    result = build([folder], tmp_path / "out", factory=sent_bench)
    assert result.ok
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")
