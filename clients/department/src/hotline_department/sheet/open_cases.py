"""Open cases of a department, as the service lists them."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import grpc
from hotline.v1 import case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest, ListAssignedCasesRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS

from hotline_department.sheet.display import OPEN

# Between attempts of a request for which there were too many, in seconds.
_PAUSES = (0.5, 1.0, 2.0, 4.0)


def open_cases(hotline: Hotline, department: str) -> Iterator[case_pb2.Case]:
    """Yield the department's open cases with their logs, newest first, those that are referred to it last."""
    listed = [
        *_listed(hotline, ListAssignedCasesRequest(department=department, states=OPEN, page_size=200)),
        *_listed(hotline, ListAssignedCasesRequest(department=department, referred=True, page_size=200)),
    ]
    for number in listed:
        request = GetAssignedCaseRequest(department=department, number=number)
        try:
            yield _patiently(hotline.departments.GetAssignedCase, request).case
        except HotlineError as error:
            # Withdrawn meanwhile.
            if error.code is not grpc.StatusCode.NOT_FOUND:
                raise


def _listed(hotline: Hotline, request: ListAssignedCasesRequest) -> Iterator[str]:
    while True:
        page = _patiently(hotline.departments.ListAssignedCases, request)
        yield from (case.number for case in page.cases)
        if not page.next_page_token:
            return
        request.page_token = page.next_page_token


def _patiently(rpc: Callable[..., Any], request: Any) -> Any:
    """Call an rpc, more slowly if the service says that there are too many requests.

    Raises:
        HotlineError: the service refused or is unreachable.
    """
    pauses = iter(_PAUSES)
    while True:
        try:
            return rpc(request, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            refused, pause = HotlineError.from_rpc(error), next(pauses, None)
            if pause is None or refused.code is not grpc.StatusCode.RESOURCE_EXHAUSTED:
                raise refused from error
            time.sleep(refused.retry_seconds or pause)
