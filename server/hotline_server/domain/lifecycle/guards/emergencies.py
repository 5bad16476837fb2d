"""Guards of false alarms: where a case was that a danger interrupted."""

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState


def _was(at: Situation, *states: CaseState) -> bool:
    return at.case.interrupted is not None and at.case.interrupted.state in states


def _may_wait_again(at: Situation) -> bool:
    promise = at.case.interrupted.promise if at.case.interrupted else None
    return promise is not None and not at.case.recused.bars(promise.owner)


RESULT_WAITED = Guard(
    "险情发生前等待答复", lambda at: _was(at, CaseState.RESOLVED), lambda _: "险情发生前没有等待答复的结果"
)
RESULT_WAS_TOLD = Guard(
    "险情发生前已经答复", lambda at: _was(at, CaseState.ANSWERED, CaseState.CLOSED), lambda _: "险情发生前没有答复"
)
RESULT_WAS_JUDGED = Guard(
    "险情发生前正在研判回访", lambda at: _was(at, CaseState.CALLBACK_REVIEW), lambda _: "险情发生前没有在研判回访"
)
WAS_SUSPENDED = Guard(
    "险情发生前暂缓，承诺的单位不用回避", _may_wait_again, lambda _: "险情发生前没有暂缓，或者承诺的单位应当回避"
)
