"""Routing table 派单目录: the departments responsible for each matter and district (P3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ANY_DISTRICT = "任一"
WHOLE_CITY = "全市"
DISTRICT = "{区县}"


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the routing table.

    Attributes:
        matter: name of the matter 事项.
        district: name of a district, ``任一`` (any known district) or ``全市`` (also if unknown).
        lead: name of the lead department; ``{区县}`` stands for the district.
        cohandlers: names of the co-handling departments, likewise.
        deadline_days: working days for the reply, ``None`` for the default.
    """

    matter: str
    district: str
    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None

    @property
    def id(self) -> str:
        """Id of the row in decisions."""
        return f"派单目录:{self.matter}/{self.district}"


@dataclass(frozen=True, slots=True)
class Route:
    """Departments responsible for a call.

    Attributes:
        lead: name of the lead department.
        cohandlers: names of the co-handling departments.
        deadline_days: working days for the reply, ``None`` for the default.
        row: of the routing table.
    """

    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None
    row: Row


class RoutingTable:
    """Routing table with lookups in constant time."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: Mapping[tuple[str, str], Row] = {(row.matter, row.district): row for row in rows}

    def route(self, matters: Sequence[str], district: str) -> Route | None:
        """Find the route for the first of ``matters`` in the table, preferring the most specific district.

        Args:
            matters: names, most likely first.
            district: name, empty if unknown.
        """
        districts = (district, ANY_DISTRICT, WHOLE_CITY) if district else (WHOLE_CITY,)
        for matter in matters:
            for place in districts:
                row = self._rows.get((matter, place))
                if row:
                    return Route(
                        row.lead.replace(DISTRICT, district),
                        tuple(name.replace(DISTRICT, district) for name in row.cohandlers),
                        row.deadline_days,
                        row,
                    )
        return None
