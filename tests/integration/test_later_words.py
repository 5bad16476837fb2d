"""Dangers told of in what callers add later: supplements, urging and what they write by SMS (R2.6, R8.8)."""

from collections.abc import Callable

import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SUSPICIOUS, connect
from tests.office import Office

Say = Callable[[Office, str, str], case_pb2.Case]
FIRE = "着火了，楼上冒浓烟，有人被困"


def supplement(office: Office, number: str, text: str) -> case_pb2.Case:
    request = pb.SupplementCaseRequest(context=office.context(number), text=text)
    return office.hotline.callers.SupplementCase(request).case


def urge(office: Office, number: str, text: str) -> case_pb2.Case:
    return office.hotline.callers.UrgeCase(pb.UrgeCaseRequest(context=office.context(number), text=text)).case


@pytest.mark.parametrize("say", [supplement, urge])
def test_a_danger_is_verified_at_once_and_told_to_the_line(office: Office, say: Say) -> None:
    number = office.call()
    office.accept(number)
    matter = office.case(number).matter
    case = say(office, number, FIRE)
    assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_VERIFYING, case_pb2.OUTCOME_EMERGENCY)
    assert "119消防救援" in [one.line for one in case.handovers]
    assert case.matter == matter
    assert [entry.act for entry in office.case(number).log[-3:]].count(act_pb2.ACT_RAISE_EMERGENCY) == 1


def test_a_suspected_danger_is_asked_about_and_the_answer_decides(office: Office) -> None:
    number = office.call()
    office.accept(number)
    case = supplement(office, number, SUSPICIOUS)
    assert (case.state, case.HasField("open_question")) == (case_pb2.CASE_STATE_IN_PROGRESS, True)
    answered = office.hotline.answer_question(case, intake_pb.DANGER_ANSWER_DANGER, "有明火", actor="0712")
    assert answered.state == case_pb2.CASE_STATE_VERIFYING


@pytest.mark.parametrize("attended", [True, False])
@pytest.mark.parametrize(
    ("ask", "rpc"), [(pb.SupplementCaseRequest, "SupplementCase"), (pb.UrgeCaseRequest, "UrgeCase")]
)
def test_who_is_on_the_phone_is_asked_before_the_desk_is_alarmed(
    office: Office,
    ask: type[pb.SupplementCaseRequest | pb.UrgeCaseRequest],
    rpc: str,
    attended: bool,  # noqa: FBT001
) -> None:
    """R2.6: the operator has the time that a call gives."""
    number = office.call()
    request = ask(context=office.context(number), text=SUSPICIOUS, attended=attended)
    question = getattr(office.hotline.callers, rpc)(request).case.open_question
    given = question.due_at.ToMicroseconds() - question.asked_at.ToMicroseconds()
    assert ("ALARM" in office.acts(number), given > 0) == (not attended, attended)
    office.clock.advance(seconds=given / 1_000_000)
    office.round()
    assert "ALARM" in office.acts(number)


def test_a_danger_told_of_after_the_answer_is_verified(office: Office) -> None:
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number)
    office.answer(number)
    assert supplement(office, number, FIRE).state == case_pb2.CASE_STATE_VERIFYING


@pytest.mark.parametrize("words", ["快点", "你好，麻烦快点办！", "等不及了", "催一下，怎么还没来"])
def test_impatience_is_no_danger(office: Office, words: str) -> None:
    """R8.7: whoever urges in words that name nothing is not taken for hurt or suicidal."""
    number = office.call()
    office.accept(number)
    case = urge(office, number, words)
    assert (case.state, case.HasField("open_question")) == (case_pb2.CASE_STATE_IN_PROGRESS, False)


@pytest.mark.parametrize("words", ["着火了", "快点，着火了"])
def test_few_words_that_name_a_danger_are_heeded(office: Office, words: str) -> None:
    """R2.6."""
    number = office.call()
    office.accept(number)
    assert urge(office, number, words).state == case_pb2.CASE_STATE_VERIFYING


def test_words_about_the_matter_change_nothing(office: Office) -> None:
    number = office.call()
    before = office.case(number)
    case = supplement(office, number, "车牌尾号 8")
    assert (case.state, case.decision) == (before.state, before.decision)
    assert [one.department for one in case.assignments] == [one.department for one in before.assignments]


def test_words_about_a_danger_that_is_being_met_raise_it_no_second_time(office: Office) -> None:
    number = office.call("我家楼下着火了，快来人")
    office.verify(number, confirmed=True)
    assert supplement(office, number, FIRE).state == case_pb2.CASE_STATE_RESPONDING


class TestLines:
    """R8.2: whoever must meet a danger is told of it, whatever it knows of the case."""

    POLICE, AMBULANCE, FIRE_BRIGADE = "110报警服务台", "120急救中心", "119消防救援"

    def handed(self, case: case_pb2.Case, line: str) -> list[tuple[bool, case_pb2.HandoverState.ValueType]]:
        return [(one.of_danger, one.state) for one in case.handovers if one.line == line]

    @pytest.mark.each_database
    def test_one_that_has_the_case_for_another_reason_is_told_anew(self, office: Office) -> None:
        number = office.call()
        request = desk_pb.HandOverCaseRequest(context=office.context(number), reason_code="Y01", told="转110处理")
        office.hotline.desk.HandOverCase(request)
        with connect(office.server.address, AUTHORITY.token("110", [AccessRole.LINE], line=self.POLICE)) as police:
            police.as_line(self.POLICE).accept(police.line_case(self.POLICE, number), "JJ-1")
            case = supplement(office, number, "司机正拿刀砍人，快来人")
            pending, accepted = case_pb2.HANDOVER_STATE_PENDING, case_pb2.HANDOVER_STATE_ACCEPTED
            assert self.handed(case, self.POLICE) == [(False, accepted), (True, pending)]
            police.as_line(self.POLICE).accept(police.line_case(self.POLICE, number), "JJ-2")
        assert [one.record_number for one in office.case(number).handovers if one.line == self.POLICE] == [
            "JJ-1", "JJ-2",
        ]  # fmt: skip

    def test_one_that_a_further_danger_concerns_is_told_while_another_is_met(self, office: Office) -> None:
        number = office.call(FIRE)
        assert not self.handed(office.case(number), self.AMBULANCE)
        case = supplement(office, number, "有个老人突然晕倒，没有呼吸了，快叫救护车")
        assert self.handed(case, self.AMBULANCE) == [(True, case_pb2.HANDOVER_STATE_PENDING)]
        again = supplement(office, number, FIRE)
        assert len(self.handed(again, self.FIRE_BRIGADE)) == 1
