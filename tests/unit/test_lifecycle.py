"""Lifecycle table (R1.1 to R7.1): allowed transitions, and no dead ends (P2)."""

import pytest
from hotline_server.domain import diagram
from hotline_server.domain.errors import IllegalActError
from hotline_server.domain.lifecycle import TABLE, Act, CaseState, advance, allowed
from hotline_server.ground.folders import PROJECT
from hypothesis import given
from hypothesis import strategies as st


@given(state=st.sampled_from(CaseState), act=st.sampled_from(Act))
def test_an_act_follows_the_table_or_is_rejected(state: CaseState, act: Act) -> None:
    rows = [row for row in TABLE if row.act is act and state in row.sources]
    if rows:
        assert advance(state, act) is (rows[0].target or state)
    else:
        with pytest.raises(IllegalActError) as refused:
            advance(state, act)
        assert refused.value.allowed == tuple(other.value for other in allowed(state))


def test_transitions_are_deterministic() -> None:
    pairs = [(row.act, source) for row in TABLE for source in row.sources]
    assert len(pairs) == len(set(pairs))


def test_every_state_leads_to_the_archive() -> None:
    reaching = {CaseState.ARCHIVED}
    for _ in CaseState:
        reaching |= {source for row in TABLE if row.target in reaching for source in row.sources}
    assert reaching == set(CaseState)


def test_every_state_is_reachable_from_registration() -> None:
    reached = {CaseState.REGISTERED}
    for _ in CaseState:
        reached |= {row.target for row in TABLE if row.target and reached.intersection(row.sources)}
    assert reached == set(CaseState)


def test_a_case_is_closed_only_after_its_caller_is_answered() -> None:
    """R3.4, P2: except when the case is merged into another, which takes over its callers."""
    rows = [row for row in TABLE if row.target is CaseState.CLOSED]
    assert {row.act for row in rows} == {Act.CLOSE, Act.JOIN_INTO}
    assert {source for row in rows if row.act is Act.CLOSE for source in row.sources} == {CaseState.ANSWERED}


def test_the_documented_diagram_is_up_to_date() -> None:
    assert (PROJECT / "docs" / "lifecycle.md").read_text("utf-8") == diagram.page() + "\n"


class TestSetsOfStates:
    """The state predicates agree with the table."""

    def test_answered_states_are_never_left_for_unanswered_ones(self) -> None:
        """R3.4: both ways of answering lead into them."""
        answering = {row.target for row in TABLE if row.act in (Act.ANSWER_DIRECTLY, Act.ANSWER_CALLER)}
        after = {state for state in CaseState if state.is_answered}
        assert answering < after
        assert not any(row.target not in after for row in TABLE if row.target and set(row.sources) & after)

    def test_closed_states_allow_no_supervision(self) -> None:
        """R4.1."""
        pressed = {source for row in TABLE if row.act is Act.SUPERVISE for source in row.sources}
        assert {state for state in CaseState if state.is_closed} == set(CaseState) - pressed

    def test_closed_implies_answered_implies_resolved(self) -> None:
        for state in CaseState:
            assert state.is_resolved >= state.is_answered >= state.is_closed

    def test_states_awaiting_a_leader_are_those_that_allow_an_instruction(self) -> None:
        """R2.4, R4.3."""
        instructed = {source for row in TABLE if row.act in (Act.INSTRUCT, Act.RESUME) for source in row.sources}
        assert {state for state in CaseState if state.awaits_leader} == instructed

    def test_replied_states_lie_between_the_reply_and_the_answer(self) -> None:
        replied = {row.target for row in TABLE if row.act in (Act.REPLY, Act.ACCEPT_REPLY)}
        assert {state for state in CaseState if state.is_replied} == replied
