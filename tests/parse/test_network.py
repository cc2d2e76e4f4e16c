"""The packed arithmetic: against the same done slowly, and with the real models against slovnet."""

from __future__ import annotations

import importlib.util
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from letopis.parse import network as module
from letopis.parse.decode import ROOT, is_tree
from letopis.parse.network import Analysis, Beside, Network
from letopis.parse.segment import segment
from letopis.parse.weights import Weights, load_weights
from parse import tiny

SENTENCES = [
    ["Путин", "поговорил", "с", "Токаев", "."],
    ["."],
    ["ТОКАЕВ", "8", "слов", "с", "слов", "-", "Путин", "поговорил", "100", "NATO"],
    ["Путин", "."],
]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return tiny.weights()


def test_tags_heads_relations_as_by_hand(weights: Weights) -> None:
    for words, analysis in zip(SENTENCES, Network(weights)(SENTENCES, repair=False), strict=True):
        morph = tiny.rows(weights, weights.morph, words)
        head = weights.morph_head
        assert analysis.tags == [int((row @ head.weight + head.bias).argmax()) for row in morph]
        syntax = tiny.rows(weights, weights.syntax, words)
        above = [weights.heads.root, *syntax]
        assert analysis.heads == [
            int(np.argmax([bilinear_swapped(weights, row, other) for other in above])) + ROOT for row in syntax
        ]
        assert analysis.rels == relations(weights, syntax, analysis.heads)


def test_another_opinion_beside(weights: Weights) -> None:
    words, count = SENTENCES[0], len(SENTENCES[0])
    network = Network(weights)
    (alone,) = network([words])
    shares = np.zeros((count, count + 1), np.float32)
    for rel in range(len(weights.rel_names)):
        sure = np.full((count, len(weights.rel_names)), -99, np.float32)
        sure[:, rel] = 0
        for opinion, expected in ((sure, [rel] * count), (np.zeros_like(sure), alone.rels)):
            (both,) = network([words], [Beside(np.full(count, 2), shares, partial(_told, opinion))])
            assert (both.tags, both.seconds) == ([2] * count, alone.tags)
            assert (both.heads, both.rels) == (alone.heads, expected)


def _told(opinion: tiny.Floats, _: object) -> tiny.Floats:
    return opinion


def bilinear_swapped(weights: Weights, word: tiny.Floats, head: tiny.Floats) -> float:
    """The model of heads takes the dependent for the head and the head for the tail."""
    return tiny.bilinear(weights.heads, word, head)


def relations(weights: Weights, syntax: list[tiny.Floats], heads: list[int]) -> list[int]:
    above = [weights.rels.root if head == ROOT else syntax[head] for head in heads]
    numbers = range(len(weights.rel_names))
    return [
        int(np.argmax([tiny.bilinear(weights.rels, head, row, number) for number in numbers]))
        for row, head in zip(syntax, above, strict=True)
    ]


def test_name_tags_as_by_hand(weights: Weights) -> None:
    head = weights.names_head
    for words, analysis in zip(SENTENCES, Network(weights)(SENTENCES), strict=True):
        rows = [row @ head.weight + head.bias for row in tiny.rows(weights, weights.names, words)]
        best = rows[0]
        for row in rows[1:]:
            best = (best[:, None] + weights.transitions).max(0) + row
        given = sum(float(row[tag]) for row, tag in zip(rows, analysis.name_tags, strict=True))
        given += sum(float(weights.transitions[step]) for step in pairwise(analysis.name_tags))
        assert given == pytest.approx(float(best.max()), abs=1e-4)


def test_repaired_sentences_have_relations_to_their_new_heads(weights: Weights) -> None:
    plain, repaired = Network(weights)(SENTENCES, repair=False), Network(weights)(SENTENCES)
    assert [analysis.repaired for analysis in repaired] == [not is_tree(analysis.heads) for analysis in plain]
    assert any(analysis.repaired for analysis in repaired)
    assert not any(analysis.repaired for analysis in plain)
    for words, analysis in zip(SENTENCES, repaired, strict=True):
        assert is_tree(analysis.heads)
        assert analysis.rels == relations(weights, tiny.rows(weights, weights.syntax, words), analysis.heads)


def test_no_sentences(weights: Weights) -> None:
    assert Network(weights)([]) == []


def test_forms_are_remembered_and_forgotten(weights: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Network(weights)(SENTENCES)
    monkeypatch.setattr(module, "_FORMS_KEPT", 6)
    network = Network(weights)
    for _ in range(3):
        assert [network([words])[0] for words in SENTENCES] == expected
    assert network(SENTENCES) == expected


# With the real models.


@pytest.fixture(scope="module")
def real() -> Weights:
    return load_weights()


@pytest.fixture(scope="module")
def corpus() -> list[list[str]]:
    text = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")
    sentences = [[word.form for word in words] for words in segment(text)]
    sentences.append([word for words in sentences for word in words][:700])
    return sentences


@pytest.fixture(scope="module")
def analyses(real: Weights, corpus: list[list[str]]) -> list[Analysis]:
    return Network(real)(corpus, repair=False)


@pytest.mark.slow
def test_tags_are_those_of_slovnet(real: Weights, corpus: list[list[str]], analyses: list[Analysis]) -> None:
    expected = [[token.tag for token in markup.tokens] for markup in slovnet("Morph", "morph").map(corpus)]
    assert [[real.tags[tag] for tag in analysis.tags] for analysis in analyses] == expected


@pytest.mark.slow
def test_heads_and_relations_are_those_of_slovnet(
    real: Weights, corpus: list[list[str]], analyses: list[Analysis]
) -> None:
    markups = list(slovnet("Syntax", "syntax").map(corpus))
    heads = [[int(token.head_id) - 1 for token in markup.tokens] for markup in markups]
    assert [analysis.heads for analysis in analyses] == heads
    rels = [[token.rel for token in markup.tokens] for markup in markups]
    assert [[real.rel_names[rel] for rel in analysis.rels] for analysis in analyses] == rels


@pytest.mark.slow
def test_name_tags_are_those_of_slovnet(real: Weights, corpus: list[list[str]], analyses: list[Analysis]) -> None:
    infer = slovnet("NER", "ner").infer
    expected = list(infer.decoder(infer.process(infer.encoder(corpus))))
    assert [[real.name_tags[tag] for tag in analysis.name_tags] for analysis in analyses] == expected


@pytest.mark.slow
def test_a_sentence_is_read_alike_in_any_company(real: Weights, corpus: list[list[str]]) -> None:
    network = Network(real)
    together = network(corpus)
    assert [network([words])[0] for words in corpus] == together
    assert Network(real)(corpus[::-1]) == together[::-1]


@pytest.mark.slow
def test_the_corpus_has_sentences_that_are_no_trees(corpus: list[list[str]], analyses: list[Analysis]) -> None:
    assert len(corpus) > 60
    assert sum(not is_tree(analysis.heads) for analysis in analyses) > 5


def slovnet(kind: str, name: str) -> Any:
    import slovnet as package
    from navec import Navec

    spec = importlib.util.find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations
    data = Path(spec.submodule_search_locations[0]) / "data"
    vectors = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return getattr(package, kind).load(str(data / "model" / f"slovnet_{name}_news_v1.tar")).navec(vectors)
