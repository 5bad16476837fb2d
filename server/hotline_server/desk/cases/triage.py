"""Manual decisions that depend on the directory or on policies in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hotline_server.desk.cases.acts import NAME_LIMIT, CaseActs, Context
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.parties import Actor, Answer, Designation, Role
from hotline_server.domain.texts import check_text
from hotline_server.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Triage:
    """Manual decisions of the desk, and answers to callers."""

    acts: CaseActs
    book: Callable[[], RuleBook]

    def assign(self, context: Context, wanted: Designation, reason: str) -> Case:
        """Assign a case (R2.3, R2.5)."""
        self.acts.check_designation(wanted)
        check_text(reason, "reason")
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: file.assign(actor, now, reason, self.acts.permitted_designation(file, wanted)),
        )

    def refer(self, context: Context, lead: str, reason: str) -> Case:
        """Refer a case (R2.2)."""
        if not lead:
            raise InvalidFieldsError([FieldViolation("department", "要说明归哪个部门")])
        self.acts.check_departments([lead], "department")
        check_text(reason, "reason")

        def refer(file: CaseFile, actor: Actor, now: datetime) -> None:
            current = file.current(lead)
            self.acts.check_grassroots(file, [current], "department")
            file.refer(actor, now, reason, current)

        return self.acts.act(context, Role.DESK, refer)

    def answer_directly(self, context: Context, answer: Answer, reason: str) -> Case:
        """Answer a case directly (R2.1, P2)."""
        self.check_answer(answer)
        check_text(reason, "reason")
        return self.acts.act(
            context, Role.DESK, lambda file, actor, now: file.answer_directly(actor, now, reason, answer)
        )

    def verify(self, context: Context, wanted: Designation, findings: str, *, confirmed: bool) -> Case:
        """Record the result of verifying an emergency (R2.6), which may be sent to any unit."""
        self.acts.check_designation(wanted)
        check_text(findings, "findings")
        if not confirmed:
            return self.acts.act(
                context, Role.DESK, lambda file, actor, now: file.dismiss_emergency(actor, now, findings)
            )
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: file.confirm_emergency(
                actor, now, findings, self.acts.designation(file, wanted) if wanted.lead else file.designation
            ),
        )

    def instruct(self, context: Context, wanted: Designation, instruction: str) -> Case:
        """Carry out a leader's instruction (R2.4, R4.3)."""
        self.acts.check_designation(wanted)
        check_text(instruction, "instruction")
        return self.acts.act(
            context,
            Role.LEADER,
            lambda file, actor, now: file.instruct(
                actor, now, instruction, self.acts.permitted_designation(file, wanted) if wanted.lead else None
            ),
        )

    def check_answer(self, answer: Answer) -> None:
        """Validate an answer: it has content, and its policy exists.

        Raises:
            InvalidFieldsError: naming the field.
        """
        check_text(answer.content, "answer.content")
        violations = []
        if answer.given and not answer.means.strip():
            violations.append(FieldViolation("answer.means", "要说明怎么答复的，如电话、书面"))
        if len(answer.means) > NAME_LIMIT or not answer.means.isprintable():
            violations.append(FieldViolation("answer.means", f"上限是 {NAME_LIMIT} 个字，不能换行"))
        if answer.policy and answer.policy not in self.book().policies:
            violations.append(FieldViolation("answer.policy_id", f"没有政策“{answer.policy}”"))
        if violations:
            raise InvalidFieldsError(violations)
