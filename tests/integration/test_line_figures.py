"""Figures of other lines in the bulletin and in open data (R6.1, R6.2, R8.2)."""

import io
from pathlib import Path

from docx import Document
from hotline.v1 import announcement_service_pb2 as announcements_pb
from hotline.v1 import report_service_pb2 as pb
from hotline.v1.desk_service_pb2 import GiveCaseBackRequest, HandOverCaseRequest
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from openpyxl import load_workbook
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, a_call, connect
from tests.office import Office

POLICE = "110报警服务台"
DAY = "2026-11-23"


def test_hand_overs_and_cases_handed_in_are_counted_by_line(
    office: Office, server: RunningServer, tmp_path: Path
) -> None:
    token = AUTHORITY.token("接警系统", [AccessRole.LINE], line=POLICE, system=True)
    numbers = [office.call("你好在吗", phone=f"1380013800{place}") for place in range(3)]
    for number in numbers:
        request = HandOverCaseRequest(reason_code="Y01", told="已转110")
        office.hotline.act(office.hotline.desk.HandOverCase, request, office.case(number), "李值班")
    with connect(server.address, token) as police:
        acts = police.as_line(POLICE)
        accepted = acts.accept(police.line_case(POLICE, numbers[0]), "JJ-1", "接警员7")
        acts.refuse(police.line_case(POLICE, numbers[1]), "不是警情", "接警员7")
        office.clock.advance(hours=2)
        acts.submit_result(accepted, "已调解", "接警员7")
        handed_in = police.hand_in(POLICE, "JJ-9", a_call("投诉出租车拒载"))
        lead = GiveCaseBackRequest(reason="属110", told="已转110")
        office.hotline.act(office.hotline.desk.GiveCaseBack, lead, office.case(handed_in.number), "李值班")
    [line] = office.hotline.reports.GetBulletin(pb.GetBulletinRequest(first_day=DAY, last_day=DAY)).lines
    assert (line.line, line.handed_over, line.acceptance_due, line.accepted_in_time) == (POLICE, 3, 2, 1)
    assert (line.refused, line.recalled, line.results, line.handed_in, line.given_back) == (1, 0, 1, 1, 1)
    assert line.median_result.ToTimedelta().total_seconds() == 2 * 3600
    row = [POLICE, 3, 2, 1, 1, 0, 1, "2.0小时", 1, 1]
    sheet = load_workbook(exported(office, pb.DOCUMENT_FORMAT_XLSX))["联动单位"]
    assert [cell.value for cell in sheet[4]] == row
    document = Document(exported(office, pb.DOCUMENT_FORMAT_DOCX))
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == [str(value) for value in row]
    page = shown(server, tmp_path)
    assert all(word in page for word in (POLICE, "结果用时中位", "2.0小时"))
    export = announcements_pb.ExportOpenDataRequest(first_day=DAY, last_day=DAY)
    data = b"".join(part.chunk for part in office.hotline.announcements.ExportOpenData(export)).decode("utf-8-sig")
    by_number = {line.split(",")[0]: line.split(",")[-1] for line in data.splitlines()}
    assert [by_number[number] for number in numbers] == [POLICE, "", POLICE]


def exported(office: Office, format_: pb.DocumentFormat.ValueType) -> io.BytesIO:
    request = pb.ExportBulletinRequest(first_day=DAY, last_day=DAY, format=format_)
    return io.BytesIO(b"".join(answer.chunk for answer in office.hotline.reports.ExportBulletin(request)))


def shown(server: RunningServer, tmp_path: Path) -> str:
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("某统计", [AccessRole.REPORTER]))
    reach = ["--server", server.address, "--token-file", str(token)]
    done = CliRunner().invoke(app, ["report", "bulletin", "--from", DAY, "--to", DAY, *reach])
    assert done.exit_code == 0, done.output
    return done.output
