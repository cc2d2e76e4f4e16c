from __future__ import annotations

import importlib.util
import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import numpy as np
import pytest

from letopis.errors import LetopisError
from letopis.parse.weights import load_weights

if TYPE_CHECKING:
    from pathlib import Path


def test_without_the_wheel_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(LetopisError, match="pip install natasha"):
        load_weights()


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = ModuleSpec("natasha", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(LetopisError, match=r"navec_news_v1_1B_250K_300d_100q\.tar: this model file is missing"):
        load_weights()


@pytest.mark.slow
def test_what_is_loaded() -> None:
    weights = load_weights()
    assert "natasha" not in sys.modules
    assert list(weights.words)[-2:] == ["<unk>", "<pad>"]
    assert len(weights.words) == len(weights.indexes)
    assert weights.morph.shapes.shape[0] == len(weights.shapes)
    assert {"NOUN", "PROPN", "VERB"} <= {tag.partition("|")[0] for tag in weights.tags}
    assert {"root", "nsubj", "nsubj:pass", "acl:relcl"} <= set(weights.rel_names)
    assert weights.name_tags == ("<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
    assert weights.transitions.dtype == np.float32
