"""A store that holds the world of a number, built here or as a build does it: by a process of its own."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

from rdflib import Literal

from builders.small import settle, stored_build
from builders.world import Doc
from kg.graph.store import Store, from_rdflib
from kg.namespaces import LKG


def write(out: Path, number: int) -> Path:
    """Builds the world of a number: an actor of that name, a letter with as many claims, each with it in its words."""
    doc = Doc("S-1999-1", kind="Letter", day="1999-03-05", symbols=[f"S/1999/{number}"], sender="actor/a")
    doc.thing("actor/a", "Actor", "State", zh=f"第{number}国").part("CoverLetter", "actor/a")
    for _ in range(number):
        doc.says(f"第{number}国有话说。", {"by": "actor/a", "act": "report"}, named={f"第{number}国": "actor/a"})
    doc.add(doc.node, LKG.sourceText, Literal(doc.text))
    with Store(out) as store:
        store.replace(stored_build(str(doc.node), sha256=f"{number:064}"), from_rdflib(doc.graph))
    return settle(out)


def write_apart(out: Path, *numbers: int) -> None:
    """The same for each number in turn, by another process: one that looks whether a store is written lets go of the
    lock that it has on it itself, and does not see it."""
    process = get_context("spawn").Process(target=_write_all, args=(out, numbers))
    process.start()
    process.join()
    assert process.exitcode == 0


def _write_all(out: Path, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        write(out, number)
