"""Replies to questions about suspected dangers 追问, and the decisions taken on them (R2.6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context
from hotline_server.desk.cases.decisions import decide, find_grounds, read_text
from hotline_server.desk.cases.registration import follow
from hotline_server.domain.acts import emergencies, recusal, triage
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.open_question import QuestionReply
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Role
from hotline_server.ground.clock import local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.conflict_resolution import RECUSED
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.facts import DangerAnswer, FactValue, policy_facts
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.lexicon import OTHER_DANGER


@dataclass(frozen=True, slots=True)
class Questions:
    """Replies to open questions."""

    acts: CaseActs
    book: Callable[[], RuleBook]

    def reply(self, context: Context, role: Role, reply: QuestionReply) -> Case:
        """Record a reply and follow the decision that results from it.

        A confirmed danger makes the case an emergency led as its kind demands. Without a danger the case is decided
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
        _check_kind(book, reply.kind)

        def answer(file: LoadedFile, actor: Actor, now: datetime) -> Decision | None:
            suspected = file.question.kinds if file.question else ()
            emergencies.answer_question(file, actor, now, reply)
            case = file.case
            decision = _decide(book, case, _learned(reply, suspected), now)
            if reply.answer is DangerAnswer.UNCLEAR and decision.outcome is not Outcome.EMERGENCY:
                emergencies.alarm(file, SUPERVISION_SYSTEM, now, "来电人说不清有没有危险，请值班室马上核实")
                return None
            emergencies.close_question(file, now)
            decision = _sparing(file, decision)
            triage.decide(file, decision)
            follow(file, decision, now, case.call.channel)
            return decision

        case = self.acts.act(context, role, answer)
        metrics.question_replies.labels(reply.answer.name).inc()
        return case


def _check_kind(book: RuleBook, kind: str) -> None:
    kinds = [*(danger.name for danger in book.lexicon.dangers), OTHER_DANGER]
    if kind and kind not in kinds:
        raise InvalidFieldsError([FieldViolation("danger_kind", unknown_name(kind, kinds, "险情"))])


def _learned(reply: QuestionReply, suspected: Sequence[str]) -> dict[str, FactValue]:
    """Return the facts that a reply adds to those of the call, given the kinds of danger asked about."""
    if reply.answer is not DangerAnswer.DANGER:
        return {"险情答复": reply.answer.value}
    return {"险情答复": reply.answer.value, "险情": (reply.kind or suspected[0],)}


def _sparing(file: CaseFile, decision: Decision) -> Decision:
    """Return a decision that sends the case to nobody whom a caller accuses, joined ones included (R8.3)."""
    if decision.outcome is Outcome.EMERGENCY or not recusal.bars(file, (decision.lead, *decision.cohandlers)):
        return decision
    return replace(decision, outcome=Outcome.DESK, lead="", cohandlers=(), reasons=(*decision.reasons, RECUSED))


def _decide(book: RuleBook, case: Case, learned: Mapping[str, FactValue], now: datetime) -> Decision:
    """Decide by the rules, except that a confirmed danger is an emergency even if no rule says so.

    The facts are those of registration and what the reply adds; only the policies to propose are looked up again.
    """
    text = read_text(book, case.call.subject, case.call.content, local_day(now))
    facts = {**case.decision.facts, **learned, **policy_facts(text.policies)}
    decided = decide(book, find_grounds(book, text, facts))
    decision = replace(decided, reader_version=case.decision.reader_version)
    if facts["险情答复"] != DangerAnswer.DANGER.value or decision.outcome is Outcome.EMERGENCY:
        return decision
    return replace(
        decision,
        outcome=Outcome.EMERGENCY,
        urgency=Urgency.CRITICAL,
        reasons=("来电人确认有危险", *decision.reasons),
    )
