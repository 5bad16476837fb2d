"""Open work follows a department that is renamed, merged, split or ended (P3, R3.4)."""

from functools import partial
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, department_service_pb2, desk_service_pb2, report_service_pb2
from hotline.v1 import directory_service_pb2 as pb
from hotline_server.runtime.server import RunningServer

from tests.directory_changes import BUSES, NEW_NAME, a_department, change, hand_over, rename, revisions, unit
from tests.hotline import SetClock, refusal
from tests.office import TAXI, Office, answer, designation

pytestmark = pytest.mark.each_database


def test_open_work_follows_a_renamed_department_with_its_deadline(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    """P3: history keeps the old name, what is open goes on under the new one."""
    finished = office.call()
    office.accept(finished)
    office.reply(finished)
    office.review(finished)
    office.answer(finished)
    opened = office.accept(office.call("出租车司机绕路多收钱")).number
    before = office.assignment(opened, TAXI)
    assert change(office.hotline, rename()).state == pb.REVISION_STATE_HANDING_OVER
    hand_over(server)
    after = office.assignment(opened, NEW_NAME)
    assert (after.deadline, after.state) == (before.deadline, before.state)
    entry = office.case(opened).log[-1]
    assert (entry.act, entry.department, entry.details["before"]) == (act_pb2.ACT_HAND_OVER, NEW_NAME, TAXI)
    assert office.case(opened).decision.lead_department.name == NEW_NAME
    assert [one.department for one in office.case(finished).assignments] == [TAXI]
    clock.advance(minutes=1)
    hand_over(server)
    (revision,) = revisions(office.hotline)
    assert (revision.state, revision.handed_over_case_count) == (pb.REVISION_STATE_DONE, 1)


def test_new_calls_go_to_the_new_name_while_the_rule_book_names_the_old_one(
    office: Office, server: RunningServer
) -> None:
    change(office.hotline, rename())
    server.book.refresh()
    case = office.hotline.case(office.call())
    assert case.decision.lead_department.name == NEW_NAME
    assert case.decision.lead_department.phone


def test_a_case_is_handed_over_before_anything_else_happens_to_it(office: Office) -> None:
    """A department acts under its new name at once, however many cases still wait to be handed over."""
    number = office.call()
    change(office.hotline, rename())
    accepted = department_service_pb2.AcceptAssignmentRequest(context=office.context(number), department=NEW_NAME)
    office.hotline.departments.AcceptAssignment(accepted)
    assert office.assignment(number, NEW_NAME).state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
    acts = [entry.act for entry in office.case(number).log][-2:]
    assert acts == [act_pb2.ACT_HAND_OVER, act_pb2.ACT_ACCEPT]


def test_a_system_that_names_the_former_department_goes_on_working(office: Office) -> None:
    number = office.accept(office.call()).number
    change(office.hotline, rename())
    listed = department_service_pb2.ListAssignedCasesRequest(department=TAXI)
    assert [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases] == [number]
    reply = department_service_pb2.SubmitReplyRequest(
        context=office.context(number), department=TAXI, reply="已处罚司机并退还多收的车费。"
    )
    office.hotline.departments.SubmitReply(reply)
    assert office.assignment(number, NEW_NAME).reply


def test_a_merged_department_that_led_and_co_handled_has_one_assignment(office: Office, server: RunningServer) -> None:
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, "公安局", "教育局"))
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["公安局"], into=TAXI)))
    hand_over(server)
    case = office.case(number)
    live = {one.department: one.leads for one in case.assignments if one.state == case_pb2.ASSIGNMENT_STATE_ASSIGNED}
    assert live == {TAXI: True, "教育局": False}
    assert [one.name for one in case.decision.cohandlers] == ["教育局"]
    assert "合为一份" in case.log[-1].reason


def test_a_split_departments_open_work_goes_by_matter(office: Office, server: RunningServer) -> None:
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    assert office.case(bus).matter == "客运"
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局"), a_department("公路局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    hand_over(server)
    assert [one.department for one in office.case(taxi).assignments] == ["城市客运局"]
    assert [one.department for one in office.case(bus).assignments] == ["公路局"]
    assert office.hotline.case(office.call("出租车司机绕路多收钱")).decision.lead_department.name == "城市客运局"
    assert office.hotline.case(office.call("长途客运站的大巴又晚点了")).decision.lead_department.name == "公路局"
    ended = office.hotline.directory.ListUnits(pb.ListUnitsRequest(include_ended=True, page_size=1_000)).units
    (retired,) = [one for one in ended if one.name == TAXI]
    assert retired.until == "2026-11-23"
    assert [one.unit for one in retired.successors] == ["城市客运局", "公路局"]


