"""Registering, listing and watching cases with terminal commands."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client.watches import Watch
from hotline_server.cli.case_views import department_in
from hotline_server.cli.main import app
from hotline_server.domain.numbering import parse_number
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner, Result

from tests.hotline import AUTHORITY, SUSPICIOUS
from tests.office import NO, TAXI, Office, answer, designation, survey

Run = Callable[..., Result]


@pytest.fixture
def run(server: RunningServer, tmp_path: Path) -> Run:
    """Runs a command with a token."""

    def run(token: str, *arguments: str, written: bytes = b"") -> Result:
        path = tmp_path / "token"
        path.write_text(token)
        reach = ("--server", server.address, "--token-file", str(path))
        return CliRunner().invoke(app, [*arguments, *reach], input=written)

    return run


OPERATOR = AUTHORITY.token("王话务", [AccessRole.OPERATOR])
CLERK = AUTHORITY.token("刘科员", [AccessRole.DEPARTMENT], TAXI)
CITY = AUTHORITY.token("部门业务系统", [AccessRole.DEPARTMENT], "全市", system=True)


def test_a_call_is_registered_with_every_option(run: Run, office: Office) -> None:
    options = {
        "phone": "13800138000", "name": "张三", "organisation": "云江钢厂", "district": "东湖区",
        "address": "湖滨路 3 号", "operator": "0712", "channel": "来信",
    }  # fmt: skip
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    result = run(OPERATOR, "register", "路灯不亮", *arguments, "--urgent", "--secret", "--json")
    call = office.case(json.loads(result.stdout)["number"]).call
    assert (call.caller.organisation, call.caller.confidential, call.marked_urgent) == ("云江钢厂", True, True)
    assert (call.district, call.address, call.operator) == ("东湖区", "湖滨路 3 号", "0712")
    assert call.channel == case_pb2.CHANNEL_LETTER
    refused = run(OPERATOR, "register", "路灯不亮", "--channel", "传真")
    assert (refused.exit_code, "可用：电话、网站" in refused.output) == (2, True), refused.output


@pytest.mark.usefixtures("suspicious_reading")
class TestQuestionAtATerminal:
    """R2.6: a suspected danger is asked about while the caller is on the line."""

    @pytest.fixture(autouse=True)
    def at_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("typer.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)

    def test_it_is_asked_and_the_answer_recorded(self, run: Run, office: Office) -> None:
        result = run(OPERATOR, "register", SUSPICIOUS, written="什么\n没有危险\n就是有点味道\n".encode())
        assert result.exit_code == 0, result.output
        assert "疑似火灾、燃气泄漏" in result.output
        assert "现在还能看到火或者烟吗？" in result.output
        assert "已交办" in result.output
        (case,) = office.hotline.cases()
        entry = office.case(case.number).log[2]
        assert (entry.reason, entry.actor) == ("就是有点味道", "王话务")

    def test_it_may_be_left_to_the_desk(self, run: Run, office: Office) -> None:
        result = run(OPERATOR, "register", SUSPICIOUS, written=b"\n")
        assert result.exit_code == 0, result.output
        assert "疑似火灾（“有烟味”）、燃气泄漏" in result.output
        (case,) = office.hotline.cases()
        assert case.HasField("open_question")

    def test_what_waits_for_an_answer_is_listed(self, run: Run) -> None:
        run(OPERATOR, "register", "投诉出租车拒载还乱要价")
        run(OPERATOR, "register", SUSPICIOUS, "--json")
        listed = run(OPERATOR, "list", "--awaiting", "答复追问", "--json").output.splitlines()
        assert [json.loads(line)["call"]["content"] for line in listed] == [SUSPICIOUS]
        refused = run(OPERATOR, "list", "--awaiting", "吃饭")
        assert (refused.exit_code, "可用：答复追问、确认拟答" in refused.output) == (2, True)

    def test_scripts_are_not_asked(self, run: Run) -> None:
        result = run(OPERATOR, "register", SUSPICIOUS, "--json")
        assert json.loads(result.stdout)["open_question"]["dangers"][0]["kind"] == "火灾"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_call_is_read_from_standard_input(encoding: str, run: Run, office: Office) -> None:
    written = "投诉出租车拒载,\n司机还骂人\n".encode(encoding)
    registered = json.loads(run(OPERATOR, "register", "-", "--json", written=written).stdout)
    assert office.case(registered["number"]).call.content == "投诉出租车拒载,\n司机还骂人"


def test_binary_standard_input_is_rejected(run: Run, office: Office) -> None:
    refused = run(OPERATOR, "register", "-", written=b"\xff\xfe\x00")
    assert (refused.exit_code, "编码" in refused.output) == (2, True), refused.output
    assert run(OPERATOR, "register", "-").exit_code == 1
    assert list(office.hotline.cases()) == []


@pytest.mark.parametrize(("token", "at"), [(CLERK, ()), (CITY, ("--department", TAXI))], ids=["clerk", "system"])
def test_a_department_sees_its_own_cases(token: str, at: tuple[str, ...], run: Run, office: Office) -> None:
    number, other = office.call(), office.call("请问公交卡在哪里充值")
    assert number in run(token, "list", *at).output
    assert other not in run(token, "list", *at).output
    assert run(token, "list", "--state", "已回复", "--json", *at).output == ""
    shown = run(token, "show", number, *at).output
    assert "交通运输局" in shown
    assert "可以办理" in shown
    assert "签收（交通运输局）" in shown
    assert "+8613800138000" in run(token, "caller", number, "--why", "回访", *at).output
    assert "没有找到" in run(token, "show", other, *at).output
    refused = run(token, "list", "--phone", "13800138000", *at)
    assert (refused.exit_code, "--state" in refused.output) == (2, True)
    assert "可用：待签收" in run(token, "list", "--state", "待研判", *at).output


def test_the_default_department_comes_only_from_a_department_token() -> None:
    assert department_in(CLERK) == TAXI
    both = AUTHORITY.token("某人", [AccessRole.DEPARTMENT, AccessRole.OPERATOR], TAXI)
    for token in (OPERATOR, both, "", "x", "x.y.z", "x.W10.z"):
        assert department_in(token) == ""


@pytest.fixture
def watch(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """Watches until some lines were printed, as somebody does who then presses Ctrl-C; returns the lines' parts."""

    def watch(token: str, lines: int, *arguments: str, act: Callable[[], object] = lambda: None) -> list[list[str]]:
        opened = threading.Event()
        printed: list[str] = []
        take_cursor = Watch.started

        def open_(watch: Watch, metadata: Any) -> None:
            take_cursor(watch, metadata)
            opened.set()

        def print_(line: str) -> None:
            printed.append(line)
            if len(printed) == lines:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Watch, "started", open_)
            patch.setattr("typer.echo", print_)
            watching = threading.Thread(target=run, args=(token, "watch", *arguments), daemon=True)
            watching.start()
            assert opened.wait(20)
            act()
            watching.join(20)
        assert len(printed) == lines
        return [line.split("  ") for line in printed]

    return watch


