"""What another line sees of cases: those that it has or handed in, and nothing that is the desk's own (R8.2)."""

from collections.abc import Iterator

import grpc
import pytest
from hotline.v1 import act_pb2, caller_service_pb2, case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import line_service_pb2 as line_pb
from hotline_client import Hotline
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, connect, refusal
from tests.integration.test_lines import POLICE, UNCLEAR, accept, hand_in, hand_over, refuse, seen, tell_result
from tests.integration.test_separating import join, separate
from tests.office import TAXI, Office, answer, designation

NOTE = "市里正在研究，先压一压"


@pytest.fixture
def police(server: RunningServer) -> Iterator[Hotline]:
    token = AUTHORITY.token("110系统", [AccessRole.LINE], line=POLICE, system=True)
    with connect(server.address, token) as client:
        yield client


def acts(case: case_pb2.Case) -> list[str]:
    return [act_pb2.Act.Name(entry.act).removeprefix("ACT_") for entry in case.log]


def listed(police: Hotline, **fields: object) -> list[str]:
    request = line_pb.ListLineCasesRequest(line=POLICE, **fields)  # type: ignore[arg-type]
    return [one.number for one in police.lines.ListLineCases(request).cases]


def with_record(police: Hotline, record: str) -> case_pb2.Case:
    return police.lines.GetLineCase(line_pb.GetLineCaseRequest(line=POLICE, record_number=record)).case


def escalate(office: Office, number: str) -> None:
    request = desk_pb.EscalateCaseRequest(context=office.context(number), reason=NOTE, question=NOTE)
    office.hotline.desk.EscalateCase(request)


def supplement(office: Office, number: str, text: str, call_id: int = 0) -> None:
    request = caller_service_pb2.SupplementCaseRequest(context=office.context(number), text=text, call_id=call_id)
    office.hotline.callers.SupplementCase(request)


