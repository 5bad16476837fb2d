"""Asking an answered caller 回访 (P1): whether they were reached, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


class ContactResult(Enum):
    """Whether the hotline got hold of a caller; the value is the word that staff read and the log has."""

    REACHED = "接通"
    NOT_REACHED = "未接通"
    DECLINED = "谢绝"


class SurveyAnswer(Enum):
    """What a caller says to one question; the value is the word that staff read and the log has."""

    YES = "是"
    NO = "否"
    NOT_GIVEN = "未表态"


@dataclass(frozen=True, slots=True)
class Survey:
    """One attempt to ask a caller; an answer is ``None`` where the caller was not asked.

    Attributes:
        responded: whether the department got in touch with the caller 响应.
        resolved: whether the matter is resolved 解决.
        satisfied: whether the caller is satisfied 满意.
    """

    contact: ContactResult
    responded: SurveyAnswer | None = None
    resolved: SurveyAnswer | None = None
    satisfied: SurveyAnswer | None = None

    def check(self) -> None:
        """Reject a survey that does not fit together.

        Raises:
            InvalidFieldsError: a reached caller without an answer, or an answer of one who was not asked.
        """
        reached = self.contact is ContactResult.REACHED
        needed = "接通了就要逐项记录,没有表态的记“未表态”" if reached else "没有问到来电人,不能有回答"
        wrong = [name for name, answer in self._answers().items() if (answer is None) is reached]
        if wrong:
            raise InvalidFieldsError([FieldViolation(f"survey.{name}", needed) for name in wrong])

    def details(self) -> dict[str, str]:
        """Return the survey as the log keeps it."""
        given = {name: answer.value for name, answer in self._answers().items() if answer}
        return {"contact": self.contact.value, **given}

    def _answers(self) -> dict[str, SurveyAnswer | None]:
        return {"responded": self.responded, "resolved": self.resolved, "satisfied": self.satisfied}


def survey_in(details: Mapping[str, str]) -> Survey:
    """Return the survey that the details of a log entry keep; old ones have no contact and are of reached callers."""
    answers = {
        name: SurveyAnswer(details[name]) if name in details else None
        for name in ("responded", "resolved", "satisfied")
    }
    return Survey(ContactResult(details.get("contact", ContactResult.REACHED.value)), **answers)
