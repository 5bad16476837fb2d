"""Rows that acts on a case call for besides what they change."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.store.engine.compiled import Row


@dataclass(frozen=True, slots=True)
class CalledFor:
    """Rows of the slips and of the messages that acts on a case call for."""

    slips: Sequence[Row]
    messages: Sequence[Row]
