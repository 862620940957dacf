"""Pages of a PDF that are images: which they are, and what is recognised of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from kg.inputs.reading import told
from kg.inputs.sheets import Sheet
from kg.model.text import Problem

if TYPE_CHECKING:
    from kg.inputs.ocr import Recognised

ZOOM = 2.0
LARGEST = 2400  # pixels: a larger page is shown smaller
COVERED = 0.6  # of the page: an image as large is the page itself
FEW = 60  # characters: a stamp or an address on a scan has no more
FEWEST_HAN = 0.05  # of the characters: the text layer of a Chinese page has more
_HAN = regex.compile(r"\p{Han}")


def is_scan(page: pypdfium2.PdfPage, sheet: Sheet, signs: Sequence[str]) -> bool:
    """Whether a page is an image, and its characters only a stamp on it or read in another language."""
    han = sum(1 for sign in signs if _HAN.match(sign))
    if len(signs) >= FEW and han >= FEWEST_HAN * len(signs):
        return False
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return any(_area(image.get_bounds()) > COVERED * sheet.width * sheet.height for image in images)


def _area(bounds: Sequence[float]) -> float:
    left, bottom, right, top = bounds
    return (right - left) * (top - bottom)


def problems_of(found: Recognised, page: int) -> Iterator[Problem]:
    """What of a page could not be read."""
    if found.vertical:
        message = f"the type of page {page}, an image, runs from top to bottom and was not recognised"
        yield told("vertical-type", message)
    elif not found.glyphs:
        yield told("nothing-recognised", f"on page {page}, an image, nothing was recognised")
    if found.marks:
        yield told("marks-unread", f"page {page} has {found.marks} marks that look like type and could not be read")


def scanned(page: pypdfium2.PdfPage, sheet: Sheet) -> Recognised | None:
    """What is recognised of a page as it is shown; None where the libraries for it are not installed."""
    try:
        from kg.inputs import ocr  # its models take a second to load, which few documents need
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        return None
    zoom = min(ZOOM, LARGEST / max(sheet.width, sheet.height))
    image = page.render(scale=zoom, rev_byteorder=True).to_numpy()[:, :, :3]
    return ocr.recognised(image, zoom)
