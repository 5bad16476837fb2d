"""Means of authentication: tokens and client certificates."""

from dataclasses import dataclass

from hotline_server.security.identity import Identity
from hotline_server.security.revocations import Revocations
from hotline_server.security.systems import Systems
from hotline_server.security.tokens import WITHDRAWN, AuthenticationError, TokenVerifier

_UNLISTED = "系统已不在名册里，或者名册里的登记变了；请重新连接"


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """Check of whoever has opened a stream, which lasts longer than the rpc that was authenticated.

    Attributes:
        revocations: withdrawn tokens.
        systems: that may connect; ``None`` if none may.
    """

    revocations: Revocations
    systems: Systems | None

    @property
    def generation(self) -> tuple[int, int]:
        """What changes whenever somebody may have lost an identity."""
        return self.revocations.generation, self.systems.generation if self.systems else 0

    def refresh(self) -> None:
        """Take over a changed list of systems, also while nobody authenticates."""
        if self.systems:
            self.systems.refresh()

    def refusal(self, identity: Identity) -> AuthenticationError | None:
        """Return the error for an identity that is not good any more: its token withdrawn, or its system unlisted."""
        if reason := self.revocations.reason(identity.token):
            return AuthenticationError(WITHDRAWN, reason)
        if identity.certificate and not (self.systems and self.systems.is_listed(identity)):
            return AuthenticationError(_UNLISTED, f"system {identity.name!r} is not listed any more as it was")
        return None


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

    @property
    def identity_check(self) -> IdentityCheck:
        """Check of whoever was authenticated before."""
        return IdentityCheck(self.revocations, self.systems)
