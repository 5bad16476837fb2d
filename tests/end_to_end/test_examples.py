"""The examples in the documentation work as shown."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, PATIENCE, eventually
from tests.office import TAXI, Office, answer

EXAMPLES = PROJECT / "clients" / "python" / "examples"
README = (PROJECT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<language>sh|python)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = [(found["language"], found["text"]) for found in BLOCK.finditer(README)]


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(AUTHORITY.token("某人", [AccessRole.TELEPHONY, AccessRole.OPERATOR, AccessRole.DEPARTMENT], "全市"))
    return path


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_registers_a_call_from_python(server: RunningServer, token: Path) -> None:
    (shown,) = [text for language, text in SHOWN if language == "python"]
    shown = shown.replace("127.0.0.1:50051", server.address).replace("var/development/tokens/telephony.jwt", str(token))
    assert "消防救援支队" in run(sys.executable, "-c", shown)


def test_the_readme_registers_a_call_from_a_terminal(server: RunningServer, token: Path) -> None:
    (shown,) = [text for language, text in SHOWN if "hotline register" in text]
    program, *arguments = shlex.split(shown)
    assert program == ".venv/bin/hotline"
    reach = ["--server", server.address, "--token-file", str(token)]
    assert "油烟" in run(sys.executable, "-m", "hotline_server.cli.main", *arguments, *reach)


def test_the_readme_registers_a_call_with_grpcurl(server: RunningServer, token: Path) -> None:
    (shown,) = [text for language, text in SHOWN if language == "sh" and "grpcurl" in text]
    shown = shown.replace("127.0.0.1:50051", server.address).replace("var/development/tokens/telephony.jwt", str(token))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    said = subprocess.run(
        ["sh", "-c", shown], capture_output=True, text=True, check=False, env=os.environ | {"PATH": path}
    )
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout)["case"]["decision"]["outcome"] == "OUTCOME_DIRECT_ANSWER"


def test_the_readme_of_the_client_registers_a_call(server: RunningServer, token: Path, tmp_path: Path) -> None:
    """Its TLS and its address are of another machine; everything else is as it is shown."""
    page = (PROJECT / "clients" / "python" / "README.md").read_text("utf-8")
    ((_, shown),) = BLOCK.findall(page)
    shown = shown.replace("hotline.city.example:50051", server.address).replace(", tls=tls)", ")")
    (tmp_path / "authority.pem").write_text("")
    shown = f"current_token = lambda: {token.read_text()!r}\n{shown}\nprint(case.decision.lead_department.name)"
    shown = shown.replace('"authority.pem"', repr(str(tmp_path / "authority.pem")))
    assert "交通运输局" in run(sys.executable, "-W", "ignore", "-c", shown)


def test_a_telephony_system_registers_a_call_once_however_often_it_is_sent(
    server: RunningServer, token: Path, office: Office
) -> None:
    first, again = (run(sys.executable, EXAMPLES / "telephony.py", server.address, token) for _ in range(2))
    assert first == again
    assert "交通运输局" in first
    assert len(list(office.hotline.cases())) == 1


@pytest.mark.parametrize(
    ("chosen", "said", "state"),
    [(1, "已答复", case_pb2.CASE_STATE_ANSWERED), (0, "由值班室研判", case_pb2.CASE_STATE_REGISTERED)],
)
def test_an_operators_system_confirms_a_proposed_answer_or_declines_all(
    server: RunningServer, token: Path, office: Office, chosen: int, said: str, state: case_pb2.CaseState.ValueType
) -> None:
    """R2.1, P2."""
    command = [sys.executable, str(EXAMPLES / "desk.py"), server.address, str(token), "请问租房怎么提取公积金"]
    done = subprocess.run(command, input=f"{chosen}\n", capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout.splitlines()[-1]
    assert [case.state for case in office.hotline.cases()] == [state]


def test_a_department_system_resumes_where_it_stopped(
    server: RunningServer, token: Path, office: Office, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    command = [sys.executable, str(EXAMPLES / "department.py"), server.address, str(token), TAXI, str(state)]

    def handles(number: str) -> None:
        with (tmp_path / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            for attempt in eventually():
                with attempt:
                    assert office.case(number).state == case_pb2.CASE_STATE_REPLIED
        finally:
            process.terminate()
            process.wait(PATIENCE)

    number = office.call()
    handles(number)
    handles(office.call(phone="13900139000"))
    assert office.acts(number).count("REPLY") == 1


def test_a_lines_system_takes_a_case_refuses_one_reports_a_result_and_hands_one_in(
    server: RunningServer, office: Office, tmp_path: Path
) -> None:
    """R8.2."""
    line, token, state = "110报警服务台", tmp_path / "line", tmp_path / "state"
    token.write_text(AUTHORITY.token("接警系统", [AccessRole.LINE], line=line, system=True))
    taken, refused = office.call("你好在吗"), office.call("喂")
    for number, code in ((taken, "Y01"), (refused, "Y05")):
        request = desk_pb.HandOverCaseRequest(reason_code=code, line=line, told="已转110")
        office.hotline.act(office.hotline.desk.HandOverCase, request, office.case(number), "李值班")
    command = [sys.executable, str(EXAMPLES / "line.py"), server.address, str(token), line, str(state)]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        for attempt in eventually():
            with attempt:
                assert office.case(taken).handovers[0].state == case_pb2.HANDOVER_STATE_DONE
                assert office.case(refused).handovers[0].state == case_pb2.HANDOVER_STATE_REFUSED
    finally:
        process.terminate()
        process.wait(PATIENCE)
    [handed_in] = [case for case in office.hotline.cases() if case.origin.line]
    assert handed_in.origin.record_number == "JJ-900"
    assert (tmp_path / "log").read_text().splitlines()[0] == f"{handed_in.number} 已转 12345"


def test_watching_a_case_shows_its_whole_history(server: RunningServer, token: Path, office: Office) -> None:
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number)
    office.answer(number, answer())
    office.close(number)
    archive = desk_pb.ArchiveCaseRequest(context=office.context(number), reason="已办结")
    office.hotline.desk.ArchiveCase(archive)
    said = run(sys.executable, EXAMPLES / "watch.py", server.address, token, number)
    assert [line.split()[1] for line in said.splitlines()] == [f"ACT_{act}" for act in office.acts(number)]
