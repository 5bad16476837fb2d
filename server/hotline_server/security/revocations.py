"""Withdrawn tokens, as this server knows them. Thread-safe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_server.ground.characters import normalise
from hotline_server.security.identity import Token

ISSUED_AHEAD = timedelta(minutes=1)
"""How far the clock of an issuer may be ahead."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Tokens that are refused.

    Attributes:
        token_ids: claims ``jti`` of single tokens.
        subjects: by the claim ``sub``, the moment up to which its tokens are refused, UTC.
    """

    token_ids: frozenset[str] = frozenset()
    subjects: Mapping[str, datetime] | None = None


def _as_told(claim: str) -> str:
    """Return a claim as whoever withdraws it tells it: as a text of a request, without blanks around it."""
    return normalise(claim).strip()


class Revocations:
    """Holder of the withdrawn tokens; all are replaced at once.

    Attributes:
        generation: increases whenever they are replaced.
    """

    def __init__(self) -> None:
        self._withdrawn = Withdrawn()
        self.generation = 0

    def replace(self, withdrawn: Withdrawn) -> None:
        """Take over the withdrawn tokens that were read last."""
        self._withdrawn = withdrawn
        self.generation += 1

    def reason(self, token: Token | None) -> str:
        """Return why a token is refused, for the log; empty if it is not, or there is none.

        One that does not tell when it was issued might be an old one, and so might one that tells a time within the
        minute after the withdrawal.
        """
        if token is None:
            return ""
        withdrawn = self._withdrawn
        if not withdrawn.token_ids and not withdrawn.subjects:
            return ""
        token_id, subject = _as_told(token.id), _as_told(token.subject)
        if token_id and token_id in withdrawn.token_ids:
            return f"token with jti {token.id!r} was withdrawn"
        until = (withdrawn.subjects or {}).get(subject)
        if until is None or (token.issued_at is not None and token.issued_at > until + ISSUED_AHEAD):
            return ""
        return f"tokens of sub {token.subject!r} issued until {until + ISSUED_AHEAD} were withdrawn"
