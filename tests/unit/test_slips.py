"""Slips: who gets which, what they say, and their templates (R2.3, R2.5, R3.2, R3.4, R4.1, R8.1, R8.3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hotline_server.domain import parts
from hotline_server.domain.acts import (
    callbacks,
    callers,
    delegation,
    departments,
    objections,
    review,
    supervision,
    triage,
)
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.personal_data.templates import personal_words
from hotline_server.domain.slips.composition import SlipOccasion, Subject, slips_on
from hotline_server.domain.slips.slip import SlipDraft
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.ground.clock import local_day
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.rulebook.draft import WrittenDraft, check_draft
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.slips import SlipKind, SlipRules
from hotline_server.rulebook.time_limit import working_days
from hotline_server.text.location import Location

from tests.case_files import DEPARTMENT, DESK, DIRECTORY, NAMES, new_file
from tests.hotline import MONDAY

FILES = read_files(PROJECT / "rules")
RULES = load(FILES, NAMES).slips
ON_DUTY = {"东湖区城市管理局": [Duty("刘城管", "0731-80012222")]}
LEAD, COHANDLER = "住房和城乡建设局", "城市管理局"
CALL = 1


def a_subject() -> Subject:
    call = Call(
        request_id="1", name="张三", organisation="", phone="", confidential=False, received_at=MONDAY, subject="",
        content="小区电梯停运五天", channel="电话", request_type="投诉", district="", address="幸福里小区12栋",
        operator="0712", telephony_call_id="", marked_urgent=False, follows="",
    )  # fmt: skip
    return Subject(call, Location(district="东湖区"), "物业服务", {CALL: MONDAY})


def made(
    file: CaseFile, assigned: Sequence[Assignment] = (), now: datetime = MONDAY, rules: SlipRules = RULES
) -> list[SlipDraft]:
    """Return the slips that the acts since the last time call for."""
    day = local_day(now)
    occasion = SlipOccasion(
        file,
        assigned,
        a_subject,
        lambda post: DIRECTORY.on_duty(post, day),
        lambda office: ON_DUTY.get(office, ()),
        now,
    )
    found = slips_on(occasion, rules)
    file.notes.clear()
    file.answers.clear()
    return found


def whom(drafts: Sequence[SlipDraft]) -> list[tuple[SlipKind, str]]:
    return [(one.kind, one.office) for one in drafts]


def assigned_file(*cohandlers: str, lead: str = LEAD) -> CaseFile:
    file = new_file()
    file.recusal = lambda: Recusal(NAMES)
    triage.assign(file, DESK, MONDAY, "研判", Designation(lead, cohandlers, working_days(7)))
    return file


def test_the_lead_and_the_co_handlers_get_slips_of_their_own() -> None:
    file = assigned_file(COHANDLER)
    lead, other = made(file, file.assignments)
    assert whom([lead, other]) == [(SlipKind.ASSIGNMENT, LEAD), (SlipKind.CO_HANDLING, COHANDLER)]
    assert lead.paper.facts["办理期限"] == "2026年12月2日18时"
    assert lead.paper.facts["协办单位"] == COHANDLER
    assert lead.due_at == file.assignments[0].limit
    assert (lead.paper.handler, lead.paper.contact, lead.paper.phone) == ("李值班", "周敏", "0731-80012345")
    assert LEAD in other.paper.asks[0]


def test_the_duty_office_writes_itself_nothing() -> None:
    file = assigned_file(lead=DUTY_OFFICE)
    assert made(file, file.assignments) == []


def delegated_file() -> CaseFile:
    file = assigned_file(lead="东湖区城市管理局")
    made(file, file.assignments)
    departments.accept(file, DEPARTMENT, MONDAY, "东湖区城市管理局")
    file.notes.clear()
    delegation.delegate(file, DEPARTMENT, MONDAY, "东湖区城市管理局", ["望江街道"], "到场查看。", working_days(2))
    return file


def test_a_unit_below_gets_its_departments_own_slip() -> None:
    """R8.4: it says what the department asks, and whom to ask there."""
    file = delegated_file()
    (slip,) = made(file, file.assignments[1:])
    assert whom([slip]) == [(SlipKind.DELEGATION, "望江街道")]
    assert (slip.paper.issuer, slip.series, slip.symbol) == (*["东湖区城市管理局"] * 2, "东湖区城市管理局热线转")
    assert (slip.paper.handler, slip.paper.contact, slip.paper.phone) == ("王科长", "刘城管", "0731-80012222")
    assert "办理要求：到场查看。" in slip.paper.asks[0]
    assert slip.due_at == file.assignments[1].limit


def test_where_nobody_is_on_duty_the_office_is_called_by_its_own_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """R8.4."""
    monkeypatch.setitem(ON_DUTY, "东湖区城市管理局", [Duty("", "0731-80011111")])
    file = delegated_file()
    (slip,) = made(file, file.assignments[1:])
    assert (slip.paper.contact, slip.paper.phone) == ("王科长", "0731-80011111")


def test_units_below_get_nothing_of_the_desk() -> None:
    """What a department presses for and decides below is its own affair."""
    file = delegated_file()
    made(file, file.assignments[1:])
    delegation.supervise_unit(file, DEPARTMENT, MONDAY, "东湖区城市管理局", "望江街道", "没有动静", working_days(1))
    assert made(file) == []


def replied_file(*cohandlers: str) -> CaseFile:
    file = assigned_file(*cohandlers)
    for name in (*cohandlers, LEAD):
        departments.accept(file, DEPARTMENT, MONDAY, name)
        departments.reply(file, DEPARTMENT, MONDAY, name, "已经办理", "")
    file.notes.clear()
    return file


def test_each_whose_reply_is_returned_is_told_on_paper_what_is_asked() -> None:
    """R4.2."""
    file = replied_file(COHANDLER, "公安局")
    review.return_for_rework(file, DESK, MONDAY, [COHANDLER], "请附现场照片。", 3)
    lead, other = made(file)
    assert whom([lead, other]) == [(SlipKind.REWORK, LEAD), (SlipKind.REWORK, COHANDLER)]
    assert "重办要求：请附现场照片。" in lead.paper.asks[0]
    assert lead.due_at == file.assignments[0].limit


def test_a_return_to_the_lead_alone_asks_nothing_of_those_returned_before() -> None:
    """R4.2."""
    file = replied_file(COHANDLER)
    review.return_for_rework(file, DESK, MONDAY, [COHANDLER], "请附现场照片。", 3)
    departments.reply(file, DEPARTMENT, MONDAY, LEAD, "附上照片", "协办单位还在补照片")
    file.notes.clear()
    review.return_for_rework(file, DESK, MONDAY, [], "请写明处罚依据。", 3)
    assert whom(made(file)) == [(SlipKind.REWORK, LEAD)]


@pytest.mark.parametrize("supervised", [False, True])
def test_whoever_handles_a_case_again_gets_one_slip_that_says_why(supervised: bool) -> None:  # noqa: FBT001
    """R8.7."""
    file = replied_file()
    review.accept_reply(file, DESK, MONDAY, "")
    callers.answer_caller(file, DESK, MONDAY, Answer(CALL, "书面", "修好了", "", supported=True, given=True))
    file.notes.clear()
    file.answers.clear()
    later = MONDAY + timedelta(days=3)
    survey = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
    callbacks.record_satisfaction(file, DESK, later, survey, "", CALL)
    file.notes.clear()
    callbacks.handle_again(
        file, DESK, later, "电梯又停了。", Designation("", (), working_days(5)), supervised=supervised
    )
    (slip,) = made(file, file.assignments[1:], later)
    assert whom([slip]) == [(SlipKind.SUPERVISION if supervised else SlipKind.SECOND_HANDLING, LEAD)]
    assert "事由：电梯又停了。" in slip.paper.asks[0]
    assert slip.paper.facts.get("交办时间", "2026年11月23日9时").startswith("2026年11月23日"), "when it was given first"


def test_a_result_that_was_told_is_on_record_in_writing() -> None:
    """R3.4."""
    file = replied_file()
    review.accept_reply(file, DESK, MONDAY, "")
    file.notes.clear()
    callers.answer_caller(file, DESK, MONDAY, Answer(CALL, "电话", "电梯已修好", "", supported=True, given=True))
    (record,) = made(file)
    assert record.kind is SlipKind.ANSWER_RECORD
    assert (record.office, record.call_id, record.paper.addressee) == ("", CALL, "")
    assert record.paper.title == "关于“物业服务”诉求办理结果的电话答复记录"
    assert "答复内容：电梯已修好" in record.paper.asks
    assert (record.paper.facts["答复方式"], record.paper.facts["答复人"]) == ("电话", "李值班")


def test_a_result_that_the_lead_tells_is_on_record_in_its_name() -> None:
    """R3.4."""
    file = replied_file()
    review.accept_reply(file, DESK, MONDAY, "")
    parts.assignment_of(file, LEAD).may_answer = True
    file.notes.clear()
    told = Answer(CALL, "电话", "电梯已修好", "", supported=True, given=True)
    callers.answer_as_department(file, DEPARTMENT, MONDAY, LEAD, told)
    (record,) = made(file)
    assert (record.kind, record.paper.issuer, record.series) == (SlipKind.ANSWER_RECORD, LEAD, LEAD)


def test_supervision_says_the_reason_and_the_new_limit() -> None:
    file = assigned_file()
    later = MONDAY + timedelta(days=12)
    file.notes.clear()
    supervision.supervise(file, DESK, later, LEAD, "期限已过仍没有回复。", 3)
    (one,) = made(file, now=later)
    assert whom([one]) == [(SlipKind.SUPERVISION, LEAD)]
    assert "督办事由：期限已过仍没有回复。" in one.paper.asks[0]
    assert one.paper.facts["原办理期限"] == "2026年12月2日18时"
    assert one.due_at == file.assignments[0].limit


def test_who_takes_part_on_site_is_told_the_findings_and_whoever_has_the_case_its_limit() -> None:
    """R4.4."""
    file = assigned_file()
    file.notes.clear()
    review.investigate_on_site(file, DESK, MONDAY, [LEAD, "公安局"], ["云江日报"], "要求三日内处理")
    lead, other = made(file)
    assert whom([lead, other]) == [(SlipKind.ON_SITE, LEAD), (SlipKind.ON_SITE, "公安局")]
    assert "查办情况和要求：要求三日内处理" in other.paper.asks
    assert (lead.paper.facts["办理期限"], lead.paper.facts["参加媒体"]) == ("2026年12月2日18时", "云江日报")
    assert (lead.due_at, other.due_at) == (file.assignments[0].limit, None)


def test_who_is_to_take_part_on_site_is_told_when_beforehand_and_afterwards_what_was_found() -> None:
    """R4.4."""
    file = assigned_file()
    file.notes.clear()
    at = MONDAY + timedelta(hours=6)
    review.investigate_on_site(file, DESK, MONDAY, [LEAD, DUTY_OFFICE], [], "带上材料", at)
    (notice,) = made(file)
    assert (*whom([notice]), notice.due_at) == ((SlipKind.ON_SITE_NOTICE, LEAD), at)
    assert f"我室定于2026年11月23日15时30分到现场查办，请{LEAD}、{DUTY_OFFICE}参加。" in notice.paper.asks[0]
    review.investigate_on_site(file, DESK, at, [LEAD], [], "要求三日内处理", at)
    (record,) = made(file, now=at)
    assert (record.kind, record.paper.facts["查办时间"]) == (SlipKind.ON_SITE, "2026年11月23日15时30分")
    with pytest.raises(InvalidFieldsError, match="登记"):
        review.investigate_on_site(file, DESK, at, [LEAD], [], "去过", MONDAY - timedelta(days=1))


def test_whoever_the_case_was_taken_from_is_not_pressed() -> None:
    """After three transfers supervision is raised over the case, not over whoever objected last."""
    file = assigned_file()
    for lead, following in ((LEAD, COHANDLER), (COHANDLER, "交通运输局"), ("交通运输局", "")):
        departments.object_to_assignment(file, DEPARTMENT, MONDAY, lead, "不归我们管", "三定规定")
        designation = Designation(following, (), working_days(7)) if following else None
        objections.uphold_objection(file, DESK, MONDAY, lead, "成立", designation)
    assert Act.RAISE_SUPERVISION in [note.act for note in file.notes]
    assert SlipKind.RAISED_SUPERVISION not in [one.kind for one in made(file)]


def test_an_extension_is_decided_on_paper() -> None:
    file = assigned_file()
    departments.accept(file, DEPARTMENT, MONDAY, LEAD)
    for consent, word, limit in ((False, "不同意延期", "原定期限"), (True, "同意延期", "延长后的期限")):
        departments.ask_extension(file, DEPARTMENT, MONDAY, LEAD, 5, "配件要订购")
        file.notes.clear()
        review.decide_extension(file, DESK, MONDAY, LEAD, "研究过", consent=consent)
        (one,) = made(file)
        assert f"经研究，{word}。" in one.paper.asks[0]
        assert "延期5个工作日" in one.paper.asks[0]
        assert one.paper.asks[1].startswith(f"请于{limit}2026年12月"), "a refusal reads as none"
        assert ("办结时限" in one.paper.facts) is consent


@pytest.mark.parametrize(
    ("outcome", "means", "given", "kinds"),
    [
        (Outcome.TRANSFER, "书面", True, [SlipKind.RESULT]),
        (Outcome.TRANSFER, "电话", True, []),
        (Outcome.TRANSFER, "电话通知", True, []),
        (Outcome.TRANSFER, "上门送达告知书", True, [SlipKind.RESULT]),
        (Outcome.TRANSFER, "书面", False, []),
        (Outcome.ROUTE_TOLD, "书面", True, [SlipKind.REFUSAL]),
        (Outcome.ROUTE_TOLD, "电话", True, []),
        (Outcome.EXPLAINED, "书面", True, [SlipKind.EXPLANATION]),
    ],
)
def test_callers_get_letters(outcome: Outcome, means: str, given: bool, kinds: list[SlipKind]) -> None:  # noqa: FBT001
    """R8.8: with the number of their own call, also if it was joined into another case."""
    file, own = new_file(), "20261124-000002"
    call = parse_number(own)
    file.outcome = outcome
    file.answers = [Answer(call, means, "已经修好", "", supported=True, given=given)]
    drafts = made(file)
    assert [one.kind for one in drafts] == kinds
    assert all("已经修好" in one.paper.asks and one.call_id == call and not one.paper.facts for one in drafts)
    assert all(own in one.paper.asks[0] for one in drafts)


def test_a_refusal_told_by_telephone_leaves_a_letter_where_the_rules_say_so() -> None:
    """R8.1."""
    letter = replace(RULES.templates[SlipKind.REFUSAL], without=("上门", "短信"))
    file = new_file()
    file.outcome = Outcome.ROUTE_TOLD
    file.answers = [Answer(CALL, "电话", "请向人民法院起诉", "", supported=True, given=True)]
    drafts = made(file, rules=replace(RULES, templates={**RULES.templates, SlipKind.REFUSAL: letter}))
    assert [one.kind for one in drafts] == [SlipKind.REFUSAL]
    assert "请向人民法院起诉" in drafts[0].paper.asks


def test_an_accused_office_is_not_told_what_the_call_says() -> None:
    """R8.3."""
    file = assigned_file()
    file.notes.clear()
    file.recusal = lambda: Recusal(NAMES, (LEAD,))
    supervision.supervise(file, DESK, MONDAY, LEAD, "局长收钱不办事", 0)
    (one,) = made(file)
    said = "".join((one.paper.title, *one.paper.asks, *one.paper.facts.values()))
    assert not [word for word in ("物业", "电梯", "收钱", "幸福里") if word in said]


class TestTemplates:
    @staticmethod
    def problems(before: str, after: str) -> list[str]:
        text = FILES["slips.yaml"].decode()
        assert before in text
        with pytest.raises(RuleBookError) as caught:
            load({**FILES, "slips.yaml": text.replace(before, after, 1).encode()}, NAMES)
        return [str(one) for one in caught.value.problems]

    def test_an_unknown_field_is_refused_where_it_stands(self) -> None:
        (problem,) = self.problems("{单位}", "{来电人}")
        assert problem.startswith("slips.yaml:")
        assert "来电人" in problem

    def test_a_field_of_another_kind_is_refused(self) -> None:
        (problem,) = self.problems("“{事项}”诉求的交办单", "“{答复}”诉求的交办单")
        assert "交办单没有“答复”" in problem

    def test_symbols_differ(self) -> None:
        (problem,) = self.problems("代字: 热线协", "代字: 热线交")
        assert "“热线交”重复了" in problem

    def test_a_letter_says_the_answer(self) -> None:
        (problem,) = self.problems('        - "{答复}"\n', "        - 已经办好。\n")
        assert "正文要有“{答复}”" in problem

    def test_personal_numbers_and_stray_braces_are_refused(self) -> None:
        assert "不能写个人的手机号" in self.problems("特此交办。", "特此交办，13800138000。")[0]
        assert "大括号要成对" in self.problems("特此交办。", "特此交办{。")[0]

    def test_a_notice_of_a_visit_says_when_and_of_earlier_rule_books_it_is_the_record(self) -> None:
        (problem,) = self.problems("我室定于{查办时间}到现场查办", "我室将到现场查办")
        assert "现场查办通知的正文要有“{查办时间}”" in problem
        record = FILES["slips.yaml"].decode().partition("    现场查办记录:")
        before = record[0].partition("    现场查办通知:")[0] + "    现场查办通知:" + record[2]
        kinds = load({**FILES, "slips.yaml": before.encode()}, NAMES).slips.templates
        assert (SlipKind.ON_SITE in kinds, SlipKind.ON_SITE_NOTICE in kinds) == (True, False)

    def test_an_office_has_no_means_of_answering(self) -> None:
        (problem,) = self.problems("      结语: 特此交办。\n", "      结语: 特此交办。\n      不出的方式: [电话]\n")
        assert "只有给来电人的" in problem

    def test_a_rule_book_from_before_there_were_slips_makes_the_shipped_ones_and_says_so(self) -> None:
        without = {name: content for name, content in FILES.items() if name != "slips.yaml"}
        slips = load(without, NAMES).slips
        assert slips.templates == RULES.templates
        assert slips.are_shipped
        assert not RULES.are_shipped
        checked = check_draft(WrittenDraft(without, {}, NAMES, None, date(2026, 11, 23), personal_words))
        (told,) = (one.message for one in checked.remarks if one.about == "文书")
        assert told.startswith("没有 slips.yaml")
