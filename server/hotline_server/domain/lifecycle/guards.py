"""Guards: the named conditions under which the tables allow an act.

A guard reads the case, the assignment concerned and the actor, and changes nothing. Its name is shown in
docs/lifecycle.md, its reason is told to whoever is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from hotline_server.domain.assignments import handled_days
from hotline_server.domain.callbacks import CallbackState, may_reopen
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.handover import Handover, Origin, open_handovers
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.state import UNFINISHED, AssignmentState, CaseState, ObjectionState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Actor, CallerEntry, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.recusal import Recusal

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment


class CaseStanding(Protocol):
    """What guards read of a case: a ``CaseFile`` has it, and so has a ``Case`` that was only read."""

    @property
    def state(self) -> CaseState:
        """State of the case."""

    @property
    def awaits_confirmation(self) -> bool:
        """True while a direct answer or an end is proposed that no person has confirmed or declined."""

    @property
    def question(self) -> OpenQuestion | None:
        """Open question about a suspected danger."""

    @property
    def end_proposal(self) -> EndProposal | None:
        """End that a department proposes and the desk has not decided on."""

    @property
    def handovers(self) -> Sequence[Handover]:
        """All hand-overs to other lines in order, ended ones included."""

    @property
    def origin(self) -> Origin | None:
        """Line that handed the case to the hotline; ``None`` if none did."""

    @property
    def nuisance(self) -> bool:
        """True if a person holds the call to be a nuisance."""

    @property
    def assignments(self) -> "Sequence[Assignment]":
        """All assignments in order, finished ones included."""

    @property
    def callers(self) -> Sequence[CallerEntry]:
        """Calls that the case must answer."""

    @property
    def leader_question(self) -> LeaderQuestion | None:
        """Question that waits for a leader's instruction."""

    @property
    def is_held(self) -> bool:
        """True while the desk has told the departments to wait."""

    @property
    def reports_wrongdoing(self) -> bool:
        """True if a caller makes an accusation 举报."""

    @property
    def is_emergency(self) -> bool:
        """True if the case is handled as an emergency."""

    @property
    def is_for_departments(self) -> bool:
        """True if departments were given the matter, and not another line or whoever it was referred to."""

    @property
    def reopen_by(self) -> datetime | None:
        """Until when a caller may have the answered case reopened, UTC."""

    @property
    def joined_into(self) -> str:
        """Number of the case that this one was joined into; empty if there is none."""

    @property
    def awaits_main(self) -> bool:
        """True if the case was joined into another that is not archived yet."""

    @property
    def objected(self) -> tuple[str, ...]:
        """Departments that have objected to being given the case."""

    @property
    def promise(self) -> "Promise | None":
        """Promised date, asked for or agreed."""

    @property
    def referred_to(self) -> str:
        """Department to which the case is referred now; empty if it is not."""

    @property
    def referral(self) -> Referral | None:
        """Follow-up of the referral, while the case is referred."""

    @property
    def designated(self) -> tuple[str, ...]:
        """Departments designated to handle the case, the lead first."""

    @property
    def recused(self) -> Recusal:
        """Who must step aside: whom a protected caller accuses, with the units below."""

    @property
    def accused(self) -> tuple[str, ...]:
        """Units that a protected caller accuses and whose recusal nobody has lifted."""

    @property
    def registrar(self) -> str:
        """Who registered the call."""

    @property
    def amend_by(self) -> datetime | None:
        """Until when whoever registered the call may amend it without a reason, UTC."""

    @property
    def proposed_decision(self) -> ProposedDecision | None:
        """Decision that the rules propose beside what is going on."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Situation in which an act is tried.

    Attributes:
        case: case that is acted on.
        actor: who acts.
        now: current time, UTC.
        assignment: the assignment that is acted on; ``None`` for an act on the case as a whole.
        other: the case that this one is to be merged into; ``None`` while nobody has named it.
        caller: the caller who is concerned; ``None`` while nobody has named one, and any may be.
        handover: the hand-over that is acted on; ``None`` for other acts.
    """

    case: CaseStanding
    actor: Actor
    now: datetime
    assignment: "Assignment | None" = None
    other: CaseStanding | None = None
    caller: CallerEntry | None = None
    handover: Handover | None = None

    @property
    def candidates(self) -> Sequence[CallerEntry]:
        """Callers of whom one is concerned."""
        return (self.caller,) if self.caller else self.case.callers

    @property
    def concerned(self) -> "Assignment":
        """The assignment that is acted on, for guards of acts on assignments."""
        if self.assignment is None:
            raise TypeError("this act is done to an assignment")
        return self.assignment

    @property
    def handed(self) -> Handover:
        """The hand-over that is acted on, for guards of acts on hand-overs."""
        if self.handover is None:
            raise TypeError("this act is done to a hand-over")
        return self.handover


