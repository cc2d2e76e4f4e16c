"""Entities and statements as flat attributes: one text, number or truth value a column, absent where unknown.

In: view. Out: dictionaries. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import NamedNode

from letopis.export.columns import clean
from letopis.rdf import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from letopis.rdf.readback import EntityView, StatementView
    from letopis.rdf.view import View

Attributes = dict[str, str | int | float | bool]
SEPARATOR = " | "


def entity_attributes(view: View, entity: EntityView) -> Attributes:
    """Names, type, known ids, and how often articles mention it."""
    mentions = [
        quad.graph_name for quad in view.store.quads_for_pattern(None, v.IDENT_REF, NamedNode(entity.iri), None)
    ]
    return _flat(
        {
            "label": entity.label,
            "entity_type": entity.kind,
            "aliases": SEPARATOR.join(entity.aliases),
            "wikidata": _first(entity.same_as, v.WD),
            "geonames": _first(entity.same_as, v.GN),
            "iri": entity.iri,
            "articles": len(set(mentions)),
            "mentions": len(mentions),
        }
    )


def stance_attributes(statement: StatementView) -> Attributes:
    """What every edge of a statement carries: stance, dates and weight."""
    known = statement.earliest or statement.latest or ""
    year = re.match(r"\d{4}", known)
    return _flat(
        {
            "polarity": statement.polarity,
            "modality": statement.modality,
            "asserted": statement.polarity == "positive" and statement.modality in ("actual", "reported"),
            "first_date": statement.earliest,
            "last_date": statement.latest,
            "year": int(year[0]) if year else None,
            "claims": statement.claim_count,
            "weight": float(statement.claim_count),
        }
    )


def statement_attributes(view: View, statement: StatementView, labels: Mapping[str, str]) -> Attributes:
    """All that is known of a statement but its words; `labels` are those of entities, by IRI."""
    confidences = [claim.confidence for claim in view.claims(statement)]
    places = [filler for role, filler in statement.roles if role == "place"]
    quantities = sorted(statement.quantities, key=lambda quantity: (quantity.value, quantity.label))
    return stance_attributes(statement) | _flat(
        {
            "label": statement.lemma or local_name(statement.predicate),
            "kind": local_name(statement.predicate),
            "statement_kind": statement.kind.value,
            "event_class": SEPARATOR.join(statement.classes),
            "literal": statement.literal,
            "speakers": _names(statement.speakers, labels),
            "time": SEPARATOR.join(statement.timexes),
            "duration": SEPARATOR.join(statement.durations),
            "as_of": SEPARATOR.join(statement.as_of),
            "place": _names(places, labels),
            "quantity": SEPARATOR.join(dict.fromkeys(quantity.label for quantity in quantities)),
            "confidence": max(confidences, default=None),
            "articles": statement.article_count,
        }
    )


def evidence_attributes(view: View, statement: StatementView) -> Attributes:
    """The sentences that say it, in the order of articles and places, and where the first one was read."""
    found = [view.evidence(claim) for claim in view.claims(statement)]
    found.sort(key=lambda evidence: (evidence.article.iri, evidence.sentence.start))
    sentences = list(dict.fromkeys(evidence.sentence.text for evidence in found))
    first = found[0].article if found else None
    return _flat(
        {
            "sentence": sentences[0] if sentences else "",
            "sentences": SEPARATOR.join(sentences),
            "source_url": (first.url or first.source) if first else None,
        }
    )


def local_name(iri: str) -> str:
    """The last part of an IRI as a reader sees it: `lemma/выйти_в_отставку` is «выйти в отставку»."""
    name = unquote(re.split(r"[/#]", iri)[-1])
    return name.replace("_", " ") if iri.startswith((v.LEMMA, v.PLAN_LEMMA)) else name


def _flat(values: Mapping[str, str | int | float | bool | None]) -> Attributes:
    kept = {name: value for name, value in values.items() if value is not None and value != ""}
    return {name: clean(value) if isinstance(value, str) else value for name, value in kept.items()}


def _first(iris: Iterable[str], namespace: str) -> str | None:
    return next((iri for iri in iris if iri.startswith(namespace)), None)


def _names(iris: Iterable[str], labels: Mapping[str, str]) -> str:
    return SEPARATOR.join(sorted({labels.get(iri, iri) for iri in iris}))
