"""The Russian name among the Cyrillic names of a place: «Ханой» of «Ганой, Ханой, Ханој».

GeoNames mixes the languages that are written in Cyrillic and does not say which is which. What decides, in order: only
letters that Russian has; how often a Russian news corpus has the word (the counts of navec); how near it is to the
name in Latin letters; the spellings that Bulgarian, Belarusian and Ukrainian have and Russian lacks; whether Kyrgyz or
Mongolian, which copy Russian names, add their word for a town to it.
"""

from __future__ import annotations

import difflib
import importlib.util
import math
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from navec import Navec

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё]*(?:[ '’\-][А-Яа-яЁё]+)*")
_COPIED = re.compile(r"^(.+) (?:шаары|хот|ош|куорат|ошсь)$")
_WRONG = re.compile(
    r"район|округ|область|ъ(?![еёюя])|[жшщчц]ы[аэо]|[гкх]ы|^[ЪЫЬ]|ь[оа]|[жш]ё|ць|нг$|сити$|\bгород|[рв]ий$|ськ|цьк|ння$|ця$|нко?ве$",
    re.IGNORECASE,
)
_FOREIGN_VOWELS = re.compile(r"дз(?=[иеяю])|[рдт]ы|[^аеёиоуыэюя ]эй?(?=[нрл])|ое|ае|ъ|й[оеаи]|ау$", re.IGNORECASE)
# Palladius, the Russian transcription of Chinese: an initial and a final, for each syllable.
_PALLADIUS = re.compile(
    r"(?:(?:цз|чж|[бпмфдтнлгкхцсчшжй])?(?:"
    r"юань|уань|янь|инь|юнь|унь|ань|энь|юэ|уай|уан|янь|яо|ян|ин|юн|юй|ан|эн|ун|ай|эй|ао|оу|уй|уа|уо|ю|я|а|о|э|у|и|ы)"
    r"|(?:цз|[бпмднлтцсф])е|[ъь])+"
)
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
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

    def rank(self, names: Iterable[str], latin: str, *, weight: float, chinese: bool = False) -> list[str]:
        """The names that may be Russian, the likeliest first.

        `latin` is the name in Latin letters, `weight` how much likeness to it counts: much where that is a
        transliteration from Cyrillic, little elsewhere.
        """
        copied = {match[1] for name in names if (match := _COPIED.match(name))}
        fit = [name for name in names if _RUSSIAN.fullmatch(name) and not _WRONG.search(name)]
        fit = [name for name in fit if not _COPIED.match(name) and not _is_inflected(name, fit)]
        scores = {
            name: math.log10(1 + self.count(name))
            + weight * likeness(name, latin)
            + 0.7 * (name in copied)
            + (chinese and _is_palladius(name, latin))
            - 0.5 * len(_FOREIGN_VOWELS.findall(name))
            - 0.3 * name.count(" ")
            for name in fit
        }
        return sorted(scores, key=lambda name: (-scores[name], name))


def likeness(name: str, latin: str) -> float:
    """How alike a Russian and a Latin name sound, in [0, 1].

    >>> likeness("Тверь", "Tver") > likeness("Калинин", "Tver")
    True
    """
    spelled = "".join(_LATIN.get(letter, letter) for letter in name.lower() if letter.isalpha())
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin.lower()) if c.isascii() and c.isalpha())
    return difflib.SequenceMatcher(None, spelled, plain, autojunk=False).ratio()


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
    return _PALLADIUS.fullmatch(name.lower()) is not None and name.count("нь") == soft
