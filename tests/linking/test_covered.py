"""What a report tells by month or day alone lies in the time that it covers."""

from __future__ import annotations

import pytest
from builders.extraction import read

REPORT = """2015年5月15日秘书长关于丁市局势的报告

1. {covers}

2. {told}
"""


@pytest.mark.parametrize(
    ("covers", "told", "begin"),
    [
        ("本报告所涉期间为2014年1月至12月。", "3月，民兵袭击了丁市。", "2014-03-01"),
        ("本报告概述2014年的事态发展。", "3月4日，民兵袭击了丁市。", "2014-03-04"),
        ("本报告所涉期间为2014年1月至12月。", "2015年3月，民兵袭击了丁市。", "2015-03-01"),
        ("本报告述及丁市。", "3月，民兵袭击了丁市。", "2015-03-01"),
        ("本报告所涉期间为2014年9月至2015年4月。", "3月，民兵袭击了丁市。", "2015-03-01"),
    ],
)
def test_a_month_is_one_of_those_that_a_report_covers(extractor, tmp_path, covers, told, begin) -> None:
    (event,) = read(extractor, tmp_path, REPORT.format(covers=covers, told=told), "document.txt").events
    assert event.period.begin.isoformat() == begin
