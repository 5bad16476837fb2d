"""Signed links in messages: opened without a code, bound to a caller and a question, used once (R8.7, R8.8)."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from flask.testing import FlaskClient
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline.v1 import message_service_pb2 as message_pb
from hotline.v1 import public_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.messages.sending import Sender
from hotline_server.rulebook.messages import MessageKind, Template
from hotline_server.security.identity import AccessRole
from hotline_server.website.app import create_app

from tests.hotline import AUTHORITY, connect, refusal
from tests.integration.messages.outgoing import code_of, listed, reply, sender_of
from tests.message_gateway import MessageGateway
from tests.office import NO, YES, Office, survey

JUDGES, URGES, WITHDRAWS = "1", "3", "4"
SATISFIED, DISSATISFIED = "1", "2"
LINK = re.compile(r"https://12345\.city\.example/q/([\w-]{32})$")


@pytest.fixture
def sender(office: Office) -> Sender:
    """Return a sender by whose rules messages to callers have links."""
    sender = sender_of(office.server)
    dispatch, linked = sender.dispatch, Template("请打开{链接}", "请打开{链接}")
    templates = dict.fromkeys((MessageKind.SURVEY, MessageKind.SENT_ON), linked)
    templates[MessageKind.RECEIPT] = Template("查询码{查询码}", "查询码{查询码}")
    rules = replace(dispatch.rules(), website="https://12345.city.example", templates=templates)
    dispatch.outbox._templates = lambda: ("有链接的", rules)
    return replace(sender, dispatch=replace(dispatch, rules=lambda: rules))


@pytest.fixture
def site(office: Office) -> Iterator[Hotline]:
    with connect(office.server.address, AUTHORITY.token("政务网站", [AccessRole.PUBLIC_SITE])) as site:
        yield site


@pytest.fixture
def browser(site: Hotline) -> FlaskClient:
    return create_app(site, "12345", 0).test_client()


def last_link(sender: Sender, gateway: MessageGateway) -> str:
    """Send what is due, and return the token in the message that a caller got last."""
    while sender.dispatch.is_due():
        sender.some()
    found = [LINK.search(text) for text in gateway.texts]
    return next(one[1] for one in reversed(found) if one)


def asked(office: Office, sender: Sender, gateway: MessageGateway) -> tuple[str, str]:
    """Have a caller asked what they think of the result; return the number and the link."""
    number = office.call()
    office.resolve(number)
    office.answer(number)
    return number, last_link(sender, gateway)


def test_a_question_is_answered_by_its_link_once(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient, site: Hotline
) -> None:
    number, token = asked(office, sender, gateway)
    assert token not in "".join(one.text for one in listed(office)), "staff who list messages cannot answer for callers"
    before = office.acts(number)
    page = browser.get(f"/q/{token}").text
    assert (number in page, "您对办理结果怎么看" in page, "撤诉" in page) == (True, True, False)
    assert "请选一项" in browser.post(f"/q/{token}", data={"act": JUDGES}).text
    assert office.acts(number) == before, "opening it records nothing"
    judges, verdict = pb.CALLER_ACT_JUDGE, pb.CALLER_VERDICT_DISSATISFIED
    says = pb.RecordCallerWordsRequest(link=token, act=judges, verdict=verdict, contacted=YES)
    with ThreadPoolExecutor(2) as pool:
        recorded = [one.recorded for one in pool.map(site.public.RecordCallerWords, [says, says])]
    assert sorted(recorded) == [False, True], "of two clicks at once one counts"
    again = browser.post(f"/q/{token}", data={"act": JUDGES, "verdict": SATISFIED, "contacted": "1"}).text
    assert "已记下您的评价：已解决，不满意" in again
    assert "您对办理结果怎么看" not in again
    assert office.acts(number).count("RECORD_SATISFACTION") == 1
    assert {one.state for one in listed(office) if one.kind == "满意度询问"} == {message_pb.MESSAGE_STATE_ANSWERED}


def test_a_link_that_is_forged_expired_or_of_another_case_opens_nothing(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient
) -> None:
    _, token = asked(office, sender, gateway)
    _, other = asked(office, sender, gateway)
    for forged in (f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}", token[:19] + other[19:], "长" * 32, token[:20]):
        refused = browser.get(f"/q/{forged}")
        assert (refused.status_code, "这个链接不对" in refused.text) == (404, True)
    data = {"act": JUDGES, "verdict": SATISFIED, "contacted": "1"}
    office.clock.advance(days=15)
    for late in (browser.get(f"/q/{token}"), browser.post(f"/q/{token}", data=data)):
        assert (late.status_code, "已经过期" in late.text) == (409, True)


def test_a_link_asks_about_one_handling(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient
) -> None:
    """R8.7: after a second handling the first question answers nothing, and the second one does."""
    number, first = asked(office, sender, gateway)
    office.survey(number, survey(YES, NO, NO))
    assert "已记下您的评价：没有解决，不满意" in browser.get(f"/q/{first}").text
    office.judge(number, caller_pb.CALLBACK_MEASURE_SECOND_HANDLING)
    office.resolve(number)
    office.answer(number)
    second = last_link(sender, gateway)
    data = {"act": JUDGES, "verdict": SATISFIED, "contacted": "1"}
    assert "没有解决，不满意" in browser.post(f"/q/{first}", data=data).text
    assert office.acts(number).count("RECORD_SATISFACTION") == 1
    assert "已记下您的评价：已解决，满意" in browser.post(f"/q/{second}", data=data).text


def test_a_link_presses_or_withdraws_once_and_does_nothing_else(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient, site: Hotline
) -> None:
    number = office.call()
    token = last_link(sender, gateway)
    for says in (
        pb.RecordCallerWordsRequest(link=token, act=pb.CALLER_ACT_ADD, text="还有"),
        pb.RecordCallerWordsRequest(link=token, act=pb.CALLER_ACT_JUDGE, verdict=pb.CALLER_VERDICT_SATISFIED),
    ):
        assert set(refusal(partial(site.public.RecordCallerWords, says)).violations) == {"act"}
    page = browser.get(f"/q/{token}").text
    assert [act in page for act in ("催办", "撤诉", "补充")] == [True, True, False]
    for chosen in (URGES, URGES, WITHDRAWS):
        assert "已替您催办" in browser.post(f"/q/{token}", data={"act": chosen}).text
    assert office.acts(number)[-1] == "URGE"
    office.clock.advance(minutes=1)
    office.call("小区门口路灯不亮")
    assert "已为您撤诉" in browser.post(f"/q/{last_link(sender, gateway)}", data={"act": WITHDRAWS}).text


def test_what_was_sent_to_a_wrong_phone_proves_nobody_once_it_is_corrected(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient
) -> None:
    """R8.7: neither replies nor links nor the code; the right phone gets the receipt, and all of these."""
    number = office.call()
    token, code, wrong = last_link(sender, gateway), code_of(office, number), "13800138000"
    right = case_pb2.Call(caller=case_pb2.Caller(phone="13900139000"))
    office.hotline.amend_registration(office.case(number), right, ["caller.phone"], "登记错了", actor="李值班")
    before = office.acts(number)
    assert reply(office, "9", phone=wrong).outcome == message_pb.REPLY_OUTCOME_NOT_RECORDED
    assert browser.post(f"/q/{token}", data={"act": WITHDRAWS}).status_code == 404
    assert browser.get(f"/i/{number}/{code}").status_code == 404
    assert office.acts(number) == before
    while sender.dispatch.is_due():
        sender.some()
    (receipt,) = (one for one in gateway.accepted.values() if tuple(one["phones"]) == ("+8613900139000",))
    new = re.search(r"查询码(\d{8})", receipt["text"])
    assert new is not None
    assert browser.get(f"/i/{number}/{new[1]}").status_code == 200
    assert reply(office, "8", phone="13900139000").outcome == message_pb.REPLY_OUTCOME_URGED


def test_a_protected_caller_reads_neither_matter_nor_office_by_a_link(
    office: Office, sender: Sender, gateway: MessageGateway, browser: FlaskClient
) -> None:
    """R8.3: others may read the telephone."""
    number = office.call("举报出租车公司偷逃税款", request_type=4)
    page = browser.get(f"/q/{last_link(sender, gateway)}").text
    assert "为了保密，详细情况请打电话询问" in page
    offices = [one.department for one in office.case(number).assignments]
    assert [told for told in (*offices, "税", "出租车") if told in page] == []
