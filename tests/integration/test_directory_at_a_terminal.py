"""``hotline directory``: every command as an administrator types it, and as somebody mistypes it (P3)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from tests.directory_changes import BUSES, NEW_NAME, a_department, change, rename, unit
from tests.hotline import AUTHORITY
from tests.office import TAXI, Office

Run = Callable[..., Result]
ADMINISTRATOR = AUTHORITY.token("赵管理员", [AccessRole.ADMINISTRATOR])
OPERATOR = AUTHORITY.token("王话务", [AccessRole.OPERATOR])
WHY = ("--why", "云编〔2027〕1号")


@pytest.fixture
def run(server: RunningServer, tmp_path: Path) -> Run:
    """Runs a command of the directory; ``answers`` are typed where it asks."""

    def run(*arguments: str | Path, token: str = ADMINISTRATOR, answers: str = "") -> Result:
        path = tmp_path / "token"
        path.write_text(token)
        reach = ("--server", server.address, "--token-file", str(path))
        return CliRunner().invoke(app, ["directory", *map(str, arguments), *reach], input=answers)

    return run


def exported(run: Run, path: Path) -> Path:
    result = run("export", path)
    assert (result.exit_code, f"已导出到 {path}" in result.output) == (0, True), result.output
    return path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def add(file: Path, *units: str) -> None:
    file.write_text(file.read_text("utf-8") + "".join(f"  - {{{unit}}}\n" for unit in units), "utf-8")


def test_units_are_listed(run: Run) -> None:
    listed = run("list", "东湖区", "--kind", "街镇", token=OPERATOR)
    assert "湖滨街道" in listed.output
    assert "交通运输局" not in listed.output
    assert "个单位" in listed.output
    everything = run("list")
    assert "柳叶社区" in everything.output
    for arguments in (("火星区",), ("--kind", "局")):
        assert run("list", *arguments).exit_code != 0


def test_retired_units_are_listed_when_asked_for(run: Run, hotline: Hotline) -> None:
    change(hotline, pb.DirectoryChange(retire=pb.RetireUnit(target=BUSES, successor=TAXI)))
    assert f"{BUSES}（2026-11-23 撤销）" in run("list", "--ended").output
    assert f"{BUSES}（" not in run("list").output


def test_a_unit_is_shown_with_who_is_on_duty_today(run: Run, hotline: Hotline) -> None:
    duties = [
        pb.Duty(name="孙科长", phone="0731-80017777", begins="2000-01-01", ends="2999-12-31"),
        pb.Duty(name="李科长", begins="3000-01-01"),
    ]
    add_unit = pb.AddUnit(unit=a_department("星空局[市]", aliases=["星空"], on_duty=duties))
    change(hotline, pb.DirectoryChange(add=add_unit))
    lines = run("show", "星空", token=OPERATOR).stdout.splitlines()
    assert "星空局[市]" in lines[0]
    today = next(line for line in lines if "值班人员（今天）" in line)
    assert "孙科长 0731-80017777" in today
    assert "李科长" not in today
    assert "李科长 3000-01-01 起" in next(line for line in lines if "值班人员（其他日期）" in line)
    assert run("show", "火星局").exit_code == 1
    assert "目录里没有“火星局”" in run("show", "火星局").output


@pytest.mark.parametrize("name", ["目录.yaml", "目录.XLSX"])
def test_an_exported_file_changes_nothing(name: str, run: Run, tmp_path: Path) -> None:
    file = exported(run, tmp_path / name)
    assert run("diff", file).stdout == "文件和目录一致，没有变更\n"
    assert run("import", file, *WHY).stdout == "文件和目录一致，没有变更\n"
    unwritable = run("export", tmp_path / "没有的文件夹" / name)
    assert (unwritable.exit_code, "无法写入" in unwritable.output) == (1, True)


def test_a_file_is_compared_and_imported(run: Run, hotline: Hotline, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    edit(file, f"名称: {TAXI},", f"名称: {NEW_NAME},")
    compared = run("diff", file).output
    assert f"{TAXI}更名为{NEW_NAME}" in compared
    assert "影响" in compared
    assert unit(hotline, TAXI).name == TAXI
    declined = run("import", file, *WHY, answers="n\n")
    assert "确定办理这 1 项变更吗？" in declined.output
    assert (declined.exit_code, "没有改动" in declined.output) == (1, True)
    imported = run("import", file, *WHY, answers="y\n")
    assert (imported.exit_code, "变更 1：已生效" in imported.output) == (0, True), imported.output
    assert unit(hotline, TAXI).name == NEW_NAME
    assert run("diff", tmp_path / "没有的.yaml").exit_code == 2


def test_the_good_rows_of_a_file_are_imported_and_the_others_written_to_be_mended(
    run: Run, hotline: Hotline, tmp_path: Path
) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    edit(file, f"名称: {TAXI},", f"名称: {NEW_NAME},")
    add(file, "名称: 甲局, 类别: 局, 隶属: 云江市", "名称: 乙科, 类别: 内设机构, 隶属: 甲局")
    assert run("import", file, *WHY, "--yes").exit_code == 1
    unwritable = run("import", file, *WHY, "--yes", "--good-rows", "--rest", tmp_path / "没有的文件夹" / "余下.yaml")
    assert (unwritable.exit_code, "没有改动" in unwritable.output) == (1, True)
    assert unit(hotline, TAXI).name == TAXI
    imported = run("import", file, *WHY, "--yes", "--good-rows")
    assert (imported.exit_code, "变更 1：已生效" in imported.output) == (1, True), imported.output
    assert "2 行没有采用" in imported.output
    assert unit(hotline, TAXI).name == NEW_NAME
    rest = tmp_path / "目录-余下.yaml"
    assert "提到的“甲局”在第" in rest.read_text("utf-8")
    edit(rest, "类别: 局", "类别: 部门")
    again = run("import", rest, *WHY, "--yes", "--good-rows")
    assert again.exit_code == 0, again.output
    assert unit(hotline, "乙科").parent
    again = run("import", file, *WHY, "--yes", "--good-rows")
    assert (again.exit_code, "已经有了，没有改动" in again.output) == (1, True), again.output


def test_a_file_that_cannot_be_read_is_refused_by_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "目录.yaml"
    file.write_text("单位:\n  - {名称: 甲局, 类别: 局}\n", "utf-8")
    for command in (("diff", file), ("import", file, *WHY)):
        refused = run(*command)
        assert (refused.exit_code, "第 2 行：没有“局”这种类别" in refused.output) == (1, True), refused.output


def test_only_administrators_import(run: Run, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    edit(file, f"名称: {TAXI},", f"名称: {NEW_NAME},")
    refused = run("import", file, *WHY, "--yes", token=OPERATOR)
    assert (refused.exit_code, "没有权限" in refused.output) == (1, True)


@pytest.mark.parametrize("name", ["目录.yaml", "目录.xlsx"])
def test_a_file_from_an_older_version_is_warned_of(name: str, run: Run, hotline: Hotline, tmp_path: Path) -> None:
    """It would silently revert what was changed since."""
    file = exported(run, tmp_path / name)
    change(hotline, rename())
    warned = run("import", file, *WHY, answers="n\n").output
    assert "文件导出自目录的第 1 版，目录现在是第 2 版" in warned
    assert f"{NEW_NAME}更名为{TAXI}" in warned
    assert "文件导出自" in run("diff", file).output


def test_a_file_is_imported_to_the_directory_it_was_compared_with(
    run: Run, hotline: Hotline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's change between the comparison and the preview is not reverted."""
    file = exported(run, tmp_path / "目录.yaml")
    add(file, "名称: 大数据局, 类别: 部门, 隶属: 云江市")

    def meanwhile(_: object) -> list[str]:
        change(hotline, rename())
        return []

    monkeypatch.setattr("hotline_server.cli.directory.comparison_notes", meanwhile)
    refused = run("import", file, *WHY, "--yes")
    assert (refused.exit_code, "他人已先办理" in refused.output) == (1, True), refused.output
    assert unit(hotline, TAXI).name == NEW_NAME


