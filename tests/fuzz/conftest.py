"""The reader that most fuzzers give their inputs to."""

import pytest
from builders.fuzz import Reader

from kg.pipeline.bench import checker


@pytest.fixture
def reader(extractor, tmp_path):
    return Reader(extractor, checker(), tmp_path)
