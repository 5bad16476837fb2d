"""Occasions of messages: who hears what of time's acts and of the desk's (R2.3, R2.6, R4.1, R8.7)."""

from hotline_server.domain.acts import callers, departments, review, triage
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.messages.composition import Occasion, messages_on
from hotline_server.domain.parties import Answer, Designation
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import DEPARTMENT, DESK, LIMITS, NAMES, new_file
from tests.hotline import MONDAY

RULES = load(read_files(PROJECT / "rules"), NAMES).messages
POLICE = "公安局"


def assigned() -> CaseFile:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
    file.notes.clear()
    return file


def told(file: CaseFile) -> list[tuple[str, str]]:
    """Return the kinds and recipients of the messages that the latest acts call for."""
    found = messages_on(Occasion(file, [], "物业服务", bool, MONDAY), RULES)
    file.notes.clear()
    return [(one.kind.value, one.recipient) for one in found]


def test_an_office_hears_that_its_time_ends_before_that_it_is_over_and_leaders_hear_of_what_goes_on() -> None:
    file, heard = assigned(), list[tuple[str, str]]()
    for _ in range(30):
        due = next_due(file)
        assert due is not None
        run_due_acts(file, due)
        heard += told(file)
    nearing, overdue = ("催办", POLICE), ("督办", POLICE)
    assert heard.index(nearing) < heard.index(overdue)
    leaders = [recipient for kind, recipient in heard if kind == "请示提醒"]
    assert leaders, "supervision is raised at last"
    assert POLICE not in leaders


def test_a_caller_who_cannot_be_reached_hears_once_that_somebody_tried() -> None:
    file = assigned()
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    missed, heard = Answer(1, "", "无人接听", "", supported=True, given=False), []
    for _ in range(LIMITS.callbacks.attempts):
        file.notes.clear()
        callers.answer_caller(file, DESK, file.callers[0].next_attempt or MONDAY, missed)
        heard.append([kind for kind, _ in told(file)])
    assert heard == [*([[]] * (LIMITS.callbacks.attempts - 1)), ["联系未成"]]


def test_a_protected_caller_is_asked_by_sms_to_call_for_the_answer() -> None:
    """R8.3: whoever else reads the phone learns nothing; the answer stays in the case, and the desk calls back."""
    file = assigned()
    departments.accept(file, DEPARTMENT, MONDAY, POLICE)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "")
    review.accept_reply(file, DESK, MONDAY, "")
    file.notes.clear()
    told = Answer(1, "短信", "您举报的阳光饭店已立案", "", supported=True, given=True)
    callers.answer_caller(file, DESK, MONDAY, told)
    (message,) = messages_on(Occasion(file, [], "餐饮", lambda: True, MONDAY), RULES)
    assert message.text.endswith("已有答复，请拨打12345并报编号听取。")
    assert [one.content for one in file.answers] == [told.content]
