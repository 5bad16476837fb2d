"""The lifecycle table (R1.1 to R7.1): what it allows, and that nobody can be forgotten in it (P2)."""

import pytest
from hotline_server.domain import diagram
from hotline_server.domain.errors import IllegalActError
from hotline_server.domain.lifecycle import TABLE, Act, CaseState, advance, allowed
from hotline_server.ground.folders import PROJECT
from hypothesis import given
from hypothesis import strategies as st


@given(state=st.sampled_from(CaseState), act=st.sampled_from(Act))
def test_an_act_moves_a_case_as_the_table_says_or_not_at_all(state: CaseState, act: Act) -> None:
    rows = [row for row in TABLE if row.act is act and state in row.sources]
    if rows:
        assert advance(state, act) is (rows[0].target or state)
    else:
        with pytest.raises(IllegalActError) as refused:
            advance(state, act)
        assert refused.value.allowed == tuple(other.value for other in allowed(state))


def test_an_act_leads_to_one_state_only() -> None:
    pairs = [(row.act, source) for row in TABLE for source in row.sources]
    assert len(pairs) == len(set(pairs))


def test_from_every_state_the_archive_can_be_reached() -> None:
    reaching = {CaseState.ARCHIVED}
    for _ in CaseState:
        reaching |= {source for row in TABLE if row.target in reaching for source in row.sources}
    assert reaching == set(CaseState)


def test_every_state_can_be_reached_from_registration() -> None:
    reached = {CaseState.REGISTERED}
    for _ in CaseState:
        reached |= {row.target for row in TABLE if row.target and reached.intersection(row.sources)}
    assert reached == set(CaseState)


def test_no_case_is_closed_before_its_caller_was_answered() -> None:
    """R3.4, P2: closing follows an answer, unless the callers went on to another case."""
    rows = [row for row in TABLE if row.target is CaseState.CLOSED]
    assert {row.act for row in rows} == {Act.CLOSE, Act.JOIN_INTO}
    assert {source for row in rows if row.act is Act.CLOSE for source in row.sources} == {CaseState.ANSWERED}


def test_the_diagram_in_the_docs_is_drawn_from_the_table() -> None:
    assert (PROJECT / "docs" / "lifecycle.md").read_text("utf-8") == diagram.page() + "\n"


class TestSetsOfStates:
    """The sets by which other parts tell cases apart say the same as the table."""

    def test_a_case_is_answered_where_no_caller_is_to_be_answered_any_more(self) -> None:
        """R3.4: before, it can be answered or somebody can do what leads to an answer."""
        answering = {row.target for row in TABLE if row.act in (Act.ANSWER_DIRECTLY, Act.ANSWER_CALLER)}
        after = {state for state in CaseState if state.is_answered}
        assert answering < after
        assert not any(row.target not in after for row in TABLE if row.target and set(row.sources) & after)

    def test_a_case_is_over_where_nobody_is_pressed_any_more(self) -> None:
        """R4.1."""
        pressed = {source for row in TABLE if row.act is Act.SUPERVISE for source in row.sources}
        assert {state for state in CaseState if state.is_closed} == set(CaseState) - pressed

    def test_each_set_holds_the_next(self) -> None:
        for state in CaseState:
            assert state.is_resolved >= state.is_answered >= state.is_closed

    def test_a_case_awaits_a_leader_where_only_an_instruction_moves_it_on(self) -> None:
        """R2.4, R4.3."""
        instructed = {source for row in TABLE if row.act in (Act.INSTRUCT, Act.RESUME) for source in row.sources}
        assert {state for state in CaseState if state.awaits_leader} == instructed

    def test_a_case_is_replied_between_the_reply_and_the_answer(self) -> None:
        replied = {row.target for row in TABLE if row.act in (Act.REPLY, Act.ACCEPT_REPLY)}
        assert {state for state in CaseState if state.is_replied} == replied
