"""The dictionary of Russian words, loaded once, and what it alone knows of a verb.

«перенести» takes an object, «пройти» may, «исчезнуть» does not.

In: words. Out: the dictionary, yes or no. Touches: loads the dictionary of pymorphy3 once.
"""

from __future__ import annotations

from functools import cache

import pymorphy3


@cache
def dictionary() -> pymorphy3.MorphAnalyzer:
    """The one analyzer of the process."""
    return pymorphy3.MorphAnalyzer()


@cache
def takes_object(infinitive: str) -> bool:
    """Whether the verb may have a direct object; a word that is no infinitive has none."""
    return any("tran" in parse.tag and parse.tag.POS == "INFN" for parse in dictionary().parse(infinitive))
