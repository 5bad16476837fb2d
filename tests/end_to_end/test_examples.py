"""The examples in the documentation work as shown."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1.caller_service_pb2 import CALLBACK_MEASURE_HANDOVER
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, PATIENCE, a_call, eventually
from tests.integration.test_separating import join
from tests.office import NO, TAXI, Office, answer, survey

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


LINE = "110报警服务台"


class LinesSystem:
    """The example of a line's system, which is started and stopped."""

    def __init__(self, server: RunningServer, folder: Path) -> None:
        self._token, self._state, self._log = folder / "line", folder / "state", folder / "log"
        self._token.write_text(AUTHORITY.token("接警系统", [AccessRole.LINE], line=LINE, system=True))
        arguments = (server.address, str(self._token), LINE, str(self._state))
        self._command = [sys.executable, str(EXAMPLES / "line.py"), *arguments]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run it for as long as the test needs it; it must not end by itself."""
        with self._log.open("a") as log:
            process = subprocess.Popen(self._command, stdout=log, stderr=log)
        try:
            yield
            assert process.poll() is None, self.said()
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def said(self) -> str:
        return self._log.read_text()


@pytest.fixture
def lines_system(server: RunningServer, tmp_path: Path) -> LinesSystem:
    return LinesSystem(server, tmp_path)


def hand_over(office: Office, number: str) -> None:
    request = desk_pb.HandOverCaseRequest(reason_code="Y01", line=LINE, told="已转110")
    office.hotline.act(office.hotline.desk.HandOverCase, request, office.case(number), "李值班")


def has_result(office: Office, number: str) -> bool:
    return office.case(number).handovers[-1].state == case_pb2.HANDOVER_STATE_DONE


def test_a_lines_system_takes_a_case_refuses_one_and_hears_of_recalls(
    server: RunningServer, office: Office, lines_system: LinesSystem
) -> None:
    """R8.2: none that was taken back meanwhile, or stopped half way, keeps it from the others."""
    recalled, half, taken = (office.call("你好在吗", phone=f"1380013800{place}") for place in range(3))
    refused = office.call("你好在吗，外地打来的", phone="13800138003")
    for number in (recalled, half, taken, refused):
        hand_over(office, number)
    recall = desk_pb.RecallHandoverRequest(line=LINE, reason="来电人说不用了")
    office.hotline.act(office.hotline.desk.RecallHandover, recall, office.case(recalled), "李值班")
    office.hotline.as_line(LINE).accept(office.case(half), "JJ-1", "接警员7")
    with lines_system.running():
        for attempt in eventually():
            with attempt:
                assert has_result(office, half)
                assert has_result(office, taken)
                assert office.case(refused).handovers[0].state == case_pb2.HANDOVER_STATE_REFUSED
                assert f"{recalled} 已撤回，停止处置：来电人说不用了" in lines_system.said()
    assert office.case(half).handovers[0].record_number == "JJ-1"


def test_a_lines_system_hears_of_what_it_handed_in_and_takes_it_back(
    server: RunningServer, office: Office, lines_system: LinesSystem
) -> None:
    """R8.2, R8.7: given back, and handed over again because the caller is dissatisfied."""
    main = office.call("投诉出租车拒载还乱要价", phone="13900139000")
    with lines_system.running():
        for attempt in eventually():
            with attempt:
                [handed_in] = [case for case in office.hotline.cases() if case.origin.line]
                # The case is there before the example says so.
                assert lines_system.said().startswith(f"{handed_in.number} 已转 12345\n")
    assert handed_in.origin.record_number == "JJ-900"
    other = office.hotline.hand_in(LINE, "JJ-901", a_call("你好在吗"))
    lead = desk_pb.GiveCaseBackRequest(reason="属110", told="已转110")
    office.hotline.act(office.hotline.desk.GiveCaseBack, lead, office.case(other.number), "李值班")
    join(office, handed_in.number, main)
    office.accept(main)
    office.reply(main)
    office.review(main)
    _, own = office.case(main).callers
    office.answer(main, answer("已处罚司机", call_id=own.call_id))
    with lines_system.running():
        for attempt in eventually():
            with attempt:
                assert has_result(office, other.number)
                assert f"{handed_in.number} 的办理情况：已处罚司机" in lines_system.said()
        office.answer(other.number)
        office.survey(other.number, survey(satisfied=NO, resolved=NO))
        office.judge(other.number, CALLBACK_MEASURE_HANDOVER, reason_code="Y01", line=LINE, told="已转110")
        for attempt in eventually():
            with attempt:
                assert len(office.case(other.number).handovers) == 2
                assert has_result(office, other.number)
    assert office.case(other.number).handovers[0].record_number == "JJ-901"


def test_watching_a_case_shows_its_whole_history(server: RunningServer, token: Path, office: Office) -> None:
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number)
    office.answer(number, answer())
    office.close(number)
    office.archive(number)
    said = run(sys.executable, EXAMPLES / "watch.py", server.address, token, number)
    assert [line.split()[1] for line in said.splitlines()] == [f"ACT_{act}" for act in office.acts(number)]
