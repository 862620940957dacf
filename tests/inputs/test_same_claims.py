"""The specimens in each format that people have say what their text says, sentence for sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders.authored import SPECIMENS, Authored, authored
from builders.office import page, word
from builders.open_office import open_text
from builders.places import ROOT

from kg.model.document import PartKind
from kg.model.extraction import Evidence, Extraction
from kg.pipeline.extractor import Extractor

MADE: dict[str, Callable[[Authored], bytes]] = {".docx": word, ".odt": open_text, ".html": page}


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor([ROOT / "specimens" / "lexicon"])


def said(found: Extraction) -> list[tuple[str, ...]]:
    """Each claim: where, with which words, by whom and of whom, of which events and figures."""
    document = found.document
    counts = {one.key: (one.harm, one.count, one.bound, one.side, one.victims) for one in found.casualties}
    events = {one.key: (one.type, one.period, one.places, one.agents, one.patients) for one in found.events}

    def words(evidence: Evidence) -> str:
        return document.parts[evidence.part].text.slice(evidence.span)

    claims = {one.key: " ".join(map(words, one.evidence)) for one in found.claims}

    def about(key: str) -> str:
        return str(events.get(key) or claims.get(key, key))

    return sorted(
        (
            document.parts[one.part].kind.value, claims[one.key], str(one.act), one.polarity,
            one.claimant, str(one.uttered_by), str(one.targets), str(list(map(about, one.about))),
            str([counts[key] for key in one.casualties]), str(one.compliance), str(one.reported_source),
        )
        for one in found.claims
    )  # fmt: skip


def head(found: Extraction) -> tuple[object, ...]:
    """What the document is, and what its speakers are called."""
    one = found.document
    symbols = tuple(text.characters for text in one.symbols)
    sender = one.sender and one.sender.characters
    roster = tuple((left.characters, right.characters) for left, right in one.roster)
    voices = {
        (str(part.kind), str(part.language), *(text.characters for text in part.speaks_for)) for part in one.parts
    }
    return one.kind, symbols, one.date, sender, roster, voices


@pytest.mark.parametrize("suffix", MADE)
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_the_same_claims(reader: Extractor, path: Path, suffix: str, tmp_path: Path) -> None:
    made = tmp_path / f"{path.stem}{suffix}"
    made.write_bytes(MADE[suffix](authored(path)))
    as_text, found = reader.extract(reader.read(path)), reader.extract(reader.read(made))
    assert said(found) == said(as_text)
    assert head(found) == head(as_text)
    assert said(found)


def test_the_footnotes_are_cited_where_they_stand(reader: Extractor, tmp_path: Path) -> None:
    (path, *_) = SPECIMENS
    for suffix, make in MADE.items():
        made = tmp_path / f"letter{suffix}"
        made.write_bytes(make(authored(path)))
        document = reader.extract(reader.read(made)).document
        notes = [part for part in document.parts if part.kind is PartKind.FOOTNOTES]
        assert [text for part in notes for text in part.text.characters.split("\n")] == [
            "1红十字国际委员会，“塞内帕河上游：援助概况”，1995年2月20日，可查阅"
            "www.example.org/relief/cenepa-1995.html(1995年2月28日访问)。",
            "2厄瓜多尔民防局，《流离失所者登记报告》，1995年2月27日。",
        ]
        assert "note-without-mark" not in {problem.code for problem in document.problems}
