"""Whose a force, a body or a group is: by its name or the lexicon; nobody's where its name tells an origin alone."""

from __future__ import annotations

import pytest
from builders.extraction import LETTER, read, read_letter
from rdflib import URIRef

from kg.namespaces import ID, LKG

# words, the name of what belongs, the names of those to whom it belongs, why
BELONGING = [
    ("乙国武装部队向丁市开火。", "乙国武装部队", ["乙国"], "a force by its name"),
    ("乙国国防部发表声明。", "乙国国防部", ["乙国"], "a ministry by its name"),
    ("我国武装部队撤出了丁市。", "甲国武装部队", ["甲国"], "my country's is the speaker's"),
    ("乙国外交部发言人发表声明。", "乙国外交部", ["乙国"], "a body inside the name of a post"),
    ("甲国-乙国联合委员会举行了会议。", "甲国-乙国联合委员会", ["甲国", "乙国"], "a commission of two states"),
    ("乙国公民获释。", "乙国公民", ["乙国"], "citizens are their state's"),
    ("甲国和乙国人民渴望和平。", "乙国人民", ["乙国"], "of several groups each to its own state"),
    ("当地乙国居民返回家园。", "乙国族居民", [], "by origin they are nobody's"),
    ("乙国人返回家园。", "乙国人", [], "citizens or of that origin: the words do not tell"),
    ("红十字国际委员会访问了丁市。", "红十字国际委员会", [], "of no state"),
    ("以色列国防军撤出了丁市。", "以色列国防军", ["以色列"], "by the lexicon, though the state is named nowhere else"),
]


@pytest.mark.parametrize(("body", "name", "owners", "why"), BELONGING, ids=[case[0] for case in BELONGING])
def test_whose_it_is(extractor, tmp_path, body, name, owners, why):
    x = read_letter(extractor, tmp_path, body)
    names = {entity.key: entity.name for entity in x.entities} | {"actor/israel": "以色列"}
    (entity,) = [entity for entity in x.entities if entity.name == name]
    assert [names[key] for key in entity.belongs_to] == owners, why
    graph = extractor.graph(x)
    written = {str(o).removeprefix(str(ID)) for o in graph.objects(URIRef(ID[entity.key]), LKG.belongsTo)}
    assert written == set(entity.belongs_to)


# what Iran says of its Revolutionary Guard, whose name holds no state, and of state B
GUARD = [
    ("乙国部队多次向阿巴丹开火，革命卫队击退了进攻。", {("accuse", "actor/iran", "actor/example-b")}),
    (
        "革命卫队从未袭击乙国，而是乙国袭击了革命卫队。",
        {("deny", "actor/iran"), ("accuse", "actor/iran", "actor/example-b")},
    ),
    (
        "乙国声称革命卫队袭击了丁市，这是谎言。",
        {("accuse", "actor/example-b", "actor/iran"), ("deny", "actor/iran", "actor/example-b")},
    ),
]


@pytest.mark.parametrize(("body", "acts"), GUARD, ids=[case[0] for case in GUARD])
def test_a_force_without_its_state_in_its_name_is_its_states(extractor, tmp_path, body, acts):
    x = read(extractor, tmp_path, LETTER.replace("甲国", "伊朗").format(body=body))
    assert {(claim.act, claim.claimant, *claim.targets) for claim in x.claims if claim.act} == acts
