"""Withdrawals of tokens before they expire."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TokenRevocation:
    """Withdrawal of one token, or of all tokens issued to a subject so far.

    Attributes:
        id: 0 until it is stored.
        token_id: claim ``jti``; empty if a subject's tokens were withdrawn.
        subject: claim ``sub``; empty for one token.
        actor: who withdrew them.
        at: UTC.
    """

    id: int
    token_id: str
    subject: str
    reason: str
    actor: str
    at: datetime
