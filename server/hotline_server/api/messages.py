"""Conversion from domain objects to the contract's messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from hotline.v1 import case_pb2

from hotline_server.api import wording
from hotline_server.api.assignments import assignment_message
from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.api.handovers import alarm_message, handover_message, origin_message
from hotline_server.api.log_entries import entry_message
from hotline_server.api.promises import promise_message
from hotline_server.api.time_limits import time_limit_message
from hotline_server.desk.records.masking import Masking
from hotline_server.desk.records.permitted_acts import permitted_acts
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.permissions import Permission
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.waits import Wait, steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Suggestion
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import FactValue
from hotline_server.rulebook.policy import Policy
from hotline_server.security.access import only_role
from hotline_server.security.view import View, current_view
from hotline_server.text.facts import PolicyReading


@dataclass(frozen=True, slots=True)
class CaseMessages:
    """Converter of cases to messages.

    Attributes:
        directory: returns the directory in force.
        book: returns the rule book in force.
        calendar: returns the working calendar in force.
        masking: hides what a view may not see.
        clock: returns the current time, UTC.
    """

    directory: Callable[[], Directory]
    book: Callable[[], RuleBook]
    calendar: Callable[[], WorkingCalendar]
    masking: Masking
    clock: Clock

    def case(self, case: Case, log: Sequence[LogEntry] = (), view: View | None = None) -> case_pb2.Case:
        """Convert a case, masked for a view, with what whoever asks may do to it.

        Args:
            case: unmasked case.
            log: unmasked log entries to include.
            view: what the caller may see; the current rpc's by default.
        """
        view = view or current_view()
        message = self.listed(case, log, view)
        case = replace(case, recused=self.masking.recusal(case)) if case.accused or case.doubtful else case
        offered = permitted_acts(case, view, self.directory(), self.clock())
        message.allowed_acts.extend(map(allowed_act_message, offered))
        return message

    def listed(self, case: Case, log: Sequence[LogEntry] = (), view: View | None = None) -> case_pb2.Case:
        """Convert one of many cases, or one on which nobody acts; arguments as for ``case``."""
        view = view or current_view()
        log = self.masking.log(case, log, view) if log else ()
        owed = () if view.is_outside else self._owed(case)
        amendments = self.masking.amendments(case, view) if log else {}
        case = self.masking.case(case, view)
        return case_pb2.Case(
            number=case.number,
            etag=str(case.version),
            state=wording.STATE_NUMBERS[case.state],
            call=call_message(case.call),
            decision=self.decision(case.decision, case.decided_at),
            category=case.category,
            matter=case.matter,
            registered_at=timestamp(case.registered_at),
            updated_at=timestamp(case.updated_at),
            log=[entry_message(entry, amendments) for entry in log],
            owner=wording.owner_message(case.owner),
            next_due_at=optional_timestamp(case.next_due),
            assignments=[assignment_message(assignment) for assignment in case.assignments],
            callers=(caller_entry_message(one, case.state) for one in case.callers),
            location=location_message(case),
            open_question=question_message(case.question) if case.question else None,
            promise=promise_message(case.promise) if case.promise else None,
            leader_question=leader_question_message(case.leader_question) if case.leader_question else None,
            holds=[
                case_pb2.Hold(since=timestamp(one.since), until=optional_timestamp(one.until)) for one in case.holds
            ],
            alarm=alarm_message(case.alarm) if case.alarm else None,
            end_proposal=_end_proposal_message(case.end_proposal) if case.end_proposal else None,
            nuisance=case.nuisance,
            handovers=map(handover_message, case.handovers),
            origin=origin_message(case.origin) if case.origin else None,
            urge_count=case.urges,
            reopen_before=optional_timestamp(case.reopen_by),
            joined_into=case.joined_into,
            proposed_decision=self._proposed(case.proposed_decision) if case.proposed_decision else None,
            referral=_referral_message(case.referred_to, case.referral or Referral()) if case.referred_to else None,
            split_from=case.split_from,
            waits=map(_wait_message, owed),
        )

    def _owed(self, case: Case) -> Sequence[Wait]:
        timetable = Timetable(self.book().limits, self.calendar())
        return (*steps(case, timetable), *waits(case, timetable))

    def _proposed(self, proposed: ProposedDecision) -> case_pb2.ProposedDecision:
        return case_pb2.ProposedDecision(
            decision=self.decision(proposed.decision, proposed.proposed_at),
            proposed_at=timestamp(proposed.proposed_at),
            due_at=timestamp(proposed.due_at),
        )

    def decision(self, decision: Decision, decided_at: datetime) -> case_pb2.Decision:
        """Convert a decision that was made at ``decided_at``, UTC."""
        policy = self.book().policies.get(decision.policy)
        message = case_pb2.Decision(
            outcome=wording.OUTCOME_NUMBERS[decision.outcome],
            lead_department=self._department(decision.lead) if decision.lead else None,
            cohandlers=[self._department(name) for name in decision.cohandlers],
            urgency=wording.URGENCY_NUMBERS[decision.urgency],
            deadline_working_days=decision.limit.working_days,
            time_limit=time_limit_message(decision.limit),
            policy=policy_message(policy) if policy else None,
            reasons=decision.reasons,
            rule_ids=decision.rules,
            rule_book_version=decision.book_version,
            reader_version=decision.reader_version,
            decided_at=timestamp(decided_at),
            proposals=self.proposals(decision.proposals),
            asks_back=decision.asks_back,
            proposed_end=self._proposed_end(decision.end),
            handover_codes=decision.hands_to,
            suggestions=map(self._suggestion, decision.suggestions),
        )
        for name, value in decision.facts.items():
            # Made in place, since a message that is handed over is copied.
            message.facts.add(name=name, value=fact_text(value))
        return message

    def _proposed_end(self, code: str) -> case_pb2.EndReason | None:
        """Convert a proposed end, unless the rule book in force no longer has the reason."""
        reason = self.book().ends.get(code)
        return end_reason_message(reason) if reason else None

    def proposals(self, proposals: Sequence[PolicyReading]) -> list[case_pb2.PolicyProposal]:
        """Convert proposals, but for policies that the rule book in force no longer has."""
        policies = self.book().policies
        return [
            case_pb2.PolicyProposal(
                policy=policy_message(policies[one.policy]),
                confidence=one.confidence,
                matched_question=one.question,
                fits=one.fits,
            )
            for one in proposals
            if one.policy in policies
        ]

    def _suggestion(self, suggestion: Suggestion) -> case_pb2.OfficeSuggestion:
        return case_pb2.OfficeSuggestion(
            department=self._department(suggestion.unit),
            confidence=suggestion.confidence,
            matter=suggestion.matter,
            routing_row=suggestion.row,
            by_experience=suggestion.by_experience,
            words=suggestion.words,
        )

    def _department(self, name: str) -> case_pb2.DepartmentRef:
        return case_pb2.DepartmentRef(name=name, phone=self.directory().phone_of(name))


def caller_entry_message(entry: CallerEntry, state: CaseState) -> case_pb2.CallerEntry:
    """Convert a call that a case in a state must answer."""
    return case_pb2.CallerEntry(
        call_id=entry.call_id,
        answered=entry.answered,
        wishes_no_reply=entry.wishes_no_reply,
        withdrawn=entry.withdrawn,
        callback=wording.CALLBACK_NUMBERS[entry.callback],
        callback_due_at=optional_timestamp(entry.next_attempt),
        failed_attempts=entry.attempts,
        exemption=entry.exemption,
        handling=entry.handling,
        notice_due_at=optional_timestamp(entry.notice_due(state)),
        refuses_messages=entry.refuses_messages,
    )


def _wait_message(wait: Wait) -> case_pb2.Wait:
    return case_pb2.Wait(
        rpc=wait.rpc,
        label=wait.awaited.value,
        owner=wording.owner_message(wait.owner),
        due_at=timestamp(wait.due_at),
        party=wait.party,
        call_id=wait.call_id,
        role=only_role(wait.rpc),
    )


# The same few acts are offered again and again; whoever is handed a message copies it.
@lru_cache(maxsize=2048)
def allowed_act_message(permission: Permission) -> case_pb2.AllowedAct:
    """Convert an act that is allowed, or refused with a reason; the message must not be changed."""
    return case_pb2.AllowedAct(
        rpc=permission.rpc,
        act=wording.ACT_NUMBERS[permission.act],
        label=permission.act.value,
        department=permission.department,
        allowed=permission.is_allowed,
        reason=permission.reason,
        caution=permission.caution,
    )


def call_message(call: Call) -> case_pb2.Call:
    """Convert a call, with the coordinates that it came with."""
    given = call.coordinates
    return case_pb2.Call(
        caller=case_pb2.Caller(
            name=call.name,
            organisation=call.organisation,
            phone=call.phone,
            confidential=call.confidential,
            wishes_no_reply=call.wishes_no_reply,
        ),
        received_at=timestamp(call.received_at) if call.received_at else None,
        subject=call.subject,
        content=call.content,
        channel=wording.CHANNEL_NUMBERS[call.channel],
        request_type=wording.REQUEST_TYPE_NUMBERS[call.request_type],
        district=call.district,
        address=call.address,
        operator=call.operator,
        telephony_call_id=call.telephony_call_id,
        marked_urgent=call.marked_urgent,
        follows=call.follows,
        recording=call.recording,
        latitude=given.latitude if given else None,
        longitude=given.longitude if given else None,
    )


def location_message(case: Case) -> case_pb2.Location:
    """Convert where a case is."""
    location, source = case.location, case.coordinate_source
    return case_pb2.Location(
        district=location.district,
        town=location.town,
        community=location.community,
        place=location.place,
        address_detail=location.detail,
        latitude=location.latitude,
        longitude=location.longitude,
        coordinate_source=wording.COORDINATE_SOURCE_NUMBERS[source]
        if source
        else case_pb2.COORDINATE_SOURCE_UNSPECIFIED,
    )


def end_reason_message(reason: EndReason) -> case_pb2.EndReason:
    """Convert a reason for which matters end without being handled."""
    outcome = wording.OUTCOME_NUMBERS[reason.outcome]
    return case_pb2.EndReason(
        code=reason.code, outcome=outcome, title=reason.title, route=reason.route, line=reason.line
    )


def _end_proposal_message(proposal: EndProposal) -> case_pb2.EndProposal:
    return case_pb2.EndProposal(
        department=proposal.department,
        reason_code=proposal.code,
        grounds=proposal.grounds,
        proposed_at=timestamp(proposal.proposed_at),
        due_at=timestamp(proposal.due_at),
    )


def _referral_message(department: str, referral: Referral) -> case_pb2.Referral:
    return case_pb2.Referral(
        department=department,
        result=referral.result,
        reported_at=optional_timestamp(referral.reported_at),
        due_at=optional_timestamp(referral.limit),
        supervision_count=referral.supervisions,
    )


def question_message(question: OpenQuestion) -> case_pb2.OpenQuestion:
    """Convert an open question."""
    return case_pb2.OpenQuestion(
        dangers=[
            case_pb2.SuspectedDanger(kind=kind, evidence=question.evidence.get(kind, "")) for kind in question.kinds
        ],
        questions=question.questions,
        asked_at=timestamp(question.asked_at),
        due_at=timestamp(question.due_at),
    )


def leader_question_message(question: LeaderQuestion) -> case_pb2.LeaderQuestion:
    """Convert a question to a leader."""
    return case_pb2.LeaderQuestion(
        asked_at=timestamp(question.asked_at),
        asked=[case_pb2.AskedLeader(by=one.by, words=one.words, at=timestamp(one.at)) for one in question.asked],
        reminder_count=question.reminders,
        reminded_at=optional_timestamp(question.reminded_at),
    )


def policy_message(policy: Policy) -> case_pb2.PolicyAnswer:
    """Convert a policy."""
    return case_pb2.PolicyAnswer(id=policy.id, title=policy.title, source=policy.source, answer=policy.answer)


def fact_text(value: FactValue) -> str:
    """Format the value of a fact."""
    match value:
        case str():
            return value
        case tuple():
            return "、".join(value)
        case bool():
            return "是" if value else "否"
    return str(value)
