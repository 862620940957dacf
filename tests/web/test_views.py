"""The pages that compare sides: stances and the claims behind them, what each side says happened when."""

from __future__ import annotations

import json
import re

import html5rdf
import pytest
from builders.commands import call

from kg.web.links import ServerLinks
from kg.web.sides.map_chart import Mark, frame_of
from kg.web.sides.places import sites
from kg.web.sides.stances import shade
from kg.web.view import View

PAGES = (
    "/stances", "/stances?act=accuse&all=1", "/stances?from=x&until=1995", "/timeline", "/timeline?sides=actor/peru",
    "/timeline?from=0001&until=9998",
    "/network", "/network?projection=co-participation&nodes=actor", "/network?projection=none&ego=x&from=x",
    "/map", "/map?differing=1", "/map?by=nobody",
    "/timeline?from=1995-02-22&until=1995-02-23&type=ArmedAttack", "/timeline?sides=nobody&add=nobody&from=1995-13",
)  # fmt: skip


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_html(browser, page, language):
    response = browser.get(page, headers={"Accept-Language": language})
    assert response.status_code == 200
    html5rdf.HTMLParser(strict=True).parse(response.text)
    ids = re.findall(r'\bid="([^"]+)"', response.text)
    assert len(ids) == len(set(ids))
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", response.text)


def cell(page: str, speaker: str, target: str) -> str:
    """The cell of a stance matrix, as HTML."""
    table = re.search(r'<table class="heat">.*?</table>', page, re.DOTALL)[0]
    targets = [plain(one) for one in re.findall(r'<th scope="col" class="turned">(.*?)</th>', table, re.DOTALL)]
    for name, row in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL):
        if plain(name) == speaker:
            return re.findall(r"<td.*?</td>", row, re.DOTALL)[targets.index(target)]
    raise AssertionError(f"{speaker} has no row")


def test_the_matrix_counts_the_claims_that_it_opens(browser, desk):
    """Each number is that of the claims behind it, which `kg stances` counts too."""
    page = browser.get("/stances?all=1", headers={"Accept-Language": "zh"}).text
    found = cell(page, "厄瓜多尔", "秘鲁")
    assert 'class="against' in found and plain(found).startswith("−")
    href = re.search(r'href="([^"#]+)', found)[1].replace("&amp;", "&")
    behind = browser.get(href, headers={"Accept-Language": "zh"}).text
    number = int(plain(found).lstrip("−"))
    assert f"共{number}" in plain(behind).replace(" ", "") or f"{number}项" in plain(behind)
    listed = call(
        "stances", "--out", str(desk / "output"), "--by", "厄瓜多尔", "--of", "秘鲁", "--claims", "--format", "json"
    )
    rows = json.loads(listed.output)
    assert len({row["claim"] for row in rows}) == number


def test_a_quarrel_is_seen_from_both_ends(browser):
    page = browser.get("/stances?all=1", headers={"Accept-Language": "zh"}).text
    assert 'class="against' in cell(page, "秘鲁", "厄瓜多尔")
    assert "反对" in cell(page, "秘鲁", "厄瓜多尔"), "in words too"


def test_few_and_many_differ_in_shade():
    shades = [shade(number, 10_000) for number in (1, 10, 100, 1_000, 10_000)]
    assert shades == sorted(shades) and shades[0] == 1 and shades[-1] == 5 and len(set(shades)) > 3
    assert shade(1, 1) == 1


def lane(page: str, name: str) -> str:
    return next(one for one in re.findall(r'<g class="lane">.*?</g>', page, re.DOTALL) if f">{name}</text>" in one)


NIGHT = "/timeline?sides=actor/ecuador,actor/peru&from=1995-02-22&until=1995-02-23"


def test_each_lane_has_what_its_side_says_alone(browser):
    page = browser.get(NIGHT, headers={"Accept-Language": "zh"}).text
    ecuador, peru = lane(page, "厄瓜多尔"), lane(page, "秘鲁")
    assert "否认：武装攻击 1995-02-22至1995-02-23" in peru
    assert "否认：武装攻击 1995-02-22至1995-02-23" not in ecuador
    assert "<title>武装攻击 1995-02-22至1995-02-23</title>" in ecuador
    assert 'class="same"' in page, "one event in two lanes is joined"
    assert "流离失所" not in ecuador + peru, "the Secretariat tells of that"