def test_a_department_with_open_work_cannot_end_without_a_successor(office: Office) -> None:
    number = office.call("公交车司机看到人也不停站，直接开走了")
    retire = pb.DirectoryChange(retire=pb.RetireUnit(target=BUSES))
    preview = office.hotline.directory.PreviewDirectoryChanges(pb.PreviewDirectoryChangesRequest(changes=[retire]))
    (impact,) = preview.impacts
    assert (impact.open_assignment_count, list(impact.case_numbers)) == (1, [number])
    assert any("公交" in row for row in impact.row_ids)
    assert len(preview.obstacles) == 2
    refused = refusal(lambda: change(office.hotline, retire))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "要说明由哪个单位承接" in str(refused)
    change(office.hotline, pb.DirectoryChange(retire=pb.RetireUnit(target=BUSES, successor="公安局")))
    assert unit(office.hotline, BUSES).name == "公安局"


def test_figures_are_given_by_then_and_by_now(office: Office, server: RunningServer) -> None:
    """R6.1: a department that was renamed does not lose what it did under its former name."""
    for _ in range(2):
        number = office.accept(office.call()).number
        office.reply(number)
        office.review(number)
        office.answer(number)
    office.close(number)
    change(office.hotline, rename())
    hand_over(server)
    office.reply(office.accept(office.call(), NEW_NAME).number, NEW_NAME)

    def replied(naming: report_service_pb2.DepartmentNaming.ValueType) -> dict[str, int]:
        period: dict[str, Any] = {"first_day": "2026-11-23", "last_day": "2026-11-23"}
        standings = office.hotline.reports.GetBulletin(
            report_service_pb2.GetBulletinRequest(**period, naming=naming)
        ).departments
        counted = {
            one.name: next(c.count for c in one.counts if c.figure == report_service_pb2.FIGURE_REPLIED_IN_TIME)
            for one in standings
        }
        for name, count in counted.items():
            listed = report_service_pb2.ListCountedCasesRequest(
                **period, department=name, figure=report_service_pb2.FIGURE_REPLIED_IN_TIME, naming=naming
            )
            assert len(office.hotline.reports.ListCountedCases(listed).case_numbers) == count
        return counted

    assert replied(report_service_pb2.DEPARTMENT_NAMING_RECORDED) == {TAXI: 2, NEW_NAME: 1}
    assert replied(report_service_pb2.DEPARTMENT_NAMING_CURRENT) == {NEW_NAME: 3}


def test_a_reply_before_a_renaming_still_counts_as_in_time(office: Office, server: RunningServer) -> None:
    """R3.1."""
    number = office.accept(office.call()).number
    office.reply(number)
    change(office.hotline, rename())
    hand_over(server)
    bulletin = report_service_pb2.GetBulletinRequest(first_day="2026-11-23", last_day="2026-11-23")
    (standing,) = office.hotline.reports.GetBulletin(bulletin).departments
    counts = {count.figure: count.count for count in standing.counts}
    assert standing.name == NEW_NAME
    assert counts[report_service_pb2.FIGURE_REPLIED_IN_TIME] == 1


@pytest.mark.parametrize("word", ["市交通运输局", "代码"])
def test_open_work_follows_a_department_that_is_denoted_by_alias_or_code(
    word: str, office: Office, server: RunningServer
) -> None:
    number = office.call()
    found = unit(office.hotline, TAXI)
    change(office.hotline, rename(found.code if word == "代码" else word))
    hand_over(server)
    assert [one.department for one in office.case(number).assignments] == [NEW_NAME]


def test_a_name_does_not_go_to_another_unit(office: Office, server: RunningServer, clock: SetClock) -> None:
    """Otherwise its cases, the rules and the tokens that name it would be another's."""
    number = office.call()
    swap = [rename(name="暂名"), rename("公安局", TAXI)]
    assert "以前是别的单位的名称" in refusal(lambda: change(office.hotline, *swap)).violations["changes"]
    change(office.hotline, swap[0])
    hand_over(server)
    clock.advance(days=100)
    hand_over(server)
    assert "现在由暂名承担" in refusal(lambda: change(office.hotline, swap[1])).violations["changes"]
    change(office.hotline, rename("暂名", TAXI))
    hand_over(server)
    assert [one.department for one in office.case(number).assignments] == [TAXI]


def test_a_referred_case_follows_too(office: Office, server: RunningServer) -> None:
    """R2.2."""
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    refer = desk_service_pb2.ReferCaseRequest(context=office.context(number), department="统计局", reason="归口")
    office.hotline.desk.ReferCase(refer)
    retire = pb.DirectoryChange(retire=pb.RetireUnit(target="统计局", successor="财政局"))
    preview = office.hotline.directory.PreviewDirectoryChanges(pb.PreviewDirectoryChangesRequest(changes=[retire]))
    assert preview.impacts[0].open_assignment_count == 1
    change(office.hotline, retire)
    hand_over(server)
    assert office.case(number).decision.lead_department.name == "财政局"


