"""Suspension until a promised date through the services (R8.6)."""

from datetime import timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, inquiry_service_pb2, report_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, connect, refusal
from tests.office import TAXI, Office


def promise(**fields: object) -> case_pb2.PromisedDate:
    """Return a valid promise."""
    given: dict[str, object] = {
        "reason": "要等新站场建成",
        "measures": "先增派引导员",
        "owner_department": TAXI,
        "promised_on": "2027-01-20",
        "reviews_on": ["2026-12-20"],
    }
    return case_pb2.PromisedDate(**(given | fields))  # type: ignore[arg-type]


@pytest.fixture
def number(office: Office) -> str:
    """Return the number of a case that a department has in hand."""
    number = office.call()
    office.accept(number)
    return number


def ask(office: Office, number: str, wanted: case_pb2.PromisedDate) -> case_pb2.Case:
    context = office.context(number, "王科长")
    request = department_pb.AskSuspensionRequest(context=context, department=TAXI, promise=wanted)
    return office.hotline.departments.AskSuspension(request).case


def suspend(office: Office, number: str, wanted: case_pb2.PromisedDate | None = None) -> case_pb2.Case:
    request = desk_pb.SuspendCaseRequest(context=office.context(number), promise=wanted, reason="情况属实")
    return office.hotline.desk.SuspendCase(request).case


def review(
    office: Office, number: str, result: desk_pb.PromiseResult.ValueType, findings: str = "现场看过"
) -> case_pb2.Case:
    request = desk_pb.ReviewSuspensionRequest(context=office.context(number), result=result, findings=findings)
    return office.hotline.desk.ReviewSuspension(request).case


def test_a_promised_date_is_watched_until_somebody_says_whether_it_was_kept(
    office: Office, number: str, clock: SetClock
) -> None:
    deadline = office.assignment(number, TAXI).deadline
    asked = ask(office, number, promise())
    assert (asked.promise.agreed, asked.promise.owner_department) == (False, TAXI)
    case = suspend(office, number)
    assert (case.state, case.promise.agreed) == (case_pb2.CASE_STATE_SUSPENDED, True)
    consented = office.case(number).log[-1]
    assert (consented.reason, consented.details["grounds"]) == ("情况属实", "要等新站场建成")
    about = inquiry_service_pb2.DescribeCaseRequest(number=number, phone="13800138000")
    assert "承诺2027年1月20日前办好" in office.hotline.inquiry.DescribeCase(about).spoken
    clock.advance(days=30)
    office.round()
    assert "SUPERVISE" not in office.acts(number)
    assert "REMIND_DESK" in office.acts(number)
    assert review(office, number, desk_pb.PROMISE_RESULT_OPEN).state == case_pb2.CASE_STATE_SUSPENDED
    after = review(office, number, desk_pb.PROMISE_RESULT_KEPT)
    assert (after.state, after.HasField("promise")) == (case_pb2.CASE_STATE_IN_PROGRESS, False)
    waited = office.assignment(number, TAXI)
    assert waited.plain_deadline == deadline
    assert waited.deadline.ToDatetime() > deadline.ToDatetime() + timedelta(days=25)
    assert waited.standstills[0].HasField("until")


def test_figures_show_both_counts(office: Office, number: str, clock: SetClock) -> None:
    suspend(office, number, promise())
    clock.advance(days=30)
    request = report_service_pb2.GetBulletinRequest(first_day="2026-11-23", last_day="2026-12-22")
    (taxi,) = [one for one in office.hotline.reports.GetBulletin(request).departments if one.name == TAXI]
    counts = {one.figure: one.count for one in taxi.counts}
    assert counts.get(report_service_pb2.FIGURE_OVERDUE, 0) == 0
    assert counts[report_service_pb2.FIGURE_OVERDUE_IN_ALL] == 1
    assert counts[report_service_pb2.FIGURE_STOOD_STILL] == 1


