"""Linkage with other lines 联动: hand-overs by the desk, acts of lines, and cases that they hand in (R8.2)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from hotline_server.desk.cases.acts import CaseActs, Context
from hotline_server.desk.cases.queries import Page
from hotline_server.desk.cases.registration import Registration
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.domain import parts
from hotline_server.domain.acts import lines
from hotline_server.domain.acts.lines import Acceptance, HandoverNotice
from hotline_server.domain.call import Call
from hotline_server.domain.callbacks import Reasonableness
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotFoundError, StaleError
from hotline_server.domain.handover import Origin, may_read
from hotline_server.domain.line_query import LineQuery
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number, number_of
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason, choice
from hotline_server.rulebook.facts import LINE_CHANNEL
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import working_days
from hotline_server.store.cases.line_cases import LineCases
from hotline_server.store.cases.loaded_file import LoadedFile

# For a line that the rule book no longer has.
FORMER_ACCEPT_MINUTES, FORMER_LIMIT = 60, working_days(7)
T = TypeVar("T")
Do = Callable[[CaseFile, Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Hand-overs to other lines, and the cases of lines."""

    acts: CaseActs
    registration: Registration
    line_cases: LineCases
    book: Callable[[], RuleBook]

    # --- the desk --------------------------------------------------------------------------------

    def hand_over(
        self,
        context: Context,
        code: str,
        line: str,
        notice: HandoverNotice,
        remark: str,
        acceptance: Acceptance | None = None,
    ) -> Case:
        """Hand a case over to the line of a reason.

        Raises:
            InvalidFieldsError: if the reason or the line is unknown, they contradict each other, or the callers of an
                ordinary case were not told.
        """
        reason, taking = self._handing(code, line)
        check_remark(notice.told, "told")

        def hand_over(file: LoadedFile, actor: Actor, now: datetime) -> None:
            _check_told(file, notice)
            lines.hand_over(file, actor, now, taking, reason, notice, remark, acceptance)

        return self.acts.act(context, Role.DESK, hand_over)

    def hand_over_result(
        self, context: Context, code: str, line: str, notice: HandoverNotice, reason: str, held: Reasonableness
    ) -> Case:
        """Hand what a caller is dissatisfied with over to the line of a reason (R8.7).

        Raises:
            InvalidFieldsError: if the reason or the line is unknown, or they contradict each other, or the callers were
                not told.
        """
        why, taking = self._handing(code, line)
        check_text(notice.told, "told")

        def hand_over(file: LoadedFile, actor: Actor, now: datetime) -> None:
            lines.hand_over_result(file, actor, now, taking, why, notice, reason, held)

        return self.acts.act(context, Role.DESK, hand_over)

    def give_back(self, context: Context, reason: str, notice: HandoverNotice) -> Case:
        """Give a case back to the line that handed it in.

        Raises:
            InvalidFieldsError: if the callers of an ordinary case were not told.
        """
        check_remark(notice.told, "told")

        def give_back(file: LoadedFile, actor: Actor, now: datetime) -> None:
            _check_told(file, notice)
            lines.give_back(file, actor, now, self._line_of(file), reason, notice)

        return self.acts.act(context, Role.DESK, give_back)

    def recall(self, context: Context, line: str, reason: str) -> Case:
        """Take a hand-over back."""
        return self.acts.act(context, Role.DESK, lambda file, actor, now: lines.recall(file, actor, now, line, reason))

    def _handing(self, code: str, name: str) -> tuple[EndReason, Line]:
        """Return a reason with its line; where a line is named, the reason must be one of its own, if it has any."""
        handing = [one for one in self.book().ends.values() if one.outcome is Outcome.HANDED_OVER]
        own = [one for one in handing if name in ("", one.line)] or handing
        reason = next((one for one in own if one.code == code), None)
        if reason is None:
            message = f"“{code}”不是移交{name}的原因，可用：{choice(own)}"
            raise InvalidFieldsError([FieldViolation("reason_code", message)])
        return reason, self._line(name or reason.line)

    def _line(self, name: str) -> Line:
        known = self.book().lines
        if name not in known:
            message = f"规则库里没有联动单位“{name}”，可用：{'、'.join(known)}"
            raise InvalidFieldsError([FieldViolation("line", message)])
        return known[name]

    def _line_of(self, file: LoadedFile) -> Line:
        """Return the line that a case came from, also if the rule book no longer has it."""
        name, known = file.origin.line if file.origin else "", self.book().lines
        return known.get(name) or Line(name, "", "", FORMER_ACCEPT_MINUTES, FORMER_LIMIT)

    # --- lines -----------------------------------------------------------------------------------

    def act(self, context: Context, role: Role, line: str, do: Do) -> Case:
        """Perform an act of a line on a case that was handed to it.

        Raises:
            NotFoundError: if it was not, or is no longer; the error does not tell whether the case exists.
            StaleError: if the case changed since it was read; a line is not told by what.
        """

        def admit(file: LoadedFile) -> None:
            if role is Role.LINE and not may_read(line, file.origin, file.handovers):
                raise NotFoundError(f"没有工单 {file.number}")
            parts.handovers_to(file, line)

        try:
            return self.acts.act(context, role, do, admit)
        except StaleError as stale:
            if role is not Role.LINE:
                raise
            # What others did meanwhile is none of the line's business.
            raise StaleError(f"工单 {context.number} ", stale.etag, ()) from stale

    def hand_in(self, line: str, record: str, call: Call, registrar: str, present: Callable[[Case], T]) -> T:
        """Register a case that a line hands in, once for each number that the line has.

        Raises:
            InvalidFieldsError: if the line is unknown, or the number or the call is invalid.
            RequestIdReusedError: if the number came with another content before.
        """
        self._line(line)
        lines.check_record(record, "record_number")
        origin = Origin(line, record.strip())
        called = replace(call, request_id=f"{LINE_CHANNEL} {origin.line} {origin.record}", channel=LINE_CHANNEL)
        presented: T = self.registration.begin(called, registrar, present, origin).result()
        return presented

    def case(self, line: str, number: str) -> Case:
        """Return a case of a line by its number.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if it is none of the line's; the error does not tell whether it exists.
        """
        if not is_number(number):
            raise InvalidFieldsError([FieldViolation("number", NOT_A_NUMBER)])
        case = self.acts.cases.get(number)
        if case is None or not may_read(line, case.origin, case.handovers):
            raise NotFoundError(f"没有工单 {number}")
        return case

    def case_with_record(self, line: str, record: str) -> Case:
        """Return the case under a number of the line: the newest that it accepted under it, or else that it handed in.

        Raises:
            InvalidFieldsError: if the number is malformed.
            NotFoundError: if the line has none of that number.
        """
        lines.check_record(record, "record_number")
        ids = self.line_cases.with_record(line, record.strip())
        if not ids:
            raise NotFoundError(f"没有受理编号 {record} 的工单")
        return self._read(ids[:1])[0]

    def page(self, query: LineQuery, page_size: int, page_token: str) -> Page:
        """Return a page of a line's cases.

        Raises:
            InvalidFieldsError: if the page size or the token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        ids = self.line_cases.find(query, position_in(page_token, query), size + 1)
        token = token_at(ids[size - 1], query) if len(ids) > size else ""
        return Page(tuple(self._read(ids[:size])), token)

    def answering(self, cases: Sequence[Case]) -> dict[str, Case]:
        """Return the sound cases that answer the callers of those that were joined, by the numbers of these."""
        joined = [case.number for case in cases if case.joined_into]
        return self.acts.cases.readable_main_cases(joined) if joined else {}

    def feed(self, after: int, line: str, acts: Collection[str], limit: int) -> tuple[list[LogEntry], dict[str, Case]]:
        """Return some acts on a line's cases after a position, in order, and these cases that are sound, by number."""
        entries = self.line_cases.feed(after, line, acts, limit)
        return entries, self.acts.cases.readable({entry.case_number for entry in entries})

    def _read(self, ids: Sequence[int]) -> Sequence[Case]:
        return tuple(self.acts.cases.readable([number_of(one) for one in ids]).values())


def _check_told(file: LoadedFile, notice: HandoverNotice) -> None:
    """Refuse to let a line have an ordinary case of which its callers were not told."""
    if not file.is_emergency:
        check_text(notice.told, "told")
