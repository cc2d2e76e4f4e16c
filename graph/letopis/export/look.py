"""The looks of the graph, the same in every format: colour by type, size by degree.

In: types and degrees. Out: colours as `#rrggbb`, sizes. Touches: nothing.
"""

from __future__ import annotations

import math

COLORS = {
    "Person": "#1d5fae",
    "Organization": "#7b3fb5",
    "Country": "#14795b",
    "Region": "#2f8f46",
    "City": "#5a8a16",
    "Place": "#7f8b1c",
    "Office": "#a86a00",
    "Group": "#c2491d",
    "Product": "#b02a6f",
    "Thing": "#566270",
    "Event": "#8b8378",
    "Literal": "#a59c8f",
}


def color_of(entity_type: str) -> str:
    """The colour of a type, that of `Thing` for one that has none."""
    return COLORS.get(entity_type, COLORS["Thing"])


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def tint(color: str, share: float) -> str:
    """The colour with only `share` of it left on white."""
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in channels(color))


def size_of(degree: int) -> float:
    """Diameter of a node in Gephi's units: its area grows with the degree."""
    return round(8 + 6 * math.sqrt(degree), 2)
