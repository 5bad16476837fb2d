"""The whole life of a case with terminal commands."""

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, EVERYBODY, SUSPICIOUS
from tests.office import TAXI, Office

Act = Callable[..., str]


@pytest.fixture
def act(server: RunningServer, tmp_path: Path) -> Act:
    """Runs ``hotline act``; returns the state that the case then has, or what was refused."""

    def run(role: AccessRole, *arguments: str) -> str:
        token = tmp_path / "token"
        token.write_text(AUTHORITY.token(f"某{role.value}", [role], "全市"))
        behind = ["--server", server.address, f"--token-file={token}"]
        result = CliRunner().invoke(app, ["act", "--json", *arguments, *behind])
        if result.exit_code:
            return f"{result.exit_code} {result.output}"
        return str(json.loads(result.stdout)["state"])

    return run


DESK, LEAD, LEADER, DEPARTMENT = (
    AccessRole.OPERATOR,
    AccessRole.DESK_LEAD,
    AccessRole.LEADER,
    AccessRole.DEPARTMENT,
)


def test_a_registration_is_amended(office: Office, act: Act) -> None:
    """R1.1."""
    number = office.call()
    assert "诉求类型，可用：咨询" in act(DESK, "amend", number, "--type", "聊天")
    assert "理由" in act(DESK, "amend", number, "--address", "人民路")
    assert act(DESK, "amend", number, "--address", "人民路", "--why", "来电更正") == "CASE_STATE_ASSIGNED"
    lights = ("--content", "投诉小区门口的路灯坏了一个月没人修", "--district", "东湖区")
    assert act(DESK, "amend", number, *lights, "--secret", "--why", "来电更正") == "CASE_STATE_ASSIGNED"
    case = office.case(number)
    assert (case.call.address, case.call.caller.confidential) == ("人民路", True)
    page = CliRunner().invoke(
        app, ["show", number, "--server", office.server.address], env={"HOTLINE_TOKEN": "", "COLUMNS": "200"}
    )
    assert page.exit_code == 0
    assert "地址：（空） → 人民路" in page.output
    assert act(DESK, "keep-decision", number, "--why", "仍归它办") == "CASE_STATE_ASSIGNED"


def test_a_refusal_says_in_chinese_what_can_be_done_instead(office: Office, act: Act) -> None:
    number = office.call()
    refused = act(DESK, "close", number)
    assert refused.strip() == "1 现在不能这样办理：工单现为“已交办”，不能“办结”；先由承办单位签收"
    office.resolve(number)
    assert act(DESK, "close", number).strip().endswith("不能“办结”；先答复来电人；现在可以“答复群众”")


def test_a_system_is_told_how_to_say_for_whom_it_acts(office: Office, server: RunningServer, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("业务系统", [DEPARTMENT], "全市", system=True))
    reach = ["--server", server.address, "--token-file", str(token)]
    accept = ["act", "accept", office.call(), "--department", TAXI]
    refused = CliRunner().invoke(app, [*accept, *reach])
    assert refused.output == "填写有误：办理人：不能为空；请用 --as 写明代何人办理\n"
    assert CliRunner().invoke(app, [*accept, "--as", "赵六", *reach]).exit_code == 0


def test_an_extension_is_asked_for_and_decided(office: Office, act: Act) -> None:
    """R3.2."""
    number = office.call()
    office.accept(number)
    asking = ("ask-extension", number, "3", "--department", TAXI, "--why", "难度大")
    deciding = ("extend", number, "--department", TAXI, "--why", "情况属实")
    assert "没有待答复的延期申请" in act(LEAD, *deciding, "--granted")
    for decision, days in (("--refused", 5), ("--granted", 8)):
        assert act(DEPARTMENT, *asking) == "CASE_STATE_IN_PROGRESS"
        assert act(LEAD, *deciding, decision) == "CASE_STATE_IN_PROGRESS"
        assert office.assignment(number, TAXI).working_days == days


QUESTION = "请问租房怎么提取公积金"


