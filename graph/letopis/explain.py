"""Why something is in the graph: the words, the rule, the score, and why two names are one entity.

In: rdf.view. Out: lines of text. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.errors import UnknownTerm
from letopis.ids import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.rdf.articles import EvidenceView, Stretch
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
        if local == statement.id or any(local == claim.id for claim in claims):
            yield from _statement(view, statement)
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
    yield f"  polarity {statement.polarity}, modality {statement.modality}, {statement.claim_count} claims"
    for claim in view.claims(statement):
        evidence = view.evidence(claim)
        yield f"  claim {claim.id} in «{evidence.article.title or evidence.article.id}»"
        yield f"    {marked(evidence)}"
        speaker = view.entity(claim.speaker).label if claim.speaker else "the article itself"
        passed = ", ".join(view.entity(iri).label for iri in claim.passed_on_by)
        yield f"    said by {speaker}" + (f", passed on by {passed}" if passed else "")
        yield f"    {claim.polarity}, {claim.modality}; rule: {claim.rule}; confidence {claim.confidence:g}"


def marked(evidence: EvidenceView) -> str:
    """The sentence with its trigger in [[ ]] and the words of its arguments in [ ]; nested ones are left unmarked."""
    sentence = evidence.sentence
    text, position = "", sentence.start
    for stretch in _outer([evidence.trigger, *evidence.words], evidence.trigger):
        if not sentence.start <= stretch.start or stretch.stop > sentence.stop:
            continue
        left, right = ("[[", "]]") if stretch == evidence.trigger else ("[", "]")
        inside = sentence.text[stretch.start - sentence.start : stretch.stop - sentence.start]
        text += sentence.text[position - sentence.start : stretch.start - sentence.start] + left + inside + right
        position = stretch.stop
    return " ".join((text + sentence.text[position - sentence.start :]).split())


def _outer(stretches: Sequence[Stretch], trigger: Stretch) -> list[Stretch]:
    """In order, disjoint; the trigger first, then the longer."""
    kept: list[Stretch] = []
    for stretch in sorted(set(stretches), key=lambda s: (s != trigger, s.start - s.stop, s.start)):
        if all(stretch.stop <= other.start or other.stop <= stretch.start for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda s: s.start)
