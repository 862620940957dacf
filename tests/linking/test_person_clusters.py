"""Which records of persons are one person: a table of the cases that documents bring."""

from __future__ import annotations

import pytest

from kg.linking.person_clusters import DELEGATE, HEAD, Held, PersonRecord, cluster_persons
from kg.model.mention import Evidence
from kg.model.text import Span

A, B = "actor/a", "actor/b"
AT = iter(range(10_000))


def record(name=None, post=None, owner=None, speaks=False, known=None, office=None) -> PersonRecord:
    at = next(AT)
    place = Evidence(part=0, span=Span(at, at + 1), rule="test")
    held = (Held(title=post, office=office or post, owner=owner),) if post or owner else ()
    return PersonRecord(
        evidence=place, whole=place, surface=name or f"{owner} {post}", name=name, held=held, speaks=speaks, known=known
    )


CASES = [
    ("full name and surname", [record("米罗·延科"), record("延科")], [2], 0),
    (
        "title and later full name",
        [record("延科", post="助理秘书长"), record("米罗·延科", post="助理秘书长", owner=A)],
        [2],
        0,
    ),
    ("post alone and its named holder", [record(post="外交部长", owner=A), record("米罗·延科", "外交部长", A)], [2], 0),
    ("same post of two states", [record(post="外交部长", owner=A), record(post="外交部长", owner=B)], [1, 1], 0),
    ("namesakes of two states", [record("阿里", "总统", A), record("阿里", "代表", B)], [1, 1], 0),
    (
        "a president and a delegate of one name",
        [record("阿里", "总统", A, office=HEAD), record("阿里", None, A, speaks=True, office=DELEGATE)],
        [1, 1],
        0,
    ),
    (
        "a minister who speaks",
        [record("阿里", "外交部长", A), record("阿里", None, A, speaks=True, office=DELEGATE)],
        [2],
        0,
    ),
    (
        "a delegate under two titles",
        [record(post="代表", owner=A, office=DELEGATE), record("阿里", None, A, speaks=True, office=DELEGATE)],
        [2],
        0,
    ),
    ("a name that two bear", [record("米罗·延科"), record("伊万·延科"), record("延科")], [1, 1], 1),
    (
        "a surname that two bear, in Latin letters",
        [record("Mara Rito", "代表", A), record("Rito", "顾问", A), record("Ana Rito", "主任", A)],
        [1, 1],
        1,
    ),
    ("two names", [record("米罗·延科"), record("延特")], [1, 1], 0),
    (
        "an office of the lexicon",
        [record(post="秘书长", owner=A, known="actor/sg"), record(post="秘书长", owner=A)],
        [2],
        0,
    ),
]


@pytest.mark.parametrize(("why", "records", "sizes", "open_"), CASES, ids=[case[0] for case in CASES])
def test_records_become_persons(why, records, sizes, open_):
    persons, problems = cluster_persons(records)
    assert sorted((len(p.records) for p in persons), reverse=True) == sizes
    assert len(problems) == open_
