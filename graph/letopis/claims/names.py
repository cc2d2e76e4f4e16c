"""Other names that a sentence gives: «Северный союз портов (ССП)», «Джон Браун (John Brown)», «далее – Союз».

In: Scene. Out: Claim of kind identity. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.claims.laws import subjects_of_laws
from letopis.claims.origins import named
from letopis.ids import claim_id, name_key, statement_id
from letopis.records.claim import Claim, ClaimKind, Predicate
from letopis.records.mention import MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention

_FOREIGN = r"[A-Z][A-Za-zÀ-ž0-9.&'’ -]*[A-Za-zÀ-ž.]"
_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
_BRACKET = re.compile(
    rf"""[»"”]?\s*\((?:(?:англ|нем|фр|франц|исп|итал|кит)\.\s)?[«"“]?(?P<name>{_FOREIGN}|{_IDEOGRAPHS})[»"”]?
    (?:,\s(?P<short>[A-ZА-ЯЁ][A-ZА-ЯЁ-]+))?\)""",
    re.VERBOSE,
)
_LATER = re.compile(
    r"""[»"”]?\s*\((?:далее|он\sже|она\sже|прежнее\sназвание)\s*[—–:-]?\s*[«"“]?
    (?P<name>[А-ЯЁA-Z][^()«»"”,;]*)[»"”]?\)""",
    re.VERBOSE,
)
_KNOWN_AS = re.compile(
    r"""\s(?:также\s)?(?:как|под\s(?:названи|имен|псевдоним|прозвищ)\w+|под\sторгов\w+\sмарк\w+)
    \s(?P<names>«[^«»]+»(?:(?:,\s|\sи\s)«[^«»]+»)*|[А-ЯЁA-Z][\w’'-]*(?:\s[А-ЯЁA-Z][\w’'-]*)*)""",
    re.VERBOSE,
)
_ONE_OF = re.compile(r"(?<=«)[^«»]+|^[^«»]+$")
_NAMED = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PRODUCT})
_BORROWED = frozenset({"relational adjective", "name of an inhabitant"})
_MOST_WORDS = 7


def identities(scene: Scene, number: int) -> Iterator[Claim]:
    """Abbreviations, other names in brackets and those that somebody is known by, each once."""
    ends: dict[int, Mention] = {}
    owners: dict[Mention, str] = {}
    for mention in scene.mentions.get(number, ()):
        link = scene.link(mention)
        if link and link.rule == "abbreviation in brackets after the name":
            if name_key(mention.text) == name_key(scene.entities[link.entity_id].label):
                continue  # «Российская премьер-лига (РПЛ)» is called «РПЛ» already
            yield _identity(scene, number, link.entity_id, mention.span, link.rule)
        elif link and mention.kind in _NAMED and mention.rule not in _BORROWED:
            owners[mention] = link.entity_id
            ends.setdefault(mention.span.stop, mention)  # of nested names the longest comes first
    for mention in ends.values():
        entity = scene.entities[owners[mention]]
        for span, rule in _after(scene, mention):
            if span.of(scene.article.text) != entity.label:
                yield _identity(scene, number, entity.id, span, rule)
    for mention, span in subjects_of_laws(scene, number):
        link = scene.link(mention)
        if link:
            yield _identity(scene, number, link.entity_id, span, "bracket after an article of law")
    for index in range(len(scene.trees[number].tokens)):
        yield from _known(scene, number, index)


def _known(scene: Scene, number: int, index: int) -> Iterator[Claim]:
    """«Шон Картер, известный как Джей Зи», «он известен под торговыми марками «Раундап» и «Глифор»»."""
    tree, text = scene.trees[number], scene.article.text
    token = tree.tokens[index]
    match = _KNOWN_AS.match(text, token.span.stop) if token.lemma in {"известный", "известен"} else None
    if match is None or match.end() > tree.sentence.span.stop:
        return
    owners = tree.children(index, "nsubj") or [token.head] * (token.rel.partition(":")[0] in {"amod", "acl", "appos"})
    owner = next((f for i in owners if i >= 0 and (f := named(scene, number, i))), None)
    if owner is None:
        return
    start = match.start("names")
    for name in _ONE_OF.finditer(match["names"]):
        span = Span(start + name.start(), start + name.end())
        yield _identity(scene, number, owner.entity.id, span, "name that somebody is known by")


def _after(scene: Scene, mention: Mention) -> Iterator[tuple[Span, str]]:
    """The names in the bracket that follows a name."""
    text = scene.article.text
    foreign = _BRACKET.match(text, mention.span.stop)
    if foreign and len(foreign["name"].split()) <= _MOST_WORDS and _may_name(mention, foreign["name"]):
        yield Span(*foreign.span("name")), "name in another language in brackets"
        if foreign["short"]:
            yield Span(*foreign.span("short")), "name in another language in brackets"
    later = _LATER.match(text, mention.span.stop)
    if later and len(later["name"].split()) <= _MOST_WORDS:
        yield Span(*later.span("name")), "name to be used later"


def _may_name(mention: Mention, name: str) -> bool:
    """A single foreign word after a person is rather a source: «сказал Петров (Reuters)»."""
    is_same = name_key(name) == name_key(mention.normal)
    return not is_same and (mention.kind is not MentionKind.PERSON or " " in name or not name.isascii())


def _identity(scene: Scene, number: int, entity_id: str, span: Span, rule: str) -> Claim:
    name = span.of(scene.article.text)
    is_short = name.isupper() and " " not in name
    label = "ABBREVIATION" if is_short else "ALTERNATIVE_NAME"
    statement = statement_id(ClaimKind.IDENTITY, label, [("subject", entity_id)], [name])
    return Claim(
        id=claim_id(scene.article.id, statement, span.start, span.stop),
        statement_id=statement,
        article_id=scene.article.id,
        kind=ClaimKind.IDENTITY,
        predicate=Predicate("altLabel", label, "Identity"),
        sentence=scene.trees[number].sentence.span,
        trigger=span,
        rule=rule,
        subject_id=entity_id,
        literal=name,
        score=0.95,
    )
