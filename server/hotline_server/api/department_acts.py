"""Acts in the name of departments and of the units below them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from hotline.v1 import case_pb2

from hotline_server.api.acted_for import check_acted_for
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import context_of
from hotline_server.desk.cases.acts import CaseActs, Do
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.parties import Role
from hotline_server.security.identity import current_identity
from hotline_server.security.view import current_view, set_view


class DepartmentRequest(Protocol):
    """Request for an act in the name of a department."""

    department: str

    @property
    def context(self) -> case_pb2.ActContext:
        """The case, and who acts on it."""


@dataclass(frozen=True)
class DepartmentActs:
    """Executor of acts in the name of departments for which the client may act."""

    acts: CaseActs
    messages: CaseMessages
    directory: Callable[[], Directory]

    def act(self, request: DepartmentRequest, do: Do) -> case_pb2.Case:
        """Perform an act of the department that a request names, and return the case.

        From then on the request has the name of whoever does the department's work on the matter of the case today.

        Raises:
            InvalidFieldsError: if the department is missing or unknown.
            NotAllowedError: if the client may not act for it.
            NotFoundError: if the case was neither assigned, delegated nor referred to it.
        """
        self.department(request.department)
        directory, department = self.directory(), current_identity().acts_for
        set_view(replace(current_view(), department=department))

        def admit(file: CaseFile) -> None:
            request.department = file.current(request.department)
            parties = (*(one.department for one in file.assignments), *filter(None, [file.referred_to]))
            known = any(file.current(party) == request.department for party in parties)
            if not known or not directory.is_within(request.department, department):
                raise NotFoundError(f"没有工单 {file.number}")

        return self.messages.case(self.acts.act(context_of(request.context), Role.DEPARTMENT, do, admit))

    def department(self, name: str) -> str:
        """Return today's name of a department or unit for which the client may act.

        Raises:
            InvalidFieldsError: if it is missing or unknown.
            NotAllowedError: if the client may not act for it.
        """
        if not name:
            raise InvalidFieldsError([FieldViolation("department", "要说明是哪个部门")])
        directory = self.directory()
        current = directory.current(name)
        # Checked first, so that the answer does not reveal other departments.
        check_acted_for(current, directory)
        self.acts.check_handling([current], "department")
        return current
