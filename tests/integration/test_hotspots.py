"""Detection, explanation, escalation and instruction of hotspots (R2.4, R5.1)."""

import json
from datetime import timedelta
from pathlib import Path

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import hotspot_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.api.wording import HOTNESS_FACTORS
from hotline_server.cli.main import app
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.hotspots import HotspotStore
from hotline_server.store.maintenance.opening import database_at
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, KEYRING, SetClock, StartServer, connect, refusal
from tests.office import TAXI, Office, designation

pytestmark = pytest.mark.each_database

MIXER = (
    "柳岸新城小区旁边的搅拌站日夜施工,粉尘和噪音很大,投诉噪音扰民",
    "投诉柳岸新城小区附近的水泥搅拌站噪音扰民",
    "柳岸新城旁的搅拌站灰尘污染,窗户都不敢开",
    "柳岸新城小区旁建搅拌站,合法吗,粉尘太大",
    "柳岸新城小区边上的搅拌站夜里噪音扰民,投诉",
    "柳岸新城附近搅拌站粉尘污染,投诉大气污染",
)
OTHERS = (
    "咨询办理居住证需要带什么材料",
    "柳岸新城小区三栋的电梯三天两头坏,物业公司收了钱不来修,老人上不了楼",
    "红旗路和解放路口的红绿灯坏了",
    "反映外卖员在人行道上骑车太快",
    "孩子上小学怎么报名",
    "公园里的健身器材坏了没人修",
)


@pytest.fixture
def calls(office: Office) -> list[str]:
    """Register six complaints about the mixing plant over six days, among other calls; return the six cases."""
    numbers = []
    for place, (content, other) in enumerate(zip(MIXER, OTHERS, strict=True)):
        numbers.append(office.call(content, subject=content[:14], phone=f"1380013800{place}"))
        office.call(other, phone=f"1390013900{place}")
        office.clock.advance(days=1)
    office.server.reports.gathering_turns.take()
    return numbers


def listed(hotline: Hotline) -> list[pb.Hotspot]:
    return list(hotline.hotspots.ListHotspots(pb.ListHotspotsRequest()).hotspots)


def test_similar_complaints_at_one_place_form_one_hotspot(hotline: Hotline, calls: list[str]) -> None:
    (hotspot,) = listed(hotline)
    found = hotline.hotspots.ListHotspotCases(pb.ListHotspotCasesRequest(number=hotspot.number))
    assert [case.number for case in found.cases] == calls[::-1]
    assert hotspot.number == calls[0]
    assert (hotspot.case_count, hotspot.people_count, hotspot.open_case_count) == (6, 6, 6)
    assert "搅拌站" in hotspot.title
    assert any("柳岸新城" in phrase for phrase in hotspot.phrases)
    assert list(hotspot.daily_case_counts) == [0] * 7 + [1] * 6 + [0]


def test_the_hotness_is_explained(hotline: Hotline, calls: list[str]) -> None:
    (hotspot,) = listed(hotline)
    assert hotspot.hotness == pytest.approx(sum(part.points for part in hotspot.parts))
    assert [(HOTNESS_FACTORS[part.factor].value, part.explanation) for part in hotspot.parts] == [
        ("人数", "6 人反映，6 件"),
        ("上升", "近七天 6 件，前七天 0 件"),
        ("紧急", "0 件紧急或突发"),
        ("未办结", "6 件还没有答复"),
        ("持续", "前后 6 天"),
    ]
    assert sum(part.max_points for part in hotspot.parts) == 100


def test_repeated_calls_by_one_person_form_no_hotspot(hotline: Hotline, office: Office) -> None:
    for content in MIXER:
        office.call(content)
    office.server.reports.gathering_turns.take()
    assert listed(hotline) == []


def test_a_hotspot_grows_with_calls_and_cools_without_them(hotline: Hotline, office: Office, calls: list[str]) -> None:
    before = listed(hotline)[0]
    office.call("柳岸新城小区旁边的搅拌站粉尘噪音扰民", phone="13800138077")
    office.server.reports.gathering_turns.take()
    after = listed(hotline)[0]
    assert (after.number, after.people_count) == (before.number, before.people_count + 1)
    office.clock.advance(days=20)
    assert listed(hotline)[0].hotness < after.hotness
    office.clock.advance(days=60)
    office.call("柳岸新城小区旁边的搅拌站粉尘噪音扰民", phone="13800138078")
    office.server.reports.gathering_turns.take()
    assert listed(hotline) == []