def test_several_days_of_a_file_are_made_one_by_one(run: Run, hotline: Hotline, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    coming = [f"名称: {name}, 类别: 部门, 隶属: 云江市, 成立: {day}" for name, day in (
        ("低空经济局", "2027-01-01"), ("深海局", "2027-02-01"),
    )]  # fmt: skip
    add(file, "名称: 大数据局, 类别: 部门, 隶属: 云江市", *coming)
    result = run("import", file, *WHY, answers="y\ny\nn\n")
    assert "变更分 3 个日期生效：2026-11-23 1 项；2027-01-01 1 项；2027-02-01 1 项" in result.output
    assert "变更 1：已生效" in result.output
    assert "变更 2：2027-01-01 生效" in result.output
    assert (result.exit_code, "2027-02-01 及以后的变更没有办理；此前的已经办理" in result.output) == (1, True)
    assert unit(hotline, "大数据局").since == "2026-11-23"
    again = run("import", file, *WHY, answers="y\n").output
    assert "新设低空经济局" not in again
    assert "变更 3：2027-02-01 生效" in again
    assert "文件和目录一致，没有变更" in run("diff", file).output


def test_the_end_of_a_unit_is_scheduled_once(run: Run, hotline: Hotline, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    edit(file, f"名称: {BUSES},", f"名称: {BUSES}, 撤销: 2027-01-01, 承接: [{{单位: {TAXI}}}],")
    assert "变更 1：2027-01-01 生效" in run("import", file, *WHY, "--yes").output
    assert "文件和目录一致，没有变更" in run("diff", file).output
    assert unit(hotline, BUSES).name == BUSES


def test_missing_units_stay(run: Run, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.yaml")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "名称: 柳叶社区," not in line), "utf-8")
    assert "文件里没有柳叶社区，保持不变；要撤销" in run("diff", file).output
    file.write_text("".join(lines[:5]), "utf-8")
    assert "个单位，保持不变" in run("diff", file).output


def test_a_unit_is_renamed(run: Run, office: Office) -> None:
    office.call()
    shown = run("rename", TAXI, NEW_NAME, *WHY, answers="y\n").output
    assert f"{TAXI}更名为{NEW_NAME}" in shown
    assert "1 件" in shown
    assert "变更 1：已生效" in shown
    for target, name in (("火星局", "甲局"), (NEW_NAME, "公安局")):
        refused = run("rename", target, name, *WHY, "--yes")
        assert (refused.exit_code, "填写有误" in refused.output) == (1, True), refused.output
    assert run("rename", NEW_NAME, "甲局").exit_code == 2


def test_a_unit_is_moved(run: Run, hotline: Hotline) -> None:
    assert run("move", BUSES, "东湖区", *WHY, "--yes").exit_code == 0
    assert unit(hotline, BUSES).parent == "东湖区"
    refused = run("move", "湖滨街道", "公安局", *WHY, "--yes")
    assert (refused.exit_code, "只能隶属于区县" in refused.output) == (1, True), refused.output


def test_units_are_merged(run: Run, hotline: Hotline) -> None:
    assert run("merge", BUSES, "--into", TAXI, *WHY, "--yes", "--on", "2027-01-01").exit_code == 0
    assert unit(hotline, BUSES).name == BUSES
    refused = run("merge", TAXI, "--into", TAXI, *WHY, "--yes")
    assert (refused.exit_code, "要有另一个单位并进来" in refused.output) == (1, True), refused.output
    refused = run("merge", BUSES, "--into", TAXI, *WHY, "--on", "明年")
    assert (refused.exit_code, "YYYY-MM-DD" in refused.output) == (1, True), refused.output


def test_a_unit_is_split(run: Run, hotline: Hotline) -> None:
    refused = run("split", TAXI, "--to", "公安局", *WHY, "--yes")
    assert (refused.exit_code, "分设要有两个以上单位承接" in refused.output) == (1, True), refused.output
    assert run("split", TAXI, "--to", f"{BUSES}=公交、公交线路", "--to", "公安局", *WHY, "--yes").exit_code == 0
    assert unit(hotline, TAXI).name == "公安局"


def test_a_unit_is_retired_once_its_work_has_somewhere_to_go(run: Run, hotline: Hotline) -> None:
    refused = run("retire", BUSES, *WHY, "--yes")
    assert (refused.exit_code, "不能这样改" in refused.output) == (1, True), refused.output
    assert run("retire", BUSES, "--to", TAXI, *WHY, "--yes").exit_code == 0
    assert unit(hotline, BUSES).name == TAXI


def test_the_history_says_when_there_is_more(run: Run, hotline: Hotline) -> None:
    assert run("history").output == "目录尚无变更\n"
    for number in range(3):
        change(hotline, pb.DirectoryChange(add=pb.AddUnit(unit=a_department(f"第{number}局"))))
    whole = run("history").output
    assert all(f"新设第{number}局" in whole for number in range(3))
    assert "机构改革" in whole
    assert "还有更早的" not in whole
    newest = run("history", "--limit", "2").output
    assert "新设第0局" not in newest
    assert "只列出最近的 2 项，还有更早的；可用 --limit 增加" in newest
    assert run("history", "--limit", "0").exit_code == 2


def test_a_scheduled_change_is_cancelled(run: Run) -> None:
    run("rename", TAXI, NEW_NAME, *WHY, "--on", "2027-01-01", "--yes")
    assert "已取消变更 1" in run("cancel", "1", "--why", "暂缓").output
    whole = run("history").output
    assert "已取消" in whole
    assert "暂缓" in whole
    for number in ("1", "9"):
        assert run("cancel", number, "--why", "暂缓").exit_code == 1
    assert run("cancel", "一", "--why", "暂缓").exit_code == 2


def test_a_workbook_edited_in_a_spreadsheet_is_imported(run: Run, hotline: Hotline, tmp_path: Path) -> None:
    file = exported(run, tmp_path / "目录.xlsx")
    book = load_workbook(file)
    sheet = book["单位"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("名称")].value == TAXI)
    on_duty = row[heads.index("值班人员")]
    on_duty.value = "孙科长（甲班），电话=12328"
    book.save(file)
    assert "在工作簿里写成 姓名=…，岗位=…，电话=…" in run("diff", file).output
    on_duty.value = "姓名=孙科长，电话=12328；姓名=李科长"
    book.save(file)
    assert run("import", file, *WHY, "--yes").exit_code == 0
    assert [duty.name for duty in unit(hotline, TAXI).on_duty] == ["孙科长", "李科长"]


def test_days_are_set_free_and_worked(run: Run) -> None:
    """R3.2."""
    assert run("holidays", "list", token=OPERATOR).output.startswith("没有设定过")
    free = run("holidays", "free", "2027-02-05", "--to", "2027-02-07", "--name", "春节")
    assert free.output.splitlines()[-1] == "2027-02-07 放假：调整了 0 件工单的时限"
    worked = run("holidays", "work", "2027-02-14", "--name", "春节调休")
    assert worked.output == "2027-02-14 上班：调整了 0 件工单的时限\n"
    listed = run("holidays", "list", token=OPERATOR).output
    assert [day in listed for day in ("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-14", "春节调休")] == [True] * 5
    for wrong in ("2027-02-04", "2027-12-01", "明天"):
        assert run("holidays", "free", "2027-02-05", "--to", wrong, "--name", "春节").exit_code == 2
    assert "不是日期" in run("holidays", "free", "明天", "--name", "春节").output
    assert run("holidays", "free", "2027-02-08", "--name", "春节", token=OPERATOR).exit_code == 1
