"""A department delegates to units below and reports results of referrals, by files and by workbook (R2.2, R8.4)."""

from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_department import sheet
from hotline_department import wording as w
from hotline_department.act_runner import ActRunner
from hotline_department.acts import ActError, parse_act, perform
from hotline_department.exchange import Exchange

from tests.department.test_exchange import act_json
from tests.department.workbook import fill, rows
from tests.office import TAXI, Office

UNIT, ROADS = "道路运输服务中心", "公路建设养护中心"


@pytest.fixture
def number(office: Office) -> str:
    """Return the number of a case that the department has in hand."""
    number = office.call()
    office.accept(number)
    return number


@pytest.fixture
def referred(office: Office) -> str:
    number = office.call("你好在吗")
    request = desk_pb.ReferCaseRequest(context=office.context(number), department=TAXI, reason="归它管")
    office.hotline.desk.ReferCase(request)
    return number


def run(office: Office, exchange: Exchange, act_runner: ActRunner, number: str, act: str, **fields: Any) -> str:
    """Submit an act, and return what became of it."""
    name = str(len(office.acts(number)))
    exchange.add_act(name, act_json(number, act, **fields))
    act_runner.round()
    return (exchange.result(name) or [""])[0]


class TestFiles:
    def test_a_unit_below_is_seen_to(
        self, office: Office, exchange: Exchange, act_runner: ActRunner, number: str
    ) -> None:
        """R8.4."""

        def done(act: str, **fields: Any) -> None:
            assert run(office, exchange, act_runner, number, act, **fields) == "done", act

        done("delegate", units=[UNIT, ROADS], reason="请核实", working_days=2)
        office.object(number, ROADS)
        done("rule_on_unit", unit=ROADS, reason="归它管", upheld=False)
        office.ask_extension(number, 1, ROADS)
        done("extend_unit", unit=ROADS, reason="难度大", granted=False)
        done("limit_unit", unit=ROADS, reason="难度大", working_days=3)
        done("supervise_unit", unit=ROADS, reason="抓紧")
        done("recall_unit", unit=ROADS, reason="自己办")
        office.accept(number, UNIT)
        office.reply(number, UNIT)
        done("return_unit", unit=UNIT, requirements="请到现场")
        office.reply(number, UNIT, "到过现场")
        done("take_over_unit", unit=UNIT)
        done("reply", reply="已处罚司机")

    @pytest.mark.parametrize(
        ("act", "fields", "field"),
        [
            ("delegate", {"units": []}, "units"),
            ("delegate", {"units": [UNIT], "working_days": 31}, "working_days"),
            ("recall_unit", {}, "unit"),
            ("rule_on_unit", {"unit": UNIT}, "upheld"),
        ],
    )
    def test_what_is_missing_is_named(self, act: str, fields: dict[str, Any], field: str) -> None:
        with pytest.raises(ActError) as refused:
            parse_act(act_json("20261124-000123", act, reason="请核实", **fields))
        assert list(refused.value.fields) == [field]

    def test_a_delegation_that_was_not_acknowledged_is_not_repeated(
        self,
        office: Office,
        exchange: Exchange,
        act_runner: ActRunner,
        monkeypatch: pytest.MonkeyPatch,
        number: str,
    ) -> None:
        def killed(*args: Any) -> case_pb2.Case:
            perform(*args)
            raise KeyboardInterrupt

        exchange.add_act("1", act_json(number, "delegate", units=[UNIT], reason="请核实"))
        monkeypatch.setattr("hotline_department.act_runner.perform", killed)
        with pytest.raises(KeyboardInterrupt):
            act_runner.round()
        monkeypatch.undo()
        act_runner.round()
        assert (exchange.result("1") or [""])[0] == "done"
        assert office.acts(number).count("DELEGATE") == 1

    def test_the_result_of_a_referral_is_reported(
        self, office: Office, exchange: Exchange, act_runner: ActRunner, referred: str
    ) -> None:
        """R2.2."""
        assert run(office, exchange, act_runner, referred, "referral_result", result="已办好") == "done"
        assert office.case(referred).referral.result == "已办好"


