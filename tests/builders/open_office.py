"""OpenDocument texts, made of what an author typed or of XML given."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from builders.authored import Authored, Note, Typed
from builders.office import DOTS

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}"'
    for name, rest in {
        "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0", "draw": "drawing:1.0",
    }.items()
)  # fmt: skip
NUMBERED = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
STYLES = (
    f'<text:list-style style:name="L1">{NUMBERED}</text:list-style>'
    '<style:style style:name="P1"><style:paragraph-properties><style:tab-stops>'
    '<style:tab-stop style:leader-style="dotted"/></style:tab-stops></style:paragraph-properties></style:style>'
)


def open_of(body: str, styles: str = STYLES, header: str = "", manifest: str = "<m/>") -> bytes:
    """An OpenDocument text with this body, automatic styles and lines of the header."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in header.splitlines())
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page><style:header>{lines}"
            "</style:header></style:master-page></office:master-styles></office:document-styles>",
        )
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


def open_text(document: Authored) -> bytes:
    """As an OpenDocument text: numbers and footnotes automatic, rosters with leaders, running heads in the header."""
    return open_of("".join(map(_paragraph, document.paragraphs)), header="\n".join(document.heads))


def _paragraph(paragraph: Typed) -> str:
    words, style = "", "Standard"
    for piece in paragraph.pieces:
        if isinstance(piece, Note):
            body = f"<text:note-body><text:p>{escape(piece.words)}</text:p></text:note-body>"
            words += f"<text:note><text:note-citation>9</text:note-citation>{body}</text:note>"
        else:
            parts = DOTS.split(escape(piece))
            words += "<text:tab/>".join(parts)
            style = "P1" if len(parts) > 1 else style
    made = f'<text:p text:style-name="{style}">{words}</text:p>'
    if not paragraph.number:
        return made
    item = f'<text:list-item text:start-value="{paragraph.number}">{made}</text:list-item>'
    return f'<text:list text:style-name="L1">{item}</text:list>'
