"""Units of the directory: departments, districts, towns, utilities and other lines (P3, R8.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class UnitKind(Enum):
    """Kind of a unit; the value is its label in files and in the user interface."""

    CITY = "市"
    DISTRICT = "区县"
    DEPARTMENT = "部门"
    UTILITY = "公用事业"
    TOWN = "街镇"
    COMMUNITY = "社区"
    OFFICE = "内设机构"
    LINE = "联动热线"

    @property
    def takes_assignments(self) -> bool:
        """True if cases can be assigned to such units."""
        return self in (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.UTILITY)

    @property
    def handles_cases(self) -> bool:
        """True if cases can be assigned to such units, or delegated to them by a unit above."""
        return self.takes_assignments or self in (UnitKind.OFFICE, UnitKind.COMMUNITY)

    @property
    def is_grassroots(self) -> bool:
        """True for the level to which a department's matters may not be passed down (R8.3)."""
        return self in (UnitKind.TOWN, UnitKind.COMMUNITY)

    @property
    def parents(self) -> tuple["UnitKind", ...]:
        """Kinds of units that such a unit can belong to."""
        return _PARENTS[self]


_K = UnitKind
_PARENTS = {
    _K.CITY: (),
    _K.DEPARTMENT: (_K.CITY, _K.DISTRICT, _K.DEPARTMENT),
    _K.OFFICE: (_K.DEPARTMENT, _K.UTILITY, _K.TOWN, _K.OFFICE),
    _K.DISTRICT: (_K.CITY,),
    _K.TOWN: (_K.DISTRICT,),
    _K.COMMUNITY: (_K.TOWN, _K.DISTRICT),
    _K.UTILITY: (_K.CITY, _K.DISTRICT),
    _K.LINE: (_K.CITY, _K.DISTRICT),
}


@dataclass(frozen=True, slots=True)
class FormerName:
    """Name that a unit had until, and not including, a day."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Duty:
    """Person on duty 值班人员, from ``begins`` through ``ends``; ``None`` leaves that side open.

    ``post`` is what the person is on duty as, such as 值班领导; empty if it is not said.
    """

    name: str
    phone: str
    begins: date | None = None
    ends: date | None = None
    post: str = ""

    def is_on(self, day: date) -> bool:
        """Return whether the person is on duty on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contact details of a unit.

    Attributes:
        phone: public number; empty if unknown.
        duty_phone: number that is answered around the clock.
        hours: when the public number is answered, as text.
        leader: leader in charge 分管领导, with a number if there is one.
        on_duty: people on duty.
    """

    phone: str = ""
    duty_phone: str = ""
    hours: str = ""
    leader: str = ""
    on_duty: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Successor:
    """Unit that continues the work of one that was merged, split or retired.

    Attributes:
        code: code of the unit.
        matters: matters that it takes over; empty for all that no other successor takes.
    """

    code: str
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """Unit of the directory. Other data names units by their names; ``code`` identifies one across renames.

    Attributes:
        code: identity in the directory; empty until it is added.
        name: unique among the units in force.
        parent: code of the unit it belongs to; empty for the city.
        district: code of the district it works in without belonging to it; empty otherwise.
        aliases: everyday names and other codes; several units may share one.
        former_names: earlier names, oldest first.
        division_code: code of the administrative division (GB/T 2260).
        organisation_code: unified social credit code (GB 32100).
        matters: for a town, matters that it may be sent directly; ``None`` for its ancestors' ``town_matters``.
        town_matters: matters that the towns below may be sent directly; ``None`` if it does not say.
        backs: codes of the districts whose backstop 兜底 it is (R8.3).
        since: first day in force; ``None`` if unknown.
        until: day from which it is no longer in force; ``None`` while it is.
        successors: units that continue its work once it is no longer in force.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    district: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    division_code: str = ""
    organisation_code: str = ""
    contacts: Contacts = Contacts()
    matters: tuple[str, ...] | None = None
    town_matters: tuple[str, ...] | None = None
    backs: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    successors: tuple[Successor, ...] = ()

    @property
    def is_in_force(self) -> bool:
        """True until the unit is merged, split or retired."""
        return self.until is None

    @property
    def names(self) -> Iterator[str]:
        """All its own names, the present one first."""
        yield self.name
        for former in reversed(self.former_names):
            yield former.name
