"""``hotline rules``: drafts in local files, and the rule book in force through the service."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from unittest.mock import Mock

import pytest
import typer
from hotline.v1 import rule_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.cli.rule_drafts import BUNDLED_RULES
from hotline_server.cli.rules import simulate_on_calls
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_base, read_files, write_base
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.sql import execute
from openpyxl import load_workbook
from peewee import PeeweeException
from typer.testing import CliRunner, Result

from tests.hotline import AUTHORITY, SetClock, StartServer, a_call, connect
from tests.integration.test_earlier_cases import COUNTS, RULES
from tests.integration.test_rule_service import taxi_to, weakened


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command that opened the database itself would fail on a folder."""
    monkeypatch.setenv("HOTLINE_DATABASE", f"sqlite:///{tmp_path}")


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    """The tokens of those who have to do with rules, and of some who have not, in files."""
    folder = tmp_path / "tokens"
    folder.mkdir()
    for name, role in (
        ("陈规则", AccessRole.RULE_MAINTAINER),
        ("周审批", AccessRole.RULE_APPROVER),
        ("赵处长", AccessRole.RULE_APPROVER),
        ("王话务", AccessRole.OPERATOR),
    ):
        (folder / name).write_text(AUTHORITY.token(name, [role]))
    return folder


def written(draft: pb.Draft, folder: Path) -> Path:
    for name, text in draft.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    write_base(folder, load_published(read_files(BUNDLED_RULES), KnownNames()).version)
    return folder


@pytest.fixture
def taxis(tmp_path: Path) -> Path:
    return written(taxi_to("交警支队"), tmp_path / "taxis")


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    return written(weakened(), tmp_path / "weak")


def rules(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["rules", *map(str, arguments)])


def as_(who: Path, server: RunningServer) -> tuple[str, Path, str, str]:
    return "--token-file", who, "--server", server.address


@pytest.fixture
def approver(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, AUTHORITY.token("周审批", [AccessRole.RULE_APPROVER])) as client:
        yield client


def in_force(approver: Hotline) -> str:
    return approver.rules.GetRuleBook(pb.GetRuleBookRequest()).version


def edition_in_force(approver: Hotline) -> str:
    return approver.rules.GetRuleBook(pb.GetRuleBookRequest()).edition


def test_drafts_are_tested_without_a_service(taxis: Path) -> None:
    found = rules("check", taxis).output
    assert "没有错误" in found
    # Some day policies end.
    assert [one for one in found.split("\n") if one.startswith("提醒") and not re.search("失效|复核", one)] == []
    assert "没有逐项试的有：" in found
    assert "不通过 0" in rules("test", taxis).output
    assert "改为“交警支队牵头" in rules("diff", PROJECT / "rules", taxis).output
    explained = rules("explain", "投诉出租车拒载", "--rules", taxis).output
    assert "交警支队" in explained
    assert "成立的规则：\n  HD-03 归一个部门管的诉求转办（优先级 30，依据 R2.3）" in explained
    assert "期限：5个工作日（" in explained
    assert "字词表，事项“出租车与网约车”：" in explained
    assert "判读模型，事项“出租车与网约车”（把握 " in explained
    asked = rules("explain", "请问租房怎么提取公积金", "--rules", taxis).output
    assert "拟给话务员答复的政策：\n  P001 租房提取住房公积金（把握 " in asked
    assert "也成立、但由上面的规则作主的：\n  HD-02" in asked
    at_the_lake = rules("explain", "东湖区湖滨路的垃圾堆在路边没人清运,投诉", "--rules", taxis).output
    assert "牵头：湖滨街道  协办：东湖区人民政府" in at_the_lake
    assert "地点=湖滨路" in at_the_lake
    supposed = ("--district", "东湖区", "--type", "投诉", "--channel", "电话", "--fact", "同号码七日来电数=6", "--json")
    told = json.loads(rules("explain", "投诉出租车拒载", "--rules", taxis, *supposed).output)
    facts = {one["name"]: one.get("value", "") for one in told["decision"]["facts"]}
    assert (facts["区县"], facts["渠道"], facts["同号码七日来电数"]) == ("东湖区", "电话", "6")
    assert told["deadline"]
    for wrong in ("没有的=1", "同号码七日来电数=多", "渠道=烽火", "工作时间=也许", "街道=没有的", "事项=公交、没有"):
        refused = rules("explain", "投诉出租车拒载", "--rules", taxis, "--fact", wrong)
        assert (refused.exit_code, wrong.partition("=")[0] in refused.output) == (1, True), refused.output
    assert "$defs" in rules("schema").output


