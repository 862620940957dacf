"""A part is read once more with those whom it accuses in the end; what does not depend on them is kept."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims import document

SENTENCES = (
    "玻利维亚在边界线上修建了隔离墙。",
    "近万名青年遭到绑架。",
    "最近放出愿意谈判的调子，以欺骗舆论。",
    "玻利维亚将军们在电视上夸耀这次得手。",
    "玻利维亚总统以为居民会接受这样的现状吗？",
    "近来又以修路为幌子征用农田。",
    "这一切罪行都令人发指。",
    "秘鲁总理访问了巴西。",
    "智利谴责玻利维亚军队2004年5月3日炮击边境哨所。",
    "智利指责秘鲁违反停火协定。",
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6, unique=True))
def test_what_is_kept_from_the_first_reading_is_what_the_second_one_finds(sentences, read_letter):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "_reads_alike", lambda known, context: False)
        anew = read_letter("".join(sentences))
    assert read_letter("".join(sentences)) == anew


def test_a_sentence_that_asks_whom_the_part_accuses_in_the_end_is_read_again(said):
    told = "玻利维亚在边界线上修建了隔离墙。"
    assert ("actor/chile", "report", ()) in said(told)
    assert ("actor/chile", "report", ()) not in said(f"{told}智利谴责玻利维亚军队2004年5月3日炮击边境哨所。")
