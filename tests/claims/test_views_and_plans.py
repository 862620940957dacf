"""What another holds is blamed where it is called absurd; what another will be in charge of is no offer."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.extraction import read

from kg.model.document import CatalogueRow, DocumentKind
from kg.pipeline.extractor import Extractor

LETTER = "2001年3月2日秘鲁常驻联合国代表给安全理事会主席的信\n\n{}\n\n请将本函作为安全理事会文件分发为荷。\n"
REPORT = "秘书长关于联合国东帝汶特派团的报告\n\n1. {}\n"


@pytest.fixture(name="acts")
def reader(extractor: Extractor, tmp_path: Path):
    def acts(form: str, sentence: str) -> dict[str | None, tuple[str, ...]]:
        found = read(extractor, tmp_path, form.format(sentence))
        texts = {part.order: part.text for part in found.document.parts}
        here = (c for c in found.claims if sentence in texts[c.part].slice(c.evidence[0].span))
        return {c.act: c.targets for c in here if c.act}

    return acts


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [("智利这种傲慢的立场无视历史。", ("actor/chile",)), ("这种荒唐的论调无视历史。", ())],
)
def test_a_view_that_is_called_absurd_is_blamed(acts, sentence, targets):
    assert acts(LETTER, sentence) == {"accuse": targets}


def test_a_view_without_blame_is_none(acts):
    assert "accuse" not in acts(LETTER, "智利的这种观点得到支持。")


@pytest.mark.parametrize("sentence", ["该国政府将负责组织选举。", "反对派将负责保护平民。"])
def test_what_another_will_be_in_charge_of_is_no_offer(acts, sentence):
    assert set(acts(REPORT, sentence)) == {"report"}


def test_what_the_writers_state_will_be_in_charge_of_is_its_offer(acts):
    assert "offer" in acts(LETTER, "我国将继续负责运送援助。")


@pytest.mark.parametrize(
    "sentence", ["我国支持巴西、智利和玻利维亚三国总统的联合声明。", "我国支持巴西、智利和玻利维亚的联合声明。"]
)
def test_support_for_a_joint_statement_is_for_each_of_those_who_made_it(acts, sentence):
    assert set(acts(LETTER, sentence)["support"]) == {"actor/brazil", "actor/chile", "actor/bolivia"}


COUNTED = "秘书长关于特派团的报告\n\n1. {}\n\n2. 我敦促政府举行选举。\n"


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("海地总统会见了海地反对派。", ("actor/haiti",)),
        ("海地总统会见了多米尼加共和国总统。", ()),
        ("弹药是海地制造的。", ()),
        ("地震摧毁了首都。", ()),
    ],
)
def test_the_government_is_that_of_the_only_country_that_a_report_is_about(extractor, tmp_path, words, targets):
    claims = read(extractor, tmp_path, COUNTED.format(words)).claims
    assert [claim.targets for claim in claims if claim.act == "request"] == [targets]


@pytest.mark.parametrize(
    ("words", "title", "targets"),
    [
        ("海地难民抵达智利，智利政府和智利人民接纳了他们。", "海地局势", ("actor/haiti",)),
        ("苏丹政府和苏丹人民接纳了南苏丹难民。", "南苏丹局势", ("actor/south-sudan",)),
        ("苏丹政府、苏丹军队、苏丹警察和苏丹人民接纳了南苏丹难民。", "苏丹和南苏丹局势", ("actor/sudan",)),
    ],
    ids=["a title of one", "a name in another's", "a title of two: the one that is named most"],
)
def test_the_country_of_a_report_is_first_of_all_that_of_its_title(extractor, tmp_path, words, title, targets):
    row = CatalogueRow(catalogue="c.csv", row=2, kind=DocumentKind.REPORT, title=f"秘书长关于{title}的报告")
    claims = read(extractor, tmp_path, f"1. {words}\n\n2. 我敦促政府举行选举。\n", row=row).claims
    assert [claim.targets for claim in claims if claim.act == "request"] == [targets]


def test_a_court_that_finds_a_breach_has_not_committed_it(acts):
    assert acts(LETTER, "欧洲人权法院判决智利政府对侵犯秘鲁人权负责。") == {"accuse": ("actor/chile",)}