def test_a_check_fails_where_a_test_does_and_names_the_files_that_it_does_not_read(weak: Path) -> None:
    (weak / "rules" / "more.yml").write_text("规则: []\n", "utf-8")
    (weak / "~$规则.xlsx").write_bytes(b"")
    (weak / "rules" / ".~more.yaml").write_text("规则: [", "utf-8")
    wrong = "用途: 办理\n用例:\n  - {编号: A, 依据: 试, 内容: 路灯不亮, 期望: {处理方式: 重大突发}}\n"
    (weak / "tests" / "wrong.yaml").write_text(wrong, "utf-8")
    result = rules("check", weak)
    assert result.exit_code == 1
    assert "不通过" in result.output
    assert "不能发布" in result.output
    assert "未读取 rules/more.yml，规则文件名应以 .yaml 结尾" in result.output
    assert "未读取 ~$规则.xlsx，是表格软件打开文件时的临时文件" in result.output
    assert "未读取 rules/.~more.yaml，是编辑器留下的临时文件" in result.output
    assert "未读取的文件 3 个" in result.output


@pytest.mark.parametrize("verb", [["check"], ["test"], ["explain", "投诉出租车拒载", "--rules"]])
def test_an_error_in_a_draft_is_reported_with_its_location(verb: list[str], taxis: Path) -> None:
    (taxis / "routing.yaml").write_text("派单目录:\n  - {事项: 公交, 牵头: 没有的局}\n", "utf-8")
    result = rules(*verb, taxis)
    assert result.exit_code == 1
    assert "routing.yaml:2:14" in result.output


def test_an_unreadable_directory_is_reported(tmp_path: Path, taxis: Path) -> None:
    wrong = tmp_path / "directory.yaml"
    for text in ("城市: [", "城市: 云江"):
        wrong.write_text(text, "utf-8")
        result = rules("check", taxis, "--directory", wrong)
        assert (result.exit_code, f"无法读取单位目录文件 {wrong}" in result.output) == (2, True), result.output


def test_an_approver_publishes_and_rolls_back_through_the_service(
    server: RunningServer, hotline: Hotline, tokens: Path, taxis: Path
) -> None:
    number = hotline.register(a_call()).number
    me = as_(tokens / "周审批", server)
    published = rules("publish", taxis, "--why", "职责调整", *me)
    assert "周审批" in published.output, published.output
    assert hotline.register(a_call()).decision.lead_department.name == "交警支队"
    assert "交通运输局" in rules("explain", number, *me).output
    assert "交警支队" in rules("explain", "投诉出租车拒载", *me).output
    assert rules("explain", "20261123-999999", *me).exit_code == 1
    assert "已回退" in rules("rollback", "--why", "先退回", *me).output
    assert hotline.register(a_call()).decision.lead_department.name == "交通运输局"
    assert "先退回" in rules("versions", *me).output
    assert "已恢复" in rules("rollback", "--forward", "--why", "再恢复", *me).output
    # As kind and in the reason.
    assert rules("versions", *me).output.count("恢复") == 2


def test_a_maintainer_compares_and_simulates_through_the_service(
    server: RunningServer, hotline: Hotline, tokens: Path, taxis: Path, tmp_path: Path
) -> None:
    me = as_(tokens / "陈规则", server)
    assert "没有可供模拟的来电" in rules("simulate", taxis, *me).output
    # Rules that count what nobody counted yet.
    (taxis / "rules" / "zz.yaml").write_text(RULES, "utf-8")
    number = hotline.register(a_call()).number
    assert "改为“交警支队牵头" in rules("diff", taxis, *me).output
    picture = tmp_path / "picture.svg"
    said = rules("simulate", taxis, "--picture", picture, *me).output
    assert "共模拟 1 个，有变化的 1 个" in said
    assert number in said
    assert all(name in said for name in COUNTS)
    assert "<svg" in picture.read_text("utf-8")
    messages = tmp_path / "messages.csv"
    messages.write_text("subject,content\n出租车,投诉出租车拒载\n问好,你好在吗\n", "utf-8")
    said = rules("simulate", taxis, "--messages", messages, *me).output
    assert "共模拟 2 个，有变化的 1 个" in said, said


