"""Symbols as people write them."""

import pytest

from kg.errors import SymbolError
from kg.inputs.symbols import expanded, read_symbols


def test_a_range_is_every_symbol_of_it():
    assert expanded("S/PV.9130-9140") == tuple(f"S/PV.{number}" for number in range(9130, 9141))
    assert expanded("A/C.1/77/PV.9–11") == ("A/C.1/77/PV.9", "A/C.1/77/PV.10", "A/C.1/77/PV.11")


@pytest.mark.parametrize("symbol", ["A/77/611", "A/ES-10/PV.3", "S/RES/1701(2006)", "A/S-10/2", "S/2015/1/Corr.1"])
def test_a_symbol_is_itself(symbol):
    assert expanded(symbol) == (symbol,)


@pytest.mark.parametrize(
    "words",
    ["", "hello", "S/", "/S/1", "A/../1", "A/77/../../x1", "S/PV.9140-9130", "S/PV.1-5000", "S/PV.1\\2", "S/a b?1",
     "http://example.org/1", "S/PV.1-" + "9" * 5000 + "x/"],
)  # fmt: skip
def test_what_is_no_symbol_is_refused(words):
    with pytest.raises(SymbolError):
        expanded(words)


def test_a_file_of_symbols(tmp_path):
    path = tmp_path / "symbols.txt"
    path.write_text("# records\nS/PV.9130-9131\n\nS/PV.9130 \nA/77/611 # a letter\n", "utf-8")
    assert read_symbols(path) == ("S/PV.9130", "S/PV.9131", "A/77/611")


@pytest.mark.parametrize(
    ("content", "said"), [(b"S/1\nhello\n", "line 2: 'hello' is no symbol"), (b"\xff\xfe", "is not UTF-8")]
)
def test_a_wrong_file_of_symbols_is_told(tmp_path, content, said):
    path = tmp_path / "symbols.txt"
    path.write_bytes(content)
    with pytest.raises(SymbolError, match=said):
        read_symbols(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SymbolError, match=r"none\.txt"):
        read_symbols(tmp_path / "none.txt")
