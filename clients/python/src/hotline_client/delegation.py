"""Acts of a department over units below it, the same for both clients."""

from collections.abc import Iterable
from typing import Any, Generic

from hotline.v1 import case_pb2, desk_service_pb2
from hotline.v1 import delegation_service_pb2 as pb

from hotline_client.acts import Act, Done, Target


class Delegation(Generic[Done]):
    """Acts of a department on what it delegates to units below (P3, R8.4).

    Each takes the case as it was read, and optionally the person for whom a system acts, and returns the case as it is
    then. While the service does not respond, it is sent again; it is done once. Limits run from now on; without one the
    rule book's holds. All raise ``HotlineError``: ABORTED if the case changed since; otherwise the service refused the
    act or is unreachable.
    """

    def __init__(self, department: str, stub: Any, act: Act[Done], retry_timeout: float) -> None:
        """Act for a department.

        Args:
            department: name of the department.
            stub: stub of DelegationService.
            act: the client's ``act``.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.
        """
        self._department = department
        self._stub = stub
        self._act = act
        self._retry_timeout = retry_timeout

    def delegate(
        self,
        case: Target,
        units: Iterable[str],
        reason: str,
        time_limit: case_pb2.TimeLimit | None = None,
        actor: str = "",
    ) -> Done:
        """Delegate the department's assignment to units below; ``reason`` says what they are to do."""
        request = pb.DelegateAssignmentRequest(
            department=self._department, units=units, reason=reason, time_limit=time_limit
        )
        return self._act(self._stub.DelegateAssignment, request, case, actor, self._retry_timeout)

    def decide_objection(
        self,
        case: Target,
        unit: str,
        ruling: desk_service_pb2.ObjectionRuling.ValueType,
        reason: str,
        actor: str = "",
    ) -> Done:
        """Rule on the objection of a unit below, finally."""
        request = pb.DecideObjectionRequest(department=self._department, unit=unit, reason=reason, ruling=ruling)
        return self._act(self._stub.DecideObjection, request, case, actor, self._retry_timeout)

    def decide_extension(
        self,
        case: Target,
        unit: str,
        decision: desk_service_pb2.ExtensionDecision.ValueType,
        reason: str,
        actor: str = "",
    ) -> Done:
        """Grant or refuse a unit below more time, within the department's own limit."""
        request = pb.DecideUnitExtensionRequest(
            department=self._department, unit=unit, reason=reason, decision=decision
        )
        return self._act(self._stub.DecideUnitExtension, request, case, actor, self._retry_timeout)

    def take_over_reply(self, case: Target, unit: str, remark: str = "", actor: str = "") -> Done:
        """Take over the reply of a unit below."""
        request = pb.TakeOverReplyRequest(department=self._department, unit=unit, remark=remark)
        return self._act(self._stub.TakeOverReply, request, case, actor, self._retry_timeout)

    def return_reply(
        self,
        case: Target,
        unit: str,
        requirements: str,
        time_limit: case_pb2.TimeLimit | None = None,
        actor: str = "",
    ) -> Done:
        """Return the reply of a unit below with requirements."""
        request = pb.ReturnReplyRequest(
            department=self._department, unit=unit, requirements=requirements, time_limit=time_limit
        )
        return self._act(self._stub.ReturnReply, request, case, actor, self._retry_timeout)

    def supervise(
        self, case: Target, unit: str, reason: str, time_limit: case_pb2.TimeLimit | None = None, actor: str = ""
    ) -> Done:
        """Send a unit below a supervision notice."""
        request = pb.SuperviseUnitRequest(department=self._department, unit=unit, reason=reason, time_limit=time_limit)
        return self._act(self._stub.SuperviseUnit, request, case, actor, self._retry_timeout)

    def change_limit(
        self, case: Target, unit: str, reason: str, time_limit: case_pb2.TimeLimit | None = None, actor: str = ""
    ) -> Done:
        """Give a unit below another deadline."""
        request = pb.ChangeLimitRequest(department=self._department, unit=unit, reason=reason, time_limit=time_limit)
        return self._act(self._stub.ChangeLimit, request, case, actor, self._retry_timeout)

    def recall(self, case: Target, unit: str, reason: str, actor: str = "") -> Done:
        """Recall what was delegated to a unit below."""
        request = pb.RecallAssignmentRequest(department=self._department, unit=unit, reason=reason)
        return self._act(self._stub.RecallAssignment, request, case, actor, self._retry_timeout)
