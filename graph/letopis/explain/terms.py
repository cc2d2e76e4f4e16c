"""What a user asks about: an entity, a statement or a claim, each explained in lines of text.

`letopis explain Токаев` shows which words stand for him and why; with the id of a statement or claim, what it rests on.

In: rdf.view. Out: lines. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.errors import UnknownTerm
from letopis.explain.claims import claim_lines
from letopis.explain.contrary import contrary_lines
from letopis.ids import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.rdf.readback import EntityView, StatementView
    from letopis.rdf.view import View


def explain(view: View, term: str) -> Iterator[str]:
    """Lines that explain an entity (by id, IRI or any of its names), a statement or a claim (by id or IRI).

    Raises UnknownTerm where nothing has that id or name.
    """
    local = term.rpartition("/")[2]
    entities = [entity for entity in view.entities() if _is(entity, term, local)]
    for entity in entities:
        yield from _entity(view, entity)
    if entities:
        return
    for statement in view.statements():
        claims = view.claims(statement)
        asked = [claim for claim in claims if claim.id == local]
        if local == statement.id or asked:
            yield from _statement(view, statement)
            for claim in asked or claims:
                yield from claim_lines(view, statement, claim)
            return
    raise UnknownTerm(f"{term!r} is neither an entity, a statement nor a claim of this store; see: letopis query facts")


def _is(entity: EntityView, term: str, local: str) -> bool:
    key = name_key(term)
    return entity.id == local or any(name_key(name) == key for name in (entity.label, *entity.aliases))


def _entity(view: View, entity: EntityView) -> Iterator[str]:
    yield f"{entity.label} ({entity.kind}, {entity.id})"
    if entity.aliases:
        yield f"  also: {' | '.join(entity.aliases)}"
    for iri in entity.same_as:
        yield f"  same as: {iri}"
    if entity.scope:
        yield f"  known only inside article {entity.scope}"
    for article in view.articles():
        mentions = [m for m in view.mentions(article) if m.entity == entity.iri]
        if mentions:
            yield f"  in «{article.title or article.id}»:"
        for mention in mentions:
            words = mention.words
            yield f"    {words.start}–{words.stop} «{words.text}»: {mention.rule}, score {mention.score:g}"


def _statement(view: View, statement: StatementView) -> Iterator[str]:
    yield f"{statement.label} ({statement.kind}, {statement.id})"
    yield f"  property: {statement.predicate}"
    for role, filler in statement.roles:
        yield f"  {role}: {view.entity(filler).label}"
    for name, values in (("time", statement.timexes), ("duration", statement.durations), ("as of", statement.as_of)):
        if values:
            yield f"  {name}: {', '.join(values)}"
    for quantity in statement.quantities:
        yield f"  quantity: {quantity.label} ({quantity.bound})"
    count = statement.claim_count
    claims = "1 claim" if count == 1 else f"{count} claims"
    yield f"  polarity {statement.polarity}, modality {statement.modality}, {claims}"
    yield from contrary_lines(view, statement)
