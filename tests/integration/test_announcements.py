"""Public announcements of resolved hotspots, with no caller data (R6.2)."""

import csv
import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from flask import Flask
from flask.testing import FlaskClient
from georeport import GeoReport
from hotline.v1 import announcement_service_pb2 as pb
from hotline.v1 import case_pb2
from hotline.v1 import place_service_pb2 as place_pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain.announcement import find_violations, redact_for_publication
from hotline_server.ground.config import Settings
from hotline_server.open311.app import create_app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.database import release_connection
from hotline_server.store.figures.open_data import OpenDataStore
from hotline_server.store.maintenance.opening import database_at
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner
from werkzeug.serving import make_server

from tests.hotline import AUTHORITY, PATIENCE, SetClock, connect, eventually, refusal
from tests.integration.test_hotspots import MIXER
from tests.office import Office, answer
from tests.ports import free_port

DAYS = {"first_day": "2026-11-20", "last_day": "2026-11-30"}


@pytest.fixture
def resolved(office: Office) -> str:
    """Create a hotspot whose first case was handled and answered."""
    numbers = []
    for place, content in enumerate(MIXER):
        said = (
            f"{content}。我叫李小四,电话 138 0013 8001,住柳岸新城3栋2单元501室,请环保局来管管"
            if place == 0
            else content
        )
        numbers.append(office.call(said, subject=content[:14], phone=f"1380013800{place}"))
    office.server.reports.gathering_turns.take()
    lead = office.case(numbers[0]).decision.lead_department.name
    office.accept(numbers[0], lead)
    office.reply(numbers[0], lead, "搅拌站已停产整改,联系人王强,电话13912345678", missing="情况已清楚")
    office.review(numbers[0])
    office.answer(numbers[0], answer())
    return numbers[0]


def draft(hotline: Hotline, number: str, actor: str = "李值班") -> pb.Announcement:
    request = pb.DraftAnnouncementRequest(number=number, actor=actor)
    return hotline.announcements.DraftAnnouncement(request).announcement


def update(hotline: Hotline, one: pb.Announcement, **fields: Any) -> pb.Announcement:
    words = dict[str, Any](
        id=one.id, etag=one.etag, title=one.title, question=one.question, result=one.result, actor="李值班"
    )
    return hotline.announcements.UpdateAnnouncement(pb.UpdateAnnouncementRequest(**(words | fields))).announcement


def release_it(hotline: Hotline, one: pb.Announcement, *confirmed: str) -> pb.Announcement:
    request = pb.ReleaseAnnouncementRequest(id=one.id, etag=one.etag, actor="赵值班长", confirmed=confirmed)
    return hotline.announcements.ReleaseAnnouncement(request).announcement


def export(hotline: Hotline, form: pb.AnnouncementFormat.ValueType, **fields: Any) -> str:
    request = pb.ExportAnnouncementsRequest(**(dict[str, Any](DAYS, format=form) | fields))
    return b"".join(one.chunk for one in hotline.announcements.ExportAnnouncements(request)).decode()


class TestDrafting:
    def test_a_draft_states_the_request_and_the_result_without_caller_data(
        self, hotline: Hotline, resolved: str
    ) -> None:
        one = draft(hotline, resolved)
        assert one.state == pb.ANNOUNCEMENT_STATE_DRAFT
        assert "搅拌站" in one.question
        assert one.title.endswith("问题的办理结果"), "not the caller's words, cut off"
        assert "停产整改" in one.result
        assert {one.question[-1], one.result[-1]} == {"。"}
        for secret in ("李小四", "13800138001", "138 0013 8001", "13912345678", "501"):
            assert secret not in str(one)

    def test_an_unresolved_hotspot_cannot_be_announced(self, hotline: Hotline, office: Office) -> None:
        refused = refusal(lambda: draft(hotline, office.call()))
        assert refused.code is grpc.StatusCode.FAILED_PRECONDITION

    def test_a_hotspot_of_protected_callers_cannot_be_announced(self, hotline: Hotline) -> None:
        call = case_pb2.Call(content="举报出租车公司行贿", operator="0712", caller=case_pb2.Caller(confidential=True))
        number = hotline.register(call).number
        assert refusal(lambda: draft(hotline, number)).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_a_draft_with_personal_data_is_rejected(self, hotline: Hotline, resolved: str) -> None:
        wrongs = [
            ("title", ""),
            ("title", "长" * 101),
            ("question", "请找我,电话13912345678"),
            ("question", "我叫王小明,请来看看"),
            ("result", "已到柳岸新城3栋2单元501室处理"),
            ("result", "已联系张三"),
            ("result", "已回电 138-0013-8000"),
        ]
        one = draft(hotline, resolved)
        for field, words in wrongs:
            changed = {field: words}
            refused = refusal(lambda changed=changed: update(hotline, one, **changed))  # type: ignore[misc]
            assert set(refused.violations) == {field}, words
        (kept,) = hotline.announcements.ListAnnouncements(pb.ListAnnouncementsRequest()).announcements
        assert kept == one

    def test_a_stale_etag_does_not_change_a_draft(self, hotline: Hotline, resolved: str) -> None:
        one = draft(hotline, resolved)
        update(hotline, one, title="搅拌站停产整改")
        assert refusal(lambda: update(hotline, one, title="另一个标题")).code is grpc.StatusCode.ABORTED


