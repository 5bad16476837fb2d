"""Runner of the acts a department's system submits, each exactly once."""

import threading
import time
from collections.abc import Mapping
from typing import Any

import grpc
import structlog
from google.protobuf.json_format import MessageToDict
from hotline.v1 import case_pb2
from hotline.v1.department_service_pb2 import GetAssignedCaseRequest
from hotline_client import Hotline, HotlineError
from hotline_client.retries import TIMEOUT_SECONDS
from hotline_client.silence import OUTAGES, Silence

from hotline_department import wording
from hotline_department.acts import Act, ActError, find_logged, parse_act, perform
from hotline_department.exchange import Exchange
from hotline_department.outbox import put_off, read_failure, settle

# Attempts per act: if someone else acts on the case in between, it is reread and the act retried.
MAX_ATTEMPTS = 5
# A file younger than this that is not valid JSON may still be incomplete.
INCOMPLETE_SECONDS = 5.0
# The service will never perform these requests; every other error is retried.
_FINAL = (
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.ABORTED,
)
# Keys of an act for fields that the service calls otherwise.
_KEYS = {"context.actor": "actor", "context.number": "case", "number": "case"}
_log = structlog.get_logger()


class IdReusedError(Exception):
    """Id of an act that was used for another one."""


class ActRunner:
    """Performs acts from the exchange folder at the service."""

    def __init__(self, exchange: Exchange, hotline: Hotline, department: str) -> None:
        self._exchange = exchange
        self._hotline = hotline
        self._department = department
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._silence = Silence()

    def stop(self) -> None:
        """Stop after the current act; the others stay pending."""
        self._stopping.set()

    def round(self) -> int:
        """Run the pending acts, oldest first, and return how many were run.

        Raises:
            HotlineError: the service is unavailable, or silent on act after act; the remaining acts stay pending. An
                act that fails for a reason of its own, or is not answered in time, is set aside for a while, with those
                of its case; it is known again if it was performed.
        """
        count = 0
        held: set[str] = set()
        for path in self._exchange.pending():
            if self._stopping.is_set():
                break
            content = path.read_bytes()
            case = _case_in(content)
            if case is None and time.time() - path.stat().st_mtime < INCOMPLETE_SECONDS:
                continue
            failure = read_failure(self._exchange.attempt_path(path.stem))
            if case in held or (failure and failure.next_at > time.time()):
                held.add(case or "")
                continue
            try:
                self.run(path.stem, content)
            except IdReusedError:
                self._refuse_reuse(path.stem, content)
            except HotlineError as error:
                if error.code in OUTAGES:
                    raise
                _log.warning("act set aside", act=path.stem, code=error.code.name, error=error.reason)
                put_off(self._exchange.attempt_path(path.stem), error.reason)
                held.add(case or "")
                self._silence.check()
                continue
            count += 1
        self._silence.check()
        return count

    def submit(self, name: str, content: bytes) -> tuple[str, dict[str, Any]]:
        """Store an act and run it.

        Args, returns and raises as for ``run``; also raises IdReusedError for an id under which another act was
        submitted, whatever became of that.
        """
        with self._lock:
            earlier = self._exchange.body(name)
            if earlier is not None and earlier != content.decode("utf-8", "replace"):
                raise IdReusedError(name)
            if (self._exchange.result(name) or [""])[0] != "done":
                self._exchange.add_act(name, content.decode("utf-8", "replace"))
        return self.run(name, content)

    def run(self, name: str, content: bytes) -> tuple[str, dict[str, Any]]:
        """Run an act from the folder, unless it was performed already. One that was refused is tried again.

        Args:
            name: the file's name, which identifies the act.
            content: the act, as JSON.

        Returns:
            ``done`` or ``refused``, and the result.

        Raises:
            HotlineError: the act failed for now; it stays pending.
            IdReusedError: another act was performed under that name.
        """
        with self._lock:
            outcome, result = self._exchange.result(name) or ("", {})
            if outcome == "done" and result["act"] != content.decode("utf-8", "replace"):
                raise IdReusedError(name)
            if outcome != "done":
                outcome, result = self._attempt(name, content)
            self._exchange.finish(name, outcome, result)
            settle(self._exchange.attempt_path(name))
            return outcome, result

    def _refuse_reuse(self, name: str, content: bytes) -> None:
        result = {"act": content.decode("utf-8", "replace"), "error": wording.ID_REUSED, "fields": {}}
        self._exchange.refuse_reuse(name, result)

    def _attempt(self, name: str, content: bytes) -> tuple[str, dict[str, Any]]:
        text = content.decode("utf-8", "replace")
        try:
            act = parse_act(content)
            case = self._perform(name, act)
        except ActError as error:
            return "refused", {"act": text, "error": str(error), "fields": error.fields}
        except HotlineError as error:
            self._silence.add(error)
            if error.code not in _FINAL:
                raise
            _log.info("act refused", act=name, code=error.code.name)
            return "refused", {"act": text, "error": error.reason, "fields": by_key(error.violations)}
        self._silence.end()
        return "done", {"act": text, "case": as_json(case)}

    def _perform(self, name: str, act: Act) -> case_pb2.Case:
        attempt = self._exchange.attempt(name)
        for _ in range(MAX_ATTEMPTS):
            if attempt is None:
                case = self._read(act.case)
                attempt = {"etag": case.etag, "sequence": max(entry.sequence for entry in case.log)}
                self._exchange.save_attempt(name, attempt)
            try:
                return perform(self._hotline, self._department, act, str(attempt["etag"]))
            except grpc.RpcError as error:
                refused = HotlineError.from_rpc(error)
                if refused.code is not grpc.StatusCode.ABORTED:
                    raise refused from error
                aborted = refused
            case = self._read(act.case)
            # The conflicting act may be our own, performed earlier but never acknowledged.
            later = (entry for entry in case.log if entry.sequence > attempt["sequence"])
            if find_logged(later, act, self._department):
                return case
            attempt = None
        raise aborted

    def _read(self, number: str) -> case_pb2.Case:
        request = GetAssignedCaseRequest(department=self._department, number=number)
        try:
            return self._hotline.departments.GetAssignedCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise HotlineError.from_rpc(error) from error


def by_key(violations: Mapping[str, str]) -> dict[str, str]:
    """Return what the service says of its fields by the keys of an act."""
    return {_KEYS.get(field, field): said for field, said in violations.items()}


def _case_in(content: bytes) -> str | None:
    """Return the case an act is about; None if it is no valid act."""
    try:
        return parse_act(content).case
    except ActError:
        return None


def as_json(message: Any) -> dict[str, Any]:
    """Convert a message to JSON with the proto's field names."""
    return MessageToDict(message, preserving_proto_field_name=True)