def test_vague_times_are_drawn_as_such(browser):
    page = browser.get(
        "/timeline?sides=actor/united-nations&from=1995-01&until=1995-03", headers={"Accept-Language": "zh"}
    ).text
    spans = dict(re.findall(r'class="span ([^"]*)"(?:(?!</a>).)*<title>([^<]*)</title>', page, re.DOTALL))
    assert spans["month"] == "流离失所 1995-02-01至1995-02-28"
    assert spans["day fade-out"].startswith(("停火 1995-03-01至", "部署 1995-03-10至"))


def test_a_date_that_is_none_is_told_and_narrows_nothing(browser):
    told = browser.get("/timeline?from=1995-13", headers={"Accept-Language": "zh"}).text
    assert "“1995-13”不是日期" in told and 'class="span' in told


def test_a_place_lies_where_the_lexicon_has_it(browser):
    """Quito lies west of Brasilia and north of it; a degree is ten units, narrowed east to west alone."""
    page = browser.get("/map", headers={"Accept-Language": "zh"}).text
    marks = {name: (float(x), float(y)) for x, y, name in re.findall(
        r'data-x="([^"]+)" data-y="([^"]+)" aria-label="([^：]+)：', page)}  # fmt: skip
    assert marks["巴西利亚"][1] == pytest.approx(157.798, abs=0.01)
    assert marks["基多"][0] < marks["巴西利亚"][0] and marks["基多"][1] < marks["巴西利亚"][1]
    land = browser.get("/assets/vendor/world/world.svg")
    assert land.headers["content-type"] == "image/svg+xml"
    assert 'id="land"' in land.text and 'id="lines"' in land.text


def test_a_places_names_stand_with_their_users(browser, shown):
    store = shown.store
    view = View(store, shown.index, shown.wordings["zh"], ServerLinks(base=store.base))
    site = next(one for one in sites(view) if view.number(one.place) == "巴西利亚")
    user = next(use.side for use in site.uses if use.side)
    by = browser.get("/map", params={"by": view.index.iri(user)}, headers={"Accept-Language": "zh"}).text
    assert f"名称依{view.number(user)}之言" in by
    assert re.search(rf'<text x="10" y="4.5"[^>]*>{site.called_by(user)[0]}</text>', by)
    unnamed = [one for one in sites(view) if not one.called_by(user)]
    assert by.count('class="place unnamed"') == len(unnamed) > 0


def test_a_frame_holds_all_its_places():
    marks = [
        Mark(longitude=x, latitude=y, name="", words="", href="", mentions=1, differing=False)
        for x, y in ((-78.5, -0.2), (-70.0, -33.4), (37.6, 55.7))
    ]
    frame = frame_of(marks)
    height = frame.width * 700 / 1200
    for one in marks:
        x, y = frame.at(one)
        assert frame.left < x < frame.left + frame.width and frame.top < y < frame.top + height


def test_what_is_only_asked_for_is_not_told_as_done(browser):
    """Ecuador asks that a letter of 13 February be looked at and promises a border for 1999; its lane says so."""
    page = browser.get("/timeline?sides=actor/ecuador", headers={"Accept-Language": "zh"}).text
    spans = dict(re.findall(r'class="span ([^"]*wished)"(?:(?!</a>).)*<title>([^<]*)</title>', page, re.DOTALL))
    assert spans == {"day wished": "要求：通信 1995-02-13", "month wished": "承诺：其他 1999-01-01至1999-06-30"}
    assert "<title>通信 1995-02-13" not in page


def test_events_without_a_day_are_listed_too(browser, shown):
    """As many as the page counts beside the side's name."""
    page = browser.get("/timeline?sides=actor/ecuador", headers={"Accept-Language": "zh"}).text
    number = int(re.search(r"另(\d+)件无日期", page)[1])
    listed = re.findall(r'<td class="date">时间未说明</td><td>厄瓜多尔</td>', page)
    assert len(listed) == number > 0
