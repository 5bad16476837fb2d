"""Replies to questions about suspected dangers 追问, and the decisions taken on them (R2.6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context
from hotline_server.desk.cases.danger_kinds import check_kind
from hotline_server.desk.cases.decisions import Grounds, decide, find_grounds, read_text
from hotline_server.desk.cases.facts import heard_facts
from hotline_server.desk.cases.later_accusations import sparing
from hotline_server.desk.cases.registration import follow
from hotline_server.domain.acts import emergencies, triage
from hotline_server.domain.acts.recusal import bars
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.open_question import QuestionReply
from hotline_server.domain.parties import Actor, Role
from hotline_server.ground.clock import local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import BY_HAND, Decision, Outcome, Urgency
from hotline_server.rulebook.facts import (
    ATTENDED_CHANNELS,
    DANGER_REPLY,
    DANGERS,
    SUSPECTED,
    DangerAnswer,
    FactValue,
    without_dangers,
)
from hotline_server.store.cases.loaded_file import LoadedFile


@dataclass(frozen=True, slots=True)
class Questions:
    """Replies to open questions."""

    acts: CaseActs
    book: Callable[[], RuleBook]

    def reply(self, context: Context, role: Role, reply: QuestionReply) -> Case:
        """Record a reply and follow the decision that results from it.

        A confirmed danger makes the case an emergency led as its kind demands; one of no particular kind is of all
        that are suspected. Without a danger the case is decided
        by all else that is known. If the caller cannot tell, the desk is alarmed and the question stays open, unless
        a rule makes an emergency of it.

        Raises:
            InvalidFieldsError: if the context or reply is invalid.
            NotFoundError: if there is no such case.
            StaleError: if the case changed since it was read.
            UnmetConditionError: if no question is open.
        """
        reply.check()
        book = self.book()
        check_kind(book, reply.kind)

        def answer(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            suspected = file.question.kinds if file.question else ()
            emergencies.answer_question(file, actor, now, reply)
            case = file.case
            grounds = _grounds(book, case, _learned(reply, suspected), now)
            decision = _decide(book, grounds)
            if reply.answer is DangerAnswer.UNCLEAR and decision.outcome is not Outcome.EMERGENCY:
                emergencies.alarm(file, now, "来电人说不清有没有危险，请马上核实")
                return None
            emergencies.close_question(file, now)
            if file.state is not CaseState.REGISTERED and decision.outcome is not Outcome.EMERGENCY:
                # What others have in hand goes on as it is; the facts hold that there is no danger.
                return replace(case.decision, facts=grounds.facts, asks_back=False)
            attended = role is Role.OPERATOR and case.call.channel in ATTENDED_CHANNELS
            if decision.outcome is not Outcome.EMERGENCY and _is_designated(file):
                # Whom the desk named when it split the case off.
                decision = replace(case.decision, facts=grounds.facts, asks_back=False)
                follow(book, file, decision, now, attended=attended)
                return decision
            decision = sparing(file, grounds, decision)
            triage.decide(file, decision)
            follow(book, file, decision, now, attended=attended)
            return decision

        case = self.acts.act(context, role, answer)
        metrics.question_replies.labels(reply.answer.name).inc()
        return case


def _learned(reply: QuestionReply, suspected: Sequence[str]) -> dict[str, FactValue]:
    """Return the facts that a reply adds to those of the call, given the kinds of danger asked about.

    Of a caller who cannot tell, the text remains to say whether there is a danger.
    """
    asked: dict[str, FactValue] = {DANGER_REPLY: reply.answer.value, SUSPECTED: tuple(suspected)}
    match reply.answer:
        case DangerAnswer.DANGER:
            return asked | {DANGERS: (reply.kind,) if reply.kind else tuple(suspected)}
        case DangerAnswer.NO_DANGER:
            return asked | {DANGERS: ()}
        case DangerAnswer.UNCLEAR:
            return asked


def _is_designated(file: LoadedFile) -> bool:
    """Return whether people named who is to handle a case that nobody was given yet, and nobody accuses whom (R8.3)."""
    decision = file.case.decision
    is_by_hand = decision.rules == (BY_HAND,) and decision.outcome in (Outcome.TRANSFER, Outcome.JOINT)
    return is_by_hand and not file.assignments and not bars(file, (decision.lead, *decision.cohandlers))


def _grounds(book: RuleBook, case: Case, learned: Mapping[str, FactValue], now: datetime) -> Grounds:
    """Return the grounds on which a case is decided again.

    Its text is read again by the reader in force, which the decision names. The place, the time and the earlier calls
    are those of registration, and the dangers those that the caller was asked about.
    """
    call = case.call
    text = read_text(book, call.subject, call.content, local_day(now))
    heard = heard_facts(text, call.request_type, confidential=call.confidential)
    return find_grounds(book, text, {**without_dangers(case.decision.facts), **heard, **learned})


def _decide(book: RuleBook, grounds: Grounds) -> Decision:
    """Decide by the rules, except that a confirmed danger is an emergency even if no rule says so."""
    decision = decide(book, grounds)
    is_confirmed = grounds.facts[DANGER_REPLY] == DangerAnswer.DANGER.value
    if not is_confirmed or decision.outcome is Outcome.EMERGENCY:
        return decision
    return replace(
        decision,
        outcome=Outcome.EMERGENCY,
        urgency=Urgency.CRITICAL,
        reasons=("来电人确认有危险", *decision.reasons),
    )