def test_a_department_watches_a_case_of_its_own(watch: Callable[..., list[list[str]]], office: Office) -> None:
    number = office.call()
    office.call()
    office.accept(number)
    office.reply(number)
    assert [parts[3] for parts in watch(CLERK, 3, number)] == ["交办", "签收", "回复办理结果"]


@pytest.mark.parametrize("token", [OPERATOR, CLERK], ids=["desk", "department"])
def test_new_cases_are_watched_in_a_terminal(token: str, watch: Callable[..., list[list[str]]], office: Office) -> None:
    number = office.call()

    def act() -> None:
        office.accept(number)
        office.progress(number)

    lines = watch(token, 2, act=act)
    assert [(parts[0], parts[4]) for parts in lines] == [(number, "签收"), (number, "反馈进展")]


class TestPage:
    """P2: a page says what a case waits for, whose it is, and what each caller was told and said."""

    def shown(self, run: Run, number: str) -> list[str]:
        lines = run(OPERATOR, "show", number).output.splitlines()
        return [" ".join(line.strip("│").split()) for line in lines]

    def test_before_a_leader(self, run: Run, office: Office) -> None:
        """R2.4: what was asked, that all wait, until when."""
        number = office.call()
        office.accept(number)
        asked = desk_pb.EscalateCaseRequest(
            context=office.context(number), reason="面广", question="是否约谈公司", hold=True
        )
        office.hotline.desk.EscalateCase(asked)
        page = self.shown(run, number)
        assert any(line.startswith("等待 ") and line.endswith("前 领导：领导批示（值班室）") for line in page), page
        assert "请示领导 11-23 09:30 值班室：是否约谈公司" in page
        assert any("让等批示 11-23 09:30 起" in line for line in page)
        assert any("（计时停着：等领导批示）" in line for line in page)

    def test_of_callers_who_were_told_and_asked(self, run: Run, office: Office) -> None:
        """R2.3, R8.7, R8.8: each their own, until the case is archived and after."""
        main, joined = office.call(), office.call("出租车拒载，司机态度恶劣", phone="13900139000")
        office.hotline.desk.JoinCases(
            desk_pb.JoinCasesRequest(context=office.context(joined), into_number=main, reason="同一辆车")
        )
        assert f"并入 {main}，来电人随它答复，进展看那个工单" in self.shown(run, joined)
        told = desk_pb.RecordNoticeRequest(
            context=office.context(main), call_id=parse_number(joined), means="短信", content="由交通运输局办理"
        )
        office.hotline.desk.RecordNotice(told)
        for step in (office.accept, office.reply, office.review):
            step(main)
        for call in (main, joined):
            office.answer(main, answer("已处罚司机", call_id=parse_number(call)))
        office.survey(main, survey(satisfied=NO), call_id=parse_number(joined))
        page = self.shown(run, main)
        rows = {number: page.index(line) for number in (main, joined) for line in page if line.startswith(number)}
        own, other = page[rows[main] : rows[joined]], page[rows[joined] :]
        assert any("答复群众（电话）：已处罚司机" in line or "答复其中一人（电话）：已处罚司机" in line for line in own)
        assert not any("由交通运输局办理" in line for line in own)
        assert any("告知来电人（短信）：由交通运输局办理" in line for line in other)
        assert any("回访：接通，响应：是，解决：是，满意：否" in line for line in other)
        assert any(line.endswith("值班室：研判回访") for line in page), page
        assert any(f"答复其中一人 来电 {main}" in line for line in page), page

    def test_of_an_emergency_that_a_line_refused(self, run: Run, office: Office) -> None:
        """R2.6, R8.2: who was alarmed about what."""
        number = office.call("我家着火了快来人")
        office.hotline.as_line("119消防救援").refuse(office.case(number), "打不通", actor="接警员7")
        page = self.shown(run, number)
        assert any(line.startswith("逐级报告 11-23 09:30 移交119消防救援，第 1 级，已报告值班室") for line in page), (
            page
        )

    def test_after_an_act_says_nothing_of_what_it_does_not_know(
        self, run: Run, office: Office, server: RunningServer, tmp_path: Path
    ) -> None:
        number = office.call()
        page = act(server, tmp_path, "urge", number, "快一点").output
        assert "催办 来电人催办 1 次" in " ".join(page.split())
        assert "告知、答复和回访" not in page
        assert "告知、答复和回访" in run(OPERATOR, "show", number).output


