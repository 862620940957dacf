"""The page of a dispute over the specimens: who says what of one night, in whose column, and what contradicts what."""

from __future__ import annotations

import re

import html5rdf
import pytest

from kg.web.links import ServerLinks
from kg.web.sides.called import called
from kg.web.view import View

NIGHT = "/id/occurrence/02-letter-in-reply/ArmedAttack-1995-02-22"


@pytest.fixture(scope="module")
def page(browser) -> str:
    return browser.get(NIGHT, headers={"Accept-Language": "zh"}).text


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def cells(page: str) -> dict[str, dict[str, str]]:
    """The table as text, by row and by whose column."""
    table = re.search(r'<table class="sides">.*?</table>', page, re.DOTALL)[0]
    sides = [plain(one) for one in re.findall(r'<th scope="col">(.*?)</th>', table, re.DOTALL)]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
    return {
        row: dict(zip(sides, map(plain, re.findall(r"<td>(.*?)</td>", told, re.DOTALL)), strict=True))
        for row, told in rows
    }


def test_each_side_has_its_own_words_alone(page):
    """Ecuador accuses, Peru denies; what is denied is not told as Peru's account."""
    told = cells(page)
    assert "指控：秘鲁" in told["所说"]["厄瓜多尔"] and "否认" not in told["所说"]["厄瓜多尔"]
    assert "否认" in told["所说"]["秘鲁"] and "指控" not in told["所说"]["秘鲁"]
    assert "秘鲁陆军使用迫击炮和火箭炮" in told["原文"]["厄瓜多尔"]
    assert "秘鲁部队没有袭击任何厄瓜多尔哨所" in told["原文"]["秘鲁"]
    assert told["何时"]["厄瓜多尔"].startswith("1995-02-22至1995-02-23")
    assert told["何时"]["秘鲁"].startswith("否认： 1995-02-22至1995-02-23")
    assert "死亡14人" in told["数字"]["厄瓜多尔"] and "死亡12人" in told["数字"]["秘鲁"]


def test_places_are_called_as_their_user_calls_them(page):
    called = cells(page)["对地点的称呼"]
    assert "蒂温察" in called["厄瓜多尔"] and called["秘鲁"] == "–"


def test_what_contradicts_what_is_marked_drawn_and_told(page):
    drawn = re.search(r'<svg class="drawing conflicts".*?</svg>', page, re.DOTALL)[0]
    listed = re.findall(r'<li id="(x[0-9]+)">(.*?)</li>', page, re.DOTALL)
    assert any("数字不能并立" in words for _, words in listed)
    mark, denied = next((mark, words) for mark, words in listed if "told-and-denied" in words)
    assert f'href="#{mark}"' in drawn and "厄瓜多尔 ≠ 秘鲁" in drawn
    assert "厄瓜多尔称" in denied and "秘鲁称" in denied
    assert mark.replace("x", "≠") in cells(page)["所说"]["秘鲁"]


def test_the_ledger_draws_bounds_in_form(page):
    chart = re.search(r'<svg class="drawing ledger".*?</svg>', page, re.DOTALL)[0]
    figures = re.findall(r'<a href="([^"]*)" class="given".*?</a>', chart, re.DOTALL)
    assert len(figures) == 5 and all("#c" in href for href in figures)
    lower = next(one for one in re.findall(r"<a .*?</a>", chart, re.DOTALL) if "至少25" in one)
    assert 'class="arrow"' in lower and 'class="to"' not in lower
    exact = next(one for one in re.findall(r"<a .*?</a>", chart, re.DOTALL) if "14（士兵）" in one)
    assert 'class="dot"' in exact and 'class="arrow"' not in exact


def test_every_link_has_its_rule_and_reason(page):
    why = page[page.index('id="why"') :]
    assert "规则 fighting-denied" in why and "规则 fighting-same-sides" in why
    assert why.index("<strong>存疑") < why.index("<strong>同一事"), "doubtful ones first"


def test_what_another_is_said_to_call_a_place_is_not_the_speakers_own_name(shown):
    """Peru writes Tiwinza in its way and says that Ecuador calls it otherwise."""
    store = shown.store
    view = View(store, shown.index, shown.wordings["zh"], ServerLinks(base=store.base))
    document = f"{store.base}document/02-letter-in-reply"
    text = view.lookup.text(document)
    at = next(one for one in view.lookup.mentions(f"{store.base}event/02-letter-in-reply/ArmedAttack-1995-02-22-2"))
    found = {one.form: one for one in called(view, at, [f"{store.base}place/tiwintza"])}
    assert text[at.start : at.end].count("蒂温") == 2
    assert found["蒂温萨"].namer == "" and found["蒂温察"].namer == f"{store.base}actor/ecuador"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_sound_and_its_anchors_are_there(browser, language):
    text = browser.get(NIGHT, headers={"Accept-Language": language}).text
    html5rdf.HTMLParser(strict=True).parse(text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= {*ids, "main"}
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", text)
