"""What in the graph speaks against a statement: another birthday, another head of one office, the ends changed over.

«Петров родился в 1980 году» and «Петров родился 5 мая 1981 года» stay both; each is shown with the other.

In: rdf.view. Out: lines. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.ids import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.rdf.readback import StatementView
    from letopis.rdf.view import View

_SINGLE = frozenset({"bornOn", "diedOn", "bornIn", "diedIn", "diedAtAge", "foundedOn", "dissolvedOn", "createdOn"})
_ONE_WAY = frozenset(
    {"parentOf", "childOf", "ownerOf", "partOf", "subsidiaryOf", "subordinateTo", "locatedIn", "headquarteredIn"}
    | {"foundedBy", "producerOf", "bornIn", "memberOf"}
)
_TURNED = {"parentOf": "childOf", "childOf": "parentOf"}
# Offices that one person holds at a time, by the first word of their name.
_OF_ONE = frozenset(
    {"президент", "премьер", "губернатор", "мэр", "министр", "глава", "генсек", "генпрокурор", "канцлер", "король"}
)


def contrary_lines(view: View, statement: StatementView) -> Iterator[str]:
    """One for each statement that cannot hold beside this one."""
    if statement.polarity != "positive":
        return
    for other, why in _contrary(view, statement):
        if other.id != statement.id and other.polarity == "positive":
            yield f"  disagrees with {other.label} ({other.id}): {why}"


def _contrary(view: View, statement: StatementView) -> Iterator[tuple[StatementView, str]]:
    name = _name(statement)
    if statement.subject is None:
        return
    if name in _SINGLE:
        for other in view.statements_with(subject=statement.subject):
            if _name(other) == name and _differs(view, statement, other):
                yield other, "there is only one"
    if name in _ONE_WAY and statement.object:
        for other in view.statements_with(subject=statement.object, object_=statement.subject):
            if _name(other) == name:
                yield other, "the other way round"
        for other in view.statements_with(subject=statement.subject, object_=statement.object):
            if name in _TURNED and _name(other) == _TURNED[name]:
                yield other, "the other way round"
    if name == "holdsOffice" and statement.object and _is_of_one(view, statement.object):
        for other in view.statements_with(object_=statement.object):
            if _name(other) == name and other.subject != statement.subject and _meet(statement, other):
                yield other, "one office, one holder at a time"


def _name(statement: StatementView) -> str:
    return statement.predicate.rpartition("/")[2]


def _differs(view: View, statement: StatementView, other: StatementView) -> bool:
    """Whether both cannot be: «1980» and «1980-05-05» can, and so can a town and its country."""
    if statement.literal and other.literal:
        one, two = statement.literal, other.literal
        return not (one.startswith(two) or two.startswith(one))
    if statement.object and other.object and statement.object != other.object:
        return view.entity(statement.object).kind == view.entity(other.object).kind
    return False


def _is_of_one(view: View, office: str) -> bool:
    words = name_key(view.entity(office).label).split()
    return len(words) > 1 and words[0] in _OF_ONE and any(_name(s) == "officeOf" for s in view.statements_with(office))


def _meet(one: StatementView, other: StatementView) -> bool:
    """Whether their times may have a day in common; what has no time may have any, but of one article."""
    first, second = (one.earliest, one.latest), (other.earliest, other.latest)
    if not any((*first, *second)):
        return bool(set(one.articles) & set(other.articles))
    return (first[0] or "") <= (second[1] or "9") and (second[0] or "") <= (first[1] or "9")
