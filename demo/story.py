"""Stories: what became of a case, in one sentence."""

from datetime import timedelta

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.proposals import Verdict
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome

from demo.played import PlayedCase

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_STEPS = {
    Act.DISSENT: "部门意见不一致，请领导裁定",
    Act.GRANT_EXTENSION: "同意延期",
    Act.SUPERVISE: "逾期督办",
    Act.RAISE_SUPERVISION: "提级督办",
    Act.RETURN_FOR_REWORK: "回复敷衍，发回重办",
}


def story(case: PlayedCase) -> str:
    """Tell what happened after the rule book's decision; empty if nothing has."""
    if case.is_false_alarm:
        return f"值班室核实为误报：{case.acts[Act.DISMISS_EMERGENCY].reason}，已向来电人说明"
    steps = [*_beginning(case), *_objection(case), *(word for act, word in _STEPS.items() if act in case.acts)]
    return "，".join([*steps, *_end(case)])


def _beginning(case: PlayedCase) -> list[str]:
    if Act.CONFIRM_EMERGENCY in case.acts:
        return ["值班室核实属实"]
    if Act.INSTRUCT in case.acts:
        return [f"领导批示后交{case.leads[0]}"]
    if Act.DECLINE_PROPOSALS in case.acts:
        return ["拟答的政策不是所问", *(f"值班室交{lead}办理" for lead in case.leads[:1])]
    if case.outcome is Outcome.DESK and case.leads == [DUTY_OFFICE]:
        return ["值班室自己办理"]
    if case.outcome is Outcome.DESK and case.leads:
        return [f"值班室交{case.leads[0]}办理"]
    return []


def _objection(case: PlayedCase) -> list[str]:
    if Act.OBJECT not in case.acts:
        return []
    if case.was_reassigned:
        return [f"异议成立，改派{case.leads[-1]}"]
    return ["异议不成立，仍由其办理"]


def _end(case: PlayedCase) -> list[str]:
    if Act.ANSWER_DIRECTLY in case.acts:
        confirmed = case.acts[Act.ANSWER_DIRECTLY].details.get("verdict") == Verdict.CONFIRMED.value
        return ["话务员核对后当场答复来电人" if confirmed else "值班室直接答复来电人"]
    answer = case.acts.get(Act.ANSWER_CALLER)
    if answer is None:
        return []
    span = answer.at.ToDatetime() - case.last.registered_at.ToDatetime()
    verdict = {True: "，回访满意", False: "，回访不满意"}.get(case.is_satisfied, "")
    return [f"{_elapsed(span)}后答复来电人{verdict if Act.RECORD_SATISFACTION in case.acts else ''}"]


def _elapsed(span: timedelta) -> str:
    return f"{span // _DAY} 天" if span >= _DAY else f"{max(1, span // _HOUR)} 小时"
