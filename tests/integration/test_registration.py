"""Registration over a real channel: the duty log (R1.1) and the decision (R2.1 to R2.6)."""

import threading
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, intake_service_pb2
from hotline_client import Hotline, HotlineError
from hotline_server.api.wording import owner_word
from hotline_server.rulebook.index import RuleIndex
from hotline_server.runtime.server import RunningServer
from hotline_server.text.facts import TextFacts
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.lexicon import TextAnalyser

from tests.hotline import MONDAY, SetClock, a_call, connect

pytestmark = pytest.mark.each_database


def test_the_duty_log_contains_every_field_of_the_call(hotline: Hotline) -> None:
    """R1.1: name, organisation, phone, time, content, and what the operator adds."""
    call = a_call(
        subject="公交不来",
        channel=case_pb2.CHANNEL_WECHAT,
        request_type=case_pb2.REQUEST_TYPE_COMPLAINT,
        district="东湖区",
        address="湖滨路 3 号",
        telephony_call_id="sip-77",
        recording="recordings/20261123/sip-77.wav",
    )
    call.received_at.FromDatetime(MONDAY - timedelta(minutes=3))
    stored = hotline.caller(hotline.register(call).number, "核对")
    call.caller.phone = "+8613800138000"
    assert stored == call


def test_a_district_is_recognised_by_its_code_and_in_the_text(hotline: Hotline) -> None:
    assert hotline.register(a_call(district="A1区")).call.district == "东湖区"
    case = hotline.register(a_call("东湖区的垃圾堆在路边没人清运,投诉"))
    assert case.decision.lead_department.name == "东湖区城市管理局"


@pytest.mark.parametrize(
    ("content", "outcome", "state"),
    [
        ("请问租房怎么提取公积金", case_pb2.OUTCOME_DIRECT_ANSWER, case_pb2.CASE_STATE_REGISTERED),
        ("请问公交车几点收班", case_pb2.OUTCOME_REFERRAL, case_pb2.CASE_STATE_REFERRED),
        ("投诉出租车拒载还乱要价", case_pb2.OUTCOME_TRANSFER, case_pb2.CASE_STATE_ASSIGNED),
        ("楼下烧烤店油烟太大,环保局也没来,投诉", case_pb2.OUTCOME_JOINT, case_pb2.CASE_STATE_ASSIGNED),
        (
            "开发商逾期交房,几百户业主集体上访也没人管,投诉",
            case_pb2.OUTCOME_ESCALATION,
            case_pb2.CASE_STATE_AWAITING_INSTRUCTION,
        ),
        ("楼下着火了快来人", case_pb2.OUTCOME_EMERGENCY, case_pb2.CASE_STATE_VERIFYING),
        ("你好在吗", case_pb2.OUTCOME_DESK, case_pb2.CASE_STATE_REGISTERED),
    ],
)
def test_the_decision_sets_the_state_of_the_case(
    content: str, outcome: case_pb2.Outcome.ValueType, state: case_pb2.CaseState.ValueType, hotline: Hotline
) -> None:
    """R2.1 to R2.6, P2: a call no rule covers waits for the desk."""
    case = hotline.case(hotline.register(a_call(content)).number, log=True)
    assert (case.decision.outcome, case.state) == (outcome, state)
    assert case.decision.reasons
    assert case.log[0].act == act_pb2.ACT_REGISTER
    assert case.log[-1].to_state == state


def test_a_direct_answer_is_proposed_with_its_policy(hotline: Hotline) -> None:
    """R2.1."""
    decision = hotline.register(a_call("请问租房怎么提取公积金")).decision
    assert not decision.HasField("policy")
    policy = decision.proposals[0].policy
    assert policy.id == "P001"
    assert "云公积金〔2023〕4号" in policy.source
    assert policy.answer


def test_a_referral_says_how_to_reach_the_department(hotline: Hotline) -> None:
    """R2.2."""
    lead = hotline.register(a_call("咨询驾照扣了分在哪里查")).decision.lead_department
    assert (lead.name, lead.phone) == ("交警支队", "0731-80010004")


