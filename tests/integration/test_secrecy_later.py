"""Callers who ask for secrecy after they called are protected from then on (R8.3, R1.1)."""

from contextlib import suppress

import grpc
import pytest
from hotline.v1 import act_pb2
from hotline.v1 import caller_service_pb2 as pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import HotlineError
from hotline_server.domain.numbering import parse_number
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from structlog.testing import capture_logs

from tests.hotline import AUTHORITY, connect, refusal
from tests.integration.test_amending import amend, seen_by
from tests.integration.test_later_words import Say, supplement, urge
from tests.integration.test_separating import join
from tests.integration.test_sharing_statements import together
from tests.office import TAXI, Office, answer, survey

ASKED = "我住柳塘小区3栋502，投诉出租车拒载还乱要价"
SECRET = "再说一下，别让他们知道是谁反映的"


def joined(office: Office) -> tuple[str, str]:
    """Join a caller who may be protected later into a case at work; return both numbers."""
    main, number = office.call(), office.call(ASKED)
    office.accept(main)
    join(office, number, main)
    return main, number


def of_caller(office: Office, main: str, number: str, text: str) -> pb.SupplementCaseRequest:
    return pb.SupplementCaseRequest(context=office.context(main), text=text, call_id=parse_number(number))


def shows_caller(office: Office, number: str) -> bool:
    return any(word in str(seen_by(office, number)) for word in ("张三", "13800138000", "3栋502"))


@pytest.mark.parametrize("say", [supplement, urge])
def test_what_is_added_later_protects_from_then_on(office: Office, say: Say) -> None:
    number = office.call(ASKED)
    office.accept(number)
    assert shows_caller(office, number)
    assert say(office, number, SECRET).call.caller.confidential
    assert not shows_caller(office, number)


def test_the_desk_is_told_which_departments_could_see_the_caller(office: Office) -> None:
    number = office.call(ASKED)
    office.accept(number)
    supplement(office, number, SECRET)
    (wish,) = (entry for entry in office.case(number).log if entry.act == act_pb2.ACT_REQUEST_CONFIDENCE)
    assert f"此前{TAXI}已能看到来电人" in wish.reason
    told = [entry.act for entry in seen_by(office, number).log]
    assert act_pb2.ACT_RELAY_AMENDMENT in told
    assert act_pb2.ACT_REQUEST_CONFIDENCE not in told


def test_an_amended_text_that_asks_for_secrecy_protects(office: Office) -> None:
    number = office.call(ASKED)
    office.accept(number)
    amend(office, number, {"content": f"{ASKED}，不想让邻居知道"})
    assert not shows_caller(office, number)


def test_a_joined_caller_is_protected_and_the_other_as_before(office: Office) -> None:
    main, number = joined(office)
    office.hotline.callers.SupplementCase(of_caller(office, main, number, f"我是张三住502，{SECRET}"))
    assert office.case(number).call.caller.confidential
    assert not office.case(main).call.caller.confidential
    assert not shows_caller(office, main)
    assert "502" not in str(seen_by(office, main).log)
    assert number in str(seen_by(office, main).log)


def test_only_a_desk_lead_sees_a_protected_caller_who_was_joined(office: Office) -> None:
    main, number = joined(office)
    office.hotline.callers.SupplementCase(of_caller(office, main, number, SECRET))
    with connect(office.server.address, AUTHORITY.token("李话务", [AccessRole.OPERATOR])) as operator:
        with pytest.raises(HotlineError, match="仅限值班长查看"):
            operator.caller(main, "回访", parse_number(number))
        assert operator.caller(main, "回访").caller.name


def test_a_joined_caller_who_has_the_case_reopened_is_protected_and_the_other_as_before(office: Office) -> None:
    """R8.3, R8.7."""
    main, number = joined(office)
    office.reply(main)
    office.review(main)
    for caller in office.case(main).callers:
        office.answer(main, answer(call_id=caller.call_id))
    again = pb.ReopenCaseRequest(context=office.context(main), reason=SECRET, call_id=parse_number(number))
    office.hotline.callers.ReopenCase(again)
    assert [office.case(one).call.caller.confidential for one in (main, number)] == [False, True]


def test_what_is_refused_protects_nobody(office: Office) -> None:
    main, number = joined(office)
    other = office.call()
    too_long = of_caller(office, main, number, SECRET + "。" * 10_000)
    assert refusal(lambda: office.hotline.callers.SupplementCase(too_long)).code is grpc.StatusCode.INVALID_ARGUMENT
    stranger = of_caller(office, main, other, SECRET)
    assert refusal(lambda: office.hotline.callers.SupplementCase(stranger)).code is grpc.StatusCode.NOT_FOUND
    assert not any(office.case(one).call.caller.confidential for one in (main, number, other))
    assert "REQUEST_CONFIDENCE" not in office.acts(number)


@pytest.mark.each_database
def test_acts_on_a_joined_case_do_not_meet_in_one_batch(office: Office, server: RunningServer) -> None:
    main, number = joined(office)
    said = of_caller(office, main, number, SECRET)
    marked = desk_pb.MarkNuisanceRequest(context=office.context(number), reason="反复辱骂")

    def mark() -> None:
        # Whoever comes second has read the case before the other's act.
        with suppress(grpc.RpcError):
            office.hotline.desk.MarkNuisance(marked)

    with capture_logs() as logged:
        together(server, [lambda: office.hotline.callers.SupplementCase(said), mark])
    assert [one for one in logged if one["log_level"] == "warning"] == []
    assert office.acts(number).count("REQUEST_CONFIDENCE") == 1


def test_what_is_said_when_called_back_protects(office: Office) -> None:
    number = office.call(ASKED)
    office.accept(number)
    office.reply(number)
    office.review(number)
    office.answer(number)
    office.survey(number, survey(), "问题解决了，不要说是我反映的")
    assert office.case(number).call.caller.confidential
    assert not shows_caller(office, number)


def test_words_without_a_wish_leave_the_caller_as_before(office: Office) -> None:
    number = office.call(ASKED)
    office.accept(number)
    supplement(office, number, "不用保密，可以告诉他们是我")
    assert shows_caller(office, number)
