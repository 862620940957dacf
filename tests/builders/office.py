"""Files of word processors and browsers, made of what an author typed or of XML given."""

from __future__ import annotations

import html
from io import BytesIO
from xml.sax.saxutils import escape

import docx
import regex
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from builders.authored import Authored, Note, Typed

DOTS = regex.compile(r"\s*(?:\.\s*){5,}")
NAMESPACES = nsdecls("w", "r", "wp", "a", "pic") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
LEADER = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="8000"/></w:tabs>'


def levels(*described: tuple[str, str], start: int = 1) -> str:
    """The levels of a list: format and what is printed."""
    first = f'<w:start w:val="{start}"/>'
    return "".join(
        f'<w:lvl w:ilvl="{at}">{first}<w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (format_, text) in enumerate(described)
    )


def word_of(body: str, parts: dict[str, str] | None = None, numbering: str = "", header: str = "") -> bytes:
    """A Word document with this body; parts by the name of their relationship, each the XML inside its root."""
    made = docx.Document()
    for element in list(made.element.body)[:-1]:
        made.element.body.remove(element)
    for element in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        made.element.body.insert(len(made.element.body) - 1, element)
    if numbering:
        root = made.part.numbering_part.element
        for element in list(root):
            root.remove(element)
        for element in parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"):
            root.append(element)
    for name, xml in (parts or {}).items():
        uri = PackURI(f"/word/{name}.xml")
        blob = f"<w:{name} {NAMESPACES}>{xml}</w:{name}>".encode()
        made.part.relate_to(Part(uri, f"{WML}.{name}+xml", blob, made.part.package), getattr(RT, name.upper()))
    if header:
        made.sections[0].header.paragraphs[0].text = header
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def word(document: Authored) -> bytes:
    """As a Word document: numbers and footnotes automatic, rosters with leaders, running heads in the header."""
    notes: list[str] = []
    body = "".join(_word_paragraph(one, notes) for one in document.paragraphs)
    footnotes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>{_run(f" {words}")}</w:p></w:footnote>'
        for at, words in enumerate(notes, 2)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels(("decimal", "%1."))}</w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="7"/></w:num>'
    )
    return word_of(body, {"footnotes": footnotes} if notes else {}, numbering, "\n".join(document.heads))


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _word_paragraph(paragraph: Typed, notes: list[str]) -> str:
    runs = ""
    for piece in paragraph.pieces:
        if isinstance(piece, Note):
            notes.append(piece.words)
            runs += f'<w:r><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
        else:
            runs += "<w:r><w:tab/></w:r>".join(map(_run, DOTS.split(piece)))
    properties = COUNTED if paragraph.number else LEADER if "<w:tab/>" in runs else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def page(document: Authored) -> bytes:
    """As a web page: numbers as ordered lists, footnotes as links to the end of the page."""
    notes: list[str] = []
    body = "".join(_page_paragraph(one, notes) for one in document.paragraphs)
    end = "".join(f'<p id="n{at}"><a href="#r{at}">[{at}]</a> {words}</p>' for at, words in enumerate(notes, 1))
    heads = "".join(f"<p>{html.escape(head)}</p>" for head in document.heads)
    menu = "<nav><a href=/>首页</a> <a href=/n>新闻</a></nav>"
    return (
        f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>{menu}</title></head>"
        f"<body>{menu}<main>{heads}{body}<hr>{end}</main></body></html>"
    ).encode()


def _page_paragraph(paragraph: Typed, notes: list[str]) -> str:
    words = ""
    for piece in paragraph.pieces:
        if isinstance(piece, Note):
            notes.append(html.escape(piece.words))
            at = len(notes)
            words += f'<sup><a id="r{at}" href="#n{at}">[{at}]</a></sup>'
        else:
            words += html.escape(piece)
    return f"<ol start={paragraph.number}><li>{words}</ol>" if paragraph.number else f"<p>{words}</p>"
