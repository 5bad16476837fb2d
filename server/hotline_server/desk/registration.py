"""Registering a call: one transaction from the duty log to the decision (R1.1, R2.1 to R2.6)."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.clock import Clock
from hotline_server.desk.facts import call_facts
from hotline_server.domain.call import Call, checked
from hotline_server.domain.case import Case
from hotline_server.domain.errors import RequestIdReusedError
from hotline_server.domain.lifecycle import Act, CaseState, advance
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.store.cases import Act as LoggedAct
from hotline_server.store.cases import CaseStore, NewCase
from hotline_server.store.directory import Directory
from hotline_server.store.writer import Writer

RULE_BOOK = "规则库"

FIRST_ACTS = {
    Outcome.DIRECT_ANSWER: Act.ANSWER_DIRECTLY,
    Outcome.REFERRAL: Act.REFER,
    Outcome.TRANSFER: Act.ASSIGN,
    Outcome.JOINT: Act.ASSIGN,
    Outcome.REPORT_TO_LEADER: Act.REPORT_TO_LEADER,
    Outcome.EMERGENCY: Act.RAISE_EMERGENCY,
}


@dataclass(frozen=True, slots=True)
class Registration:
    """Takes calls into the duty log and decides them."""

    cases: CaseStore
    writer: Writer
    book: RuleBook
    directory: Directory
    clock: Clock

    def register(self, call: Call) -> Case:
        """Register a call and return its case, once all of it is durable.

        The same request id with the same call returns the case of the first time.

        Raises:
            InvalidFieldsError: the call cannot be kept as it is.
            RequestIdReusedError: the request id belongs to another call.
        """
        now = self.clock()
        call = checked(call, now, self.directory.districts.get)
        fingerprint = call.fingerprint()
        earlier = self._earlier(call.request_id, fingerprint)
        if earlier:
            return earlier
        new = self._decided(call, now)
        return self.writer.write(lambda: self._earlier(call.request_id, fingerprint) or self.cases.insert(new))

    def _earlier(self, request_id: str, fingerprint: str) -> Case | None:
        """The case that this request opened before, if it did."""
        found = self.cases.find_request(request_id)
        if found is None:
            return None
        number, earlier = found
        if earlier != fingerprint:
            raise RequestIdReusedError(f"请求号“{request_id}”已用于另一个来电(工单 {number})")
        return self.cases.get(number)

    def _decided(self, call: Call, now: datetime) -> NewCase:
        text = self.book.analyse(call.subject, call.content)
        district = call.district or self.directory.district_in(f"{call.address}{call.subject}{call.content}")
        facts = call_facts(call, text, district, self.cases, now)
        decision = self.book.decide(facts)
        state, acts = _first_steps(call, decision)
        return NewCase(
            call=call,
            decision=decision,
            state=state,
            category=text.category,
            matter=str(facts["首要事项"]),
            district=district,
            registered_at=now,
            acts=acts,
        )


def _first_steps(call: Call, decision: Decision) -> tuple[CaseState, list[LoggedAct]]:
    """The state the decision leads to, and the log entries that lead there."""
    state = CaseState.REGISTERED
    acts = [LoggedAct(call.operator or "话务系统", "operator", Act.REGISTER.name, "", "", state.name)]
    act = FIRST_ACTS.get(decision.outcome)
    if act is not None:
        target = advance(state, act)
        reason = ";".join(decision.reasons)
        acts.append(LoggedAct(RULE_BOOK, "rule_book", act.name, reason, state.name, target.name))
        state = target
    return state, acts
