"""Acts on cases: load, act and save in one transaction, which acts that wait together share."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError, NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import NOT_A_NUMBER, is_number, number_of
from hotline_server.domain.parties import Actor, Designation, Role
from hotline_server.domain.proposals import Verdict
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.decision import BY_HAND, DUTY_OFFICE, Decision, Outcome
from hotline_server.rulebook.facts import FIRST_MATTER, LIFTED, LIFTED_IN_DANGER, items
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.changes import Change
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.engine.group_commit import Writer

Do = Callable[[LoadedFile, Actor, datetime], Decision | None]
Admit = Callable[[LoadedFile], None]
NAME_LIMIT = 100


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
class PendingAct:
    """Act waiting for the writer.

    Attributes:
        number: number of the case.
        etag: version of the case that was read; ``None`` for any.
        actor: who acts.
        do: acts on the case. It changes nothing but the file it is given and that of the joined caller in it; of the
            decision of the rule book that it followed, it is the return value, or ``None`` if people decided.
        admit: raises an error if the actor may not know of the case.
        joined: number of the case of the joined caller whom the act concerns; empty if there is none.
    """

    number: str
    etag: str | None
    actor: Actor
    do: Do
    admit: Admit
    joined: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers of the cases that the act may change."""
        return (self.number, self.joined) if self.joined else (self.number,)


def admit_anybody(_: CaseFile) -> None:
    """Let an actor know of any case."""


