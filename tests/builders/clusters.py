"""Benches that a cluster's workers make, in processes of their own."""

import os
import signal
import time
from multiprocessing import parent_process

from builders.bench import StubExtractor, check
from kg.pipeline.bench import Bench
from kg.structure.source import read_source


class SentStub(StubExtractor):
    """The stub, but it reads what was sent to it; a document may kill the process that reads it."""

    def read(self, path, content=None):
        return read_source(path, content)

    def extract(self, source, row=None):
        if parent_process() and "杀死" in source.characters:
            os.kill(os.getpid(), signal.SIGKILL)
        if "慢" in source.characters:
            time.sleep(0.05)
        return super().extract(source, row)


def sent_bench():
    return Bench(SentStub(), check)


def other_bench():
    """A bench that knows something else in a worker."""
    return Bench(SentStub(version="lexicon-2" if parent_process() else "lexicon-1"), check)


def broken_bench():
    """A bench that cannot be made in a worker."""
    if parent_process():
        raise OSError("no disk")
    return sent_bench()
