"""However documents come, change and go, the graph of disputes has the bytes that a build from nothing gives it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from builders.examples import examples
from builders.long import long
from builders.small import stored_build
from builders.world import Doc
from hypothesis import example, given, settings
from hypothesis import strategies as some
from rdflib import XSD, Literal
from rdflib.namespace import ORG

import kg.occurrences.graph
from kg.graph.store import Store, from_rdflib
from kg.namespaces import ID, LKG
from kg.occurrences.graph import counts, disputes_graph, refresh
from kg.occurrences.verdicts import Verdict

STATES = {"actor/a": "甲国", "actor/b": "乙国", "actor/c": "丙国"}
PLACES = {"place/ding": "丁市", "place/wu": "戊家村", "place/wu-2": "戊家邨", "place/line": "接触线"}
PERSONS = {"person/li": "李明", "person/li-2": "李明", "person/wang": "王一"}
DAYS = ("1999-03-01", "1999-03-01", "1999-03-02", "1999-03", "")
TYPES = ("ArmedAttack", "ArmedAttack", "ArmedClash", "AgreementSigning")
NAMES = ("A", "B", "C", "D", "E")


@dataclass(frozen=True)
class Told:
    """An event as a document tells it."""

    type: str
    day: str
    agent: str
    patient: str
    place: str
    negative: bool
    killed: int
    order: bool


@dataclass(frozen=True)
class Content:
    """What a document says: who speaks, events, what it knows of forces, places and persons, and an agreement."""

    claimant: str
    events: tuple[Told, ...]
    force_of: str
    within: str
    posts: tuple[tuple[str, str], ...]
    compliance: str
    signed: str


SIDES = some.sampled_from((*STATES, "actor/force"))
TOLD = some.builds(
    Told,
    type=some.sampled_from(TYPES),
    day=some.sampled_from(DAYS),
    agent=SIDES,
    patient=some.sampled_from((*STATES, "")),
    place=some.sampled_from((*PLACES, "")),
    negative=some.booleans(),
    killed=some.integers(0, 3),
    order=some.booleans(),
)
CONTENT = some.builds(
    Content,
    claimant=some.sampled_from((*STATES, "actor/unknown", "person/li")),
    events=some.lists(TOLD, min_size=1, max_size=3).map(tuple),
    force_of=some.sampled_from((*STATES, "")),
    within=some.sampled_from((*STATES, "place/ding", "")),
    posts=some.lists(some.tuples(some.sampled_from([*PERSONS]), some.sampled_from([*STATES])), max_size=2).map(tuple),
    compliance=some.sampled_from(("violates", "complies", "")),
    signed=some.sampled_from(("1999-03-02", "1999-03-03", "")),
)
VERDICTS = some.lists(
    some.tuples(some.integers(0, 9), some.integers(0, 9), some.sampled_from(("same", "different"))), max_size=2
)
STEPS = some.lists(
    some.tuples(
        some.lists(some.tuples(some.sampled_from(NAMES), some.none() | CONTENT), min_size=2, max_size=5), VERDICTS
    ),
    min_size=1,
    max_size=4,
)


def written(name: str, content: Content) -> Doc:
    """The document."""
    doc = Doc(name, kind="Letter", day="1999-05-01", sender="actor/a")
    for key, zh in STATES.items():
        doc.thing(key, "Actor", "State", zh=zh, en=key)
    doc.thing("actor/unknown", "Actor", "UnknownActor", zh="不明")
    doc.thing("actor/force", "Actor", zh="辛部队").thing("agreement/truce", "Agreement", zh="停火协定")
    doc.refer(ID["actor/force"], LKG.belongsTo, content.force_of)
    for key, zh in PLACES.items():
        doc.thing(key, "Place", zh=zh)
    doc.refer(ID["place/wu"], LKG.within, content.within)
    if content.signed:
        doc.add(ID["agreement/truce"], LKG.dateSigned, Literal(content.signed, datatype=XSD.date))
    for person, state in content.posts:
        post = f"post/{name}/{person.rpartition('/')[2]}"
        doc.thing(person, "Actor", "Person", zh=PERSONS[person]).add(ID[post], LKG.postTitle, Literal("部长"))
        doc.refer(ID[post], ORG.member, person)
        doc.refer(ID[post], ORG.organization, state)
    doc.part("CoverLetter", content.claimant)
    for number, told in enumerate(content.events):
        event = f"event/{name}/{number}"
        first, last = (f"{told.day}-01", f"{told.day}-28") if len(told.day) == 7 else (told.day, told.day)
        roles = {"agent": told.agent, "patient": told.patient, "place": told.place}
        doc.event(event, told.type, begin=first if told.day else "", end=last, **roles)
        doc.add(ID[event], LKG.datePrecision, Literal("month" if len(told.day) == 7 else "day"))
        about: dict[str, object] = {"by": content.claimant, "act": "report", "about": [event]}
        about["negative"] = told.negative
        named = {"停火协定": "agreement/truce"} if told.order else {}
        named |= dict(zip(("出", "事"), dict(content.posts), strict=False))
        start = len(doc.text)
        (claim,) = doc.says("依停火协定出事。", about, named=named)
        doc.mention(ID[event], start, len(doc.text), rule=f"event-{number}")
        if told.killed:
            doc.count(f"count/{name}/{number}", claim, "killed", told.killed, side="actor/b", event=event)
    if content.compliance:
        doc.says(
            "停火协定如何如何。",
            {
                "by": content.claimant,
                "compliance": content.compliance,
                "complier": "actor/b",
                "about": ["agreement/truce"],
            },
        )
    doc.says("并无此言。", {"by": content.claimant, "negative": True, "about": [f"claim/{name}/0"]})
    return doc


def take(store: Store, name: str, content: Content | None) -> None:
    """Stores, replaces or drops a document."""
    graph = str(ID[f"document/{name}"])
    if content is None:
        store.drop(graph)
    elif graph in store:
        store.replace(stored_build(graph), from_rdflib(written(name, content).graph))
    else:
        store.load([(stored_build(graph), written(name, content).graph.serialize(format="nt", encoding="utf-8"))])


def judged(documents: Mapping[str, Content], wanted: Sequence[tuple[int, int, str]]) -> list[Verdict]:
    """Verdicts on pairs of the documents' events, each on another pair, that do not contradict."""
    events = [str(ID[f"event/{name}/{n}"]) for name in sorted(documents) for n in range(len(documents[name].events))]
    found: dict[tuple[str, str], Verdict] = {}
    for one, two, verdict in wanted:
        if len(events) > 1 and one % len(events) != two % len(events):
            first, second = sorted((events[one % len(events)], events[two % len(events)]))
            if not found or not {first, second} & {event for pair in found for event in pair}:
                found[first, second] = Verdict(pair=(first, second), verdict=verdict, judge="赵六")
    return list(found.values())


