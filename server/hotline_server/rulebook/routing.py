"""The routing table 派单目录: from matter and place to the departments that own it (P3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ANY_DISTRICT = "任一"
WHOLE_CITY = "全市"
DISTRICT = "{区县}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``district`` is a district's name, ``任一`` (any known one) or ``全市``."""

    matter: str
    district: str
    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None

    @property
    def id(self) -> str:
        """How a decision names the row."""
        return f"派单目录:{self.matter}/{self.district}"


@dataclass(frozen=True, slots=True)
class Route:
    """The owners found for a call."""

    lead: str
    cohandlers: tuple[str, ...]
    deadline_days: int | None
    row: Row


class RoutingTable:
    """Finds the row for a call in constant time, whatever the number of rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: Mapping[tuple[str, str], Row] = {(row.matter, row.district): row for row in rows}

    def route(self, matters: Sequence[str], district: str) -> Route | None:
        """The owners of the first of ``matters`` the table knows; the closest place wins."""
        places = (district, ANY_DISTRICT, WHOLE_CITY) if district else (WHOLE_CITY,)
        for matter in matters:
            for place in places:
                row = self._rows.get((matter, place))
                if row:
                    return Route(
                        row.lead.replace(DISTRICT, district),
                        tuple(name.replace(DISTRICT, district) for name in row.cohandlers),
                        row.deadline_days,
                        row,
                    )
        return None
