"""Every IRI that the package writes or asks for; no other module spells one.

`ev:e1 a lo:Protest` is made of `Base().event("e1")`, `RDF_TYPE` and `event_class("Protest")`.
A test compares the names under `lo:` with `ontology.ttl`, both ways.

In: records (names of kinds, roles, values). Out: NamedNode constants, predicate_iri, Base, PREFIXES.
Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from letopis.rdf.names import local_name
from letopis.records.claim import Modality, Polarity, Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.records.claim import Predicate

LO = "https://letopis.example/ontology/"
PLAN = "https://letopis.example/plan/"
LEMMA = "https://letopis.example/lemma/"
PLAN_LEMMA = "https://letopis.example/plan-lemma/"
DATA = "https://letopis.example/data/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITS = "http://www.w3.org/2005/11/its/rdf#"
GAF = "http://groundedannotationframework.org/gaf#"
WD = "http://www.wikidata.org/entity/"
GN = "https://sws.geonames.org/"
SH = "http://www.w3.org/ns/shacl#"
SHAPE = "https://letopis.example/shapes/"

PREFIXES = {
    "lo": LO,
    "plan": PLAN,
    "lemma": LEMMA,
    "planlemma": PLAN_LEMMA,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "schema": SCHEMA,
    "org": ORG,
    "sem": SEM,
    "nif": NIF,
    "its": ITS,
    "gaf": GAF,
    "wd": WD,
    "gn": GN,
}

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
BECAUSE = _lo("because")
SPEECH = _lo("speech")
RULE = _lo("rule")
CONFIDENCE = _lo("confidence")
EVENT_CLASS = _lo("eventClass")
PLANNED_FORM_OF = _lo("plannedFormOf")

POSITIVE, NEGATIVE, DISPUTED = _lo("Positive"), _lo("Negative"), _lo("Disputed")
POLARITIES = {Polarity.POSITIVE: POSITIVE, Polarity.NEGATIVE: NEGATIVE}

# From the strongest to the weakest: of several claims the first that occurs holds.
_STRENGTH = "actual reported ordered planned permitted possible"
MODALITIES = {Modality(name): _lo(name.capitalize()) for name in _STRENGTH.split()}
FACTUAL = frozenset({MODALITIES[Modality.ACTUAL], MODALITIES[Modality.REPORTED]})
PLANNED = frozenset({MODALITIES[Modality.ORDERED], MODALITIES[Modality.PLANNED], MODALITIES[Modality.PERMITTED]})

_BOUNDS = "exact about more less at_least at_most range"
BOUNDS = {name: _lo(name.title().replace("_", "")) for name in _BOUNDS.split()}

ROLES = {role: _lo(role.value) for role in Role}
PLACE_ROLES = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})

_RELATIONS = """
holdsOffice officeOf memberOf partOf subsidiaryOf subordinateTo locatedIn headquarteredIn
originsFrom residesIn bornIn diedIn worksFor headOf studiedAt relativeOf spouseOf parentOf childOf
siblingOf acquaintedWith foundedBy ownerOf producerOf organizerOf participantIn awardedWith
hasReligion hasIdeology hasAge near hasMedicalCondition hasCause subEventOf involvedIn convictedOf
penalizedWith causeOfDeath diedAtAge bornOn diedOn foundedOn dissolvedOn createdOn hasPrice hasIncome
hasExpenditure takesPlaceIn happensOn beginsOn endsOn agentOf
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
    EntityKind.DISTRICT: "AdministrativeArea",
    EntityKind.FACILITY: "Place",
    EntityKind.LEGAL_ACT: "Legislation",
    EntityKind.WORK_OF_ART: "CreativeWork",
    EntityKind.LANGUAGE: "Language",
    EntityKind.DISEASE: "MedicalCondition",
}
KNOWN_CLASSES = {kind: NamedNode(SCHEMA + name) for kind, name in _SCHEMA_CLASSES.items()}
KNOWN_CLASSES[EntityKind.OFFICE] = NamedNode(ORG + "Post")

ORDINAL = _lo("ordinal")


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


@dataclass(frozen=True, slots=True)
class Base:
    """Where the IRIs of data live; `iri` ends with a slash."""

    iri: str = DATA

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*/", self.iri):
            raise ValueError(f"base {self.iri!r} is not an absolute IRI that ends with a slash")

    def entity(self, identifier: str) -> NamedNode:
        """An entity's IRI."""
        return NamedNode(f"{self.iri}entity/{identifier}")

    def event(self, identifier: str) -> NamedNode:
        """A statement's IRI."""
        return NamedNode(f"{self.iri}event/{identifier}")

    def article(self, identifier: str) -> NamedNode:
        """An article's IRI, also that of its graph."""
        return NamedNode(f"{self.iri}article/{identifier}")

    def claim(self, identifier: str) -> NamedNode:
        """A claim's IRI."""
        return NamedNode(f"{self.iri}claim/{identifier}")

    def text(self, identifier: str) -> NamedNode:
        """The IRI of a stretch of text."""
        return NamedNode(f"{self.iri}text/{identifier}")

    def quantity(self, identifier: str) -> NamedNode:
        """A quantity's IRI."""
        return NamedNode(f"{self.iri}quantity/{identifier}")

    def prefixes(self) -> dict[str, str]:
        """All prefixes of this package and those of the data."""
        names = {"ent": "entity", "ev": "event", "art": "article", "claim": "claim", "text": "text", "qty": "quantity"}
        return PREFIXES | {prefix: f"{self.iri}{name}/" for prefix, name in names.items()}