def test_a_unit_that_gets_work_before_it_ends_without_a_successor_stays(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    """P2: no case is left with nobody."""
    change(office.hotline, pb.DirectoryChange(retire=pb.RetireUnit(target="统计局")), on="2026-12-01")
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation("统计局", days=20))
    clock.advance(days=8)
    server.desk.revisions.carry_out_due()
    assert revisions(office.hotline)[0].state == pb.REVISION_STATE_SCHEDULED
    assert not unit(office.hotline, "统计局").until
    office.reply(office.accept(number, "统计局").number, "统计局")
    office.review(number)
    server.desk.revisions.carry_out_due()
    assert unit(office.hotline, "统计局").until == "2026-12-01"


def test_a_department_can_part_with_some_of_its_work(office: Office, server: RunningServer, clock: SetClock) -> None:
    """The commonest kind of split: the office goes on, a new one takes some matters."""
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit=TAXI)],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    hand_over(server)
    clock.advance(minutes=1)
    hand_over(server)
    assert [one.department for one in office.case(taxi).assignments] == ["城市客运局"]
    assert [one.department for one in office.case(bus).assignments] == [TAXI]
    assert revisions(office.hotline)[0].state == pb.REVISION_STATE_DONE
    assert office.hotline.case(office.call("出租车司机绕路多收钱")).decision.lead_department.name == "城市客运局"
    assert "出租车与网约车" in unit(office.hotline, "城市客运局").duties
    assert "出租车与网约车" not in unit(office.hotline, TAXI).duties
    listed = department_service_pb2.ListAssignedCasesRequest(department="城市客运局")
    assert bus not in [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases]
    unseen = department_service_pb2.GetAssignedCaseRequest(department="城市客运局", number=bus)
    assert refusal(lambda: office.hotline.departments.GetAssignedCase(unseen)).code is grpc.StatusCode.NOT_FOUND


def test_a_client_that_names_a_split_department_acts_for_the_successor_of_the_matter(office: Office) -> None:
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局"), a_department("公路局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    office.accept(taxi, TAXI)
    office.accept(bus, TAXI)
    assert office.assignment(taxi, "城市客运局").state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
    assert office.assignment(bus, "公路局").state == case_pb2.ASSIGNMENT_STATE_ACCEPTED


def test_the_desk_may_name_a_former_department(office: Office) -> None:
    change(office.hotline, rename())
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, "公安局"))
    assert [one.department for one in office.case(number).assignments] == [NEW_NAME, "公安局"]


def test_a_department_allowed_to_answer_may_do_so_under_its_new_name(office: Office) -> None:
    """R3.4."""
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, may_answer=True))
    office.accept(number)
    office.reply(number)
    office.review(number)
    change(office.hotline, rename())
    request = department_service_pb2.AnswerCallerDirectlyRequest(
        context=office.context(number), department=NEW_NAME, answer=answer()
    )
    assert office.hotline.departments.AnswerCallerDirectly(request).case.state == case_pb2.CASE_STATE_ANSWERED


def test_a_watch_of_a_merged_department_hears_of_its_work(office: Office, server: RunningServer) -> None:
    """Of what is done from then on: a watch does not go back."""
    number = office.call()
    request = department_service_pb2.WatchAssignmentsRequest(department="公安局", after_position=0)
    watched = office.hotline.departments.WatchAssignments(request, timeout=30)
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["公安局"], into=TAXI)))
    office.accept(number)
    heard = next(watched).entry
    assert (heard.act, heard.department) == (act_pb2.ACT_ACCEPT, TAXI)


def test_calls_go_to_whoever_a_district_bureau_was_merged_into(office: Office) -> None:
    """R8.3: by reference, whatever the successor is called."""
    merge = pb.MergeUnits(targets=["南浦区城市管理局"], into="南浦区住房和城乡建设局")
    change(office.hotline, pb.DirectoryChange(merge=merge))
    case = office.hotline.case(office.call("烧烤店油烟扰民，投诉", district="南浦区"))
    assert case.decision.lead_department.name == "南浦区住房和城乡建设局"


def test_a_successor_does_not_see_what_the_former_department_did_on_other_matters(
    office: Office, server: RunningServer
) -> None:
    """R3.4: only the part that it took over."""
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    for number in (taxi, bus):
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("公路局")],
        successors=[pb.Successor(unit="公安局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    for department, seen, unseen in (("公安局", taxi, bus), ("公路局", bus, taxi)):
        listed = department_service_pb2.ListAssignedCasesRequest(department=department)
        assert [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases] == [seen]
        got = department_service_pb2.GetAssignedCaseRequest(department=department, number=unseen)
        assert refusal(partial(office.hotline.departments.GetAssignedCase, got)).code is grpc.StatusCode.NOT_FOUND


def test_work_given_away_and_given_back_is_found(office: Office, server: RunningServer) -> None:
    number = office.call()
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit=TAXI)],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["城市客运局"], into=TAXI)))
    change(office.hotline, rename())
    office.accept(number, NEW_NAME)
    assert office.assignment(number, NEW_NAME).state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
