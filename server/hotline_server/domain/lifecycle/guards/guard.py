"""Guards: the named conditions under which the tables allow an act.

A guard reads the case, the assignment concerned and the actor, and changes nothing. Its name is shown in
docs/lifecycle.md, its reason is told to whoever is refused. The
modules beside this one hold them by what they are about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hotline_server.domain.lifecycle.situation import Situation


@dataclass(frozen=True, slots=True)
class Guard:
    """Condition of an act.

    Attributes:
        name: what holds, in a few words.
        holds: returns True if it holds.
        reason: returns what to tell whoever is refused since it does not hold.
    """

    name: str
    holds: Callable[[Situation], bool]
    reason: Callable[[Situation], str]
