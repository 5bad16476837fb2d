"""The two ways to tell who somebody is."""

from dataclasses import dataclass

from hotline_server.security.systems import Systems
from hotline_server.security.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Identification:
    """Knows people by their tokens and, where a file names them, systems by their certificates."""

    tokens: Tokens
    systems: Systems | None
