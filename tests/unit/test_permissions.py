"""Permissions in random histories (P2): what is listed as allowed succeeds, and what is not is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hotline_server.desk.cases.later_accusations import accused_handlers
from hotline_server.domain import standstills
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    contacts,
    delegation,
    departments,
    disclosure,
    emergencies,
    ends,
    exclusions,
    joins,
    leaders,
    lines,
    nuisance,
    objections,
    records,
    recusal,
    referrals,
    rerouting,
    review,
    splits,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.amendments import AMENDMENT, CONFIDENTIAL, CONTENT, AmendedField, Amendment
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Connection, ConnectionResult, Notice
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.errors import DomainError
from hotline_server.domain.handover import Origin, open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.callers import (
    SOMEBODY_ANSWERED,
    SOMEBODY_MAY_WITHDRAW,
    SOMEBODY_TO_CALL,
    SOMEBODY_UNREACHABLE,
    SOMEBODY_WAITS,
    SOMEBODY_WANTS_REPLY,
)
from hotline_server.domain.lifecycle.machine import CASE
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.lifecycle.table import CASE_TABLE
from hotline_server.domain.lifecycle.transition import Transition
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import DangerAnswer
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.case_files import DEPARTMENT, DESK, LEADER, LINE, NAMES, OPERATOR, RULE_BOOK, decided, may, new_file
from tests.case_life.inputs import DEPARTMENTS
from tests.hotline import MONDAY, thorough

POLICE, TRANSPORT, SPARE, ACCUSED = "公安局", "交通运输局", "城市管理局", "教育局"
WEEK = working_days(7)
LINES = ("110报警服务台", "12315消费投诉")
HAND_OVER_REASON = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINES[0])
END_REASON = EndReason("T01", Outcome.ROUTE_TOLD, "已经在诉讼", "人民法院")
AT_ONCE = Designation(POLICE, (TRANSPORT,), hours(24), may_answer=True)
AMENDED = Amendment((AmendedField(CONTENT, "路灯不亮", "路灯倒了"),))
IN_CONFIDENCE = Amendment((AmendedField(CONFIDENTIAL, "否", "是"),))
LONGEST = working_days(MAX_WORKING_DAYS)

OF_CALLERS = {
    SOMEBODY_ANSWERED, SOMEBODY_MAY_WITHDRAW, SOMEBODY_TO_CALL, SOMEBODY_UNREACHABLE, SOMEBODY_WAITS,
    SOMEBODY_WANTS_REPLY,
}  # fmt: skip
"""Guards whose reason depends on the caller who is named."""

Try = Callable[[CaseFile, Actor, datetime, str], object]
TryOver = Callable[[CaseFile, Actor, datetime, str, str], object]
BY_RULE = TimeLimit(())
UNITS = ("治安管理支队", "刑事侦查支队")
"""Units below, to which the police or others delegate; the directory is not asked here."""


def answer_to(caller: CallerEntry) -> Answer:
    return Answer(caller.call_id, "电话", "已解决", "", supported=True, given=True)


def last_caller(file: CaseFile) -> CallerEntry:
    """Return a caller with whom, if any, all are answered."""
    return next((one for one in file.callers if not one.answered), _first(file))


def another_caller(file: CaseFile) -> CallerEntry:
    """Return a caller besides whom somebody waits, if there is one."""
    others = (one for one in file.callers if any(not two.answered for two in file.callers if two is not one))
    return next(others, _first(file))


def _first(file: CaseFile) -> CallerEntry:
    return file.callers[0] if file.callers else CallerEntry(0, answered=False)


def answer(choose: Callable[[CaseFile], CallerEntry]) -> Try:
    def tried(file: CaseFile, actor: Actor, now: datetime, department: str) -> None:
        if department:
            callers.answer_as_department(file, actor, now, department, answer_to(choose(file)))
        else:
            callers.answer_caller(file, actor, now, answer_to(choose(file)))

    return tried


def answer_directly(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    triage.answer_directly(file, actor, now, "政策明确", Answer(0, "电话", "可以", "", supported=True, given=True))


def others(file: CaseFile) -> tuple[str, str]:
    """Return two departments that nobody accuses."""
    first, second, *_ = (name for name in (POLICE, TRANSPORT, SPARE) if not recusal.bars(file, [name]))
    return first, second


def designation(file: CaseFile, limit: TimeLimit = WEEK) -> Designation:
    """Return a designation of departments that nobody accuses."""
    lead, cohandler = others(file)
    return Designation(lead, (cohandler,), limit, may_answer=True)


def limit_of(file: CaseFile) -> TimeLimit:
    """Return a time limit that whoever designates departments may set."""
    return AT_ONCE.limit if file.is_emergency else working_days(7)


def change_lead(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    lead = file.assignments.lead
    first, second = others(file)
    other = second if lead and lead.department == first else first
    helpers = directed_helpers(file, other)
    rerouting.reroute(file, actor, now, "应由别的单位牵头", Designation(other, helpers, limit_of(file)))


def directed_helpers(file: CaseFile, lead: str) -> tuple[str, ...]:
    """Return the co-handlers that a leader decided on, whom the desk leaves with the case."""
    given = (one for one in file.assignments.given if not one.leads and one.is_directed)
    return tuple(one.department for one in given if one.department != lead and not recusal.bars(file, [one.department]))


def change_cohandlers(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    lead = file.assignments.lead
    department = lead.department if lead else POLICE
    idle = (name for name in DEPARTMENTS if name != department and not file.assignments.open(name))
    helpers = tuple(name for name in idle if not recusal.bars(file, [name]))[:1]
    helpers = (*directed_helpers(file, department), *helpers)
    rerouting.reroute(file, actor, now, "请别的单位协办", Designation(department, helpers, limit_of(file)))


def call_of(file: CaseFile, wanted: Callable[[CallerEntry], bool]) -> int:
    """Return a call whose caller is as wanted, or 0."""
    return next((one.call_id for one in file.callers if wanted(one)), 0)


def attempt_answer(file: CaseFile, actor: Actor, now: datetime, department: str) -> None:
    call_id = call_of(file, lambda one: one.awaits_answer and one.has_phone)
    not_given = Answer(call_id, "", "占线", "", supported=True, given=False)
    if department:
        callers.answer_as_department(file, actor, now, department, not_given)
    else:
        callers.answer_caller(file, actor, now, not_given)


def another(file: CaseFile, words: str) -> str:
    """Return words for a leader that nobody has said yet."""
    return f"{words}（{len(file.leader_question.asked) if file.leader_question else 0}）"


def withdraw(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    call = call_of(file, lambda one: not one.withdrawn) or call_of(file, lambda one: one.withdrawn)
    callers.withdraw_request(file, actor, now, call, "自行解决了")


def draw_survey(now: datetime) -> Survey:
    """Return what a caller says, which is another at another hour."""
    yes, no = SurveyAnswer.YES, SurveyAnswer.NO
    surveys = (
        Survey(ContactResult.BUSY),
        Survey(ContactResult.REACHED, yes, no, no),
        Survey(ContactResult.REACHED, yes, yes, yes),
        Survey(ContactResult.NO_ANSWER),
    )
    return surveys[now.hour % len(surveys)]


def idle_line(file: CaseFile) -> Line:
    """Return a line that has not got a case."""
    taken = {one.line for one in open_handovers(file.handovers)}
    return line_named(next((line for line in LINES if line not in taken), f"第 {len(file.handovers)} 个联动单位"))


def hand_over(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    lines.hand_over(file, actor, now, idle_line(file), HAND_OVER_REASON, HandoverNotice("已告知"), "")


def hand_over_result(file: CaseFile, actor: Actor, now: datetime, _: str) -> None:
    lines.hand_over_result(file, actor, now, idle_line(file), HAND_OVER_REASON, HandoverNotice("已告知"), "归它管")


def line_named(name: str) -> Line:
    return Line(name, "110", "警情", 3, hours(24), takes_dangers=True)


VALID: dict[Act, Try] = {
    Act.ANSWER_DIRECTLY: answer_directly,
    Act.DECLINE_PROPOSALS: lambda f, a, n, _: triage.decline_proposals(f, a, n, DeclineReason.NOT_ASKED, "", ["ZC-01"]),
    Act.REFER: lambda f, a, n, _: triage.refer(f, a, n, "归它管", next(o for o in others(f) if o != f.referred_to)),
    Act.ASSIGN: lambda f, a, n, _: triage.assign(f, a, n, "研判", designation(f)),
    Act.WITHDRAW_QUESTION: lambda f, a, n, _: leaders.withdraw_question(f, a, n, "承办单位已经找到"),
    Act.ESCALATE: lambda f, a, n, _: leaders.escalate(f, a, n, "面广", another(f, "请批示")),
    Act.JOIN_INTO: lambda f, a, n, _: joins.join_into(f, a, n, "同一件事", "20261123-000002"),
    Act.SEPARATE: lambda f, a, n, _: joins.separate(
        f, a, n, "两件事", [CallerEntry(1, answered=False)], "20261123-000002"
    ),
    Act.ANSWER_ASK_BACK: lambda f, a, n, _: emergencies.answer_question(
        f, a, n, QuestionReply(DangerAnswer.UNCLEAR, "", "看不清")
    ),
    Act.SPLIT: lambda f, a, n, _: splits.split(f, a, n, "两件事", "20261123-000009"),
    Act.AMEND: lambda f, a, n, _: amendments.amend(f, a, n, "来电人更正", AMENDED, f.recused, {AMENDMENT: "1"}),
    Act.REQUEST_CONFIDENCE: lambda f, a, n, _: amendments.amend(
        f, a, n, "", IN_CONFIDENCE, f.recused, {AMENDMENT: "1"}
    ),
    Act.KEEP_DECISION: lambda f, a, n, _: amendments.keep_decision(f, a, n, "还是原来的事"),
    Act.END: lambda f, a, n, _: ends.end(f, a, n, END_REASON, answer_to(_first(f)), ""),
    Act.PROPOSE_END: lambda f, a, n, d: ends.propose_end(f, a, n, d, END_REASON, "已在法院起诉"),
    Act.GRANT_END: lambda f, a, n, _: ends.grant_end(f, a, n, END_REASON, "属实"),
    Act.REFUSE_END: lambda f, a, n, _: ends.refuse_end(f, a, n, "没有立案"),
    Act.HAND_TO_LINE: hand_over,
    Act.HAND_RESULT_TO_LINE: hand_over_result,
    Act.RETURN_TO_LINE: lambda f, a, n, _: lines.give_back(f, a, n, line_named(LINES[0]), "不归我们管"),
    Act.LINE_ACCEPT: lambda f, a, n, d: lines.accept(f, a, n, d, lines.Acceptance("A-1")),
    Act.LINE_REFUSE: lambda f, a, n, d: lines.refuse(f, a, n, d, "不归我们管"),
    Act.LINE_PROGRESS: lambda f, a, n, d: lines.submit_progress(f, a, n, d, "已出警"),
    Act.LINE_RESULT: lambda f, a, n, d: lines.submit_result(f, a, n, d, "已调解"),
    Act.RECALL_FROM_LINE: lambda f, a, n, d: lines.recall(f, a, n, d, "自行处理"),
    Act.MARK_NUISANCE: lambda f, a, n, _: nuisance.mark_nuisance(f, a, n, "反复辱骂"),
    Act.UNMARK_NUISANCE: lambda f, a, n, _: nuisance.unmark_nuisance(f, a, n, "听过录音，不是"),
    Act.TELL_CALLER: lambda f, a, n, _: contacts.record_notice(
        f, a, n, Notice(_first(f).call_id, "电话", "已转交办理", given=True)
    ),
    Act.CONNECT_CALLER: lambda f, a, n, _: contacts.record_connection(
        f, a, n, Connection(POLICE, ConnectionResult.CONNECTED)
    ),
    Act.LIFT_RECUSAL: lambda f, a, n, _: recusal.lift_recusal(f, a, n, (ACCUSED, *f.accused)[-1], "查明不是它"),
    Act.RAISE_EMERGENCY: lambda f, a, n, _: emergencies.raise_emergency(f, a, n, "着火"),
    Act.CONFIRM_EMERGENCY: lambda f, a, n, _: emergencies.confirm_emergency(f, a, n, "属实", AT_ONCE),
    Act.DISMISS_EMERGENCY: lambda f, a, n, _: emergencies.dismiss_emergency(f, a, n, "误报"),
    Act.ASK_SUSPENSION: lambda f, a, n, d: suspension.ask_suspension(f, a, n, d, promise(n)),
    Act.SUSPEND: lambda f, a, n, _: suspension.suspend(f, a, n, "要等汛期过去", promise(n)),
    Act.REFUSE_SUSPENSION: lambda f, a, n, _: suspension.refuse_suspension(f, a, n, "能办"),
    Act.REVIEW_SUSPENSION: lambda f, a, n, _: suspension.review_suspension(f, a, n, "已招标"),
    Act.END_SUSPENSION: lambda f, a, n, _: suspension.end_suspension(f, a, n, "已完工", kept=True),
    Act.DISSENT: lambda f, a, n, d: departments.dissent(f, a, n, d, another(f, "不归我们")),
    Act.INSTRUCT: lambda f, a, n, _: leaders.instruct(f, a, n, "速办", designation(f, LONGEST)),
    Act.INSTRUCT_MEANWHILE: lambda f, a, n, _: leaders.instruct(f, a, n, "按预案办", None),
    Act.INSTRUCT_ON_RESULT: lambda f, a, n, _: leaders.instruct(f, a, n, "阅", None),
    Act.RESUME: lambda f, a, n, _: leaders.instruct(f, a, n, "继续办", None),
    Act.ACCEPT: departments.accept,
    Act.ACCEPT_AS_COHANDLER: departments.accept,
    Act.OBJECT: lambda f, a, n, d: departments.object_to_assignment(f, a, n, d, "不归我们", "三定规定"),
    Act.UPHOLD_OBJECTION: lambda f, a, n, d: objections.uphold_objection(f, a, n, d, "确实不归它", None),
    Act.REFUSE_OBJECTION: lambda f, a, n, d: objections.refuse_objection(f, a, n, d, "归它管"),
    Act.CHANGE_LEAD: change_lead,
    Act.CHANGE_COHANDLERS: change_cohandlers,
    Act.SUBMIT_PROGRESS: lambda f, a, n, d: departments.submit_progress(f, a, n, d, "已到现场"),
    Act.ASK_EXTENSION: lambda f, a, n, d: departments.ask_extension(f, a, n, d, 1, "难度大"),
    Act.REPLY: lambda f, a, n, d: departments.reply(f, a, n, d, "已办理", "不等协办"),
    Act.REPLY_AS_COHANDLER: lambda f, a, n, d: departments.reply(f, a, n, d, "已办理", ""),
    Act.GRANT_EXTENSION: lambda f, a, n, d: review.decide_extension(f, a, n, d, "研究", consent=True),
    Act.REFUSE_EXTENSION: lambda f, a, n, d: review.decide_extension(f, a, n, d, "研究", consent=False),
    Act.WITHDRAW: lambda f, a, n, d: review.withdraw(f, a, n, d, "不再需要"),
    Act.DELEGATE: lambda f, a, n, d: delegation.delegate(f, a, n, d, _idle_unit(f), "请核实", BY_RULE),
    Act.ACCEPT_DELEGATED: departments.accept,
    Act.REPLY_TO_DELEGATOR: lambda f, a, n, d: departments.reply(f, a, n, d, "已核实", ""),
    Act.REPORT_RESULT: lambda f, a, n, d: referrals.report_result(f, a, n, d, "已解决"),
    Act.SUPERVISE_REFERRAL: lambda f, a, n, _: referrals.supervise(f, a, n, f.designation.lead, "没有结果", 0),
    Act.RECORD_RESULT: lambda f, a, n, _: referrals.record_result(f, a, n, "已解决"),
    Act.RETURN_FOR_REWORK: lambda f, a, n, _: review.return_for_rework(f, a, n, [], "请到现场", 0),
    Act.ACCEPT_REPLY: lambda f, a, n, _: review.accept_reply(f, a, n, ""),
    Act.DISCLOSE: lambda f, a, n, d: disclosure.disclose(f, a, n, d, "要当面核实"),
    Act.WITHDRAW_DISCLOSURE: lambda f, a, n, d: disclosure.withdraw_disclosure(f, a, n, d, "已经核实"),
    Act.REQUEST_EXCLUSION: lambda f, a, n, d: exclusions.request_exclusion(f, a, n, d, "重复诉求", "同一件"),
    Act.PROPOSE_EXCLUSION: lambda f, a, n, d: exclusions.propose_exclusion(f, a, n, d, "属实", exclude=False),
    Act.CONFIRM_EXCLUSION: lambda f, a, n, d: exclusions.confirm_exclusion(f, a, n, d, "同意"),
    Act.SET_ASIDE_EXCLUSION: lambda f, a, n, d: exclusions.set_exclusion_aside(f, a, n, d, "没有看材料"),
    Act.APPEAL_EXCLUSION: lambda f, a, n, d: exclusions.appeal_exclusion(f, a, n, d, "有新材料"),
    Act.UPHOLD_APPEAL: lambda f, a, n, d: exclusions.rule_on_appeal(f, a, n, d, "属实", upheld=True),
    Act.REFUSE_APPEAL: lambda f, a, n, d: exclusions.rule_on_appeal(f, a, n, d, "不属实", upheld=False),
    Act.REVOKE_EXCLUSION: lambda f, a, n, d: exclusions.revoke_exclusion(f, a, n, d, "材料不实"),
    Act.SUPERVISE: lambda f, a, n, d: supervision.supervise(f, a, n, d, "超期", 0),
    Act.NOTIFY_ON_SITE: lambda f, a, n, _: review.investigate_on_site(
        f, a, n, others(f), [], "请到场", n + timedelta(days=1)
    ),
    Act.INVESTIGATE_ON_SITE: lambda f, a, n, _: review.investigate_on_site(f, a, n, others(f), [], "属实"),
    Act.ANSWER_ANOTHER_CALLER: answer(another_caller),
    Act.ANSWER_CALLER: answer(last_caller),
    Act.ATTEMPT_ANSWER: attempt_answer,
    Act.RECORD_SATISFACTION: lambda f, a, n, _: callbacks.record_satisfaction(
        f, a, n, draw_survey(n), "", call_of(f, lambda one: one.answered)
    ),
    Act.LEAVE_IN_WRITING: lambda f, a, n, _: callbacks.leave_in_writing(
        f, a, n, call_of(f, lambda one: one.callback is CallbackState.UNREACHABLE), "短信", "已经办好"
    ),
    Act.HANDLE_AGAIN: lambda f, a, n, _: callbacks.handle_again(
        f, a, n, "再去看看", Designation(others(f)[0], (), BY_RULE), supervised=False
    ),
    Act.HANDLE_AGAIN_SUPERVISED: lambda f, a, n, _: callbacks.handle_again(
        f, a, n, "再去看看", Designation(others(f)[0], (), BY_RULE), supervised=True
    ),
    Act.ESCALATE_RESULT: lambda f, a, n, _: callbacks.escalate_result(f, a, n, "仍不满意", "请批示"),
    Act.EXPLAIN_RESULT: lambda f, a, n, _: callbacks.explain_result(f, a, n, "已依规办理", "电话", "说明了政策"),
    Act.WITHDRAW_REQUEST: withdraw,
    Act.END_BY_WITHDRAWAL: withdraw,
    Act.REVOKE_WITHDRAWAL: lambda f, a, n, _: callers.revoke_withdrawal(
        f, a, n, call_of(f, lambda one: one.withdrawn), "还是要办", lambda _: False
    ),
    Act.WAIVE_REPLY: lambda f, a, n, _: callers.waive_reply(
        f, a, n, call_of(f, lambda one: not one.wishes_no_reply and not one.withdrawn), "不用回了"
    ),
    Act.URGE: lambda f, a, n, _: callers.urge(f, a, n, _first(f).call_id, "怎么还没有办"),
    Act.SUPPLEMENT: lambda f, a, n, _: callers.supplement(f, a, n, _first(f).call_id, "车牌想起来了"),
    Act.REOPEN: lambda f, a, n, _: callers.reopen(
        f, a, n, call_of(f, lambda one: one.answered) or call_of(f, lambda _: True), "又坏了", lambda _: True
    ),
    Act.ATTACH: lambda f, a, n, d: records.attach(f, a, n, d, "照片.jpg", "0" * 64),
    Act.CLOSE: lambda f, a, n, _: records.close(f, a, n, ""),
    Act.ARCHIVE: lambda f, a, n, _: records.archive(f, a, n, ""),
}
"""Every act that people do by an rpc, with valid input."""


VALID_OVER: dict[Act, TryOver] = {
    Act.UPHOLD_OBJECTION: lambda f, a, n, d, u: delegation.uphold_objection(f, a, n, d, u, "确实不归它"),
    Act.REFUSE_OBJECTION: lambda f, a, n, d, u: delegation.refuse_objection(f, a, n, d, u, "归它管"),
    Act.GRANT_EXTENSION: lambda f, a, n, d, u: delegation.decide_extension(f, a, n, d, u, "难度大", consent=True),
    Act.REFUSE_EXTENSION: lambda f, a, n, d, u: delegation.decide_extension(f, a, n, d, u, "来得及", consent=False),
    Act.TAKE_OVER_REPLY: lambda f, a, n, d, u: delegation.take_over_reply(f, a, n, d, u, ""),
    Act.RETURN_DELEGATED: lambda f, a, n, d, u: delegation.return_reply(f, a, n, d, u, "请到现场", BY_RULE),
    Act.SUPERVISE: lambda f, a, n, d, u: delegation.supervise_unit(f, a, n, d, u, "超期", BY_RULE),
    Act.CHANGE_DELEGATED_LIMIT: lambda f, a, n, d, u: delegation.change_limit(f, a, n, d, u, "提前", BY_RULE),
    Act.RECALL: lambda f, a, n, d, u: delegation.recall(f, a, n, d, u, "自己办"),
}
"""Every act of a department over a unit below, with valid input."""


def _idle_unit(file: CaseFile) -> list[str]:
    spare = f"第 {len(file.assignments)} 大队"
    return [one for one in (*UNITS, spare) if not file.assignments.open(one) and not recusal.bars(file, [one])][:1]


def promise(now: datetime) -> Promise:
    return Promise("要等汛期过去", "先围挡", POLICE, local_day(now) + timedelta(days=90), (), now)


def copy_of(file: CaseFile) -> CaseFile:
    return replace(
        file,
        assignments=Assignments(replace(one) for one in file.assignments),
        callers=[replace(one) for one in file.callers],
        handovers=[replace(one) for one in file.handovers],
        notes=[],
        answers=[],
        judgements=[],
    )


def refused(
    tried: CaseFile, row: Transition[CaseState], actor: Actor, now: datetime, own: str, concerned: str
) -> str | None:
    """Do an act with valid input to a copy of a file, and return why it is refused; ``None`` if it is done.

    One that is refused leaves the file as it is. Of two rows for one rpc, such as for the lead and for co-handlers, the
    input does not choose: if another act than that of the row is done, it is not refused, and nothing is told.
    """
    try:
        if row.by_delegator:
            VALID_OVER[row.act](tried, actor, now, own, concerned)
        else:
            VALID[row.act](tried, actor, now, concerned)
    except DomainError as error:
        return str(error)
    return None if tried.notes[0].act is row.act else ""


WAY = re.compile("(?<!申)请|先|由|不用|可以|只能|另行|随它|本来|已经")
"""Words of a refusal that say what can be done instead, or that nothing need be."""
PARTIES = [(DESK, ""), (OPERATOR, ""), (LEADER, ""), *((DEPARTMENT, name) for name in (*DEPARTMENTS, *UNITS))]
PARTIES += [(LINE, name) for name in LINES]
TURNS = 4
"""Turns in which all parties are asked once, a share of them after each step: states last for longer than a step."""
EVERYBODY = (*DEPARTMENTS, *UNITS)


def concerned(row: Transition[CaseState], department: str) -> tuple[str, ...]:
    """Return the departments or lines over which somebody may try an act; an empty name for acts on the case."""
    if row.by_delegator:
        return UNITS
    if department:
        return (department,)
    if row.on_handover:
        return LINES
    return EVERYBODY if row.on_assignment else ("",)


class PermittedLife(RuleBasedStateMachine):
    """A case whose parties do nothing but what they are told they may, while time passes."""

    @initialize(proposes=st.booleans(), handed_in=st.booleans())
    def register(self, *, proposes: bool, handed_in: bool) -> None:
        self.file, self.now, self.turn = new_file(), MONDAY, 0
        self.file.origin = Origin(LINES[0], "B-7") if handed_in else None
        if proposes:
            triage.propose_answers(self.file, RULE_BOOK, self.now, "有政策", ["ZC-01"], attended=True)

    @precondition(lambda self: self.file.state is CaseState.REGISTERED and not self.file.awaits_confirmation)
    @rule()
    def ask_back(self) -> None:
        due_at = self.now + timedelta(seconds=60)
        question = OpenQuestion(("火灾",), {"火灾": "冒烟"}, ("看得到火吗？",), self.now, due_at)
        emergencies.ask_back(self.file, RULE_BOOK, self.now, "像有险情", question)

    @precondition(lambda self: self.file.state in CASE.sources(Act.PROPOSE_DECISION) and not self.file.joined_into)
    @rule()
    def propose_decision(self) -> None:
        amendments.propose_decision(self.file, RULE_BOOK, self.now, decided(Outcome.TRANSFER, POLICE))

    @precondition(lambda self: self.file.state in CASE.sources(Act.PROPOSE_DECISION) and not self.file.joined_into)
    @rule(name=st.sampled_from((POLICE, TRANSPORT, UNITS[0])))
    def accuse(self, name: str) -> None:
        """Let the caller accuse one that may have the case in hand, or have had it, once."""
        if self.file.accused in ((), (ACCUSED,)):
            self.file.lifted, self.file.recusal = (), lambda: Recusal(NAMES, (ACCUSED, name))
            standstills.step_aside(self.file, accused_handlers(self.file), self.now)
            self.propose_decision()

    @precondition(lambda self: not self.file.state.is_answered)
    @rule()
    def join(self) -> None:
        joins.join(
            self.file,
            DESK,
            self.now,
            "同一件事",
            CallerEntry(len(self.file.callers) + 1, answered=False),
            "20261123-000003",
        )

    @rule(data=st.data(), party=st.sampled_from(PARTIES))
    def act(self, data: st.DataObject, party: tuple[Actor, str]) -> None:
        actor, department = party
        listed = [one for one in may(self.file, actor, self.now, department) if one.is_allowed]
        if listed:
            chosen = data.draw(st.sampled_from(listed))
            if chosen.rpc.startswith("DelegationService") and chosen.act is not Act.DELEGATE:
                VALID_OVER[chosen.act](self.file, actor, self.now, department, chosen.department)
            else:
                VALID[chosen.act](self.file, actor, self.now, chosen.department)

    @rule(hours=st.sampled_from([1, 9, 24 * 10]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        run_due_acts(self.file, self.now)

    @invariant()
    def what_is_listed_succeeds_and_what_is_not_is_refused(self) -> None:
        tried = copy_of(self.file)
        self.turn += 1
        for actor, department in PARTIES[self.turn % TURNS :: TURNS]:
            listed = {
                (one.rpc, one.act, one.department): one.reason for one in may(self.file, actor, self.now, department)
            }
            for row in CASE_TABLE:
                if not row.rpc or actor.role not in row.roles:
                    continue
                for name in concerned(row, department):
                    key = (row.rpc, row.act, name if row.on_assignment or row.on_referral or row.on_handover else "")
                    told = refused(tried, row, actor, self.now, department, name)
                    reason = listed.get(key)
                    assert (told is None) is (reason == ""), (self.file.state, actor.role, key, told, reason)
                    # What is told beforehand is what whoever tries all the same is told; of one caller it says more.
                    if told and reason and not OF_CALLERS & set(row.conditions):
                        assert told == reason, (self.file.state, actor.role, key)
                    assert not reason or WAY.search(reason), (reason, "says what can be done instead")
                    if department and recusal.bars(self.file, [department]):
                        # R8.3: whoever is accused does not learn of it from what it is refused.
                        assert not re.search("回避|反映的|举报", f"{told}{reason}"), (key, told, reason)
                    if tried.notes:
                        tried = copy_of(self.file)

    @invariant()
    def one_reason_is_told_for_an_rpc_that_would_do_nothing(self) -> None:
        for actor, department in PARTIES:
            listed = may(self.file, actor, self.now, department)
            possible = {(one.rpc, one.department) for one in listed if one.is_allowed}
            refused = [(one.rpc, one.department) for one in listed if not one.is_allowed]
            refused = [one for one in refused if one not in possible]
            assert len(refused) == len(set(refused)), (self.file.state, actor.role, refused)

    @invariant()
    def a_leader_may_name_departments_wherever_an_instruction_is_listed(self) -> None:
        """R2.4: in every state, an emergency's with a limit by the clock."""
        offered = [one for one in may(self.file, LEADER, self.now) if one.rpc == "LeaderService.GiveInstruction"]
        if any(one.is_allowed for one in offered):
            tried = copy_of(self.file)
            wanted = designation(self.file, AT_ONCE.limit if self.file.is_emergency else WEEK)
            leaders.instruct(tried, LEADER, self.now, "由它办", wanted)
            assert tried.leader_question is None
            handles = tried.state in (CaseState.VERIFYING, CaseState.RESPONDING, CaseState.ASSIGNED)
            assert handles, tried.state
            assert tried.designation.lead == wanted.lead


TestPermittedLife = PermittedLife.TestCase
TestPermittedLife.settings = settings(max_examples=thorough(300), stateful_step_count=40)


def test_every_act_by_rpc_is_tried_with_valid_input() -> None:
    assert VALID.keys() == {row.act for row in CASE_TABLE if row.rpc and not row.by_delegator}
    assert VALID_OVER.keys() == {row.act for row in CASE_TABLE if row.by_delegator}
