"""The text layers that pdftotext makes of one document in its three forms, and what only pages tell."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from builders.knowledge import layout
from builders.typeset import FOLDER, FORMS, TEXTS, write

from kg.errors import SourceError
from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair
from kg.structure.source import read_source

KINDS = {"record": {"SPEECH", "CHAIR"}, "letter": {"COVER_LETTER", "ANNEX"}, "resolution": {"BODY"}}


def repaired(words: str):
    return repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout())


def spoken(name: str, form: str) -> list[tuple[str, list[str], str]]:
    """Who says what, apart from the first page, whose columns a form may set otherwise."""
    (document,) = structures(repair(read_source(FOLDER / f"{name}-{form}.txt"), layout()), layout())
    parts = [part for part in document.parts if part.kind.name in KINDS[name]]
    said = [(p.kind.name, [t.characters for t in p.speaks_for], p.text.characters.replace("\n", "")) for p in parts]
    return [one for one in said if ". . ." not in one[2]]


@pytest.mark.parametrize(("name", "form"), [(n, f) for n in TEXTS for f in FORMS if (n, f) != ("record", "layout")])
def test_every_form_has_each_word_in_the_mouth_that_the_document_gives_it(name, form):
    found = spoken(name, form)
    wanted = "".join("".join(words.split()) for words in TEXTS[name])
    assert found == spoken(name, "raw")
    assert all("".join(words.split()) in wanted for _, _, words in found)


def test_the_speeches_of_the_record_are_those_that_were_typeset():
    of_states = [states for kind, states, _ in spoken("record", "plain") if kind == "SPEECH"]
    assert of_states == [["甲国"], ["乙国"], ["戊国"], ["丁国"], ["丙国"]]


def test_two_columns_side_by_side_are_refused_with_page_and_remedy():
    with pytest.raises(SourceError, match=r"two columns side by side on page 2.*without -layout"):
        repair(read_source(FOLDER / "record-layout.txt"), layout())


@pytest.mark.parametrize(
    "words",
    [
        "常驻代表          常驻代表\n\n" + "伊万·托尔(签名)      彼得·林顿(签名)\n\n" * 5,
        "甲国代表团 . . . . . . . . . . . .     托尔先生和林顿女士\n" * 6,
        "　　乙国部队炮击了我国村庄，  我国要求立即停火。\n" * 2 + "我国感到遗憾。\n",
    ],
    ids=["signatures", "roster", "two lines"],
)
def test_what_only_looks_like_columns_is_read(words):
    assert repaired(words).body


def test_a_head_that_comes_again_on_each_page_is_no_part_of_a_speech():
    pages = ["托尔先生（甲国）：我国要求乙国军队", "立即撤出我国领土和", "各个边境的哨所。"]
    found = repaired("\f".join(f"甲国和乙国间的局势\n\n{page}\n" for page in pages))
    assert "".join(p.text.characters for p in found.body) == "".join(pages)
    assert {text.characters for text in found.furniture} == {"甲国和乙国间的局势"}


def test_what_two_documents_print_alike_at_the_top_of_their_pages_stays():
    page = "联合国\n\n安全理事会\n\n1999年3月{}日{}常驻联合国代表给秘书长的信\n\n我国要求停火。\n\n常驻代表\n"
    found = repaired(page.format(2, "甲国") + "\f" + page.format(5, "乙国"))
    assert [p.text.characters for p in found.body].count("安全理事会") == 2


@pytest.mark.skipif(
    not (shutil.which("pdftotext") and importlib.util.find_spec("reportlab")), reason="needs poppler and reportlab"
)
def test_the_texts_are_what_the_script_makes(tmp_path):
    write(tmp_path)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