def test_facts_about_contacts_are_recorded(office: Office, act: Act) -> None:
    """R2.2, R2.3."""
    number = office.call()
    assert act(DESK, "tell-caller", number, "已转交办理") == "CASE_STATE_ASSIGNED"
    assert "时间晚于现在" in act(DESK, "tell-caller", number, "已转交办理", "--at", "2030-01-01 10:00")
    assert act(DESK, "tell-caller", number, "没有留号码", "--not-reached") == "CASE_STATE_ASSIGNED"
    assert act(DESK, "connect", number, "--department", TAXI, "--result", "占线") == "CASE_STATE_ASSIGNED"
    assert "可用：接通、" in act(DESK, "connect", number, "--department", TAXI, "--result", "通了")
    other = office.call("你好在吗")
    assert "可用：系统、" in act(DESK, "assign", other, "--lead", TAXI, "--means", "喊话")
    assert act(DESK, "assign", other, "--lead", TAXI, "--means", "书面交办单") == "CASE_STATE_ASSIGNED"


def test_a_case_ends_with_a_reason_of_the_rule_book(office: Office, act: Act) -> None:
    """R8.1."""
    assert act(DESK, "end", office.call("你好在吗"), "T01", "--told", "请找法院") == "CASE_STATE_ANSWERED"
    number = office.call()
    grounds = ("--department", TAXI, "--grounds", "已经立案")
    assert act(DEPARTMENT, "propose-end", number, "T01", *grounds) == "CASE_STATE_ASSIGNED"
    assert act(LEAD, "decide-end", number, "--refuse", "--why", "没有立案") == "CASE_STATE_ASSIGNED"
    assert act(DEPARTMENT, "propose-end", number, "J04", *grounds) == "CASE_STATE_ASSIGNED"
    assert act(LEAD, "decide-end", number, "--grant", "--why", "属实") == "CASE_STATE_RESOLVED"


def test_a_desk_lead_marks_a_nuisance_and_takes_it_back(office: Office, act: Act) -> None:
    """R8.8."""
    number = office.call()
    assert act(LEAD, "mark-nuisance", number, "--why", "反复辱骂") == "CASE_STATE_ASSIGNED"
    assert office.case(number).nuisance
    assert act(LEAD, "unmark-nuisance", number, "--why", "听过录音") == "CASE_STATE_ASSIGNED"
    assert not office.case(number).nuisance


def test_an_operator_confirms_a_proposed_answer(office: Office, act: Act) -> None:
    """R2.1, P2: picked by its number on the page, in its words unless there are others."""
    number = office.call(QUESTION)
    policy = office.case(number).decision.proposals[0].policy
    assert act(DESK, "answer-directly", number, "--proposal", "1") == "CASE_STATE_ANSWERED"
    details = office.case(number).log[-1].details
    assert (details["answer"], details["policy"], details["means"]) == (policy.answer, policy.id, "电话")


def test_an_operator_answers_otherwise_and_says_when(office: Office, act: Act) -> None:
    number = office.call(QUESTION)
    office.clock.advance(hours=1)
    said = ["--content", "没有缴存，不能提取", "--refused", "--why", "没有缴存", "--at", "2026-11-23 10:00"]
    assert act(DESK, "answer-directly", number, *said) == "CASE_STATE_ANSWERED"
    details = office.case(number).log[-1].details
    assert (details["policy"], details["supported"]) == ("", "否")
    assert details["answered_at"] == "2026-11-23T02:00:00+00:00"


def test_an_operator_declines_the_proposals(office: Office, act: Act) -> None:
    number = office.call(QUESTION)
    assert act(DESK, "decline-proposals", number, "--why", "外地的事", "--remark", "在邻市") == "CASE_STATE_REGISTERED"
    assert office.case(number).log[-1].reason == "外地的事：在邻市"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["answer-directly", "--proposal", "9"], "没有第 9 条拟答"),
        (["answer-directly", "--proposal", "1", "--policy", "别的"], "只能填一个"),
        (["answer-directly", "--policy", "没有的", "--content", "可以", "--why", "问得清楚"], "政策："),
        (["decline-proposals", "--why", "不想用"], "不是所问"),
    ],
)
def test_a_wrong_confirmation_says_what_is_wrong(office: Office, act: Act, arguments: list[str], said: str) -> None:
    number = office.call(QUESTION)
    command, *options = arguments
    assert said in act(DESK, command, number, *options)
    assert office.acts(number)[-1] == "PROPOSE_ANSWERS"


