"""Makes docs/pictures/page.png, a printed page of a specimen with its claims: python docs/write_page_picture.py

Needs `pip install 'letterkg[dev]'` and the font Noto CJK: the specimen is printed as PDF and read back from there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from kg.knowledge.schemes import schemes
from kg.model.extraction import Claim, Extraction
from kg.model.pages import Box
from kg.pipeline.extractor import Extractor

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from builders.printed import print_specimen  # noqa: E402

SPECIMEN, PAGE = "03-meeting-record.txt", 2
SCALE, WIDTH, LINE = 1.6, 690, 29
FONT = "NotoSansCJK-Regular.ttc"  # found by name where fonts are installed
AGAINST, OTHER, WORDS = (176, 32, 32), (32, 88, 140), (30, 30, 30)


def main() -> None:
    """Prints the specimen, reads it, and draws the claims of a page beside the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = print_specimen(SPECIMEN, Path(folder) / "print.pdf")
        extractor = Extractor([ROOT / "specimens" / "lexicon"])
        extraction = extractor.extract(extractor.read(path))
        page = pypdfium2.PdfDocument(path)[PAGE - 1].render(scale=SCALE).to_pil().convert("RGB")
    draw_claims(page, extraction).quantize(32).save(ROOT / "docs" / "pictures" / "page.png", optimize=True)


def draw_claims(page: Image.Image, extraction: Extraction) -> Image.Image:
    """The page with a box round the words of each claim, and beside it a line for each."""
    picture = Image.new("RGB", (page.width + WIDTH, page.height), "white")
    picture.paste(page, (0, 0))
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 17)
    small = ImageFont.truetype(FONT, 14)
    names = {entity.key: entity.name for entity in extraction.entities}
    y = LINE
    for number, (claim, boxes) in enumerate(claims_on(extraction), 1):
        colour = AGAINST if claim.act in schemes().against else OTHER
        for box in boxes:
            corners = [v * SCALE for v in (box.x, box.y, box.x + box.width, box.y + box.height)]
            draw.rectangle(corners, outline=colour, width=2)
        first = boxes[0]
        draw.text((first.x * SCALE - 16, first.y * SCALE - 12), str(number), colour, small)
        whom = "、".join(names.get(key, key) for key in claim.targets)
        told = f"{number}  {names.get(claim.claimant, '?')}: {claim.act or claim.compliance}"
        draw.text((page.width + 20, y), f"{told} → {whom}" if whom else told, colour, font)
        where = f"page={first.page}&xywh={first.x:g},{first.y:g},{first.width:g},{first.height:g}"
        draw.text((page.width + 400, y + 3), where, WORDS, small)
        y += LINE
    return picture


def claims_on(extraction: Extraction) -> list[tuple[Claim, tuple[Box, ...]]]:
    """The claims whose words begin on the page, each with the boxes of its lines, in the order of the page."""
    layer = extraction.document.source.layer
    assert layer
    texts = {part.order: part.text for part in extraction.document.parts}
    found = []
    for claim in extraction.claims:
        span = claim.evidence[0].span
        boxes = layer.places.boxes(texts[claim.part].origins[span.start : span.end])
        if boxes and boxes[0].page == PAGE:
            found.append((claim.part, span.start, claim, boxes))
    return [(claim, boxes) for _, _, claim, boxes in sorted(found, key=lambda one: one[:2])]


if __name__ == "__main__":
    main()
