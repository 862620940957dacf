"""What a catalogue's title says a report is about, and what of its words that tells, on an invented report."""

from __future__ import annotations

import pytest
from builders.extraction import read

from kg.model.document import CatalogueRow, DocumentKind
from kg.model.extraction import Extraction

MISSION = "联合国利比里亚特派团"
LIBERIA, UNMIL, UN = "actor/liberia", "actor/unmil", "actor/un-secretariat"


def report(extractor, tmp_path, words: str, title: str) -> Extraction:
    row = CatalogueRow(catalogue="list.csv", row=2, kind=DocumentKind.REPORT, speaks_for=("联合国秘书处",), title=title)
    return read(extractor, tmp_path, f"1. 局势平静。\n2. {words}\n", row=row)


def posts(x: Extraction) -> set[tuple[str, str]]:
    return {(membership.title, membership.organization) for membership in x.memberships}


POSTS = [
    ("总统马尔·里托夫发表讲话。", {("总统", LIBERIA)}, "the state that the report is about"),
    ("几内亚拒绝后，总统马尔·里托夫发表讲话。", set(), "another state is named"),
    ("抵达科纳克里后，他会见了总统马尔·里托夫。", {("总统", "actor/guinea")}, "the capital of the state visited"),
    ("特派团团长马尔·里托夫离任。", {("特派团团长", UNMIL)}, "the mission that the report is about"),
    ("部队指挥官马尔·里托夫少将离任。", {("部队指挥官", UNMIL), ("少将", UNMIL)}, "its commander, by rank too"),
    ("事实上的总统马尔·里托夫发表讲话。", set(), "one who is called so of nobody knows what"),
    ("民族运动总统马尔·里托夫发表讲话。", set(), "what stands before may be the name of the body"),
    ("特别代表马尔·里托夫会见了各方。", {("特别代表", UN)}, "the Secretary-General's envoy"),
    ("大使马尔·里托夫会见了各方。", set(), "an ambassador may be anybody's"),
]


@pytest.mark.parametrize(("words", "expected", "why"), POSTS, ids=[case[2] for case in POSTS])
def test_whose_posts_a_report_speaks_of(extractor, tmp_path, words, expected, why):
    assert posts(report(extractor, tmp_path, words, f"秘书长关于{MISSION}的报告")) == expected, why


@pytest.mark.parametrize("states", ["利比里亚和几内亚", "几内亚和几内亚比绍"])
def test_a_title_that_names_two_states_tells_neither(extractor, tmp_path, states):
    x = report(extractor, tmp_path, "总统马尔·里托夫发表讲话。", f"秘书长关于{states}的报告")
    assert posts(x) == set()


@pytest.mark.parametrize(
    ("title", "found"), [(f"秘书长关于{MISSION}的报告", True), ("秘书长关于利比里亚的报告", False)]
)
def test_the_mission_is_that_of_the_title(extractor, tmp_path, title, found):
    x = report(extractor, tmp_path, "2月3日，特派团协助举行了选举。", title)
    assert (UNMIL in {entity.key for entity in x.entities}) is found
    assert ("open-anaphor" in {problem.code for problem in x.problems}) is not found
