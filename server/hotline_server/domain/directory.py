"""Departments and districts of the city, and who belongs to whom (P3)."""

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE_CITY = "全市"
"""The root of the tree of departments."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The departments and districts. Immutable.

    Attributes:
        phones: the telephone number of every department by its name; empty where not known.
        districts: every district by its name and by each of its codes.
        homes: the district of every department that belongs to one.
    """

    phones: Mapping[str, str]
    districts: Mapping[str, str]
    homes: Mapping[str, str]

    def district_of(self, department: str) -> str:
        """Return the district a department belongs to; empty for one of the city."""
        return self.homes.get(department, "")

    def is_within(self, department: str, bound: str) -> bool:
        """Tell whether a department is in the part of the tree that ``bound`` names: a department, a district, all."""
        if not bound:
            return False
        return bound in (WHOLE_CITY, department) or self.districts.get(bound) == self.district_of(department) != ""

    @property
    def names(self) -> tuple[str, ...]:
        """The districts' names."""
        return tuple(dict.fromkeys(self.districts.values()))

    def district_in(self, text: str) -> str:
        """Return the district that ``text`` names first; empty if it names none."""
        found = ((text.find(word), name) for word, name in self.districts.items() if word in text)
        return min(found, default=(0, ""))[1]
