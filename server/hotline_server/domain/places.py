"""Places of the gazetteer, coordinates, and what is found wrong with imported places (R8.3)."""

from dataclasses import dataclass
from enum import Enum
from math import asin, cos, radians, sin, sqrt

PLACE_KINDS = (
    "道路", "小区", "村庄", "河湖", "站点", "桥隧", "学校", "医院", "市场", "商场", "公园", "园区", "楼宇", "景点",
    "其他",
)  # fmt: skip
NAME_LENGTHS = range(2, 33)
# Words that denote a sort of place; as a name, one would be found wherever any such place is mentioned.
_GENERIC = frozenset((
    "道路", "马路", "公路", "小区", "社区", "街道", "村庄", "农村", "新村", "河流", "湖边", "水库", "车站", "站点",
    "地铁站", "公交站", "火车站", "汽车站", "大桥", "隧道", "学校", "小学", "中学", "大学", "幼儿园", "医院", "诊所",
    "市场", "菜市场", "农贸市场", "商场", "超市", "公园", "广场", "园区", "工业园", "大厦", "楼宇", "写字楼", "景点",
    "景区", "政府", "区政府", "县政府", "市政府", "派出所", "城区", "新区", "老城区", "开发区", "高速", "工地",
))  # fmt: skip
MAX_LATITUDE = 90.0
MAX_LONGITUDE = 180.0
_EARTH_RADIUS = 6_371_000.0


def is_generic(name: str) -> bool:
    """Return True if a name denotes a sort of place instead of one place."""
    return name in _GENERIC or name in PLACE_KINDS


class ImportMode(Enum):
    """Treatment of the places that are not in an import."""

    MERGE = "合并"
    REPLACE = "替换"


class CoordinateSource(Enum):
    """Origin of the coordinates of a case; the value is its label in the user interface."""

    CALL = "来电提供"
    PLACE = "按地名推定"


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Point in degrees, WGS84."""

    latitude: float
    longitude: float

    @property
    def is_valid(self) -> bool:
        """True if it is on the earth."""
        return abs(self.latitude) <= MAX_LATITUDE and abs(self.longitude) <= MAX_LONGITUDE

    def metres_to(self, other: "Coordinates") -> float:
        """Return the distance to another point along the earth's surface, in metres."""
        north = radians(other.latitude - self.latitude)
        east = radians(other.longitude - self.longitude)
        along = cos(radians(self.latitude)) * cos(radians(other.latitude))
        return 2 * _EARTH_RADIUS * asin(min(1.0, sqrt(sin(north / 2) ** 2 + along * sin(east / 2) ** 2)))


@dataclass(frozen=True, slots=True)
class PlaceFinding:
    """Something wrong with a row of an import, which costs that row.

    Attributes:
        line: of the file from 1, or number of the feature.
        column: name of the column.
        message: in Chinese: what is wrong, and what is allowed.
    """

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportedPlaces:
    """Result of an import.

    Attributes:
        imported: number of places that were added or updated.
        removed: number of places that a replacement removed.
        refused: number of rows that were refused.
        total: number of places afterwards.
        findings: for the refused rows, the first thousand.
    """

    imported: int
    removed: int
    refused: int
    total: int
    findings: tuple[PlaceFinding, ...]


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """Name that several callers used for a place the gazetteer does not know.

    Attributes:
        district: into which operators put their calls.
        kind: as its name suggests.
        callers: number of different callers.
    """

    name: str
    district: str
    kind: str
    callers: int
