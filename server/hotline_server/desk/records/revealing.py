"""Showing who called: masked everywhere else, since few have any need of it."""

from dataclasses import dataclass

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.numbering import number_of
from hotline_server.security.identity import AccessRole, Identity

REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Revealing:
    """Shows who called, to those who have to reach them; each time, with its reason, is in the access log."""

    queries: CaseQueries

    def to_desk(self, identity: Identity, number: str, call_id: int, reason: str) -> Call:
        """Who made a call of a case, and what was said, whole.

        Args:
            identity: who asks.
            number: of the case.
            call_id: of the call; 0 for the one that opened the case.
            reason: why.

        Raises:
            InvalidFieldsError: no reason, or no such call of the case.
            NotFoundError: no such case.
            UnmetConditionError: nobody has to be reached any more, or only a desk lead may see this caller.
        """
        case = self.queries.get(number)
        call = self._call(case, call_id, reason)
        if AccessRole.DESK_LEAD not in identity.roles:
            if case.is_protected:
                raise UnmetConditionError("举报人或要求保密的来电人只有值班长能看")
            if case.state.is_closed:
                raise UnmetConditionError(f"状态“{case.state.value}”的工单不用再联系来电人,只有值班长能看")
        return call

    def to_department(self, department: str, number: str, reason: str) -> Call:
        """Who opened a case that a department is handling.

        Raises:
            InvalidFieldsError: no reason.
            NotFoundError: no such case of this department.
            UnmetConditionError: it is not handling it any more, or the caller is protected.
        """
        case = self.queries.assigned(department, number)
        call = self._call(case, 0, reason)
        if case.is_protected:
            raise UnmetConditionError("来电人的身份不向承办单位提供,需要联系请找值班室")
        mine = (one for one in case.assignments if one.department == department)
        if not any(one.is_unfinished for one in mine):
            raise UnmetConditionError("交办已经了结,不用再联系来电人")
        return call

    def _call(self, case: Case, call_id: int, reason: str) -> Call:
        if not reason.strip() or len(reason) > REASON_LIMIT:
            raise InvalidFieldsError([FieldViolation("reason", f"要说明为什么要看,1 到 {REASON_LIMIT} 个字")])
        if call_id == 0:
            return case.call
        if all(caller.call_id != call_id for caller in case.callers):
            raise InvalidFieldsError([FieldViolation("call_id", "不是这个工单的来电")])
        try:
            return self.queries.get(number_of(call_id)).call
        except NotFoundError:
            raise InvalidFieldsError([FieldViolation("call_id", "不是这个工单的来电")]) from None
