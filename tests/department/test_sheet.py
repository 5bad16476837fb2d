"""A department without a system fills in a workbook and sends it back."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
from hotline.v1 import case_pb2
from hotline_client import Hotline
from hotline_department import sheet
from hotline_department import wording as w
from hotline_department.acts import LOG_ACTS, parse_act
from hotline_department.main import app
from hotline_department.settings import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from openpyxl import load_workbook
from typer.main import get_command
from typer.testing import CliRunner

from tests.department.test_exchange import SECRET, act_json, signed
from tests.hotline import PATIENCE, eventually
from tests.office import TAXI, Office

README = (PROJECT / "clients" / "department" / "README.md").read_text("utf-8")


def fill(path: Path, number: str, **columns: Any) -> None:
    """Fill in a case's row, as the department's staff would."""
    book = load_workbook(path)
    page = book[w.SHEET]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[0].value == number:
            for heading, value in columns.items():
                row[headings.index(heading)].value = value
    book.save(path)


def rows(path: Path) -> dict[str, dict[str, Any]]:
    page = load_workbook(path)[w.SHEET]
    first, *others = page.iter_rows(values_only=True)
    headings = [str(heading) for heading in first]
    return {str(row[0]): dict(zip(headings, row, strict=True)) for row in others}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "todo.xlsx"


def test_valid_rows_are_performed_and_invalid_rows_get_an_error_message(
    office: Office, department: Hotline, path: Path
) -> None:
    """R3.1, R3.2: an invalid row does not affect the others."""
    numbers = [office.call(phone=f"1380013800{place}") for place in range(7)]
    for number in numbers[1:]:
        office.accept(number)
    assert sheet.export(department, TAXI, path) == 7
    fill(path, numbers[0], 办理="签收", 经办人="王科长")
    fill(path, numbers[1], 办理="回复", 办理情况或理由="已处罚司机", 经办人="王科长")
    fill(path, numbers[2], 办理="申请延期", 办理情况或理由="难度大", 延期工作日=3, 经办人="王科长")
    fill(path, numbers[3], 办理="回复", 经办人="王科长")
    fill(path, numbers[4], 办理="申请延期", 办理情况或理由="难度大", 延期工作日="三天")
    fill(path, numbers[5], 办理情况或理由="=1+1", 经办人="王科长")
    result = sheet.process(department, TAXI, path, path)
    assert result == sheet.SheetResult(done=3, refused=3)
    results = rows(path)
    assert [results[number][w.RESULT][:3] for number in numbers[:3]] == ["已办理"] * 3
    assert results[numbers[3]][w.RESULT] == "未办理：办理情况或理由：要写办理情况或理由"
    assert "延期工作日：要写延期几个工作日" in results[numbers[4]][w.RESULT]
    assert "经办人：要填经办人" in results[numbers[4]][w.RESULT]
    assert "办理：填了内容，没有选“办理”" in results[numbers[5]][w.RESULT]
    assert "不能用公式" in results[numbers[5]][w.RESULT]
    assert results[numbers[6]][w.RESULT] is None
    assert office.case(numbers[1]).state == case_pb2.CASE_STATE_REPLIED
    assert office.case(numbers[1]).log[-1].actor == "王科长@交通运输局业务系统"
    assert results[numbers[0]][w.STATE] == "办理中"
    # Corrected and sent back again: rows already performed are not repeated.
    fill(path, numbers[3], 办理情况或理由="已处罚司机")
    assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=2)
    assert office.acts(numbers[1]).count("REPLY") == 1


def test_a_row_can_object_to_an_assignment_or_report_progress(office: Office, department: Hotline, path: Path) -> None:
    returned, going = office.call(), office.call(phone="13900139000")
    office.accept(going)
    sheet.export(department, TAXI, path)
    fill(path, returned, 办理="派单异议", 办理情况或理由="不归我们管", 异议依据="三定规定第四条", 经办人="王科长")
    fill(path, going, 办理="反馈进展", 办理情况或理由="已到现场", 经办人="王科长")
    assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=2, refused=0)
    assert office.acts(returned)[-1] == "OBJECT"
    assert office.case(going).log[-1].reason == "已到现场"
    assert rows(path)[returned][w.STATE] == "待签收"


def test_a_row_of_a_case_changed_since_the_export_is_refreshed_and_not_performed(
    office: Office, department: Hotline, path: Path
) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    fill(path, number, 办理="派单异议", 办理情况或理由="不归我们管", 异议依据="三定规定第四条", 经办人="王科长")
    office.accept(number)
    assert sheet.process(department, TAXI, path, path).refused == 1
    (row,) = rows(path).values()
    assert row[w.RESULT] == f"{w.NOT_DONE}{w.CHANGED}"
    assert row[w.STATE] == "办理中"
    assert office.acts(number)[-1] == "ACCEPT"
    fill(path, number, 办理="回复")
    assert sheet.process(department, TAXI, path, path).done == 1


def test_cases_of_other_departments_are_refused(office: Office, department: Hotline, path: Path) -> None:
    number = office.call()
    foreign = office.call("楼下烧烤店油烟太大,环保局也没来,投诉")
    sheet.export(department, TAXI, path)
    assert list(rows(path)) == [number]
    fill(path, number, 工单号=foreign, 办理="签收", 经办人="王科长")
    sheet.process(department, TAXI, path, path)
    assert rows(path)[foreign][w.RESULT] == f"{w.NOT_DONE}{w.UNKNOWN_CASE}"
    fill(path, foreign, 工单号="随便")
    sheet.process(department, TAXI, path, path)
    assert w.UNKNOWN_CASE in rows(path)["随便"][w.RESULT]
    assert office.acts(foreign) == ["REGISTER", "ASSIGN"]


def test_neither_of_two_rows_for_the_same_case_is_performed(office: Office, department: Hotline, path: Path) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    fill(path, number, 办理="签收", 经办人="王科长")
    book = load_workbook(path)
    page = book[w.SHEET]
    page.append([cell.value for cell in page[2]])
    book.save(path)
    assert sheet.process(department, TAXI, path, path).refused == 2
    assert office.acts(number)[-1] == "ASSIGN"


def test_the_sheet_shows_the_desks_demand(office: Office, department: Hotline, path: Path) -> None:
    """R4.2."""
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number, "说明处罚依据")
    sheet.export(department, TAXI, path)
    (row,) = rows(path).values()
    assert (row[w.STATE], row[w.DEMAND]) == ("重办中", "说明处罚依据")


def test_callers_words_are_never_a_formula(office: Office, department: Hotline, path: Path) -> None:
    office.call('=HYPERLINK("http://x","投诉出租车拒载")')
    sheet.export(department, TAXI, path)
    cell = load_workbook(path)[w.SHEET].cell(2, 6)
    assert str(cell.value).startswith("=HYPERLINK")
    assert cell.data_type == "s"


@pytest.mark.parametrize("kind", ["not a workbook", "another workbook"])
def test_a_file_that_is_not_a_case_sheet_is_refused(department: Hotline, path: Path, kind: str, office: Office) -> None:
    if kind == "not a workbook":
        path.write_bytes(b"PK nothing")
        message = w.NOT_XLSX
    else:
        sheet.export(department, TAXI, path)
        book = load_workbook(path)
        book[w.SHEET].cell(1, 1).value = "号"
        book.save(path)
        message = "工单号"
    with pytest.raises(sheet.SheetError, match=message):
        sheet.process(department, TAXI, path, path)


class TestCommands:
    @pytest.fixture(autouse=True)
    def environment(
        self, server: RunningServer, token_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = {"NAME": TAXI, "SERVICE": server.address, "TOKEN_FILE": token_file, "FOLDER": tmp_path / "folder"}
        for name, value in given.items():
            monkeypatch.setenv(f"HOTLINE_DEPARTMENT_{name}", str(value))

    def test_a_sheet_is_exported_and_processed(self, office: Office, path: Path) -> None:
        number = office.call()
        exported = CliRunner().invoke(app, ["sheet", "make", str(path)])
        assert (exported.exit_code, exported.output) == (0, f"{path}：1 个工单\n")
        fill(path, number, 办理="签收")
        processed = CliRunner().invoke(app, ["sheet", "take", str(path)])
        assert (processed.exit_code, processed.output) == (1, "办了 0 行，没办成 1 行\n")
        fill(path, number, 经办人="王科长")
        processed = CliRunner().invoke(app, ["sheet", "take", str(path)])
        assert (processed.exit_code, processed.output) == (0, "办了 1 行，没办成 0 行\n")

    def test_a_system_without_webhooks_exchanges_files(self, office: Office, tmp_path: Path) -> None:
        number = office.call()
        command = [sys.executable, "-m", "hotline_department", "run"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
            assert process.stdout is not None
            assert TAXI in process.stdout.readline()
            (tmp_path / "folder" / "in" / "1.json").write_text(
                f'{{"case": "{number}", "act": "accept", "actor": "王科长"}}', "utf-8"
            )
            for attempt in eventually():
                with attempt:
                    names = sorted(path.name for path in (tmp_path / "folder" / "out").glob("*.json"))
                    assert [name.rpartition("-")[2] for name in names] == ["assign.json", "accept.json"]
            process.terminate()
            assert process.wait(PATIENCE) == 0
        assert (tmp_path / "folder" / "done" / "1.json").exists()

    def test_a_system_with_webhooks_sends_its_acts(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = office.call()
        secret = tmp_path / "secret"
        secret.write_text(SECRET, "ascii")
        monkeypatch.setenv("HOTLINE_DEPARTMENT_SECRET_FILE", str(secret))
        monkeypatch.setenv("HOTLINE_DEPARTMENT_LISTEN", "127.0.0.1:0")
        command = [sys.executable, "-m", "hotline_department", "run"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
            assert process.stdout is not None
            address = process.stdout.readline().split(" ")[1]
            assert TAXI in process.stdout.readline()
            body = act_json(number)
            answer = requests.post(address, data=body.encode(), headers=signed("act-1", body), timeout=PATIENCE)
            assert (answer.status_code, answer.json()["case"]["state"]) == (200, "CASE_STATE_IN_PROGRESS")
            process.terminate()
            assert process.wait(PATIENCE) == 0

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("WEBHOOK", "http://127.0.0.1:9/", "SECRET_FILE"),
            ("LISTEN", "0.0.0.0:8070", "TLS"),
            ("LISTEN", "127.0.0.1:here", "端口"),
            ("TOKEN_FILE", "/nowhere", "/nowhere"),
            ("NAME", "", "HOTLINE_DEPARTMENT_NAME"),
            ("SERVICE", "192.0.2.1:50051", "loopback"),
        ],
    )
    def test_an_invalid_setting_is_reported(self, name: str, value: str, message: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        given = {"SECRET_FILE": str(secret)} if name == "LISTEN" else {}
        environment = {f"HOTLINE_DEPARTMENT_{key}": setting for key, setting in {**given, name: value}.items()}
        done = CliRunner().invoke(app, ["run"], env=environment)
        assert (done.exit_code, message in done.output) == (2, True)


def test_the_readme_documents_every_setting_and_command() -> None:
    for name in Settings.model_fields:
        assert f"_{name.upper()}`" in README, name
    for command in ("run", "sheet make", "sheet take"):
        assert f"hotline-department {command}" in README
    assert set(get_command(app).commands) == {"run", "sheet"}  # type: ignore[attr-defined]


def test_the_readmes_example_is_a_valid_act() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    assert parse_act(shown).act == "reply"
    documented = set(re.findall(r"^\| `([a-z_]+)` ", README, re.MULTILINE))
    assert documented == set(LOG_ACTS)