def test_a_call_linking_two_hotspots_merges_them(hotline: Hotline, office: Office) -> None:
    """Dust and noise are not known to come from one plant until a call mentions both."""
    dust = "柳岸新城粉尘飞扬,灰蒙蒙的,窗台一层白灰,孩子老是咳嗽,请环保部门来看看"
    noise = "搅拌站半夜机器轰鸣,卡车进进出出,吵得整夜睡不着,请城管部门管一管"
    numbers = [office.call(f"{dust}第{place}次说", phone=f"1380013800{place}") for place in range(4)]
    numbers += [office.call(f"{noise}第{place}次说", phone=f"1380013801{place}") for place in range(4)]
    office.server.reports.gathering_turns.take()
    wanted = pb.GetHotspotRequest(number=numbers[0])
    assert hotline.hotspots.GetHotspot(wanted).hotspot.case_count == 4
    numbers.append(office.call(f"{dust}{noise}", phone="13800138020"))
    office.server.reports.gathering_turns.take()
    for number in numbers:
        found = hotline.hotspots.GetHotspot(pb.GetHotspotRequest(number=number)).hotspot
        assert (found.number, found.case_count) == (numbers[0], 9)
    numbers.append(office.call(f"{noise}又来说", phone="13800138021"))
    office.server.reports.gathering_turns.take()
    assert hotline.hotspots.GetHotspot(wanted).hotspot.case_count == 10


def members(hotline: Hotline, number: str) -> set[str]:
    """Return the numbers of the cases in a hotspot."""
    request = pb.ListHotspotCasesRequest(number=number)
    return {case.number for case in hotline.hotspots.ListHotspotCases(request).cases}


def amend(office: Office, number: str, content: str, subject: str = "") -> None:
    """Amend the text of a call, and let the server gather it again."""
    call, fields = case_pb2.Call(content=content, subject=subject), ["content", "subject"]
    office.hotline.amend_registration(office.case(number), call, fields, "听错了", actor="李值班")
    office.server.reports.gathering_turns.take()


def test_an_amended_call_leaves_its_hotspot_and_joins_one_that_it_is_like(
    hotline: Hotline, office: Office, calls: list[str]
) -> None:
    """R1.1: the others are counted on, whichever of them was amended."""
    (before,) = listed(hotline)
    assert members(hotline, before.number) == set(calls)
    amend(office, calls[2], "咨询学区怎么划分")
    assert members(hotline, calls[1]) == {*calls} - {calls[2]}
    # What names a hotspot is its first case, which is another now.
    amend(office, calls[0], "咨询医保怎么异地结算")
    assert hotline.hotspots.GetHotspot(pb.GetHotspotRequest(number=calls[4])).hotspot.number == calls[1]
    assert members(hotline, calls[1]) == {*calls} - {calls[0], calls[2]}
    newest = office.call("柳岸新城小区旁边的搅拌站粉尘污染,投诉噪音扰民", phone="13700137000")
    office.server.reports.gathering_turns.take()
    amend(office, calls[2], MIXER[2], MIXER[2][:14])
    assert members(hotline, calls[1]) == {*calls, newest} - {calls[0]}
    found = refusal(lambda: members(hotline, calls[0]))
    assert found.code is grpc.StatusCode.NOT_FOUND


def test_the_last_case_of_a_hotspot_is_found_by_later_calls(hotline: Hotline, office: Office) -> None:
    first = office.call(MIXER[0], subject=MIXER[0][:14], phone="13800138000")
    second = office.call(MIXER[1], subject=MIXER[1][:14], phone="13800138001")
    office.server.reports.gathering_turns.take()
    amend(office, first, "咨询医保怎么异地结算")
    again = office.call(MIXER[0], subject=MIXER[0][:14], phone="13700137000")
    third = office.call(MIXER[4], subject=MIXER[4][:14], phone="13600136000")
    office.server.reports.gathering_turns.take()
    assert members(hotline, second) == {second, again, third}


def test_two_servers_cluster_each_call_once(start_server: StartServer, hotline: Hotline, calls: list[str]) -> None:
    another = start_server()
    another.reports.gathering_turns.take()
    (hotspot,) = listed(hotline)
    assert hotspot.case_count == 6


