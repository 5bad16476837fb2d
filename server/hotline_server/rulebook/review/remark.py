"""Remarks of a review."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Remark about a rule, matter or row of the routing table.

    Attributes:
        about: id of the rule or row, or name of the matter.
        message: in Chinese.
    """

    about: str
    message: str
