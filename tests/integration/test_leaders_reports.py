"""Daily overviews and special reports for leaders (R5.2, R5.3)."""

import io
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import hotspot_service_pb2 as hot_pb
from hotline.v1 import report_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.api import reports as api_reports
from hotline_server.cli.main import app
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.reports import as_pdf, rendering, schedule
from hotline_server.reports.document import Document, Paragraph
from hotline_server.reports.rendering import RenderingCancelledError, RenderingError, render, write
from hotline_server.reports.wording import typeset
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, MONDAY, PATIENCE, StartServer, a_call, connect, eventually, refusal
from tests.integration.test_hotspots import MIXER
from tests.office import TAXI, Office

DAY = "2026-11-23"
DOCX, PDF, HTML = pb.DOCUMENT_FORMAT_DOCX, pb.DOCUMENT_FORMAT_PDF, pb.DOCUMENT_FORMAT_HTML


@pytest.fixture
def day(office: Office) -> Office:
    """A Monday with an emergency, a suggestion, a plant that six complain of, and a supervised department."""
    office.clock.now = MONDAY - timedelta(days=1)
    office.call("投诉出租车拒载", phone="13700137000")
    office.clock.now = MONDAY
    office.call("我家楼下着火了,快来人", phone="13700137001", district="东湖区")
    suggestion = a_call("建议在人民路小学门口加装红绿灯,我是赵小明,电话13812345678", phone="13700137002")
    suggestion.request_type = case_pb2.REQUEST_TYPE_SUGGESTION
    office.hotline.register(suggestion)
    secret = a_call("建议查一查李局长收钱的事,不要让他知道是我说的", phone="13700137003")
    secret.request_type, secret.caller.confidential = case_pb2.REQUEST_TYPE_SUGGESTION, True
    office.hotline.register(secret)
    for place, content in enumerate(MIXER):
        office.call(content, phone=f"1380013800{place}")
    number = office.call("投诉出租车拒载还乱要价", phone="13700137004")
    office.accept(number)
    supervise = desk_pb.SuperviseAssignmentRequest(
        context=office.context(number), department=TAXI, reason="群众反映强烈"
    )
    office.hotline.desk.SuperviseAssignment(supervise)
    office.server.reports.gathering_turns.take()
    office.clock.advance(hours=24)
    return office