class TestReleasing:
    @pytest.mark.each_database
    def test_a_released_announcement_is_exported(self, hotline: Hotline, resolved: str) -> None:
        one = draft(hotline, resolved)
        assert one.title not in export(hotline, pb.ANNOUNCEMENT_FORMAT_HTML)
        released = release_it(hotline, update(hotline, one, title="搅拌站停产整改", result="已停产 <整改>。"))
        assert released.released_by.startswith("赵值班长")
        page = export(hotline, pb.ANNOUNCEMENT_FORMAT_HTML)
        assert "搅拌站停产整改" in page
        assert "<整改>" not in page
        text = export(hotline, pb.ANNOUNCEMENT_FORMAT_MARKDOWN)
        assert "## 搅拌站停产整改" in text
        assert "\\<整改\\>" in text

    def test_a_withdrawn_announcement_is_not_exported(self, hotline: Hotline, resolved: str) -> None:
        one = release_it(hotline, draft(hotline, resolved))
        request = pb.WithdrawAnnouncementRequest(id=one.id, etag=one.etag, actor="赵值班长", reason="结果有变")
        withdrawn = hotline.announcements.WithdrawAnnouncement(request).announcement
        assert withdrawn.withdrawal_reason == "结果有变"
        assert one.title not in export(hotline, pb.ANNOUNCEMENT_FORMAT_HTML)
        assert refusal(lambda: release_it(hotline, withdrawn)).code is grpc.StatusCode.FAILED_PRECONDITION
        assert refusal(lambda: update(hotline, withdrawn)).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_a_stale_etag_does_not_release_a_draft(self, hotline: Hotline, resolved: str) -> None:
        one = draft(hotline, resolved)
        update(hotline, one, title="改过的标题")
        assert refusal(lambda: release_it(hotline, one)).code is grpc.StatusCode.ABORTED

    def test_each_word_that_may_be_a_person_or_a_number_wants_a_yes(self, hotline: Hotline, resolved: str) -> None:
        one = update(hotline, draft(hotline, resolved), result="设备13579246已修好,张丽娟一家已补偿")
        assert list(one.suspicious_words) == ["13579246", "张丽娟"]
        refused = refusal(lambda: release_it(hotline, one))
        assert set(refused.violations) == {"confirmed"}
        assert "“13579246”、“张丽娟”" in refused.violations["confirmed"]
        assert "13579246" not in refusal(lambda: release_it(hotline, one, "13579246")).violations["confirmed"]
        released = release_it(hotline, one, *one.suspicious_words)
        assert released.state == pb.ANNOUNCEMENT_STATE_RELEASED
        assert not released.suspicious_words

    def test_only_a_desk_lead_releases(self, server: RunningServer, hotline: Hotline, resolved: str) -> None:
        one = draft(hotline, resolved)
        with connect(server.address, AUTHORITY.token("某人", [AccessRole.OPERATOR])) as operator:
            request = pb.ReleaseAnnouncementRequest(id=one.id, etag=one.etag)
            denied = refusal(lambda: operator.announcements.ReleaseAnnouncement(request))
            assert denied.code is grpc.StatusCode.PERMISSION_DENIED

    def test_bad_requests_name_the_field(self, hotline: Hotline, resolved: str) -> None:
        one = draft(hotline, resolved)
        announcements = hotline.announcements
        nobody = pb.DraftAnnouncementRequest(number=resolved)
        assert set(refusal(lambda: announcements.DraftAnnouncement(nobody)).violations) == {"actor"}
        assert set(refusal(lambda: draft(hotline, "热点")).violations) == {"number"}
        missing = pb.ReleaseAnnouncementRequest(id=999, etag="1", actor="赵值班长")
        assert refusal(lambda: announcements.ReleaseAnnouncement(missing)).code is grpc.StatusCode.NOT_FOUND
        why = pb.WithdrawAnnouncementRequest(id=one.id, etag=one.etag, actor="赵值班长")
        assert set(refusal(lambda: announcements.WithdrawAnnouncement(why)).violations) == {"reason"}
        state = pb.ListAnnouncementsRequest(state=9)  # type: ignore[arg-type]
        assert set(refusal(lambda: announcements.ListAnnouncements(state)).violations) == {"state"}
        page = pb.ListAnnouncementsRequest(page_size=201)
        assert set(refusal(lambda: announcements.ListAnnouncements(page)).violations) == {"page_size"}
        assert set(refusal(lambda: export(hotline, 0)).violations) == {"format"}  # type: ignore[arg-type]
        wrong = refusal(lambda: export(hotline, pb.ANNOUNCEMENT_FORMAT_HTML, last_day="昨天"))
        assert set(wrong.violations) == {"last_day"}
        data = pb.ExportOpenDataRequest(first_day="2026-11-02", last_day="2026-11-01")
        assert set(refusal(lambda: list(announcements.ExportOpenData(data))).violations) == {"last_day"}

    @pytest.mark.each_database
    def test_announcements_come_in_pages(self, hotline: Hotline, resolved: str) -> None:
        made = [draft(hotline, resolved).id for _ in range(3)]
        first = hotline.announcements.ListAnnouncements(pb.ListAnnouncementsRequest(page_size=2))
        request = pb.ListAnnouncementsRequest(page_size=2, page_token=first.next_page_token)
        second = hotline.announcements.ListAnnouncements(request)
        assert [one.id for one in (*first.announcements, *second.announcements)] == made[::-1]


