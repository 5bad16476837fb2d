"""Every access to cases is logged, kept for its time and proved."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hotline.v1 import audit_service_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import AccessRow
from hotline_server.store.records.access_log import AccessLog
from pydantic import ValidationError

from tests.hotline import KEYRING, SetClock, StartServer, a_call, accesses, as_role, connect, refusal
from tests.office import TAXI, Office

pytestmark = pytest.mark.each_database

# The second use of the first day.
SECOND = 20261123 * 10**9 + 2


class TestAccessLog:
    def test_access_to_cases_is_logged_before_they_are_returned(self, office: Office, server: RunningServer) -> None:
        number = office.call()
        with as_role(server, AccessRole.REPORTER) as reporter:
            reporter.case(number)
            list(reporter.cases(case_service_pb2.CaseFilter(phone="13800138000")))
        listed, read = accesses(office.hotline, identity="某人")
        assert (read.rpc, list(read.case_numbers)) == ("CaseService/GetCase", [number])
        assert (listed.rpc, list(listed.case_numbers)) == ("CaseService/ListCases", [number])
        assert listed.query == "phone=138****8000"

    def test_a_watch_is_logged_when_it_starts(self, office: Office, server: RunningServer) -> None:
        number = office.call()
        with as_role(server, AccessRole.DEPARTMENT, TAXI) as department:
            watch = department.departments.WatchAssignments(department_pb.WatchAssignmentsRequest(department=TAXI))
            assert next(watch).entry.case_number == number
            watch.cancel()
        (entry,) = accesses(office.hotline, identity="某人")
        assert (entry.rpc, entry.query) == ("DepartmentService/WatchAssignments", f"department={TAXI}")

    def test_entries_are_paged_newest_first(self, office: Office) -> None:
        number = office.call()
        for _ in range(5):
            office.hotline.case(number)
        request = audit_service_pb2.ListAccessEntriesRequest(case_number=number, page_size=2)
        first = office.hotline.audit.ListAccessEntries(request)
        request.page_token = first.next_page_token
        second = office.hotline.audit.ListAccessEntries(request)
        ids = [entry.id for page in (first, second) for entry in page.access_entries]
        assert ids == sorted(ids, reverse=True)
        assert len(set(ids)) == 4

    def test_auditors_filter_by_time_range(self, office: Office, clock: SetClock) -> None:
        number = office.call()
        office.hotline.case(number)
        clock.advance(days=3)
        office.hotline.case(number)
        request = audit_service_pb2.ListAccessEntriesRequest(case_number=number)
        request.used_from.FromDatetime(clock.now - timedelta(days=1))
        assert len(office.hotline.audit.ListAccessEntries(request).access_entries) == 1

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"page_size": 201}, "page_size"),
            ({"page_token": "x"}, "page_token"),
            ({"case_number": "1"}, "case_number"),
            ({"used_from": {"seconds": -(10**12)}}, "used_from"),
        ],
    )
    def test_an_invalid_query_is_rejected(self, hotline: Hotline, fields: Any, wrong: str) -> None:
        request = audit_service_pb2.ListAccessEntriesRequest(**fields)
        assert set(refusal(lambda: hotline.audit.ListAccessEntries(request)).violations) == {wrong}

    @pytest.mark.tampers
    @pytest.mark.parametrize(
        ("harm", "finding"),
        [
            (lambda db: AccessRow.update(who="别人").where(AccessRow.id == SECOND).execute(db), "内容被改动"),
            (lambda db: AccessRow.delete().where(AccessRow.id == SECOND).execute(db), "缺失"),
            (lambda db: AccessRow.delete().where(AccessRow.id > SECOND).execute(db), "末尾缺失（少 1 条）"),
        ],
        ids=["changed", "removed", "cut off"],
    )
    def test_tampering_is_detected(
        self, office: Office, settings: Settings, harm: Callable[[Any], None], finding: str
    ) -> None:
        number = office.call()
        for _ in range(3):
            office.hotline.case(number)
        with database_at(settings.database, KEYRING) as database:
            log = AccessLog(database)
            assert [found for found in log.verify() if found] == []
            harm(database)
            found = [found for found in log.verify() if found]
            assert finding in str(found[0])

    def test_retention_shorter_than_six_months_is_rejected(self) -> None:
        with pytest.raises(ValidationError):
            Settings(access_log_days=182)

    def test_expired_entries_are_deleted_and_the_chain_still_verifies(
        self, start_server: StartServer, clock: SetClock, settings: Settings
    ) -> None:
        server = start_server()
        with connect(server.address) as hotline:
            number = hotline.register(a_call()).number
            for days in (0, 0, settings.access_log_days, 2):
                clock.advance(days=days)
                hotline.case(number)
            while server.desk.access_recorder.drop_old(timedelta(days=settings.access_log_days)):
                pass
            kept = accesses(hotline, case_number=number, page_size=200)
        assert len(kept) == 2
        with database_at(settings.database, KEYRING) as database:
            assert [found for found in AccessLog(database).verify() if found] == []
