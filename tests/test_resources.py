from pathlib import Path

import pytest

from letopis import resources
from letopis.errors import LetopisError


def test_a_checkout_has_its_folders_at_the_top() -> None:
    top = Path(__file__).parents[1]
    assert resources.queries_dir() == top / "queries"
    assert resources.entities_dir() == top / "seeds" / "entities"


def test_a_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site-packages" / "letopis")
    with pytest.raises(LetopisError, match=r"letopis/data/queries is missing.*install letopis again"):
        resources.queries_dir()
    folder = tmp_path / "site-packages" / "letopis" / "data" / "queries"
    folder.mkdir(parents=True)
    assert resources.queries_dir() == folder


def test_the_model_lies_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "letopis"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    with pytest.raises(LetopisError, match=r"letopis/data/model is missing.*install letopis again"):
        resources.model_dir()
    (package / "data" / "model").mkdir(parents=True)
    assert resources.model_dir() == package / "data" / "model"
