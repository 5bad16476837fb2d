"""Answers to callers and surveys of them (R3.4, P1, P2)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Answer, CallerEntry
from hotline_server.domain.survey import Survey
from hotline_server.domain.texts import check_remark, check_text


def answer_caller(file: CaseFile, actor: Actor, now: datetime, answer: Answer) -> None:
    """Answer a caller, or record why the caller cannot be answered (R3.4, P2)."""
    _answer(file, actor, now, answer, None)


def answer_as_department(file: CaseFile, actor: Actor, now: datetime, department: str, answer: Answer) -> None:
    """Answer a caller on the department's behalf, if the desk allows it (R3.4)."""
    _answer(file, actor, now, answer, file.assignment_of(department))


def _answer(file: CaseFile, actor: Actor, now: datetime, answer: Answer, assignment: Assignment | None) -> None:
    check_text(answer.content, "answer.content")
    caller = next((c for c in file.callers if c.call_id == answer.call_id), None)
    if caller is None:
        raise NotFoundError(f"工单 {file.number} 里没有这个来电")
    last = all(other.answered or other is caller for other in file.callers)
    file.act(
        Act.ANSWER_CALLER if last else Act.ANSWER_ANOTHER_CALLER,
        actor,
        now,
        answer.content,
        on=assignment,
        details={
            "means": answer.means,
            "policy": answer.policy,
            "supported": "是" if answer.supported else "否",
            "given": "是" if answer.given else "否",
        },
    )
    record_answer(file, caller, answer)


def record_satisfaction(file: CaseFile, actor: Actor, now: datetime, survey: Survey, remark: str) -> None:
    """Record a satisfaction survey 回访 of an answered caller (P1)."""
    survey.check()
    check_remark(remark, "remark")
    file.act(Act.RECORD_SATISFACTION, actor, now, remark, details=survey.details())


def record_answer(file: CaseFile, caller: CallerEntry, answer: Answer) -> None:
    """Record that a caller was answered, or cannot be."""
    caller.answered = True
    file.answers.append(replace(answer, call_id=caller.call_id))
