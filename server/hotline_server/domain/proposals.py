"""Judgements on the policies that the rule book proposes for a direct answer (R2.1, P2)."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Judgement on proposed policies; the value is its label in the user interface."""

    CONFIRMED = "采用拟答"
    REPLACED = "另选政策"
    WITHOUT_POLICY = "不引政策"
    DECLINED = "都不采用"


class DeclineReason(Enum):
    """Reason why none of the proposed policies is used; the value is its label in the user interface."""

    NOT_ASKED = "不是所问"
    OUT_OF_DATE = "内容过时"
    OTHER_CITY = "外地的事"
    COMPLAINT = "是投诉不是咨询"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Person's judgement on proposed policies, from which a reader can learn.

    Attributes:
        verdict: what became of the proposals.
        proposed: ids of the proposed policies, most likely first; empty if a policy was used that nobody proposed.
        policy: id of the policy the caller was told, empty for none.
        reason: why none is used, if they were declined.
    """

    verdict: Verdict
    proposed: tuple[str, ...]
    policy: str
    reason: DeclineReason | None = None


def judge_answer(proposed: tuple[str, ...], policy: str) -> Judgement | None:
    """Return the judgement that a direct answer expresses; ``None`` if no policy was proposed and none used.

    Args:
        proposed: ids of the proposed policies.
        policy: id of the policy the caller was told, empty for none.
    """
    if not proposed and not policy:
        return None
    if not policy:
        return Judgement(Verdict.WITHOUT_POLICY, proposed, policy)
    return Judgement(Verdict.CONFIRMED if policy in proposed else Verdict.REPLACED, proposed, policy)
