"""Enumerations whose members are keys of much that every call looks up."""

from enum import Enum


class KeyEnum(Enum):
    """Enumeration whose members are hashed by their identity, in C; Python's own hash their names, in Python."""

    __hash__ = object.__hash__