@dataclass(frozen=True, slots=True)
class Guard:
    """Condition of an act.

    Attributes:
        name: what holds, in a few words.
        holds: returns True if it holds.
        reason: returns what to tell whoever is refused since it does not hold.
    """

    name: str
    holds: Callable[[Situation], bool]
    reason: Callable[[Situation], str]


def go_to_main(number: str) -> str:
    """Return what to tell whoever is refused something on a case that was joined into another."""
    return f"已并入工单 {number}，请在该工单上办理"


# --- the case ----------------------------------------------------------------------------------


def _question_open(at: Situation) -> str:
    kinds = "、".join(at.case.question.kinds) if at.case.question else ""
    return f"正在追问是不是有险情（{kinds}），先答复追问，或者按重大突发处置"


NO_OPEN_QUESTION = Guard("没有在追问险情", lambda at: at.case.question is None, _question_open)
OPEN_QUESTION = Guard("在追问险情", lambda at: at.case.question is not None, lambda _: "没有等着答复的险情追问")
AWAITS_CONFIRMATION = Guard(
    "有待确认的拟答",
    lambda at: at.case.awaits_confirmation,
    lambda _: "没有待确认的拟答，不用说明为什么不采用",
)


def _unfinished(at: Situation) -> list["Assignment"]:
    return [one for one in at.case.assignments if one.state in UNFINISHED]


NOTHING_OPEN = Guard(
    "交办都已了结",
    lambda at: not _unfinished(at),
    lambda at: f"{'、'.join(one.department for one in _unfinished(at))}的交办还没有了结，请审核、督办或撤回",
)


def _lines_at_work(at: Situation) -> str:
    return "、".join(dict.fromkeys(one.line for one in open_handovers(at.case.handovers)))


NO_OPEN_HANDOVER = Guard(
    "联动单位均已反馈结果",
    lambda at: not _lines_at_work(at),
    lambda at: f"{_lines_at_work(at)}尚未反馈结果，请记录结果或撤回移交",
)
CAME_FROM_A_LINE = Guard(
    "联动单位转来的",
    lambda at: at.case.origin is not None,
    lambda _: "不是联动单位转来的工单，不能退回；归联动单位的请办理移交",
)
GIVES_BACK = Guard("退回转来的联动单位", lambda at: at.handed.gives_back, lambda _: "不是退回转来的联动单位")
_AWAITS_ITS_LINE = "已退回转来的联动单位，对方尚未接收；要另行办理的，请先撤回移交"
NOT_GIVEN_BACK = Guard(
    "没有退回后待接收的",
    lambda at: not any(one.gives_back for one in open_handovers(at.case.handovers)),
    lambda _: _AWAITS_ITS_LINE,
)


def _at_its_line(at: Situation) -> list[Handover]:
    """Return the open hand-overs to the line that the case came from."""
    origin = at.case.origin
    return [one for one in open_handovers(at.case.handovers) if origin and one.line == origin.line]


def _why_not_back(at: Situation) -> str:
    if any(one.gives_back for one in _at_its_line(at)):
        return _AWAITS_ITS_LINE
    having = "、".join(dict.fromkeys(one.line for one in _at_its_line(at)))
    return f"已移交{having}，对方尚未反馈结果；不由它办的，请先撤回移交"


NOT_WITH_ITS_LINE = Guard("转来的联动单位没有移交在办", lambda at: not _at_its_line(at), _why_not_back)
LAST_OPEN_HANDOVER = Guard(
    "没有别的联动单位在办",
    lambda at: not any(one.is_handed for one in open_handovers(at.case.handovers) if one is not at.handed),
    lambda _: "还有别的联动单位在办，请等它的结果，或者撤回移交",
)
LEAD_AT_WORK = Guard(
    "牵头单位还在办",
    lambda at: any(one.leads for one in _unfinished(at)),
    lambda _: "没有牵头单位在办，请指定由谁办理",
)
LEAD_REWORKS = Guard(
    "牵头单位在重办",
    lambda at: any(one.leads and one.state is AssignmentState.RETURNED for one in at.case.assignments),
    lambda _: "牵头单位不在重办",
)
LEAD_TO_ACCEPT = Guard(
    "牵头单位待签收",
    lambda at: any(one.leads and one.state is AssignmentState.ASSIGNED for one in at.case.assignments),
    lambda _: "牵头单位不是待签收",
)
LEADER_ASKED = Guard(
    "在等领导批示",
    lambda at: at.case.leader_question is not None,
    lambda _: "没有等着批示的请示；要领导定的，请值班室先报送领导",
)


def _asked_by(at: Situation, party: str) -> bool:
    question = at.case.leader_question
    return question is not None and bool(question.by(party))