@given(st.text(max_size=60), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=60))
def test_a_redacted_text_passes_the_release_check(before: str, phone: str, after: str) -> None:
    text = redact_for_publication(f"{before},电话{phone},{after}住3栋2单元501室", ["欧阳小明"], [f"+86{phone}"])
    assert phone not in text
    assert not find_violations({"question": text}, ["欧阳小明"], [f"+86{phone}"])


@pytest.mark.parametrize("written", ["&amp;", "&amp；", "&amp;amp;", "&#38;", "&#x26；"])
def test_a_draft_has_the_signs_that_web_pages_wrote_in_their_way(written: str) -> None:
    assert redact_for_publication(f"物业{written}业委会，见?a=1&amp=2", [], []) == "物业&业委会，见?a=1&amp=2"
    assert "13800138000" not in redact_for_publication("电话&#49;3800138000", [], []), "nor does it hide a number"


class TestOpenData:
    @pytest.fixture
    def told(self, office: Office, hotline: Hotline) -> tuple[str, str]:
        """Register an ordinary case, and one of a caller who makes an accusation."""
        secret = case_pb2.Call(content="举报出租车公司行贿", operator="0712", caller=case_pb2.Caller(confidential=True))
        return office.call(district="东湖区"), hotline.register(secret).number

    @pytest.mark.each_database
    def test_the_export_contains_cases_without_caller_data(self, hotline: Hotline, told: tuple[str, str]) -> None:
        request = pb.ExportOpenDataRequest(**DAYS)
        content = b"".join(one.chunk for one in hotline.announcements.ExportOpenData(request))
        assert content.startswith(b"\xef\xbb\xbf")
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert (row["工单号"], row["区县"], row["状态"]) == (told[0], "东湖区", "已交办")
        for secret in ("张三", "13800138000", "拒载", "行贿"):
            assert secret not in content.decode()

    def test_the_commands_write_files(self, server: RunningServer, resolved: str, tmp_path: Path) -> None:
        def run(role: AccessRole, *arguments: str) -> str:
            token = tmp_path / "token"
            token.write_text(AUTHORITY.token("某人", [role]))
            reach = ["--server", server.address, "--token-file", str(token)]
            result = CliRunner().invoke(app, [*arguments, *reach])
            assert result.exit_code == 0, result.output
            return result.output

        assert "版本 1" in run(AccessRole.OPERATOR, "announce", "draft", resolved)
        assert "草稿" in run(AccessRole.OPERATOR, "announce", "list")
        (line,) = run(AccessRole.OPERATOR, "announce", "list", "--json").splitlines()
        key = str(json.loads(line)["id"])
        edited = run(AccessRole.OPERATOR, "announce", "edit", key, "--etag", "1", "--title", "搅拌站整改")
        assert ("版本 2" in edited, "搅拌站整改" in edited, "停产整改" in edited) == (True, True, True)
        run(AccessRole.DESK_LEAD, "announce", "release", key, "--etag", "2")
        days = ["--from", "2026-11-20", "--to", "2026-11-30"]
        run(AccessRole.REPORTER, "announce", "export", *days, "--out", str(tmp_path / "公布.md"))
        assert "停产整改" in (tmp_path / "公布.md").read_text("utf-8")
        run(AccessRole.REPORTER, "open-data", *days, "--out", str(tmp_path / "数据.csv"))
        assert resolved in (tmp_path / "数据.csv").read_text("utf-8")


