"""Pushes that are killed at random moments: every digest is of a graph that is there whole; the next makes all good.

A few moments in an ordinary run; `LETTERKG_FUZZ=long` tries 100.
"""

import random
import shutil
import time

import pyoxigraph as ox
import pytest
from builders.fake_server import fake_server
from builders.forked import Program
from builders.long import LONG

from kg.graph.store import Store, order
from kg.namespaces import LKG
from kg.remote.sending import digest_of

MOMENTS = 100 if LONG else 2
DIGEST = ox.NamedNode(str(LKG.graphDigest))


@pytest.fixture(scope="module")
def stores(desk, tmp_path_factory):
    """Two stores of the same documents, each of which the other one's documents differ from."""
    folder = tmp_path_factory.mktemp("stores")
    for name in ("first", "second"):
        shutil.copytree(desk / "output", folder / name)
    with Store(folder / "second") as store:
        for build in list(store.builds()):
            lines = store.lines(build.graph)
            store.replace(build, [quad.triple for quad in ox.parse(b"".join(lines[1:]), format=ox.RdfFormat.N_TRIPLES)])
    return [folder / "first", folder / "second"]


def lines_of(fake, graph):
    text = fake.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
    return sorted(text.splitlines(keepends=True), key=order)


def test_what_is_told_is_there_and_the_next_push_makes_all_good(stores, tmp_path):
    chance, hit = random.Random(20261129), 0
    with fake_server() as fake, Program(tmp_path / "log") as program:
        began = time.monotonic()
        assert program.run("push", f"{fake.address}/data", "--out", stores[0], "--force") == 0
        longest, number = time.monotonic() - began, 0
        while hit < MOMENTS:
            out, number = stores[number % 2], number + 1
            seconds = chance.uniform(0.001, longest)
            status = program.run("push", f"{fake.address}/data", "--out", out, seconds=seconds)
            assert status in (0, -9), (tmp_path / "log").read_text(encoding="utf-8")[-3000:]
            hit += status == -9
            longest *= 0.8 if status == 0 else 1.1  # where it ends before it is killed
            time.sleep(0.05)  # the server ends what it was asked last
            for quad in fake.store.quads_for_pattern(None, DIGEST, None):
                assert digest_of(lines_of(fake, quad.subject.value)) == quad.object.value, quad.subject
            if number % 4 == 0 or hit == MOMENTS:
                assert program.run("push", f"{fake.address}/data", "--out", out) == 0
                with Store(out, read_only=True) as store:
                    for graph in store.graphs():
                        assert lines_of(fake, graph) == store.lines(graph), graph
