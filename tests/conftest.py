"""Fixtures that load models, once a session."""

from __future__ import annotations

from functools import cache

import pytest

import letopis
from letopis.model import FAST
from letopis.morphology import Morphology
from letopis.parse.parser import Parser
from letopis.reading import Reader

RULES = {"claims", "entities", "mentions"}  # what they give may not depend on the weights of the encoder


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load(FAST)


@pytest.fixture(scope="session")
def fast_reader() -> Reader:
    return _fast_reader()


@pytest.fixture(autouse=True)
def _fast(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of rules read with slovnet alone."""
    if request.path.parent.name in RULES:
        monkeypatch.setattr(letopis, "_reader", _fast_reader)


@cache
def _fast_reader() -> Reader:
    return Reader.load(FAST)
