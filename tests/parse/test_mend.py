"""Trees set right by case and agreement; the tokens are written as the parsers gave them."""

from types import MappingProxyType

from letopis.parse.decode import is_tree
from letopis.parse.mend import mend
from letopis.records.text import Span, Token


def tokens(*rows: str) -> list[Token]:
    """«form POS head rel Name=Value…», heads counted from 0, -1 the root."""
    found, start = [], 0
    for row in rows:
        form, pos, head, rel, *feats = row.split()
        pairs = dict(feat.split("=") for feat in feats)
        span = Span(start, start + len(form))
        found.append(Token(span, form, form.lower(), pos, MappingProxyType(pairs), int(head), rel))
        start = span.stop + 1
    return found


def heads(found: tuple[Token, ...]) -> list[tuple[int, str]]:
    return [(token.head, token.rel) for token in found]


TALK = (
    "разговор NOUN -1 root Case=Nom",
    "с ADP 2 case",
    "находящимся VERB 0 acl VerbForm=Part Case=Ins Number=Sing Gender=Masc",
    "в ADP 4 case",
    "Минске PROPN 2 obl Case=Loc Number=Sing",
    "Лукашенко PROPN 2 obl:agent Case=Ins Number=Sing Gender=Masc",
    "и CCONJ 7 cc",
    "министром NOUN 2 conj Case=Ins Number=Sing Gender=Masc",
)


def test_a_preposition_rules_the_noun_and_not_its_participle() -> None:
    found = mend(tokens(*TALK))
    assert heads(found)[1:3] == [(5, "case"), (5, "acl")]
    assert heads(found)[4:] == [(2, "obl"), (0, "nmod"), (7, "cc"), (5, "conj")]
    assert is_tree([token.head for token in found])


def test_under_a_verb_it_is_an_oblique() -> None:
    found = mend(tokens("говорил VERB -1 root VerbForm=Fin", *TALK[1:]))
    assert heads(found)[5] == (0, "obl")


def test_a_participle_that_stands_for_its_noun_stays() -> None:
    rows = tokens(
        "сообщил VERB -1 root VerbForm=Fin",
        "о ADP 2 case",
        "задержанных VERB 0 obl VerbForm=Part Case=Loc Number=Plur",
        "полицией NOUN 2 obl:agent Case=Ins Number=Sing Gender=Fem",
    )
    assert mend(rows) == tuple(rows)


def test_people_are_of_a_city_and_not_called_by_its_name() -> None:
    city = "Тулы PROPN 0 appos Case=Gen Animacy=Inan"
    assert heads(mend(tokens("жителей NOUN -1 root Case=Gen Animacy=Anim", city)))[1] == (0, "nmod")
    assert heads(mend(tokens("города NOUN -1 root Case=Gen Animacy=Inan", city)))[1] == (0, "appos")


def test_an_adjective_has_the_gender_of_its_noun_where_its_form_is_that_of_both() -> None:
    office = "управлением NOUN -1 root Case=Ins Number=Sing Gender=Neut"
    found = mend(tokens("районным ADJ 1 amod Case=Ins Number=Sing Gender=Masc", office))
    assert found[0].feats["Gender"] == "Neut"
    service = "службы NOUN -1 root Case=Gen Number=Sing Gender=Fem"
    for row, noun in (
        ("районного ADJ 1 amod Case=Gen Number=Sing Gender=Masc", service),
        (
            "районный ADJ 1 amod Case=Nom Number=Sing Gender=Masc",
            "управление NOUN -1 root Case=Nom Number=Sing Gender=Neut",
        ),
        ("районным ADJ 1 nsubj Case=Ins Number=Sing Gender=Masc", office),
    ):
        assert mend(tokens(row, noun))[0].feats["Gender"] == "Masc"
