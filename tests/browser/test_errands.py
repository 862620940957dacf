"""A historian's errands in the explorer: in both languages, by pointer and by keyboard, wide and narrow."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

RECORD, REPLY = "/id/document/S-PV.99001", "/id/document/02-letter-in-reply"
ATTACK, ECUADOR = "/id/claim/S-PV.99001/2508-accuse", "/id/actor/ecuador"
DISPUTE = "/id/occurrence/02-letter-in-reply/ArmedAttack-1995-02-22"
SENTENCE = "2月22日至23日夜间，秘鲁部队炮击了蒂温察，我国有14名士兵牺牲。"
PAGES = (
    "/", "/documents", "/actors", "/disputes", "/problems", "/pairs", "/search?q=蒂温察", RECORD, REPLY, ECUADOR,
    "/id/place/tiwintza", "/id/agreement/itamaraty-1995", ATTACK, DISPUTE,
    "/id/event/S-PV.99001/ArmedAttack-1995-02-22-tiwintza", "/ask", "/ask/casualties?run=1", "/editor",
)  # fmt: skip


# ---- Home and lists


def lit(page):
    """The words that the page's address means, once its script has lit them up."""
    words = page.locator(".w.here")
    words.first.wait_for()
    return words.all_inner_texts()


def test_what_the_store_holds_leads_to_its_lists(open_page):
    page = open_page("/")
    for number, name, path in (("7", "文件", "/documents"), ("10", "地点", "/places"), ("4", "争议", "/disputes")):
        page.goto("/")
        tile = page.locator(".tile", has_text=name)
        assert tile.locator("strong").inner_text() == number
        tile.click()
        assert page.url.endswith(path)
        assert page.locator("tbody tr").count() == int(number)


def test_a_bar_leads_to_the_documents_of_its_time(open_page):
    page = open_page("/", "en")
    page.locator(".chart a").last.click()
    assert "period=1998-11" in page.url
    assert page.locator("tbody tr").count() == 1


def test_documents_are_narrowed_by_kind(open_page):
    page = open_page("/documents", "en")
    page.get_by_label("Kind").select_option("Letter")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() == 3


def test_the_largest_dispute_is_opened_from_home(open_page):
    page = open_page("/")
    page.locator("#by-size ~ .scroll tbody a").first.click()
    assert page.url.endswith(DISPUTE)


def test_a_problem_is_seen_at_its_place(open_page):
    page = open_page("/")
    page.get_by_role("link", name="日期不明").click()
    words = page.locator("tbody .quote").first.inner_text()
    page.locator("tbody a").first.click()
    assert lit(page) == [words]
    assert page.locator("aside.problem", has_text=words).is_visible()


def test_doubtful_pairs_stand_side_by_side(open_page):
    page = open_page("/", "en")
    page.get_by_role("link", name="Two names: one person or place?").click()
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() == 3
    assert "full name" in page.locator("tbody").inner_text()


@pytest.mark.parametrize(("language", "other", "heading"), [("zh", "English", "Documents"), ("en", "中文", "文件")])
def test_the_language_is_switched_at_once_and_kept(open_page, language, other, heading):
    page = open_page("/documents?kind=Letter", language)
    page.get_by_role("navigation").get_by_role("link", name=other).click()
    assert page.locator("h1").inner_text() == heading
    assert page.locator("tbody tr").count() == 3, "the list is the same"
    page.locator("tbody a").first.click()
    assert page.locator("html").get_attribute("lang") != language


# ---- Search


def test_a_name_of_two_characters_is_found_while_it_is_typed(open_page):
    page = open_page("/")
    page.get_by_role("searchbox").press_sequentially("温察")
    page.locator("#found a", has_text="蒂温察").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/place/tiwintza")


def test_suggestions_go_away(open_page):
    page = open_page("/", "en")
    page.get_by_role("searchbox").press_sequentially("蒂")
    page.locator("#found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    assert page.get_by_role("searchbox").evaluate("field => field === document.activeElement")


def test_a_document_is_found_by_its_symbol(open_page):
    page = open_page("/", "en")
    page.get_by_role("searchbox").fill("S/PV.99001")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="S/PV.99001", exact=True).first.click()
    assert page.url.endswith(RECORD)


def test_quoted_words_lead_to_their_sentence(open_page):
    page = open_page("/search?q=炮击了蒂温察")
    page.locator("ul.results", has=page.locator("q")).locator("a").first.click()
    assert SENTENCE in "".join(lit(page))


@pytest.mark.parametrize("path", ["/", RECORD])
def test_search_needs_no_script(open_page, path):
    page = open_page(path, scripts=False)
    page.get_by_role("searchbox").fill("蒂温萨")
    page.get_by_role("searchbox").press("Enter")
    assert page.get_by_role("link", name="蒂温察", exact=True).first.is_visible()


# ---- A document


def test_a_sentence_and_its_card_light_up_together(open_page):
    page = open_page(RECORD)
    card = page.locator(".card", has=page.locator('a[href="#c2508-2566"]'))
    number = card.get_attribute("data-k")
    words = page.locator(f'.w[data-k~="{number}"]')
    words.first.hover()
    assert "hot" in card.get_attribute("class")
    card.hover()
    assert "hot" in words.last.get_attribute("class")