DESK_ASKED = Guard(
    "值班室有请示待批示",
    lambda at: _asked_by(at, DUTY_OFFICE),
    lambda at: (
        "没有值班室报的请示；规则库报送的、承办单位提的意见和提级督办的，由领导批示"
        if at.case.leader_question
        else "没有等着批示的请示，不用撤回"
    ),
)
RULES_DID_NOT_ASK = Guard(
    "不是规则库报送的", lambda at: not _asked_by(at, Role.RULE_BOOK.value), lambda _: "规则库报送的还等批示，由领导批示"
)
TOLD_TO_WAIT = Guard("让等批示", lambda at: at.case.is_held, lambda _: "没有让承办单位等领导批示")
LEAD_REPLIED = Guard(
    "牵头单位已回复",
    lambda at: any(one.leads and one.state is AssignmentState.REPLIED for one in at.case.assignments),
    lambda _: "牵头单位还没有回复",
)


def _accepted_lead(at: Situation) -> str:
    """Return the lead whose reply the desk has accepted as the result; empty if departments had no part in that."""
    done = (one.department for one in reversed(at.case.assignments) if one.leads and one.state is AssignmentState.DONE)
    return next(done, "") if at.case.is_for_departments else ""


REPLY_ACCEPTED = Guard(
    "结果是承办单位回复的",
    lambda at: bool(_accepted_lead(at)),
    lambda _: "办理结果不是承办单位回复的，不能发回重办；要另由别的单位办的，请移交或者报送领导",
)
ACCEPTED_LEAD_GOES_ON = Guard(
    "回复的牵头单位不用回避",
    lambda at: at.case.is_emergency or not at.case.recused.bars(_accepted_lead(at)),
    lambda at: f"{_accepted_lead(at)}应当回避，请改派或者报送领导；查明反映的不是它的，先解除回避",
)


def _barred_formerly(at: Situation) -> str:
    """Return who was designated to handle the case and must not be again."""
    return "、".join(filter(at.case.recused.bars, at.case.designated))


FORMER_HANDLERS_GO_ON = Guard(
    "原来的承办单位不用回避",
    lambda at: not _barred_formerly(at),
    lambda at: f"{_barred_formerly(at)}应当回避，请另行指定承办单位；查明反映的不是它的，先解除回避",
)
HANDED_BEFORE_THE_DANGER = Guard(
    "险情以前移交的还在办",
    lambda at: any(one.is_handed and not one.of_danger for one in open_handovers(at.case.handovers)),
    lambda _: "没有险情以前移交在办的",
)
NOT_HELD = Guard(
    "没有让等批示",
    lambda at: not at.case.is_held,
    lambda _: "值班室让等领导批示，批示下来再回复；可以先反馈进展",
)
REGISTERED_BY_ACTOR = Guard(
    "本人登记的",
    # Whoever asks what is allowed through a system has not said for whom.
    lambda at: not at.actor.name or at.case.registrar == at.actor.name,
    lambda _: "不是本人登记的，请说明理由，由值班室更正",
)
DURING_THE_CALL = Guard(
    "在登记更正的时限内",
    lambda at: at.case.amend_by is not None and at.now <= at.case.amend_by,
    lambda _: "登记过了一段时间，请说明理由，由值班室更正",
)


def _why_judged_first(at: Situation) -> str:
    # A department is not told what is proposed, nor why.
    if at.actor.role is Role.DEPARTMENT:
        return "值班室正在研判由谁办理，请等研判以后再答复"
    other = "要办的重新受理" if at.case.state.is_answered else "要别的单位办的改派"
    return f"有新的办理建议，请先研判：{other}，不用改的维持原办理"


NO_DECISION_PROPOSED = Guard("办理建议都已研判", lambda at: at.case.proposed_decision is None, _why_judged_first)
DECISION_PROPOSED = Guard(
    "有办理建议", lambda at: at.case.proposed_decision is not None, lambda _: "没有要研判的办理建议"
)


def _needs_no_department(at: Situation) -> bool:
    proposed = at.case.proposed_decision
    if proposed is None or at.case.is_emergency:
        return False
    # What the desk is to judge, it may still give to departments.
    outcome = proposed.decision.outcome
    return outcome is not Outcome.DESK and not outcome.is_with_departments


NO_DEPARTMENT_NEEDED = Guard(
    "办理建议不是由单位办理",
    _needs_no_department,
    lambda _: "没有不由单位办理的办理建议，牵头单位的交办不能收回；换牵头单位请改派",
)


