"""Queries for cases and their logs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import is_number
from hotline_server.domain.phone import normalise
from hotline_server.store.cases.queries import CaseStore


@dataclass(frozen=True, slots=True)
class Page:
    """Page of cases, with the token of the next page, empty on the last."""

    cases: tuple[Case, ...]
    next_token: str


@dataclass(frozen=True, slots=True)
class CaseQueries:
    """Queries for cases."""

    cases: CaseStore
    directory: Callable[[], Directory]

    def get(self, number: str, field: str = "number") -> Case:
        """Return a case by its number.

        Args:
            number: case number.
            field: path of the number in the request.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if there is no such case.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation(field, "不是工单号；工单号是日期加序号，如 20261124-000123")])
        case = self.cases.get(number)
        if case is None:
            raise NotFoundError(f"没有工单 {number}")
        return case

    def assigned(self, department: str, number: str, field: str = "number") -> Case:
        """Return a case by its number if it was ever assigned to a department.

        Args:
            department: requesting department.
            number: case number.
            field: path of the number in the request.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if it was not; the error does not tell whether the case exists.
        """
        case = self.get(number, field)
        names = self.directory().names_of(department)
        if all(assignment.department not in names for assignment in case.assignments):
            raise NotFoundError(f"没有工单 {number}")
        return case

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """Return the log of a case after its ``after``-th entry."""
        return self.cases.log(number, after)

    def last_position(self) -> int:
        """Return the position of the latest act on any case."""
        return self.cases.last_position()

    def feed(
        self, after: int, department: str, acts: Sequence[str], limit: int
    ) -> tuple[list[LogEntry], dict[str, Case]]:
        """Return the acts on all cases after a position, in order, and these cases by number.

        Args:
            after: position.
            department: department the acts concern; empty for any.
            acts: names of acts; empty for any.
            limit: maximum number of acts.
        """
        names = self.directory().names_of(department) if department else ()
        entries = self.cases.feed(after, names, acts, limit)
        return entries, self.cases.get_many({entry.case_number for entry in entries})

    def page(self, query: CaseQuery, page_size: int, page_token: str) -> Page:
        """Return a page of matching cases.

        Args:
            query: filter; its phone and district as people write them.
            page_size: maximum number of cases, 1 to 200; 0 means 50.
            page_token: token from the previous page; empty for the first.

        Raises:
            InvalidFieldsError: if the filter or token is invalid.
        """
        violations = page_violations(page_size)
        phone = normalise(query.phone) if query.phone else ""
        if phone is None:
            violations.append(FieldViolation("filter.phone", "不是电话号码"))
        district = self.directory().find_district(query.district) if query.district else ""
        if district is None:
            violations.append(FieldViolation("filter.district", "目录里没有这个区县"))
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        names = self.directory().names_of(query.department) if query.department else ()
        query = replace(query, phone=phone or "", district=district or "", department_names=names)
        found = self.cases.find(replace(query, limit=size + 1, before_id=position_in(page_token, query)))
        token = token_at(found[size - 1][0], query) if len(found) > size else ""
        return Page(tuple(case for _, case in found[:size]), token)
