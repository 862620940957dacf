"""States under former names: one state with the years of a name, or a state of its own with what took its place."""

import pytest
from builders.knowledge import lexicon

from kg.model.mention import Kind


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("锡兰", "sri-lanka"),
        ("扎伊尔", "congo-kinshasa"),
        ("上沃尔特", "burkina-faso"),
        ("达荷美", "benin"),
        ("民主柬埔寨", "cambodia"),
        ("白俄罗斯苏维埃社会主义共和国", "belarus"),
        ("斯威士兰", "eswatini"),
        ("前南斯拉夫的马其顿共和国", "north-macedonia"),
    ],
)
def test_a_state_that_was_renamed_is_the_same_state(name, key):
    (entry,) = lexicon().find(name)
    assert (entry.key, entry.valid, entry.successors) == (f"actor/{key}", None, ())
    assert entry.name != name or key == "eswatini"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("纽西兰", "new-zealand"),
        ("沙乌地阿拉伯", "saudi-arabia"),
        ("厄瓜多", "ecuador"),
        ("象牙海岸", "cote-divoire"),
        ("肯亚", "kenya"),
    ],
)
def test_a_state_by_its_name_in_taiwan_or_in_older_records_is_the_same_state(name, key):
    (entry,) = lexicon().find(name)
    assert entry.key == f"actor/{key}" and entry.name != name


@pytest.mark.parametrize(
    ("name", "ended", "successors"),
    [
        ("民主也门", "1990-05-22", {"yemen"}),
        ("东德", "1990-10-03", {"germany"}),
        ("坦噶尼喀", "1964-04-26", {"tanzania"}),
        ("捷克斯洛伐克", "1992-12-31", {"czechia", "slovakia"}),
        ("塞尔维亚和黑山", "2006-06-03", {"serbia", "montenegro"}),
        ("阿拉伯联合共和国", "1971-09-02", {"egypt", "syria"}),
    ],
)
def test_a_state_that_is_no_more_has_an_end_and_successors(name, ended, successors):
    (entry,) = lexicon().find(name)
    assert entry.kind is Kind.STATE
    assert entry.valid.rpartition("/")[2] == ended
    assert set(entry.successors) == {f"actor/{key}" for key in successors}


def test_a_territory_that_no_state_recognised_is_disputed():
    (entry,) = lexicon().find("罗得西亚")
    assert (entry.kind, entry.successors) == (Kind.DISPUTED, ("actor/zimbabwe",))