@pytest.fixture
def rendered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render in the test's process: one of its own spends a second on imports."""
    monkeypatch.setattr(api_reports, "render", write)
    monkeypatch.setattr(schedule, "render", lambda content, name, _: write(content, name))


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no pango: setting a page of PDF takes seconds."""

    def missing(_: str) -> None:
        raise OSError

    monkeypatch.setattr(as_pdf, "import_module", missing)


def content(pieces: Iterable[Any]) -> bytes:
    return b"".join(piece.chunk for piece in pieces)


def overview(hotline: Hotline, form: pb.DocumentFormat.ValueType = DOCX, **fields: Any) -> bytes:
    request = pb.ExportOverviewRequest(**(dict[str, Any](day=DAY, format=form) | fields))
    return content(hotline.reports.ExportOverview(request))


def special(hotline: Hotline, **fields: Any) -> bytes:
    """Export a special report; fields of the scope are told apart by their names."""
    scope = {name: fields.pop(name) for name in pb.SpecialReportScope.DESCRIPTOR.fields_by_name if name in fields}
    request = pb.ExportSpecialReportRequest(**(dict[str, Any](format=DOCX) | fields))
    if scope:
        request.scope.CopyFrom(pb.SpecialReportScope(**scope))
    return content(hotline.reports.ExportSpecialReport(request))


def text_of(document: bytes) -> str:
    """All that a DOCX says."""
    read = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


@pytest.mark.usefixtures("rendered_here")
class TestOverview:
    @pytest.mark.each_database
    def test_it_compares_the_day_with_the_day_before(self, day: Office) -> None:
        said = text_of(overview(day.hotline))
        assert "每日值班综述" in said
        assert "〔2026〕第327期" in said
        assert typeset("11月23日0时至24时,共受理群众来电10件,比前一日增加9件(900.0%)") in said
        assert "去年同日" not in said

    @pytest.mark.each_database
    def test_it_lists_emergencies_hotspots_supervision_and_suggestions(self, day: Office) -> None:
        said = text_of(overview(day.hotline))
        assert "当日按重大突发处置1件" in said
        assert "我家楼下着火了" in said
        assert "6人反映6件" in said
        assert "搅拌站" in said
        assert "当日督办1件次" in said
        assert "加装红绿灯" in said

    def test_it_names_no_caller_and_quotes_no_protected_one(self, day: Office) -> None:
        for form in (DOCX, HTML):
            document = overview(day.hotline, form)
            said = text_of(document) if form == DOCX else document.decode()
            for secret in ("赵小明", "13812345678", "张三", "13700137002", "李局长"):
                assert secret not in said

    def test_a_day_without_calls_has_one_sentence(self, hotline: Hotline) -> None:
        document = docx.Document(io.BytesIO(overview(hotline, day="2026-11-20")))
        said = [
            paragraph.text for paragraph in document.paragraphs if paragraph.text.startswith(("一、", "二、", "11"))
        ]
        assert said == ["一、受理情况", "11月20日0时至24时没有群众来电。"]

    def test_it_leads_with_what_waits_for_a_leader(self, day: Office) -> None:
        number = day.call("小区停水三天", phone="13700137007")
        day.hotline.desk.EscalateCase(
            desk_pb.EscalateCaseRequest(context=day.context(number), reason="反映强烈", question="是否启用应急供水")
        )
        said = text_of(overview(day.hotline))
        assert said.index("一、需要领导决策的事项") < said.index("是否启用应急供水") < said.index("二、受理情况")
        assert "是否启用应急供水" not in text_of(overview(day.hotline, day="2026-11-22")), "an earlier day is as it was"

    def test_todays_overview_covers_the_day_so_far(self, office: Office) -> None:
        office.call("路灯不亮")
        assert "11月23日0时至09时30分" in text_of(overview(office.hotline))

    def test_the_html_page_escapes_its_content(self, office: Office) -> None:
        suggestion = a_call("<script>alert(1)</script>建议修路")
        suggestion.request_type = case_pb2.REQUEST_TYPE_SUGGESTION
        office.hotline.register(suggestion)
        page = overview(office.hotline, HTML).decode()
        assert "建议修路" in page
        assert "<script>" not in page

    def test_bad_requests_name_the_field(self, hotline: Hotline) -> None:
        wrongs: list[tuple[dict[str, Any], str]] = [
            ({"day": "昨天"}, "day"),
            ({"day": "1066-01-01"}, "day"),
            ({"day": "2026-12-24"}, "day"),
            ({"format": pb.DOCUMENT_FORMAT_XLSX}, "format"),
            ({"format": 77}, "format"),
        ]
        for wrong, field in wrongs:
            assert set(refusal(lambda wrong=wrong: overview(hotline, **wrong)).violations) == {field}, wrong  # type: ignore[misc]


@pytest.mark.usefixtures("rendered_here")
@pytest.mark.each_database
class TestSchedule:
    @pytest.mark.usefixtures("without_pdf")
    def test_one_server_generates_it_once_each_morning(self, day: Office, start_server: StartServer) -> None:
        day.clock.now = MONDAY.replace(hour=23, minute=29) + timedelta(days=0)
        assert not day.server.reports.overview_schedule.create_if_due()
        day.clock.advance(minutes=1)
        assert day.server.reports.overview_schedule.create_if_due()
        assert not day.server.reports.overview_schedule.create_if_due()
        assert not start_server().reports.overview_schedule.create_if_due()
        (kept,) = day.hotline.reports.ListOverviews(pb.ListOverviewsRequest()).overviews
        assert kept.day == DAY
        assert set(kept.formats) == {DOCX, HTML}, "what this host cannot render is left out"

    @pytest.mark.usefixtures("without_pdf")
    def test_a_generated_overview_does_not_change(self, day: Office) -> None:
        day.server.reports.overview_schedule.create_if_due()
        before = overview(day.hotline, HTML, as_scheduled=True)
        day.clock.now = MONDAY
        day.call("又一个来电", phone="13700137009")
        day.clock.advance(hours=24)
        assert overview(day.hotline, HTML, as_scheduled=True) == before
        assert "11\u4ef6" in overview(day.hotline, HTML).decode()

    def test_a_day_without_an_overview_is_not_found(self, hotline: Hotline) -> None:
        missing = refusal(lambda: overview(hotline, as_scheduled=True))
        assert missing.code is grpc.StatusCode.NOT_FOUND

    @pytest.mark.usefixtures("without_pdf")
    def test_the_list_comes_in_pages(self, day: Office) -> None:
        for _ in range(3):
            assert day.server.reports.overview_schedule.create_if_due()
            day.clock.advance(days=1)
        first = day.hotline.reports.ListOverviews(pb.ListOverviewsRequest(page_size=2))
        rest = day.hotline.reports.ListOverviews(pb.ListOverviewsRequest(page_size=2, page_token=first.next_page_token))
        days = [one.day for one in (*first.overviews, *rest.overviews)]
        assert days == ["2026-11-25", "2026-11-24", "2026-11-23"]
        assert rest.next_page_token == ""
        wrong = pb.ListOverviewsRequest(page_size=999)
        assert set(refusal(lambda: day.hotline.reports.ListOverviews(wrong)).violations) == {"page_size"}


@pytest.mark.usefixtures("rendered_here")
class TestSpecial:
    @pytest.mark.each_database
    def test_a_report_on_a_hotspot_covers_its_calls_and_handling(self, day: Office) -> None:
        hotspots = list(day.hotline.hotspots.ListHotspots(hot_pb.ListHotspotsRequest()).hotspots)
        number = hotspots[0].number
        day.hotline.hotspots.EscalateHotspot(
            hot_pb.EscalateHotspotRequest(number=number, actor="李值班", reason="反映的人多", question="是否关停")
        )
        day.hotline.hotspots.InstructHotspot(
            hot_pb.InstructHotspotRequest(number=number, actor="王市长", instruction="三天内停产整改")
        )
        said = text_of(special(day.hotline, number=number, question="是否关停"))
        for words in ("值班专报", "6人来电反映", "三天内停产整改", "是否关停", "搅拌站"):
            assert words in said

    @pytest.mark.each_database
    def test_a_report_on_a_matter_covers_a_period(self, day: Office) -> None:
        number = day.call("投诉出租车拒载", phone="13700137008")
        day.accept(number)
        day.reply(number, text="已阅。")
        matter = day.case(number).matter
        said = text_of(special(day.hotline, matter=matter, first_day="2026-11-22", last_day="2026-11-24"))
        assert f"人反映{matter}问题情况的专报" in said.replace("\n", "")
        assert TAXI in said
        assert "张三" not in said
        assert "已阅" not in said, "it says nothing"

    def test_bad_requests_name_the_field(self, hotline: Hotline) -> None:
        wrongs: list[tuple[dict[str, Any], set[str]]] = [
            ({}, {"scope"}),
            ({"matter": "没有的事项", "first_day": DAY, "last_day": DAY}, {"scope.matter"}),
            ({"category": "没有的分类", "first_day": DAY, "last_day": DAY}, {"scope.category"}),
            ({"district": "没有的区", "first_day": DAY, "last_day": DAY}, {"scope.district"}),
            ({"district": "东湖区", "first_day": DAY, "last_day": ""}, {"scope.last_day"}),
            ({"number": "热点"}, {"number"}),
            ({"district": "东湖区", "first_day": DAY, "last_day": DAY, "title": "长" * 101}, {"title"}),
            ({"district": "东湖区", "first_day": DAY, "last_day": DAY, "question": "长" * 10_001}, {"question"}),
            ({"district": "东湖区", "first_day": DAY, "last_day": DAY, "proposal": "长" * 10_001}, {"proposal"}),
            ({"district": "东湖区", "first_day": DAY, "last_day": DAY, "format": 0}, {"format"}),
        ]
        for wrong, fields in wrongs:
            refused = refusal(lambda wrong=wrong: special(hotline, **wrong))  # type: ignore[misc]
            assert set(refused.violations) == fields, wrong

    def test_the_title_names_the_place_that_all_cases_share(self, office: Office) -> None:
        matter = office.case(office.call("投诉出租车拒载", district="东湖区")).matter
        said = text_of(special(office.hotline, matter=matter, first_day=DAY, last_day=DAY))
        assert f"关于1人反映东湖区{matter}问题情况的专报" in said.replace("\n", "")

    def test_a_matter_without_calls_is_not_found(self, hotline: Hotline) -> None:
        missing = refusal(lambda: special(hotline, district="东湖区", first_day=DAY, last_day=DAY))
        assert missing.code is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize("role", [AccessRole.DEPARTMENT, AccessRole.TELEPHONY, AccessRole.RULE_MAINTAINER])
def test_reports_require_a_report_reading_role(server: RunningServer, role: AccessRole) -> None:
    with connect(server.address, AUTHORITY.token("某人", [role], "全市")) as hotline:
        for call in (
            lambda: overview(hotline),
            lambda: special(hotline, district="东湖区", first_day=DAY, last_day=DAY),
            lambda: hotline.reports.ListOverviews(pb.ListOverviewsRequest()),
        ):
            assert refusal(call).code is grpc.StatusCode.PERMISSION_DENIED


def test_the_commands_write_files(day: Office, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("吴统计", [AccessRole.REPORTER]))
    reach = ["--server", day.server.address, "--token-file", str(token)]
    out = tmp_path / "综述.docx"
    made = CliRunner().invoke(app, ["report", "daily", DAY, "--out", str(out), *reach])
    assert (made.exit_code, "每日值班综述" in text_of(out.read_bytes())) == (0, True)
    page = tmp_path / "专报.html"
    about = ["--district", "东湖区", "--from", DAY, "--to", DAY]
    made = CliRunner().invoke(app, ["report", "special", *about, "--out", str(page), *reach])
    assert (made.exit_code, "值班专报" in page.read_text("utf-8")) == (0, True)
    wrong = CliRunner().invoke(app, ["report", "daily", DAY, "--out", str(tmp_path / "综述.txt"), *reach])
    assert (wrong.exit_code, ".docx" in wrong.output) == (2, True)


def test_an_overview_is_rendered_for_printing(day: Office) -> None:
    try:
        printed = overview(day.hotline, PDF)
    except grpc.RpcError as error:
        pytest.skip(str(error.details()))
    assert printed.startswith(b"%PDF-")
    assert len(printed) > 20_000


class TestWriting:
    DOCUMENT = Document("头", "题", "值班室", MONDAY.date(), blocks=[Paragraph("一句话")])

    def test_the_error_without_pango_names_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(_: str) -> None:
            raise OSError

        monkeypatch.setattr(as_pdf, "import_module", missing)
        with pytest.raises(UnmetConditionError, match="pango"):
            as_pdf.as_pdf(self.DOCUMENT)

    def test_the_error_without_a_glyph_names_the_character(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(as_pdf, "findSystemFonts", list)
        rare = replace(self.DOCUMENT, blocks=[Paragraph("来电人李\U00020bb7")])
        with pytest.raises(UnmetConditionError, match="\U00020bb7"):
            as_pdf.as_pdf(rare)

    def test_a_cancelled_rendering_ends_its_process_at_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server that stops does not wait for a rendering, which may take minutes on a loaded machine."""
        endless = tmp_path / "python"
        endless.write_text('#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\nexec sleep 600\n')
        endless.chmod(0o700)
        monkeypatch.setattr(rendering, "_PYTHON", str(endless))
        cancelled = threading.Event()
        with ThreadPoolExecutor(1) as threads:
            rendered = threads.submit(render, self.DOCUMENT, "pdf", cancelled)
            pid = tmp_path / "pid"
            for attempt in eventually():
                with attempt:
                    assert pid.read_text().strip()
            cancelled.set()
            with pytest.raises(RenderingCancelledError):
                rendered.result(PATIENCE)
        assert not Path(f"/proc/{pid.read_text().strip()}").exists()

    def test_a_failed_rendering_process_yields_no_document(self) -> None:
        with pytest.raises(RenderingError, match="AttributeError"):
            render("not a document", "docx")

    @pytest.mark.parametrize(
        ("written", "printed"),
        [
            ("共 6 件,比上周(57.1%)", "共6件\uff0c比上周\uff0857.1%\uff09"),
            ("1,234 件;3:00 到 4:00", "1,234件\uff1b3:00到4:00"),
            ("工单 20261123-000001", "工单20261123-000001"),
        ],
    )
    def test_punctuation_follows_official_document_style(self, written: str, printed: str) -> None:
        assert typeset(written) == printed