def _stepping_aside(at: Situation) -> Mapping[str, str]:
    """Return who has the case in hand and must step aside, each with the way to have others handle its part."""
    ways = {one.department: _way_without(at, one) for one in _unfinished(at) if one.steps_aside}
    if at.case.referral and at.case.referral.steps_aside:
        ways[at.case.referred_to] = "请另行交办"
    return ways if ways and at.case.accused else {}


def _way_without(at: Situation, one: "Assignment") -> str:
    if one.is_delegated:
        return f"请{_delegator(at, one)}收回转派"
    return "请改派" if one.leads else "请撤回交办或者改派"


def _why_aside(at: Situation) -> str:
    told = "；".join(f"{name}应当回避，{way}" for name, way in _stepping_aside(at).items())
    return f"{told}；查明反映的不是它的，先解除回避"


NOBODY_STEPS_ASIDE = Guard("没有应当回避的单位在办", lambda at: not _stepping_aside(at), _why_aside)
SOMEBODY_STEPS_ASIDE = Guard(
    "有应当回避的单位在办", lambda at: bool(_stepping_aside(at)), lambda _: "没有应当回避的单位在办，不用解除回避"
)
LEAD_GOES_ON = Guard(
    "牵头单位不用回避",
    lambda at: not any(one.leads and one.department in _stepping_aside(at) for one in _unfinished(at)),
    _why_aside,
)
NOBODY_ACCUSED = Guard(
    "没有应当回避的单位",
    lambda at: not at.case.accused,
    lambda at: (
        f"来电人反映的是{'、'.join(at.case.accused)}。核实属实以后能处置的单位都要到场，派去的单位里有被反映的单位或者"
        "它的下属单位的，视为解除回避，记入日志；派谁请看清楚"
    ),
)
# It is not told that it is accused.
GOES_ON = Guard(
    "不用等值班室研判",
    lambda at: not at.concerned.steps_aside,
    lambda _: "值班室正在研判由谁办理，请等研判以后再回复；可以先反馈进展",
)
REFERRAL_GOES_ON = Guard(
    "归口单位不用等值班室研判",
    lambda at: not (at.case.referral and at.case.referral.steps_aside),
    lambda _: "值班室正在研判由谁办理，请等研判以后再反馈",
)


def _why_unit_waits(at: Situation) -> str:
    if any(one.number == at.concerned.parent and one.steps_aside for one in at.case.assignments):
        return "值班室正在研判由谁办理，请等研判以后再办"
    return f"{at.concerned.department}应当回避，它的回复不能采用，也不能退回它重办；请收回转派"


UNIT_GOES_ON = Guard("下级不用回避", lambda at: not at.concerned.steps_aside, _why_unit_waits)
SOMEBODY_ACCUSED = Guard(
    "有应当回避的单位", lambda at: bool(at.case.accused), lambda _: "来电人没有反映哪个单位，不用解除回避"
)


END_PROPOSED = Guard(
    "有待审核的终止申请",
    lambda at: at.case.end_proposal is not None,
    lambda _: "没有待审核的终止申请，要由牵头单位先提请",
)
NO_END_PROPOSED = Guard(
    "没有待审核的终止申请",
    lambda at: at.case.end_proposal is None,
    lambda _: "提请终止办理还没有审核，请值班长先同意或者不同意",
)
NO_HANDOVER_PROPOSED = Guard(
    "提请的不是移交",
    lambda at: at.case.end_proposal is None or not at.case.end_proposal.line,
    lambda at: f"提请的是移交{at.case.end_proposal.line if at.case.end_proposal else ''}，同意的请办理移交",
)
INTO_AN_EMERGENCY = Guard(
    "重大突发只并入重大突发",
    lambda at: at.other is None or not at.case.state.faces_danger or at.other.state.faces_danger,
    lambda _: "这个工单是重大突发，只能并入正在核实或处置的重大突发；请先把主单按重大突发处置",
)
HANDED_AS_AN_EMERGENCY = Guard(
    "没有移交在办，或者是重大突发",
    lambda at: not _lines_at_work(at) or at.case.state.faces_danger,
    lambda at: f"{_lines_at_work(at)}尚未反馈结果，请先记录结果或撤回移交",
)
NUISANCE = Guard("标记为恶意来电", lambda at: at.case.nuisance, lambda _: "没有标记为恶意来电")
NO_NUISANCE = Guard("没有标记为恶意来电", lambda at: not at.case.nuisance, lambda _: "已经标记为恶意来电")


def _exclusions_open(at: Situation) -> str:
    """Return the departments whose exclusion is not decided, or may be appealed against."""
    asked = ((one.department, one.exclusion) for one in at.case.assignments if one.exclusion)
    return "、".join(name for name, asks in asked if asks.is_pending or asks.may_be_appealed(at.now))


