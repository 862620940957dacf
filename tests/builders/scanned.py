"""Scans of prints: each page as an image, tilted, blurred, speckled, or laid on its side."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What a scanner does to a page: degrees of tilt to the left, blur in pixels, the share of stained pixels."""

    degrees: float = 0
    blur: float = 0
    speckle: float = 0


CLEAN = Fault()
FAULTS = {
    "clean": CLEAN,
    "tilted": Fault(degrees=1),
    "blurred": Fault(blur=1.2),
    "speckled": Fault(speckle=0.004),
    "all": Fault(degrees=-1, blur=0.8, speckle=0.002),
}


def scan(pdf: Path | bytes, fault: Fault = CLEAN, pages: tuple[int, ...] | None = None) -> bytes:
    """The pages of a PDF, by default all, as a PDF of images; the same every time."""
    random = np.random.default_rng(7)
    document = pypdfium2.PdfDocument(pdf)
    numbers = range(len(document)) if pages is None else pages
    images = [_image(document[number], fault, random) for number in numbers]
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=images[1:], quality=80)
    return out.getvalue()


def _image(page: pypdfium2.PdfPage, fault: Fault, random: np.random.Generator) -> Image.Image:
    image = page.render(scale=DPI / 72).to_pil().convert("L")
    if fault.degrees:
        image = image.rotate(fault.degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if fault.blur:
        image = image.filter(ImageFilter.GaussianBlur(fault.blur))
    if fault.speckle:
        signs = np.array(image)
        stains = random.random(signs.shape)
        signs[stains < fault.speckle / 2] = 0
        signs[stains > 1 - fault.speckle / 2] = 255
        image = Image.fromarray(signs)
    return image


def errors(read: str, printed: str) -> float:
    """The share of characters read wrongly: how many must be changed, put in or taken out, to the printed ones.

    >>> errors("甲国部从撤出", "甲国部队撤出了")
    0.2857142857142857
    """
    row = np.arange(len(printed) + 1)
    signs = np.array(list(printed))
    steps = np.arange(len(printed) + 1)
    for at, sign in enumerate(read, 1):
        best = np.minimum(row[:-1] + (signs != sign), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([at], best)) - steps) + steps
    return float(row[-1]) / max(1, len(printed))
