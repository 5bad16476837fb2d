"""What the client of an rpc may see."""

from contextvars import ContextVar
from dataclasses import dataclass

from hotline_server.security.access import Sight


@dataclass(frozen=True, slots=True)
class View:
    """What an answer may reveal.

    Attributes:
        sight: how much about callers and the text of their calls.
        department: the department, district or city whose assignments are shown; for departments only.
    """

    sight: Sight
    department: str = ""


NOTHING = View(Sight.NONE)
_current: ContextVar[View] = ContextVar("view", default=NOTHING)


def current_view() -> View:
    """Return what the answer of this thread may reveal; ``NOTHING`` outside of an rpc."""
    return _current.get()


def set_view(view: View) -> None:
    """Set what the answer this thread is about to give may reveal."""
    _current.set(view)