def test_a_decision_records_its_rule_book_version_and_facts(hotline: Hotline, server: RunningServer) -> None:
    decision = hotline.register(a_call()).decision
    facts = {fact.name: fact.value for fact in decision.facts}
    assert decision.rule_ids == ["HD-03", "派单目录:出租车与网约车/全市"]
    assert decision.rule_book_version == server.book().version
    assert (facts["诉求类型"], facts["首要事项"], facts["承办单位数"]) == ("投诉", "出租车与网约车", "1")


def test_repeat_calls_from_one_number_become_urgent(hotline: Hotline, clock: SetClock) -> None:
    cases = []
    for _ in range(4):
        cases.append(hotline.register(a_call()))
        clock.advance(hours=20)
    assert [case.decision.urgency for case in cases] == [case_pb2.URGENCY_NORMAL] * 3 + [case_pb2.URGENCY_URGENT]
    clock.advance(days=7)
    assert hotline.register(a_call()).decision.urgency == case_pb2.URGENCY_NORMAL


def test_a_repeated_request_registers_once(hotline: Hotline, start_server: Callable[[], RunningServer]) -> None:
    first = hotline.register(a_call(), request_id="r-1")
    assert hotline.register(a_call(), request_id="r-1") == first
    with connect(start_server().address) as after_restart:
        assert after_restart.register(a_call(), request_id="r-1") == first
    assert len(list(hotline.cases())) == 1


def test_a_request_id_reused_for_another_call_is_rejected(hotline: Hotline) -> None:
    hotline.register(a_call(), request_id="r-1")
    with pytest.raises(HotlineError, match="r-1") as refused:
        hotline.register(a_call("另一件事"), request_id="r-1")
    assert refused.value.code is grpc.StatusCode.ALREADY_EXISTS
    assert len(list(hotline.cases())) == 1


