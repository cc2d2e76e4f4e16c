"""Lemmas and case forms of Russian words, guided by their tags.

«Токаевым» with the tag PROPN, Masc, Ins is «Токаев»; «принято» with VERB, Part is «принять». The dictionary reads
a word in many ways; the tag says which of them is meant. Names that are in no dictionary follow a table of endings.

In: words with Universal Dependencies tags. Out: words. Touches: nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from letopis._dictionary import dictionary, finite
from letopis._endings import like, nominative
from letopis._grammemes import FEATURES, PARTS, reading_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pymorphy3

_KEPT = 1 << 16

_GRAMMEMES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut",
}  # fmt: skip
_WEIGHTS = {"Case": 2.0, "VerbForm": 2.0, "Variant": 2.0}

_JUDGED = {"NOUN", "PROPN", "ADJ", "VERB", "AUX"}
_SHOWN = ("Case", "Number", "Gender", "Tense", "Person", "VerbForm", "Aspect", "Voice")
_INFLECTED = {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "VERB"}

# Normal form of the dictionary and part of speech (or Short) → the lemma that a reader expects.
_LEMMAS = {
    ("деньга", "NOUN"): "деньги",  # «перевёл деньги»
    ("полок", "NOUN"): "полк",  # «командовал полком»
    ("больший", "ADJ"): "большой",  # «большую часть»
    ("родный", "ADJ"): "родной",  # «в родном городе»
    ("основный", "ADJ"): "основной",  # «основным вопросом»
    ("запасный", "ADJ"): "запасной",  # «запасным путём»
    ("окружный", "ADJ"): "окружной",  # «окружного суда»
    ("должный", "Short"): "должен",  # «страны должны договориться»
    ("тот", "PRON"): "то",  # «о том, что»
    ("этот", "PRON"): "это",  # «об этом»
    ("весь", "PRON"): "всё",  # «всего погибли трое»
}

_SURE = frozenset({"уверен", "уверена", "уверены"})  # «победим, уверен тренер»: no verb, whatever the tag

_RARE = 0.9  # what such a normal form costs a reading: «большим письмом» is of «большой», not of «больший»

_LETTER = re.compile("[а-яё]", re.IGNORECASE)
_ABBREVIATION_FORM = re.compile("([А-ЯЁ]{2,})-?(?:а|у|ом|ем|е|ы|ов|ам|ами|ах|и|ей|я|ю)")  # «МИДа», «ЧОПов»
_POSSESSIVE = re.compile("[оеёиы][вн](?:ым|ой|ых)$")  # «Ромашковым» is of Ромашков, though «ромашковый» is a word


class Morphology:
    """A dictionary that reads a word as its tag says. Its answers are remembered."""

    def __init__(self) -> None:
        self._analyzer = dictionary()
        self._lemma = lru_cache(_KEPT)(self._find_lemma)
        self._form = lru_cache(_KEPT)(self._find_form)

    def forget(self) -> None:
        """Empty the caches."""
        self._lemma.cache_clear()
        self._form.cache_clear()

    def lemma(self, word: str, pos: str, feats: Mapping[str, str]) -> str:
        """The dictionary form, in lower case: infinitive, nominative singular, masculine for adjectives.

        Participles and converbs tagged VERB have the infinitive of their verb, those tagged ADJ or NOUN are adjectives:
        «задержанных». A PROPN is in the nominative, of the number and gender and in the capitals it has.
        """
        return self._lemma(word, pos, tuple(feats.items()))

    def may_be(self, word: str, pos: str, feats: Mapping[str, str]) -> bool:
        """Whether a noun, adjective or verb of the dictionary can have that tag: «мужчину» is no dative.

        Of other words nothing is known.
        """
        if pos not in _JUDGED or not self._analyzer.word_is_known(word.lower()):
            return True
        return any(
            parse.tag.POS in PARTS[pos] and all(_agrees(parse, feats, feature) for feature in _SHOWN)
            for parse in self._analyzer.parse(word.lower())
        )

    def as_verb(self, word: str) -> Mapping[str, str] | None:
        """The features of a word that can only be a finite verb, whatever its tag: «прогреется»."""
        grammemes = finite(word)
        if grammemes is None:
            return None
        named = [FEATURES[g] for g in re.split("[, ]", grammemes) if g in FEATURES]
        return {**dict(named), "Mood": "Ind"}

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
        """The form of the word in that case and, where given, number and gender; capitals stay as they are.

        A word that has all that already, one without cases, and one that nothing is known of, is returned unchanged.
        Only a name that cannot stand in the case of its tag is read by the dictionary alone: «Пакистане», tagged Nom.
        """
        target = _Target(case, number or feats.get("Number"), gender)
        if pos not in _INFLECTED or "Case" not in feats or not _LETTER.search(word):
            return word
        if pos != "PROPN" and _has(feats, target):
            return word
        return self._form(word, pos, tuple(feats.items()), target)

    def _find_lemma(self, word: str, pos: str, items: tuple[tuple[str, str], ...]) -> str:
        feats = dict(items)
        if pos == "PROPN":
            return self.inflect(word, pos, feats)
        if self._is_abbreviation(word) or pos in {"X", "PUNCT", "SYM"}:
            return word
        if cut := _ABBREVIATION_FORM.fullmatch(word):
            return cut[1]
        lower = word.lower()
        if not _LETTER.search(word):
            return lower
        if "-" in word and pos in {"NOUN", "ADJ"} and not self._analyzer.word_is_known(lower):
            left, _, right = lower.rpartition("-")
            left = self._left_parts(left, pos, feats, _Target("Nom", "Sing", None))
            return f"{left}-{self._find_lemma(right, pos, items)}"
        if lower in _SURE:
            return "уверенный"
        parse = self._best(lower, pos, feats)
        if parse.tag.POS == "PRTF" and pos not in {"VERB", "AUX"}:
            return _inflected(parse, _Target("Nom", "Sing", "Masc")) or lower
        lemma = str(parse.normal_form)
        return _LEMMAS.get((lemma, feats.get("Variant") or pos), lemma)

    def _find_form(self, word: str, pos: str, items: tuple[tuple[str, str], ...], target: _Target) -> str:
        feats = dict(items)
        if self._is_abbreviation(word):
            return word
        if cut := _ABBREVIATION_FORM.fullmatch(word):
            return cut[1] + ("ы" if target.number == "Plur" else "") if target.case == "Nom" else word
        lower = word.lower()
        known = self._analyzer.word_is_known(lower)
        if "-" in word and not known:
            return self._parts_form(word, pos, feats, target)
        parse = self._best(lower, pos, feats)
        fits = _agrees(parse, feats, "Case")
        if pos == "PROPN":
            if fits and _has(feats, target):
                return word
            if not known or not fits or (parse.tag.POS == "ADJF" and _POSSESSIVE.search(lower)):
                return like(word, self._name_form(lower, feats, target, known=known))
        if not fits and any(_agrees(other, {"Case": target.case}, "Case") for other in self._parses(lower, pos)):
            return word
        return like(word, _inflected(parse, target) or lower)

    def _name_form(self, lower: str, feats: Mapping[str, str], target: _Target, *, known: bool) -> str:
        """Of a name that is in no dictionary, or in none with the case of its tag."""
        if target.case == "Nom" and (found := nominative(lower, feats)) is not None:
            return found
        names = [
            parse
            for parse in self._parses(lower, "PROPN")
            if reading_of(parse.tag).proper and _agrees(parse, feats, "Number") and _agrees(parse, feats, "Gender")
        ]
        if known and names and not (feats["Case"] == "Nom" and lower.endswith(("а", "я"))):
            cases = {reading_of(parse.tag).features.get("Case") for parse in names}
            return lower if cases & {target.case, "Voc"} else _inflected(names[0], target) or lower
        parse = self._best(lower, "PROPN", feats)
        if parse.tag.POS == "NOUN" and all(_agrees(parse, feats, name) for name in ("Case", "Number", "Gender")):
            return _inflected(parse, target) or lower
        return lower

    def _parts_form(self, word: str, pos: str, feats: Mapping[str, str], target: _Target) -> str:
        """Of «Касым-Жомартом», «Камне-на-Оби», «Байдена-младшего», «министра-координатора»."""
        first, middle, last = word.partition("-на-")
        if middle:
            return self._find_form(first, pos, tuple(feats.items()), target) + middle + last
        first, middle, last = word.partition("-")
        if last.startswith(("младш", "старш")):
            return "-".join(self._find_form(part, pos, tuple(feats.items()), target) for part in (first, last))
        left, _, right = word.rpartition("-")
        left = self._left_parts(left, pos, feats, target)
        pos = "NOUN" if pos == "PROPN" and right.islower() else pos
        return f"{left}-{self._find_form(right, pos, tuple(feats.items()), target)}"

    def _left_parts(self, left: str, pos: str, feats: Mapping[str, str], target: _Target) -> str:
        return "-".join(self._left_part(part, pos, feats, target) for part in left.split("-"))

    def _left_part(self, part: str, pos: str, feats: Mapping[str, str], target: _Target) -> str:
        """Inflected only if it stands in the case of the whole and could not be a nominative."""
        lower = part.lower()
        if not self._analyzer.word_is_known(lower):
            return part
        parses = [p for p in self._parses(lower, pos) if _agrees(p, feats, "Number") and _agrees(p, feats, "Gender")]
        same = [parse for parse in parses if _agrees(parse, feats, "Case")]
        if not same or any(_agrees(parse, {"Case": target.case}, "Case") for parse in parses):
            return part
        return like(part, _inflected(same[0], target) or lower)

    def _is_abbreviation(self, word: str) -> bool:
        """«ОДКБ», «МАГАТЭ», but not «РОССИИ» in a headline of capitals."""
        if len(word) < 2 or not word.isupper():
            return False
        lower = word.lower()
        return len(word) <= 5 or not self._analyzer.word_is_known(lower) or "Abbr" in self._analyzer.parse(lower)[0].tag

    def _parses(self, lower: str, pos: str) -> list[pymorphy3.analyzer.Parse]:
        parts = PARTS.get(pos, {})
        return [parse for parse in self._analyzer.parse(lower) if parse.tag.POS in parts]

    def _best(self, lower: str, pos: str, feats: Mapping[str, str]) -> pymorphy3.analyzer.Parse:
        """The reading that fits the tag best; of equals the most frequent one."""
        parts = PARTS.get(pos, {})
        name = 1.5 if pos == "PROPN" else -1.0

        def fit(parse: pymorphy3.analyzer.Parse) -> float:
            reading = reading_of(parse.tag)
            score: float = parts.get(reading.part, 0.0) + reading.proper * name + parse.score
            score -= _RARE * ((parse.normal_form, pos) in _LEMMAS)
            for feature, value in reading.features.items():
                if feature in feats:
                    weight = _WEIGHTS.get(feature, 1.0)
                    score += weight if feats[feature] == value else -weight
            return score + 1.5 if reading.plural and feats.get("Number") == "Plur" else score

        parses = self._analyzer.parse(lower)
        return parses[0] if len(parses) == 1 else max(parses, key=fit)


class _Target(NamedTuple):
    case: str
    number: str | None
    gender: str | None


def _agrees(parse: pymorphy3.analyzer.Parse, feats: Mapping[str, str], feature: str) -> bool:
    """Whether they do not differ in that feature; one that either of them lacks is no difference."""
    value = feats.get(feature)
    return value is None or reading_of(parse.tag).features.get(feature, value) == value


def _has(feats: Mapping[str, str], target: _Target) -> bool:
    """Whether a word of that tag is in the target form already."""
    found = feats.get("Case"), feats.get("Number"), feats.get("Gender")
    return all(value is None or value == old for value, old in zip(target, found, strict=True))


def _inflected(parse: pymorphy3.analyzer.Parse, target: _Target) -> str | None:
    wanted = {_GRAMMEMES[value] for value in target if value}
    if target.number == "Plur":
        wanted -= {"masc", "femn", "neut"}
    if "Supr" in parse.tag:  # «лучшим»: the dictionary also has «наихороший»
        same = [form for form in parse.lexeme if "Supr" in form.tag and form.tag.gender in {parse.tag.gender, None}]
        forms = [form.word for form in same if wanted <= form.tag.grammemes]
        return max(forms, key=lambda form: form[:4] == parse.word[:4], default=None)
    found = parse.inflect(wanted) or parse.inflect({_GRAMMEMES[target.case]})  # «Гавайев» has no singular
    return str(found.word) if found else None
