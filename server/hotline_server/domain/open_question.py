"""Questions to callers about suspected dangers 追问, open until somebody answers (R2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.texts import check_remark
from hotline_server.rulebook.facts import DangerAnswer


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Open question about a suspected danger.

    Attributes:
        kinds: suspected kinds of danger, gravest first; at least one.
        evidence: words of the call that suggest each kind, by kind.
        questions: what to ask the caller, in order.
        asked_at: when the question arose, UTC.
        due_at: when the desk is alarmed unless it is answered, UTC.
    """

    kinds: tuple[str, ...]
    evidence: Mapping[str, str]
    questions: tuple[str, ...]
    asked_at: datetime
    due_at: datetime

    @property
    def details(self) -> dict[str, str]:
        """Details of the log entries about it."""
        return {
            "kinds": "、".join(self.kinds),
            "evidence": "；".join(f"{kind}：{words}" for kind, words in self.evidence.items()),
            "questions": "\n".join(self.questions),
            "due": self.due_at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class QuestionReply:
    """Reply to an open question.

    Attributes:
        answer: whether there is a danger.
        kind: kind of danger that was confirmed; empty for all that are suspected, or if there is none.
        words: what the caller said; may be empty.
    """

    answer: DangerAnswer
    kind: str
    words: str

    def check(self) -> None:
        """Reject a reply whose words are too long, or that names a danger it does not confirm.

        Raises:
            InvalidFieldsError: naming the field.
        """
        check_remark(self.words, "words")
        if self.kind and self.answer is not DangerAnswer.DANGER:
            raise InvalidFieldsError([FieldViolation("danger_kind", "有危险的才写险情种类，其他的不写")])
