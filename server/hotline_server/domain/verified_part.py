"""Part of the record that nightly verification has verified, which is kept signed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hotline_server.domain.log import FIRST_HASH
from hotline_server.domain.signed_heads import ChainEnd

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
FIRST_END = ChainEnd(0, FIRST_HASH)


@dataclass(frozen=True, slots=True)
class VerifiedPart:
    """Part that was verified; what follows is new, what is before is verified again a share a night.

    Attributes:
        position: of the last log entry.
        journal: last entry of the journal.
        access_day: last day of the access log, as eight digits; it is verified again.
        nights: number of nights so far.
        case: id of the last old case of the share of the last night; 0 if that was the end.
        at_fault: id at which a share with faults begins, plus one; 0 if there is none.
        day: as eight digits, for which a server verified last or is about to.
        at: time of the last verification, in microseconds; 0 if there was none.
        faults: number of those that it found.
    """

    position: int = 0
    journal: ChainEnd = FIRST_END
    access_day: int = 0
    nights: int = 0
    case: int = 0
    at_fault: int = 0
    day: int = 0
    at: int = 0
    faults: int = 0

    @property
    def text(self) -> str:
        """The part as it is signed."""
        return _encode(asdict(self))


def verified_part_of(text: str) -> VerifiedPart:
    """Build a part from its text.

    Raises:
        ValueError: if it is none.
    """
    try:
        stored: Mapping[str, Any] = json.loads(text)
        part = VerifiedPart(**{**stored, "journal": ChainEnd(**stored["journal"])})
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a part: {error}") from None
    if not all(isinstance(value, int) and value >= 0 for name, value in stored.items() if name != "journal"):
        raise ValueError("not a part: not all are natural numbers")
    return part
