"""Words without marks in reports: my country is never that of who reports; a quotation's denial is not its writer's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.claims_found import row_of
from builders.extraction import read, read_letter_of_peru
from builders.states import BOLIVIA, PERU

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction

SAID = "秘鲁外交部长4月3日说，玻利维亚军队炮击了边境村庄。"


@pytest.fixture
def read_report(extractor, tmp_path: Path):
    """What a report of a broadcaster, or of another, says in these paragraphs."""
    return lambda words, by="安第斯广播公司": read(
        extractor, tmp_path, words, "report.txt", row_of(DocumentKind.REPORT, by)
    )


def heard(found: Extraction) -> set[tuple[str, str | None]]:
    """Who does what in the claims, those who report aside."""
    return {(claim.claimant, claim.act) for claim in found.claims if claim.claimant in (PERU, BOLIVIA)}


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (f"{SAID}我们将作出回应。", "offer"),
        (f"{SAID}双方仍在交火。我国将作出回应。", "offer"),
        ("“对方先开的火，”秘鲁发言人说。我国谴责玻利维亚的袭击。", "condemn"),
    ],
)
def test_words_run_on_up_to_where_somebody_speaks_of_his_own(read_report, words: str, act: str) -> None:
    assert (PERU, act) in heard(read_report(words))


@pytest.mark.parametrize(
    "words",
    [
        f"{SAID}\n\n我国将作出回应。",
        "目击者说，战斗十分激烈。我国人民将永远记住这一天。",
    ],
)
def test_without_somebody_named_before_in_the_paragraph_the_words_are_nobodys(read_report, words: str) -> None:
    found = read_report(words)
    assert not {act for who, act in heard(found) if who == PERU} & {"offer", "affirm"}
    assert "quoted-unknown" in {problem.code for problem in found.problems}


def test_a_known_body_may_say_we_of_itself(read_report) -> None:
    found = read_report(f"{SAID}我们呼吁双方停火。", "联合国秘书处")
    assert (PERU, "request") not in heard(found)


def test_what_a_sentence_tells_of_my_country_is_of_the_one_who_says_it(read_report) -> None:
    found = read_report("秘鲁外交部长4月3日说，玻利维亚军队炮击了我国村庄。")
    (deed,) = found.events
    assert (deed.places, deed.patients) == ((PERU,), (PERU,))


def test_a_deed_quoted_without_a_day_was_done_by_the_day_on_which_it_is_told(read_report) -> None:
    found = read_report("秘鲁外交部长2016年4月3日说：“玻利维亚军队炮击了边境村庄，打死5人。”")
    (deed,) = found.events
    assert deed.period
    assert (deed.period.begin, deed.period.end) == (None, date(2016, 4, 3))
    assert [count.count for count in found.casualties] == [5]


@pytest.mark.parametrize(
    "words",
    [
        "玻利维亚外交部长4月3日说：“我们4月2日没有开火。”",
        "玻利维亚外交部长4月3日说：“我们没有开火。”",
        "玻利维亚外交部长说：“秘鲁军队4月2日没有炮击村庄。”",
    ],
)
def test_what_somebody_quoted_says_was_not_done_he_alone_denies(extractor, words: str) -> None:
    found = read_letter_of_peru(extractor, words)
    assert {claim.claimant for claim in found.claims if claim.act == "deny"} == {BOLIVIA}
    (deed,) = found.events
    assert deed.key in {key for claim in found.claims if claim.act == "deny" for key in claim.about}