NO_EXCLUSION_OPEN = Guard(
    "剔除的申请都已了结",
    lambda at: not _exclusions_open(at),
    lambda at: f"{_exclusions_open(at)}申请的剔除还没有了结，或者还在申诉时限内，请等了结以后归档",
)
WAS_JOINED = Guard(
    "已并入另一工单", lambda at: bool(at.case.joined_into), lambda _: "这个工单没有并入别的工单，不用撤销并单"
)
NOT_JOINED = Guard("没有并入另一工单", lambda at: not at.case.joined_into, lambda at: go_to_main(at.case.joined_into))
NOT_YET_ANSWERED = Guard(
    "还没有答复",
    lambda at: not at.case.state.is_answered,
    lambda _: (
        "主单已经答复来电人，不能再并入：没有新情况的，把答复告诉这个来电人，直接办理或者按解释说明办结；"
        "有新情况的，主单重新受理、再次办理以后再并入，或者另行办理"
    ),
)
MAIN_NOT_ARCHIVED = Guard(
    "主单没有归档",
    lambda at: not at.case.joined_into or at.case.awaits_main,
    lambda at: f"并入的工单 {at.case.joined_into} 已归档，这一件随它一起归档，不能再改；有新的情况请另行登记",
)
NO_EMERGENCY = Guard(
    "不是重大突发",
    lambda at: not at.case.is_emergency,
    lambda _: (
        "重大突发不延期、不暂缓：来不及的反馈进展，由值班室加派单位；险情排除以后才能办的事，请值班室拆单另行办理"
    ),
)
SUSPENSION_ASKED = Guard(
    "有待答复的暂缓申请",
    lambda at: at.case.promise is not None and at.case.promise.is_pending,
    lambda _: "没有待答复的暂缓申请，不用答复；要暂缓的可以直接暂缓",
)
NO_SUSPENSION_ASKED = Guard(
    "没有待答复的暂缓申请", lambda at: at.case.promise is None, lambda _: "上一次暂缓申请还没有答复，请等值班室答复"
)


# --- callers -----------------------------------------------------------------------------------


def _waiting(at: Situation) -> int:
    return sum(caller.awaits_answer for caller in at.case.callers)


def _are_others(at: Situation, holds: Callable[[CallerEntry], bool]) -> bool:
    """Return whether something holds for callers besides the one concerned, or besides one of the candidates."""
    found = [caller for caller in at.case.callers if holds(caller)]
    return len(found) > any(holds(caller) for caller in at.candidates)


def _may_withdraw(caller: CallerEntry) -> bool:
    return not caller.withdrawn


def _ends_by_withdrawal(at: Situation) -> bool:
    case = at.case
    goes_on = case.is_emergency or case.reports_wrongdoing or case.question is not None or bool(_lines_at_work(at))
    is_judged = case.state is CaseState.CALLBACK_REVIEW
    latest = max((caller.handling for caller in case.callers), default=1)

    def is_concerned(caller: CallerEntry) -> bool:
        """Return whether a caller has not withdrawn, and is not done with since before the matter is handled again."""
        done = caller.answered and not caller.callback.is_open and caller.handling < latest
        return _may_withdraw(caller) and not done

    return bool(at.candidates) and not _are_others(at, is_concerned) and not goes_on and not is_judged


def _whoever(at: Situation, named: str, nobody: str) -> str:
    if at.case.joined_into:
        return go_to_main(at.case.joined_into)
    return f"这个来电人{named}" if at.caller else nobody


def _why_no_attempt(at: Situation) -> str:
    if at.caller and at.caller.awaits_answer:
        return "这个来电人没有号码，没有联系上不算答复；请用来信、网站公布等书面方式答复，写明方式"
    return _whoever(at, "不在等答复", "没有可以打电话答复的来电人")


def _why_nothing_in_writing(at: Situation) -> str:
    if at.caller and at.caller.awaits_answer:
        return "这个来电人还没有答复，请答复群众：可以打电话，也可以用短信、来信等书面方式"
    return _whoever(at, "没有到书面告知的时候，请继续回访", "没有联系不上的来电人，不用书面留言")


