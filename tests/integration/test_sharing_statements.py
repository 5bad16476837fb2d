"""Acts that wait together share statements and a commit, as calls do, and fail independently."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import Hotline, HotlineError
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at
from peewee import QueryEvent

from tests.hotline import PATIENCE, eventually, refusal
from tests.office import TAXI, Office, answer, designation, survey

pytestmark = pytest.mark.each_database

T = TypeVar("T")
STATEMENTS = 8
"""Statements that one act may take, apart from the beginning and the end of the transaction."""
TOGETHER = 12

_REFUSING_ONE = {
    "sqlite": """CREATE TRIGGER refuse BEFORE INSERT ON log_entry WHEN NEW.actor LIKE '%毒%'
        BEGIN SELECT RAISE(ABORT, 'refused'); END""",
    "postgresql": "ALTER TABLE log_entry ADD CONSTRAINT refuse CHECK (actor NOT LIKE '%%毒%%')",
}


@contextmanager
def statements(server: RunningServer) -> Iterator[list[str]]:
    """Collect the statements that a server runs for rpcs, on its writer's thread and on theirs."""
    seen: list[str] = []

    def see(event: QueryEvent) -> None:
        if threading.current_thread().name.startswith(("rpc", "writer")):
            seen.append(event.sql)

    hooks = server.service.stores.database.query_hooks
    hooks.append(see)
    yield seen
    hooks.pop()


def acceptance(case: case_pb2.Case, department: str = TAXI, etag: str = "") -> department_pb.AcceptAssignmentRequest:
    context = case_pb2.ActContext(number=case.number, etag=etag or case.etag, actor="王科长")
    return department_pb.AcceptAssignmentRequest(context=context, department=department)


def together(server: RunningServer, acts: Sequence[Callable[[], T]]) -> list[T]:
    """Do what waits for the writer together, and return what came of it."""
    writer, begun, released = server.desk.writer, threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        released.wait(PATIENCE)

    with ThreadPoolExecutor(len(acts) + 1) as people:
        holding = people.submit(writer.write, hold)
        begun.wait(PATIENCE)
        acting = [people.submit(act) for act in acts]
        for attempt in eventually():
            with attempt:
                assert writer.waiting >= len(acts)
        released.set()
        holding.result()
        return [one.result() for one in acting]


def accept_together(
    hotline: Hotline, server: RunningServer, requests: Sequence[department_pb.AcceptAssignmentRequest]
) -> list[case_pb2.Case | HotlineError]:
    """Accept assignments that wait for the writer together."""

    def accept(request: department_pb.AcceptAssignmentRequest) -> case_pb2.Case | HotlineError:
        try:
            return hotline.departments.AcceptAssignment(request, timeout=60).case
        except grpc.RpcError as error:
            return HotlineError.from_rpc(error)

    return together(server, [partial(accept, request) for request in requests])


def taken(hotline: Hotline, office: Office, count: int) -> list[case_pb2.Case]:
    return [hotline.case(office.call()) for _ in range(count)]


def test_an_act_takes_few_statements(office: Office, hotline: Hotline, server: RunningServer) -> None:
    first, second = taken(hotline, office, 2)
    hotline.departments.AcceptAssignment(acceptance(first))
    with statements(server) as seen:
        hotline.departments.AcceptAssignment(acceptance(second))
    assert 0 < len(seen) <= STATEMENTS, seen
    assert len(seen) == len(set(seen)), "a statement ran twice"


def test_an_act_writes_only_rows_that_it_changes(office: Office, hotline: Hotline, server: RunningServer) -> None:
    number = office.call("来电人要求保密")
    case = office.assign(number, designation(TAXI, "城市管理局", "公安局", days=5))
    hotline.departments.AcceptAssignment(acceptance(case, "城市管理局"))
    written: list[Any] = []
    database = server.service.stores.database
    database.query_hooks.append(
        lambda event: written.append(event.params) if event.sql.startswith('INSERT INTO "assignment"') else None
    )
    hotline.departments.AcceptAssignment(acceptance(hotline.case(number), "公安局"))
    (rows,) = written
    # PostgreSQL is sent all rows as one JSON value.
    (row,) = json.loads(rows[0]) if isinstance(rows, tuple) else rows
    assert row["department"] == "公安局"
    assert [one.state for one in hotline.case(number).assignments] == [
        case_pb2.ASSIGNMENT_STATE_ASSIGNED,
        case_pb2.ASSIGNMENT_STATE_ACCEPTED,
        case_pb2.ASSIGNMENT_STATE_ACCEPTED,
    ]


def test_acts_that_wait_together_share_statements(office: Office, hotline: Hotline, server: RunningServer) -> None:
    cases = taken(hotline, office, TOGETHER)
    with statements(server) as seen:
        accepted = accept_together(hotline, server, [acceptance(case) for case in cases])
    assert [one.assignments[0].state for one in accepted if isinstance(one, case_pb2.Case)] == [
        case_pb2.ASSIGNMENT_STATE_ACCEPTED
    ] * TOGETHER
    # Up to three are those of the job that kept them waiting.
    assert len(seen) <= STATEMENTS + 3, seen


