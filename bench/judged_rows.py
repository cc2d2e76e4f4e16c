"""The rows of a judged bed: what the current code makes of an article, in words for a judge and in offsets for keeping.

A row is one claim. Its key is a hash of what a reader of the row sees (place of the trigger, predicate, who and what in
which role, time, numbers, polarity, modality, speakers): where a rule changes any of these, the row is another one.

In: articles, Reader. Out: Row. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.ids import digest, name_key
from letopis.model import DEFAULT
from letopis.reading import Reader
from letopis.records.claim import Modality, Polarity, Role
from letopis.sources.article import to_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from letopis.reading import Reading
    from letopis.records.claim import Claim, QuantityArgument
    from letopis.records.text import Article, Span

FIELDS = (
    "sentence",
    "trigger",
    "predicate",
    "subject",
    "object",
    "roles",
    "times",
    "quantities",
    "polarity",
    "modality",
    "sources",
)
"""Of a kept judgement, between its key and its verdict."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: `offsets` by the names of FIELDS, `shown` a line for the judge."""

    key: str
    claim: Claim
    offsets: tuple[str, ...]
    shown: str


def read_rows(records: Iterable[Mapping[str, object]], model: str = DEFAULT) -> Iterator[tuple[Reading, list[Row]]]:
    """Each article, read by the current code, with its rows in order of position; no two with one key."""
    articles = [to_article(dict(record), name=str(record["id"]))[0] for record in records]
    reader = Reader.load(model)
    for article, parsed in zip(articles, reader.parser.map(articles), strict=True):
        reading = reader.read(article, parsed)
        labels = {entity.id: entity.label for entity in reading.resolved.entities}
        rows = [_row(article, claim, labels) for claim in reading.claims]
        yield reading, list({row.key: row for row in rows}.values())


def _row(article: Article, claim: Claim, labels: Mapping[str, str]) -> Row:
    return Row(_key(article, claim, labels), claim, _offsets(claim), _shown(article, claim, labels))


def _key(article: Article, claim: Claim, labels: Mapping[str, str]) -> str:
    roles = [f"{a.role}:{name_key(labels[a.entity_id])}" for a in claim.arguments]
    times = [f"{t.value.relation} {t.value.value}" for t in claim.times]
    speakers = [name_key(labels[s.entity_id]) for s in claim.attributions]
    ends = [name_key(labels[i]) if i else "" for i in (claim.subject_id, claim.object_id)]
    place = (article.url or article.id, str(claim.trigger.start), str(claim.trigger.stop))
    what = (
        claim.kind.value,
        claim.predicate.label,
        *ends,
        claim.alias or "",
        claim.polarity.value,
        claim.modality.value,
    )
    counts = sorted(_number(q, labels) for q in claim.quantities)
    return digest(*place, *what, *sorted(roles), "|", *sorted(times), "|", *counts, "|", *speakers)[:12]


def _number(argument: QuantityArgument, labels: Mapping[str, str]) -> str:
    quantity = argument.quantity
    upper = "" if quantity.upper is None else f"–{quantity.upper:g}"
    counted = f" ({labels[argument.entity_id]})" if argument.entity_id else ""
    bound = "" if quantity.bound == "exact" else f"{quantity.bound} "
    return f"{bound}{quantity.value:.12g}{upper} {quantity.unit}{counted}"


def _offsets(claim: Claim) -> tuple[str, ...]:
    spans = {a.entity_id: _place(a.span) for a in reversed(claim.arguments)}
    others = [a for a in claim.arguments if a.entity_id not in (claim.subject_id, claim.object_id)]
    return (
        _place(claim.sentence),
        _place(claim.trigger),
        claim.predicate.label,
        spans.get(claim.subject_id or "", ""),
        spans.get(claim.object_id or "", ""),
        " ".join(f"{a.role}:{_place(a.span)}" for a in others),
        " ".join(f"{t.value.value}@{_place(t.span) if t.span else ''}" for t in claim.times),
        " ".join(f"{q.quantity.value:.12g}@{_place(q.span)}" for q in claim.quantities),
        claim.polarity.value,
        claim.modality.value,
        " ".join(_place(s.span) for s in claim.attributions),
    )


def _place(span: Span) -> str:
    return f"{span.start}-{span.stop}"


def _shown(article: Article, claim: Claim, labels: Mapping[str, str]) -> str:
    def named(entity_id: str, span: Span) -> str:
        words = " ".join(span.of(article.text).split())
        return labels[entity_id] + ("" if words == labels[entity_id] else f" «{words}»")

    def end(entity_id: str | None, usual: Role) -> str:
        found = next((a for a in claim.arguments if a.entity_id == entity_id), None)
        if entity_id is None or found is None:
            return labels.get(entity_id or "", "∅")
        return named(entity_id, found.span) + ("" if found.role is usual else f" [{found.role}]")

    right = f"«{claim.alias}»" if claim.alias else end(claim.object_id, Role.PATIENT)
    parts = [f"{end(claim.subject_id, Role.AGENT)} – {claim.predicate.label} – {right}"]
    others = [a for a in claim.arguments if a.entity_id not in (claim.subject_id, claim.object_id)]
    parts += [f"{a.role}: {named(a.entity_id, a.span)}" for a in others]
    for time in claim.times:
        words = f" «{time.span.of(article.text)}»" if time.span else " (carried over)"
        parts.append(
            f"time: {'' if time.value.relation == 'at' else time.value.relation + ' '}{time.value.value}{words}"
        )
    parts += [f"number: {_number(q, labels)}" for q in claim.quantities]
    parts += [
        f"{'passed on by' if place else 'says'}: {named(s.entity_id, s.span)}"
        for place, s in enumerate(claim.attributions)
    ]
    if claim.polarity is not Polarity.POSITIVE:
        parts.append(claim.polarity.value.upper())
    if claim.modality is not Modality.ACTUAL:
        parts.append(claim.modality.value.upper())
    return " | ".join(parts) + f"   ({claim.rule}, {claim.score:g})"
