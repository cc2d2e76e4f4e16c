"""What the shipped network finds in sentences that it has not seen."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from letopis.model.files import LABELS, VOCABULARY, load_labels, load_vocabulary
from letopis.model.graphs import READER, RELATIONS, Graphs, States
from letopis.model.pieces import UNKNOWN, Tokenizer
from letopis.model.read import Model
from letopis.records.text import Findings
from model.test_read import plain
from model.tiny import passage

FOLDER = Path(__file__).parents[2] / "graph" / "letopis" / "data" / "model"
MISSING = [name for name in (READER, RELATIONS, VOCABULARY, LABELS) if not (FOLDER / name).is_file()]
CARD, WIDTH = "card.json", 384
MOST_MISSED = 0.1  # of what is written beside the sentences: another training may see some of it otherwise
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"no weights: {', '.join(MISSING)} not in {FOLDER.name}"),
]


@pytest.fixture(scope="module")
def shipped() -> Model:
    return Model.load(FOLDER, threads=1)


def sentences() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("shipped.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            found[next(reversed(found))].add(line.strip())
        else:
            found[line] = set()
    return found


def said(findings: Findings, text: str) -> set[str]:
    words = [each.span.of(text) for each in findings.spans]
    spans = {f"{each.type} {form}" for each, form in zip(findings.spans, words, strict=True)}
    return spans | {f"{words[tie.head]} {tie.type} {words[tie.tail]}" for tie in findings.ties}


def test_what_stands_in_ten_sentences_is_found(shipped: Model) -> None:
    texts = sentences()
    found = shipped.read_many(map(passage, texts))
    missed = [
        f"{text}: {each}"
        for (text, expected), read in zip(texts.items(), found, strict=True)
        for each in sorted(expected - said(read.findings, text))
    ]
    assert len(texts) == 10
    assert len(missed) <= MOST_MISSED * sum(map(len, texts.values())), missed


def test_a_text_gives_the_same_alone_and_on_two_threads(shipped: Model) -> None:
    passages = [passage(text * count) for text in sentences() for count in (1, 9)]
    alone = [plain(shipped.read(each)) for each in passages]
    assert list(map(plain, Model.load(FOLDER, threads=2).read_many(passages))) == alone


def test_a_title_is_found_in_each_of_many_windows(shipped: Model) -> None:
    text = " ".join(sentences())
    long = f"{text} " * 12
    starts = [place for place in range(len(long)) if long.startswith(tuple(sentences()), place)]
    found = {each.span for each in shipped.read(passage(long, *starts)).findings.spans if each.type == "PERSON"}
    named = [span for span in found if span.of(long) == "Касым-Жомарт Токаев"]
    assert len(named) == 12


@pytest.mark.parametrize("side", States._fields)
def test_ties_are_told_by_the_first_and_by_the_last_piece_of_words(side: str) -> None:
    random = np.random.default_rng(1)
    first, last = random.normal(size=(2, 6, WIDTH)).astype(np.float32)
    types = load_labels(FOLDER / LABELS).entities
    spans = np.array([[0, 1, types.index("PERSON")], [3, 5, types.index("ORGANIZATION")]])
    asked = np.zeros(6, np.int64), spans, np.zeros((2, 6), np.int64)
    graphs, states = Graphs(FOLDER), States(first, last)
    moved = states._replace(**{side: getattr(states, side) + 1})
    assert np.abs(graphs.relate(states, *asked) - graphs.relate(moved, *asked)).max() > 0.01


def test_the_card_is_that_of_the_weights() -> None:
    card = json.loads((FOLDER / CARD).read_text(encoding="utf-8"))
    digests = {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in (READER, RELATIONS)}
    assert card["weights"] == digests


def test_the_vocabulary_spells_russian() -> None:
    tokenizer = Tokenizer(load_vocabulary(FOLDER / VOCABULARY))
    rows = {piece.id for text in sentences() for _, pieces in tokenizer.encode(text) for piece in pieces}
    assert UNKNOWN not in rows


def test_the_labels_are_those_of_nerel() -> None:
    labels = load_labels(FOLDER / LABELS)
    assert (len(labels.entities), len(labels.relations)) == (29, 49)
