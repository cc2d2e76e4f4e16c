"""Doubtful arguments are left out, sure ones stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letopis.claims.doubt import CHANCES, LEAST, chance
from letopis.model import FAST
from letopis.reading import Reader
from letopis.records.text import Parsed
from letopis.sources.article import to_article


def _roles(parser_is: float, text: str) -> dict[str, set[str]]:
    """The roles of each predicate, had the parser given all its heads this probability."""
    reader = Reader.load(FAST)
    article = to_article({"id": "1", "title": "", "text": text}, name="1")[0]
    parsed = reader.parser(article)
    sentences = tuple(
        replace(sentence, tokens=tuple(replace(token, chance=parser_is) for token in sentence.tokens))
        for sentence in parsed.sentences
    )
    reading = reader.read(article, Parsed(article, sentences, parsed.names))
    return {claim.predicate.label: {str(argument.role) for argument in claim.arguments} for claim in reading.claims}


def test_surer_heads_make_an_argument_surer() -> None:
    chances = [chance(["no noun between"], arcs) for arcs in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert chances == sorted(set(chances))
    assert 0 < chances[0] < LEAST < chances[-1] < 1


@pytest.mark.parametrize("mark", CHANCES)
def test_each_mark_counts(mark: str) -> None:
    is_good = CHANCES[mark] > 1
    assert (chance([mark], 0.5) > chance([], 0.5)) is is_good


@pytest.mark.slow
def test_an_argument_whose_head_the_parser_doubts_is_left_out() -> None:
    text = "Губернатор обсудил ремонт с подрядчиками."
    assert _roles(0.99, text)["обсудить"] == {"agent", "patient", "participant"}
    assert _roles(0.001, text)["обсудить"] == {"agent", "patient"}


@pytest.mark.slow
def test_nothing_is_told_of_a_verb_that_lost_its_only_object() -> None:
    text = "Завод помогает детям."
    assert _roles(0.99, text)["помогать"] == {"agent", "recipient"}
    assert "помогать" not in _roles(0.001, text)
