"""The asyncio client behaves as the synchronous one."""

import asyncio
from collections.abc import Awaitable, Callable

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, desk_service_pb2, intake_service_pb2
from hotline_client import HotlineError
from hotline_client.aio import Hotline, connect
from hotline_server.api.wording import ACTS
from hotline_server.runtime.server import RunningServer

from tests.hotline import EVERYBODY, SUSPICIOUS, a_call

RecordedUse = Callable[[Hotline], Awaitable[None]]


def using(server: RunningServer, use: RecordedUse, token: str = EVERYBODY) -> None:
    async def run() -> None:
        async with connect(server.address, token) as hotline:
            await use(hotline)

    asyncio.run(run())


def test_calls_are_registered_read_listed_and_shown(server: RunningServer) -> None:
    async def use(hotline: Hotline) -> None:
        cases = await asyncio.gather(*(hotline.register(a_call(), f"call-{place}") for place in range(8)))
        again = await hotline.register(a_call(), "call-0")
        assert again.number == cases[0].number
        assert (await hotline.case(again.number, log=True)).log[0].act == act_pb2.ACT_REGISTER
        listed = [case.number async for case in hotline.cases(case_service_pb2.CaseFilter(phone="13800138000"))]
        assert sorted(listed) == sorted(case.number for case in cases)
        assert (await hotline.caller(again.number, "回访")).caller.name == "张三"

    using(server, use)


@pytest.mark.usefixtures("suspicious_reading")
def test_a_question_about_a_danger_is_answered(server: RunningServer) -> None:
    """R2.6."""

    async def use(hotline: Hotline) -> None:
        case = await hotline.register(a_call(SUSPICIOUS))
        danger = intake_service_pb2.DANGER_ANSWER_DANGER
        answered = await hotline.answer_question(case, danger, "着了", "火灾", actor="0712")
        assert answered.state == case_pb2.CASE_STATE_VERIFYING
        with pytest.raises(HotlineError) as refused:
            await hotline.answer_question(case, danger, actor="0712")
        assert refused.value.code is grpc.StatusCode.ABORTED

    using(server, use)


def test_proposed_answers_are_confirmed_and_declined(server: RunningServer) -> None:
    """R2.1, P2."""

    async def use(hotline: Hotline) -> None:
        case, other = [await hotline.register(a_call("请问租房怎么提取公积金")) for _ in range(2)]
        policy = case.decision.proposals[0].policy
        told = case_pb2.Answer(policy_id=policy.id, content=policy.answer)
        answered = await hotline.answer_directly(case, told, actor="0712")
        assert (answered.state, answered.decision.policy.id) == (case_pb2.CASE_STATE_ANSWERED, policy.id)
        with pytest.raises(HotlineError) as refused:
            await hotline.answer_directly(case, told, actor="0712")
        assert refused.value.code is grpc.StatusCode.ABORTED
        reason = desk_service_pb2.PROPOSAL_DECLINE_REASON_OTHER
        connected = await hotline.record_connection(
            other, "交通运输局", intake_service_pb2.CONNECTION_RESULT_BUSY, actor="0712"
        )
        assert connected.etag != other.etag
        other = connected
        declined = await hotline.decline_proposals(other, reason, "打错了", actor="0712")
        assert declined.decision.outcome == case_pb2.OUTCOME_DESK

    using(server, use)


def test_a_registration_is_amended_and_any_act_is_done_by_its_rpc(server: RunningServer) -> None:
    """R1.1, R2.5."""

    async def use(hotline: Hotline) -> None:
        case = await hotline.register(a_call())
        amended = await hotline.amend_registration(case, a_call(address="人民路"), ["address"], actor="0712")
        assert amended.call.address == "人民路"
        request = desk_service_pb2.SplitCaseRequest(call=case_pb2.Call(content="路灯不亮"), reason="两件事")
        new = await hotline.act(hotline.desk.SplitCase, request, amended, "李值班")
        assert new.split_from == case.number
        with pytest.raises(HotlineError) as refused:
            await hotline.act(hotline.desk.SplitCase, request, amended, "李值班")
        assert refused.value.code is grpc.StatusCode.ABORTED

    using(server, use)


def test_open_cases_nearby_are_found(server: RunningServer) -> None:
    async def use(hotline: Hotline) -> None:
        near = await hotline.register(a_call(latitude=28.2, longitude=113.0))
        case = await hotline.register(a_call(latitude=28.201, longitude=113.0))
        assert [one.case.number for one in await hotline.nearby(case.number)] == [near.number]
        around = await hotline.nearby((28.2, 113.0), 1_000)
        assert [one.case.number for one in around] == [near.number, case.number]

    using(server, use)


def test_an_error_carries_its_field_violations(server: RunningServer) -> None:
    async def use(hotline: Hotline) -> None:
        with pytest.raises(HotlineError) as refused:
            await hotline.register(a_call(" "))
        assert set(refused.value.violations) == {"call.content"}

    using(server, use)


def test_a_watch_shows_what_happens(server: RunningServer) -> None:

    async def use(hotline: Hotline) -> None:
        number = (await hotline.register(a_call("你好在吗"))).number
        seen: list[str] = []
        async for news in hotline.watch(number):
            seen.append(ACTS[news.entry.act].name)
            if len(seen) == 1:
                context = case_pb2.ActContext(number=number, etag=news.case.etag, actor="李值班")
                request = desk_service_pb2.ReferCaseRequest(context=context, department="教育局", reason="归口")
                await hotline.desk.ReferCase(request)
            if seen[-1] == "REFER":
                break
        assert seen == ["REGISTER", "REFER"]

    using(server, use)


def test_a_call_without_a_token_is_rejected(server: RunningServer) -> None:
    async def use(hotline: Hotline) -> None:
        with pytest.raises(HotlineError) as refused:
            await hotline.case("20261123-000001")
        assert refused.value.code is grpc.StatusCode.UNAUTHENTICATED

    using(server, use, token="")


def test_a_token_is_not_sent_over_plain_text_beyond_loopback() -> None:
    with pytest.raises(ValueError, match="tls"):
        connect("hotline.example:50051", "token")
