"""Callers who ask for secrecy after they called are protected from then on (R8.3, R1.1)."""

import pytest
from hotline.v1 import act_pb2
from hotline.v1 import caller_service_pb2 as pb
from hotline_server.domain.numbering import number_of

from tests.integration.test_amending import amend, seen_by
from tests.integration.test_later_words import Say, supplement, urge
from tests.integration.test_separating import join
from tests.office import TAXI, Office, survey

ASKED = "我住柳塘小区3栋502，投诉出租车拒载还乱要价"
SECRET = "再说一下，别让他们知道是谁反映的"


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
    main, number = office.call(), office.call(ASKED)
    office.accept(main)
    join(office, number, main)
    call_id = next(one.call_id for one in office.case(main).callers if number_of(one.call_id) == number)
    request = pb.SupplementCaseRequest(context=office.context(main), text=SECRET, call_id=call_id)
    office.hotline.callers.SupplementCase(request)
    assert office.case(number).call.caller.confidential
    assert not office.case(main).call.caller.confidential
    assert not shows_caller(office, main)


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
