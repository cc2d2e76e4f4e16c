"""Noun phrases: their extent and their nominative.

«высказанного президентом Казахстана предложения» → head «предложения», label «предложение». Only the head and the
words that agree with it change; a genitive complement stays as it is: «Совета Федерации» → «Совет Федерации».

In: tree.Tree, morphology.Morphology. Out: token indices, strings. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis._dictionary import is_common_noun, may_be_nominative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.morphology import Morphology
    from letopis.records.text import Token
    from letopis.tree import Tree

MAX_WORDS = 7
_DEPTH = 3
_FULL_NAME = 2  # words
_OUTSIDE = frozenset({"ст", "ч", "п", "возраст"})  # «дело по ст. 105», «мужчина в возрасте 30 лет»
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def extent(tree: Tree, head: int, *, max_words: int = MAX_WORDS) -> list[int]:
    """The tokens of the label of the phrase that `head` heads: one contiguous run around it.

    Attributes, genitives and one prepositional complement are in, as many whole branches as `max_words` allows;
    coordinated phrases, clauses, participial clauses, appositions, demonstratives and possessives are out.
    """
    keep = {head}
    branches = [_branch(tree, child, depth=1) for child in tree.children(head) if _belongs(tree, head, child)]
    for branch in sorted(branches, key=lambda tokens: (tokens[0] > head, abs(tokens[0] - head))):
        wider = keep | set(branch)
        if sum(tree.tokens[i].pos != "PUNCT" for i in wider) <= max_words:
            keep = wider
    return _trim(tree, _complete(tree, _run_around(head, keep), head), head)


def _complete(tree: Tree, run: list[int], head: int) -> list[int]:
    """Without a complement at the end that is cut short: «удары по Харьковской [и Сумской областям]», «помощь на $»."""
    while run[-1] != head and _is_cut_short(tree, run[-1], run):
        top = run[-1]
        while tree.tokens[top].head in run and tree.tokens[top].head != head:
            top = tree.tokens[top].head
        run = [i for i in run if i < min(tree.subtree(top, stop=("conj",)), default=top)] or [head]
        if head not in run:
            return [head]
    return run


def _is_cut_short(tree: Tree, last: int, run: Sequence[int]) -> bool:
    """A sign or «между Пекином» without the rest, or an adjective whose noun is outside of the run."""
    token = tree.tokens[last]
    if token.pos == "SYM":
        return True
    if tree.cases(last) == {"между"} and token.feats.get("Number") == "Sing" and token.feats.get("Case") == "Ins":
        return True
    is_adjective = token.pos == "ADJ" or token.feats.get("VerbForm") == "Part" or _is_adjective_name(token)
    fellows = [token.head] if token.rel == "amod" else tree.children(last, "conj")
    return is_adjective and any(i not in run for i in fellows)


def _is_adjective_name(token: Token) -> bool:
    """«Свердловской», the name of a region without its noun."""
    return token.pos == "PROPN" and token.lemma.endswith(("ский", "ская", "ской", "цкая", "цкий"))


def _belongs(tree: Tree, head: int, child: int) -> bool:
    token = tree.tokens[child]
    rel = token.rel.partition(":")[0]
    if (
        rel == "det"
        or token.pos in {"PRON", "DET"}
        or token.lemma in {"свой", "этот", "тот", "такой", "данный", "весь"}
    ):
        return False
    if rel == "nmod":
        if _is_given_to(token) and not tree.children(child, "case"):
            return False  # «подарил гранаты Петрову»: to whom, whatever the tree hangs it on
        return child > head and token.pos not in {"VERB", "NUM"} and token.lemma not in _OUTSIDE
    if rel == "amod":
        return child < head and not tree.children(child, "obl", "obj", "iobj", "nmod")
    is_apart = child < head and tree.children(child, "case")  # «следовавший в Тулу поезд»
    return rel in {"flat", "compound", "fixed"} and not is_apart


def _is_given_to(token: Token) -> bool:
    """A name in the dative; abbreviations have no cases: «источник ТАСС»."""
    return token.pos == "PROPN" and token.feats.get("Case") == "Dat" and not token.text.isupper()


def _is_doer(tree: Tree, index: int) -> bool:
    """«преступления полицейскими»: who does it is no part of what is done."""
    feats = tree.tokens[index].feats
    return feats.get("Case") == "Ins" and feats.get("Animacy") == "Anim" and not tree.children(index, "case")


def _branch(tree: Tree, index: int, depth: int) -> list[int]:
    """The part of a complement that goes into the label: attributes, and genitives down to the third."""
    found = [index]
    for child in tree.children(index):
        token = tree.tokens[child]
        rel = token.rel.partition(":")[0]
        if (token.pos in {"PRON", "DET", "VERB"} and rel not in {"case", "amod"}) or _is_doer(tree, child):
            continue
        is_genitive = rel == "nmod" and (not tree.children(child, "case") or tree.tokens[index].pos == "PROPN")
        if rel in {"amod", "flat", "compound", "case", "fixed"} or (is_genitive and depth < _DEPTH):
            found += _branch(tree, child, depth + 1)
    return sorted(found)


def _run_around(head: int, keep: set[int]) -> list[int]:
    start = stop = head
    while start - 1 in keep:
        start -= 1
    while stop + 1 in keep:
        stop += 1
    return list(range(start, stop + 1))


def _trim(tree: Tree, run: list[int], head: int) -> list[int]:
    """Without punctuation, conjunctions and prepositions left hanging at either side."""
    while len(run) > 1 and run[-1] != head and _hangs(tree.tokens[run[-1]]):
        run = run[:-1]
    while len(run) > 1 and run[0] != head and _hangs(tree.tokens[run[0]]) and tree.tokens[run[0]].text not in '«"“„':
        run = run[1:]
    return run


def _hangs(token: Token) -> bool:
    return token.pos in {"PUNCT", "CCONJ", "ADP", "SCONJ", "PART"} and token.text not in '»"”'


def clean(text: str) -> str:
    """Single spaces, no soft hyphens or zero-width characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def nominative(
    tree: Tree, run: Sequence[int], head: int, morphology: Morphology, *, number: str | None = None, every: bool = False
) -> str:
    """The run in the nominative: its head and the words that agree with it, or `every` word of it (for persons)."""
    if every and _is_nominative_name(tree, run, head):
        return clean(" ".join(tree.tokens[i].text for i in run))
    changing = set(run) if every else {head} | {i for i in run if _agrees(tree, i, head)}
    if number is None and _is_counted(tree, head, changing):
        number = "Plur"
    forms = []
    previous = None
    for index in run:
        token = tree.tokens[index]
        if previous is not None and previous.span.stop < token.span.start:
            forms.append(" ")
        form = token.text
        if index in changing and not _is_capital_only(tree, index):
            wanted = number or tree.tokens[head].feats.get("Number")
            form = morphology.inflect(
                token.text, token.pos, token.feats, number=wanted if index == head or number else None
            )
        forms.append(form)
        previous = token
    return clean("".join(forms)).rstrip(",;: ")