def derived(store: Store) -> tuple[list[bytes], dict[str, int]]:
    """The graph of disputes, and what is counted."""
    return store.lines(disputes_graph(store.base)), counts(store)


def attacks(*places: str) -> Content:
    """One speaker's accounts of attacks on one day that nothing but their places tells apart."""
    told = (Told("ArmedAttack", "1999-03-01", "actor/a", "actor/b", f"place/{one}", False, 0, False) for one in places)
    return Content("actor/a", tuple(told), "", "", (), "", "")


RIVALS = [([("A", attacks("ding", "ding")), ("B", attacks("ding", "wu"))], [(2, 3, "same")])]
"""A person's verdict that joins what one speaker tells apart, of which one account is of an occurrence."""


@settings(max_examples=examples(100, share=12), deadline=None)
@example(steps=RIVALS, at_once=1)
@given(steps=STEPS, at_once=some.sampled_from((1, 2, 100)))
def test_any_order_of_adding_replacing_and_deleting_gives_what_a_build_from_nothing_gives(steps, at_once):
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "grown")) as grown:
        documents: dict[str, Content] = {}
        for changes, wanted in steps:
            for name, content in changes:
                take(grown, name, content)
                documents.pop(name, None)
                documents |= {name: content} if content else {}
            verdicts = judged(documents, wanted)
            with patch.object(kg.occurrences.graph, "AT_ONCE", at_once):
                refresh(grown, verdicts)
        with Store(Path(folder, "made")) as made:
            for name in sorted(documents):
                take(made, name, documents[name])
            refresh(made, verdicts)
            assert derived(grown) == derived(made)


@long
def test_one_more_document_of_the_same_persons_costs_the_same_however_many_there_are(tmp_path):
    posts = (("person/li", "actor/a"), ("person/li-2", "actor/b"))
    steps = []

    def bring(store: Store, *numbers: int) -> int:
        """Takes in documents of one person or the other; by how many hundred steps of SQLite's machine."""
        steps.clear()
        for number in numbers:
            told = Told("ArmedAttack", f"{1800 + number}-03-01", "actor/a", "actor/b", "place/ding", False, 2, False)
            take(store, f"D{number:03}", Content("actor/a", (told,), "", "", (posts[number % 2],), "", ""))
        refresh(store)
        return len(steps)

    with Store(tmp_path) as store:
        store.records.set_progress_handler(lambda: steps.append(0), 100)
        bring(store, *range(10))
        few = bring(store, 10, 11)
        bring(store, *range(12, 90))
        assert bring(store, 90, 91) < 1.2 * few


def test_other_rules_make_all_of_it_anew_from_the_facts_that_are_kept():
    with tempfile.TemporaryDirectory() as folder, Store(folder) as store:
        told = Told("ArmedAttack", "1999-03-01", "actor/a", "actor/b", "place/ding", False, 2, False)
        for name in ("A", "B"):
            take(store, name, Content("actor/b", (told,), "", "", (), "", ""))
        refresh(store)
        before = derived(store)
        assert any(b"Occurrence>" in line for line in before[0])
        with patch.object(kg.occurrences.graph, "__version__", "another"), patch.object(Store, "lines", None):
            refresh(store)
        assert store.changed() == []
        after = derived(store)
        assert after[1] == before[1]
        assert {line for line in after[0] if b"/run/" not in line} == {
            line for line in before[0] if b"/run/" not in line
        }