@pytest.mark.each_database
def test_a_simulation_on_a_replica_stops_and_goes_on_and_tells_emergencies_first(
    settings: Settings, start_server: StartServer, tokens: Path, weak: Path, tmp_path: Path
) -> None:
    settings.simulation_database = settings.database
    server = start_server()
    hotline, me = connect(server.address), as_(tokens / "陈规则", server)
    shocked = hotline.register(a_call("有人触电了,快来救人")).number
    numbers = [hotline.register(a_call()).number for _ in range(3)]
    workbook = tmp_path / "changes.xlsx"
    said = rules("simulate", weak, "--calls", "2", "--xlsx", workbook, *me).output
    assert f"--before {numbers[1]}" in said
    assert "共模拟 2 个，有变化的 0 个" in said
    said = rules("simulate", weak, "--before", numbers[1], "--xlsx", workbook, *me).output
    assert "不再按重大突发处置的 1 个，新按重大突发处置的 0 个" in said
    assert "共模拟 2 个，有变化的 1 个" in said
    assert said.index("不再按重大突发") < said.index("一个也没有用上的规则、目录行")
    sheets = load_workbook(workbook)
    assert f"没有用上的规则、目录行 {sheets['没有用上'].max_row - 1} 条" in said
    _, row = sheets["变化"].iter_rows(values_only=True)
    assert (row[0], row[1], len(row)) == (shocked, "重大突发", 5)
    assert "不是工单号" in rules("simulate", weak, "--before", "x", *me).output
    with pytest.raises(PeeweeException):
        execute(server.service.stores.past_calls.database, "DELETE FROM call")


