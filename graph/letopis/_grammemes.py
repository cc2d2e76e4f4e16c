"""The tags of the dictionary in terms of Universal Dependencies.

In: tags of pymorphy3. Out: parts of speech, features. Touches: nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pymorphy3

# What UD calls a grammeme of the dictionary.
FEATURES = {
    grammeme: (feature.partition("=")[0], feature.partition("=")[2])
    for row in """
        Case=Nom nomn | Case=Gen gent gen1 gen2 | Case=Dat datv | Case=Acc accs acc2 | Case=Ins ablt
        Case=Loc loct loc1 loc2 | Case=Voc voct | Number=Sing sing | Number=Plur plur
        Gender=Masc masc | Gender=Fem femn | Gender=Neut neut | Animacy=Anim anim | Animacy=Inan inan
        Tense=Past past | Tense=Pres pres | Tense=Fut futr | Person=1 1per | Person=2 2per | Person=3 3per
        Aspect=Perf perf | Aspect=Imp impf | Mood=Imp impr | Mood=Ind indc | Voice=Act actv | Voice=Pass pssv
        VerbForm=Fin VERB | VerbForm=Inf INFN | VerbForm=Conv GRND | VerbForm=Part PRTF PRTS
        Variant=Short ADJS PRTS | Degree=Cmp COMP | Degree=Sup Supr
    """.replace("\n", "|").split("|")
    if row.strip()
    for feature, *grammemes in [row.split()]
    for grammeme in grammemes
}

# Parts of speech of the dictionary that a tag means, and those that it may mean.
PARTS = {
    tag: dict.fromkeys(sure.split(), 4.0) | dict.fromkeys(maybe.split(), 2.0)
    for tag, sure, maybe in (
        ("NOUN", "NOUN", "ADJF PRTF NPRO NUMR"),
        ("PROPN", "NOUN", "ADJF"),
        ("ADJ", "ADJF ADJS COMP", "PRTF PRTS NUMR"),
        ("VERB", "VERB INFN GRND PRTF PRTS", "PRED ADJS"),
        ("AUX", "VERB INFN GRND PRTF PRTS", "PRCL"),
        ("ADV", "ADVB COMP PRED", "ADJS GRND CONJ PRCL"),
        ("NUM", "NUMR", "NOUN ADJF"),
        ("PRON", "NPRO", "ADJF NOUN"),
        ("DET", "ADJF", "NPRO"),
        ("ADP", "PREP", "ADVB"),
        ("CCONJ", "CONJ", "PRCL ADVB"),
        ("SCONJ", "CONJ", "PRCL ADVB"),
        ("PART", "PRCL", "CONJ ADVB"),
        ("INTJ", "INTJ", ""),
    )
}
_PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}


class Reading(NamedTuple):
    """A tag of the dictionary in terms of UD; `plural`: it has no singular."""

    part: str
    features: dict[str, str]
    proper: bool
    plural: bool


@cache
def reading_of(tag: pymorphy3.tagset.OpencorporaTag) -> Reading:
    features = dict(FEATURES[grammeme] for grammeme in sorted(tag.grammemes) if grammeme in FEATURES)
    return Reading(tag.POS or "", features, not _PROPER.isdisjoint(tag.grammemes), "Pltm" in tag)
