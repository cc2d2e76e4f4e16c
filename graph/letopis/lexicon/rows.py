"""What a row of each table holds: one frozen record a table, its fields named as the columns.

«попросить VERB asksFor у+Gen=recipient;Gen=patient Токаев попросил помощи у союзников» is a `PredicateRow`.
A field's metadata holds the parser of its cell; a field without one is text that must not be empty.

In: records.claim, records.entity for the names that cells may hold. Out: row types, cell parsers. Touches: nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from letopis.records.claim import Modality, Polarity, Role
from letopis.records.entity import EntityKind

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")

Cell = Mapping[str, Callable[[str], Any]]


def _one_of(*allowed: str) -> Cell:
    """A cell that holds one of a few words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is none of {', '.join(allowed)}")
        return text

    return {"parse": parse}


def _roles(text: str) -> Mapping[str, Role]:
    """«у+Gen=recipient; Dat=recipient; nsubj=patient» keyed by what stands left of the equals sign."""
    roles: dict[str, Role] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        slot, _, role = part.partition("=")
        case = slot.rpartition("+")[2]
        if case not in (*CASES, "nsubj") or slot in roles:
            raise ValueError(f"{part!r} is not a new slot (prep+Case, Case or nsubj) with a role")
        roles[slot] = Role(role)
    return MappingProxyType(roles)


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text]


_TEXT: Cell = {"parse": str}  # may be empty
_CASE = _one_of(*CASES)
_MODALITY: Cell = {"parse": Modality}


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of events; `parent` is empty for the root only. `plover`: event type of PLOVER, or CAMEO root code."""

    name: str
    parent: str = field(metadata=_TEXT)
    label: str
    plover: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A property of the graph that stands for a set of synonymous predicates; `label` is a Russian infinitive."""

    name: str
    event_class: str
    plover: str = field(metadata=_TEXT)
    wikidata: str = field(metadata=_TEXT)
    label: str
    example: str


@dataclass(frozen=True, slots=True)
class PredicateRow:
    """A verb or an event noun and its frame.

    `roles` holds what differs from the table of prepositions and from the defaults (verbs: nsubj=agent, Acc=patient,
    of a passive Ins=agent; nouns: Ins=agent), keyed `prep+Case`, `Case` or `nsubj`. `count`: occurrences of the
    lemma in 19,913 news articles.
    """

    lemma: str
    pos: str = field(metadata=_one_of("VERB", "NOUN", "ADJ"))
    frame: str
    roles: Mapping[str, Role] = field(metadata={"parse": _roles}, hash=False)
    example: str
    count: int = field(metadata={"parse": int})


