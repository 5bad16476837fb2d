"""Requests that a reply, or others, overtook: the log says so, and they do not come back (R8.4, P2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hotline_server.domain.acts import (
    callers,
    departments,
    ends,
    joins,
    leaders,
    lines,
    objections,
    records,
    rerouting,
    review,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.waits import leader_due
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import DEPARTMENT, DESK, DIRECTORY, LIMITS, new_file
from tests.hotline import MONDAY

POLICE, TRANSPORT = "公安局", "交通运输局"
UNLAWFUL = EndReason("J01", Outcome.EXPLAINED, "没有新情况")
LINE_110 = Line("110报警服务台", "110", "警情", 3, hours(24))
WHY = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINE_110.name)


def at_work() -> CaseFile:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    return file


def objects(file: CaseFile) -> None:
    departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")


def asks_for_time(file: CaseFile) -> None:
    departments.ask_extension(file, DEPARTMENT, MONDAY, POLICE, 3, "难度大")


def asks_to_suspend(file: CaseFile) -> None:
    promise = Promise("要等汛期过去", "先围挡", TRANSPORT, local_day(MONDAY) + timedelta(days=60), (), MONDAY)
    suspension.ask_suspension(file, DEPARTMENT, MONDAY, POLICE, promise)


def asks_to_end(file: CaseFile) -> None:
    ends.propose_end(file, DEPARTMENT, MONDAY, POLICE, UNLAWFUL, "没有新情况")


def reply(file: CaseFile) -> None:
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")


def reroute(file: CaseFile) -> None:
    rerouting.reroute(file, DESK, MONDAY, "应由别的单位办", Designation(TRANSPORT, (), working_days(7)))


def lapsed(file: CaseFile) -> list[tuple[str, str]]:
    """Return the lines of the log on what came to nothing, each with the department that asked for it."""
    return [(note.department, note.reason) for note in file.notes if note.act is Act.LAPSE]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (objects, "派单异议没有裁定，因“{}”失效，不用再裁定"),
        (asks_for_time, "延期申请没有答复，因“{}”失效，不用再答复"),
        (asks_to_suspend, "暂缓申请没有答复，因“{}”失效，不用再答复"),
        (asks_to_end, "终止办理的申请没有审核，因“{}”失效，不用再审核"),
    ],
)
@pytest.mark.parametrize(("overtake", "cause"), [(reply, {Act.REPLY}), (reroute, {Act.CHANGE_LEAD, Act.TAKE_BACK})])
def test_what_is_overtaken_is_a_line_of_its_own(
    ask: Callable[[CaseFile], None], told: str, overtake: Callable[[CaseFile], None], cause: set[Act]
) -> None:
    file = at_work()
    ask(file)
    overtake(file)
    ((department, reason),) = lapsed(file)
    assert department == POLICE
    assert reason in {told.format(one.value) for one in cause}


def test_what_is_decided_is_none() -> None:
    file = at_work()
    objects(file)
    asks_to_end(file)
    objections.uphold_objection(file, DESK, MONDAY, POLICE, "确实不归它", None)
    assert [reason[:7] for _, reason in lapsed(file)] == ["终止办理的申请"]
    granted = at_work()
    asks_to_end(granted)
    ends.grant_end(granted, DESK, MONDAY, UNLAWFUL, "属实")
    assert not lapsed(granted)


def test_a_ruling_on_what_lapsed_is_refused_without_a_hint_that_it_comes_back() -> None:
    """R8.4: neither before nor after a rework."""
    file = at_work()
    objects(file)
    reply(file)
    why = f"{POLICE}的异议没有裁定就已经失效，不用再裁定，发回重办也不恢复"
    for _ in ("replied", "returned"):
        with pytest.raises(UnmetConditionError, match=why):
            objections.refuse_objection(file, DESK, MONDAY, POLICE, "归它管")
        if "已回复" in file.state.value:
            review.return_for_rework(file, DESK, MONDAY, [], "请到现场", 0)


def close(file: CaseFile) -> None:
    reply(file)
    review.accept_reply(file, DESK, MONDAY, "")
    callers.waive_reply(file, DESK, MONDAY, 1, "不用回")
    callers.settle_unwanted_replies(file, MONDAY)
    records.close(file, DESK, MONDAY, "")


def hand_over(file: CaseFile) -> None:
    departments.dissent(file, DEPARTMENT, MONDAY, POLICE, "归交通管")
    lines.hand_over(file, DESK, MONDAY, LINE_110, WHY, HandoverNotice("已告知"), "")


@pytest.mark.parametrize(
    ("end", "cause"),
    [
        (lambda file: joins.join_into(file, DESK, MONDAY, "同一件事", "20261123-000002"), Act.JOIN_INTO),
        (lambda file: callers.withdraw_request(file, DESK, MONDAY, 1, "修好了"), Act.END_BY_WITHDRAWAL),
        (lambda file: leaders.withdraw_question(file, DESK, MONDAY, "找到单位了"), Act.WITHDRAW_QUESTION),
        (close, Act.CLOSE),
        (hand_over, Act.HAND_TO_LINE),
    ],
)
def test_so_does_a_question_that_no_leader_is_to_answer_any_more(end: Callable[[CaseFile], None], cause: Act) -> None:
    """R2.4: whoever was reminded of it is told."""
    file = at_work()
    leaders.escalate(file, DESK, MONDAY, "面广", "如何处理")
    file.on_duty = lambda post, now: DIRECTORY.on_duty(post, now.date())
    due = leader_due(file, MONDAY, file.timetable)
    run_due_acts(file, due)
    end(file)
    told = f"请示没有批示，因“{cause.value}”失效，不用再批示"
    assert cause is Act.WITHDRAW_QUESTION or ("", told) in lapsed(file)
    post = LIMITS.leader_posts[0]
    (note,) = (note for note in file.notes if note.act is Act.LAPSE and note.details)
    assert (note.details, note.reason) == ({"post": post}, f"{told}，告知{post}")
