"""Manual decisions that depend on the directory or on policies in force."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context
from hotline_server.desk.cases.danger_kinds import check_kind
from hotline_server.desk.cases.later_accusations import follow_lifting
from hotline_server.domain.acts import callbacks, emergencies, ends, leaders, objections, recusal, rerouting, triage
from hotline_server.domain.acts.recusal import bars
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, UnmetConditionError
from hotline_server.domain.means import check_number, means_violations
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, Answer, Designation, Role
from hotline_server.domain.proposals import DeclineReason, Judgement
from hotline_server.domain.texts import check_past, check_remark, check_text
from hotline_server.ground.clock import local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import BY_HAND, Outcome
from hotline_server.rulebook.ends import EndReason, choice
from hotline_server.rulebook.facts import ATTENDED_CHANNELS
from hotline_server.store.cases.loaded_file import LoadedFile


@dataclass(frozen=True, slots=True)
class Triage:
    """Manual decisions of the desk, and answers to callers."""

    acts: CaseActs
    book: Callable[[], RuleBook]

    def assign(self, context: Context, wanted: Designation, reason: str, means: str = "") -> Case:
        """Assign a case, by the means that ``means`` names, if any (R2.3, R2.5)."""
        self.acts.check_designation(wanted)
        check_text(reason, "reason")
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: triage.assign(
                file, actor, now, reason, self.acts.permitted_designation(file, wanted), means
            ),
        )

    def reroute(self, context: Context, wanted: Designation, reason: str) -> Case:
        """Re-route a case while departments work on it (R2.5)."""
        self.acts.check_designation(wanted)
        check_text(reason, "reason")
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: rerouting.reroute(
                file, actor, now, reason, self.acts.permitted_designation(file, wanted)
            ),
        )

    def uphold_objection(self, context: Context, department: str, reason: str, wanted: Designation | None) -> Case:
        """Uphold the objection of a department, and assign the case to others if they are named (R8.4)."""
        if wanted:
            self.acts.check_designation(wanted)

        def uphold(file: LoadedFile, actor: Actor, now: datetime) -> None:
            designation = self.acts.permitted_designation(file, wanted) if wanted else None
            objections.uphold_objection(file, actor, now, department, reason, designation)

        return self.acts.act(context, Role.DESK, uphold)

    def refuse_objection(self, context: Context, department: str, reason: str, wanted: Designation | None) -> Case:
        """Refuse the objection of a department (R8.4).

        Raises:
            InvalidFieldsError: if others are named to handle the case, or the reason is missing.
        """
        if wanted:
            raise InvalidFieldsError([FieldViolation("designation", "异议不成立的，承办单位不变，不写由谁办理")])
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: objections.refuse_objection(file, actor, now, department, reason),
        )

    def raise_emergency(self, context: Context, reason: str, kind: str) -> Case:
        """Raise an emergency of a kind of danger of the rule book; an empty one if it is not known (R2.6)."""
        check_text(reason, "reason")
        check_kind(self.book(), kind)
        return self.acts.act(
            context,
            Role.DESK,
            lambda file, actor, now: emergencies.raise_emergency(file, actor, now, reason, kind),
        )

    def handle_again(self, context: Context, wanted: Designation, reason: str, *, supervised: bool) -> Case:
        """Have the matter of a dissatisfied caller handled again (R8.7)."""
        self.acts.check_designation(wanted)
        check_text(reason, "reason")

        def handle(file: LoadedFile, actor: Actor, now: datetime) -> None:
            designation = wanted
            if wanted.lead:
                designation = replace(self.acts.permitted_designation(file, wanted), limit=wanted.limit)
            callbacks.handle_again(file, actor, now, reason, designation, supervised=supervised)

        return self.acts.act(context, Role.DESK, handle)

    def refer(self, context: Context, lead: str, reason: str) -> Case:
        """Refer a case (R2.2)."""
        if not lead:
            raise InvalidFieldsError([FieldViolation("department", "要说明归哪个部门")])
        self.acts.check_departments([lead], "department")
        check_text(reason, "reason")

        def refer(file: LoadedFile, actor: Actor, now: datetime) -> None:
            current = file.current(lead)
            self.acts.check_recipients(file, [current], "department")
            triage.refer(file, actor, now, reason, current)

        return self.acts.act(context, Role.DESK, refer)

    def lift_recusal(self, context: Context, department: str, reason: str) -> Case:
        """Lift the recusal of a unit (R8.3); what the rules propose then is what they propose from now on."""
        self.acts.check_departments([department], "department")

        def lift(file: LoadedFile, actor: Actor, now: datetime) -> None:
            recusal.lift_recusal(file, actor, now, department, reason)
            follow_lifting(self.book(), file, now)

        return self.acts.act(context, Role.DESK, lift)

    def answer_directly(self, context: Context, answer: Answer, reason: str) -> Case:
        """Answer a case directly, by a proposed policy, by another one or by an explanation (R2.1, P2).

        Raises:
            InvalidFieldsError: if the answer, its time or its policy will not do, or the reason is missing.
        """
        check_remark(reason, "reason")
        judgements: list[Judgement] = []

        def answer_directly(file: LoadedFile, actor: Actor, now: datetime) -> None:
            case = file.case
            told = self._as_told(file, answer)
            self._check_policy_in_force(told.policy, now)
            check_past(told.at, _last_call(case), now, "answered_at")
            proposed = proposed_policies(file, case)
            if told.policy not in proposed:
                check_text(reason, "reason")
            triage.answer_directly(file, actor, now, reason, told, proposed)
            judgements.extend(file.judgements)

        case = self.acts.act(context, Role.DESK, answer_directly)
        _count(judgements)
        return case

    def decline_proposals(self, context: Context, reason: DeclineReason, remark: str) -> Case:
        """Decline every policy proposed for a case, and leave it to the desk (R2.1, P2)."""
        judgements: list[Judgement] = []

        def decline(file: LoadedFile, actor: Actor, now: datetime) -> None:
            proposed = proposed_policies(file, file.case)
            triage.decline_proposals(file, actor, now, reason, remark, proposed)
            judgements.extend(file.judgements)

        case = self.acts.act(context, Role.DESK, decline)
        _count(judgements)
        return case

    def end(self, context: Context, code: str, answer: Answer, remark: str) -> Case:
        """End a case without handling it: its callers were told a legal route, or why nothing can be done (R8.1).

        Raises:
            InvalidFieldsError: if the reason is unknown, or the answer or its time will not do.
        """
        reason = self._end_by_telling(code)

        def end(file: LoadedFile, actor: Actor, now: datetime) -> None:
            told = self._as_told(file, answer)
            check_past(told.at, _last_call(file.case), now, "told_at")
            ends.end(file, actor, now, reason, told, remark)

        return self.acts.act(context, Role.DESK, end)

    def decide_end(self, context: Context, remark: str, *, granted: bool) -> Case:
        """Grant or refuse the end that a department proposes (R8.1)."""

        def decide(file: LoadedFile, actor: Actor, now: datetime) -> None:
            if granted and file.end_proposal:
                ends.grant_end(file, actor, now, self._proposed(file.end_proposal), remark)
            else:
                ends.refuse_end(file, actor, now, remark)

        return self.acts.act(context, Role.DESK, decide)

    def end_reason(self, code: str) -> EndReason:
        """Return the reason of the rule book with a code.

        Raises:
            InvalidFieldsError: if there is none.
        """
        ends = self.book().ends
        if code not in ends:
            message = f"规则库里没有分类处理的原因“{code}”，可用：{choice(ends.values())}"
            raise InvalidFieldsError([FieldViolation("reason_code", message)])
        return ends[code]

    def _proposed(self, proposal: EndProposal) -> EndReason:
        """Return the reason of a proposed end.

        Raises:
            UnmetConditionError: if the rule book has it no more.
        """
        reason = self.book().ends.get(proposal.code)
        if reason is None:
            raise UnmetConditionError(f"规则库里已经没有“{proposal.code}”这个原因，请承办单位另行提请")
        return reason

    def _end_by_telling(self, code: str) -> EndReason:
        """Return a reason for which a case ends once its callers were told.

        Raises:
            InvalidFieldsError: if there is none of that code, or it is to be handed over to a line.
        """
        reason = self.end_reason(code)
        if reason.outcome is Outcome.HANDED_OVER:
            message = f"“{code}”要移交{reason.line}，请办理移交"
            raise InvalidFieldsError([FieldViolation("reason_code", message)])
        return reason

    def verify(self, context: Context, wanted: Designation, findings: str, *, confirmed: bool) -> Case:
        """Record the result of verifying an emergency (R2.6), which may be sent to any unit."""
        self.acts.check_designation(wanted)
        check_text(findings, "findings")
        if not confirmed and (wanted.lead or wanted.limit.spans):
            raise InvalidFieldsError([FieldViolation("designation", "经核实不属实的，不填写处置单位和期限")])
        if not confirmed:
            return self.acts.act(
                context, Role.DESK, lambda file, actor, now: emergencies.dismiss_emergency(file, actor, now, findings)
            )

        def confirm(file: LoadedFile, actor: Actor, now: datetime) -> None:
            named = self.acts.named_by_leader(file)
            emergencies.confirm_emergency(file, actor, now, findings, self._responding(file, wanted, named), named)

        return self.acts.act(context, Role.DESK, confirm)

    def _responding(self, file: LoadedFile, wanted: Designation, named: Sequence[str]) -> Designation:
        """Return who responds to an emergency: as the desk says, or else as a leader has named them, or was decided.

        Where no rule could name the lead, those that the rules had told beside it are sent with the desk's lead.

        Raises:
            InvalidFieldsError: nobody names the lead but the desk of before the danger, and a caller accuses it (R8.3).
        """
        if not wanted.lead:
            own = replace(file.designation, limit=wanted.limit if wanted.limit.spans else file.designation.limit)
            if named:
                return replace(own, lead=named[0], cohandlers=tuple(named[1:]))
            if file.case.decision.rules == (BY_HAND,) and bars(file, [own.lead]):
                message = f"来电人反映的是{own.lead}，是否仍由其牵头处置，请写明牵头单位"
                raise InvalidFieldsError([FieldViolation("designation.lead_department", message)])
            return own
        if file.designation.lead or wanted.cohandlers:
            return self.acts.designation(file, wanted)
        others = tuple(name for name in file.designation.cohandlers if name != file.current(wanted.lead))
        return self.acts.designation(file, replace(wanted, cohandlers=others))

    def instruct(self, context: Context, wanted: Designation, instruction: str) -> Case:
        """Carry out a leader's instruction (R2.4, R4.3); an emergency may be sent to any unit (R2.6)."""
        self.acts.check_named(wanted)
        check_text(instruction, "instruction")

        def instruct(file: LoadedFile, actor: Actor, now: datetime) -> None:
            permit = self.acts.designation if file.is_emergency else self.acts.permitted_designation
            leaders.instruct(file, actor, now, instruction, permit(file, wanted) if wanted.lead else None)

        return self.acts.act(context, Role.LEADER, instruct)

    def check_answer(self, answer: Answer) -> None:
        """Validate an answer: it has content, and its policy exists.

        Raises:
            InvalidFieldsError: naming the field.
        """
        check_text(answer.content, "answer.content")
        violations = means_violations(answer.means, "answer.means", needed=answer.given)
        if answer.policy and answer.policy not in self.book().policies:
            violations.append(FieldViolation("answer.policy_id", f"没有政策“{answer.policy}”"))
        if violations:
            raise InvalidFieldsError(violations)

    def _check_policy_in_force(self, policy_id: str, now: datetime) -> None:
        if not policy_id:
            return
        policy, today = self.book().policies[policy_id], local_day(now)
        if not policy.is_in_force(today):
            until = policy.valid_until
            why = f"已于 {until} 失效" if until and until < today else f"自 {policy.valid_from} 起才生效"
            description = f"政策“{policy.title}”{why}，不能用来答复；请另选政策，或不引政策说明理由"
            raise InvalidFieldsError([FieldViolation("answer.policy_id", description)])
        if policy.is_overdue(today):
            description = f"政策“{policy.title}”过了复核日期 {policy.review_by}，{policy.owner}复核以前不能用来答复"
            raise InvalidFieldsError([FieldViolation("answer.policy_id", description)])

    def _as_told(self, file: LoadedFile, answer: Answer) -> Answer:
        """Return an answer that ends a case, once valid; an operator who is with the caller need not name its means.

        Raises:
            InvalidFieldsError: naming the field.
        """
        attended = ATTENDED_CHANNELS.get(file.case.call.channel, "")
        told = replace(answer, means=answer.means or attended) if answer.given else answer
        self.check_answer(told)
        # Whoever is on the phone has one; those whose calls were joined may have written letters.
        sought = (one for one in file.callers if told.means != attended or number_of(one.call_id) != file.number)
        check_number(told.means, "answer.means", has_phone=all(caller.has_phone for caller in sought))
        return told


def _count(judgements: Iterable[Judgement]) -> None:
    for one in judgements:
        metrics.proposal_judgements.labels(one.verdict.name, next(iter(one.proposed), "")).inc()


def proposed_policies(file: CaseFile, case: Case) -> tuple[str, ...]:
    """Return the ids of the policies proposed for a case that nobody has confirmed or declined."""
    return tuple(one.policy for one in case.decision.proposals) if file.awaits_confirmation else ()


def _last_call(case: Case) -> datetime:
    """Return when the last of the callers of a case called, UTC."""
    return max(one.call.received_at or one.registered_at for one in (case, *case.joined))