@dataclass(frozen=True, slots=True)
class LightRow:
    """A verb that lends its grammar to a noun; `equivalent` is a verb that says about the same, with the same roles.

    `noun` may carry its adjective, as in «телефонный разговор»; the longer key goes before the shorter.
    """

    verb: str
    prep: str = field(metadata=_TEXT)
    noun: str
    frame: str = field(metadata=_TEXT)
    equivalent: str
    example: str


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """A word that brings in what somebody says or thinks; `modality` is that of the content.

    Kinds: assert (say, state, explain), write (print, post), think, know, deny, admit, ask (a question), promise
    (and threaten), propose (and ask for, demand, call for), warn (and forecast), accuse, quote (pass on what a third
    one says).
    """

    lemma: str
    pos: str = field(metadata=_one_of("VERB", "NOUN", "ADJ"))
    kind: str = field(
        metadata=_one_of(
            "assert", "write", "think", "know", "deny", "admit", "ask", "promise", "propose", "warn", "accuse", "quote"
        )
    )
    modality: Modality = field(metadata=_MODALITY)
    example: str


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """Words that name a source outside the clause: «по слово» with the source in the genitive. Lemmas, by spaces."""

    phrase: str
    case: str = field(metadata=_CASE)
    kind: str = field(metadata=_one_of("assert", "write", "think", "quote"))
    example: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A word that takes an infinitive, a clause or an event noun and says how its content stands.

    `controller`: where the subject of the infinitive is to be found: the word's own subject, its dative, its direct
    object, its «у» + genitive, or nowhere. `merges`: word and complement are one event («продолжать работать»).
    """

    lemma: str
    pos: str = field(metadata=_one_of("VERB", "NOUN", "ADJ", "ADV"))
    complement: str = field(metadata=_one_of("inf", "chto", "chtoby", "noun"))
    controller: str = field(metadata=_one_of("subject", "dative", "object", "u_gen", "none"))
    modality: Modality = field(metadata=_MODALITY)
    polarity: Polarity = field(metadata={"parse": Polarity})
    merges: bool = field(metadata={"parse": _yes})
    example: str


@dataclass(frozen=True, slots=True)
class StanceRow:
    """Words, by spaces, that say whether what they stand with happened.

    Kinds: adverb and conjunction (of a clause), adjective (of an event noun, also the verb of a participle) and
    preposition (of an event noun), cause (a preposition
    whose event has happened whatever becomes of the main clause), ground (a verb of judgement: what it is `за` is
    what somebody is accused of), presupposing (a noun or verb whose complement has happened).
    """

    word: str
    kind: str = field(
        metadata=_one_of("adverb", "conjunction", "adjective", "preposition", "cause", "ground", "presupposing")
    )
    modality: Modality = field(metadata=_MODALITY)
    polarity: Polarity = field(metadata={"parse": Polarity})
    example: str


@dataclass(frozen=True, slots=True)
class TitleRow:
    """What a person is called by office, role or kin; `of`: what its genitive names. Words of a title by spaces."""

    lemma: str
    label: str
    kind: str = field(metadata=_one_of("office", "role", "profession", "rank", "kin"))
    of: str = field(metadata=_one_of("org", "place", "any", "person", "none"))
    example: str

    @property
    def is_held(self) -> bool:
        """«российский президент» presides over Russia; «французский журналист» comes from France."""
        return self.kind == "office" or (self.kind == "role" and self.of == "org")


@dataclass(frozen=True, slots=True)
class TieRow:
    """A noun whose bearer stands in a relation to what its genitive names.

    `holder`: the end of the relation that the bearer is; `of`: what the other one must be.
    """

    lemma: str
    relation: str
    holder: str = field(metadata=_one_of("subject", "object"))
    of: str = field(metadata=_one_of("person", "body", "thing", "event"))
    example: str


@dataclass(frozen=True, slots=True)
class VerbTieRow:
    """A verb that states a relation between what stands in two of its slots; `of`: what the bearer's other end is."""

    lemma: str
    relation: str
    left: str
    right: str
    of: str = field(metadata=_one_of("body", "thing", "place"))
    example: str


@dataclass(frozen=True, slots=True)
class IllnessRow:
    """A word for an illness or injury."""

    lemma: str
    example: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """A noun and the class of what it names; `kind` is a value of `EntityKind`, or `none`: no entity."""

    lemma: str
    kind: str = field(metadata=_one_of(*EntityKind, "none"))
    example: str


@dataclass(frozen=True, slots=True)
class PrepositionRow:
    """What a noun under a preposition does in the event, if it is of the condition's kind.

    Conditions: a place, a person (also a group or organisation), a time, an event (a noun that means one), a
    vehicle, a weapon, a gathering (where one is: a debate), an issue (what a case or talk is about: an article), any.
    `role` is a value of `Role`, or `time`, `source` (who says it), `manner` (no argument). Rows of one preposition
    and case stand in order of priority.
    """

    lemma: str
    case: str = field(metadata=_CASE)
    condition: str = field(
        metadata=_one_of("place", "person", "time", "event", "vehicle", "weapon", "gathering", "issue", "any")
    )
    role: str = field(metadata=_one_of(*Role, "time", "source", "manner"))
    example: str


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A word that gives another event only its phase or existence."""

    lemma: str
    pos: str = field(metadata=_one_of("VERB", "NOUN"))
    phase: str = field(metadata=_one_of("begin", "continue", "end", "occur"))
    example: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A collective action that a place can be the subject of."""

    lemma: str
    pos: str = field(metadata=_one_of("VERB", "NOUN"))
    example: str


@dataclass(frozen=True, slots=True)
class AdjectiveRow:
    """A relational adjective, or the name of an inhabitant, and the place that it comes from."""

    lemma: str
    pos: str
    place: str
    example: str


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """An abbreviation; it agrees in the gender and number of its expansion."""

    abbreviation: str
    expansion: str
    gender: str = field(metadata=_TEXT)
    number: str = field(metadata=_TEXT)
    kind: str = field(metadata=_TEXT)
    example: str
