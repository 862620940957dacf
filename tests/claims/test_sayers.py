"""Who says something did not do what is said; who denies a deed or calls another's so is not accused of it."""

from __future__ import annotations

import pytest

CHILE, PERU, BRAZIL, BOLIVIA = (f"actor/{name}" for name in ("chile", "peru", "brazil", "bolivia"))


@pytest.fixture(name="accused")
def reader(read_letter):
    def accused(sentence: str) -> set[tuple[str, str | None]]:
        """Who accuses whom, or finds whom to break an agreement."""
        claims = read_letter(sentence).claims
        acts = {(claim.claimant, key) for claim in claims if claim.act == "accuse" for key in claim.targets or (None,)}
        return acts | {(claim.claimant, claim.complier) for claim in claims if claim.compliance == "violates"}

    return accused


@pytest.mark.parametrize(
    "sentence",
    [
        "秘鲁外交部发言人说，民兵破坏了停火。",
        "秘鲁代表指出，丁市民兵违反了《和平宣言》。",
        "秘鲁报告说，停火遭到破坏。",
    ],
)
def test_who_says_it_is_not_accused(accused, sentence: str) -> None:
    assert PERU not in {target for _, target in accused(sentence)}


@pytest.mark.parametrize(
    "sentence",
    ["秘鲁否认其部队炮击了村庄。", "秘鲁不承认其飞机轰炸了医院。", "秘鲁把这次演习称为侵略的预演。"],
)
def test_what_one_denies_or_calls_so_is_not_charged_to_it(accused, sentence: str) -> None:
    assert (CHILE, PERU) not in accused(sentence)


def test_a_view_that_another_holds_is_that_ones(accused) -> None:
    assert accused("巴西认为，秘鲁的行为违反国际法。") == {(BRAZIL, PERU)}


def test_what_is_denied_in_the_first_person_stays_denied(read_letter) -> None:
    claims = read_letter("我国断然否认秘鲁的指控。我国从未向武装团体提供武器。").claims
    assert [claim.act for claim in claims if claim.claimant == CHILE].count("deny") == 2
