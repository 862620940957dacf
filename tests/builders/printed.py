"""Prints the specimens as the United Nations print such documents: letters in one column, records in two.

The words are those that the repair of the specimen's text gives, so that a print says what the text says and no more.
`python tests/builders/printed.py FOLDER` prints all of them. Needed: WeasyPrint and a Chinese font of the Noto family.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from builders.places import ROOT
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.layout import Layout
from kg.model.document import Document, DocumentKind
from kg.model.extraction import Extraction
from kg.model.text import Paragraph, Repaired
from kg.structure.document import structure
from kg.structure.repair import repair
from kg.structure.source import read_source

SPECIMENS = ROOT / "specimens"
FONT = "Noto Serif CJK SC"
TITLES = ("letter-title", "document-title")

STYLE = """
@page {{ size: A4; margin: 28mm 25mm 26mm;
  @top-left {{ content: "{left}"; font-size: 9pt }}
  @top-center {{ content: "{topic}"; font-size: 9pt }}
  @top-right {{ content: "{right}"; font-size: 9pt }}
  @bottom-left {{ content: counter(page) "/" counter(pages); font-size: 9pt }}
  @bottom-right {{ content: "{job}"; font-size: 9pt }}
  @footnote {{ border-top: .5pt solid; padding-top: 4pt; margin-top: 8pt }} }}
@page :first {{ @top-left {{ content: none }} @top-center {{ content: none }} @top-right {{ content: none }}
  @bottom-left {{ content: none }} }}
html {{ font: 10.5pt/1.5 "{font}"; text-align: justify }}
body {{ margin: 0 }}
p {{ margin: 0 0 7pt; text-indent: 2em }}
.front, .title, .sign, .row {{ text-indent: 0; text-align: left }}
.front {{ margin: 0 }}
.title {{ font-size: 13pt; font-weight: bold; margin: 16pt 0 10pt }}
.sign {{ margin: 0 0 0 }}
.row {{ margin: 0 }}
.row b {{ font-weight: normal }}
.row b::after {{ content: leader(". ") attr(title) }}
.columns {{ columns: 2; column-gap: 9mm }}
.first {{ break-after: page }}
.all {{ column-span: all; font-weight: bold; text-indent: 0; margin: 6pt 0 }}
.note {{ float: footnote; font-size: 8pt; text-align: left; text-indent: 0 }}
.note::footnote-call {{ content: counter(footnote); font-size: 6.5pt; vertical-align: super; line-height: 0 }}
.note::footnote-marker {{ content: counter(footnote) " "; font-size: 6.5pt; vertical-align: super; line-height: 0 }}
"""


@cache
def layout() -> Layout:
    """The rules of layout, with the names of the specimens."""
    return Knowledge.load(SPECIMENS / "lexicon").layout


def can_print() -> bool:
    """Whether WeasyPrint and a Chinese font are here."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # OSError: a library of the system is missing
        return False
    fonts = subprocess.run(["fc-list", FONT], capture_output=True, check=False).stdout
    return bool(fonts.strip())


def print_specimen(name: str, to: Path, traditional: bool = False) -> Path:
    """Prints a specimen, in traditional characters if asked, as a PDF with a text layer."""
    from opencc import OpenCC
    from weasyprint import HTML

    page = page_of(SPECIMENS / name)
    HTML(string=OpenCC("s2t").convert(page) if traditional else page).write_pdf(to)
    return to


def page_of(path: Path) -> str:
    """A specimen as the HTML of its print."""
    repaired = repair(read_source(path), layout())
    document = structure(repaired, layout())
    record = document.kind is DocumentKind.MEETING_RECORD
    words = [*_body(repaired)]
    start = next((at for at, text in enumerate(words) if layout().match("opening", text)), 0) if record else 0
    front = "".join(_front(text) for text in words[:start])
    rest = "".join(_paragraph(text) for text in words[start:])
    body = f'<div class="first">{front}</div><div class="columns">{rest}</div>' if record else rest
    return f'<html lang="zh"><style>{_style(document, record)}</style><body>{body}</body></html>'


