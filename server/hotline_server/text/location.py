"""Location of a matter, as far as its text tells (R8.3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """District, town and community that a unit lies in, itself included; empty where there is none."""

    district: str = ""
    town: str = ""
    community: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Location of a matter, as far as its text tells; unknown fields are empty.

    Attributes:
        district, town, community: names of the units.
        place: name of the place in them.
        kind: of the place, or of the smallest unit.
        detail: numbers of house, building and flat, as the text has them.
        latitude, longitude: of the place in degrees, WGS84; ``None`` if unknown.
        candidates: the places that an ambiguous name may stand for.
        evidence: the words that tell, in the order of the text.
    """

    district: str = ""
    town: str = ""
    community: str = ""
    place: str = ""
    kind: str = ""
    detail: str = ""
    latitude: float | None = None
    longitude: float | None = None
    candidates: "tuple[Location, ...]" = ()
    evidence: tuple[str, ...] = ()
