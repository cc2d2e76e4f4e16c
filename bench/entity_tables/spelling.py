"""The Russian name among the Cyrillic names of a place: «Ханой» of «Ганой, Ханой, Ханој».

GeoNames mixes the languages that are written in Cyrillic and does not say which is which. What decides, in order: only
letters that Russian has; how often a Russian news corpus has the word (the counts of navec); the spellings that
Bulgarian, Belarusian and Ukrainian have and Russian lacks; whether Kyrgyz or Mongolian, which copy Russian names, add
their word for a town to it.
"""

from __future__ import annotations

import importlib.util
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

from navec import Navec

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё]*(?:[ '’\-][А-Яа-яЁё]+)*")
_COPIED = re.compile(r"^(.+) (?:шаары|хот|ош|куорат|ошсь)$")
_WRONG = re.compile(
    r"район|округ|область|ъ(?![еёюя])|[жшщчц]ы[аэо]|[гкх]ы|^[ЪЫЬ]|ь[оа]|[жш]ё|ць|нг$|сити$|\bгород", re.IGNORECASE
)
_FOREIGN_VOWELS = re.compile(r"дз(?=[иеяю])|[рдт]ы|[^аеёиоуыэюя ]эй?(?=[нрл])|ое|ае|ъ|й[оеаи]|ау$", re.IGNORECASE)
# Palladius, the Russian transcription of Chinese: an initial and a final, for each syllable.
_PALLADIUS = re.compile(
    r"(?:(?:цз|чж|[бпмфдтнлгкхцсчшжй])?(?:"
    r"юань|уань|янь|инь|юнь|унь|ань|энь|юэ|уай|уан|янь|яо|ян|ин|юн|юй|ан|эн|ун|ай|эй|ао|оу|уй|уа|уо|ю|я|а|о|э|у|и|ы)"
    r"|(?:цз|[бпмднлтцсф])е|[ъь])+"
)
_EMBEDDING = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"


class Speller:
    """Chooses by the counts of the news corpus that navec was trained on."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("natasha")
        if spec is None or spec.origin is None:
            raise SystemExit("natasha is not installed: its embedding counts words")
        vocab = Navec.load(Path(spec.origin).parent / _EMBEDDING).vocab
        self._counts = {word: int(vocab.counts[index]) for word, index in vocab.word_ids.items()}

    def count(self, name: str) -> int:
        """How often the news corpus has the name, as one word."""
        return self._counts.get(name.lower(), 0)

    def is_known(self, name: str) -> bool:
        """Whether the corpus has every word of the name."""
        return all(self.count(word) for word in re.findall(r"\w+", name))

    def rank(self, names: Iterable[str], *, pinyin: str = "") -> list[str]:
        """The names that may be Russian, the likeliest first; for a Chinese place its name in Latin letters helps."""
        copied = {match[1] for name in names if (match := _COPIED.match(name))}
        fit = [name for name in names if _RUSSIAN.fullmatch(name) and not _WRONG.search(name)]
        fit = [name for name in fit if not _COPIED.match(name) and not _is_inflected(name, fit)]
        return sorted(
            dict.fromkeys(fit), key=lambda name: (-self._score(name, copied) - _is_palladius(name, pinyin), name)
        )

    def _score(self, name: str, copied: set[str]) -> float:
        found = math.log10(1 + self.count(name))
        return found + 0.7 * (name in copied) - 0.5 * len(_FOREIGN_VOWELS.findall(name)) - 0.3 * name.count(" ")


def _is_inflected(name: str, names: list[str]) -> bool:
    """«Киеву» beside «Киев», «Гаване» beside «Гавана»."""
    for ending, nominatives in (
        ("ом", ("",)),
        ("у", ("", "а")),
        ("е", ("", "а")),
        ("ой", ("а",)),
        ("и", ("ь", "я", "ия")),
        ("ий", ("ия",)),
    ):
        if name.endswith(ending) and any(name[: -len(ending)] + end in names for end in nominatives):
            return True
    return False


def _is_palladius(name: str, pinyin: str) -> bool:
    """Whether it is the Russian transcription: `n` is written «нь» and `ng` is written «н»."""
    soft = len(re.findall(r"n(?!g)(?=[^aeiouü]|$)", pinyin.lower()))
    return bool(pinyin) and _PALLADIUS.fullmatch(name.lower()) is not None and name.count("нь") == soft
