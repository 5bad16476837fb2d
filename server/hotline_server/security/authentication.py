"""Means of authentication: tokens and client certificates."""

from dataclasses import dataclass

from hotline_server.security.revocations import Revocations
from hotline_server.security.systems import Systems
from hotline_server.security.tokens import TokenVerifier


@dataclass(frozen=True, slots=True)
class Authentication:
    """Means of authentication.

    Attributes:
        tokens: authenticates people.
        revocations: withdrawn tokens, which ``tokens`` refuses.
        systems: authenticates systems by client certificate; ``None`` if no systems may connect.
    """

    tokens: TokenVerifier
    revocations: Revocations
    systems: Systems | None
