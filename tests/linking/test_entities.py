"""The committee, the council: bodies by the last word of their names; resolutions dated by their numbers."""

from __future__ import annotations

import pytest
from builders.extraction import read_letter

COUNCIL = "actor/human-rights-council"


@pytest.mark.parametrize(
    ("body", "participants", "why"),
    [
        ("甲国感谢人权理事会。1998年2月，理事会举行了会议。", {COUNCIL}, "the only council named"),
        ("甲国感谢人权理事会和经济及社会理事会。1998年2月，理事会举行了会议。", set(), "either of two councils"),
        ("甲国感谢人权理事会。1998年2月，选举委员会举行了会议。", {"actor/选举委员会"}, "a body of its own name"),
    ],
)
def test_a_short_form_means_the_only_body_that_bears_it(extractor, tmp_path, body, participants, why):
    (meeting,) = read_letter(extractor, tmp_path, body).events
    assert set(meeting.participants) == participants, why


def test_the_number_of_a_resolution_founds_nothing(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "第9998(1998)号决议所设委员会十分重要。")
    assert x.events == ()
