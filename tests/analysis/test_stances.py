"""The stance matrix on an invented quarrel, every cell worked out by hand."""

from __future__ import annotations

import pytest
from builders.quarrel import UN, A, B, quarrel
from builders.world import Doc, fill

from kg.analysis.selection import Selection, select
from kg.analysis.stances import Period, stances
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID, LKG


def matrix(folder, period: Period = Period.WHOLE, **wanted: object):
    with Store(folder, read_only=True) as store:
        statements = Statements(store)
        chosen = select(statements, Selection(**wanted))  # type: ignore[arg-type]
        return [
            (one.period.removeprefix(str(ID)), one.speaker.removeprefix(str(ID)), one.act,
             one.target.removeprefix(str(ID)), len(one.claims), one.quoted)
            for one in stances(statements, chosen, period)
        ]  # fmt: skip


def test_claims_are_counted_by_speaker_act_and_target(tmp_path) -> None:
    quarrel(tmp_path)
    assert matrix(tmp_path) == [
        ("", A, "accuse", "", 1, 0),
        ("", A, "accuse", B, 3, 1),  # two in the letter, one that the United Nations pass on
        ("", A, "condemn", B, 1, 0),
        ("", B, "deny", "", 2, 0),
        ("", B, "deny", A, 1, 0),
        ("", B, "report", "", 1, 0),
        ("", B, "request", A, 1, 0),
        ("", UN, "report", "", 1, 0),
    ]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.DOCUMENT, [("document/S-PV.1", 1), ("document/S-1999-1", 2)]),
        (Period.MONTH, [("1999-03", 3)]),
        (Period.YEAR, [("1999", 3)]),
    ],
)
def test_and_by_period(tmp_path, period: Period, expected: list[tuple[str, int]]) -> None:
    quarrel(tmp_path)
    found = matrix(tmp_path, period, claimant=str(ID[A]), target=str(ID[B]))
    accusing = sorted((row[0], row[4]) for row in found if row[2] == "accuse")
    assert accusing == sorted(expected)


def test_forces_and_offices_speak_and_are_accused_as_their_side(tmp_path) -> None:
    doc = Doc("d", kind="Letter").part("CoverLetter", A)
    doc.says("甲国外交部谴责乙国军队。", {"by": "actor/ministry", "act": "condemn", "to": ["actor/army", B]})
    doc.thing(A, "Actor", "State", zh="甲国").thing(B, "Actor", "State", zh="乙国")
    doc.refer(ID["actor/ministry"], LKG.belongsTo, A)
    doc.refer(ID["actor/army"], LKG.belongsTo, B)
    fill(tmp_path, doc)
    assert matrix(tmp_path) == [("", A, "condemn", B, 1, 0)]


def test_a_side_that_no_document_tells_of_is_nobodys(tmp_path) -> None:
    doc = Doc("d", kind="Letter").part("CoverLetter", A)
    doc.says("甲国外交部谴责乙国。", {"by": "actor/ministry", "act": "condemn", "to": [B]})
    doc.refer(ID["actor/ministry"], LKG.belongsTo, A)
    fill(tmp_path, doc)
    assert matrix(tmp_path) == [("", "actor/ministry", "condemn", B, 1, 0)]


def test_a_claim_without_a_date_has_no_month(tmp_path) -> None:
    doc = Doc("d", kind="Letter").part("CoverLetter", A)
    doc.says("甲国感谢乙国。", {"by": A, "act": "thank", "to": [B]})
    fill(tmp_path, doc)
    assert matrix(tmp_path, Period.MONTH) == [("", A, "thank", B, 1, 0)]
