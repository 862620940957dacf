"""Links are values: merged in the order of the linkers, put together into entities, never changed by a later linker."""

from __future__ import annotations

from builders.knowledge import lexicon

from kg.knowledge.sentence_rules import Rules
from kg.linking.collector import Collector
from kg.linking.entity_drafts import EntityDrafts
from kg.linking.links import Link, Links, merge
from kg.linking.texts import texts_of
from kg.model.document import DocumentKind, Part, PartKind
from kg.model.mention import Annotated, Evidence, Kind
from kg.model.text import Span, Text

WORDS = "丁国委员会和委员会"
HERE, THERE = Evidence(part=0, span=Span(0, 5), rule="test"), Evidence(part=0, span=Span(6, 9), rule="test")


def link(key: str, evidence: Evidence = HERE, kind: Kind | None = Kind.ORGANIZATION, **fields) -> Link:
    words = WORDS[evidence.span.start : evidence.span.end]
    return Link(key=key, kind=kind, evidence=evidence, words=words, **fields)


def test_of_two_that_say_what_a_mention_means_the_later_holds() -> None:
    first = Links(links=(link("actor/x"),), keys={(0, HERE.span): ("actor/x",), (0, THERE.span): ("actor/z",)})
    later = Links(links=(link("actor/y"),), keys={(0, HERE.span): ("actor/y",)})
    merged = merge(first, later)
    assert [one.key for one in merged.links] == ["actor/x", "actor/y"]
    assert merged.keys == {(0, HERE.span): ("actor/y",), (0, THERE.span): ("actor/z",)}


def test_an_entity_has_its_first_kind_and_owners_and_its_last_name() -> None:
    links = [
        link("actor/x", owners=("actor/a",)),
        link("actor/x", THERE, kind=Kind.FORCE, name="委员会", owners=("actor/b",)),
        link("actor/x", THERE, named=False),
    ]
    (entity,) = EntityDrafts(lexicon(), links).entities()
    assert (entity.kind, entity.name, entity.belongs_to) == (Kind.ORGANIZATION, "委员会", ("actor/a",))
    assert entity.names == (("丁国委员会", "zh"), ("委员会", "zh"))
    assert entity.evidence == (HERE, THERE)


def test_an_entity_whose_kind_nothing_tells_is_none() -> None:
    assert EntityDrafts(lexicon(), [link("actor/x", kind=None)]).entities() == ()
    (known,) = EntityDrafts(lexicon(), [link("actor/example-a", kind=None, named=False)]).entities()
    assert (known.kind, known.name) == (Kind.STATE, "甲国")


def test_a_linker_does_not_change_what_the_one_before_it_found() -> None:
    part = Part(order=0, kind=PartKind.BODY, text=Text(WORDS, tuple(range(len(WORDS)))))
    item = Annotated(part=part, sentences=(), mentions=())
    texts = texts_of([item], lexicon(), "document", Rules(by_class={}), DocumentKind.LETTER)
    before = Links(links=(link("actor/x"),), keys={(0, HERE.span): ("actor/x",)})
    collector = Collector(texts, before)
    collector.add("actor/x", Kind.ORGANIZATION, THERE)
    collector.keys[0, HERE.span] = ("actor/y",)
    assert collector.entities["actor/x"].evidence == [HERE, THERE]
    assert collector.links() == Links(links=(link("actor/x", THERE),), keys={(0, HERE.span): ("actor/y",)})
    assert before.keys == {(0, HERE.span): ("actor/x",)}
