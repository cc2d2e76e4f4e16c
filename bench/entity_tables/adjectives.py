"""Relational adjectives and inhabitants of places: «омский» and «омич» for Омск.

Suffix rules make candidates; one stays if the dictionary of pymorphy3 has it as the part of speech that it should be
and a news corpus uses it. What the rules miss or get wrong is in `adjectives.tsv`, where the place `-` drops a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pymorphy3 import MorphAnalyzer

    from entity_tables.spelling import Speller

Row = dict[str, str]

_NEAR_SIZE, _FAR_SIZE = 40_000, 400_000
_ADJECTIVES = ("ский", "овский", "инский", "енский", "анский", "ийский", "ейский", "йский", "ьский", "цкий", "нский")
_PEOPLE = ("ец", "анин", "янин", "чанин", "ич", "инец", "овец", "ийец", "чанка")
_SCENES = (("власти", "plur", ""), ("полиция", "sing", "femn"), ("суд", "sing", "masc"), ("компания", "sing", "femn"))


def make(cities: list[Row], near: set[str], fixes: list[Row], speller: Speller, morph: MorphAnalyzer) -> list[Row]:
    """Rows of adjectives.tsv, sorted; `near` holds the ids of countries whose smaller cities count too."""
    by_hand = {fix["lemma"]: (fix["pos"], fix["place"]) for fix in fixes}
    found: dict[str, tuple[str, str]] = {}
    for city in sorted(cities, key=lambda row: -int(row["population"])):
        size = _NEAR_SIZE if city["country"] in near else _FAR_SIZE
        if city["kind"] == "City" and int(city["population"]) >= size and len(city["label"]) > 3:
            for lemma, pos in _candidates(city["label"].lower(), speller, morph):
                found.setdefault(lemma, (pos, city["label"]))
    found.update(by_hand)
    rows = sorted((lemma, pos, place) for lemma, (pos, place) in found.items() if place != "-")
    return [
        {"lemma": lemma, "pos": pos, "place": place, "example": _example(lemma, pos, number, morph)}
        for number, (lemma, pos, place) in enumerate(rows)
    ]


def _candidates(name: str, speller: Speller, morph: MorphAnalyzer) -> Iterator[tuple[str, str]]:
    stem = name.rstrip("аеёиоуыэюяьй")
    adjective = _best((f"{base}{end}" for base in _bases(stem) for end in _ADJECTIVES), "ADJF", speller, morph)
    if adjective:
        yield adjective, "ADJ"
        stem = adjective.removesuffix("ский")
    person = _best((f"{base}{end}" for base in (stem, name) for end in _PEOPLE), "NOUN", speller, morph)
    if person:
        yield person, "NOUN"


def _bases(stem: str) -> tuple[str, ...]:
    # «Омск» gives «омский», «Липецк» gives «липецкий», «Гаага» gives «гаагский».
    cut = [stem.removesuffix(end) for end in ("ск", "к", "ец", "ок") if stem.endswith(end)]
    return (stem, *cut)


def _best(words: Iterable[str], pos: str, speller: Speller, morph: MorphAnalyzer) -> str:
    fit = [word for word in words if speller.count(word) and _is_lemma(word, pos, morph)]
    return max(fit, key=lambda word: (speller.count(word), word), default="")


def _is_lemma(word: str, pos: str, morph: MorphAnalyzer) -> bool:
    wanted = {pos, "anim", "masc"} if pos == "NOUN" else {pos}
    return any(
        parse.normal_form == word and parse.is_known and wanted <= set(parse.tag.grammemes)
        for parse in morph.parse(word)
        if parse.normal_form == word
    )


def _example(lemma: str, pos: str, number: int, morph: MorphAnalyzer) -> str:
    if pos == "NOUN":
        noun = next(parse for parse in morph.parse(lemma) if parse.tag.POS == "NOUN" and parse.normal_form == lemma)
        counted = noun.inflect({"gent", "sing" if noun.tag.gender == "femn" else "plur"})
        return f"{'две' if noun.tag.gender == 'femn' else 'двое'} {counted.word if counted else lemma}"
    head, count, gender = _SCENES[number % len(_SCENES)]
    adjective = next(parse for parse in morph.parse(lemma) if parse.tag.POS == "ADJF")
    agreed = adjective.inflect({"nomn", count, gender} - {""})
    return f"{agreed.word if agreed else lemma} {head}"
