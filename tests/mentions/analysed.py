"""Sentences analysed without models: words cut by the parser's own rules, each tagged by itself from the dictionary."""

from __future__ import annotations

from functools import cache

import pymorphy3

from letopis.parse.segment import segment
from letopis.records.text import Article, Parsed, Sentence, Span, Token

_PARTS = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "VERB": "VERB", "INFN": "VERB", "PRTF": "VERB", "PRTS": "VERB",
    "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART",
    "COMP": "ADV", "PRED": "ADV",
}  # fmt: skip
_FEATURES = {
    "nomn": ("Case", "Nom"), "gent": ("Case", "Gen"), "gen2": ("Case", "Gen"), "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"), "ablt": ("Case", "Ins"), "loct": ("Case", "Loc"), "loc2": ("Case", "Loc"),
    "past": ("Tense", "Past"), "pres": ("Tense", "Pres"), "futr": ("Tense", "Fut"), "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"), "INFN": ("VerbForm", "Inf"), "PRTF": ("VerbForm", "Part"), "PRTS": ("VerbForm", "Part"),
    "ADJS": ("Variant", "Short"),
}  # fmt: skip
_BE = {"быть"}


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _token(text: str, start: int, stop: int, form: str) -> Token:
    span = Span(start, stop)
    if not form[0].isalpha():
        pos = "NUM" if form[0].isdigit() else "SYM" if form in "$€£₽%" else "PUNCT"
        return Token(span, span.of(text), form, pos, {}, -1, "dep")
    parse = next((p for p in _analyzer().parse(form) if p.tag.POS), _analyzer().parse(form)[0])
    grammemes = {str(grammeme) for grammeme in parse.tag.grammemes}
    feats = dict(_FEATURES[grammeme] for grammeme in sorted(grammemes) if grammeme in _FEATURES)
    if "PRTS" in grammemes:
        feats["Variant"] = "Short"
    pos = _PARTS.get(str(parse.tag.POS), "X")
    if pos == "NOUN" and form[0].isupper() and grammemes & {"Name", "Surn", "Geox", "Orgn"}:
        pos = "PROPN"
    if parse.normal_form in _BE and pos == "VERB":
        pos = "AUX"
    return Token(span, span.of(text), parse.normal_form, pos, feats, -1, "dep")


def analysed(text: str, published: str | None = None) -> Parsed:
    """The sentences of a text; every token is a root, so that nothing may depend on the tree."""
    sentences = []
    for words in segment(text):
        tokens = tuple(_token(text, *word) for word in words)
        sentences.append(Sentence(Span(words[0].start, words[-1].stop), tokens))
    return Parsed(Article("a", text, published=published), tuple(sentences), ())
