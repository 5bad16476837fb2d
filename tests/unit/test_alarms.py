"""Alarms about emergencies, level by level (R2.6)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hotline_server.domain import parts
from hotline_server.domain.acts import departments, emergencies, joins, rerouting, review, triage
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.units import Duty
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Designation, Note
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import hours, working_days

from tests.case_files import DEPARTMENT, DESK, DIRECTORY, LIMITS, NAMES, RULE_BOOK, new_file
from tests.hotline import MONDAY

FIRE, POLICE, RESCUE, HEALTH = "消防救援支队", "公安局", "应急管理局", "卫生健康委员会"
LEVELS = [level.post for level in LIMITS.alarm_levels]
MINUTE = timedelta(minutes=1)


def on_duty(post: str, _: datetime) -> tuple[Duty, ...]:
    return DIRECTORY.on_duty(post, MONDAY.date())


@pytest.fixture
def emergency() -> CaseFile:
    file = new_file()
    file.on_duty = on_duty
    emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
    return file


def confirm(file: CaseFile, now: datetime) -> None:
    emergencies.confirm_emergency(file, DESK, now, "属实", Designation(FIRE, (POLICE,), hours(24)))


def alarms(file: CaseFile) -> list[Note]:
    return [note for note in file.notes if note.act is Act.ALARM]


def run_until(file: CaseFile, end: datetime) -> Iterator[datetime]:
    """Do what is due, when it is due, until a time."""
    while (due := next_due(file)) and due <= end:
        run_due_acts(file, due)
        yield due


def test_an_emergency_that_nobody_verifies_climbs_to_the_top(emergency: CaseFile) -> None:
    times = list(run_until(emergency, MONDAY + timedelta(hours=1)))
    assert [note.details["post"] for note in alarms(emergency)] == LEVELS
    spaced = [LIMITS.verify_minutes, *(level.minutes for level in LIMITS.alarm_levels[:-1])]
    assert times == [MONDAY + sum(spaced[: place + 1]) * MINUTE for place in range(len(LEVELS))]


def test_each_level_is_told_by_name_and_number(emergency: CaseFile) -> None:
    list(run_until(emergency, MONDAY + timedelta(hours=1)))
    duty = next(iter(on_duty("值班领导", MONDAY)))
    assert alarms(emergency)[2].details["told"] == f"{duty.name} {duty.phone}"
    assert emergency.alarm is not None
    assert (emergency.alarm.level, emergency.alarm.post) == (len(LEVELS), LEVELS[-1])


def test_a_level_without_anybody_on_duty_is_passed_all_the_same(emergency: CaseFile) -> None:
    emergency.on_duty = lambda post, now: () if post == LEVELS[1] else on_duty(post, now)
    list(run_until(emergency, MONDAY + timedelta(hours=1)))
    assert [bool(note.details["told"]) for note in alarms(emergency)] == [True, False, True, True]


def test_the_top_is_told_again_by_rule_and_nobody_is_nudged_without_end(emergency: CaseFile) -> None:
    confirm(emergency, MONDAY + MINUTE)
    list(run_until(emergency, MONDAY + timedelta(days=16)))
    told = [note.details["post"] for note in alarms(emergency)]
    assert told[: len(LEVELS)] == LEVELS
    assert set(told[len(LEVELS) :]) == {LEVELS[-1]}
    assert len(told) <= timedelta(days=16) / (LIMITS.alarm_levels[-1].minutes * MINUTE) + len(LEVELS)
    for name in (FIRE, POLICE):
        unaccepted = [note for note in emergency.notes if note.act is Act.NUDGE and note.department == name]
        assert len([note for note in unaccepted if "签收" in note.reason]) == 1


def test_acceptance_ends_the_climb_and_silence_begins_it_anew(emergency: CaseFile) -> None:
    confirm(emergency, MONDAY + MINUTE)
    list(run_until(emergency, MONDAY + 40 * MINUTE))
    assert [note.details["level"] for note in alarms(emergency)] == ["1", "2"]
    now = MONDAY + 41 * MINUTE
    for name in (FIRE, POLICE):
        departments.accept(emergency, DEPARTMENT, now, name)
    departments.submit_progress(emergency, DEPARTMENT, now, POLICE, "已封路")
    silent_at = next_due(emergency)
    assert silent_at == now + timedelta(hours=1)
    run_due_acts(emergency, silent_at)
    last = alarms(emergency)[-1]
    assert (last.details["level"], last.reason) == ("1", f"{FIRE}到时间没有反馈进展，报告值班室")


class TestSilence:
    """R2.6: nobody's silence is passed over for what others did."""

    @pytest.fixture
    def answered_by_the_lead(self, emergency: CaseFile) -> CaseFile:
        """Return an emergency whose lead signed and replied in the first minutes, unlike its co-handler."""
        confirm(emergency, MONDAY + MINUTE)
        departments.accept(emergency, DEPARTMENT, MONDAY + MINUTE, FIRE)
        departments.reply(emergency, DEPARTMENT, MONDAY + 2 * MINUTE, FIRE, "火已扑灭", "等不到")
        return emergency

    def silent(self, file: CaseFile, until: datetime) -> list[str]:
        """Return what the alarms until a time are about."""
        list(run_until(file, until))
        return [note.reason.partition("，")[0] for note in alarms(file)]

    def test_climbs_on_after_the_reply_of_the_lead(self, answered_by_the_lead: CaseFile) -> None:
        assert answered_by_the_lead.state is CaseState.REPLIED
        told = self.silent(answered_by_the_lead, MONDAY + timedelta(hours=2))
        assert told[: len(LEVELS)] == [f"{POLICE}超过签收时限还没有签收"] * len(LEVELS)

    def test_is_no_danger_once_the_desk_has_accepted_that(self, answered_by_the_lead: CaseFile) -> None:
        """R4.1: who is silent is reminded, and supervised, as in any case."""
        list(run_until(answered_by_the_lead, MONDAY + timedelta(hours=1)))
        climbed = alarms(answered_by_the_lead)
        assert emergencies.standing_alarm(answered_by_the_lead)
        review.accept_reply(answered_by_the_lead, DESK, MONDAY + timedelta(hours=1), "")
        assert emergencies.standing_alarm(answered_by_the_lead) is None
        police = parts.open_assignment(answered_by_the_lead, POLICE)
        late = police.limit
        list(run_until(answered_by_the_lead, late))
        assert alarms(answered_by_the_lead) == climbed
        assert (answered_by_the_lead.notes[-1].act, answered_by_the_lead.leader_question) == (Act.SUPERVISE, None)
        assert police.limit == answered_by_the_lead.timetable.end(LIMITS.steps(emergency=False).supervision, late)

    def test_climbs_on_where_a_reply_from_the_spot_is_taken_up(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(FIRE, (), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, FIRE)
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟", "火灾")
        departments.reply(file, DEPARTMENT, MONDAY + MINUTE, FIRE, "火已扑灭", "")
        confirm(file, MONDAY + MINUTE)
        assert file.notes[-1].act is Act.TAKE_UP_REPLY
        assert self.silent(file, MONDAY + timedelta(hours=1))

    def test_climbs_on_under_another_lead_and_beside_a_question(self, answered_by_the_lead: CaseFile) -> None:
        now = MONDAY + 3 * MINUTE
        rerouting.reroute(answered_by_the_lead, DESK, now, "还有人被困", Designation("交通运输局", (POLICE,), hours(4)))
        question = OpenQuestion(("爆炸",), {}, ("还有气瓶吗？",), now, now + timedelta(hours=1))
        emergencies.ask_back(answered_by_the_lead, RULE_BOOK, now, "像有险情", question)
        told = self.silent(answered_by_the_lead, MONDAY + timedelta(hours=1))
        assert any(POLICE in one and "交通运输局" in one for one in told)

    def test_of_nobody_alarms_nobody(self, answered_by_the_lead: CaseFile) -> None:
        departments.accept(answered_by_the_lead, DEPARTMENT, MONDAY + 3 * MINUTE, POLICE)
        departments.reply(answered_by_the_lead, DEPARTMENT, MONDAY + 3 * MINUTE, POLICE, "已封路", "")
        assert not self.silent(answered_by_the_lead, MONDAY + timedelta(days=1))


def test_a_verified_emergency_alarms_nobody(emergency: CaseFile) -> None:
    list(run_until(emergency, MONDAY + 10 * MINUTE))
    climbed = alarms(emergency)
    assert emergencies.standing_alarm(emergency) is emergency.alarm is not None
    emergencies.dismiss_emergency(emergency, DESK, MONDAY + 10 * MINUTE, "误报")
    assert emergencies.standing_alarm(emergency) is None
    list(run_until(emergency, MONDAY + timedelta(hours=2)))
    assert alarms(emergency) == climbed


class TestJoining:
    """Two calls on one fire are one emergency, whichever is the main case."""

    def test_one_in_verification_joins_one_in_response(self, emergency: CaseFile) -> None:
        main = replace(emergency, notes=[], number="20261123-000002")
        confirm(main, MONDAY)
        joins.join_into(emergency, DESK, MONDAY, "同一场火", main.number, main)
        assert (emergency.state, main.state) == (CaseState.CLOSED, CaseState.RESPONDING)

    def test_one_in_response_confirms_the_main_one(self, emergency: CaseFile) -> None:
        main = new_file()
        emergencies.raise_emergency(main, DESK, MONDAY, "冒烟")
        confirm(emergency, MONDAY)
        crews = joins.crews_of(emergency)
        joins.join_into(emergency, DESK, MONDAY, "同一场火", main.number, main)
        joins.share_dispatch(emergency, main, crews, DESK, MONDAY, "同一场火")
        assert main.state is CaseState.RESPONDING
        assert [one.department for one in main.assignments.unfinished] == [FIRE, POLICE]
        assert not emergency.assignments.unfinished

    def test_whom_a_leader_names_leads_beside_the_crews_and_who_has_replied_is_not_asked_again(
        self, emergency: CaseFile
    ) -> None:
        """R2.4, R2.6."""
        main = new_file()
        emergencies.raise_emergency(main, DESK, MONDAY, "冒烟")
        confirm(emergency, MONDAY)
        departments.accept(emergency, DEPARTMENT, MONDAY, POLICE)
        departments.reply(emergency, DEPARTMENT, MONDAY, POLICE, "已疏散", "")
        crews = joins.crews_of(emergency)
        joins.join_into(emergency, DESK, MONDAY, "同一场火", main.number, main)
        joins.share_dispatch(emergency, main, crews, DESK, MONDAY, "同一场火", (RESCUE, HEALTH))
        assert [(one.department, one.leads) for one in main.assignments] == [
            (RESCUE, True), (HEALTH, False), (FIRE, False),
        ]  # fmt: skip
        assert [one.object_by == one.assigned_at for one in main.assignments] == [True, True, False]

    @pytest.mark.parametrize("led", ["led", ""])
    def test_who_has_signed_goes_on_although_accused_in_the_main_one(self, emergency: CaseFile, led: str) -> None:
        """R2.6, R8.3."""
        main = new_file()
        emergencies.raise_emergency(main, DESK, MONDAY, "冒烟")
        emergencies.confirm_emergency(main, DESK, MONDAY, "属实", Designation(RESCUE, (), hours(24)))
        main.recusal = lambda: Recusal(NAMES, (POLICE,))
        if not led:
            main.assignments[0].state = AssignmentState.WITHDRAWN
        confirm(emergency, MONDAY)
        departments.accept(emergency, DEPARTMENT, MONDAY, POLICE)
        crews = joins.crews_of(emergency)
        joins.join_into(emergency, DESK, MONDAY, "同一场火", main.number, main)
        joins.share_dispatch(emergency, main, crews, DESK, MONDAY, "同一场火")
        assert {one.department: one.state for one in main.assignments.given}[POLICE] is AssignmentState.ACCEPTED
        assert main.assignments.lead is not None
        assert main.lifted_in_danger == (POLICE,)

    def test_an_emergency_joins_nothing_ordinary(self, emergency: CaseFile) -> None:
        with pytest.raises(UnmetConditionError, match="按重大突发处置"):
            joins.join_into(emergency, DESK, MONDAY, "同一场火", "20261123-000002", new_file())


class TestSuspectedDangers:
    """A suspected danger that nobody asks about climbs as an emergency does (R2.6)."""

    @pytest.fixture
    def suspected(self) -> CaseFile:
        file = new_file()
        file.on_duty = on_duty
        question = OpenQuestion(("火灾",), {"火灾": "有烟味"}, ("看得到火吗？",), MONDAY, MONDAY + MINUTE)
        emergencies.ask_back(file, RULE_BOOK, MONDAY, "像有险情", question)
        return file

    def test_one_that_nobody_asks_about_climbs_to_the_top(self, suspected: CaseFile) -> None:
        times = list(run_until(suspected, MONDAY + timedelta(hours=1)))
        assert [note.details["post"] for note in alarms(suspected)] == LEVELS
        assert times == [MONDAY + (1 + place * LIMITS.realarm_minutes) * MINUTE for place in range(len(LEVELS))]
        assert all(note.details["kinds"] == "火灾" for note in alarms(suspected))

    def test_the_top_is_told_again_no_sooner_than_of_an_emergency(self, suspected: CaseFile) -> None:
        list(run_until(suspected, MONDAY + timedelta(hours=1)))
        last = alarms(suspected)[-1]
        again = MONDAY + (1 + LIMITS.realarm_minutes * (len(LEVELS) - 1) + LIMITS.alarm_levels[-1].minutes) * MINUTE
        assert last.details["post"] == LEVELS[-1]
        assert next_due(suspected) == again

    def test_a_caller_who_cannot_tell_takes_it_a_level_up_at_once(self, suspected: CaseFile) -> None:
        emergencies.alarm(suspected, MONDAY, "来电人说不清")
        emergencies.alarm(suspected, MONDAY + 2 * MINUTE, "来电人还是说不清")
        emergencies.alarm(suspected, MONDAY + 3 * MINUTE, "来电人还是说不清")
        assert [note.details["level"] for note in alarms(suspected)] == ["1", "2", "3"]

    def test_once_raised_it_begins_with_the_lowest_level_again(self, suspected: CaseFile) -> None:
        now = MONDAY + timedelta(hours=1)
        list(run_until(suspected, now))
        emergencies.raise_emergency(suspected, DESK, now, "看到明火")
        due = next_due(suspected)
        assert due == now + LIMITS.verify_minutes * MINUTE
        run_due_acts(suspected, due)
        assert alarms(suspected)[-1].details["post"] == LEVELS[0]
