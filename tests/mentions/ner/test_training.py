"""The trained model: treebanks, training twice alike, loading offline, and candidates that only patterns confirm."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from builders.examples import examples
from builders.knowledge import lexicon
from builders.pieces import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ModelError, TrainingError
from kg.knowledge.name_patterns import Compiled, compile_patterns
from kg.mentions.candidates import RULE, UNCONFIRMED, candidates, confirm
from kg.mentions.finder import make_finder
from kg.mentions.names import NameMatch
from kg.mentions.ner.models import NONE, load_model
from kg.mentions.ner.pipelines import entities, load_pipeline
from kg.mentions.ner.training import Plan, train
from kg.mentions.ner.treebank import TaggedSentence, read_iob2, spans
from kg.model.mention import Kind
from kg.model.text import Span
from kg.resources import MODEL, shipped

LIMIT = 12_000_000  # bytes; what the package may grow by
VILLAGES = ("青石", "黑水", "白沙", "红山", "长桥", "双河", "东林", "西岭")
MODEL_ITSELF, PIPELINE = load_model(MODEL), load_pipeline(MODEL)


@cache
def judges() -> tuple[Compiled, ...]:
    return compile_patterns([p for p in lexicon().patterns if p.judges], lexicon().parts)


def write_treebank(path: Path) -> Path:
    """Invented sentences about invented villages."""
    rows: list[str] = []
    for village in VILLAGES:
        for verb, place in (("到达", f"{village}镇"), ("离开", f"{village}村")):
            words = [("我们", "O"), (verb, "O"), (place, "B-LOC"), ("。", "O")]
            rows += [*(f"{n}\t{word}\t{tag}\t-\t-" for n, (word, tag) in enumerate(words, 1)), ""]
    path.write_text("\n".join(["# an invented treebank", *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Path]:
    folder = tmp_path_factory.mktemp("model")
    bank = write_treebank(folder / "bank.iob2")
    plan = Plan(training=(bank,), tests=(bank,), segmenter=3, folds=2, tagger=20)
    train(plan, folder / "made")
    return plan, folder / "made"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "holds no sentence"),
        (b"# only a comment\n", "holds no sentence"),
        ("1\t甲\n".encode(), "line 1"),
        ("1\t甲\tO\n2\t乙\tPER\n".encode(), "line 2"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_broken_treebank_is_told(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "broken.iob2"
    path.write_bytes(content)
    with pytest.raises(TrainingError, match=complaint):
        read_iob2(path)


def test_a_missing_treebank_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["train", str(tmp_path / "no.iob2"), "--test", "x", "--to", str(tmp_path / "m")])
    assert result.exit_code == 1
    assert "no.iob2" in result.output
    assert not (tmp_path / "m").exists()


TAGS = st.sampled_from(["O", "B-PER", "B-LOC"])
NAMES = st.lists(st.tuples(st.text(alphabet="甲乙丙", min_size=1, max_size=4), TAGS))


@given(NAMES)
def test_names_come_back_from_characters(words: list[tuple[str, str]]) -> None:
    sentence = TaggedSentence(tuple(w for w, _ in words), tuple(t for _, t in words))
    found = spans(sentence.labels)
    assert [(sentence.text[a:b], kind) for a, b, kind in found] == [(w, t[2:]) for w, t in words if t != "O"]


def test_training_twice_gives_the_same_model(trained: tuple[Plan, Path], tmp_path: Path) -> None:
    plan, made = trained
    train(plan, tmp_path)
    for path in (p for p in sorted(made.rglob("*")) if p.is_file() and p.suffix != ".json"):
        assert (tmp_path / path.relative_to(made)).read_bytes() == path.read_bytes(), path.name


def test_a_trained_model_is_used(trained: tuple[Plan, Path]) -> None:
    model, nlp = load_model(str(trained[1])), load_pipeline(str(trained[1]))
    text = "我们到达南溪镇。"
    assert [(text[start:end], label) for start, end, label in model.propose([text])[0]] == [("南溪镇", "LOC")]
    assert [(e.text, e.label_) for e in nlp(text).ents] == [("南溪镇", "LOC")]
    assert model.version != load_model(NONE).version


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.one_of(PIECES, st.sampled_from(["  ", "\t", "\u3000", " A b", "\n\n"])), max_size=14).map("".join))
def test_the_shipped_model_proposes_what_its_pipeline_does(text: str) -> None:
    assert MODEL_ITSELF.propose([text]) == (entities(PIPELINE(text)),)


def foreign(folder: Path, *, lang: str = "zh", name: str = "ner", terms: tuple[tuple[str, str], ...] = ()) -> str:
    nlp = spacy.blank(lang)
    ruler = nlp.add_pipe("entity_ruler", name=name)
    ruler.add_patterns([{"label": label, "pattern": words} for words, label in terms])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def test_any_chinese_pipeline_proposes_names(tmp_path: Path) -> None:
    name = foreign(tmp_path, terms=(("沙丘地", "GPE"), ("周末", "DATE")))
    found = make_finder(lexicon(), name).mentions("部队进入沙丘地，周末撤离。")
    assert [(m.surface, m.kind, m.rule) for m in found] == [("沙丘地", Kind.PLACE, "candidate-place-by-context")]
    assert make_finder(lexicon(), NONE).mentions("部队进入沙丘地，周末撤离。") == ()


@pytest.mark.parametrize(
    ("given_", "complaint"),
    [({"lang": "en"}, "not for Chinese"), ({"name": "other"}, "no component that names entities")],
)
def test_a_pipeline_of_no_use_is_told(tmp_path: Path, given_: dict[str, str], complaint: str) -> None:
    with pytest.raises(ModelError, match=complaint):
        load_model(foreign(tmp_path, **given_))


def test_a_missing_pipeline_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲国代表的信", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(tmp_path), "--out", str(tmp_path / "o"), "--model", "no_such_model"])
    assert result.exit_code == 1
    assert "no_such_model" in result.output


def test_a_broken_model_is_told(trained: tuple[Plan, Path], tmp_path: Path) -> None:
    (tmp_path / "names.crfsuite").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"features\.msgpack"):
        load_model(str(tmp_path))
    (tmp_path / "segmenter").symlink_to(trained[1] / "segmenter")
    with pytest.raises(ModelError, match="CRF"):
        load_model(str(tmp_path)).propose(["我们"])


def proposed(text: str, words: str, kind: Kind) -> NameMatch:
    at = text.index(words)
    return NameMatch(span=Span(at, at + len(words)), kind=kind, kinds=frozenset({kind}), rule=RULE)


@pytest.mark.parametrize(
    ("text", "words", "kind", "reason"),
    [
        ("我们感谢国际社会。", "国际社会", Kind.CANDIDATE_ORGANIZATION, "A common noun"),
        ("我们看到沙丘。", "沙丘", Kind.CANDIDATE_PLACE, UNCONFIRMED),
    ],
)
def test_a_candidate_is_dropped_with_a_reason(text: str, words: str, kind: Kind, reason: str) -> None:
    kept, dropped = confirm(text, [], [proposed(text, words, kind)], judges())
    assert kept == []
    assert [(text[d.span.start : d.span.end], d.reason.partition(":")[0]) for d in dropped] == [(words, reason)]


def test_what_rules_found_wins() -> None:
    text = "部队进入沙丘地。"
    known = NameMatch(span=Span(4, 6), kind=Kind.STATE, kinds=frozenset({Kind.STATE}), rule="lexicon")
    assert confirm(text, [known], [proposed(text, "沙丘地", Kind.CANDIDATE_PLACE)], judges()) == ([], [])


def test_labels_of_no_kind_are_no_candidates() -> None:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "DATE", "pattern": "周末"}])  # type: ignore[attr-defined]
    assert entities(nlp("周末")) == ((0, 2, "DATE"),)
    assert candidates(entities(nlp("周末"))) == ()


def test_the_shipped_model_is_small() -> None:
    sizes = [path.stat().st_size for path in (shipped("models") / "zh").rglob("*") if path.is_file()]
    assert 0 < sum(sizes) <= LIMIT
    assert load_model(MODEL).version != load_model(NONE).version
