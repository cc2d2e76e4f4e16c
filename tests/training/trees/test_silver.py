"""News as slovnet parses them."""

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

from letopis_training.trees.silver import parse_with_slovnet, read_labels, read_silver, write_silver

TEXT = "Президент Казахстана прибыл в Москву. Да. Президент Казахстана прибыл в Москву."


@pytest.mark.slow
def test_sentences_are_written_once_with_their_words(tmp_path: Path) -> None:
    articles = [{"title": "Визит", "text": TEXT}, {"title": "Мимо", "text": "Это предложение стоит не здесь."}]
    path = tmp_path / "articles.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, articles)).encode()))
    assert write_silver(path, tmp_path / "silver.gz", every=2, most=9) == 1
    labels = read_labels(tmp_path / "silver.gz")
    (tree,) = read_silver(tmp_path / "silver.gz", surer_than=0.0)
    assert [tree.text[start:stop] for start, stop in tree.words] == [
        "Президент",
        "Казахстана",
        "прибыл",
        "в",
        "Москву",
        ".",
    ]
    assert tree.heads[2] == 0
    assert labels.rels[tree.rels[0]] == "nsubj"
    assert labels.tags[tree.tags[0]].startswith("NOUN|Animacy=Anim")
    (parse,) = parse_with_slovnet([tree])
    assert (tuple(parse.heads), tuple(parse.rels), tuple(parse.tags)) == (tree.heads, tree.rels, tree.tags)
