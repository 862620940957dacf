"""Errands on the pages that compare and draw: disputes, timeline, map, stances, network."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

DISPUTE = "/id/occurrence/02-letter-in-reply/ArmedAttack-1995-02-22"
TIMELINE = "/timeline?sides=actor/ecuador,actor/peru,actor/united-nations&from=1995-01&until=1995-03"
PAGES = (DISPUTE, TIMELINE, "/map", "/stances", "/network")


# ---- A dispute


def test_a_contradiction_is_followed_from_its_mark_to_both_claims(open_page):
    page = open_page(DISPUTE)
    page.locator(".row-said .against").first.click()
    mark = page.url.rpartition("#")[2]
    assert mark.startswith("x")
    told = page.locator(f"#{mark}")
    assert told.locator("blockquote").count() == 2
    told.locator(".note a").first.click()
    assert "#c" in page.url
    page.locator(".w.here").first.wait_for()


def test_an_arc_leads_to_what_it_stands_for(open_page):
    page = open_page(DISPUTE, "en")
    page.locator(".conflicts a .mark").first.click()
    assert page.url.endswith("#x1")


def test_a_figure_leads_to_its_words(open_page):
    page = open_page(DISPUTE)
    page.locator(".ledger a", has_text="至少25").locator(".number").click()
    page.locator(".w.here").first.wait_for()
    assert "至少25人受伤" in "".join(page.locator(".w.here").all_inner_texts())


def test_columns_are_read_by_keyboard_on_a_narrow_screen(open_page):
    page = open_page(DISPUTE, width=390)
    beside = page.locator(".beside")
    beside.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert beside.evaluate("one => one.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ---- Timeline


def spread(page) -> list[float]:
    """How wide the bars are that are seen."""
    return page.eval_on_selector_all(
        ".span rect",
        "all => all.filter(one => one.closest('.span').style.display !== 'none').map(one => one.width.baseVal.value)",
    )


def test_the_timeline_is_drawn_closer_by_keyboard(open_page):
    page = open_page(TIMELINE)
    page.locator("#chart").focus()
    before, ticks = spread(page), page.locator(".ticks text").first.text_content()
    for _ in range(3):
        page.keyboard.press("+")
    after = spread(page)
    assert max(after) > max(before) and len(after) < len(before)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("0")
    assert spread(page) == pytest.approx(before, abs=1)
    assert page.locator(".ticks text").first.text_content() == ticks


def test_a_side_is_added_and_taken_away(open_page):
    page = open_page(TIMELINE)
    page.get_by_label("加一方").fill("洪都拉斯")
    page.get_by_role("button", name="显示").click()
    page.wait_for_load_state()
    assert page.locator(".lane").count() == 4
    page.get_by_role("link", name="去掉秘鲁").click()
    assert page.locator(".lane .who").all_text_contents() == ["厄瓜多尔", "联合国", "洪都拉斯"]


def test_one_event_is_followed_across_the_lanes(open_page):
    page = open_page(TIMELINE, "en")
    page.locator("#shared ~ .scroll tbody th a").first.click()
    page.wait_for_load_state()
    assert page.locator("table.sides").count() == 1


def test_the_timeline_needs_no_script(open_page):
    page = open_page(TIMELINE, scripts=False)
    assert page.locator(".span").count() > 20
    assert not page.locator("[data-zoom]").is_visible()


# ---- Map


def test_the_map_names_places_as_a_side_does(open_page):
    page = open_page("/map")
    page.get_by_label("按谁的称呼").select_option(index=1)
    page.get_by_role("button", name="显示").click()
    page.wait_for_load_state()
    assert page.locator(".place.unnamed").count() > 0
    assert "浅色者" in page.locator("main").inner_text()


def test_the_map_is_drawn_closer_and_a_place_opened(open_page):
    page = open_page("/map", "en")
    box = page.locator("svg.map").get_attribute("viewBox")
    page.get_by_role("button", name="closer").click()
    closer = page.locator("svg.map").get_attribute("viewBox")
    assert float(closer.split()[2]) == pytest.approx(float(box.split()[2]) / 2)
    page.get_by_role("button", name="All").click()
    assert page.locator("svg.map").get_attribute("viewBox").split()[2] == pytest.approx(box.split()[2])
    page.locator(".place").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/id/place/"))


def test_the_land_is_there_and_its_lines_can_be_left_out(open_page):
    page = open_page("/map")
    assert page.locator(".land").evaluate("one => one.getBBox().width") > 1000
    page.get_by_label("Natural Earth", exact=False).uncheck()
    assert not page.locator(".lines").is_visible()


# ---- Stances


def test_a_cell_opens_its_claims(open_page):
    page = open_page("/stances", "en")
    cell = page.locator("td.against a").first
    number = int(cell.inner_text().strip("−"))
    cell.click()
    assert page.url.endswith("#claims")
    assert f"{number} in all" in page.locator("section", has=page.locator("#claims")).inner_text()
    page.locator(".claims blockquote").first.wait_for()


def test_stances_are_narrowed_by_act_and_days(open_page):
    page = open_page("/stances", "en")
    page.get_by_label("Act").select_option("accuse")
    page.get_by_label("From").fill("1995-03-05")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    assert page.locator("td.against").count() > 0
    assert page.locator("td.favourable").count() == 0


# ---- Network


def test_what_is_seen_of_a_network_is_saved(open_page, tmp_path):
    page = open_page("/network")
    for kind in ("png", "svg"):
        with page.expect_download() as download:
            page.locator(f"[data-save={kind}]").click()
        download.value.save_as(tmp_path / f"seen.{kind}")
    assert (tmp_path / "seen.png").read_bytes().startswith(b"\x89PNG")
    drawn = ElementTree.parse(tmp_path / "seen.svg").getroot()
    names = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "厄瓜多尔" in names and "秘鲁" in names


def test_the_slider_narrows_the_files_too(open_page, tmp_path):
    page = open_page("/network", "en")
    first = page.locator("[data-end=first]")
    first.focus()
    page.keyboard.press("End")
    assert page.locator("[data-slider] output").inner_text().startswith("199")
    with page.expect_download() as download:
        page.get_by_role("link", name="graph.gexf").click()
    download.value.save_as(tmp_path / "late.gexf")
    late = nx.read_gexf(tmp_path / "late.gexf", version="1.2draft")
    whole = page.request.get("/network/graph.gexf").body()
    (tmp_path / "whole.gexf").write_bytes(whole)
    assert 0 < late.number_of_edges() < nx.read_gexf(tmp_path / "whole.gexf", version="1.2draft").number_of_edges()


def test_the_ties_are_read_as_a_table_and_opened(open_page):
    page = open_page("/network?projection=accusations")
    page.locator("#pairs ~ .scroll tbody a").first.click()
    assert page.url.endswith("#claims")
    assert page.locator(".claims li").count() > 0


def test_the_network_needs_no_script(open_page):
    page = open_page("/network", scripts=False)
    assert page.locator(".network-frame .tie").count() > 3
    assert page.get_by_role("link", name="pairs.csv").is_visible()


# ---- All of them


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_drawing_page_fits_a_narrow_screen(open_page, path, language):
    page = open_page(path, language, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious_bars_a_reader(open_page, path, language):
    axe = os.environ.get("LETTERKG_AXE")
    if not axe:
        pytest.skip("LETTERKG_AXE is not set")
    page = open_page(path, language)
    page.evaluate(Path(axe).read_text("utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    serious = {
        one["id"]: [node["html"][:150] for node in one["nodes"][:3]]
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    }
    assert serious == {}