def test_a_refused_act_does_not_fail_those_beside_it(office: Office, hotline: Hotline, server: RunningServer) -> None:
    cases = taken(hotline, office, TOGETHER)
    requests = [acceptance(case) for case in cases]
    requests[3].context.etag = "77"
    requests[5].context.number = "20261123-999999"
    requests[7].department = "城市管理局"
    accepted = accept_together(hotline, server, requests)
    refused = {place: one.code for place, one in enumerate(accepted) if isinstance(one, HotlineError)}
    assert refused == {
        3: grpc.StatusCode.ABORTED,
        5: grpc.StatusCode.NOT_FOUND,
        7: grpc.StatusCode.NOT_FOUND,
    }
    states = [hotline.case(case.number).state for case in cases]
    for place, state in enumerate(states):
        left = place in refused
        assert state == (case_pb2.CASE_STATE_ASSIGNED if left else case_pb2.CASE_STATE_IN_PROGRESS)


def test_of_acts_on_the_same_version_of_a_case_one_succeeds(
    office: Office, hotline: Hotline, server: RunningServer
) -> None:
    case, other = taken(hotline, office, 2)
    accepted = accept_together(hotline, server, [acceptance(case), acceptance(case), acceptance(other)])
    assert sum(isinstance(one, HotlineError) for one in accepted[:2]) == 1
    assert {one.code for one in accepted if isinstance(one, HotlineError)} == {grpc.StatusCode.ABORTED}
    assert office.acts(case.number).count("ACCEPT") == office.acts(other.number).count("ACCEPT") == 1


def test_an_act_the_database_rejects_does_not_fail_its_batch(
    office: Office, hotline: Hotline, server: RunningServer, settings: Settings
) -> None:
    cases = taken(hotline, office, TOGETHER)
    with database_at(settings.database) as database:
        execute(database, _REFUSING_ONE[settings.database.partition(":")[0]])
    requests = [acceptance(case) for case in cases]
    requests[5].context.actor = "毒科长"
    accepted = accept_together(hotline, server, requests)
    assert [place for place, one in enumerate(accepted) if isinstance(one, HotlineError)] == [5]
    states = [hotline.case(case.number).state for case in cases]
    assert states.count(case_pb2.CASE_STATE_IN_PROGRESS) == TOGETHER - 1
    assert states[5] == case_pb2.CASE_STATE_ASSIGNED


def test_a_department_learns_nothing_of_the_cases_of_others(office: Office, hotline: Hotline) -> None:
    """Not even that the version it claims to have read is an old one."""
    case = hotline.case(office.call())
    office.accept(case.number)
    request = acceptance(case, "城市管理局")
    error = refusal(lambda: hotline.departments.AcceptAssignment(request))
    unknown = acceptance(case_pb2.Case(number="20261123-999999", etag="1"), "城市管理局")
    assert error.code is grpc.StatusCode.NOT_FOUND
    nobody = refusal(lambda: hotline.departments.AcceptAssignment(unknown))
    assert str(error).replace(case.number, "") == str(nobody).replace("20261123-999999", "")


def test_what_an_act_answers_is_what_is_stored(office: Office, hotline: Hotline) -> None:
    """An act reads the case once; what it returns is built from what it has written."""
    number = office.call()
    steps: list[Callable[[], case_pb2.Case]] = [
        lambda: office.accept(number),
        lambda: office.ask_extension(number, 3),
        lambda: office.extension(number, TAXI, consent=True),
        lambda: office.progress(number),
        lambda: office.dissent(number),
        lambda: office.instruct(number, designation(TAXI, "城市管理局", days=9)),
        lambda: office.accept(number),
        lambda: office.reply(number, missing="协办还没有回复"),
        lambda: office.review(number, "再查一次", days=3),
        lambda: office.reply(number, missing="协办还没有回复"),
        lambda: office.accept(number, "城市管理局"),
        lambda: office.reply(number, "城市管理局"),
        lambda: office.review(number),
        lambda: office.answer(number, answer()),
        lambda: office.survey(number, survey()),
        lambda: office.close(number),
    ]
    for step in steps:
        told, stored = step(), hotline.case(number)
        for field in ("etag", "state", "owner", "next_due_at", "updated_at", "callers"):
            assert getattr(told, field) == getattr(stored, field), field
        # A department is shown its own assignments alone, and offered its own acts.
        shown = {one.department for one in told.assignments}
        assert list(told.assignments) == [one for one in stored.assignments if one.department in shown]
        assert told.decision.lead_department == stored.decision.lead_department
        assert list(told.decision.reasons) == list(stored.decision.reasons)
