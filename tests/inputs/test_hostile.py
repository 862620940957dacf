"""Documents whose inside is disarranged: each gives words or a clear error, and never anything else."""

from __future__ import annotations

import copy
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from builders.authored import SPECIMENS, authored
from builders.examples import examples
from builders.office import page, word
from builders.open_office import open_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.errors import SourceError
from kg.structure.source import read_source

MADE = {".docx": word, ".odt": open_text, ".html": page}
PACKED = (".docx", ".odt")
VALUES = ["", "-1", "99999999999", "1.5", "x", "0", "true"]


@cache
def letter(suffix: str) -> bytes:
    """The first specimen as an author would have typed it."""
    return MADE[suffix](authored(SPECIMENS[0]))


def disarranged(xml: bytes, random: Random) -> bytes:
    """The XML with elements taken out, put elsewhere, renamed, and their attributes changed or taken off."""
    root = etree.fromstring(xml)
    for _ in range(random.randint(1, 8)):
        elements = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
        if not elements:
            break
        one, other, what = random.choice(elements), random.choice(elements), random.randrange(4)
        if what == 0:
            one.getparent().remove(one)
        elif what == 1:
            other.append(copy.deepcopy(one))
        elif what == 2:
            one.tag = other.tag
        elif one.attrib:
            one.attrib[random.choice(list(one.attrib))] = random.choice(VALUES)
    return etree.tostring(root)


def spoilt(data: bytes, random: Random) -> bytes:
    """The document with one of its parts disarranged."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copied:
        names = archive.namelist()
        meant = random.choice([name for name in names if name.endswith((".xml", ".rels")) and "META" not in name])
        for name in names:
            content = archive.read(name)
            copied.writestr(name, disarranged(content, random) if name == meant else content)
    return made.getvalue()


def reads_or_refuses(path: Path) -> None:
    try:
        source = read_source(path)
    except SourceError as error:
        assert error.what
    else:
        assert source.characters.strip()
        assert all(source.characters[span.start : span.end].strip() for span in (*source.notes, *source.furniture))


@pytest.mark.parametrize("suffix", PACKED)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_parts_disarranged(tmp_path: Path, suffix: str, random: Random) -> None:
    path = tmp_path / f"letter{suffix}"
    path.write_bytes(spoilt(letter(suffix), random))
    reads_or_refuses(path)


@pytest.mark.parametrize("suffix", [*PACKED, ".html"])
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.integers(0, 1 << 30), st.integers(0, 400), st.binary(max_size=9)), max_size=6))
def test_bytes_cut_and_put_in(tmp_path: Path, suffix: str, cuts: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(letter(suffix))
    for at, length, instead in cuts:
        start = at % len(data)
        data[start : start + length] = instead
    path = tmp_path / f"letter{suffix}"
    path.write_bytes(data)
    reads_or_refuses(path)
