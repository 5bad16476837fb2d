"""The commands of a department's bridge, and their README."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from hotline_department.acts import LOG_ACTS, parse_act
from hotline_department.exchange import Exchange
from hotline_department.main import app
from hotline_department.outbox import Outbox
from hotline_department.settings import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from typer.main import get_command
from typer.testing import CliRunner

from tests.department.test_exchange import SECRET, act_json, signed
from tests.department.workbook import fill
from tests.hotline import PATIENCE, eventually
from tests.office import TAXI, Office

README = (PROJECT / "clients" / "department" / "README.md").read_text("utf-8")


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

    def test_a_caller_to_phone_is_shown_with_a_reason(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        shown = CliRunner().invoke(app, ["caller", number, "--why", "约定上门时间"])
        assert (shown.exit_code, shown.output) == (0, "张三\t云江钢厂\t+8613800138000\n")
        refused = CliRunner().invoke(app, ["caller", "20261123-999999", "--why", "看看"])
        assert refused.exit_code == 1

    def test_the_status_tells_whether_the_bridge_runs_and_what_is_stuck(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, address = tmp_path / "folder", "http://127.0.0.1:9/"
        monkeypatch.setenv("HOTLINE_DEPARTMENT_WEBHOOK", address)
        before = CliRunner().invoke(app, ["status"])
        assert (before.exit_code, "没有运行" in before.output, folder.exists()) == (1, True, False)
        exchange = Exchange(folder)
        outbox = Outbox(exchange, address)
        event_id = "000000000001-20261123-000001-assign"
        outbox.add(event_id, {"id": event_id})
        with exchange.held():
            running = CliRunner().invoke(app, ["status"])
            assert (running.exit_code, "正在运行" in running.output) == (0, True)
            for _ in range(5):
                outbox.fail(event_id, "HTTP 422")
            stuck = CliRunner().invoke(app, ["status"])
            assert (stuck.exit_code, event_id in stuck.output, "HTTP 422" in stuck.output) == (1, True, True)
            retried = CliRunner().invoke(app, ["retry"])
            assert (retried.exit_code, retried.output) == (0, "1 条动态马上再送，0 件事项马上再办\n")
            assert CliRunner().invoke(app, ["status"]).exit_code == 0
            second = CliRunner().invoke(app, ["run"])
            assert (second.exit_code, "另一个进程" in second.output) == (2, True)

    def test_a_result_that_cannot_be_written_ends_without_a_traceback(self, office: Office, path: Path) -> None:
        number = office.call()
        CliRunner().invoke(app, ["sheet", "make", str(path)])
        fill(path, number, 办理="签收", 经办人="王科长")
        result = CliRunner().invoke(app, ["sheet", "take", str(path), "--out", "/没有/结果.xlsx"])
        assert (result.exit_code, "没有这个文件或文件夹" in result.output) == (2, True)
        assert office.acts(number) == ["REGISTER", "ASSIGN"]

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
        secret.write_text(SECRET.removeprefix("whsec_"), "ascii")
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
            ("SERVICE", "192.0.2.1:50051", "要用 TLS"),
            ("SERVICE", "here", "主机:端口"),
            ("LISTEN", "127.0.0.1:99999", "端口"),
            ("WEBHOOK", "ftp://127.0.0.1/", "https://"),
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
    for command in ("run", "status", "retry", "caller", "sheet make", "sheet take"):
        assert f"hotline-department {command}" in README
    assert set(get_command(app).commands) == {"run", "status", "retry", "caller", "sheet"}  # type: ignore[attr-defined]


def test_the_readmes_example_is_a_valid_act() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    assert parse_act(shown).act == "reply"
    documented = set(re.findall(r"^\| `([a-z_]+)` ", README, re.MULTILINE))
    assert documented == set(LOG_ACTS)
