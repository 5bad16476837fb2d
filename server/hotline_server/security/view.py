"""Whose eyes an answer is for."""

from contextvars import ContextVar
from dataclasses import dataclass

from hotline_server.security.access import Sight


@dataclass(frozen=True, slots=True)
class View:
    """What an answer may show.

    Attributes:
        sight: of callers and of what they said.
        department: the part of the tree whose assignments are shown; for departments.
    """

    sight: Sight
    department: str = ""


NOTHING = View(Sight.NONE)
_current: ContextVar[View] = ContextVar("view", default=NOTHING)


def current_view() -> View:
    """Whose eyes the answer of this thread is for; ``NOTHING`` outside of an rpc."""
    return _current.get()


def set_view(view: View) -> None:
    """Say whose eyes the answer that this thread begins is for."""
    _current.set(view)
