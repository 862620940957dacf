"""Accusations, denials and answers on an invented quarrel, every row worked out by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from builders.quarrel import TRUCE, A, B, quarrel
from builders.world import Doc, fill

from kg.analysis.accusations import Accusation
from kg.analysis.replies import accusations
from kg.analysis.selection import Selection
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID


class Told:
    """The store of the quarrel with the claims' IRIs by name."""

    def __init__(self, store: Store, claims: dict[str, str]) -> None:
        self.statements, self.claims = Statements(store), claims
        self.names = {iri: name for name, iri in claims.items()}

    def all(self, **wanted: object) -> tuple[Accusation, ...]:
        return accusations(self.statements, Selection(**wanted))  # type: ignore[arg-type]

    def by_claim(self, name: str) -> Accusation:
        return next(one for one in self.all() if self.claims[name] in one.claims)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("quarrel")
    claims = quarrel(folder)
    with Store(folder, read_only=True) as store:
        yield Told(store, claims)


# document, accuser, accused, claims that make it, acts
ROWS = [
    ("S-1999-1", A, B, {"fire"}, ("accuse",)),
    ("S-1999-1", A, B, {"breach", "breach-2"}, ("accuse",)),
    ("S-1999-1", A, "", {"vague"}, ("accuse",)),
    ("S-PV.1", A, B, {"inner"}, ("accuse",)),
    ("S-PV.1", A, B, {"again"}, ()),
    ("note", A, B, {"condemn"}, ("condemn",)),
]


def test_who_accuses_whom_in_order_of_date_and_place(told: Told) -> None:
    assert [
        (one.document, one.by, one.accused, {told.names[claim] for claim in one.claims}, one.acts) for one in told.all()
    ] == [
        (str(ID[f"document/{document}"]), str(ID[by]), str(ID[accused]) if accused else "", claims, acts)
        for document, by, accused, claims, acts in ROWS
    ]


def test_claims_of_the_same_words_are_one_accusation_with_the_agreement_broken(told: Told) -> None:
    assert told.by_claim("breach").agreements == (str(ID[TRUCE]),)


@pytest.mark.parametrize(
    ("kind", "roles", "blamed"),
    [
        ("ArmedAttack", {"agent": B}, True),
        ("ArmedAttack", {"agent": A}, False),  # what the accuser did
        ("Obstruction", {}, True),  # nobody is named
        ("ArmedClash", {"participant": B}, True),
        ("Ceasefire", {"participant": B}, False),  # since when, not what
    ],
)
def test_an_accusation_is_of_what_the_accused_did(tmp_path, kind: str, roles: dict[str, str], blamed: bool) -> None:
    doc = Doc("d", kind="Letter").event("event/x", kind, **roles).part("CoverLetter", A)
    doc.says("停火后乙国仍在开火。", {"by": A, "act": "accuse", "to": [B], "about": ["event/x"]})
    fill(tmp_path, doc)
    with Store(tmp_path, read_only=True) as store:
        (one,) = accusations(Statements(store))
    assert one.events == ((str(ID["event/x"]),) if blamed else ())


def test_a_quoted_accusation_is_its_source_s_and_known_through_the_reporter(told: Told) -> None:
    assert told.by_claim("inner").through == (str(ID["actor/un"]),)


# accusation: who denies it by which claim, and on which ground
DENIALS = {
    # the same occurrence in another account; the figures; and in an answer the rejection of all that 甲国 says
    "fire": {("deny", "event"), ("toll", "contradicts"), ("reject", "general")},
    "breach": {("keeps", "agreement"), ("reject", "general")},
    "vague": set(),
    "inner": {("open", "claim")},
    "again": set(),  # 乙国 said before, not after, that it keeps the truce
    "condemn": set(),
}


@pytest.mark.parametrize("name", DENIALS)
def test_who_denies_it_and_on_which_ground(told: Told, name: str) -> None:
    found = told.by_claim(name).denials
    assert {(told.names[one.claim], one.ground) for one in found} == DENIALS[name]
    assert {one.by for one in found} <= {str(ID[B])}


# accusation: documents and parts in which the accused answers, with the symbol that they cite
REPLIES = {
    "fire": [("S-1999-2", "", "S/1999/1")],  # the meeting cites S/1999/2 alone
    "inner": [("S-PV.1", "S-PV.1/2", ""), ("S-PV.1", "S-PV.1/4", "")],
    "again": [("S-PV.1", "S-PV.1/4", "")],  # not its speech before
    "vague": [],  # nobody is accused
    "condemn": [],  # the letter prints no symbol that could be cited
}


@pytest.mark.parametrize("name", REPLIES)
def test_where_the_accused_answers(told: Told, name: str) -> None:
    found = told.by_claim(name).replies
    base = str(ID)
    assert [
        (one.document.removeprefix(f"{base}document/"), one.part.removeprefix(f"{base}part/"), one.cites)
        for one in found
    ] == REPLIES[name]


@pytest.mark.parametrize(
    ("wanted", "claims"),
    [
        ({"document": str(ID["document/S-PV.1"])}, {"inner", "again"}),
        ({"claimant": str(ID[B])}, set()),
        ({"target": str(ID[A])}, set()),
        ({"target": str(ID[B]), "since": datetime.date(1999, 3, 21)}, {"condemn"}),
        ({"until": datetime.date(1999, 3, 5)}, {"fire", "breach", "breach-2", "vague"}),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)
def test_accusations_can_be_selected(told: Told, wanted: dict[str, object], claims: set[str]) -> None:
    assert {told.names[claim] for one in told.all(**wanted) for claim in one.claims} == claims


def test_in_a_meeting_only_who_cites_the_document_answers_it(tmp_path) -> None:
    letter = Doc("S-1999-7", kind="Letter", day="1999-05-01", symbols=["S/1999/7"], sender=A).part("CoverLetter", A)
    letter.says("乙国和丙国违约。", {"by": A, "act": "accuse", "to": [B, "actor/c"]})
    record = Doc("S-PV.7", kind="MeetingRecord", day="1999-05-02", symbols=["S/PV.7"]).cites("S/1999/7")
    record.part("Speech", B)
    record.says("S/1999/7号文件不实。", {"by": B, "act": "report", "cites": "S/1999/7"})
    record.part("Speech", "actor/c")
    record.says("我们支持停火。", {"by": "actor/c", "act": "support"})
    fill(tmp_path, letter, record)
    with Store(tmp_path, read_only=True) as store:
        found = {one.accused: [reply.part for reply in one.replies] for one in accusations(Statements(store))}
    assert found == {str(ID[B]): [str(ID["part/S-PV.7/0"])], str(ID["actor/c"]): []}


def test_an_empty_store_has_no_accusations(tmp_path) -> None:
    with Store(tmp_path) as store:
        assert accusations(Statements(store)) == ()