def test_a_click_on_a_sentence_opens_its_card(open_page):
    page = open_page(RECORD)
    page.locator('.claim-mark[data-s="2547"]').click()  # 炮击了
    card = page.locator(".card", has=page.locator('a[href="#c2508-2566"]'))
    assert card.get_by_text("accuse-attack").is_visible()


def test_numbers_lead_to_cards_and_back(open_page):
    page = open_page(RECORD, "en")
    number = page.locator(".num").nth(5)
    target = number.get_attribute("href")
    number.click()
    assert page.url.endswith(target)
    page.locator(f"{target} .ref").click()
    assert re.search(r"#c\d+-\d+$", page.url)
    assert lit(page)


def test_characters_have_an_address(open_page):
    page = open_page(f"{RECORD}#c2547-2553")
    assert "".join(lit(page)).startswith("炮击了")


def test_chosen_words_give_a_link_to_them(open_page):
    page = open_page(RECORD)
    place = page.locator(".w", has_text="炮击了").last
    place.evaluate(
        "piece => getSelection().setBaseAndExtent(piece.firstChild, 0, piece.firstChild, piece.textContent.length)"
    )
    page.locator("#copy").wait_for()
    start = int(place.get_attribute("data-s"))
    chosen = f"#c{start}-{start + len(place.inner_text())}"
    assert chosen in page.locator("#copy").inner_text()
    page.locator("#copy").click()
    assert page.url.endswith(chosen)


