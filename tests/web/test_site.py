"""A site of files: that it hangs together, has what the server shows and no more, and can be searched."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5rdf
import pytest
from builders.commands import call
from builders.long import long
from builders.quarrel import A, base, quarrel
from builders.world import Doc, fill
from rdflib import SKOS, URIRef

from kg.namespaces import ID
from kg.web.site.links import SiteLinks, Target
from kg.web.site.shards import plain, shard

CHROMIUM = shutil.which("chromium")
ADDRESS = re.compile(r'\b(?:href|src|action|data-index|data-search)="([^"]*)"')


def written(store: Path, to: Path, *words: str) -> Path:
    result = call("site", "--to", to, "--out", store, *words)
    assert result.exit_code == 0, result.output
    return to


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel")
    quarrel(folder)
    return folder


@pytest.fixture(scope="module")
def site(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(store, tmp_path_factory.mktemp("host") / "site")


def crawled(root: Path) -> tuple[set[str], list[str]]:
    """The files that the first page leads to, and what is wrong with any address."""
    waiting, reached, wrong = [root / "index.html"], set[str](), list[str]()
    while waiting:
        page = waiting.pop()
        name = page.relative_to(root).as_posix()
        if name in reached:
            continue
        reached.add(name)
        for address in map(unescape, ADDRESS.findall(page.read_text("utf-8")) if page.suffix == ".html" else ()):
            parts = urlsplit(address)
            if parts.scheme == "https" and parts.netloc != "w3id.org":
                continue  # what is said elsewhere of a thing
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if parts.scheme or parts.netloc or address.startswith("/") or not address:
                wrong.append(f"{name}: {address!r} is not relative")
            elif not target.is_relative_to(root.resolve()) or not target.exists():
                wrong.append(f"{name}: {address} is dead")
            elif parts.fragment and f'id="{parts.fragment}"' not in target.read_text("utf-8"):
                wrong.append(f"{name}: {address} has no such place")
            elif target.is_file():
                waiting.append(target)
    return reached, wrong


def test_no_address_is_dead_or_absolute_and_every_page_is_reached(site: Path) -> None:
    reached, wrong = crawled(site)
    assert wrong == []
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    unreached = {name for name in files - reached if "/search/" not in name and not name.startswith("assets/")}
    assert unreached == set()
    assert len(reached) > 100


@long
def test_a_large_store_hangs_together_too(desk: Path, tmp_path: Path) -> None:
    store = tmp_path / "output"
    shutil.copytree(desk / "output", store)
    assert crawled(written(store, tmp_path / "site"))[1] == []


def test_pages_are_sound_and_say_their_language(site: Path) -> None:
    for language in ("zh", "en"):
        for path in sorted((site / language).rglob("*.html")):
            text = path.read_text("utf-8")
            assert f'<html lang="{language}">' in text
            html5rdf.HTMLParser(strict=True).parse(text)
            assert not re.search(r"\son\w+=|<script>|<form[^>]*method", text)
    claims = [path.name for path in (site / "en" / "id").glob("claim-s-1999-1-0-*.html")]
    assert len(claims) == 1
    assert "打死5人" in (site / "zh" / "id" / claims[0]).read_text("utf-8")


def test_data_lie_beside_the_pages(site: Path) -> None:
    (turtle,) = (site / "data").glob("claim-s-1999-1-0-*.ttl")
    assert str(ID["claim/S-1999-1/0"]).removeprefix(str(ID)) in turtle.read_text("utf-8").replace("\\", "")
    json.loads(turtle.with_suffix(".jsonld").read_text("utf-8"))


def test_names_of_files_are_safe_everywhere(site: Path, tmp_path: Path) -> None:
    doc = base(Doc("S-1", kind="Letter")).part("CoverLetter", A)
    hostile = URIRef(f"{ID}actor/..%2F..%2FCON%3F*-甲<b>".replace("<", "%3C").replace(">", "%3E"))
    doc.graph.add((hostile, SKOS.prefLabel, next(doc.graph.objects(ID[A], SKOS.prefLabel))))
    for kind in doc.graph.objects(ID[A]):
        if "Actor" in str(kind):
            doc.add(hostile, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind)
    doc.says("甲国开火。", {"by": A, "act": "report"})
    (tmp_path / "store").mkdir()
    made = written(fill(tmp_path / "store", doc), tmp_path / "site")
    assert crawled(made)[1] == []
    for root in (site, made):
        names = [path.relative_to(root).as_posix() for path in root.rglob("*")]
        assert [name for name in names if not re.fullmatch(r"[a-z0-9./_-]+", name)] == []
        assert len({name.lower() for name in names}) == len(names)
        assert max(len(part) for name in names for part in name.split("/")) < 120


def test_the_same_store_is_the_same_bytes_and_an_earlier_site_is_replaced(
    site: Path, store: Path, tmp_path: Path
) -> None:
    two = shutil.copytree(site, tmp_path / "two")
    (two / "zh" / "stale.html").write_text("of an earlier site", encoding="utf-8")
    (two / "index.html").write_text("of an earlier site", encoding="utf-8")
    written(store, two)
    contents = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (site, two)
    ]
    assert contents[0] == contents[1]


def test_a_folder_with_other_files_is_left_alone(store: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("ten years", encoding="utf-8")
    result = call("site", "--to", tmp_path / "home", "--out", store)
    assert result.exit_code == 1 and "thesis.txt lies in it" in result.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_what_is_judged_wrong_is_not_published(store: Path, tmp_path: Path) -> None:
    judged = shutil.copytree(store, tmp_path / "store")
    claim = "id:claim/S-1999-1/0"
    assert call("review", "add", claim, "wrong", "--by", "Ann", "--out", judged).exit_code == 0
    made, every = written(judged, tmp_path / "site"), written(judged, tmp_path / "all", "--all")
    for root, number in ((made, 0), (every, 1)):
        assert len(list((root / "zh" / "id").glob("claim-s-1999-1-0-*.html"))) == number
        holding = [path for path in root.rglob("*.html") if "claim/S-1999-1/0<" in path.read_text("utf-8")]
        assert bool(holding) == bool(number)
    assert "claim" not in {unescape(one).split("-")[0] for one in ADDRESS.findall((made / "index.html").read_text())}
    home, whole = ((root / "en" / "index.html").read_text("utf-8") for root in (made, every))
    counts = [int(re.search(r"<strong>(\d+)</strong> Claims", text)[1]) for text in (home, whole)]
    assert counts[0] == counts[1] - 1


def test_one_list_is_turned_at_a_time() -> None:
    seen: list[Target] = []

    def links(**query: str) -> SiteLinks:
        here = Target(kind="thing", language="en", name="urn:a/id/actor/a", query=tuple(sorted(query.items())))
        return SiteLinks(here=here, pages=frozenset({"documents"}), has=lambda iri: True, wanted=seen.append)

    def asked(address: str) -> dict[str, str]:
        assert address.endswith(".html")
        return dict(seen[-1].query)

    assert asked(links().thing("urn:a/id/actor/a", said=2, of=1, sort="date")) == {"said": "2"}
    assert asked(links(said="2").thing("urn:a/id/actor/a", said=2, of=2, sort="date")) == {"of": "2"}
    assert asked(links(said="2").thing("urn:a/id/actor/a", said=1, of=1, sort="date")) == {}
    assert asked(links(said="2").thing("urn:a/id/actor/a", said=2, of=1, sort="left")) == {"sort": "left"}
    assert asked(links(sort="left").thing("urn:a/id/actor/a", **{"in": 2}, said=1, sort="left")) == {
        "in": "2",
        "sort": "left",
    }
    assert asked(links().page("documents", page=2, kind="Letter", period="")) == {"page": "2", "kind": "Letter"}
    assert links().page("sparql") == ""


def found(site: Path, language: str, words: str) -> list[list[str]]:
    """What the index has for words, found as the browser's module finds it."""
    home, wanted = site / language / "search", plain(words)
    grams = [wanted[at : at + 2] for at in range(max(1, len(wanted) - 1))]
    numbers = [
        set(json.loads((home / "grams" / f"{shard(one)}.json").read_text("utf-8")).get(one, [])) for one in grams
    ]
    entries = (
        json.loads((home / "entries" / f"{one // 100}.json").read_text("utf-8"))[one % 100]
        for one in sorted(set.intersection(*numbers))
    )
    return [entry for entry in entries if wanted in plain(entry[0])]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("丁", "丁市"),
        ("丁市", "丁市"),
        ("庚市", "庚市"),
        ("s/1999/1", "S/1999/1"),
        ("Ｓ/1999", "S/1999/1"),
        ("打死5人", "3月1日，乙国向丁市开火，打死5人。"),
        ("stateland", "Stateland A"),
    ],
)
def test_the_index_finds_names_symbols_and_words(site: Path, words: str, form: str) -> None:
    entries = found(site, "en", words)
    assert form in [entry[0] for entry in entries]
    for _, _, href in entries:
        assert (site / "en" / unquote(href.partition("#")[0])).is_file()
    assert found(site, "en", "没有这个") == []


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
def test_a_browser_finds_traditional_words_without_a_server_of_ours(site: Path, tmp_path: Path) -> None:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/en/search.html?q=%E4%B9%99%E5%9C%8B"  # 乙國
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path}",
            "--virtual-time-budget=10000",
        ]
        shown = subprocess.run([CHROMIUM, *options, "--dump-dom", address], capture_output=True, text=True, timeout=120)
        server.shutdown()
    assert re.search(
        r'<div id="results"><ul class="results"><li><a href="[^"]*/en/id/actor-b-\w+\.html">乙国</a>', shown.stdout
    )
