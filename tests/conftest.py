"""Fixtures that load models, once a session."""

from __future__ import annotations

import pytest

from letopis.model import FAST
from letopis.morphology import Morphology
from letopis.parse.parser import Parser


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser.load(FAST)
