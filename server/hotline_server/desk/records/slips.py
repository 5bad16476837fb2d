"""Slips 文书 as whoever asks may see them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.numbering import is_number
from hotline_server.domain.slips.slip import Slip, SlipQuery
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.slips.register import SlipRegister

PRINTED_LIMIT = 200
_NO_NUMBER = "不是工单号；工单号是日期加序号，如 20261124-000123"
_BRACKETS = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")
_STAFF = View(Visibility.STAFF)


@dataclass(frozen=True, slots=True)
class Slips:
    """Finds slips, for the duty office or for a department."""

    register: SlipRegister
    cases: CaseStore
    directory: Callable[[], Directory]
    masking: Masking

    def page(self, query: SlipQuery, department: str, page_size: int, page_token: str) -> tuple[list[Slip], str]:
        """Return a page of slips, latest first, and the token of the next page, empty on the last.

        Args:
            query: what to find.
            department: department to which they go, or which issued them; empty for any.
            page_size: maximum number of slips, 1 to 200; 0 means 50.
            page_token: token of the page; empty for the first.

        Raises:
            InvalidFieldsError: if the number, page size or token is invalid.
        """
        violations = [*page_violations(page_size), *_number_violations(query.number, "filter.number")]
        if violations:
            raise InvalidFieldsError(violations)
        size, narrowed = page_size or PAGE_SIZE, self._narrowed(query, department)
        found = self.register.find(narrowed, position_in(page_token, narrowed), size + 1)
        following = token_at(found[size - 1].id, narrowed) if len(found) > size else ""
        return self._shown(found[:size], department), following

    def one(self, number: str, reference: str, department: str) -> Slip:
        """Return a slip of a case.

        Raises:
            InvalidFieldsError: if the case number is malformed.
            NotFoundError: if there is none, or it goes to somebody else.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation("number", _NO_NUMBER)])
        query = self._narrowed(SlipQuery(number=number), department)
        # The brackets are hard to type.
        wanted = reference.strip().translate(_BRACKETS)
        found = [one for one in self.register.find(query, None, PRINTED_LIMIT) if one.reference == wanted]
        for one in self._shown(found, department):
            return one
        raise NotFoundError(f"工单 {number} 没有文书“{reference}”")

    def printed(self, query: SlipQuery, department: str, after: str) -> tuple[list[Slip], str]:
        """Return the slips to be printed together, earliest first, and the token of the next, empty if none are left.

        Args:
            query: what to find.
            department: as for ``page``.
            after: token that came with the slips before; empty for the first.

        Raises:
            InvalidFieldsError: if nothing narrows them, or the number or token is invalid.
            NotFoundError: if there is none.
        """
        violations = _number_violations(query.number, "filter.number")
        if not (query.number or query.first_day or query.last_day):
            violations.append(FieldViolation("filter", "要说明是哪个工单的，或者哪几天的"))
        if violations:
            raise InvalidFieldsError(violations)
        narrowed = self._narrowed(query, department)
        found = self.register.following(narrowed, position_in(after, narrowed, "after") or 0, PRINTED_LIMIT + 1)
        if not found:
            raise NotFoundError("没有这样的文书")
        following = token_at(found[PRINTED_LIMIT - 1].id, narrowed) if len(found) > PRINTED_LIMIT else ""
        return self._shown(found[:PRINTED_LIMIT], department), following

    def of_case(self, case: Case) -> list[Slip]:
        """Return the slips of a case, earliest first."""
        return [self._seen(one, case) for one in self.register.of_case(case.number)]

    def _narrowed(self, query: SlipQuery, department: str) -> SlipQuery:
        return replace(query, offices=self.directory().names_of(department)) if department else query

    def _shown(self, slips: Sequence[Slip], department: str) -> list[Slip]:
        """Return slips of sound cases as their addressees may see them, and the department that asks, if one does."""
        cases: Mapping[str, Case] = self.cases.readable({one.case_number for one in slips})
        return [self._seen(one, cases[one.case_number], department) for one in slips if one.case_number in cases]

    def _seen(self, slip: Slip, case: Case, department: str = "") -> Slip:
        views = [View(Visibility.DEPARTMENT, name) for name in dict.fromkeys((slip.office, department)) if name]
        paper = slip.paper
        for view in views or [_STAFF]:
            paper = self.masking.paper(paper, case, view)
        return replace(slip, paper=paper)


def _number_violations(number: str, field: str) -> list[FieldViolation]:
    return [FieldViolation(field, _NO_NUMBER)] if number and not is_number(number) else []
