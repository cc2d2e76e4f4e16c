"""The nominative of names that are in no dictionary, by their ending; the capitals of one form for another.

«Токаевым», a masculine in the instrumental, is «Токаев»; «Мангистауской», a feminine in the genitive, «Мангистауская».

In: a name in lower case with its Universal Dependencies features. Out: its nominative. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Genders (P: plural, of any), cases, ending (C a hard consonant or a hushing one, V a vowel), nominative, example.
_TABLE = """
    M   GenAcc          (?<=[сц]к)ого           ий  Камчатского
    M   Dat             (?<=[сц]к)ому           ий  Камчатскому
    M   Ins             (?<=[сц]к)им            ий  Камчатским
    M   Loc             (?<=[сц]к)ом            ий  Камчатском
    M   GenDatAccInsLoc (?<=[оеёиы][вн])ым      -   Токаевым
    M   GenAcc          ого                     ый  Белозубого
    M   Dat             ому                     ый  Белозубому
    M   GenAcc          (?<=C)а                 -   Пашиняна
    M   GenAcc          (?<=V)я                 й   Гудая
    M   GenAcc          (?<=[бвджзлмнпрстф])я   ь   Зася
    M   Dat             (?<=C)у                 -   Пашиняну
    M   Dat             (?<=V)ю                 й   Гудаю
    M   Dat             (?<=[бвджзлмнпрстф])ю   ь   Засю
    M   GenDatAccInsLoc (?<=C)ом                -   Пашиняном
    M   Ins             (?<=[жчшщц])ем          -   Гутерришем
    M   Ins             (?<=V)[её]м             й   Гудаем
    M   Ins             (?<=[бвдзлмнпрстф])[её]м ь  Засем
    M   Loc             (?<=C)е                 -   Пашиняне
    M   Loc             (?<=V)е                 й   Нурзае
    MF  GenDatLoc       (?<=[оеёиы][вн])ой      а   Токаевой
    F   Ins             (?<=[оеёиы][вн])ой      а   Токаевой
    F   GenDatInsLoc    (?<=[сц]к)ой            ая  Мангистауской
    F   GenDatLoc       ой                      ая  Белозубой
    F   Acc             ую                      ая  Мангистаускую
    MF  Gen             (?<=[бвдзлмнпрстфц])ы   а   Обамы
    MF  Gen             (?<=[иь])и              я   Гуарии
    M   Gen             (?<=[бвджзлмнпрстфчш]к)и а  Коваленки
    F   Gen             (?<=[гкхжчшщ])и         а   Шумерлинки
    F   DatLoc          (?<=и)и                 я   Гуарии
    F   DatLoc          (?<=C)е                 а   Шакире
    F   DatLoc          (?<=[аейоуьэя])е        я   Майе
    MF  Acc             у                       а   Обаму
    MF  Acc             ю                       я   Гуарию
    MF  Ins             ой                      а   Обамой
    MF  Ins             (?<=[жчшщц])ей          а   Мукашей
    MF  Ins             ей                      я   Гуарией
    MF  Ins             ью                      ь   Сызранью
    N   Gen             ого                     ое  Орлиного
    N   Loc             (?<=[внск])ом           ое  Орлином
    N   Gen             (?<=C)а                 о   Росимущества
    N   Dat             (?<=C)у                 о   Росимуществу
    N   Ins             (?<=C)ом                о   Росимуществом
    N   Loc             (?<=C)е                 о   Сколкове
    MFP GenAccLoc       (?<=[оеёиы][вн])ых      ы   Токаевых
    P   GenAcc          ей                      и   Скрипалей
    P   GenAccLoc       (?<=[кгх])их            ие  Мангистауских
    P   Loc             (?<=[кгхжчшщ])ах        и   Чебаках
    P   Loc             ах                      ы   Химарах
"""

_FIXED = re.compile("(?:дзе|швили|енко|т[оею]бе|мин(?:обр|обор)?(?:науки|цифры|просвещения|обороны))$")


class _Row(NamedTuple):
    sorts: str
    cases: tuple[str, ...]
    ending: re.Pattern[str]
    nominative: str
    example: str


def _row(line: str) -> _Row:
    sorts, cases, ending, nominative, example = line.split()
    pattern = ending.replace("C", "[бвгджзклмнпрстфхцчшщ]").replace("V", "[аеёиоуыэюя]")
    names = tuple(re.findall("[A-Z][a-z]+", cases))
    return _Row(sorts, names, re.compile(f"(?:{pattern})$"), nominative.replace("-", ""), example)


ENDINGS = tuple(map(_row, _TABLE.strip().splitlines()))


def nominative(lower: str, feats: Mapping[str, str]) -> str | None:
    """The name itself if such names are not inflected, None if no row fits.

    A feminine or neuter that fits no row is tried as a masculine: the tagger often errs there. The accusative of a
    masculine that is not alive is no business of endings.
    """
    if _FIXED.search(lower):
        return lower
    gender, case = feats.get("Gender", "Masc"), feats["Case"]
    if gender == "Masc" and case == "Acc" and feats.get("Animacy") == "Inan":
        return None
    for sort in "P" if feats.get("Number") == "Plur" else dict.fromkeys(gender[0] + "M"):
        for row in ENDINGS:
            if sort in row.sorts and case in row.cases and row.ending.search(lower):
                return row.ending.sub(row.nominative, lower)
    return None


def like(word: str, form: str) -> str:
    """The form in the capitals, and with the е for ё, of the word."""
    if len(word) > 1 and word.isupper():
        return form.upper()
    if "-" in word and word.count("-") == form.count("-"):
        return "-".join(map(like, word.split("-"), form.split("-")))
    start = 0
    for old, new in zip(word, form, strict=False):
        if old.lower().replace("ё", "е") != new.replace("ё", "е"):
            break
        start += 1
    return word[:start] + form[start:]
