"""Connections of a caller to the department that owns the matter 电话连线 (R2.2)."""

import re
from dataclasses import dataclass
from enum import StrEnum


class ConnectionResult(StrEnum):
    """Result of a connection; the value is its label for agents."""

    CONNECTED = "已接通"
    BUSY = "占线"
    NO_ANSWER = "无人接听"
    REFUSED = "拒接"
    UNREACHABLE = "无法接通"
    CALLER_LEFT = "来电人挂断"
    DECLINED = "来电人不愿转接"


_RESULTS = {
    "200": ConnectionResult.CONNECTED,
    "403": ConnectionResult.REFUSED,
    "408": ConnectionResult.NO_ANSWER,
    "480": ConnectionResult.NO_ANSWER,
    "486": ConnectionResult.BUSY,
    "487": ConnectionResult.CALLER_LEFT,
    "600": ConnectionResult.BUSY,
    "603": ConnectionResult.REFUSED,
}


def parse_status(status: str) -> ConnectionResult:
    """Return the result that a SIP status stands for."""
    return _RESULTS.get(status, ConnectionResult.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Destination:
    """Department to connect a caller to.

    Attributes:
        case_number: the case it is about.
        department: name of the department.
        number: digits, with a leading + before a country code; empty if the directory has none.
    """

    case_number: str
    department: str
    number: str


def dialled(phone: str) -> str:
    """Return a phone number of the directory as it is dialled."""
    return re.sub(r"[^+\d]", "", phone)