class TestOfACaseHandedToIt:
    def test_is_what_the_caller_said_and_what_the_desk_told_it(self, office: Office, police: Hotline) -> None:
        number = office.call()
        escalate(office, number)
        hand_over(office, number)
        supplement(office, number, "车牌想起来了")
        case = seen(police, number)
        assert acts(case) == ["REGISTER", "HAND_TO_LINE", "SUPPLEMENT"]
        assert NOTE not in str(case)
        assert not case.assignments
        assert not case.decision.reasons
        assert NOTE in str(office.case(number))

    def test_ends_with_its_refusal(self, office: Office, police: Hotline) -> None:
        """Whoever refuses a case has seen the last of it, by every way that leads to it."""
        number, other = office.call(UNCLEAR), office.call(UNCLEAR, phone="13800138009")
        hand_over(office, number)
        refused = refuse(police, number)
        assert refused.handovers[0].state == case_pb2.HANDOVER_STATE_REFUSED
        supplement(office, number, "还有一件事")
        hand_over(office, other)
        assert listed(police) == [other]
        assert refusal(lambda: seen(police, number)).code is grpc.StatusCode.NOT_FOUND
        target = office.context(number, "接警员7")
        request = line_pb.AcceptHandoverRequest(context=target, line=POLICE, record_number="JJ-1")
        assert refusal(lambda: police.lines.AcceptHandover(request)).code is grpc.StatusCode.NOT_FOUND
        watching = police.watch_line_cases(POLICE, 0)
        entries = [next(watching).entry for _ in range(4)]
        assert [(entry.case_number, entry.act) for entry in entries] == [
            (other, act_pb2.ACT_REGISTER), (number, act_pb2.ACT_HAND_TO_LINE),
            (number, act_pb2.ACT_LINE_REFUSE), (other, act_pb2.ACT_HAND_TO_LINE),
        ]  # fmt: skip

    def test_ends_with_its_recall_of_which_it_hears(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        accept(police, number, "JJ-1")
        assert with_record(police, "JJ-1").number == number
        request = desk_pb.RecallHandoverRequest(context=office.context(number), line=POLICE, reason="写错了")
        office.hotline.desk.RecallHandover(request)
        assert refusal(lambda: with_record(police, "JJ-1")).code is grpc.StatusCode.NOT_FOUND
        watching = police.watch_line_cases(POLICE, 0)
        assert [next(watching).entry.act for _ in range(3)][-1] == act_pb2.ACT_RECALL_FROM_LINE

    def test_goes_on_after_its_result(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        accept(police, number)
        tell_result(police, number)
        office.answer(number)
        assert seen(police, number).state == case_pb2.CASE_STATE_ANSWERED
        assert listed(police, open_only=True) == []
        assert listed(police, direction=line_pb.LINE_DIRECTION_OUT) == [number]

    def test_has_no_word_of_what_others_did_meanwhile(self, office: Office, police: Hotline) -> None:
        number = office.call(UNCLEAR)
        hand_over(office, number)
        target = case_pb2.ActContext(number=number, etag=seen(police, number).etag, actor="接警员7")
        escalate(office, number)
        request = line_pb.AcceptHandoverRequest(context=target, line=POLICE, record_number="JJ-1")
        stale = refusal(lambda: police.lines.AcceptHandover(request))
        assert stale.code is grpc.StatusCode.ABORTED
        assert "报送领导" not in str(stale)

    @pytest.mark.each_database
    def test_is_found_by_page(self, office: Office, police: Hotline) -> None:
        numbers = [office.call(UNCLEAR, phone=f"1380013800{place}") for place in range(3)]
        for number in numbers:
            hand_over(office, number)
        refuse(police, numbers[1])
        request = line_pb.ListLineCasesRequest(line=POLICE, page_size=1)
        first = police.lines.ListLineCases(request)
        request.page_token = first.next_page_token
        second = police.lines.ListLineCases(request)
        assert [one.number for page in (first, second) for one in page.cases] == [numbers[2], numbers[0]]
        assert not second.next_page_token
        accept(police, numbers[2])
        tell_result(police, numbers[2])
        assert listed(police, open_only=True) == [numbers[0]]
        assert listed(police, direction=line_pb.LINE_DIRECTION_IN, open_only=True) == []


class TestOfACaseThatItHandedIn:
    def test_is_how_it_goes_on_and_what_came_of_it(self, office: Office, police: Hotline) -> None:
        number = hand_in(police).number
        escalate(office, number)
        office.accept(number)
        office.reply(number)
        case = seen(police, number)
        assert acts(case) == ["REGISTER", "ASSIGN", "ACCEPT", "REPLY"]
        assert case.assignments[0].reply == "已处罚司机"
        assert NOTE not in str(case)

    def test_goes_on_for_what_is_split_off(self, office: Office, police: Hotline) -> None:
        """R2.5: the other matter came from the line as well."""
        number = hand_in(police).number
        request = desk_pb.SplitCaseRequest(
            context=office.context(number), call=case_pb2.Call(content="路灯不亮"), reason="两件事"
        )
        other = office.hotline.desk.SplitCase(request).case
        assert (other.origin.line, other.origin.record_number) == (POLICE, "JJ-900")
        assert listed(police) == [other.number, number]
        assert with_record(police, "JJ-900").number == number
        assert seen(police, number).log[-1].details["split"] == other.number
        assert seen(police, other.number).call.content == "路灯不亮"

    def test_goes_on_in_the_case_into_which_it_is_joined(self, office: Office, police: Hotline) -> None:
        """R8.8: the line hears the result for its caller, and nothing of whoever else the other case answers."""
        main = office.call("投诉出租车拒载，我是李四")
        number = hand_in(police).number
        join(office, number, main)
        office.accept(main)
        office.reply(main)
        stranger, own = (one.call_id for one in office.case(main).callers)
        supplement(office, main, "我是李四，住三楼", stranger)
        supplement(office, main, "车牌想起来了", own)
        office.review(main)
        case = seen(police, number)
        assert (case.state, case.main_state) == (case_pb2.CASE_STATE_CLOSED, case_pb2.CASE_STATE_RESOLVED)
        office.answer(main, answer("已处罚", call_id=own))
        case = seen(police, number)
        assert case.main_state == case_pb2.CASE_STATE_ANSWERED
        of_main = [entry for entry in case.log if entry.case_number == main]
        assert [entry.act for entry in of_main] == [
            act_pb2.ACT_ASSIGN, act_pb2.ACT_ACCEPT, act_pb2.ACT_REPLY, act_pb2.ACT_SUPPLEMENT,
            act_pb2.ACT_ANSWER_ANOTHER_CALLER,
        ]  # fmt: skip
        assert of_main[-1].reason == "已处罚"
        assert "李四" not in str(case)
        assert refusal(lambda: seen(police, main)).code is grpc.StatusCode.NOT_FOUND
        watching = police.watch_line_cases(POLICE, 0)
        told = [next(watching).entry for _ in range(8)]
        assert act_pb2.ACT_REPLY in [entry.act for entry in told if entry.case_number == main]

    def test_has_no_word_of_who_joins_later(self, office: Office, police: Hotline) -> None:
        """R8.2: what others say of the matter is told to the line only once it deals with it."""
        number, other = hand_in(police).number, office.call("投诉出租车拒载，我是李四")
        join(office, other, number)
        own, stranger = (one.call_id for one in office.case(number).callers)
        urge = caller_service_pb2.UrgeCaseRequest(context=office.context(number), text="李四催办", call_id=stranger)
        office.hotline.callers.UrgeCase(urge)
        supplement(office, number, "我是李四，司机也拒载我", stranger)
        supplement(office, number, "车牌想起来了", own)
        case = seen(police, number)
        assert acts(case) == ["REGISTER", "ASSIGN", "SUPPLEMENT"]
        assert "李四" not in str(case)
        hand_over(office, number)
        assert [entry.reason for entry in seen(police, number).log if entry.act == act_pb2.ACT_SUPPLEMENT] == [
            "我是李四，司机也拒载我", "车牌想起来了",
        ]  # fmt: skip

    def test_comes_back_when_it_is_separated_again(self, office: Office, police: Hotline) -> None:
        main, number = office.call(), hand_in(police).number
        join(office, number, main)
        separate(office, number)
        office.assign(number, designation(TAXI))
        case = seen(police, number)
        assert (case.state, case.main_state) == (case_pb2.CASE_STATE_ASSIGNED, case_pb2.CASE_STATE_UNSPECIFIED)
        assert case.origin.line == POLICE