@pytest.mark.parametrize(
    ("content", "outcome"),
    [("楼下着火了快来人", case_pb2.OUTCOME_EMERGENCY), ("投诉出租车拒载", case_pb2.OUTCOME_DESK)],
)
def test_a_call_is_not_lost_when_the_rules_fail(
    content: str, outcome: case_pb2.Outcome.ValueType, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2, R2.6: when the rule engine fails, the call waits for the desk and an emergency stays one."""

    def broken(*_: object) -> list[str]:
        raise MemoryError

    monkeypatch.setattr(RuleIndex, "fire", broken)
    case = hotline.register(a_call(content))
    assert case.decision.outcome == outcome
    assert owner_word(case.owner) == "值班室"


def test_a_call_is_not_lost_when_its_text_cannot_be_read(hotline: Hotline, monkeypatch: pytest.MonkeyPatch) -> None:
    """P2, R2.6: the desk reads it; a call the operator marked urgent is still an emergency."""

    def broken(*_: object) -> TextFacts:
        raise MemoryError

    monkeypatch.setattr(TextAnalyser, "analyse", broken)
    assert hotline.register(a_call()).decision.outcome == case_pb2.OUTCOME_DESK
    marked = hotline.register(a_call("说不清", marked_urgent=True))
    assert marked.decision.outcome == case_pb2.OUTCOME_EMERGENCY


@pytest.mark.parametrize("method", ["locate", "knows"])
def test_a_call_is_not_lost_when_its_place_cannot_be_found(
    method: str, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2: it is decided by what is said and by the operator's district, as are the calls that arrive with it."""

    def broken(*_: object) -> bool:
        raise MemoryError

    monkeypatch.setattr(Gazetteer, method, broken)
    calls = [
        a_call("银杏谷小区着火了", district="东湖区"),
        a_call("银杏谷小区着火了", district="东湖区", latitude=28.2, longitude=113.0),
    ]
    for call in calls:
        case = hotline.register(call)
        assert case.decision.outcome == case_pb2.OUTCOME_EMERGENCY
        assert case.location.district == "东湖区"
        assert case.location.HasField("latitude") == call.HasField("latitude")


def test_case_numbers_of_a_day_neither_repeat_nor_skip(hotline: Hotline, clock: SetClock) -> None:
    def ring() -> None:
        for _ in range(5):
            numbers.append(hotline.register(a_call()).number)

    numbers: list[str] = []
    threads = [threading.Thread(target=ring, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(HotlineError):
        hotline.register(a_call(""))
    assert sorted(numbers) == [f"20261123-{n:06d}" for n in range(1, 41)]
    clock.now = MONDAY.replace(hour=15, minute=59, second=59)
    assert hotline.register(a_call()).number == "20261123-000041"
    clock.advance(seconds=1)
    assert hotline.register(a_call()).number == "20261124-000001"


def test_a_restart_continues_every_case(
    hotline: Hotline, server: RunningServer, start_server: Callable[[], RunningServer]
) -> None:
    """The database is the only source of a case's state."""
    before = [hotline.register(a_call(content)) for content in ("楼下着火了快来人", "你好在吗", "投诉公交")]
    server.stop(1)
    with connect(start_server().address) as again:
        assert [again.case(case.number) for case in before] == before


def test_cases_are_filtered_by_every_field(hotline: Hotline, clock: SetClock) -> None:
    fire = hotline.register(a_call("楼下着火了快来人", phone="13900139000"))
    clock.advance(hours=1)
    taxi = hotline.register(a_call(district="东湖区", address="湖滨街道"))
    clock.advance(hours=1)
    later = Timestamp()
    later.FromDatetime(MONDAY.astimezone(UTC) + timedelta(minutes=30))
    filters: dict[str, Any] = {
        "states": ([case_pb2.CASE_STATE_VERIFYING], fire),
        "outcomes": ([case_pb2.OUTCOME_TRANSFER], taxi),
        "min_urgency": (case_pb2.URGENCY_URGENT, fire),
        "category": ("交通运输", taxi),
        "matter": ("出租车与网约车", taxi),
        "district": ("A1区", taxi),
        "town": ("湖滨街道", taxi),
        "lead_department": ("消防救援支队", fire),
        "owner": (case_pb2.Owner(kind=case_pb2.OWNER_KIND_DEPARTMENT, department="交通运输局"), taxi),
        "phone": ("139-0013-9000", fire),
        "registered_from": (later, taxi),
        "registered_before": (later, fire),
    }
    # What a case waits for is tested below, words and deadlines with the search, callbacks with those.
    others = {"awaited", "text", "due_from", "due_before", "callback_before"}
    assert {*filters, *others} == set(case_service_pb2.CaseFilter.DESCRIPTOR.fields_by_name)
    for name, (value, expected) in filters.items():
        filter_ = case_service_pb2.CaseFilter(**{name: value})
        assert [case.number for case in hotline.cases(filter_)] == [expected.number], name
    assert [case.number for case in hotline.cases()] == [taxi.number, fire.number]


@pytest.mark.usefixtures("suspicious_reading")
def test_cases_are_filtered_by_what_they_wait_for(hotline: Hotline) -> None:
    """R2.1, R2.6."""
    asked = hotline.register(a_call("隔壁楼道好像有烟味"))
    proposed = hotline.register(a_call("请问租房怎么提取公积金"))
    hotline.register(a_call())
    for awaited, waiting in (
        (case_service_pb2.CASE_AWAITED_QUESTION_REPLY, asked),
        (case_service_pb2.CASE_AWAITED_CONFIRMATION, proposed),
    ):
        found = hotline.cases(case_service_pb2.CaseFilter(awaited=awaited))
        assert [case.number for case in found] == [waiting.number]
    none = case_service_pb2.CaseFilter(awaited=awaited, states=[case_pb2.CASE_STATE_ASSIGNED])
    assert list(hotline.cases(none)) == []
    hotline.answer_question(asked, intake_service_pb2.DANGER_ANSWER_NO_DANGER, actor="0712")
    waiting_still = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_QUESTION_REPLY)
    assert list(hotline.cases(waiting_still)) == []


@pytest.mark.parametrize(
    ("owner", "wrong"),
    [
        (case_pb2.Owner(department="交通运输局"), "filter.owner.kind"),
        (case_pb2.Owner(kind=case_pb2.OWNER_KIND_DEPARTMENT), "filter.owner.department"),
        (case_pb2.Owner(kind=case_pb2.OWNER_KIND_DESK, department="交通运输局"), "filter.owner.department"),
    ],
)
def test_an_invalid_owner_is_rejected(hotline: Hotline, owner: case_pb2.Owner, wrong: str) -> None:
    with pytest.raises(HotlineError) as refused:
        list(hotline.cases(case_service_pb2.CaseFilter(owner=owner)))
    assert set(refused.value.violations) == {wrong}
