"""Graphs that wait to be loaded: the first few megabytes in memory, more of them in a file without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile

from kg.graph.advice import advising
from kg.graph.records import Build
from kg.pipeline.products import Product

AT_ONCE = 5_000_000
"""So many bytes of N-Triples are loaded at once, for a load takes several times their memory; less takes no longer."""


class Waiting:
    """Products in the order in which they came; their triples are kept in a file that ends with this process.

    Raises StoreError where the folder's disk takes no more.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes = 0
        self._products: list[tuple[Product, int]] = []
        self._by_content: defaultdict[tuple[str, str], list[Build]] = defaultdict(list)
        self._file = SpooledTemporaryFile(max_size=AT_ONCE, dir=str(folder))  # noqa: SIM115 (it lives as long as this)

    def __len__(self) -> int:
        return len(self._products)

    def add(self, product: Product) -> None:
        """Takes one more."""
        with advising(self.folder):
            self._file.write(product.triples)
        size = len(product.triples)
        self._products.append((replace(product, triples=b""), size))
        self._by_content[product.build.sha256, product.build.file_name].append(product.build)
        self.bytes += size

    def of_content(self, sha256: str, file_name: str) -> list[Build]:
        """What waits of a file of this name and content."""
        return self._by_content.get((sha256, file_name), [])

    def batches(self) -> Iterator[list[Product]]:
        """Gives all back, as many each time as are loaded at once."""
        batch: list[Product] = []
        gathered = 0
        self._file.seek(0)
        for product, size in self._products:
            with advising(self.folder):
                batch.append(replace(product, triples=self._file.read(size)))
            gathered += size
            if gathered > AT_ONCE:
                yield batch
                batch, gathered = [], 0
        if batch:
            yield batch
