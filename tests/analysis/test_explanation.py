"""Explanations: each mention with its sentence and place, and the claims that a thing has a part in."""

import pyoxigraph as ox
import pytest
from builders.small import LETTER, fill, stored_build

from kg.analysis.explanation import explain
from kg.errors import QueryError
from kg.graph.lookup import sentence_around
from kg.graph.store import Store
from kg.reports.render import explanation

FIRE = "1999年3月1日，乙国军队向丁市开火，造成甲国2名军人死亡、至少5名平民受伤。"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("small")), read_only=True) as store:
        yield store


@pytest.mark.parametrize(
    ("text", "words", "sentence", "why"),
    [
        ("甲国开火。乙国否认。丙国沉默。", "乙国", "乙国否认。", "between two full stops"),
        ("甲国开火。乙国否认。", "乙国否认。", "乙国否认。", "a mention that ends its sentence"),
        ("甲国向乙\n\n国开火。", "甲国", "甲国向乙国开火。", "double-spaced lines are no sentences"),
        ("标题一行\n 甲国向乙国开火。", "甲国", "甲国向乙国开火。", "an indented line begins anew"),
        ("甲国函\n 乙国来信。", "甲国", "甲国函", "and ends what stood before"),
        ("见 United\nNations 网站。", "United", "见 United Nations 网站。", "Latin words keep their space"),
        ("甲国", "甲国", "甲国", "no mark at all"),
        ("啊" * 400 + "甲国" + "啊" * 400, "甲国", "啊" * 300 + "甲国" + "啊" * 300, "what never ends is cut"),
    ],
)
def test_sentence_around(text, words, sentence, why):
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == sentence, why


def test_mentions_of_an_actor(store):
    found = explain(store, "id:actor/a")
    assert (found.classes, found.names) == (("Actor", "State"), ("Stateland", "甲国"))
    assert [(m.file_name, m.start, m.end, m.part, m.words, m.rule) for m in found.mentions] == [
        ("letter-a.txt", 9, 11, "0 CoverLetter", "甲国", "lexicon"),
        ("letter-a.txt", 23, 25, "0 CoverLetter", "甲国", "lexicon"),
        ("record-b.txt", 50, 52, "2 Speech", "甲国", "lexicon"),
        ("record-b.txt", 132, 134, "3 Speech", "甲国", "lexicon"),
    ]
    assert found.mentions[3].sentence == "张三先生（甲国）：甲国要求乙国撤军。"


def test_claims_about_a_place_come_by_its_events(store):
    found = explain(store, "丁城")
    assert [(claim.role, claim.act, claim.polarity, claim.claimant) for claim in found.claims] == [
        ("place of the event", "accuse", "positive", "甲国"),
        ("place of the event", "deny", "negative", "乙国"),
    ]
    assert found.claims[0].written[0].words == FIRE


def test_claims_about_an_agreement(store):
    found = explain(store, "停火协定")
    assert [(claim.role, claim.claimant, claim.claim.rpartition("/")[2]) for claim in found.claims] == [
        ("about", "甲国", "violates"),
        ("about", "乙国", "complies"),
    ]


def test_a_figure_leads_to_its_claim(store):
    found = explain(store, "https://w3id.org/letterkg/id/count/S-PV.1/killed")
    assert [mention.words for mention in found.mentions] == ["打死乙国3名平民"]
    assert [(claim.role, claim.claimant) for claim in found.claims] == [("figure", "乙国")]


def test_a_mention_explains_itself(store):
    found = explain(store, "id:mention/S-PV.1/57-59/lexicon")
    assert [(mention.start, mention.words) for mention in found.mentions] == [(57, "己村")]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("丙国", "nothing by the name '丙国'"),
        ("id:actor/none", "the graph says nothing of"),
        ("", "nothing by the name"),
    ],
)
def test_unknown_things_are_told(store, wanted, message):
    with pytest.raises(QueryError, match=message):
        explain(store, wanted)


def test_a_quoted_claim_tells_through_whom_it_is_known(tmp_path):
    """A letter of one state quotes the other's denial; that state quotes a third."""
    base = "https://w3id.org/letterkg/"
    outer, inner = (ox.NamedNode(f"{base}id/claim/S-1999-1/{name}") for name in ("report", "quoted-deny-b"))
    a, b, c = (ox.NamedNode(f"{base}id/actor/{name}") for name in "abc")
    more = [(outer, "claimant", a), (outer, "reportedSource", b), (outer, "about", inner), (inner, "claimant", b)]
    more += [(inner, "reportedSource", c), (outer, "polarity", ox.Literal("positive"))]
    with Store(fill(tmp_path)) as store:
        old = [quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(LETTER))]
        new = [ox.Triple(subject, ox.NamedNode(f"{base}ns#{name}"), value) for subject, name, value in more]
        store.replace(stored_build(LETTER, file_name="letter-a.txt"), [*old, *new])
        (found,) = [said for said in explain(store, "乙国").claims if said.claim == inner.value]
        printed = explanation(explain(store, "乙国"))
    assert (found.role, found.claimant, found.quoted_by, found.sources) == ("claimant", "乙国", ("甲国",), (c.value,))
    assert "  claimant: 乙国 — ?  quoted by 甲国  quoting id:actor/c  id:claim/S-1999-1/quoted-deny-b" in printed


def test_printed_with_everything_that_leads_back_to_the_words(store):
    lines = explanation(explain(store, "丁市")).splitlines()
    assert lines[0] == "id:place/ding  (Place)  丁市 · 丁城"
    assert "  letter-a.txt part 0 CoverLetter 46–48  丁市  [lexicon]" in lines
    assert "      乙国没有袭击丁城。" in lines
    assert "  place of the event: 乙国 — deny  (denied)  id:claim/S-PV.1/deny" in lines