def _is_nominative_name(tree: Tree, run: Sequence[int], head: int) -> bool:
    """«Валерия Федотова – художница»: a woman's name as a subject, tagged as the genitive of a man's."""
    token = tree.tokens[head]
    if token.rel != "nsubj" or token.feats.get("Case") not in {"Gen", "Acc"} or len(run) < _FULL_NAME:
        return False
    above = tree.tokens[token.head]
    is_one = above.feats.get("Number") == "Sing" and (above.pos == "NOUN" or above.feats.get("Gender") == "Fem")
    return is_one and all(may_be_nominative(tree.tokens[i].text.lower()) for i in run)


def _is_capital_only(tree: Tree, index: int) -> bool:
    """«Трактористы ушли»: a subject that only the start of the sentence made a name, tagged as if in another case."""
    token = tree.tokens[index]
    is_subject = index == 0 and token.pos == "PROPN" and token.rel == "nsubj"
    return is_subject and is_common_noun(token.text.lower()) and may_be_nominative(token.text.lower())


def _is_counted(tree: Tree, head: int, changing: set[int]) -> bool:
    """«два дома», «(два) жилых дома»: the genitive singular after a small number, or with attributes in the plural."""
    feats = tree.tokens[head].feats
    is_form = tree.tokens[head].text == "человек"  # «тысяча человек», often tagged as one man
    if feats.get("Number") != "Sing" or (feats.get("Case") != "Gen" and not is_form):
        return False
    attributes = (tree.tokens[i] for i in changing if i < head and tree.tokens[i].rel == "amod")
    is_plural = (t.feats.get("Number") == "Plur" and t.text.endswith(("ых", "их", "ые", "ие")) for t in attributes)
    return any(tree.tokens[i].rel == "nummod:gov" for i in tree.children(head, "nummod")) or any(is_plural)


def _agrees(tree: Tree, index: int, head: int) -> bool:
    """Whether a chain of agreeing relations leads from `index` to `head` and the cases are equal."""
    case = tree.tokens[head].feats.get("Case")
    while index != head:
        token = tree.tokens[index]
        rel = token.rel.partition(":")[0]
        if rel not in {"amod", "det", "flat", "appos", "compound"} or token.head < 0:
            return False
        own = token.feats.get("Case", case)
        if own != case and {own, case} != {"Gen", "Acc"}:  # one form for both with animate nouns
            return False
        index = token.head
    return True


def attributed(tree: Tree, index: int) -> int | None:
    """The noun that a participial clause before it describes, where the tree took the participle for a noun.

    «с находящимся при власти в Беларуси Александром Лукашенко»: of «находящимся» it is «Александром».
    """
    token = tree.tokens[index]
    if token.pos == "ADJ":
        return _noun_after(tree, index)
    if token.feats.get("VerbForm") != "Part" or not tree.children(index, "obl", "obj", "iobj", "xcomp"):
        return None
    following = tree.subtree(index, stop=("conj", "appos", "parataxis"))[-1] + 1
    if following >= len(tree.tokens):
        return None
    noun = tree.tokens[following]
    is_same = noun.feats.get("Case") == token.feats.get("Case") and noun.feats.get("Number") == token.feats.get(
        "Number"
    )
    return following if is_same and noun.pos in {"NOUN", "PROPN"} else None


def _noun_after(tree: Tree, index: int) -> int | None:
    """«повреждён фельдшерский пункт», «нашли заслуженного артиста» where the tree takes the adjective for a noun."""
    if index + 1 >= len(tree.tokens):
        return None
    own, noun = tree.tokens[index].feats, tree.tokens[index + 1]
    is_same = all(own.get(key) == noun.feats.get(key, own.get(key)) for key in ("Number", "Gender"))
    cases = {own.get("Case"), noun.feats.get("Case")}
    is_same = is_same and (len(cases) == 1 or (cases == {"Gen", "Acc"} and noun.feats.get("Animacy") == "Anim"))
    return index + 1 if is_same and "Case" in own and noun.pos == "NOUN" and noun.text.islower() else None