def test_a_refused_suspension_leaves_the_case_at_work(office: Office, number: str) -> None:
    ask(office, number, promise())
    request = desk_pb.RefuseSuspensionRequest(context=office.context(number), reason="可以先办一部分")
    case = office.hotline.desk.RefuseSuspension(request).case
    assert (case.state, case.HasField("promise")) == (case_pb2.CASE_STATE_IN_PROGRESS, False)


def test_whoever_consents_may_change_single_fields_of_what_was_asked_for(office: Office, number: str) -> None:
    """R8.6: what is left empty is as the department asked for it."""
    asked = ask(office, number, promise()).promise
    agreed = suspend(office, number, case_pb2.PromisedDate(reviews_on=["2026-12-01", "2026-12-31"])).promise
    assert agreed.reviews_on == ["2026-12-01", "2026-12-31"]
    unchanged = ("reason", "measures", "owner_department", "promised_on")
    assert [getattr(agreed, name) for name in unchanged] == [getattr(asked, name) for name in unchanged]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (promise(promised_on="明天"), "promise.promised_on"),
        (promise(promised_on="2026-11-01", reviews_on=[]), "promise.promised_on"),
        (promise(reviews_on=["2027-02-30"]), "promise.reviews_on"),
        (promise(owner_department="没有这个局"), "promise.owner_department"),
        (promise(measures=""), "promise.measures"),
    ],
)
def test_a_wrong_promise_is_refused_by_field(
    office: Office, number: str, wrong: case_pb2.PromisedDate, field: str
) -> None:
    assert list(refusal(lambda: ask(office, number, wrong)).violations) == [field]
    assert list(refusal(lambda: suspend(office, number, wrong)).violations) == [field]


def test_an_unknown_result_is_refused(office: Office, number: str) -> None:
    suspend(office, number, promise())
    assert list(refusal(lambda: review(office, number, 0)).violations) == ["result"]  # type: ignore[arg-type]
    assert list(refusal(lambda: review(office, number, 9)).violations) == ["result"]  # type: ignore[arg-type]


def test_a_stale_consent_is_refused(office: Office, number: str) -> None:
    request = desk_pb.SuspendCaseRequest(context=office.context(number), promise=promise(), reason="情况属实")
    office.progress(number)
    assert refusal(lambda: office.hotline.desk.SuspendCase(request)).code is grpc.StatusCode.ABORTED


class TestLists:
    """What waits for the desk is on a list, with a due time (P2)."""

    def listed(self, office: Office, awaited: case_service_pb2.CaseAwaited.ValueType) -> list[str]:
        return [case.number for case in office.hotline.cases(case_service_pb2.CaseFilter(awaited=awaited))]

    @pytest.mark.each_database
    def test_a_suspension_that_was_asked_for_is_on_the_list_of_requests_until_it_is_decided(
        self, office: Office, number: str
    ) -> None:
        """R8.6."""
        decision, request = (
            case_service_pb2.CASE_AWAITED_SUSPENSION_DECISION,
            case_service_pb2.CASE_AWAITED_REQUEST,
        )
        review_due = case_service_pb2.CASE_AWAITED_SUSPENSION_REVIEW
        assert ask(office, number, promise()).promise.HasField("decision_due_at")
        assert [self.listed(office, one) for one in (decision, request, review_due)] == [[number], [number], []]
        assert not suspend(office, number).promise.HasField("decision_due_at")
        assert [self.listed(office, one) for one in (decision, request, review_due)] == [[], [], [number]]

    def test_the_desk_is_reminded_of_a_request_for_suspension(
        self, office: Office, number: str, clock: SetClock
    ) -> None:
        """R8.6: and the work goes on meanwhile."""
        due = ask(office, number, promise()).promise.decision_due_at
        clock.now = due.ToDatetime(clock.now.tzinfo)
        office.round()
        case = office.case(number)
        reminders = [entry.reason for entry in case.log if entry.act == act_pb2.ACT_REMIND_DESK]
        assert "承办单位申请暂缓，等值班室答复" in reminders
        assert case.promise.decision_due_at == due
        assert case.next_due_at.ToSeconds() > due.ToSeconds()


