"""View of the current rpc: the data its client may see."""

from contextvars import ContextVar
from dataclasses import dataclass

from hotline_server.security.access import Visibility
from hotline_server.security.identity import AccessRole


@dataclass(frozen=True, slots=True)
class View:
    """Data that an answer may reveal.

    Attributes:
        visibility: how much about callers and the text of their calls.
        department: the department, district or city whose assignments are shown; for departments only.
        line: the line whose hand-overs are shown; for lines only.
        roles: of whoever sees it, which decide what is offered to be done; empty for nobody in person.
    """

    visibility: Visibility
    department: str = ""
    roles: frozenset[AccessRole] = frozenset()
    line: str = ""

    @property
    def is_outside(self) -> bool:
        """True if it is that of a department or of another line, not of the hotline's own staff."""
        return self.visibility in (Visibility.DEPARTMENT, Visibility.LINE)


NO_VIEW = View(Visibility.NONE)
_current: ContextVar[View] = ContextVar("view", default=NO_VIEW)


def current_view() -> View:
    """Return what the answer of this thread may reveal; ``NO_VIEW`` outside of an rpc."""
    return _current.get()


def set_view(view: View) -> None:
    """Set what the answer this thread is about to give may reveal."""
    _current.set(view)
