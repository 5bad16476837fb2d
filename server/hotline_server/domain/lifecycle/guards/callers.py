"""Guards of callers: their answers, callbacks and later wishes."""

from collections.abc import Callable

from hotline_server.domain.assignments import handled_days
from hotline_server.domain.callbacks import CallbackState, may_reopen
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.joins import go_to_main
from hotline_server.domain.lifecycle.guards.lines import lines_at_work
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.clock import spoken_time


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
    goes_on = (
        case.is_emergency or case.reports_wrongdoing or case.question is not None or bool(lines_at_work(at))
        or case.state.is_answered
    )  # fmt: skip
    latest = max((caller.handling for caller in case.callers), default=1)

    def is_concerned(caller: CallerEntry) -> bool:
        """Return whether a caller has not withdrawn, and is not done with since before the matter is handled again."""
        done = caller.answered and not caller.callback.is_open and caller.handling < latest
        return _may_withdraw(caller) and not done

    return bool(at.candidates) and not _are_others(at, is_concerned) and not goes_on


def _whoever(at: Situation, named: str, nobody: str) -> str:
    if at.case.joined_into:
        return go_to_main(at.case.joined_into)
    return f"这个来电人{named}" if at.caller else nobody


def _why_no_attempt(at: Situation) -> str:
    if at.caller and at.caller.awaits_answer:
        return "这个来电人没有号码，没有联系上不算答复；请用来信、网站公布等书面方式答复，写明方式"
    return _whoever(at, "不在等答复", "没有可以打电话答复的来电人")


def _why_nothing_to_judge(at: Situation) -> str:
    if at.caller and at.caller.answered:
        return "还没有把办理结果告诉过这个来电人，满意不满意都不算：请研判；来电人不用再办的，请记撤诉"
    return _whoever(at, "还没有答复，请先答复再回访", "还没有答复来电人，请先答复再回访")


def _why_nothing_in_writing(at: Situation) -> str:
    if at.caller and at.caller.awaits_answer:
        return "这个来电人还没有答复，请答复群众：可以打电话，也可以用短信、来信等书面方式"
    return _whoever(at, "没有到书面告知的时候，请继续回访", "没有联系不上的来电人，不用书面留言")


def _until(at: Situation) -> str:
    return f"在{spoken_time(at.case.reopen_by)}以前" if at.case.reopen_by else ""


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
    # Who was told nothing before the case was reopened has nothing to judge.
    lambda at: any(one.answered and one.handling for one in at.candidates),
    _why_nothing_to_judge,
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
    lambda at: all(one.handling <= 1 for one in at.case.callers),
    lambda _: "已经再次办理过，仍不满意的要督办、报送领导或解释说明",
)
DAYS_LEFT_TO_HANDLE = Guard(
    f"各次办理给的时限合计不满 {MAX_WORKING_DAYS} 个工作日",
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
    "等着办理的最后一人撤诉，还没有答复，不是重大突发、举报，没有在追问险情，也没有移交在办",
    _ends_by_withdrawal,
    lambda _: "还有来电人等着办理，没有撤诉，或者是重大突发、举报、移交在办、已经答复的，不因撤诉结束",
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
    "有来电人等答复，或者等研判",
    lambda at: _waiting(at) > 0 or any(one.callback is CallbackState.AWAITS_JUDGEMENT for one in at.candidates),
    lambda _: "没有来电人在等答复；有新情况的请补充，对结果不满意的请回访",
)
MAY_BE_REOPENED = Guard(
    "没有过重新受理的期限",
    lambda at: may_reopen(at.case.reopen_by, at.now),
    lambda _: "过了重新受理的期限，请另行登记，并注明接续哪一件",
)
REOPENING_IS_OVER = Guard(
    "过了重新受理的期限",
    lambda at: not may_reopen(at.case.reopen_by, at.now),
    lambda at: f"来电人{_until(at)}可以要求重新受理，请到期满以后再归档；没有人归档的，系统到时候自动归档",
)
NOT_CLOSED = Guard(
    "没有办结",
    lambda at: not at.case.state.is_closed,
    lambda at: (
        "已经办结，不再补充：" + ("有新情况的，请重新受理" if MAY_BE_REOPENED.holds(at) else MAY_BE_REOPENED.reason(at))
    ),
)