HIDDEN = "node => getComputedStyle(node).display === 'none'"
LAYERS = {
    "name": (".name-mark", "node => getComputedStyle(node).textDecorationLine === 'none'"),
    "agreement": (".agreement-mark", "node => getComputedStyle(node).textDecorationLine === 'none'"),
    "date": (".date-mark", "node => getComputedStyle(node).borderBottomStyle === 'none'"),
    "claim": (".card", HIDDEN),
    "problem": ("aside.problem", HIDDEN),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_switched_off_and_on(open_page, layer):
    page = open_page(RECORD)
    mark, is_off = LAYERS[layer]
    for off in (False, True, False):
        assert page.locator(mark).first.evaluate(is_off) is off
        page.locator(f"#layer-{layer}").focus()
        page.keyboard.press("Space")


def test_the_printed_lines_are_a_click_away(open_page):
    page = open_page(RECORD)
    row = page.locator(".row", has_text="炮击了").first
    row.locator(".printed summary").click()
    assert "我国有\n14名士兵牺牲。" in row.locator("pre").inner_text()


def test_a_speaker_is_reached_from_the_list_of_parts(open_page):
    page = open_page(RECORD, "en")
    page.get_by_text("Parts (16)").click()
    page.get_by_role("link", name=re.compile("part 9 .*Ecuador")).click()
    assert page.url.endswith("#part-9")
    assert page.locator("#part-9 h2").inner_text() == "Ecuador"


def test_a_contradiction_is_followed_from_a_card(open_page):
    page = open_page(RECORD)
    page.locator(".card .against a").first.click()
    assert "秘鲁" in page.locator("h1").inner_text()
    assert "否认" in page.locator("main").inner_text()


def test_a_document_reads_without_scripts(open_page):
    page = open_page(RECORD, scripts=False)
    said = re.sub(r"<a class=\"num\".*?</a>", "", page.locator("#part-9 .text p").first.inner_html())
    assert SENTENCE in re.sub(r"<[^>]+>", "", said)
    page.locator(".num").first.click()
    assert re.search(r"#k\d+$", page.url)


# ---- Things


def test_mentions_are_sorted_by_what_stands_before_them(open_page):
    page = open_page(ECUADOR)
    by_date = page.locator(".kwic td.before").all_text_contents()
    page.get_by_role("link", name="左文").click()
    by_left = page.locator(".kwic td.before").all_text_contents()
    assert by_left == sorted(by_left, key=lambda words: words.strip(" ")[::-1])
    assert by_left != by_date


def test_turning_a_page_of_claims_keeps_the_order_of_mentions(open_page):
    page = open_page(f"{ECUADOR}?sort=right", "en")
    page.locator("#said ~ .pager a").click()
    assert "sort=right" in page.url and "said=2" in page.url
    assert page.locator("#said ~ ol").get_attribute("start") == "21"


def test_a_tie_leads_to_the_other(open_page):
    page = open_page(ECUADOR, "en")
    page.locator("svg.star a", has_text="Peru").first.click()
    assert page.url.endswith("/id/actor/peru")


def test_an_event_is_opened_from_the_line_of_time(open_page):
    page = open_page(ECUADOR)
    page.locator("svg.time a").first.click()
    assert "/id/event/" in page.url
    assert "是否发生，只见于以下主张" in page.locator("main").inner_text()


def test_a_mention_leads_to_its_words(open_page):
    page = open_page("/id/place/tiwintza")
    mention = page.locator(".kwic tbody th a").first
    words = mention.inner_text()
    mention.click()
    assert "".join(lit(page)) == words


def test_each_side_has_its_own_name_for_a_place(open_page):
    page = open_page("/id/place/tiwintza")
    rows = [row.split("\t") for row in page.locator("#names ~ table tbody tr").all_inner_texts()]
    named = {(row[0], row[1].split("\n")[0]) for row in rows}
    assert {("蒂温察", "厄瓜多尔"), ("蒂温萨", "秘鲁")} <= named


def test_a_claim_names_its_claimant_first(open_page):
    page = open_page(ATTACK, "en")
    assert page.locator("h1").inner_text().startswith("Ecuador says")
    assert page.locator("dl dt").first.inner_text() == "claimant"


def test_what_is_done_to_an_agreement_is_said_by_somebody(open_page):
    page = open_page("/id/agreement/itamaraty-1995")
    leads = page.locator(".claims .lead").all_inner_texts()
    assert any("违反" in lead for lead in leads)
    assert all("：" in lead for lead in leads)


def test_data_are_at_the_same_address(open_page, address):
    page = open_page(ECUADOR)
    assert page.locator('link[type="text/turtle"]').get_attribute("href") == f"{ECUADOR}?format=ttl"
    answer = page.request.get(f"{address}{ECUADOR}", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")


# ---- A dispute


def test_the_accounts_stand_side_by_side(open_page):
    page = open_page(DISPUTE)
    assert page.locator(".sides thead th").all_inner_texts() == ["厄瓜多尔", "秘鲁"]
    page.locator(".sides a.against").first.click()
    assert re.search(r"#x\d+$", page.url)
    assert "一说有此事" in page.locator(".conflict-list li:target").inner_text()


def test_the_reason_of_every_link_is_told(open_page):
    page = open_page(DISPUTE, "en")
    page.get_by_role("link", name=re.compile("Why")).first.click()
    assert "fighting-denied" in page.locator("section", has=page.locator("#why")).inner_text()


def test_an_account_leads_to_its_words(open_page):
    page = open_page(DISPUTE)
    page.locator(".conflict-list .note a").first.click()
    page.wait_for_load_state()
    assert lit(page)


# ---- Asking


def test_a_question_is_asked_by_keyboard(open_page):
    page = open_page("/ask", "en")
    page.get_by_role("link", name=re.compile("Which casualty figures")).focus()
    page.keyboard.press("Enter")
    page.get_by_label("from").focus()
    page.keyboard.type("1995-02-22")
    page.keyboard.press("Enter")
    page.locator("#answer").wait_for()
    assert "until=" not in page.url, "what is left empty is not asked"
    assert page.locator("main tbody tr").count() > 5
    assert page.locator("svg.chart").is_visible()


def test_names_are_completed(open_page):
    page = open_page("/ask/casualties")
    page.get_by_label("所属方").press_sequentially("厄瓜")
    page.locator("#l-side option[value='厄瓜多尔']").wait_for(state="attached")


def test_an_answer_is_taken_along(open_page):
    page = open_page("/ask/casualties?run=1&from=1995-02-22&until=1995-02-23")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "casualties.csv"
    assert "14名士兵牺牲" in Path(download.value.path()).read_text("utf-8")


def test_a_row_leads_to_its_words(open_page):
    page = open_page("/ask/casualties?run=1&from=1995-02-22&until=1995-02-23")
    page.locator("tr", has_text="14名士兵牺牲").get_by_role("link").last.click()
    page.wait_for_load_state()
    assert len(lit(page)) == 1


def test_what_cannot_be_asked_is_told(open_page):
    page = open_page("/ask/casualties?run=1&side=火星")
    assert "nothing by the name" in page.get_by_role("alert").inner_text()


def test_the_editor_asks_and_shows_rows(open_page):
    page = open_page("/editor")
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr_results tbody tr").first.wait_for()
    assert page.locator(".yasr_results tbody tr").count() > 3


def test_the_editor_shows_an_error(open_page):
    page = open_page("/editor", "en")
    page.locator(".yasqe .CodeMirror").evaluate("editor => editor.CodeMirror.setValue('SELECT * WHERE { ?s ?p')")
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr .errorResult, .yasr .errorHeader").first.wait_for()


# ---- Every page


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_holds_every_page(open_page, path):
    page = open_page(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_skips_to_the_text(open_page):
    page = open_page(RECORD, "en")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_bars_a_reader(open_page, path, language, width):
    axe = os.environ.get("LETTERKG_AXE")
    if not axe:
        pytest.skip("LETTERKG_AXE is not set")
    page = open_page(path, language, width)
    page.evaluate(Path(axe).read_text("utf-8"))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    if path == "/editor":
        found = page.evaluate("options => axe.run({exclude: ['#yasgui']}, options)", options)
    else:
        found = page.evaluate("options => axe.run(document, options)", options)
    serious = {
        one["id"]: [node["html"][:150] for node in one["nodes"][:3]]
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    }
    assert serious == {}
