"""Lines that cases are handed to and come from 联动单位: 110, 119, 120, 122, other hotlines, utilities (R8.2)."""

from dataclasses import dataclass

from hotline_server.rulebook.time_limit import TimeLimit


@dataclass(frozen=True, slots=True)
class Line:
    """Line that takes the matters within its scope.

    Lines are part of the rule book, not units of the directory: nothing is assigned to them, and rules name them.

    Attributes:
        name: by which acts, tokens and figures name it.
        phone: number that a caller dials, or is connected to.
        scope: matters it takes, in words for the desk.
        accept_minutes: to accept a hand-over, around the clock, before alarms begin.
        limit: time for its result, from acceptance.
        takes_dangers: true if an emergency may be handed to it.
        unit: unit of the directory that runs it, which must not learn of whoever accuses it (R8.3); may be empty.
    """

    name: str
    phone: str
    scope: str
    accept_minutes: int
    limit: TimeLimit
    takes_dangers: bool = False
    unit: str = ""