def act(server: RunningServer, tmp_path: Path, *arguments: str) -> Result:
    """Act as an operator."""
    (tmp_path / "operator").write_text(OPERATOR)
    reach = ("--server", server.address, "--token-file", str(tmp_path / "operator"))
    return CliRunner().invoke(app, ["act", *reach, *arguments])


def test_who_may_not_act_is_told_whose_the_act_is(server: RunningServer, office: Office, tmp_path: Path) -> None:
    """P3."""
    refused = act(server, tmp_path, "mark-nuisance", office.call(), "--why", "骂人")
    assert (refused.exit_code, refused.output.splitlines()[-1]) == (1, "没有权限，由值班长办理")


class TestLists:
    """What waits for the desk, and until when (P2)."""

    def test_requests_of_departments_are_listed_with_who_decides_and_until_when(self, run: Run, office: Office) -> None:
        """R3.2, R8.4."""
        objected, asked = office.call(), office.call("投诉出租车绕路")
        office.object(objected)
        office.clock.advance(minutes=30)
        office.accept(asked)
        office.ask_extension(asked, 3)
        lines = [line.split()[:4] for line in run(OPERATOR, "pending").output.splitlines()[1:]]
        assert [objected, "裁定派单异议", TAXI, "值班长"] in lines
        assert [asked, "答复延期申请（3", "个工作日）", TAXI] in lines

    def test_what_the_desk_is_to_do_next_is_listed_too(self, run: Run, office: Office) -> None:
        """P2: to decide, to verify, to confirm what is proposed, to review a reply, to answer the caller."""
        unclear, danger, asked = (
            office.call(said) for said in ("你好在吗", "我家楼下着火了，快来人", "请问租房怎么提取公积金")
        )
        replied, resolved = office.call(), office.call("投诉出租车绕路")
        for number in (replied, resolved):
            office.accept(number)
            office.reply(number)
        office.review(resolved)
        rows = [line.split() for line in run(OPERATOR, "pending").output.splitlines()[1:]]
        wanted = {(row[0], row[1]) for row in rows}
        assert wanted >= {
            (unclear, "研判"),
            (danger, "核实险情"),
            (asked, "确认拟答"),
            (replied, "审核回复"),
            (resolved, "答复来电人"),
        }
        first = run(OPERATOR, "pending", "--owner", "值班室", "--limit", "1").output.splitlines()
        assert first[1].split()[1] == "核实险情", "what is due first"
        assert first[2].startswith("还有 ")
        assert run(OPERATOR, "pending", "--before", "2026-11-01").output.splitlines()[1:] == []

    def test_what_is_the_desks_own_or_held_open_is_listed_and_callers_are_counted(
        self, run: Run, office: Office
    ) -> None:
        """P2, R2.2, R2.3, R2.5: a caller who joins makes no second row."""
        own, main, joined = office.call("你好在吗"), office.call(), office.call()
        office.assign(own, designation("值班室"))
        context = office.context(joined)
        office.hotline.desk.JoinCases(desk_pb.JoinCasesRequest(context=context, into_number=main, reason="同一件事"))
        output = run(OPERATOR, "pending").output
        rows = [line.split("  ") for line in output.splitlines()[1:]]
        listed = {(row[0], row[1], next(filter(None, (cell.strip() for cell in row[2:])))) for row in rows}
        assert (own, "值班室承办", "值班室") in listed, output
        assert (main, "告知来电人", "2 个来电") in listed, output
        assert len([row for row in rows if row[0] == main]) == 1

    def test_whom_to_call_is_listed_with_the_attempt(self, run: Run, office: Office) -> None:
        """R8.7."""
        number = office.call()
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
        assert number not in run(OPERATOR, "callbacks", "--before", "2026-11-23").output
        listed = run(OPERATOR, "callbacks", "--before", "2026-11-24T09:00").output
        assert listed.splitlines()[-1].split()[:1] + listed.splitlines()[-1].split()[2:4] == [number, "回访", "1"]
        assert listed.splitlines()[-1].split()[1] == number, "a call goes by the number of the case that it opened"
