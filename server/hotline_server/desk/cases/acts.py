"""Acts on cases: load, act and save in one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.domain.acts import recusal
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.numbering import is_number
from hotline_server.domain.parties import Actor, Designation, Role
from hotline_server.domain.proposals import Verdict
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.decision import DUTY_OFFICE, Decision, Outcome
from hotline_server.rulebook.facts import LIFTED
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer

Do = Callable[[CaseFile, Actor, datetime], Decision | None]
NAME_LIMIT = 100
BY_HAND = "值班室"


@dataclass(frozen=True, slots=True)
class Context:
    """Context of an act: the case, the version that was read, and the actor."""

    number: str
    etag: str
    actor: str


@dataclass(frozen=True, slots=True)
class SkippedCase:
    """Case that a bulk act skipped, with the reason."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseActs:
    """Executor of every act on a case."""

    files: CaseFiles
    cases: CaseStore
    writer: Writer
    directory: Callable[[], Directory]
    clock: Clock

    def act(self, context: Context, role: Role, do: Do) -> Case:
        """Perform an act and return the case once the act is durable.

        ``do`` returns the decision of the rule book that it followed, or ``None`` if people decided.

        Raises:
            InvalidFieldsError: if the context is invalid.
            NotFoundError: if there is no such case.
            StaleError: if the case changed since it was read.
            IllegalActError, UnmetConditionError: if the act is not allowed now.
        """
        check_context(context)
        actor = Actor(context.actor.strip(), role)

        def job() -> Case:
            self._do(context.number, context.etag, actor, do)
            return self.read(context.number)

        return self.writer.write(job)

    def act_on_each(self, numbers: Sequence[str], actor: Actor, do: Do) -> tuple[list[str], list[SkippedCase]]:
        """Perform an act on many cases, one transaction each, so that calls do not wait for all of them.

        Returns:
            Numbers of the cases acted on, and the skipped cases.
        """
        done: list[str] = []
        left: list[SkippedCase] = []
        for number in numbers:
            try:
                self.writer.write(lambda number=number: self._do(number, None, actor, do))  # type: ignore[misc]
                done.append(number)
            except DomainError as refusal:
                left.append(SkippedCase(number, str(refusal)))
        return done, left

    def _do(self, number: str, etag: str | None, actor: Actor, do: Do) -> None:
        now = self.clock()
        file = self.files.load(number, etag)
        if file is None:
            raise NotFoundError(f"没有工单 {number}")
        before = _decided(file)
        decision = do(file, actor, now)
        if decision is None and before != _decided(file):
            decision = self.revised(file)
        if file.lifted:
            decision = _lifting(file.lifted, decision or self.read(number).decision)
        self.files.save(file, now, decision)

    def check_designation(self, wanted: Designation) -> None:
        """Validate a designation: its departments exist, and co-handlers have a lead.

        Raises:
            InvalidFieldsError: naming the field.
        """
        self.check_departments([wanted.lead] if wanted.lead else [], "designation.lead_department")
        self.check_departments(wanted.cohandlers, "designation.cohandlers")
        if wanted.cohandlers and not wanted.lead:
            raise InvalidFieldsError([FieldViolation("designation.lead_department", "有协办单位时要明确牵头单位")])

    def check_departments(self, names: Iterable[str], field: str) -> None:
        """Validate that departments exist.

        Raises:
            InvalidFieldsError: naming the unknown ones.
        """
        directory = self.directory()
        known = directory.departments
        unknown = [name for name in names if name != DUTY_OFFICE and directory.current(name) not in known]
        if unknown:
            raise InvalidFieldsError([FieldViolation(field, f"目录里没有部门“{'、'.join(unknown)}”")])

    def check_recipients(self, file: CaseFile, names: Collection[str], field: str) -> None:
        """Validate that departments may be sent a case (R8.3).

        Towns are not sent matters of departments, though a case without a matter may go to any; and nobody is sent a
        case in which a protected caller accuses them or a unit above them.

        Raises:
            InvalidFieldsError: naming the departments.
        """
        recusal.check_recusal(file, names, field)
        matter = str(self.read(file.number).decision.facts.get("首要事项", ""))
        barred = [name for name in names if not self.directory().may_be_sent(name, matter)]
        if barred:
            reason = (
                f"“{matter}”不在{'、'.join(barred)}的直派清单里：部门职责范围内的事项不得分派给街道、乡镇和社区，"
                "请派给主管部门，或由区县政府兜底"
            )
            raise InvalidFieldsError([FieldViolation(field, reason)])

    def permitted_designation(self, file: CaseFile, wanted: Designation) -> Designation:
        """Return ``designation``, if the case may be sent to its departments.

        Raises:
            InvalidFieldsError: as for ``check_recipients``.
        """
        self.check_recipients(file, [wanted.lead], "designation.lead_department")
        self.check_recipients(file, wanted.cohandlers, "designation.cohandlers")
        return self.designation(file, wanted)

    def designation(self, file: CaseFile, wanted: Designation) -> Designation:
        """Return ``wanted`` in today's names, with the case's previous deadline if it has none."""
        return replace(
            wanted,
            lead=file.current(wanted.lead),
            cohandlers=tuple(map(file.current, wanted.cohandlers)),
            days=wanted.days or file.designation.days,
        )

    def read(self, number: str) -> Case:
        """Return a case.

        Raises:
            NotFoundError: if there is none of that number.
        """
        case = self.cases.get(number)
        if case is None:
            raise NotFoundError(f"没有工单 {number}")
        return case

    def revised(self, file: CaseFile) -> Decision:
        """Return the previous decision with the manual changes of the last act applied."""
        note, previous = file.notes[-1], self.read(file.number).decision
        confirmed = any(judgement.verdict is Verdict.CONFIRMED for judgement in file.judgements)
        return replace(
            previous,
            asks_back=previous.asks_back and file.question is not None,
            outcome=file.outcome,
            lead=file.designation.lead,
            cohandlers=file.designation.cohandlers,
            urgency=file.urgency,
            deadline_days=file.designation.days,
            policy=next((answer.policy for answer in file.answers), ""),
            reasons=(note.reason,) if note.reason else previous.reasons if confirmed else (note.act.value,),
            # Whoever confirms a proposal follows the rules that made it.
            rules=previous.rules if confirmed else (BY_HAND,),
            suggestions=previous.suggestions if file.outcome is Outcome.DESK else (),
            proposals=previous.proposals if file.awaits_confirmation else (),
        )


def _decided(file: CaseFile) -> tuple[object, ...]:
    """Return what a decision fixes about a case."""
    return file.outcome, file.designation, file.urgency, file.awaits_confirmation


def _lifting(units: Sequence[str], decision: Decision) -> Decision:
    """Return a decision by whose facts units need no longer step aside (R8.3)."""
    before = decision.facts.get(LIFTED, ())
    lifted = (*(before if isinstance(before, tuple) else ()), *units)
    return replace(decision, facts={**decision.facts, LIFTED: tuple(dict.fromkeys(lifted))})


def check_context(context: Context) -> None:
    """Validate a context.

    Raises:
        InvalidFieldsError: if a part is missing or malformed.
    """
    violations = []
    if not is_number(context.number):
        violations.append(FieldViolation("context.number", "不是工单号；工单号是日期加序号，如 20261124-000123"))
    if not context.etag:
        violations.append(FieldViolation("context.etag", "要带上读到的工单的 etag"))
    if not context.actor:
        violations.append(FieldViolation("context.actor", "要说明是谁办的"))
    if violations:
        raise InvalidFieldsError(violations)
