"""Every IRI that the package writes or asks for; no other module spells one.

`ev:e1 a lo:Protest` is made of `Base().event("e1")`, `RDF_TYPE` and `event_class("Protest")`.
A test compares the names under `lo:` with `ontology.ttl`, both ways.

In: records (names of kinds, roles, values). Out: NamedNode constants, predicate_iri, Base, PREFIXES.
Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from letopis.rdf.base import Base as Base
from letopis.rdf.base import local_id as local_id
from letopis.rdf.base import local_name
from letopis.rdf.namespaces import (
    DATA as DATA,
)
from letopis.rdf.namespaces import (
    DCT as DCT,
)
from letopis.rdf.namespaces import (
    GAF as GAF,
)
from letopis.rdf.namespaces import (
    GN as GN,
)
from letopis.rdf.namespaces import (
    ITS as ITS,
)
from letopis.rdf.namespaces import (
    LEMMA as LEMMA,
)
from letopis.rdf.namespaces import (
    LO as LO,
)
from letopis.rdf.namespaces import (
    NIF as NIF,
)
from letopis.rdf.namespaces import (
    ORG as ORG,
)
from letopis.rdf.namespaces import (
    OWL as OWL,
)
from letopis.rdf.namespaces import (
    PLAN as PLAN,
)
from letopis.rdf.namespaces import (
    PLAN_LEMMA as PLAN_LEMMA,
)
from letopis.rdf.namespaces import (
    PREFIXES as PREFIXES,
)
from letopis.rdf.namespaces import (
    PROV as PROV,
)
from letopis.rdf.namespaces import (
    RDF as RDF,
)
from letopis.rdf.namespaces import (
    RDFS as RDFS,
)
from letopis.rdf.namespaces import (
    SCHEMA as SCHEMA,
)
from letopis.rdf.namespaces import (
    SEM as SEM,
)
from letopis.rdf.namespaces import (
    SKOS as SKOS,
)
from letopis.rdf.namespaces import (
    WD as WD,
)
from letopis.rdf.namespaces import (
    XSD as XSD,
)
from letopis.records.claim import Modality, Polarity, Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.records.claim import Predicate

RDF_TYPE = NamedNode(RDF + "type")
RDF_SUBJECT = NamedNode(RDF + "subject")
RDF_PREDICATE = NamedNode(RDF + "predicate")
RDF_OBJECT = NamedNode(RDF + "object")
RDF_PROPERTY = NamedNode(RDF + "Property")
RDFS_LABEL = NamedNode(RDFS + "label")
RDFS_COMMENT = NamedNode(RDFS + "comment")
RDFS_DOMAIN = NamedNode(RDFS + "domain")
RDFS_SUBCLASS = NamedNode(RDFS + "subClassOf")
RDFS_SUBPROPERTY = NamedNode(RDFS + "subPropertyOf")
OWL_CLASS = NamedNode(OWL + "Class")
OWL_OBJECT_PROPERTY = NamedNode(OWL + "ObjectProperty")
SAME_AS = NamedNode(OWL + "sameAs")
ALT_LABEL = NamedNode(SKOS + "altLabel")
EXACT_MATCH = NamedNode(SKOS + "exactMatch")
NOTATION = NamedNode(SKOS + "notation")
EXAMPLE = NamedNode(SKOS + "example")

XSD_DATE = NamedNode(XSD + "date")
XSD_DATETIME = NamedNode(XSD + "dateTime")
XSD_DECIMAL = NamedNode(XSD + "decimal")
XSD_DURATION = NamedNode(XSD + "duration")
XSD_INTEGER = NamedNode(XSD + "integer")
XSD_YEAR = NamedNode(XSD + "gYear")
XSD_YEAR_MONTH = NamedNode(XSD + "gYearMonth")

TITLE = NamedNode(DCT + "title")
ISSUED = NamedNode(DCT + "issued")
SOURCE = NamedNode(DCT + "source")
PUBLISHER = NamedNode(DCT + "publisher")
IDENTIFIER = NamedNode(DCT + "identifier")
NEWS_ARTICLE = NamedNode(SCHEMA + "NewsArticle")
IN_LANGUAGE = NamedNode(SCHEMA + "inLanguage")
ATTRIBUTED_TO = NamedNode(PROV + "wasAttributedTo")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")

NIF_CONTEXT = NamedNode(NIF + "Context")
NIF_SENTENCE = NamedNode(NIF + "Sentence")
NIF_PHRASE = NamedNode(NIF + "Phrase")
NIF_OFFSET_BASED = NamedNode(NIF + "OffsetBasedString")
BEGIN_INDEX = NamedNode(NIF + "beginIndex")
END_INDEX = NamedNode(NIF + "endIndex")
IS_STRING = NamedNode(NIF + "isString")
ANCHOR_OF = NamedNode(NIF + "anchorOf")
REFERENCE_CONTEXT = NamedNode(NIF + "referenceContext")
IN_SENTENCE = NamedNode(NIF + "sentence")
IDENT_REF = NamedNode(ITS + "taIdentRef")

SEM_EVENT = NamedNode(SEM + "Event")
HAS_ACTOR = NamedNode(SEM + "hasActor")
HAS_PLACE = NamedNode(SEM + "hasPlace")
TIME_STAMP = NamedNode(SEM + "hasTimeStamp")
BEGIN_TIME = NamedNode(SEM + "hasBeginTimeStamp")
END_TIME = NamedNode(SEM + "hasEndTimeStamp")
EARLIEST = NamedNode(SEM + "hasEarliestBeginTimeStamp")
LATEST = NamedNode(SEM + "hasLatestEndTimeStamp")


def _lo(name: str) -> NamedNode:
    return NamedNode(LO + name)


CLAIM = _lo("Claim")
RELATION = _lo("Relation")
IDENTITY = _lo("Identity")
QUANTITY = _lo("Quantity")
POLARITY_VALUE = _lo("PolarityValue")
MODALITY_VALUE = _lo("ModalityValue")
BOUND_VALUE = _lo("BoundValue")

SCOPE = _lo("scope")
LEMMA_OF = _lo("lemma")
TIMEX = _lo("timex")
DURATION = _lo("duration")
AS_OF = _lo("asOf")
HAS_QUANTITY = _lo("quantity")
VALUE = _lo("value")
UPPER = _lo("upper")
BOUND = _lo("bound")
UNIT = _lo("unit")
COUNTS = _lo("counts")
POLARITY = _lo("polarity")
MODALITY = _lo("modality")
CLAIM_COUNT = _lo("claimCount")
ARTICLE_COUNT = _lo("articleCount")
TEXT_SHA256 = _lo("textSha256")
MENTION_RULE = _lo("mentionRule")
MENTION_SCORE = _lo("mentionScore")
DENOTES = _lo("denotes")
ABOUT = _lo("about")
PASSED_ON_BY = _lo("passedOnBy")
SENTENCE = _lo("sentence")
TRIGGER = _lo("trigger")
EVIDENCE = _lo("evidence")
RULE = _lo("rule")
CONFIDENCE = _lo("confidence")
EVENT_CLASS = _lo("eventClass")
PLANNED_FORM_OF = _lo("plannedFormOf")

POSITIVE, NEGATIVE, DISPUTED = _lo("Positive"), _lo("Negative"), _lo("Disputed")
POLARITIES = {Polarity.POSITIVE: POSITIVE, Polarity.NEGATIVE: NEGATIVE}

# From the strongest to the weakest: of several claims the first that occurs holds.
MODALITIES = {
    modality: _lo(modality.value.capitalize())
    for modality in (
        Modality.ACTUAL,
        Modality.REPORTED,
        Modality.ORDERED,
        Modality.PLANNED,
        Modality.PERMITTED,
        Modality.POSSIBLE,
    )
}
FACTUAL = frozenset({MODALITIES[Modality.ACTUAL], MODALITIES[Modality.REPORTED]})
PLANNED = frozenset({MODALITIES[Modality.ORDERED], MODALITIES[Modality.PLANNED], MODALITIES[Modality.PERMITTED]})

BOUNDS = {
    "exact": _lo("Exact"),
    "about": _lo("About"),
    "more": _lo("More"),
    "less": _lo("Less"),
    "at_least": _lo("AtLeast"),
    "at_most": _lo("AtMost"),
    "range": _lo("Range"),
}

ROLES = {role: _lo(role.value) for role in Role}
PLACE_ROLES = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})

_RELATIONS = """
holdsOffice officeOf memberOf partOf subsidiaryOf subordinateTo locatedIn headquarteredIn
originsFrom residesIn bornIn diedIn worksFor headOf studiedAt relativeOf spouseOf parentOf childOf
siblingOf acquaintedWith foundedBy ownerOf producerOf organizerOf participantIn awardedWith
hasReligion hasIdeology
"""
RELATIONS = frozenset(_lo(name) for name in _RELATIONS.split())

ENTITY_CLASSES = {kind: _lo(kind.value) for kind in EntityKind}
_SCHEMA_CLASSES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.COUNTRY: "Country",
    EntityKind.REGION: "State",
    EntityKind.CITY: "City",
    EntityKind.PLACE: "Place",
    EntityKind.PRODUCT: "Product",
}
KNOWN_CLASSES = {kind: NamedNode(SCHEMA + name) for kind, name in _SCHEMA_CLASSES.items()}
KNOWN_CLASSES[EntityKind.OFFICE] = NamedNode(ORG + "Post")


def event_class(name: str) -> NamedNode:
    """The class of events that a frame names; `Event` is SEM's own."""
    return SEM_EVENT if name == "Event" else _lo(name)


