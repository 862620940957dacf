"""The register of place names: whose word a form is, and which status it gives, on invented documents."""

from __future__ import annotations

import pytest
from builders.quarrel import A, B, quarrel
from builders.world import Doc, fill

from kg.analysis.toponyms import contested, name_uses
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID

UN, C = "actor/un", "actor/c"


def register(folder, **wanted: object):
    with Store(folder, read_only=True) as store:
        return name_uses(Statements(store), **wanted)


def rows(uses):
    base = str(ID)
    return [
        (use.form, use.user.removeprefix(base), tuple(one.removeprefix(base) for one in use.through), use.quoted,
         use.status, len(use.mentions), str(use.first), str(use.last))
        for use in uses
    ]  # fmt: skip


def test_the_register_of_the_quarrel(tmp_path) -> None:
    quarrel(tmp_path)
    assert rows(register(tmp_path)) == [
        ("丁市", A, (), False, (), 1, "1999-03-05", "1999-03-05"),
        ("丁市", B, (), False, (), 1, "1999-03-20", "1999-03-20"),
        # what the United Nations say that 甲国 says, in the words that are 甲国's
        ("庚市", A, (UN,), False, ("marked",), 1, "1999-03-20", "1999-03-20"),
        ("庚市", B, (), False, ("occupied",), 1, "1999-03-09", "1999-03-09"),
    ]


def test_the_register_of_one_document(tmp_path) -> None:
    quarrel(tmp_path)
    uses = register(tmp_path, documents=[str(ID["document/S-1999-2"])])
    assert [use.form for use in uses] == ["庚市"]
    assert uses[0].mentions[0].sentence == "3月1日乙国没有向被占领的庚市开火（见S/1999/1）。"


def place(doc: Doc) -> Doc:
    return doc.thing("place/ding", "Place", zh="丁市")


def test_a_form_in_another_s_mouth_is_not_the_speaker_s(tmp_path) -> None:
    doc = place(Doc("d", kind="Letter", day="1999-01-01")).part("CoverLetter", A)
    named = {"庚市": "place/ding"}
    doc.says("乙国声明说：“庚市永远属于我们”。", {"by": A, "act": "report"}, named=named, status={"庚市": ("cited",)})
    doc.says(
        "我们要求乙国离开丁市。",
        {"by": A, "act": "request", "to": [B]},
        named={"丁市": "place/ding", "我们": "place/ding"},
    )
    fill(tmp_path, doc)
    assert [(use.form, use.quoted) for use in register(tmp_path)] == [("丁市", False), ("庚市", True)]


def test_a_name_that_is_told_as_another_state_s_is_that_state_s(tmp_path) -> None:
    doc = place(Doc("d", kind="Letter").thing(B, "Actor", "State", zh="乙国")).part("CoverLetter", A)
    words = "丁市（乙国称之为“庚市”）平静。"
    named = {"丁市": "place/ding", "乙国": B, "庚市": "place/ding"}
    doc.says(words, {"by": A, "act": "report"}, named=named, status={"庚市": ("marked", "others")})
    fill(tmp_path, doc)
    assert rows(register(tmp_path)) == [
        ("丁市", A, (), False, (), 1, "None", "None"),
        ("庚市", B, (A,), False, ("marked", "others"), 1, "None", "None"),
    ]


def test_a_joint_letter_s_form_is_used_by_each_sender(tmp_path) -> None:
    doc = place(Doc("d", kind="Letter")).part("CoverLetter", A, C)
    doc.says("丁市平静。", {"by": A, "act": "report"}, {"by": C, "act": "report"}, named={"丁市": "place/ding"})
    doc.says("丁市又及", named={"丁市": "place/ding"})  # no claim: the voices of the part
    fill(tmp_path, doc)
    assert rows(register(tmp_path)) == [
        ("丁市", A, (), False, (), 2, "None", "None"),
        ("丁市", C, (), False, (), 2, "None", "None"),
    ]


def test_distance_is_a_status_and_a_part_without_a_voice_the_record_s_own(tmp_path) -> None:
    doc = place(Doc("d", kind="Letter")).part("Masthead")
    doc.says("所谓丁市")
    doc.mention(ID["place/ding"], 2, 4, distance="so-called")
    fill(tmp_path, doc)
    assert rows(register(tmp_path)) == [("丁市", "", (), False, ("so-called",), 1, "None", "None")]


@pytest.mark.parametrize(
    ("first", "second", "status", "expected"),
    [
        ("丁市平静。", "丁市平静。", {}, False),
        ("丁市平静。", "庚市平静。", {}, True),
        ("丁市平静。", "被占领的丁市平静。", {"丁市": ("occupied",)}, True),
        # its own word is another
        ("庚市平静。", "有人说“庚市真好”，丁市平静。", {"庚市": ("cited",)}, True),
    ],
)
def test_contested_are_places_that_users_name_differently(tmp_path, first, second, status, expected) -> None:
    doc = place(Doc("d", kind="MeetingRecord"))
    for speaker, words, given in ((A, first, {}), (B, second, status)):
        doc.part("Speech", speaker)
        names = {name: "place/ding" for name in ("丁市", "庚市") if name in words}
        doc.says(words, {"by": speaker, "act": "report"}, named=names, status=given)
    fill(tmp_path, doc)
    assert contested(register(tmp_path)) == ((str(ID["place/ding"]),) if expected else ())
