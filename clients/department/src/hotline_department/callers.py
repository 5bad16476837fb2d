"""Callers a clerk has to phone: revealed with a reason, which the service logs."""

from typing import Annotated, Any

import grpc
from hotline.v1 import case_pb2
from hotline.v1.department_service_pb2 import DepartmentServiceRevealCallerRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hotline_department import wording
from hotline_department.acts import ActError, read_json


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    case: str
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class Callers:
    """Callers of a department's cases."""

    def __init__(self, hotline: Hotline, department: str) -> None:
        self._hotline = hotline
        self._department = department

    def reveal(self, number: str, reason: str) -> case_pb2.Caller:
        """Return who opened a case.

        Raises:
            HotlineError: the caller is not shown to the department, the case is over, or the service is unreachable.
        """
        request = DepartmentServiceRevealCallerRequest(department=self._department, number=number, reason=reason)
        try:
            return self._hotline.departments.RevealCaller(request, timeout=TIMEOUT_SECONDS).call.caller
        except grpc.RpcError as error:
            raise HotlineError.from_rpc(error) from error

    def reveal_json(self, content: bytes) -> dict[str, Any]:
        """Return who opened the case that a JSON object names, with the reason.

        Raises:
            ActError: the content is not such an object.
            HotlineError: as for ``reveal``.
        """
        try:
            request = _Request.model_validate_json(read_json(content))
        except ValidationError as error:
            fields = {str((*detail["loc"], "case")[0]): wording.invalid_value(detail) for detail in error.errors()}
            raise ActError(fields) from None
        caller = self.reveal(request.case, request.reason)
        return {"name": caller.name, "organisation": caller.organisation, "phone": caller.phone}