@pytest.mark.usefixtures("suspicious_reading")
def test_an_operator_answers_whether_there_is_a_danger(office: Office, act: Act) -> None:
    """R2.6."""
    number = office.call(SUSPICIOUS)
    assert "有危险、没有危险、说不清" in act(DESK, "answer-question", number, "也许")
    assert act(DESK, "answer-question", number, "说不清", "--words", "看不见") == "CASE_STATE_REGISTERED"
    assert "没有叫“水灾”的险情" in act(DESK, "answer-question", number, "有危险", "--kind", "水灾")
    assert act(DESK, "answer-question", number, "有危险", "--kind", "火灾") == "CASE_STATE_VERIFYING"
    told = ["ASK_BACK", "ANSWER_ASK_BACK", "ALARM", "ANSWER_ASK_BACK", "RAISE_EMERGENCY", "HAND_TO_LINE"]
    assert office.acts(number)[1:] == told


def test_a_case_goes_from_the_desk_to_the_archive(office: Office, act: Act) -> None:
    number = office.call("你好在吗")
    at = ["--department", TAXI]
    for role, arguments, state in (
        (DESK, ["escalate", number, "--why", "拿不准", "--question", "由谁办"], "AWAITING_INSTRUCTION"),
        (DESK, ["withdraw-question", number, "--why", "像是交通运输局的"], "REGISTERED"),
        (DESK, ["escalate", number, "--why", "还是拿不准", "--question", "由谁办"], "AWAITING_INSTRUCTION"),
        (LEADER, ["instruct", number, "由交通运输局办", "--lead", TAXI], "ASSIGNED"),
        (DEPARTMENT, ["accept", number, *at], "IN_PROGRESS"),
        (DESK, ["supervise", number, *at, "--why", "群众催问"], "IN_PROGRESS"),
        (DEPARTMENT, ["progress", number, "已到现场", *at], "IN_PROGRESS"),
        (DEPARTMENT, ["reply", number, "已解决", *at], "REPLIED"),
        (DESK, ["review", number, "--rework", "说明怎么解决的"], "REWORKING"),
        (DEPARTMENT, ["reply", number, "已换了新的站牌", *at], "REPLIED"),
        (DESK, ["review", number], "RESOLVED"),
        (DESK, ["review", number, "--rework", "换错了站牌"], "REWORKING"),
        (DEPARTMENT, ["reply", number, "已换成对的站牌", *at], "REPLIED"),
        (DESK, ["review", number], "RESOLVED"),
        (DESK, ["answer", number, "无人接听", "--missed"], "RESOLVED"),
        (DESK, ["answer", number, "站牌已经换好"], "ANSWERED"),
        (DESK, ["satisfaction", number, "--satisfied"], "ANSWERED"),
        (DESK, ["close", number], "CLOSED"),
    ):
        assert act(role, *arguments) == f"CASE_STATE_{state}", arguments
    assert "请到期满以后再归档" in act(LEAD, "archive", number)
    office.clock.now = office.case(number).reopen_before.ToDatetime(UTC)
    assert act(LEAD, "archive", number) == "CASE_STATE_ARCHIVED"
    assert office.case(number).log[-1].actor == "某desk_lead"


def test_the_recusal_of_a_unit_is_lifted(office: Office, act: Act) -> None:
    """R8.3."""
    number = office.call("我要举报东湖区城管局不作为，占道经营没人管", district="东湖区")
    accused = ["--department", "东湖区城市管理局", "--why"]
    assert "没有反映“公安局”" in act(DESK, "lift-recusal", number, "--department", "公安局", "--why", "问过")
    assert act(DESK, "lift-recusal", number, *accused, "问过，反映的是市局") == "CASE_STATE_ASSIGNED"
    assert office.acts(number)[-1] == "LIFT_RECUSAL"