LAST_CALLER = Guard(
    "只剩一人没有答复",
    lambda at: not _are_others(at, lambda caller: caller.awaits_answer),
    lambda at: f"还有 {_waiting(at)} 个来电人没有答复，请先答复",
)
SEVERAL_CALLERS = Guard(
    "不止一个来电人", lambda at: len(at.case.callers) > 1, lambda _: "只有一个来电人，答复了就都答复了"
)
MAY_ANSWER = Guard(
    "值班室让它直接答复，不用回避",
    # Whom callers accuse does not answer them, whoever judges that its result will do (R8.3), and is not told why.
    lambda at: at.concerned.leads and at.concerned.may_answer and not at.case.recused.bars(at.concerned.department),
    lambda at: f"值班室没有让{at.concerned.department}直接答复来电人，由值班室答复",
)
SOMEBODY_ANSWERED = Guard(
    "有来电人已答复",
    lambda at: any(one.answered for one in at.candidates),
    lambda at: _whoever(at, "还没有答复，请先答复再回访", "还没有答复来电人，请先答复再回访"),
)
SOMEBODY_TO_CALL = Guard(
    "有来电人等答复而有号码",
    lambda at: any(one.awaits_answer and one.has_phone for one in at.candidates),
    _why_no_attempt,
)
SOMEBODY_WAITS = Guard(
    "有来电人没有答复",
    lambda at: any(one.awaits_answer for one in at.candidates),
    lambda at: _whoever(at, "不在等答复", "没有来电人在等答复"),
)
NOBODY_WAITS = Guard(
    "没有人等答复", lambda at: _waiting(at) == 0, lambda at: f"还有 {_waiting(at)} 个来电人没有答复，请先答复"
)
SOMEBODY_UNREACHABLE = Guard(
    "有来电人联系不上",
    lambda at: any(one.callback is CallbackState.UNREACHABLE for one in at.candidates),
    _why_nothing_in_writing,
)
NOBODY_DISSATISFIED = Guard(
    "没有来电人不满意",
    lambda at: not any(one.callback is CallbackState.AWAITS_JUDGEMENT for one in at.case.callers),
    lambda _: "有来电人不满意，等值班室研判",
)
RESULT_IN_QUESTION = Guard(
    "有来电人对结果不满意",
    lambda at: any(one.callback is CallbackState.AWAITS_JUDGEMENT for one in at.case.callers),
    lambda _: "没有来电人对办理结果不满意",
)
CALLBACKS_DONE = Guard(
    "回访都已了结",
    lambda at: not any(one.callback.is_open for one in at.case.callers),
    lambda at: f"还有 {sum(one.callback.is_open for one in at.case.callers)} 个来电人的回访没有了结，请先回访、研判",
)
NOT_HANDLED_AGAIN = Guard(
    "没有再次办理过",
    lambda at: all(one.handling == 1 for one in at.case.callers),
    lambda _: "已经再次办理过，仍不满意的要督办、报送领导或解释说明",
)
DAYS_LEFT_TO_HANDLE = Guard(
    f"办理不满 {MAX_WORKING_DAYS} 个工作日",
    lambda at: handled_days(at.case.assignments) < MAX_WORKING_DAYS,
    lambda at: (
        f"已经给过 {handled_days(at.case.assignments)} 个工作日，总共不超过 {MAX_WORKING_DAYS} 个，请报送领导或解释说明"
    ),
)
SOMEBODY_MAY_WITHDRAW = Guard(
    "有来电人没有撤诉",
    lambda at: any(map(_may_withdraw, at.candidates)),
    lambda at: _whoever(at, "已经撤诉", "来电人都已经撤诉"),
)
SOMEBODY_WITHDREW = Guard(
    "有来电人撤诉",
    lambda at: any(one.withdrawn for one in at.candidates),
    lambda at: _whoever(at, "没有撤诉", "没有来电人撤诉"),
)
ENDS_BY_WITHDRAWAL = Guard(
    "等着办理的最后一人撤诉，不是重大突发、举报，没有在追问险情、研判回访，也没有移交在办",
    _ends_by_withdrawal,
    lambda _: "还有来电人等着办理，没有撤诉，或者是重大突发、举报、移交在办、研判回访的，不因撤诉结束",
)
GOES_ON_AFTER_WITHDRAWAL = Guard(
    "还有人等着办理，或者不因撤诉结束", lambda at: not _ends_by_withdrawal(at), lambda _: "这一撤诉使工单结束"
)
SOMEBODY_WANTS_REPLY = Guard(
    "有来电人要求回复",
    lambda at: any(not one.wishes_no_reply and not one.withdrawn for one in at.candidates),
    lambda at: _whoever(
        at,
        "已经撤诉" if at.caller and not at.caller.wishes_no_reply else "本来就不要求回复",
        "来电人都已经撤诉，或者本来就不要求回复",
    ),
)
SOMEBODY_TO_URGE = Guard(
    "有来电人等答复",
    lambda at: _waiting(at) > 0,
    lambda _: "没有来电人在等答复；有新情况的请补充，对结果不满意的请回访",
)
MAY_BE_REOPENED = Guard(
    "没有过重新受理的期限",
    lambda at: may_reopen(at.case.reopen_by, at.now),
    lambda _: "过了重新受理的期限，请另行登记，并注明接续哪一件",
)
NOT_CLOSED = Guard(
    "没有办结",
    lambda at: not at.case.state.is_closed,
    lambda at: (
        "已经办结，不再补充：" + ("有新情况的，请重新受理" if MAY_BE_REOPENED.holds(at) else MAY_BE_REOPENED.reason(at))
    ),
)
MAIN_CASE_ARCHIVED = Guard(
    "没有并入别的工单，或者主单已归档",
    lambda at: not at.case.awaits_main,
    lambda at: f"已并入工单 {at.case.joined_into}，随它一起归档",
)


