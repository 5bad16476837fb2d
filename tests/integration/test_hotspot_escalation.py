"""Escalation of a hotspot to a leader by rule: the same trouble in one place, from different people (R2.4)."""

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline

from tests.office import Office

pytestmark = pytest.mark.each_database

EAST = "东湖区"
WORDINGS = (
    "{}物业不打扫楼道，垃圾堆了一个星期，投诉",
    "{}的物业一直不打扫楼道，垃圾堆着没人管，投诉",
    "投诉{}物业，楼道垃圾没人打扫",
)
ESTATES = [f"{first}{second}花园" for first in "翠锦金银玉" for second in "湖林泉岭溪"]


def say(office: Office, place: int, estate: str, phone: str) -> str:
    return office.call(WORDINGS[place % len(WORDINGS)].format(estate), district=EAST, phone=phone)


def gather(office: Office) -> None:
    while office.server.reports.gathering.some():
        pass


def awaiting(hotline: Hotline) -> set[str]:
    request = leader_pb.ListCasesAwaitingInstructionRequest(page_size=100)
    return {case.number for case in hotline.leaders.ListCasesAwaitingInstruction(request).cases}


def test_ten_households_of_one_estate_go_to_a_leader(office: Office, hotline: Hotline) -> None:
    """As one question, while the departments go on."""
    numbers = [say(office, place, "翠湖花园", f"1370013{place:04}") for place in range(9)]
    gather(office)
    assert not awaiting(hotline)
    numbers.append(say(office, 9, "翠湖花园", "13700139999"))
    gather(office)
    assert awaiting(hotline) == set(numbers)
    case = office.case(numbers[0])
    assert case.state == case_pb2.CASE_STATE_ASSIGNED
    assert [one.by for one in case.leader_question.asked] == ["规则库"]
    assert "10 人反映东湖区翠湖花园" in case.leader_question.asked[0].words, "of where, and of what"
    assert "HD-06" in case.decision.rule_ids


def test_a_leader_is_asked_once_about_a_hotspot(office: Office, hotline: Hotline) -> None:
    for place in range(12):
        say(office, place, "翠湖花园", f"1370013{place:04}")
    gather(office)
    asked = awaiting(hotline)
    later = say(office, 12, "翠湖花园", "13700139998")
    gather(office)
    assert len(asked) == 12
    assert awaiting(hotline) == asked
    assert not office.case(later).HasField("leader_question")


def test_complaints_from_25_estates_go_to_nobody(office: Office, hotline: Hotline) -> None:
    for place, estate in enumerate(ESTATES):
        say(office, place, estate, f"1370013{place:04}")
    gather(office)
    assert not awaiting(hotline)


def test_one_phone_that_calls_12_times_goes_to_nobody(office: Office, hotline: Hotline) -> None:
    for place in range(12):
        say(office, place, "翠湖花园", "13700130000")
    gather(office)
    assert not awaiting(hotline)


def test_a_call_counts_where_its_amended_address_is(office: Office, hotline: Hotline) -> None:
    """R1.1: also if nothing but the place was noted wrongly."""
    words = "物业不打扫楼道，垃圾堆了一个星期，投诉"
    numbers = [
        office.call(words, district=EAST, address="翠湖花园 3 栋", phone=f"1370013{place:04}") for place in range(9)
    ]
    numbers.append(office.call(words, district=EAST, address="锦林花园 1 栋", phone="13700139999"))
    gather(office)
    assert not awaiting(hotline)
    address = case_pb2.Call(address="翠湖花园 8 栋")
    hotline.amend_registration(office.case(numbers[-1]), address, ["address"], "听错了", actor="李值班")
    gather(office)
    assert awaiting(hotline) == set(numbers)