def frame_property(name: str, *, planned: bool = False) -> NamedNode:
    """The direct property of a frame or relation."""
    return NamedNode((PLAN if planned else LO) + name)


def predicate_iri(predicate: Predicate, *, planned: bool = False) -> NamedNode:
    """The direct property: of a frame under `lo:` or `plan:`, of a lemma under `lemma:` or `planlemma:`."""
    if predicate.frame:
        return frame_property(predicate.name, planned=planned)
    return NamedNode((PLAN_LEMMA if planned else LEMMA) + local_name(predicate.name))


def planned_iri(plain: NamedNode) -> NamedNode:
    """The same property for what is planned, ordered or permitted."""
    if plain.value.startswith(LEMMA):
        return NamedNode(PLAN_LEMMA + plain.value.removeprefix(LEMMA))
    return NamedNode(PLAN + plain.value.removeprefix(LO))


def plain_iri(direct: NamedNode) -> NamedNode:
    """The property under `lo:` or `lemma:` that a direct one stands for; the inverse of `planned_iri`."""
    if direct.value.startswith(PLAN_LEMMA):
        return NamedNode(LEMMA + direct.value.removeprefix(PLAN_LEMMA))
    return NamedNode(LO + direct.value.removeprefix(PLAN)) if direct.value.startswith(PLAN) else direct
