"""The two means of authentication."""

from dataclasses import dataclass

from hotline_server.security.systems import Systems
from hotline_server.security.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Identification:
    """Means of authentication.

    Attributes:
        tokens: authenticates people.
        systems: authenticates systems by client certificate; ``None`` if no systems may connect.
    """

    tokens: Tokens
    systems: Systems | None
