"""Revealing callers' identities, which are masked everywhere else."""

from dataclasses import dataclass
from functools import partial

from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.domain.acts.disclosure import may_know_caller
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, UnmetConditionError
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.numbering import number_of
from hotline_server.ground.characters import is_blank
from hotline_server.security.identity import AccessRole, Identity

REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Revealing:
    """Reveals callers to those who must contact them; the access log records each reveal with its reason."""

    queries: CaseQueries

    def to_desk(self, identity: Identity, number: str, call_id: int, reason: str) -> Call:
        """Return a call of a case unmasked.

        Args:
            identity: requester.
            number: case number.
            call_id: id of the call; 0 for the one that opened the case.
            reason: why it is needed.

        Raises:
            InvalidFieldsError: if the reason is missing, or the case has no such call.
            NotFoundError: if there is no such case.
            UnmetConditionError: if no caller needs to be contacted any more, or only a desk lead may see this one.
        """
        case = self.queries.get(number)
        _check_reason(reason)
        # A case joined into another may be that of a protected caller, whoever the other's are.
        own = self._opened_by(case, call_id)
        if AccessRole.DESK_LEAD not in identity.roles:
            if own.is_protected:
                raise UnmetConditionError("举报人、要求保密的来电人，仅限值班长查看")
            if case.state.is_closed:
                raise UnmetConditionError(f"状态“{case.state.value}”的工单不需再联系来电人，仅限值班长查看")
        return own.call

    def to_department(self, department: str, number: str, reason: str) -> Call:
        """Return the call that opened a case, unmasked, to a department handling it.

        Raises:
            InvalidFieldsError: if the reason is missing.
            NotFoundError: if the department has no such case.
            UnmetConditionError: if it no longer handles the case, or the caller is protected.
        """
        case = self.queries.assigned(department, number)
        _check_reason(reason)
        if case.is_protected and not may_know_caller(case, department, self.queries.directory()):
            raise UnmetConditionError("不向承办单位提供来电人身份信息，需要联系的请找值班室")
        current = partial(self.queries.directory().current, matter=case.matter)
        mine = [one for one in case.assignments if current(one.department) == current(department)]
        # To whom a case is referred has to reach its caller as well.
        is_referred = case.referred_to and current(case.referred_to) == current(department)
        if not is_referred and not any(one.is_unfinished for one in mine):
            raise UnmetConditionError("交办已了结，不需再联系来电人")
        return case.call

    @staticmethod
    def to_line(case: Case, line: str, reason: str) -> Call:
        """Return the call that opened a case, unmasked, to a line that has it in hand.

        Args:
            case: a case of the line.
            line: name of the line.
            reason: why it is needed.

        Raises:
            InvalidFieldsError: if the reason is missing.
            UnmetConditionError: if the line does not have it in hand, or the caller is protected and in no danger.
        """
        _check_reason(reason)
        if case.is_protected and not case.is_emergency:
            raise UnmetConditionError("举报人、要求保密的来电人，不向联动单位提供身份信息，需要联系的请找值班室")
        if all(one.line != line for one in open_handovers(case.handovers)):
            raise UnmetConditionError("移交已了结，或未移交本单位，不能查看来电人信息")
        return case.call

    def _opened_by(self, case: Case, call_id: int) -> Case:
        """Return the case that a call of a case opened, that one itself for 0."""
        if call_id == 0:
            return case
        if all(caller.call_id != call_id for caller in case.callers):
            raise InvalidFieldsError([FieldViolation("call_id", "不是这个工单的来电")])
        try:
            return self.queries.get(number_of(call_id))
        except NotFoundError:
            raise InvalidFieldsError([FieldViolation("call_id", "不是这个工单的来电")]) from None


def _check_reason(reason: str) -> None:
    if is_blank(reason) or len(reason) > REASON_LIMIT:
        raise InvalidFieldsError([FieldViolation("reason", f"请写明查看事由，1 到 {REASON_LIMIT} 个字")])
