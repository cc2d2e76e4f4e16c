"""The tiny network, written once."""

from pathlib import Path

import pytest

from letopis.model.read import Model
from model.tiny import write_model


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def model(folder: Path) -> Model:
    return Model.load(folder, threads=1)
