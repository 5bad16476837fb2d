"""Lookup of where a caller's matters stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.numbering import is_number, restore_number, tail_of
from hotline_server.domain.phone import normalise, subscriber
from hotline_server.domain.standing import spoken
from hotline_server.ground.clock import Clock
from hotline_server.store.cases.queries import CaseStore

LATEST = 5
# Cases of one phone among which a tail is looked for.
MOST_OF_CALLER = 200


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Lookup of case status for callers."""

    cases: CaseStore
    area_code: str
    clock: Clock

    def about(self, number: str, phone: str) -> str:
        """Return the status of the case with that number and caller's phone, and of what was split off from it.

        Args:
            number: the number of the case, or its tail as it was read to the caller; of several, the latest is meant.
            phone: the caller's phone.

        Raises:
            InvalidFieldsError: if ``phone`` is not a phone number.
            NotFoundError: if there is no such case or it has another phone; the error does not tell which.
        """
        caller = self._phone(phone)
        written = restore_number(number)
        case = self.cases.get(written) if is_number(written) else self._by_tail(written, caller)
        if case is None or subscriber(case.call.phone) != subscriber(caller):
            raise NotFoundError("没有查到这个号码的这个工单")
        return "".join(self._spoken([case, *self._split_off(case, caller)]))

    def of_caller(self, phone: str) -> list[str]:
        """Return the status of a phone number's latest cases, newest first."""
        found = self.cases.find(CaseQuery(phone=self._phone(phone), limit=LATEST))
        return self._spoken(found)

    def _split_off(self, case: Case, phone: str) -> list[Case]:
        """Return what was split off of a caller's matters, be it from the case of the call or from its main case."""
        main = self.cases.main_cases([case.number]).get(case.number)
        origins = (case, main) if main else (case,)
        split = (one for origin in origins for one in self.cases.split_off(origin.number))
        return [one for one in split if subscriber(one.call.phone) == subscriber(phone)]

    def _phone(self, written: str) -> str:
        phone = normalise(written, self.area_code)
        if not phone:
            raise InvalidFieldsError([FieldViolation("phone", "不是电话号码；可用手机号、座机号")])
        return phone

    def _by_tail(self, tail: str, phone: str) -> Case | None:
        if not tail.isdecimal():
            return None
        found = self.cases.find(CaseQuery(phone=phone, limit=MOST_OF_CALLER))
        return next((case for case in found if tail_of(case.number) == tail.lstrip("0")), None)

    def _spoken(self, cases: Sequence[Case]) -> list[str]:
        """Return the status of each case; that of a joined one is where the case stands which answers its caller.

        A joined one is left out if that case is damaged.
        """
        mains = self.cases.readable_main_cases([case.number for case in cases])
        told = (case for case in cases if case.number in mains or not case.joined_into)
        return [spoken(case, self.clock(), mains.get(case.number)) for case in told]
