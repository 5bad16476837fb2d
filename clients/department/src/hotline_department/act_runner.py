"""Doing what a department's system wants done, each act once."""

import threading
import time
from typing import Any

import grpc
import structlog
from google.protobuf.json_format import MessageToDict
from hotline.v1 import case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retrying import TIMEOUT_SECONDS

from hotline_department.acts import Act, ActError, act_of, is_in, perform
from hotline_department.exchange import Exchange

# Somebody else may act on the case meanwhile; then it is read again.
TRIES = 5
# A file that is no JSON may still be being written.
UNFINISHED_SECONDS = 5.0
# What the service will not do, as against what it could not do now.
_FINAL = (
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.ABORTED,
)
_log = structlog.get_logger()


class Acting:
    """Takes acts from the folder to the service."""

    def __init__(self, exchange: Exchange, hotline: Hotline, department: str) -> None:
        self._exchange = exchange
        self._hotline = hotline
        self._department = department
        self._one_by_one = threading.Lock()

    def round(self) -> int:
        """Do what waits, the oldest first; how much that was.

        Raises:
            HotlineError: the service is away; what is left waits.
        """
        done = 0
        for path in self._exchange.waiting():
            said = path.read_bytes()
            try:
                act_of(said)
            except ActError:
                if time.time() - path.stat().st_mtime < UNFINISHED_SECONDS:
                    continue
            self.act(path.stem, said)
            done += 1
        return done

    def act(self, name: str, said: bytes) -> tuple[str, dict[str, Any]]:
        """Do an act that is in the folder, unless it was done.

        Args:
            name: of its file; another act must have another.
            said: the act, as JSON.

        Returns:
            Done or refused, and how.

        Raises:
            HotlineError: the service is away; the act waits.
        """
        with self._one_by_one:
            kind, result = self._exchange.result(name) or self._try(name, said)
            self._exchange.settle(name, kind, result)
            return kind, result

    def _try(self, name: str, said: bytes) -> tuple[str, dict[str, Any]]:
        text = said.decode("utf-8", "replace")
        try:
            act = act_of(said)
            case = self._do(name, act)
        except ActError as wrong:
            return "refused", {"act": text, "error": str(wrong), "fields": wrong.fields}
        except HotlineError as refused:
            if refused.code not in _FINAL:
                raise
            _log.info("an act was refused", act=name, why=refused.code.name)
            return "refused", {"act": text, "error": str(refused), "fields": refused.violations}
        return "done", {"act": text, "case": as_json(case)}

    def _do(self, name: str, act: Act) -> case_pb2.Case:
        begun = self._exchange.begun(name)
        for _ in range(TRIES):
            if begun is None:
                case = self._read(act.case)
                begun = {"etag": case.etag, "sequence": max(entry.sequence for entry in case.log)}
                self._exchange.begin(name, begun)
            try:
                return perform(self._hotline, self._department, act, str(begun["etag"]))
            except grpc.RpcError as error:
                refused = HotlineError.from_rpc(error)
                if refused.code is not grpc.StatusCode.ABORTED:
                    raise refused from error
                aborted = refused
            case = self._read(act.case)
            # It may be our own act, sent before and not acknowledged.
            if is_in((entry for entry in case.log if entry.sequence > begun["sequence"]), act, self._department):
                return case
            begun = None
        raise aborted

    def _read(self, number: str) -> case_pb2.Case:
        request = GetAssignedCaseRequest(department=self._department, number=number)
        try:
            return self._hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise HotlineError.from_rpc(error) from error


def as_json(message: Any) -> dict[str, Any]:
    """A message of the service as JSON with the names of its proto."""
    return MessageToDict(message, preserving_proto_field_name=True)
