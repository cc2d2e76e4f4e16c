"""Fixtures that load models, once a session."""

from __future__ import annotations

import pytest

from letopis.model import FAST
from letopis.morphology import Morphology
from letopis.parse.parser import Parser
from letopis.reading import Reader


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load(FAST)


@pytest.fixture(scope="session")
def fast_reader() -> Reader:
    return Reader.load(FAST)
