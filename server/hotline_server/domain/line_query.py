"""Queries for the cases of another line (R8.2)."""

from dataclasses import dataclass
from enum import Enum


class Direction(Enum):
    """Direction in which a case came or went; the value is its label in the user interface."""

    BOTH = "转来和移交"
    IN = "转来"
    OUT = "移交"


@dataclass(frozen=True, slots=True)
class LineQuery:
    """Filter over the cases of a line, newest first.

    Attributes:
        line: name of the line.
        direction: only those that the line handed in, or that were handed to it.
        open_only: only those that the line is to accept, or to tell the result of.
    """

    line: str
    direction: Direction = Direction.BOTH
    open_only: bool = False