class TestWhoMay:
    """R8.6: a department asks for itself, the head of the desk consents, and the desk reviews."""

    @pytest.mark.parametrize(
        ("role", "ask", "suspend", "refuse", "review"),
        [
            (AccessRole.DEPARTMENT, True, False, False, False),
            (AccessRole.OPERATOR, False, False, False, True),
            (AccessRole.DESK_LEAD, False, True, True, True),
            (AccessRole.LEADER, False, False, False, False),
            (AccessRole.TELEPHONY, False, False, False, False),
            (AccessRole.AUDITOR, False, False, False, False),
        ],
    )
    def test_only_the_roles_concerned_may(
        self, office: Office, number: str, role: AccessRole, *, ask: bool, suspend: bool, refuse: bool, review: bool
    ) -> None:
        context = case_pb2.ActContext(number=number, etag="1", actor="某人")
        token = AUTHORITY.token("某人", [role], department=TAXI if role is AccessRole.DEPARTMENT else "")
        with connect(office.server.address, token) as hotline:
            asking = department_pb.AskSuspensionRequest(context=context, department=TAXI, promise=promise())
            tried = {
                "ask": lambda: hotline.departments.AskSuspension(asking),
                "suspend": lambda: hotline.desk.SuspendCase(desk_pb.SuspendCaseRequest(context=context)),
                "refuse": lambda: hotline.desk.RefuseSuspension(desk_pb.RefuseSuspensionRequest(context=context)),
                "review": lambda: hotline.desk.ReviewSuspension(desk_pb.ReviewSuspensionRequest(context=context)),
            }
            denied = {name: refusal(act).code is grpc.StatusCode.PERMISSION_DENIED for name, act in tried.items()}
        assert denied == {"ask": not ask, "suspend": not suspend, "refuse": not refuse, "review": not review}

    def test_no_department_asks_in_the_name_of_another(self, office: Office, number: str) -> None:
        request = department_pb.AskSuspensionRequest(
            context=office.context(number, "王科长"), department=TAXI, promise=promise()
        )
        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department="公安局")
        with connect(office.server.address, token) as hotline:
            code = refusal(lambda: hotline.departments.AskSuspension(request)).code
        assert code in (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.NOT_FOUND)
        assert not office.case(number).HasField("promise")


@pytest.mark.each_database
def test_promises_kept_broken_and_open_are_counted_by_department(office: Office, clock: SetClock) -> None:
    """R8.6: whoever replies by the day keeps it too."""
    numbers = []
    for _ in range(4):
        numbers.append(office.call())
        office.accept(numbers[-1])
        suspend(office, numbers[-1], promise())
    kept, broken, replied, still_open = numbers
    clock.advance(days=30)
    review(office, kept, desk_pb.PROMISE_RESULT_KEPT)
    review(office, broken, desk_pb.PROMISE_RESULT_NOT_KEPT)
    office.reply(replied)
    first, last = "2026-11-01", "2026-12-31"
    asked = report_service_pb2.GetBulletinRequest(first_day=first, last_day=last)
    (taxi,) = (one for one in office.hotline.reports.GetBulletin(asked).departments if one.name == TAXI)
    counted = {one.figure: one.count for one in taxi.counts}
    expected = {
        report_service_pb2.FIGURE_PROMISED: numbers,
        report_service_pb2.FIGURE_PROMISE_KEPT: [kept, replied],
        report_service_pb2.FIGURE_PROMISE_BROKEN: [broken],
        report_service_pb2.FIGURE_PROMISE_OPEN: [still_open],
    }
    for figure, cases in expected.items():
        assert counted[figure] == len(cases)
        request = report_service_pb2.ListCountedCasesRequest(
            first_day=first, last_day=last, department=TAXI, figure=figure
        )
        assert sorted(office.hotline.reports.ListCountedCases(request).case_numbers) == sorted(cases)