class TestWorkbook:
    def test_referrals_and_units_below_are_rows_and_choices(
        self, office: Office, department: Hotline, tmp_path: Path, number: str, referred: str
    ) -> None:
        path = tmp_path / "todo.xlsx"
        assert sheet.export(department, TAXI, path) == 2
        assert {row[w.NUMBER]: row[w.ROLE] for row in rows(path).values()} == {number: w.LEAD, referred: w.REFERRED}
        fill(path, number, 办理="转派下级", 办理情况或理由="请核实", 下级单位=f"{UNIT}、{ROADS}", 经办人="王科长")
        fill(path, referred, 办理="反馈归口结果", 办理情况或理由="已办好", 经办人="王科长")
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=2, refused=0)
        assert office.acts(number)[-2:] == ["DELEGATE", "DELEGATE"]
        assert office.case(referred).referral.result == "已办好"

    def test_what_was_delegated_is_shown_with_its_limit(
        self, office: Office, department: Hotline, tmp_path: Path, number: str
    ) -> None:
        path = tmp_path / "todo.xlsx"
        sheet.export(department, TAXI, path)

        def done(act: str, **columns: Any) -> dict[str, Any]:
            fill(path, number, 办理=act, 办理情况或理由="请核实", 下级单位=UNIT, 经办人="王科长", **columns)
            result = sheet.process(department, TAXI, path, path)
            row = rows(path)[number]
            assert result == sheet.SheetResult(done=1, refused=0), row
            return row

        row = done("转派下级", 几个工作日="2个工作日")
        (below,) = [one for one in office.case(number).assignments if one.department == UNIT]
        assert below.working_days == 2
        assert row[w.RESULT].endswith(f"转派下级，请核实，2，{UNIT}")
        assert str(row[w.BELOW]).startswith(f"{UNIT}：待签收，")
        done("督办下级")
        done("给下级另定期限", 几个工作日=3)
        office.object(number, UNIT)
        sheet.export(department, TAXI, path)
        assert str(rows(path)[number][w.BELOW]).startswith(f"{UNIT}：待签收，")
        assert str(rows(path)[number][w.BELOW]).endswith("，提出异议：不归我们管")
        done("下级异议不成立")
        assert office.acts(number)[-1] == "REFUSE_OBJECTION"

    def test_an_extension_that_a_unit_below_asks_for_is_shown_and_decided(
        self, office: Office, department: Hotline, tmp_path: Path, number: str
    ) -> None:
        """R3.2, R8.4."""
        path = tmp_path / "todo.xlsx"
        office.delegate(number, UNIT)
        for act, logged in (("不同意下级延期", "REFUSE_EXTENSION"), ("同意下级延期", "GRANT_EXTENSION")):
            office.ask_extension(number, 1, UNIT)
            sheet.export(department, TAXI, path)
            assert "，申请延期 1 个工作日：" in str(rows(path)[number][w.BELOW])
            fill(path, number, 办理=act, 办理情况或理由="请核实", 下级单位=UNIT, 经办人="王科长")
            assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=0)
            assert office.acts(number)[-1] == logged
            assert "申请延期" not in str(rows(path)[number][w.BELOW])

    def test_all_choices_fit_into_the_list_of_a_cell(self) -> None:
        assert len(",".join(w.ACTS)) <= 255

    def test_a_row_over_a_unit_names_it(self, department: Hotline, tmp_path: Path, number: str) -> None:
        path = tmp_path / "todo.xlsx"
        sheet.export(department, TAXI, path)
        fill(path, number, 办理="收回转派", 办理情况或理由="自己办", 经办人="王科长")
        sheet.process(department, TAXI, path, path)
        assert rows(path)[number][w.RESULT] == f"{w.NOT_DONE}{w.UNITS}：{w.NO_UNIT}"