def test_a_simulation_that_is_stopped_says_so_and_ends_on_the_server(
    server: RunningServer, hotline: Hotline, taxis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hotline.register(a_call())
    with pytest.raises(UnmetConditionError, match="模拟已停止"):
        server.desk.rule_books.simulation.run(read_files(taxis), 5, "", lambda: False)
    service = Mock()
    service.rules.SimulateDraft.side_effect = KeyboardInterrupt
    with pytest.raises(typer.Exit):
        simulate_on_calls(service, taxis, 5, "")
    assert capsys.readouterr().err == "已停下，还没有模拟出结果\n"


@pytest.mark.each_database
def test_a_draft_in_the_shadow_has_a_digest_of_each_day(
    server: RunningServer, hotline: Hotline, tokens: Path, weak: Path, taxis: Path, clock: SetClock
) -> None:
    me = as_(tokens / "陈规则", server)
    assert "比较了 0 个来电" in rules("shadow", weak, *me).output
    hotline.register(a_call("有人触电了,快来救人"))
    hotline.register(a_call())
    clock.now += timedelta(days=1)
    hotline.register(a_call("有人触电了,快来救人"))
    said = rules("shadow", "--stop", *me).output
    assert "试运行已结束：比较了 3 个来电，决定不同的 2 个" in said
    first, second = (said.index(f"2026-11-{day}：重大突发 → ") for day in (24, 23))
    assert first < second < said.index("20261124-")
    assert rules("shadow", taxis, "--stop", *me).exit_code == 2


@pytest.mark.parametrize(
    ("encoding", "heads"), [("utf-8", "subject,content"), ("utf-8-sig", "标题,内容"), ("gb18030", "标题,内容")]
)
def test_messages_of_any_table_program_are_simulated(
    server: RunningServer, tokens: Path, taxis: Path, tmp_path: Path, encoding: str, heads: str
) -> None:
    me, messages = as_(tokens / "陈规则", server), tmp_path / "messages.csv"
    messages.write_text(f"{heads}\n出租车,投诉出租车拒载\n问好,=1+1\n", encoding)
    workbook = tmp_path / "changes.xlsx"
    said = rules("simulate", taxis, "--messages", messages, "--xlsx", workbook, *me).output
    assert "共模拟 2 个，有变化的 1 个" in said, said
    messages.write_text("没有的\n一\n", encoding)
    assert "没有“内容”" in rules("simulate", taxis, "--messages", messages, *me).output


def test_losing_an_emergency_requires_a_second_approver(
    server: RunningServer, approver: Hotline, tokens: Path, weak: Path
) -> None:
    """R2.6: each with a token of their own; neither alone, nor with a name."""
    before = in_force(approver)
    me = as_(tokens / "周审批", server)
    assert "hotline rules approve 1" in rules("publish", weak, "--why", "调整", *me).output
    assert "不能就是提请的人" in rules("approve", "1", *me).output
    for who in ("陈规则", "王话务"):
        assert "没有权限" in rules("approve", "1", *as_(tokens / who, server)).output
    assert "EM-12" in rules("proposal", "1", *as_(tokens / "赵处长", server)).output
    assert in_force(approver) == before
    assert "周审批，赵处长 同意" in rules("approve", "1", *as_(tokens / "赵处长", server)).output
    assert in_force(approver) != before
    assert "已同意（赵处长）" in rules("versions", *me).output


def test_a_proposal_is_declined_at_a_terminal(
    server: RunningServer, approver: Hotline, tokens: Path, weak: Path
) -> None:
    before = in_force(approver)
    rules("publish", weak, "--why", "调整", *as_(tokens / "周审批", server))
    declined = rules("decline", "1", "--why", "触电不能漏", *as_(tokens / "赵处长", server))
    assert "赵处长没有同意第 1 号提请" in declined.output
    assert in_force(approver) == before


def test_a_maintainer_proposes_a_draft_for_a_set_time_and_it_is_called_off(
    server: RunningServer, hotline: Hotline, approver: Hotline, tokens: Path, taxis: Path, tmp_path: Path
) -> None:
    hotline.register(a_call())
    before, me = in_force(approver), as_(tokens / "陈规则", server)
    proposed = rules("propose", taxis, "--why", "职责调整", "--at", "2026-12-01T08:00", *me)
    assert "2026-12-01 08:00 生效" in proposed.output, proposed.output
    director = as_(tokens / "赵处长", server)
    seen = rules("proposal", "1", "--simulate", "--out", tmp_path / "seen", *director).output
    assert "改为“交警支队牵头" in seen
    assert "不通过 0" in seen
    assert "共模拟 1 个，有变化的 1 个" in seen
    assert read_base(tmp_path / "seen").startswith(before)
    assert "待生效" in rules("approve", "1", "--comment", "同意", *director).output
    assert "赵处长 同意" in rules("versions", *me).output
    assert "已取消（陈规则：不办了）" in rules("cancel", "1", "--why", "不办了", *me).output
    past = rules("publish", taxis, "--why", "职责调整", "--at", "2026-01-01", *director)
    assert (past.exit_code, "生效时间" in past.output) == (1, True), past.output
    assert in_force(approver) == before


def test_a_draft_is_exported_merged_published_and_remembers_what_it_begins_from(
    server: RunningServer, approver: Hotline, tokens: Path, tmp_path: Path, taxis: Path
) -> None:
    me = as_(tokens / "周审批", server)
    mine = tmp_path / "mine"
    assert "已导出" in rules("export", mine, *me).output
    assert "已有内容" in rules("export", mine, *me).output
    assert rules("check", mine).exit_code == 0
    handling = mine / "rules" / "handling.yaml"
    handling.write_text(handling.read_text("utf-8").replace("表扬转达给", "表扬转给"), "utf-8")
    assert "已发布" in rules("publish", taxis, "--why", "先发布的", *me).output
    assert rules("publish", mine, "--why", "调整", *me).output.count("hotline rules rebase") == 1
    assert f"已并入 {edition_in_force(approver)}" in rules("rebase", mine, *me).output
    assert "表扬转给" in handling.read_text("utf-8")
    assert "已发布" in rules("publish", mine, "--why", "调整", *me).output
    assert read_base(mine) == edition_in_force(approver)


def test_tables_go_out_as_a_workbook_and_come_back_into_a_draft(
    server: RunningServer, approver: Hotline, tokens: Path, tmp_path: Path
) -> None:
    """R8.2"""
    me, book, draft = as_(tokens / "周审批", server), tmp_path / "规则.xlsx", tmp_path / "draft"
    assert f"已导出 {in_force(approver)}" in rules("export", book, *me).output
    unchanged = rules("import", book, draft, *me)
    assert (unchanged.exit_code, "派单目录：改动 0 行" in unchanged.output) == (0, True), unchanged.output
    assert read_files(draft) == read_files(BUNDLED_RULES)
    sheets = load_workbook(book)
    rows = {row[0].value: row for row in sheets["派单目录"].iter_rows()}
    rows["出租车与网约车"][5].value, rows["公交"][5].value = "交警支队", "没有的局"
    sheets.save(book)
    # Offline, as the folder is a draft already.
    mixed = rules("import", book, draft)
    assert (mixed.exit_code, "没有叫“没有的局”的部门" in mixed.output) == (1, True), mixed.output
    assert "牵头: 交警支队, 期限: 5}" in (draft / "routing.yaml").read_text("utf-8")
    assert "没有的局" not in (draft / "routing.yaml").read_text("utf-8")
    rest = load_workbook(tmp_path / "规则-余下.xlsx")["派单目录"]
    assert [row[6].value for row in rest.iter_rows(min_row=2)] == ["没有的局"]
    again = rules("import", book, draft)
    assert (again.exit_code, "草稿已经有别的改动，没有导入" in again.output) == (1, True)
    assert rules("export", draft / "草稿.xlsx", "--rules", draft).exit_code == 0
    assert rules("export", tmp_path / "other", "--rules", draft).exit_code == 2
    for name, content in (("坏.xlsx", b"PK\x03\x04"), ("空.csv", b"a,b\n1,2\n")):
        (tmp_path / name).write_bytes(content)
        refused = rules("import", tmp_path / name, draft)
        assert (refused.exit_code, name in refused.output) == (1, True), refused.output


def test_a_conflict_leaves_the_draft_as_it_is_until_somebody_decides(
    server: RunningServer, approver: Hotline, tokens: Path, tmp_path: Path, taxis: Path
) -> None:
    me = as_(tokens / "周审批", server)
    buses = written(taxi_to("公共交通集团"), tmp_path / "buses")
    assert "已发布" in rules("publish", buses, "--why", "先发布的", *me).output
    refused = rules("rebase", taxis, *me)
    assert refused.exit_code == 1
    assert "双方都有改动 routing.yaml#出租车与网约车" in refused.output
    assert read_base(taxis) != edition_in_force(approver)
    keep = ("--keep", "routing.yaml#出租车与网约车", "--keep", "tests/decisions.yaml#D-08")
    assert "已并入" in rules("rebase", taxis, *keep, *me).output
    assert "交警支队" in (taxis / "routing.yaml").read_text("utf-8")
    assert read_base(taxis) == edition_in_force(approver)


@pytest.mark.parametrize("option", ["--by", "--consent-by", "--consent-token"])
@pytest.mark.parametrize("verb", ["publish", "rollback"])
def test_options_that_name_the_person_are_not_accepted(verb: str, option: str, weak: Path) -> None:
    result = rules(verb, "--why", "调整", option, "赵处长")
    assert (result.exit_code, "没有选项" in result.output) == (2, True), result.output


def test_only_approvers_change_the_rule_book_in_force(server: RunningServer, approver: Hotline, tokens: Path) -> None:
    before = in_force(approver)
    for verb, who in product(("publish", "rollback"), ("陈规则", "王话务")):
        result = rules(verb, "--why", "调整", *as_(tokens / who, server))
        assert (result.exit_code, "没有权限，由规则审批人办理" in result.output) == (1, True), result.output
        assert ("hotline rules propose" in result.output) == (verb == "publish")
    assert in_force(approver) == before


def test_a_file_without_a_token_is_reported(tokens: Path, weak: Path) -> None:
    (tokens / "empty").write_text("\n")
    (tokens / "binary").write_bytes(b"\xff\x00")
    for name in ("empty", "binary", "missing"):
        result = rules("publish", weak, "--why", "调整", "--token-file", tokens / name)
        assert (result.exit_code, name in result.output) == (2, True), result.output


def test_an_invalid_draft_changes_nothing(server: RunningServer, approver: Hotline, tokens: Path, taxis: Path) -> None:
    before = in_force(approver)
    me = as_(tokens / "周审批", server)
    routing = (taxis / "routing.yaml").read_bytes()
    (taxis / "routing.yaml").write_bytes("派单目录".encode("gbk"))
    assert "routing.yaml: 文件不是 UTF-8" in rules("publish", taxis, "--why", "调整", *me).output
    (taxis / "routing.yaml").write_bytes(routing.replace("交警支队".encode(), "交警大队".encode()))
    result = rules("publish", taxis, "--why", "调整", *me)
    assert (result.exit_code, "没有叫“交警大队”的部门" in result.output) == (1, True), result.output
    (taxis / "routing.yaml").write_bytes(routing)
    shutil.rmtree(taxis / "tests")
    assert "没有用例，不能发布" in rules("publish", taxis, "--why", "调整", *me).output
    empty = taxis / "empty"
    empty.mkdir()
    assert "草稿的文件：" in rules("publish", empty, "--why", "调整", *me).output
    assert "理由：" in rules("publish", taxis, "--why", " ", *me).output
    assert "没有发布过规则库 没有的，不能回退" in rules("rollback", "没有的", "--why", "试", *me).output
    assert in_force(approver) == before