def told(extraction: Extraction) -> list[tuple[object, ...]]:
    """What each sentence says: its words, act, who claims it of whom, its figures, and the events that it is about."""
    events = {event.key: event for event in extraction.events}
    counts = {count.key: count for count in extraction.casualties}
    parts = {part.order: part.text for part in extraction.document.parts}
    found: list[tuple[object, ...]] = []
    for claim in extraction.claims:
        figures = [(c.harm, c.count, c.bound, c.side, c.victims) for c in map(counts.__getitem__, claim.casualties)]
        about = [(e.type, e.period, e.agents, e.patients, e.places) for key in claim.about if (e := events.get(key))]
        words = tuple(parts[item.part].slice(item.span) for item in claim.evidence)
        whose = (claim.claimant, claim.uttered_by, claim.targets, claim.complier, claim.reported_source)
        found.append((words, claim.act, claim.polarity, claim.compliance, *whose, figures, about, len(claim.about)))
    return sorted(found, key=str)


def _style(document: Document, record: bool) -> str:
    symbol = document.symbols[0].characters if document.symbols else ""
    topic = document.agenda_topics[0].characters if record and document.agenda_topics else ""
    day = f"{document.date:%d/%m/%Y}" if record and document.date else ""
    return STYLE.format(left=symbol, topic=topic, right=day, job="95-99009", font=FONT)


def _front(text: str) -> str:
    """A line of a record's first page; a row of its roster with leaders between the two names."""
    row = layout().match("roster-row", text)
    if row is None:
        return f'<p class="front">{escape(text)}</p>'
    left, right = escape(text[: row.end("left")]), escape(text[row.end("left") :].lstrip(" ."))
    return f'<p class="row">{left} <b title="{right}"></b></p>'


def _paragraph(text: str) -> str:
    if any(layout().match(rule, text) for rule in TITLES):
        return f'<p class="title">{text}</p>'
    if "\u3002" not in text and "\uff0c" not in text:
        return f'<p class="sign">{text}</p>'
    return f"<p>{text}</p>"


def _body(repaired: Repaired) -> Iterator[str]:
    """The paragraphs, footnotes in the places of their marks, which the repair took out."""
    marks = dict(_marks(repaired))
    for paragraph in repaired.body:
        origins = paragraph.text.origins
        text = ""
        for at, sign in zip(origins, paragraph.text.characters, strict=True):
            for place in [mark for mark in marks if origins[0] <= mark < at]:
                text += f'<span class="note">{escape(marks.pop(place))}</span>'
            text += escape(sign)
        yield text


def _marks(repaired: Repaired) -> Iterator[tuple[int, str]]:
    """Where each footnote's mark stood in the source, with the footnote's words."""
    paragraphs: Sequence[Paragraph] = (*repaired.body, *repaired.notes)
    texts = (*(paragraph.text for paragraph in paragraphs), *repaired.furniture)
    kept = {at for text in texts for at in text.origins}
    after = 0
    for note in repaired.notes:
        words, place = note.text.characters, note.text.origins[0]
        mark, rest = words[0], words[1:].strip()
        ends = [p.text.origins[-1] for p in repaired.body if p.text.origins[0] < place]
        source = repaired.source.characters
        # a mark stands inside of a paragraph, or in Markdown behind its last word
        found = [at for at in range(after, max(ends) + 40) if source[at] == mark and at not in kept and at < place]
        inside = [at for at in found if any(p.text.origins[0] < at for p in repaired.body)]
        after = _best(inside, repaired)
        yield after, rest


def _best(places: Sequence[int], repaired: Repaired) -> int:
    """The first of the places that stands inside a paragraph."""
    for at in places:
        for p in repaired.body:
            if p.text.origins[0] < at < p.text.origins[-1]:
                return at
    raise ValueError("no mark of a footnote stands inside a paragraph")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for specimen in sorted(SPECIMENS.glob("0*.*")):
        print_specimen(specimen.name, folder / f"{specimen.stem}.pdf")
