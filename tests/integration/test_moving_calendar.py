"""Days that are set free while many cases are open: their deadlines follow, once each, whoever is killed meanwhile."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline_server.desk.directory import working_calendar
from hotline_server.domain.acts.changes import follow_calendar
from hotline_server.domain.calendar_change import CalendarChange
from hotline_server.domain.case_file import CaseFile
from hotline_server.store.engine.database import DatabaseError
from hotline_server.store.models import CalendarChangeRow, CalendarMoveRow

from tests.hotline import SetClock, StartServer, connect
from tests.office import TAXI, Office

pytestmark = pytest.mark.each_database
CASES = 7


def free(office: Office, day: date, *, working: bool = False) -> int:
    holiday = directory_pb.Holiday(day=day.isoformat(), working=working, name="暴雨停工")
    request = directory_pb.SetHolidayRequest(holiday=holiday, actor="李值班")
    return office.hotline.directory.SetHoliday(request).moved_case_count


def moves(office: Office, number: str) -> int:
    return [entry.act for entry in office.case(number).log].count(act_pb2.ACT_MOVE_DEADLINE)


@pytest.fixture
def begun(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, case_pb2.Assignment]]:
    """Set a day free, of which the server is killed after some of the cases have followed; return them as they were."""
    numbers = [office.call() for _ in range(CASES)]
    before = [(number, office.assignment(number, TAXI)) for number in numbers]
    batches, batch = iter((True, True)), working_calendar.MovingDeadlines._batch

    def until_killed(moving: working_calendar.MovingDeadlines, numbers: list[str]) -> int | None:
        if not next(batches, False):
            raise DatabaseError("断电")
        return batch(moving, numbers)

    with monkeypatch.context() as patched:
        patched.setattr(working_calendar, "BATCH", 2)
        patched.setattr(working_calendar.MovingDeadlines, "_batch", until_killed)
        patched.setattr(working_calendar, "affects_everything", lambda _: True)
        with pytest.raises(grpc.RpcError):
            free(office, before[0][1].deadline.ToDatetime().date())
    assert sorted(moves(office, number) for number in numbers) == [0, 0, 0, 1, 1, 1, 1]
    return before


def check_all_followed(office: Office, before: list[tuple[str, case_pb2.Assignment]]) -> None:
    """Check that each case has followed once, and that nothing is left to be done."""
    for number, former in before:
        assert moves(office, number) == 1
        assert office.assignment(number, TAXI).deadline.ToDatetime() > former.deadline.ToDatetime()
    database = office.server.desk.writer._database
    assert not CalendarMoveRow.select().exists(database)
    assert not CalendarChangeRow.select().exists(database)


class TestKilled:
    """R3.2."""

    def test_another_server_goes_on(
        self, begun: list[tuple[str, case_pb2.Assignment]], start_server: StartServer, clock: SetClock
    ) -> None:
        server = start_server()
        with connect(server.address) as hotline:
            other = Office(hotline, server, clock)
            while server.desk.moving_deadlines.some():
                pass
            check_all_followed(other, begun)

    def test_an_act_comes_after_the_move(self, office: Office, begun: list[tuple[str, case_pb2.Assignment]]) -> None:
        for number, _ in begun:
            office.accept(number)
            acts = [entry.act for entry in office.case(number).log]
            assert acts.index(act_pb2.ACT_MOVE_DEADLINE) < acts.index(act_pb2.ACT_ACCEPT)
        check_all_followed(office, begun)

    def test_a_further_day_is_followed_after_it(
        self, office: Office, begun: list[tuple[str, case_pb2.Assignment]]
    ) -> None:
        """Whatever each case has followed already; it is as if all had been known from the beginning."""
        (_, first), *_ = begun
        day = first.deadline.ToDatetime().date()
        free(office, day + timedelta(days=1))
        free(office, day, working=True)
        deadlines = {office.assignment(number, TAXI).deadline.ToDatetime() for number, _ in begun}
        assert deadlines == {office.assignment(office.call(), TAXI).deadline.ToDatetime()}


def test_a_case_that_cannot_follow_is_set_aside(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """R3.2: and the others follow."""
    numbers = [office.call() for _ in range(3)]

    def spoilt(file: CaseFile, changes: Sequence[CalendarChange], pending: Collection[int]) -> None:
        if file.number == numbers[0]:
            raise ValueError("坏的行")
        follow_calendar(file, changes, pending)

    with monkeypatch.context() as patched:
        patched.setattr("hotline_server.store.cases.calendar_moves.follow_calendar", spoilt)
        assert free(office, office.assignment(numbers[0], TAXI).deadline.ToDatetime().date()) == 2
    assert [moves(office, number) for number in numbers] == [0, 1, 1]
    office.clock.advance(minutes=2)
    while office.server.desk.moving_deadlines.some():
        pass
    assert [moves(office, number) for number in numbers] == [1, 1, 1]


def test_what_is_due_on_an_exclusion_follows_too(office: Office) -> None:
    """R6.1, R8.5: though the case is closed."""
    asked, unasked = (office.closed() for _ in range(2))
    office.hotline.departments.RequestExclusion(
        department_pb.RequestExclusionRequest(
            context=office.context(asked, "王科长"), department=TAXI, ground="重复诉求", reason="同一件"
        )
    )
    (before,) = office.case(asked).waits
    until = office.assignment(unasked, TAXI).exclude_until.ToDatetime()
    assert free(office, before.due_at.ToDatetime().date()) >= 1
    (after,) = office.case(asked).waits
    assert after.due_at.ToDatetime() > before.due_at.ToDatetime()
    assert office.assignment(unasked, TAXI).exclude_until.ToDatetime() > until
    assert moves(office, asked) == 1