@dataclass(frozen=True, slots=True)
class CaseActs:
    """Executor of every act on a case; a ``BatchKind`` for the writer.

    ``consider`` lets the rules judge what was done to a case, before it is saved.
    """

    files: CaseFiles
    cases: CaseStore
    writer: Writer
    directory: Callable[[], Directory]
    clock: Clock
    consider: Callable[[LoadedFile, Decision | None, datetime], None]

    def named_by_leader(self, file: LoadedFile) -> tuple[str, ...]:
        """Return the departments that a leader named last while a danger was verified, the lead first."""
        for entry in reversed(self.cases.entries_of(file.number, Act.INSTRUCT_MEANWHILE)):
            if entry.at >= file.since and entry.details.get("lead"):
                named = (entry.details["lead"], *filter(None, entry.details["cohandlers"].split("、")))
                return tuple(map(file.current, named))
        return ()

    def act(self, context: Context, role: Role, do: Do, admit: Admit = admit_anybody, call_id: int = 0) -> Case:
        """Perform an act and return the case once the act is durable.

        ``do`` returns the decision of the rule book that it followed, or ``None`` if people decided. It runs on the
        writer's thread, as ``admit`` does before anything is told about the case. ``call_id`` is the id of the call of
        the caller whose own case the act may change as well.

        Raises:
            InvalidFieldsError: if the context is invalid.
            NotFoundError: if there is no such case.
            StaleError: if the case changed since it was read.
            IllegalActError, UnmetConditionError: if the act is not allowed now.
        """
        check_context(context)
        joined = _joined(context.number, call_id)
        return self._submit(PendingAct(context.number, context.etag, _actor(context, role), do, admit, joined)).result()

    def act_at_any_version(self, context: Context, role: Role, do: Do, call_id: int = 0) -> Case:
        """Perform an act that its own id keeps from being repeated, whatever the etag of the context.

        Raises:
            InvalidFieldsError, NotFoundError, IllegalActError, UnmetConditionError: as for ``act``.
        """
        check_case_and_actor(context)
        joined = _joined(context.number, call_id)
        return self._submit(PendingAct(context.number, None, _actor(context, role), do, admit_anybody, joined)).result()

    def act_on_each(self, numbers: Sequence[str], actor: Actor, do: Do) -> tuple[list[str], list[SkippedCase]]:
        """Perform an act on many cases, one after the other, so that calls do not wait for all of them.

        Returns:
            Numbers of the cases acted on, and the skipped cases.
        """
        done: list[str] = []
        left: list[SkippedCase] = []
        for number in numbers:
            try:
                self._submit(PendingAct(number, None, actor, do, admit_anybody)).result()
                done.append(number)
            except DomainError as refusal:
                left.append(SkippedCase(number, str(refusal)))
        return done, left

    def _submit(self, act: PendingAct) -> "Future[Case]":
        return self.writer.submit(self, act)

    def prepare(self, items: Sequence[PendingAct]) -> Sequence[PendingAct]:
        """Return the acts as they are; all they need is read in the transaction."""
        return items

    def write(self, prepared: Sequence[PendingAct]) -> list[LoadedFile | DomainError]:
        """Perform acts; those on different cases share statements."""
        outcomes: dict[int, LoadedFile | DomainError] = {}
        acted_on: list[LoadedFile] = []
        for turn in _turns(prepared):
            files = self.files.load_all([number for place in turn for number in prepared[place].numbers])
            changes: list[Change] = []
            for place in turn:
                try:
                    done = self._do(files, prepared[place])
                except DomainError as refusal:
                    outcomes[place] = refusal
                else:
                    changes += done
                    outcomes[place] = done[0].file
            # An act that turns out to be done already notes nothing.
            self.files.save_all([change for change in changes if change.file.notes])
            acted_on += [change.file for change in changes]
        for file in acted_on:
            for follow_up in file.follow_ups:
                follow_up()
        return [outcomes[place] for place in range(len(prepared))]

    def present(self, outcome: LoadedFile, item: PendingAct) -> Case:  # noqa: ARG002 - the signature is BatchKind's
        """Return the case after an act."""
        return outcome.case

    def _do(self, files: Mapping[str, LoadedFile], act: PendingAct) -> list[Change]:
        """Perform an act; return its change of the case, and then that of the joined caller's."""
        now, file = self.clock(), files.get(act.number)
        if file is None:
            raise NotFoundError(f"没有工单 {act.number}")
        # No other case than that of a caller whom this one answers may change with it.
        answers = any(number_of(one.call_id) == act.joined for one in file.callers)
        file.joined = files.get(act.joined) if answers else None
        act.admit(file)
        if act.etag is not None:
            self.files.check_version(file, act.etag)
        before, proposed, was_danger = _decided(file), file.proposed_decision, file.is_emergency
        decision = act.do(file, act.actor, now)
        if before != _decided(file) and file.proposed_decision is proposed and file.is_emergency is was_danger:
            # Whoever decides anew knows what was proposed; a danger, or that there is none, decides on nothing else.
            file.drop_proposed_decision(now)
        if decision is None and before != _decided(file):
            decision = self.revised(file)
        for fact, units in ((LIFTED, file.lifted), (LIFTED_IN_DANGER, file.lifted_in_danger)):
            if units:
                decision = _lifting(fact, units, decision or file.case.decision)
        self.consider(file, decision, now)
        joined = file.joined
        return [Change(file, now, decision), *([Change(joined, now, joined.decided)] if joined else [])]

    def check_designation(self, wanted: Designation) -> None:
        """Validate a designation: its departments exist, and co-handlers have a lead.

        Raises:
            InvalidFieldsError: naming the field.
        """
        self.check_departments([wanted.lead] if wanted.lead else [], "designation.lead_department")
        self.check_departments(wanted.cohandlers, "designation.cohandlers")
        if wanted.cohandlers and not wanted.lead:
            raise InvalidFieldsError([FieldViolation("designation.lead_department", "有协办单位时要明确牵头单位")])

    def check_named(self, wanted: Designation) -> None:
        """Validate a designation that may name nobody: what is said of the time limit is for a lead.

        Raises:
            InvalidFieldsError: naming the field.
        """
        self.check_designation(wanted)
        if wanted.limit.spans and not wanted.lead:
            message = "写期限的，要同时写明牵头单位；牵头单位不变的也要写明"
            raise InvalidFieldsError([FieldViolation("designation.lead_department", message)])

    def check_departments(self, names: Iterable[str], field: str) -> None:
        """Validate that departments exist.

        Raises:
            InvalidFieldsError: naming the unknown ones.
        """
        self._check_known(names, self.directory().departments, field)

    def check_handling(self, names: Iterable[str], field: str) -> None:
        """Validate that departments exist, or units to which departments may delegate.

        Raises:
            InvalidFieldsError: naming the unknown ones.
        """
        self._check_known(names, self.directory().handling, field)

    def _check_known(self, names: Iterable[str], known: Collection[str], field: str) -> None:
        directory = self.directory()
        unknown = [name for name in names if name != DUTY_OFFICE and directory.current(name) not in known]
        if unknown:
            raise InvalidFieldsError([FieldViolation(field, f"目录里没有部门“{'、'.join(unknown)}”")])

    def check_recipients(self, file: LoadedFile, names: Collection[str], field: str) -> None:
        """Validate that departments may be sent a case (R8.3); who must step aside is checked by the acts themselves.

        Raises:
            InvalidFieldsError: naming the departments.
        """
        self.check_matter(str(file.case.decision.facts.get(FIRST_MATTER, "")), names, field)

    def check_matter(self, matter: str, names: Collection[str], field: str) -> None:
        """Validate that departments may be sent a matter (R8.3).

        Towns are not sent matters of departments, though a case without a matter may go to any.

        Raises:
            InvalidFieldsError: naming the departments.
        """
        barred = [name for name in names if not self.directory().may_be_sent(name, matter)]
        if barred:
            reason = (
                f"“{matter}”不在{'、'.join(barred)}的直派清单里：部门职责范围内的事项不得分派给街道、乡镇和社区，"
                "请派给主管部门，或由区县政府兜底"
            )
            raise InvalidFieldsError([FieldViolation(field, reason)])

    def permitted_designation(self, file: LoadedFile, wanted: Designation) -> Designation:
        """Return ``designation``, if the case may be sent to its departments.

        Raises:
            InvalidFieldsError: as for ``check_recipients``.
        """
        self.check_recipients(file, [wanted.lead], "designation.lead_department")
        self.check_recipients(file, wanted.cohandlers, "designation.cohandlers")
        return self.designation(file, wanted)

    def designation(self, file: CaseFile, wanted: Designation) -> Designation:
        """Return ``wanted`` in today's names, with the case's previous time limit if it has none."""
        return replace(
            wanted,
            lead=file.current(wanted.lead),
            cohandlers=tuple(map(file.current, wanted.cohandlers)),
            limit=wanted.limit if wanted.limit.spans else file.designation.limit,
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

    def revised(self, file: LoadedFile) -> Decision:
        """Return the previous decision with the manual changes of the last act applied."""
        # What follows by itself, as the duty office's signing, is not why.
        by_people = (one for one in reversed(file.notes) if one.actor.role is not Role.SYSTEM)
        note = next(by_people, file.notes[-1])
        previous = file.case.decision
        confirmed = any(judgement.verdict is Verdict.CONFIRMED for judgement in file.judgements)
        return replace(
            previous,
            asks_back=previous.asks_back and file.question is not None,
            end=file.proposed_end,
            hands_to=previous.hands_to if file.outcome is Outcome.EMERGENCY else (),
            outcome=file.outcome,
            lead=file.designation.lead,
            cohandlers=file.designation.cohandlers,
            urgency=file.urgency,
            limit=file.designation.limit,
            policy=next((answer.policy for answer in file.answers), ""),
            reasons=(note.reason,) if note.reason else previous.reasons if confirmed else (note.act.value,),
            # Whoever confirms a proposal follows the rules that made it.
            rules=previous.rules if confirmed else (BY_HAND,),
            suggestions=previous.suggestions if file.outcome is Outcome.DESK else (),
            proposals=previous.proposals if file.awaits_confirmation else (),
        )


def _turns(acts: Sequence[PendingAct]) -> list[list[int]]:
    """Return the places of acts in turns with at most one act on each case; later acts see what earlier ones did."""
    turns: list[list[int]] = []
    next_turn: dict[str, int] = {}
    for place, act in enumerate(acts):
        turn = max(next_turn.get(number, 0) for number in act.numbers)
        if turn == len(turns):
            turns.append([])
        turns[turn].append(place)
        next_turn |= dict.fromkeys(act.numbers, turn + 1)
    return turns


def _joined(number: str, call_id: int) -> str:
    """Return the number of the case that a call opened; empty for that of the case itself, and for no call."""
    own = number_of(call_id) if call_id else ""
    return "" if own == number else own


def _decided(file: CaseFile) -> tuple[object, ...]:
    """Return what a decision fixes about a case."""
    return file.outcome, file.designation, file.urgency, file.awaits_confirmation


def _lifting(fact: str, units: Sequence[str], decision: Decision) -> Decision:
    """Return a decision by whose facts units need no longer step aside (R8.3), for good or in a danger."""
    lifted = (*items(decision.facts, fact), *units)
    return replace(decision, facts={**decision.facts, fact: tuple(dict.fromkeys(lifted))})


def check_context(context: Context) -> None:
    """Validate a context.

    Raises:
        InvalidFieldsError: if a part is missing or malformed.
    """
    missing = [] if context.etag else [FieldViolation("context.etag", "缺少所读工单的版本，请重新读取")]
    _raise_any([*_case_and_actor_violations(context), *missing])


def check_case_and_actor(context: Context) -> None:
    """Validate a context whose etag does not matter.

    Raises:
        InvalidFieldsError: if a part is missing or malformed.
    """
    _raise_any(_case_and_actor_violations(context))


def _case_and_actor_violations(context: Context) -> list[FieldViolation]:
    violations = []
    if not is_number(context.number):
        violations.append(FieldViolation("context.number", NOT_A_NUMBER))
    if not context.actor:
        violations.append(FieldViolation("context.actor", "不能为空"))
    return violations


def _raise_any(violations: Sequence[FieldViolation]) -> None:
    if violations:
        raise InvalidFieldsError(violations)


def _actor(context: Context, role: Role) -> Actor:
    return Actor(context.actor.strip(), role)
