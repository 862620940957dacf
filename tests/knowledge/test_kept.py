"""What is kept between runs: had again where it is right, and made again where anything is wrong with the file."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType

import pytest
import regex

from kg import resources
from kg.knowledge import compiling, expressions, kept, knowledge, readings
from kg.knowledge.expressions import Expression
from kg.knowledge.knowledge import Knowledge

KEY = "of one input"
THING = {"甲": (1, frozenset({"乙"})), "丙": MappingProxyType({"丁": Path("戊")})}
MAKES = (type(Path()),)
MINE = """
@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix place: <https://w3id.org/letterkg/id/place/> .
place:new-town a lkg:Place ; skos:prefLabel "%s"@zh .
"""


pytestmark = pytest.mark.usefixtures("few_rules")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(kept.SWITCH, raising=False)
    forget()
    yield tmp_path / "cache" / "letterkg"
    forget()


def forget() -> None:  # what is kept is read anew, as another process reads it
    compiling._kept.cache_clear()
    readings._kept.cache_clear()


@pytest.fixture(scope="module")
def known(few_rules: None) -> dict[compiling.Key, regex.Pattern[str]]:
    """The compiled expressions of the shipped knowledge."""
    return {(one._guarded, one._flags): one._expression for one in Knowledge.load(placeholders=True).expressions()}


@pytest.fixture(scope="module")
def compiled(known: dict[compiling.Key, regex.Pattern[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, kept in a file of a folder, and what is read of them in another one."""
    folder, shipped = tmp_path_factory.mktemp("cache"), Knowledge.load(placeholders=True)
    kept.write(folder / compiling.FILE, kept.versions(), {key: pickle.dumps(one) for key, one in known.items()})
    read = {one.pattern: one.read() for one in (*shipped.own_expressions(), *shipped.name_expressions())}
    kept.write(folder / readings.FILE, readings.key(), (read, set()))
    return folder


@pytest.fixture
def asked(known: dict[compiling.Key, regex.Pattern[str]], monkeypatch: pytest.MonkeyPatch) -> list[compiling.Key]:
    """The expressions that are to be compiled from here on, which takes no time, for they are known."""
    keys: list[compiling.Key] = []
    monkeypatch.setattr(compiling, "_compile", lambda *key: (keys.append(key), known[key])[1])
    return keys


@pytest.fixture
def home(empty: Path, compiled: Path) -> Path:
    """A cache folder of its own with nothing but the expressions."""
    shutil.copytree(compiled, empty)
    return empty


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "thing.pickle"
    kept.write(file, KEY, THING)
    return file


def test_what_was_kept_is_had_again(path: Path) -> None:
    found = kept.read(path, KEY, MAKES)
    assert found == THING
    assert isinstance(found, dict)
    assert isinstance(found["丙"], MappingProxyType)


def test_a_file_for_another_key_is_passed_over(path: Path) -> None:
    assert kept.read(path, "of another input", MAKES) is None


