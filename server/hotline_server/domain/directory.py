"""Directory of the city's departments and districts (P3)."""

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE_CITY = "全市"
"""The root of the tree of departments."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Immutable directory of departments and districts.

    Attributes:
        phones: phone number by department; empty if unknown.
        districts: district name by name and by each code.
        homes: district by department; city-level departments are absent.
    """

    phones: Mapping[str, str]
    districts: Mapping[str, str]
    homes: Mapping[str, str]

    def district_of(self, department: str) -> str:
        """Return the district of a department; empty for a city-level one."""
        return self.homes.get(department, "")

    def is_within(self, department: str, bound: str) -> bool:
        """Return whether ``department`` is within ``bound``: itself, its district, or the whole city."""
        if not bound:
            return False
        return bound in (WHOLE_CITY, department) or self.districts.get(bound) == self.district_of(department) != ""

    @property
    def district_names(self) -> tuple[str, ...]:
        """Names of the districts."""
        return tuple(dict.fromkeys(self.districts.values()))

    def district_in(self, text: str) -> str:
        """Return the first district mentioned in ``text``; empty if there is none."""
        found = ((text.find(word), name) for word, name in self.districts.items() if word in text)
        return min(found, default=(0, ""))[1]
