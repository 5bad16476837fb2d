"""Joining of cases that turn out late to be about one matter 并单 (R8.8)."""

import pytest
from hotline_server.domain.acts import joins
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.state import CaseState

from tests.case_files import DESK, new_file
from tests.hotline import MONDAY
from tests.unit.test_leader_questions import STEPS

OTHER = "20261123-000002"


@pytest.mark.parametrize(
    ("steps", "instead"),
    [
        ("交办 签收", ""),
        ("交办 签收 暂缓", ""),
        ("交办 签收 异议", ""),
        ("交办 签收 回复", ""),
        ("交办 签收 回复 重办", ""),
        ("交办 签收 回复 审核", "请把另一件并入这一件"),
        ("请示", "请把另一件并入这一件，或者先撤回请示"),
        ("移交", "请先记录结果或撤回移交"),
    ],
)
def test_whatever_departments_have_may_be_joined_and_else_it_is_said_how(steps: str, instead: str) -> None:
    """R8.8: what they replied stays in the file of the case that ends."""
    file = new_file()
    for step in steps.split():
        STEPS[step](file)
    before, replies = file.state, [one.reply for one in file.assignments]
    if instead:
        with pytest.raises(UnmetConditionError, match=instead):
            joins.join_into(file, DESK, MONDAY, "同一件事", OTHER, new_file())
        assert (file.state, len(file.callers)) == (before, 1)
    else:
        joins.join_into(file, DESK, MONDAY, "同一件事", OTHER, new_file())
        assert (file.state, file.promise, file.leader_question) == (CaseState.CLOSED, None, None)
        assert (file.assignments.unfinished, [one.reply for one in file.assignments]) == ([], replies)


@pytest.mark.parametrize(
    ("steps", "instead"),
    [("", ""), ("属实", "公安局正在处置，主单已经不在处置；请等其回复以后再并入，或者把主单并入这一件")],
)
def test_a_late_call_on_a_fire_joins_whatever_became_of_it_unless_that_calls_off_crews(
    steps: str, instead: str
) -> None:
    """R2.6, R8.8."""
    main, late = new_file(), new_file()
    for step in ("险情", "属实", "签收", "回复"):
        STEPS[step](main)
    for step in ("险情", *steps.split()):
        STEPS[step](late)
    assert (main.state, main.is_emergency) == (CaseState.REPLIED, True)
    if instead:
        with pytest.raises(UnmetConditionError, match=instead):
            joins.join_into(late, DESK, MONDAY, "同一场火", OTHER, main)
    else:
        joins.join_into(late, DESK, MONDAY, "同一场火", OTHER, main)
        assert late.state is CaseState.CLOSED
