"""Suspected and actual dangers: asking back, alarming, verifying (R2.6)."""

from datetime import datetime
from itertools import chain

from hotline_server.domain.acts.dispatch import check_designation, dispatch
from hotline_server.domain.acts.recusal import lift
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation
from hotline_server.rulebook.decision import Outcome, Urgency


def ask_back(file: CaseFile, actor: Actor, now: datetime, reason: str, question: OpenQuestion) -> None:
    """Open a question about a suspected danger, and alarm the desk if it is due at once (R2.6)."""
    file.act(Act.ASK_BACK, actor, now, reason, details=question.details)
    file.question, file.reminded_at = question, None
    if question.due_at <= now:
        alarm(file, SUPERVISION_SYSTEM, now, "来电人不在线上，请值班室马上联系核实")


def answer_question(file: CaseFile, actor: Actor, now: datetime, reply: QuestionReply) -> None:
    """Record the reply to the open question (R2.6), which stays open until ``close_question``."""
    file.act(Act.ANSWER_ASK_BACK, actor, now, reply.words, details={"answer": reply.answer.value, "kind": reply.kind})


def close_question(file: CaseFile, now: datetime) -> None:
    """Close the open question, so that the case is decided again."""
    file.question = None
    file.since, file.reminded_at = now, None


def alarm(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Alarm the desk about a suspected or unverified emergency (R2.6)."""
    file.act(Act.ALARM, actor, now, reason, details=file.question.details if file.question else {})
    file.reminded_at = now


def raise_emergency(file: CaseFile, actor: Actor, now: datetime, reason: str, kind: str = "") -> None:
    """Declare the case an emergency (R2.6), of a kind of danger if it is known."""
    file.act(Act.RAISE_EMERGENCY, actor, now, reason, details={"kind": kind})
    file.question = None
    file.outcome = Outcome.EMERGENCY
    file.urgency = Urgency.CRITICAL


def confirm_emergency(file: CaseFile, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
    """Confirm the emergency and dispatch the departments (R2.6).

    Nobody who can help is left out: whoever would have to step aside (R8.3) is sent all the same, which the log
    holds as lifted by the person who confirms.
    """
    check_designation(designation)
    file.act(
        Act.CONFIRM_EMERGENCY,
        actor,
        now,
        reason,
        department=designation.lead,
        details={"cohandlers": "、".join(designation.cohandlers)},
    )
    everyone = map(file.current, (designation.lead, *designation.cohandlers))
    accused = dict.fromkeys(chain.from_iterable(map(file.recused.barring, everyone)))
    if accused:
        lift(file, list(accused), actor, now, reason)
    dispatch(file, designation, actor, now)


def dismiss_emergency(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Dismiss a false alarm and return the case to ordinary triage (R2.6)."""
    file.act(Act.DISMISS_EMERGENCY, actor, now, reason)
    file.outcome = Outcome.DESK
    file.urgency = Urgency.NORMAL
