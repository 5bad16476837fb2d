"""Withdrawn tokens, as this server knows them. Thread-safe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Tokens that are refused.

    Attributes:
        token_ids: claims ``jti`` of single tokens.
        subjects: by the claim ``sub``, the moment up to which its tokens are refused, UTC.
    """

    token_ids: frozenset[str] = frozenset()
    subjects: Mapping[str, datetime] | None = None


class Revocations:
    """Holder of the withdrawn tokens; all are replaced at once."""

    def __init__(self) -> None:
        self._withdrawn = Withdrawn()

    def replace(self, withdrawn: Withdrawn) -> None:
        """Take over the withdrawn tokens that were read last."""
        self._withdrawn = withdrawn

    def reason(self, token_id: str, subject: str, issued_at: datetime | None) -> str:
        """Return why a token is refused, for the log; empty if it is not.

        Args:
            token_id: its claim ``jti``; empty if it has none.
            subject: its claim ``sub``.
            issued_at: its claim ``iat``; a token without one might be an old one.
        """
        withdrawn = self._withdrawn
        if token_id and token_id in withdrawn.token_ids:
            return f"token with jti {token_id!r} was withdrawn"
        until = (withdrawn.subjects or {}).get(subject)
        if until is None or (issued_at is not None and issued_at > until):
            return ""
        return f"tokens of sub {subject!r} issued until {until} were withdrawn"