@pytest.mark.parametrize("place", [0, 31, 32, 40, -1])
def test_a_damaged_file_is_passed_over(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert kept.read(path, KEY, MAKES) is None


@pytest.mark.parametrize("size", [0, 10, 32, 60])
def test_a_file_cut_short_is_passed_over(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    assert kept.read(path, KEY, MAKES) is None


def test_a_class_that_is_not_listed_is_not_made(path: Path) -> None:
    assert kept.read(path, KEY) is None


class _Harm:
    def __reduce__(self):
        return os.mkdir, ("harm",)


def test_a_file_runs_no_code(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    packed = pickle.dumps([_Harm()])
    path.write_bytes(kept._seal(KEY, packed) + packed)
    assert kept.read(path, KEY, MAKES) is None
    assert not (tmp_path / "harm").exists()
    pickle.loads(packed)
    assert (tmp_path / "harm").exists()  # so would it have been


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
class TestOwn:
    def test_a_file_that_others_may_write_is_passed_over_and_made_again(self, path: Path) -> None:
        path.chmod(0o666)
        assert kept.read(path, KEY, MAKES) is None
        kept.write(path, KEY, THING)
        assert path.stat().st_mode & 0o777 == 0o600
        assert kept.read(path, KEY, MAKES) == THING

    def test_a_file_of_another_user_is_passed_over(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kept.os, "geteuid", lambda: path.stat().st_uid + 1)
        assert kept.read(path, KEY, MAKES) is None

    def test_a_link_is_not_followed(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(path)
        assert kept.read(tmp_path / "link", KEY, MAKES) is None

    def test_a_fifo_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "fifo")
        assert kept.read(tmp_path / "fifo", KEY, MAKES) is None


def test_a_folder_that_cannot_be_written_is_no_harm(empty: Path) -> None:
    empty.parent.write_text("a file where the folder should be", encoding="utf-8")
    kept.write(empty / "thing.pickle", KEY, THING)
    assert kept.read(empty / "thing.pickle", KEY, MAKES) is None


def test_the_oldest_go(tmp_path: Path) -> None:
    files = [kept.of_key(tmp_path, "thing", str(number)) for number in range(kept.MOST + 2)]
    for age, file in enumerate(files):
        kept.write(file, KEY, THING)
        os.utime(file, (age, age))
    kept.write(tmp_path / "other.pickle", KEY, THING)
    kept.prune(tmp_path, "thing")
    assert {file for file in files if file.exists()} == {*files[2:]}
    assert (tmp_path / "other.pickle").exists()


def test_the_oldest_stays_where_it_is_in_use(tmp_path: Path) -> None:
    files = [kept.of_key(tmp_path, "thing", str(number)) for number in range(kept.MOST + 1)]
    for age, file in enumerate(files):
        kept.write(file, KEY, THING)
        os.utime(file, (age, age))
    assert kept.read(files[0], KEY, MAKES) == THING
    kept.prune(tmp_path, "thing")
    assert {file for file in files if not file.exists()} == {files[1]}


def said(of: Knowledge) -> list[object]:
    """All that knowledge says, in its order, its expressions by what they are made of."""

    def made_of(value: object) -> object:
        if isinstance(value, Expression):
            return value.__getstate__(), value._expression.pattern
        return [*map(made_of, value)] if isinstance(value, tuple) else value

    rules = [
        [type(rule), *(made_of(getattr(rule, one.name)) for one in fields(rule))]
        for ranked in of.rules.by_class.values()
        for rule in ranked
    ]
    patterns = [*map(made_of, of.own_expressions())]
    lexicon = of.lexicon
    return [lexicon, [*lexicon.entries], [*lexicon.names], rules, patterns, of.layout.rules, [*of.layout.compiled]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An element for each time that knowledge is made of its files."""
    times: list[int] = []
    make = knowledge.load_lexicon
    monkeypatch.setattr(knowledge, "load_lexicon", lambda *a, **k: (times.append(1), make(*a, **k))[1])
    return times


def test_knowledge_is_made_once_and_the_same_when_it_was_kept(home: Path, made: list[int]) -> None:
    first = Knowledge.load()
    forget()
    again = Knowledge.load()
    assert len(made) == 1
    assert said(again) == said(first)
    Knowledge.load(placeholders=True)
    assert len(made) == 2


def test_knowledge_is_made_again_when_a_file_changes(home: Path, made: list[int], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in ("己镇", "庚镇", "庚镇"):
        (mine / "own.ttl").write_text(MINE % name, encoding="utf-8")
        assert [one.name for one in Knowledge.load(mine).lexicon.find(name)] == [name]
    assert len(made) == 2
    (mine / "more.ttl").write_text("", encoding="utf-8")
    Knowledge.load(mine)
    assert len(made) == 3


def test_knowledge_is_made_again_without_its_expressions(
    home: Path, made: list[int], asked: list[compiling.Key]
) -> None:
    first = Knowledge.load()
    (home / compiling.FILE).unlink()
    forget()
    assert said(Knowledge.load()) == said(first)
    assert len(made) == 2
    assert {(one._guarded, one._flags) for one in first.own_expressions()} <= {*asked}
    assert (home / compiling.FILE).exists()


def test_expressions_are_read_once_and_the_same_when_that_was_kept(
    home: Path, made: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (home / readings.FILE).unlink()
    first = said(Knowledge.load())
    assert (home / readings.FILE).exists()
    for file in home.glob("knowledge-*"):
        file.unlink()
    forget()
    for name in ("ways", "guarded", "steps"):
        monkeypatch.delattr(expressions, name)  # nothing is read again
    assert said(Knowledge.load()) == first
    assert len(made) == 2


def test_readings_by_other_code_are_made_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = next(iter(readings._kept().known))
    assert readings.reading(pattern).guarded
    forget()
    monkeypatch.setattr(readings, "key", lambda: "of other code")
    assert readings.reading(pattern) == readings.UNREAD


def test_what_came_to_an_end_is_not_tried_again_by_a_later_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(expressions, "unending", lambda _, pattern: tried.append(pattern))
    assert [*Knowledge.load().growing()] == []
    assert tried
    forget()
    first = [*tried]
    assert [*Knowledge.load().growing()] == []
    assert tried == first


def test_what_has_no_end_is_tried_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "unending", lambda _, pattern: "啊啊")
    for _ in range(2):
        assert [*Knowledge.load().growing()]
        forget()


def test_nothing_is_kept_where_that_is_not_wanted(
    empty: Path, made: list[int], asked: list[compiling.Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.SWITCH, "off")
    Knowledge.load()
    Knowledge.load()
    assert len(made) == 2
    assert asked
    assert not empty.exists()


def test_two_processes_may_keep_at_once(home: Path) -> None:
    code = f"import kg.resources as r; from pathlib import Path; r.PACKAGE = Path({str(resources.PACKAGE)!r}); "
    code += "from kg.knowledge.knowledge import Knowledge; print(Knowledge.load().lexicon.version)"
    both = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    versions = {process.communicate()[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert versions == {Knowledge.load().lexicon.version}