# --- assignments -------------------------------------------------------------------------------


def _delegator(at: Situation, below: "Assignment | None" = None) -> str:
    """Return who delegated an assignment, by default the one that is acted on."""
    parent = (below or at.concerned).parent
    return next((one.department for one in at.case.assignments if one.number == parent), "上级")


def _below(at: Situation, holds: "Callable[[Assignment], bool]") -> str:
    """Return the units below the department that acts for whose assignments something holds."""
    found = (one for one in at.case.assignments if one.parent == at.concerned.number and holds(one))
    return "、".join(one.department for one in found)


def _owes(below: "Assignment") -> bool:
    return below.is_working


def _waits_aside(below: "Assignment") -> bool:
    return below.is_unfinished and below.steps_aside


LEADS = Guard(
    "牵头", lambda at: at.concerned.leads, lambda at: f"{at.concerned.department}不是牵头单位，这一步由牵头单位办理"
)
COHANDLES = Guard(
    "协办",
    lambda at: not (at.concerned.leads or at.concerned.is_delegated),
    lambda at: (
        f"{at.concerned.department}的交办是{_delegator(at)}转派的，不是值班室交办的协办单位，由它转派和收回"
        if at.concerned.is_delegated
        else f"{at.concerned.department}是牵头单位，协办单位才能这样办；换牵头单位请改派"
    ),
)
GIVEN_BY_DESK = Guard(
    "由值班室交办",
    lambda at: not at.concerned.is_delegated,
    lambda at: f"{at.concerned.department}的交办是{_delegator(at)}转派的，由它裁定、督办和答复",
)
DELEGATED = Guard(
    "由上级转派",
    lambda at: at.concerned.is_delegated,
    lambda at: f"{at.concerned.department}的交办不是上级转派的，由值班室裁定、督办和答复",
)
NOBODY_BELOW_OWES = Guard(
    "下级都已回复",
    lambda at: not _below(at, _owes),
    lambda at: f"下级{_below(at, _owes)}还没有回复；不等的话请先收回转派",
)
NOBODY_BELOW_STEPS_ASIDE = Guard(
    "没有应当回避的下级",
    # Whoever must step aside with its units is told of neither.
    lambda at: at.concerned.steps_aside or not _below(at, _waits_aside),
    lambda at: f"下级{_below(at, _waits_aside)}应当回避，它的回复不能采用，请先收回转派",
)


def _why_no_second_objection(at: Situation) -> str:
    """Return where the objection stands that was the department's only one."""
    department, made = at.concerned.department, at.concerned.objection_state
    if made is ObjectionState.PENDING:
        ruling = _delegator(at) if at.concerned.is_delegated else "值班室"
        return f"{department}已经提过异议，等{ruling}裁定"
    ruled = made in (ObjectionState.REFUSED, ObjectionState.UPHELD)
    return (
        f"{department}的异议已经裁定，不能再提，请按裁定办理"
        if ruled
        else f"{department}已经提过一次异议，不能再提，请办理"
    )


NEVER_OBJECTED = Guard(
    "没有提过异议", lambda at: at.concerned.department not in at.case.objected, _why_no_second_objection
)
TIME_TO_OBJECT = Guard(
    "在异议时限内",
    lambda at: at.concerned.object_by is None or at.now <= at.concerned.object_by,
    lambda at: f"{at.concerned.department}提出异议的时限已经过了，请办理；有困难的反馈进展说明",
)


def _why_no_ruling(at: Situation) -> str:
    if at.concerned.objection_state is ObjectionState.LAPSED:
        return f"{at.concerned.department}的异议没有裁定就已经失效，不用再裁定，发回重办也不恢复"
    return f"{at.concerned.department}没有待裁定的异议"


