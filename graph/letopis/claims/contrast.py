"""What is denied of one phrase only: «задержали не министра, а заместителя», «мотив – угон, а не кража».

The event holds of the phrases that are not denied; of each denied one it is said that it does not.

In: Scene, Event. Out: Event, one or two. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.negation import denial, is_partial
from letopis.claims.stance import Stance
from letopis.records.claim import Polarity

if TYPE_CHECKING:
    from letopis.claims.making import Event
    from letopis.claims.roles import Roles
    from letopis.claims.scene import Scene


def contrasted(scene: Scene, event: Event) -> list[Event]:
    """The event itself where nothing in it is denied alone; else what holds, if anything is left, and what does not.

    None where it holds of a part: «не все жители уехали».
    """
    tree = scene.trees[event.sentence]
    if any(is_partial(tree, filler.token) for fillers in event.roles.values() for filler in fillers):
        return []
    denied = {
        (role, filler.token): tree.tokens[particle].span
        for role, fillers in event.roles.items()
        for filler in fillers
        if (particle := denial(tree, filler.token)) is not None
    }
    if not denied or event.stance.is_negative:
        return [event]
    left: Roles = {}
    for role, fillers in event.roles.items():
        kept = [filler for filler in fillers if (role, filler.token) not in denied]
        if kept:
            left[role] = kept
    roles = {role for role, _ in denied}
    others = {role: fillers for role, fillers in left.items() if role not in roles}
    wrong = {r: [f for f in event.roles[r] if (r, f.token) in denied] for r in roles}
    stance = event.stance.within(Stance(Polarity.NEGATIVE, because=tuple(denied.values())))
    negative = replace(event, roles={**others, **wrong}, stance=stance)
    return [replace(event, roles=left), negative] if roles <= left.keys() else [negative]
