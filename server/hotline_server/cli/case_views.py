"""Cases a token gives access to: all for the desk, its own for a department."""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import ONLY_NEW, Hotline

from hotline_server.security.identity import AccessRole


class DeskView:
    """View of all cases."""

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline

    def case(self, number: str) -> case_pb2.Case:
        return self._hotline.case(number, log=True)

    def call(self, number: str, reason: str) -> case_pb2.Call:
        return self._hotline.caller(number, reason)

    def cases(self, filter_: case_service_pb2.CaseFilter) -> Iterator[case_pb2.Case]:
        """Yield the cases that match, newest first."""
        return self._hotline.cases(filter_)

    def follow(self, number: str) -> Iterator[case_pb2.LogEntry]:
        return (news.entry for news in self._hotline.watch(number))

    def follow_all(self, after: int = ONLY_NEW) -> Iterator[case_pb2.LogEntry]:
        return (news.entry for news in self._hotline.watch_desk(after))


class DepartmentView:
    """View of a department's cases."""

    def __init__(self, hotline: Hotline, department: str) -> None:
        self._hotline = hotline
        self._department = department

    def case(self, number: str) -> case_pb2.Case:
        request = department_pb.GetAssignedCaseRequest(department=self._department, number=number)
        return self._hotline.departments.GetAssignedCase(request).case

    def call(self, number: str, reason: str) -> case_pb2.Call:
        request = department_pb.DepartmentServiceRevealCallerRequest(
            department=self._department, number=number, reason=reason
        )
        return self._hotline.departments.RevealCaller(request).call

    def cases(
        self, states: list[case_pb2.AssignmentState.ValueType], text: str = "", matter: str = ""
    ) -> Iterator[case_pb2.Case]:
        """Yield the cases that match, newest first.

        Args:
            states: of the department's assignment; empty for any.
            text: words that the case has; empty for any.
            matter: matter; empty for any.
        """
        request = department_pb.ListAssignedCasesRequest(
            department=self._department, states=states, text=text, matter=matter
        )
        while True:
            page = self._hotline.departments.ListAssignedCases(request)
            yield from page.cases
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def follow(self, number: str) -> Iterator[case_pb2.LogEntry]:
        entries = self.follow_all(self.case(number).log[0].position - 1)
        return (entry for entry in entries if entry.case_number == number)

    def follow_all(self, after: int = ONLY_NEW) -> Iterator[case_pb2.LogEntry]:
        return (news.entry for news in self._hotline.watch_assignments(self._department, after))


def department_in(token: str) -> str:
    """Return the department of a token whose only role is department; empty otherwise.

    The token is not verified: access is decided by the service.
    """
    claims = _claims(token)
    if claims.get("roles") != [AccessRole.DEPARTMENT.value]:
        return ""
    return str(claims.get("department", ""))


def line_in(token: str) -> str:
    """Return the other line that a token speaks for; empty if it speaks for none.

    The token is not verified: access is decided by the service.
    """
    return str(_claims(token).get("line", ""))


def _claims(token: str) -> Mapping[str, Any]:
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return {}
    return claims if isinstance(claims, dict) else {}
