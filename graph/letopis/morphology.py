"""Lemmas and case forms of Russian words, guided by their tags.

«Токаевым» with the tag PROPN, Masc, Ins is «Токаев»; «принято» with VERB, Part is «принять».

In: words with Universal Dependencies tags. Out: words. Touches: loads the dictionary of pymorphy3 once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymorphy3

if TYPE_CHECKING:
    from collections.abc import Mapping

_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


class Morphology:
    """A dictionary that reads a word as its tag says."""

    def __init__(self) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer()

    def lemma(self, word: str, pos: str, feats: Mapping[str, str]) -> str:
        """The dictionary form."""
        if pos == "PROPN":
            return self.inflect(word, pos, feats)
        return str(self._best(word, feats).normal_form)

    def inflect(
        self,
        word: str,
        pos: str,
        feats: Mapping[str, str],
        *,
        case: str = "Nom",
        number: str | None = None,
        gender: str | None = None,
    ) -> str:
        """The form of the word in that case."""
        if feats.get("Case", case) == case or word.isupper():
            return word
        found = self._best(word, feats).inflect({_CASES[case]})
        if found is None:
            return word
        return str(found.word).title() if word.istitle() else str(found.word)

    def _best(self, word: str, feats: Mapping[str, str]) -> pymorphy3.analyzer.Parse:
        wanted = _CASES.get(feats.get("Case", ""))
        parses = self._analyzer.parse(word)
        return next((parse for parse in parses if wanted is None or parse.tag.case == wanted), parses[0])