OBJECTION_PENDING = Guard(
    "有待裁定的异议",
    lambda at: at.concerned.objection_state is ObjectionState.PENDING,
    _why_no_ruling,
)
EXTENSION_ASKED = Guard(
    "有待答复的延期申请",
    lambda at: at.concerned.extension_days > 0,
    lambda at: f"{at.concerned.department}没有待答复的延期申请",
)
NO_EXTENSION_ASKED = Guard(
    "没有待答复的延期申请",
    lambda at: at.concerned.extension_days == 0,
    lambda _: "上一次延期申请还没有答复，请等答复",
)
NOT_YET_DUE = Guard(
    "还没有到期",
    lambda at: at.now < at.concerned.deadline,
    lambda _: "已经到期，延期要在到期之前申请；请尽快回复，来不及的反馈进展说明",
)
DAYS_LEFT = Guard(
    f"不满 {MAX_WORKING_DAYS} 个工作日",
    lambda at: at.concerned.deadline < at.concerned.latest,
    lambda _: f"期限已到交办以后第 {MAX_WORKING_DAYS} 个工作日，不能再延；一时解决不了的，牵头单位可以申请暂缓",
)
RUNS = Guard(
    "计时没有停",
    lambda at: not at.concerned.stands,
    lambda at: f"{at.concerned.department}按值班室的要求在等待，计时停着，请在等待结束以后再办",
)
IN_DAYS = Guard(
    "期限按天数定",
    lambda at: not at.concerned.allowed.is_by_the_clock,
    lambda at: f"期限是{at.concerned.allowed}，按小时或分钟定的不能延期；来不及的反馈进展，由值班室决定",
)


def _room_above(at: Situation) -> bool:
    above = (one.limit for one in at.case.assignments if one.number == at.concerned.parent)
    return all(at.concerned.deadline < limit for limit in above)


ROOM_ABOVE = Guard(
    "早于上级的期限",
    _room_above,
    lambda at: f"期限已到{_delegator(at)}自己的期限，要由它先向值班室申请延期",
)
NOT_DISCLOSED = Guard(
    "还没有向它公开来电人信息",
    lambda at: not at.concerned.disclosed,
    lambda at: f"已经向{at.concerned.department}公开过来电人信息",
)
DISCLOSED = Guard(
    "已经向它公开来电人信息",
    lambda at: at.concerned.disclosed,
    lambda at: f"没有向{at.concerned.department}公开来电人信息，不用撤回",
)


# --- exclusions from assessment ----------------------------------------------------------------


def _exclusion_state(at: Situation) -> ExclusionState | None:
    return at.concerned.exclusion.state if at.concerned.exclusion else None


def _in_exclusion(name: str, state: ExclusionState, missing: str) -> Guard:
    """Return the guard that an exclusion is in a state."""
    return Guard(name, lambda at: _exclusion_state(at) is state, lambda at: f"{at.concerned.department}没有{missing}")


NEVER_EXCLUDED = Guard(
    "没有申请过剔除",
    lambda at: _exclusion_state(at) in (None, ExclusionState.LAPSED),
    lambda at: f"{at.concerned.department}已经申请过剔除，不能再申请；不予剔除的可以申诉",
)
TIME_TO_EXCLUDE = Guard(
    "在申请剔除的时限内",
    lambda at: at.concerned.exclude_by is not None and at.now <= at.concerned.exclude_by,
    lambda at: (
        f"{at.concerned.department}申请剔除的时限已经过了"
        if at.case.state.is_closed
        else "工单还没有办结，办结以后才能申请剔除"
    ),
)
EXCLUSION_REQUESTED = _in_exclusion("有待提出意见的剔除", ExclusionState.REQUESTED, "待提出意见的剔除申请")
EXCLUSION_PROPOSED = _in_exclusion("有待复核的剔除意见", ExclusionState.PROPOSED, "待复核的剔除意见")
EXCLUSION_REFUSED = _in_exclusion("不予剔除", ExclusionState.REFUSED, "不予剔除的申请，不用申诉")
EXCLUSION_APPEALED = _in_exclusion("有待裁定的申诉", ExclusionState.APPEALED, "待裁定的申诉")
EXCLUDED = _in_exclusion("已剔除", ExclusionState.EXCLUDED, "剔除，不用撤销")
ANOTHER_THAN_PROPOSER = Guard(
    "不是提出意见的人",
    # Whoever asks what is allowed through a system has not said for whom.
    lambda at: not (at.actor.name and at.concerned.exclusion and at.concerned.exclusion.proposer == at.actor.name),
    lambda _: "意见是本人提出的，要由另一人复核",
)
TOOK_NO_PART = Guard(
    "没有参与不予剔除的决定",
    lambda at: not (at.actor.name and at.concerned.exclusion and at.actor.name in at.concerned.exclusion.took_part),
    lambda _: "本人提出过意见或者复核过，申诉要由没有参与的值班长裁定",
)
TIME_TO_APPEAL = Guard(
    "没有申诉过，在申诉时限内",
    lambda at: at.concerned.exclusion is not None and at.concerned.exclusion.may_be_appealed(at.now),
    lambda at: (
        "申诉已经裁定，不能再申诉"
        if at.concerned.exclusion and at.concerned.exclusion.appeal
        else f"{at.concerned.department}申诉的时限已经过了"
    ),
)
