"""Letopis turns Russian news into a knowledge graph in which every statement points at its words.

In: articles. Out: `build`, `read`. Touches: nothing until they are called.
"""

__version__ = "0.1.0"