class TestOpen311:
    """Read with a third-party GeoReport v2 client."""

    @pytest.fixture
    def served(self, settings: Settings, server: RunningServer, clock: SetClock) -> Iterator[Flask]:  # noqa: ARG002
        with database_at(settings.database) as database:
            yield create_app(
                OpenData(OpenDataStore(database)),
                lambda: {"出租车": "交通运输"},
                clock,
                "12345",
                lambda: release_connection(database),
            )

    @pytest.fixture
    def web(self, served: Flask) -> FlaskClient:
        return served.test_client()

    @pytest.fixture
    def client(self, served: Flask) -> Iterator[GeoReport]:
        web = make_server("127.0.0.1", 0, served, threaded=True)
        thread = threading.Thread(target=web.serve_forever, daemon=True)
        thread.start()
        yield GeoReport(f"http://127.0.0.1:{web.server_port}")
        web.shutdown()
        thread.join()
        web.server_close()

    def test_it_reads_services(self, client: GeoReport) -> None:
        (service,) = client.get_service_list()
        assert (service["service_code"], service["group"], service["metadata"]) == ("出租车", "交通运输", False)
        assert client.get_service_definition("出租车")["attributes"] == []

    @pytest.mark.each_database
    def test_it_reads_the_current_state_of_requests(self, client: GeoReport, office: Office, clock: SetClock) -> None:
        number = office.call(district="东湖区")
        secret = case_pb2.Call(content="举报出租车公司行贿", operator="0712", caller=case_pb2.Caller(confidential=True))
        hidden = office.hotline.register(secret).number
        clock.advance(minutes=1)
        everything = client.get_service_requests()
        assert len(everything) == 1, everything
        (found,) = everything
        assert (found["service_request_id"], found["status"], found["address"]) == (number, "open", "东湖区")
        assert found["agency_responsible"] == "交通运输局"
        assert client.get_service_request(number) == found
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number, answer())
        office.close(number)
        assert client.get_service_request(number)["status"] == "closed"
        assert "张三" not in str(found)
        with pytest.raises(Exception, match="404"):
            client.get_service_request(hidden)
        with pytest.raises(Exception, match="404"):
            client.get_service_definition("没有的事项")

    @pytest.mark.each_database
    def test_filters_apply_before_the_page_is_cut(
        self, client: GeoReport, web: FlaskClient, office: Office, clock: SetClock
    ) -> None:
        numbers = []
        for place in range(6):
            numbers.append(office.call(phone=f"1380013800{place}"))
            secret = case_pb2.Call(
                content="举报出租车公司行贿", operator="0712", caller=case_pb2.Caller(confidential=True)
            )
            office.hotline.register(secret)
        clock.advance(minutes=1)
        for number in numbers[1:]:
            office.accept(number)
            office.reply(number)
            office.review(number)
            office.answer(number, answer())
            office.close(number)
        clock.advance(minutes=1)

        def ids(**asked: object) -> list[str]:
            return [one["service_request_id"] for one in web.get("/requests.json", query_string=asked).json or []]

        assert ids(status="open", page_size=1) == numbers[:1]
        assert ids(status="closed", page_size=2) == numbers[:3:-1]
        assert ids(status="closed", page_size=2, page="0000000002") == numbers[3:1:-1]
        assert ids(status="closed", page_size=2, page=3) == numbers[1:2]
        assert ids(status="closed", page_size=2, page=4) == []
        assert ids(status="open,closed") == numbers[::-1]
        assert ids(service_code="没有的事项") == []
        open_one = client.get_service_request(numbers[0])
        assert ids(updated_before=client.get_service_request(numbers[1])["updated_datetime"]) == numbers[:1]
        assert ids(updated_after=client.get_service_request(numbers[1])["updated_datetime"]) == numbers[:0:-1]
        assert open_one["updated_datetime"] == open_one["requested_datetime"]

    def test_a_matter_that_left_the_rule_book_keeps_its_service(
        self, client: GeoReport, office: Office, clock: SetClock
    ) -> None:
        number = office.call()
        matter = office.case(number).matter
        clock.advance(minutes=1)
        services = {service["service_code"]: service["group"] for service in client.get_service_list()}
        assert set(services) == {"出租车", matter}
        assert services[matter]
        assert client.get_service_definition(matter)["service_code"] == matter
        (found,) = client.get_service_requests(service_code=matter)
        assert (found["service_request_id"], found["service_code"]) == (number, matter)

    @pytest.mark.each_database
    def test_requests_have_the_coordinates_of_places_and_coarse_ones_of_calls(
        self, client: GeoReport, office: Office, clock: SetClock
    ) -> None:
        rows = "名称,类别,所属,经度,纬度,别名\n银杏谷路,道路,青山区,113.001234,28.301234,\n".encode()
        header = place_pb.PlaceImport(
            format=place_pb.PLACE_FILE_FORMAT_CSV, mode=place_pb.PLACE_IMPORT_MODE_MERGE, source="测试", actor="测试"
        )
        parts = [place_pb.ImportPlacesRequest(header=header), place_pb.ImportPlacesRequest(chunk=rows)]
        office.hotline.places.ImportPlaces(iter(parts))
        nowhere = office.call()
        at_a_place = office.call("投诉银杏谷路的出租车拒载还乱要价")
        at_home = office.call(latitude=28.212345, longitude=113.054321)
        clock.advance(minutes=1)
        found = {one["service_request_id"]: (one["lat"], one["long"]) for one in client.get_service_requests()}
        assert found == {nowhere: (None, None), at_a_place: (28.301234, 113.001234), at_home: (28.212, 113.054)}

    @pytest.mark.each_database
    def test_requests_are_filtered(self, settings: Settings, office: Office, clock: SetClock) -> None:
        number = office.call()
        matter = office.case(number).matter
        clock.advance(minutes=1)
        with database_at(settings.database) as database:
            served = create_app(
                OpenData(OpenDataStore(database)), dict, clock, "12345", lambda: release_connection(database)
            )

            def asked(query: str) -> list[str]:
                answered = served.test_client().get(f"/requests.json?{query}")
                return [one["service_request_id"] for one in json.loads(answered.data)]

            assert asked(f"service_code={matter}") == [number]
            assert asked(f"service_code=停水,{matter}") == [number]
            assert asked("service_code=停水") == []
            assert asked("status=open") == [number]
            assert asked("status=closed") == []
            assert asked(f"service_request_id={number},20261123-000999") == [number]
            assert asked("start_date=2026-11-23T00:00:00Z&end_date=2026-11-24T00:00:00Z") == [number]
            assert asked("end_date=2026-11-22T00:00:00Z") == []

    def test_the_command_serves_open311(self, settings: Settings, office: Office, tmp_path: Path) -> None:
        number = office.call()
        address = f"127.0.0.1:{free_port()}"
        command = [sys.executable, "-m", "hotline_server.cli.main", "open311", "--listen", address]
        with (tmp_path / "log").open("w") as log:
            served = subprocess.Popen([*command, "--database", settings.database], stdout=log, stderr=log)
        try:
            client = GeoReport(f"http://{address}")
            for attempt in eventually():
                with attempt:
                    names = [service["service_name"] for service in client.get_service_list()]
            assert "出租车" in "".join(names)
            assert client.get_service_request(number)["status"] == "open"
        finally:
            served.terminate()
            served.wait(PATIENCE)

    def test_an_uninitialised_database_is_reported(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(app, ["open311", "--database", f"sqlite:///{tmp_path / 'new.db'}"])
        assert (result.exit_code, "hotline serve" in result.output) == (2, True)
