"""Satisfaction surveys 回访 of answered callers (P1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


class ContactResult(Enum):
    """Outcome of a survey call; the value is its label in the log and the user interface."""

    REACHED = "接通"
    NOT_REACHED = "未接通"
    DECLINED = "谢绝"
    BUSY = "占线"
    NO_ANSWER = "无人接听"
    INVALID_NUMBER = "空号"
    SUSPENDED = "停机"
    REJECTED = "拒接"


class SurveyAnswer(Enum):
    """Answer to a survey question; the value is its label in the log and the user interface."""

    YES = "是"
    NO = "否"
    NOT_GIVEN = "未表态"


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey attempt; answers are ``None`` if the question was not asked.

    Attributes:
        contact: outcome of the call.
        responded: did the department contact the caller 响应.
        resolved: is the matter resolved 解决.
        satisfied: is the caller satisfied 满意.
    """

    contact: ContactResult
    responded: SurveyAnswer | None = None
    resolved: SurveyAnswer | None = None
    satisfied: SurveyAnswer | None = None

    @property
    def has_failed(self) -> bool:
        """True if nobody was got hold of."""
        return self.contact not in (ContactResult.REACHED, ContactResult.DECLINED)

    @property
    def is_dissatisfied(self) -> bool:
        """True if the caller holds the matter unresolved or is not satisfied."""
        return SurveyAnswer.NO in (self.resolved, self.satisfied)

    @property
    def is_content(self) -> bool:
        """True if the caller holds the matter resolved and is satisfied."""
        return self.resolved is self.satisfied is SurveyAnswer.YES

    @property
    def words(self) -> str:
        """What the caller says of the result in words, or why nobody could ask; empty if they say nothing of it."""
        if self.contact is not ContactResult.REACHED:
            return str(self.contact.value)
        resolved = {SurveyAnswer.YES: "已解决", SurveyAnswer.NO: "没有解决"}.get(
            self.resolved or SurveyAnswer.NOT_GIVEN, ""
        )
        satisfied = {SurveyAnswer.YES: "满意", SurveyAnswer.NO: "不满意"}.get(
            self.satisfied or SurveyAnswer.NOT_GIVEN, ""
        )
        contacted = {SurveyAnswer.NO: "单位没有联系过"}.get(self.responded or SurveyAnswer.NOT_GIVEN, "")
        return "，".join(filter(None, (resolved, satisfied, contacted)))

    def check(self) -> None:
        """Reject an inconsistent survey.

        Raises:
            InvalidFieldsError: a caller who was reached lacks an answer, or one who was not has one.
        """
        reached = self.contact is ContactResult.REACHED
        needed = "接通了就要逐项记录，没有表态的记“未表态”" if reached else "没有问到来电人，不能有回答"
        wrong = [name for name, answer in self._answers().items() if (answer is None) is reached]
        if wrong:
            raise InvalidFieldsError([FieldViolation(f"survey.{name}", needed) for name in wrong])

    def details(self) -> dict[str, str]:
        """Return the survey as details of a log entry."""
        given = {name: answer.value for name, answer in self._answers().items() if answer}
        return {"contact": self.contact.value, **given}

    def _answers(self) -> dict[str, SurveyAnswer | None]:
        return {"responded": self.responded, "resolved": self.resolved, "satisfied": self.satisfied}


def parse_survey(details: Mapping[str, str]) -> Survey:
    """Parse a survey from the details of a log entry; old entries lack the contact and mean ``REACHED``."""
    answers = {
        name: SurveyAnswer(details[name]) if name in details else None
        for name in ("responded", "resolved", "satisfied")
    }
    return Survey(ContactResult(details.get("contact", ContactResult.REACHED.value)), **answers)
