"""Reading cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.directory import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import is_number
from hotline_server.domain.phone import normalise
from hotline_server.store.cases.queries import CaseStore


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cases and the token of the next, empty on the last."""

    cases: tuple[Case, ...]
    next_token: str


@dataclass(frozen=True, slots=True)
class CaseQueries:
    """Finds cases."""

    cases: CaseStore
    directory: Directory

    def get(self, number: str, field: str = "number") -> Case:
        """The case of that number.

        Args:
            number: of the case.
            field: the path of the number in the request.

        Raises:
            InvalidFieldsError: not the form of a case number.
            NotFoundError: there is no such case.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation(field, "不是工单号;工单号是日期加序号,如 20261124-000123")])
        case = self.cases.get(number)
        if case is None:
            raise NotFoundError(f"没有工单 {number}")
        return case

    def assigned(self, department: str, number: str, field: str = "number") -> Case:
        """The case of that number, if it was ever assigned to ``department``.

        Args:
            department: that asks.
            number: of the case.
            field: the path of the number in the request.

        Raises:
            InvalidFieldsError: not the form of a case number.
            NotFoundError: it was not; whether there is such a case is not told.
        """
        case = self.get(number, field)
        if all(assignment.department != department for assignment in case.assignments):
            raise NotFoundError(f"没有工单 {number}")
        return case

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """The log of a case after its ``after``-th entry."""
        return self.cases.log(number, after)

    def last_position(self) -> int:
        """Return the position of the latest act on any case."""
        return self.cases.last_position()

    def feed(
        self, after: int, department: str, acts: Sequence[str], limit: int
    ) -> tuple[list[LogEntry], dict[str, Case]]:
        """Return the acts on all cases after a position, in order, and these cases by number.

        Args:
            after: the position.
            department: which the acts concern; empty for any.
            acts: their names; empty for any.
            limit: maximum number of acts.
        """
        entries = self.cases.feed(after, department, acts, limit)
        return entries, self.cases.get_many({entry.case_number for entry in entries})

    def page(self, query: CaseQuery, page_size: int, page_token: str) -> Page:
        """A page of the cases that match.

        Args:
            query: which; its phone and district as people write them.
            page_size: how many at the most, 1 to 200; 0 means 50.
            page_token: of the page before, empty for the first.

        Raises:
            InvalidFieldsError: a filter or token that means nothing.
        """
        violations = page_violations(page_size)
        phone = normalise(query.phone) if query.phone else ""
        if phone is None:
            violations.append(FieldViolation("filter.phone", "不是电话号码"))
        district = self.directory.districts.get(query.district) if query.district else ""
        if district is None:
            violations.append(FieldViolation("filter.district", "目录里没有这个区县"))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        query = replace(query, phone=phone or "", district=district or "")
        found = self.cases.find(replace(query, limit=size + 1, before_id=position_in(page_token, query)))
        token = token_at(found[size - 1][0], query) if len(found) > size else ""
        return Page(tuple(case for _, case in found[:size]), token)
