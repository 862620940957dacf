"""A folder that grows: changes are told, but not those of the outputs."""

from __future__ import annotations

import threading

import pytest

from kg.pipeline.watching import changes

pytest.importorskip("watchfiles")
SECONDS = 30  # at most; a change is told within one


def test_a_file_that_comes_is_told_and_the_outputs_are_not(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    out.mkdir(parents=True)
    stop, told = threading.Event(), threading.Event()
    number = 0

    def listen():
        for _ in changes([folder], out, stop):
            told.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    while not told.is_set() and number < SECONDS * 5:  # nobody says when the watch has begun
        number += 1
        (folder / f"letter-{number}.txt").write_text("甲国", encoding="utf-8")
        told.wait(0.2)
    assert told.is_set()
    told.wait(1)
    told.clear()
    threading.Event().wait(0.5)
    told.clear()
    (out / "report.md").write_text("outputs", encoding="utf-8")
    assert not told.wait(1)
    stop.set()
    listener.join(SECONDS)
    assert not listener.is_alive()