def test_a_case_is_suspended_until_a_promised_date(office: Office, act: Act) -> None:
    """R8.6."""
    number = office.call()
    at = ["--department", TAXI]
    assert act(DEPARTMENT, "accept", number, *at) == "CASE_STATE_IN_PROGRESS"
    words = ["--measures", "先增派引导员", "--by", "2027-01-20", "--review", "2026-12-20"]
    asked = ["ask-suspension", number, *at, "--why", "要等新站场建成", *words]
    assert act(DEPARTMENT, *asked) == "CASE_STATE_IN_PROGRESS"
    assert act(LEAD, "refuse-suspension", number, "--why", "可以先办一部分") == "CASE_STATE_IN_PROGRESS"
    assert act(DEPARTMENT, *asked) == "CASE_STATE_IN_PROGRESS"
    assert act(LEAD, "suspend", number, "--why", "情况属实", "--review", "2026-12-10") == "CASE_STATE_SUSPENDED"
    assert office.case(number).promise.reviews_on == ["2026-12-10"]
    review = ["review-suspension", number, "--found", "站场已经启用", "--result"]
    assert "可用：尚在进行、" in act(DESK, *review, "差不多")
    assert act(DESK, *review, "尚在进行") == "CASE_STATE_SUSPENDED"
    assert act(DESK, *review, "已兑现") == "CASE_STATE_IN_PROGRESS"
    own = ["--cause", "要等新站场建成", *words, "--owner", TAXI]
    assert act(LEAD, "suspend", number, "--why", "还差一段", *own) == "CASE_STATE_SUSPENDED"


def test_an_emergency_is_raised_and_verified(office: Office, act: Act) -> None:
    number = office.call("你好在吗")
    assert act(DESK, "emergency", number, "--why", "司机持刀") == "CASE_STATE_VERIFYING"
    assert act(DESK, "verify", number, "--found", "虚惊一场", "--false-alarm") == "CASE_STATE_REGISTERED"
    assert act(DESK, "refer", number, "--lead", TAXI) == "CASE_STATE_REFERRED"
    assert (
        act(DESK, "assign", number, "--lead", TAXI, "--with", "公安局", "--limit", "3个工作日") == "CASE_STATE_ASSIGNED"
    )
    objection = ("--department", TAXI, "--why", "不归我们管", "--basis", "三定规定")
    assert act(DEPARTMENT, "object", number, *objection) == "CASE_STATE_ASSIGNED"
    ruling = ("--department", TAXI, "--upheld", "--why", "确实不归它")
    assert act(LEAD, "rule-on-objection", number, *ruling) == "CASE_STATE_REGISTERED"


def test_a_system_names_the_person_it_acts_for(server: RunningServer, office: Office, tmp_path: Path) -> None:
    number = office.call()
    token = tmp_path / "token"
    token.write_text(EVERYBODY)
    reach = ["--server", server.address, "--token-file", str(token)]
    accept = ["accept", number, "--department", TAXI]
    nobody = CliRunner().invoke(app, ["act", *reach, *accept])
    assert (nobody.exit_code, "办理人：不能为空" in nobody.output) == (1, True)
    assert CliRunner().invoke(app, ["act", "--as", "王科长", *reach, *accept]).exit_code == 0
    assert office.case(number).log[-1].actor == "王科长@测试"


