"""Commands in processes of their own that start at once, for what they need is loaded, and that can be killed.

Run as a program it is the process that the others are forked from: it reads requests, a line of JSON each, and answers
each with a line, the exit status. It opens no store, and documents' graphs are made once and then known, so that a
killed process dies while it writes more often than while it thinks.
"""

import json
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

from builders.places import ROOT


class Program:
    """The command line: `run` a command to its end, or for so many seconds and then kill its process."""

    def __init__(self, log):
        self.log = log
        paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "builders.forked", str(log)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def run(self, *words, seconds=0.0):
        """The exit status, negative for a process that was killed."""
        self.process.stdin.write(json.dumps({"words": [str(word) for word in words], "seconds": seconds}) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def _serve(log):
    from kg.cli import app
    from kg.pipeline import documents
    from kg.pipeline.bench import Bench, BenchFactory
    from kg.structure.catalogue import Catalogue

    bench = BenchFactory()()
    known = cache(lambda path, content: produce(bench, path, Catalogue()))
    produce = documents.produce
    documents.produce = lambda _, path, catalogue: known(path, path.read_bytes())
    BenchFactory.__call__ = lambda _: Bench(bench.extractor, bench.check, bench.shapes_version)
    for line in sys.stdin:
        request = json.loads(line)
        for path in request["words"]:  # so that the forked process has it
            if Path(path).is_dir() and request["words"][0] == "build":
                for document in sorted(Path(path).glob("*.txt")):
                    known(document, document.read_bytes())
        pid = os.fork()
        if pid == 0:
            _child(app, request["words"], log)
        if request["seconds"]:
            time.sleep(request["seconds"])
            os.kill(pid, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _child(app, words, log):
    with log.open("ab") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    try:
        app(words)
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(int(end.code or 0))
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(99)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