def test_another_server_clusters_calls_of_a_killed_server_a_minute_later(
    office: Office, hotline: Hotline, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [office.call(content, phone=f"1380013800{place}") for place, content in enumerate(MIXER)]

    def die(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as dying:
        dying.setattr(HotspotStore, "save", die)
        with pytest.raises(RuntimeError):
            office.server.reports.gathering_turns.take()
    assert office.server.reports.gathering_turns.take() == 0
    office.clock.advance(minutes=1)
    assert office.server.reports.gathering_turns.take() == len(numbers)
    assert listed(hotline)[0].case_count == 6


def test_clustering_is_deferred_but_not_skipped_under_load(office: Office) -> None:
    for place in range(60):
        office.call(f"第{place}个来电", phone=f"139{place:08d}")
    assert [office.server.reports.gathering_turns.take() for _ in range(3)] == [0, 50, 10]


def test_recent_calls_are_clustered_after_a_migration(
    hotline: Hotline, office: Office, calls: list[str], settings: Settings
) -> None:
    with database_at(settings.database, KEYRING) as database:
        for table in ("hotspot", "hotspot_case", "hotspot_pair", "hotspot_pair_seen"):
            execute(database, f"DELETE FROM {table}")
        execute(database, "DELETE FROM counter WHERE name = 'hotspots'")
    assert listed(hotline) == []
    office.server.reports.gathering_turns.take()
    assert listed(hotline)[0].case_count == 6


def test_a_leader_instructs_all_cases_of_a_hotspot_at_once(hotline: Hotline, office: Office, calls: list[str]) -> None:
    replied = next(number for number in calls[1:] if office.case(number).assignments)
    lead = office.case(replied).decision.lead_department.name
    office.accept(replied, lead)
    office.reply(replied, lead, missing="情况已清楚")
    report = pb.EscalateHotspotRequest(number=calls[2], actor="李值班", reason="反映的人多", question="由谁牵头")
    sent = hotline.hotspots.EscalateHotspot(report)
    assert sorted(sent.escalated_case_numbers) == sorted(calls)
    assert not sent.skipped_cases
    assert office.assignment(replied, lead).reply
    assert listed(hotline)[0].awaiting_instruction_count == 6

    again = hotline.hotspots.EscalateHotspot(report)
    assert (list(again.escalated_case_numbers), len(again.skipped_cases)) == ([], 6)

    instruct = pb.InstructHotspotRequest(
        number=calls[0],
        actor="王市长",
        instruction="由交通运输局牵头,一周内解决",
        designation=designation(TAXI, days=5),
    )
    done = hotline.hotspots.InstructHotspot(instruct)
    assert sorted(done.instructed_case_numbers) == sorted(sent.escalated_case_numbers)
    for number in done.instructed_case_numbers:
        case = office.case(number)
        assert case.state == case_pb2.CASE_STATE_ASSIGNED
        assert case.decision.lead_department.name == TAXI
        # Whoever had the case before is told that it was taken back.
        told = [entry for entry in case.log if entry.act != act_pb2.ACT_TAKE_BACK][-3:]
        assert [entry.act for entry in told] == [act_pb2.ACT_ESCALATE, act_pb2.ACT_INSTRUCT, act_pb2.ACT_ASSIGN]
        assert f"热点 {calls[0]}，共 6 件" in told[0].reason
    assert list(hotline.hotspots.InstructHotspot(instruct).instructed_case_numbers) == []


def test_protected_calls_are_not_quoted_as_samples(hotline: Hotline, office: Office) -> None:
    numbers = []
    for place, content in enumerate(MIXER):
        call = case_pb2.Call(
            content=content,
            subject=f"我是李小四,{content[:12]}" if place == 1 else content[:14],
            operator="0712",
            caller=case_pb2.Caller(name="李小四", phone=f"1380013800{place}", confidential=place % 2 == 0),
        )
        numbers.append(hotline.register(call).number)
    office.server.reports.gathering_turns.take()
    found = hotline.hotspots.GetHotspot(pb.GetHotspotRequest(number=numbers[0]))
    assert {case.number for case in found.sample_cases} == {numbers[1], numbers[3], numbers[5]}
    assert "李小四" not in str(found)


def test_a_hotspot_of_protected_callers_only_quotes_none(hotline: Hotline, office: Office) -> None:
    numbers = []
    for place, content in enumerate(MIXER):
        caller = case_pb2.Caller(phone=f"1380013800{place}", confidential=True)
        numbers.append(hotline.register(case_pb2.Call(content=content, operator="0712", caller=caller)).number)
    office.server.reports.gathering_turns.take()
    found = hotline.hotspots.GetHotspot(pb.GetHotspotRequest(number=numbers[0]))
    assert not found.sample_cases
    assert "柳岸" not in str(found)


def test_invalid_requests_name_the_field(hotline: Hotline, calls: list[str], office: Office) -> None:
    hotspots = hotline.hotspots
    before = [office.case(number).etag for number in calls]
    wrong_limit = pb.ListHotspotsRequest(limit=101)
    assert set(refusal(lambda: hotspots.ListHotspots(wrong_limit)).violations) == {"limit"}
    assert set(refusal(lambda: hotspots.GetHotspot(pb.GetHotspotRequest(number="热点"))).violations) == {"number"}
    alone = office.call("路灯不亮")
    missing = refusal(lambda: hotspots.GetHotspot(pb.GetHotspotRequest(number=alone)))
    assert missing.code is grpc.StatusCode.NOT_FOUND
    assert alone in str(missing)
    page = pb.ListHotspotCasesRequest(number=calls[0], page_size=-1)
    assert set(refusal(lambda: hotspots.ListHotspotCases(page)).violations) == {"page_size"}
    report = pb.EscalateHotspotRequest(number=calls[0], question="问" * 10_001, reason="多", actor="李值班")
    assert set(refusal(lambda: hotspots.EscalateHotspot(report)).violations) == {"question"}
    nothing = pb.EscalateHotspotRequest(number=calls[0])
    assert set(refusal(lambda: hotspots.EscalateHotspot(nothing)).violations) == {"actor"}
    instruct = pb.InstructHotspotRequest(
        number=calls[0], actor="王市长", instruction="办", designation=designation("没有的局")
    )
    assert set(refusal(lambda: hotspots.InstructHotspot(instruct)).violations) == {"designation.lead_department"}
    assert [office.case(number).etag for number in calls] == before


def test_cases_of_a_hotspot_come_in_pages(hotline: Hotline, calls: list[str]) -> None:
    request = pb.ListHotspotCasesRequest(number=calls[0], page_size=4)
    first = hotline.hotspots.ListHotspotCases(request)
    second = hotline.hotspots.ListHotspotCases(
        pb.ListHotspotCasesRequest(number=calls[0], page_size=4, page_token=first.next_page_token)
    )
    assert [case.number for case in (*first.cases, *second.cases)] == calls[::-1]
    assert second.next_page_token == ""


@pytest.mark.parametrize(("role", "may"), [(AccessRole.LEADER, True), (AccessRole.DESK_LEAD, False)])
def test_only_a_leader_instructs(
    server: RunningServer,
    calls: list[str],
    role: AccessRole,
    may: bool,  # noqa: FBT001
) -> None:
    with connect(server.address, AUTHORITY.token("某人", [role])) as hotline:
        request = pb.InstructHotspotRequest(number=calls[0], instruction="抓紧办")
        if may:
            assert len(hotline.hotspots.InstructHotspot(request).skipped_cases) == 6
        else:
            denied = refusal(lambda: hotline.hotspots.InstructHotspot(request))
            assert denied.code is grpc.StatusCode.PERMISSION_DENIED


def test_old_similarity_pairs_are_deleted_and_hotspots_remain(
    office: Office, calls: list[str], clock: SetClock, settings: Settings
) -> None:
    clock.now += timedelta(days=90)
    office.server.reports.gathering.forget()
    with database_at(settings.database, KEYRING) as database:
        assert execute(database, "SELECT COUNT(*) FROM hotspot_pair") == [(0,)]
        assert execute(database, "SELECT cases FROM hotspot") == [(6,)]


def test_the_command_shows_hotspots_with_their_explanation(
    server: RunningServer, calls: list[str], tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("吴统计", [AccessRole.REPORTER]))
    command = ["report", "hot", "--server", server.address, "--token-file", str(token)]
    shown = CliRunner().invoke(app, command)
    assert (shown.exit_code, "搅拌站" in shown.output, "6 人反映，6 件" in shown.output) == (0, True, True)
    (line,) = CliRunner().invoke(app, [*command, "--json"]).output.splitlines()
    assert json.loads(line)["number"] == calls[0]


def test_more_paired_cases_than_a_statement_has_parameters_are_read(settings: Settings, office: Office) -> None:
    number = office.call()
    with database_at(settings.database, KEYRING) as database:
        case_id = int(number[:8]) * 10**9 + int(number[9:])
        matters = HotspotStore(database).matters([*range(70_000), case_id])
    assert matters == {case_id: office.case(number).matter}