def test_a_department_delegates_at_a_terminal(office: Office, act: Act) -> None:
    """R8.4."""
    number, unit, roads = office.call(), "道路运输服务中心", "公路建设养护中心"
    at_department = ("--department", TAXI)
    assert act(DEPARTMENT, "accept", number, *at_department) == "CASE_STATE_IN_PROGRESS"
    delegate = ("delegate", number, *at_department, "--unit", unit, "--unit", roads, "--why", "请核实")
    assert "--limit" in act(DEPARTMENT, *delegate, "--limit", "两天")
    assert act(DEPARTMENT, *delegate, "--limit", "2个工作日") == "CASE_STATE_IN_PROGRESS"
    at_unit = ("--department", unit)
    objection = ("object", number, "--department", roads, "--why", "不归我们", "--basis", "三定规定")
    assert act(DEPARTMENT, *objection) == "CASE_STATE_IN_PROGRESS"
    over_roads = (number, *at_department, "--unit", roads, "--why", "归它管")
    for verb, *more in (
        ("rule-on-unit", "--refused"),
        ("limit-unit", "--limit", "3个工作日"),
        ("extend-unit", "--granted"),
        ("supervise-unit",),
        ("recall",),
    ):
        if verb == "extend-unit":
            office.ask_extension(number, 1, roads)
        assert act(DEPARTMENT, verb, *over_roads, *more) == "CASE_STATE_IN_PROGRESS", verb
    assert act(DEPARTMENT, "accept", number, *at_unit) == "CASE_STATE_IN_PROGRESS"
    assert act(DEPARTMENT, "reply", number, "已查明", *at_unit) == "CASE_STATE_IN_PROGRESS"
    over_unit = (number, *at_department, "--unit", unit)
    assert act(DEPARTMENT, "return-unit", *over_unit, "--rework", "请到现场") == "CASE_STATE_IN_PROGRESS"
    assert act(DEPARTMENT, "reply", number, "到过现场", *at_unit) == "CASE_STATE_IN_PROGRESS"
    assert act(DEPARTMENT, "take-over", *over_unit) == "CASE_STATE_IN_PROGRESS"
    page = CliRunner().invoke(
        app, ["show", number, "--server", office.server.address], env={"HOTLINE_TOKEN": "", "COLUMNS": "200"}
    )
    assert f"{TAXI}转派" in page.output
    assert act(DEPARTMENT, "reply", number, "已处罚", *at_department) == "CASE_STATE_REPLIED"


def test_the_result_of_a_referral_is_reported_at_a_terminal(office: Office, act: Act) -> None:
    """R2.2."""
    number = office.call("你好在吗")
    assert act(DESK, "refer", number, "--lead", TAXI, "--why", "归它管") == "CASE_STATE_REFERRED"
    reported = act(DEPARTMENT, "report-result", number, "已办好", "--department", TAXI)
    assert reported == "CASE_STATE_REFERRED"
    assert act(DESK, "supervise", number, "--department", TAXI, "--why", "没有说清") == "CASE_STATE_REFERRED"
    assert act(DEPARTMENT, "report-result", number, "已当面说清", "--department", TAXI) == "CASE_STATE_REFERRED"
    assert act(DESK, "record-result", number) == "CASE_STATE_RESOLVED"


def test_what_the_list_of_what_is_to_be_done_asks_for_can_be_done(office: Office, act: Act) -> None:
    """R2.5, R3.3, R4.2, R8.5: joining, withdrawing a co-handler, dissent, a visit, an answer by the department."""
    main, joined = office.call(), office.call("出租车拒载，投诉", phone="13900139000")
    assert act(DESK, "join", joined, main, "--why", "同一辆车") == "CASE_STATE_ASSIGNED"
    helped = ("reroute", main, "--lead", TAXI, "--with", "公安局", "--why", "要公安配合")
    assert act(DESK, *helped) == "CASE_STATE_ASSIGNED"
    assert act(DEPARTMENT, "accept", main, "--department", TAXI) == "CASE_STATE_IN_PROGRESS"
    assert (
        act(LEAD, "investigate", main, "已到现场", "--department", TAXI, "--press", "晚报") == "CASE_STATE_IN_PROGRESS"
    )
    act(LEAD, "investigate", main, "请带材料", "--department", TAXI, "--at", "2026-12-01 15:00")
    assert office.acts(main)[-1] == "NOTIFY_ON_SITE"
    withdrawn = act(LEAD, "withdraw-assignment", main, "--department", "公安局", "--why", "不用配合了")
    assert withdrawn == "CASE_STATE_IN_PROGRESS"
    disputed = office.call("出租车绕路")
    assert (
        act(DESK, "reroute", disputed, "--lead", TAXI, "--with", "公安局", "--why", "要配合") == "CASE_STATE_ASSIGNED"
    )
    for department in (TAXI, "公安局"):
        act(DEPARTMENT, "accept", disputed, "--department", department)
    dissent = ("dissent", disputed, "--department", "公安局", "--why", "不应由我们处罚")
    assert act(DEPARTMENT, *dissent) == "CASE_STATE_DISPUTED"
    alone = office.call()
    office.resolve(alone)
    refused = act(DEPARTMENT, "answer-as-department", alone, "已处罚司机", "--department", TAXI)
    assert "值班室没有让" in refused
