"""Amendments of registrations 登记更正, and what is decided then (R1.1, R2.6)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from hotline_server.desk.cases.acts import CaseActs, Context, check_context
from hotline_server.desk.cases.amended_readings import AmendedReading, AmendedReadings
from hotline_server.desk.cases.dangers import heed_danger
from hotline_server.desk.cases.later_accusations import put_before_desk, sparing, why_to_judge
from hotline_server.desk.cases.other_matters import other_matters
from hotline_server.desk.cases.registration import RULE_BOOK, follow
from hotline_server.desk.cases.wishes import as_it_stands, heard_anew, waive_if_heard
from hotline_server.domain.acts import amendments, contacts, triage
from hotline_server.domain.acts.callers import caller_of
from hotline_server.domain.amendments import (
    AMENDABLE,
    AMENDMENT,
    CONFIDENTIAL,
    NAME,
    Amendment,
    amend,
    difference,
)
from hotline_server.domain.call import BLANK_CALL, Call, validate_call
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import (
    DamagedRowError,
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    RequestIdReusedError,
)
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.refusals import refusal
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Role
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import BY_HAND, Decision, Outcome
from hotline_server.rulebook.facts import IN_CONFIDENCE
from hotline_server.rulebook.recusal import Recusal
from hotline_server.security.keyring import Keyring
from hotline_server.store.cases.amended_calls import AmendedCall
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.phrases import CallerWish


@dataclass(frozen=True, slots=True)
class WantedAmendment:
    """Amendment as somebody asks for it.

    Attributes:
        call: call that has the new values.
        paths: paths of the fields to amend.
        reason: why, or the caller's words.
        request_id: id under which it is made once; empty if the etag of the case tells repetitions.
        attended: true if an operator is on the phone with the caller, who can be asked and told at once.
    """

    call: Call
    paths: tuple[str, ...]
    reason: str
    request_id: str = ""
    attended: bool = False


@dataclass(frozen=True, slots=True)
class _Decided:
    """Decisions that are in force after an amendment, of the case and its main case; ``None`` leaves one as it was."""

    own: Decision | None = None
    main: Decision | None = None


@dataclass(frozen=True, slots=True)
class _Making:
    """Amendment while it is made.

    Attributes:
        file: case of the amended call.
        main: case that it was joined into; ``None`` for any other case.
        case: the case as it was before.
        actor: who amends it.
        now: current time, UTC.
        wanted: what was asked for.
        values: values that were asked for, normalised.
        call: call with these values.
        amendment: what they change.
        follows: true if it follows that of another matter of the call.
    """

    file: LoadedFile
    main: LoadedFile | None
    case: Case
    actor: Actor
    now: datetime
    wanted: WantedAmendment
    values: Call
    call: Call
    amendment: Amendment
    follows: bool = False

    @property
    def answering(self) -> LoadedFile:
        """Case that answers the caller."""
        return self.main or self.file


@dataclass(frozen=True, slots=True)
class Amendments:
    """Amendments of registrations."""

    acts: CaseActs
    book: Callable[[], RuleBook]
    readings: AmendedReadings
    directory: Callable[[], Directory]
    keyring: Keyring
    area_code: str
    recusal: Callable[[Case], Recusal]

    def amend(self, context: Context, role: Role, wanted: WantedAmendment) -> Case:
        """Amend the call that opened a case in one transaction, and return the case.

        Where the rules decide by what is amended, the call is read and decided again: a danger that was not known is
        raised or asked about at once. A case that only the rules have decided on follows them; to any other, a decision
        that differs is proposed.

        Raises:
            InvalidFieldsError: if the context, a field or the reason is invalid.
            NotFoundError: if there is no such case.
            RequestIdReusedError: if another amendment was made under the same request id.
            StaleError: if the case changed since it was read and there is no request id.
            IllegalActError, UnmetConditionError: if the case is archived, or the operator's time is over.
        """
        if wanted.request_id:
            context = replace(context, etag=context.etag or "-")
        check_context(context)
        contacts.check_words(wanted.request_id, contacts.ID_LIMIT, "request_id")
        acts, actor = self.acts, Actor(context.actor.strip(), role)

        def job() -> Case:
            now = acts.clock()
            values = self._validated(wanted, now)
            file = acts.files.load(context.number, None if wanted.request_id else context.etag)
            if file is None:
                raise NotFoundError(f"没有工单 {context.number}")
            case, main = file.case, self._main_of(file)
            heard = self._heard(case.call, amend(case.call, values, wanted.paths), wanted)
            wished, paths = waive_if_heard(heard, values, wanted.paths)
            before = as_it_stands(case.call, paths, file.number, main or file)
            call = amend(before, wished, paths)
            amendment = difference(before, call)
            if amendment.fields and not self._is_made(case.number, wanted, values):
                decided = self._make(_Making(file, main, case, actor, now, wanted, values, call, amendment))
                self._save(file, main, now, decided)
            return acts.read(context.number)

        return acts.writer.write(job)

    def protect(
        self, answering: LoadedFile, call_id: int, actor: Actor, now: datetime, *, attended: bool
    ) -> Decision | None:
        """Protect a caller who asks for secrecy later as if they had when they called (R8.3).

        Args:
            answering: the case that answers the caller, with that of the caller if it was joined.
            call_id: id of the caller's call; 0 for the only one.
            actor: who hears the wish.
            now: current time, UTC.
            attended: true if an operator is on the phone with the caller.

        Returns:
            The decision on the case that is in force then; ``None`` if it stays as it was.

        Raises:
            ValueError: if the caller's own case was not loaded with the one that answers.
        """
        own = number_of(caller_of(answering, call_id).call_id)
        joined = answering.joined if own != answering.number else None
        file = joined or answering
        if file.number != own:
            raise ValueError(f"case {own} of the caller was not loaded with {answering.number}")
        if file.case.is_protected:
            # Maybe for what they accuse somebody of, which is no other matter's.
            self._tell_other_matters(file, file.case.call, (), now, secret=True)
            return None
        values, reason = replace(BLANK_CALL, confidential=True), "来电人后来要求保密"
        wanted = WantedAmendment(values, (CONFIDENTIAL,), reason, attended=attended)
        call = amend(file.case.call, values, wanted.paths)
        amendment, main = difference(file.case.call, call), answering if joined else None
        decided = self._make(_Making(file, main, file.case, actor, now, wanted, values, call, amendment))
        if joined is None:
            return decided.own
        joined.decided = decided.own
        return decided.main

    def _tell_other_matters(
        self, file: LoadedFile, call: Call, paths: tuple[str, ...], now: datetime, *, secret: bool
    ) -> None:
        """Let what is said anew of a caller hold for the other matters of their call once the case is saved (R8.3)."""
        if secret:
            call, paths = replace(call, confidential=True), tuple(dict.fromkeys((*paths, CONFIDENTIAL)))
        if paths:
            wanted = WantedAmendment(call, paths, f"工单 {file.number} 登记更正，同一来电的各件一并更正")
            file.follow_ups.append(partial(self._amend_other_matters, file.case, wanted, now))

    def _amend_other_matters(self, case: Case, wanted: WantedAmendment, now: datetime) -> None:
        """Amend the other matters of a call, but for archived ones."""
        for number in other_matters(self.acts.cases, case):
            try:
                file = self.acts.files.load(number)
                main = self._main_of(file) if file else None
            except DamagedRowError as error:
                # What is wrong with one matter keeps nobody from acting on another.
                self.acts.cases.damage.note(error)
                continue
            if file is None or refusal(Act.REQUEST_CONFIDENCE, Situation(file, SUPERVISION_SYSTEM, now)):
                continue
            before = file.case.call
            call = amend(before, wanted.call, wanted.paths)
            amendment = difference(before, call)
            if amendment.fields:
                about = (SUPERVISION_SYSTEM, now, wanted, wanted.call, call, amendment)
                decided = self._make(_Making(file, main, file.case, *about, follows=True))
                self._save(file, main, now, decided)

    def _save(self, file: LoadedFile, main: LoadedFile | None, now: datetime, decided: _Decided) -> None:
        """Save an amended case and its main case, and let other matters of the call follow."""
        self.acts.files.save(file, now, decided.own)
        if main:
            self.acts.files.save(main, now, decided.main)
        for follow_up in file.follow_ups:
            follow_up()

    def _heard(self, before: Call, after: Call, wanted: WantedAmendment) -> frozenset[CallerWish]:
        """Return the wishes that come with an amendment."""
        return heard_anew(self.book().wishes, before, after, wanted.reason)

    def _validated(self, wanted: WantedAmendment, now: datetime) -> Call:
        """Return a call with the wanted values, normalised.

        Raises:
            InvalidFieldsError: if a field is invalid.
        """
        asked = amend(BLANK_CALL, wanted.call, wanted.paths)
        values = validate_call(asked, now, self.directory().find_district, self.area_code)
        if NAME in wanted.paths and "*" in values.name:
            raise InvalidFieldsError([FieldViolation("call.caller.name", "是隐去了一部分的姓名，要写全名")])
        if values.follows and not self.acts.cases.existing_numbers([values.follows]):
            raise InvalidFieldsError([FieldViolation("call.follows", f"没有工单 {values.follows}；可留空")])
        return values

    def _main_of(self, file: LoadedFile) -> LoadedFile | None:
        """Return the case that answers the caller of one that was joined into another; ``None`` for any other case."""
        if not file.joined_into:
            return None
        call_id = parse_number(file.number)
        return self.acts.files.load(number_of(file.reading.main_ids([call_id])[call_id]))

    def _make(self, making: _Making) -> _Decided:
        """Make an amendment, and return the decisions that are in force then."""
        file, main, case, answering = making.file, making.main, making.case, making.answering
        call, amendment, now = making.call, making.amendment, making.now
        reading = self.readings.read(self.book(), case, call, now) if amendment.changes_decision else None
        if not making.follows:
            asks = reading is not None and bool(reading.decision.facts.get(IN_CONFIDENCE))
            asked = bool(case.decision.facts.get(IN_CONFIDENCE))
            self._tell_other_matters(file, call, amendment.of_the_caller, now, secret=asks and not asked)
        former = file.recused
        former_of_main = main.recused if main else former
        if reading:
            # Before anybody is told of what was amended.
            amended = replace(case, call=call, decision=replace(case.decision, facts=reading.decision.facts))
            self._recuse(file, main, amended)
            amendment = replace(amendment, accused=_accused_since(file, former))
        made = [*case.amendments, amendment]
        details = self._details(making, len(made))
        amendments.amend(file, making.actor, now, making.wanted.reason, amendment, former, details)
        for caller in answering.callers:
            if number_of(caller.call_id) == file.number:
                told = self.acts.cases.is_told(answering.number, caller.call_id)
                amendments.amend_caller(answering, caller, amendment, call, now, told=told)
                caller.refuses_messages |= CallerWish.NO_MESSAGES in self._heard(case.call, call, making.wanted)
        if main:
            amendments.pass_on(main, making.actor, now, amendment, former_of_main, file.number, details[AMENDMENT])
        if reading is None:
            file.amend(AmendedCall(call, made, case.location, case.category, case.matter))
            put_before_desk(answering, (), now)
            return _Decided()
        text = reading.text
        file.amend(AmendedCall(call, made, reading.location, text.category, text.matters[0] if text.matters else ""))
        # What the desk is still to judge stays to be judged.
        unjudged = answering.accused if answering.proposed_decision else ()
        return self._follow(making, reading, _accused_since(answering, former_of_main) or unjudged)

    def _details(self, making: _Making, count: int) -> dict[str, str]:
        """Return what the log says of an amendment beside its fields."""
        details = {AMENDMENT: str(count)}
        if making.wanted.request_id:
            # Keyed, since an unkeyed digest would let the values be guessed.
            digest = self.keyring.index(_request_text(making.wanted, making.values))
            details |= {"request_id": making.wanted.request_id, "request_digest": digest}
        return details

    def _recuse(self, file: LoadedFile, main: LoadedFile | None, amended: Case) -> None:
        """Let whoever the amended call of a case accuses step aside in it, and in the case it was joined into."""
        own = self.recusal(amended)
        file.recusal = lambda: own
        if main:
            joined = tuple(amended if one.number == amended.number else one for one in main.case.joined)
            all_of_them = self.recusal(replace(main.case, joined=joined))
            main.recusal = lambda: all_of_them

    def _follow(self, making: _Making, reading: AmendedReading, accused: Sequence[str]) -> _Decided:
        """Take the step that the decision on an amended call calls for, and return the decisions now in force.

        Whatever is decided, the facts are those of the amended call from now on.
        """
        file, main, case, answering, now = making.file, making.main, making.case, making.answering, making.now
        attended = making.wanted.attended
        decision = reading.decision
        kept = replace(case.decision, facts=decision.facts, reader_version=decision.reader_version)
        heeded = None
        if reading.endangers:
            heeded = heed_danger(self.book(), answering, decision, reading.text, now, attended=attended)
        if reading.endangers and decision.outcome is Outcome.EMERGENCY and (main or heeded):
            put_before_desk(answering, accused, now)
            # Separated from its main case, it is an emergency too.
            return _Decided(decision, heeded if main else None)
        if main:
            put_before_desk(main, accused, now)
            return _Decided(kept, heeded)
        kept = replace(kept, asks_back=kept.asks_back or heeded is not None)
        if file.state is not CaseState.REGISTERED or file.assignments or case.decision.rules == (BY_HAND,):
            self._propose(making, reading.settled, accused)
        elif not file.question:
            # Whom the callers of cases that were joined into it accuse, its own rules do not know.
            decision = sparing(file, reading.grounds, decision)
            triage.decide(file, decision)
            follow(self.book(), file, decision, now, attended=attended)
            return _Decided(decision)
        # The answer to an open question lets the rules decide on all that is known then.
        return _Decided(kept)

    def _propose(self, making: _Making, decision: Decision, accused: Sequence[str]) -> None:
        """Propose a decision that the amendment changes, or that the desk judge an accusation."""
        file, case, now = making.file, making.case, making.now
        if why := why_to_judge(file, accused):
            decision = replace(decision, reasons=(*decision.reasons, why))
        elif decision.sends_like(case.decision):
            file.drop_proposed_decision(now)
            return
        elif (file.state.is_answered or making.follows) and decision.sends_like(
            self.readings.read(self.book(), case, case.call, now).settled
        ):
            # Neither an answered case nor another matter is judged again for what is amended beside the matter.
            return
        amendments.propose_decision(file, RULE_BOOK, now, decision, file.accused if why else ())

    def _is_made(self, number: str, wanted: WantedAmendment, values: Call) -> bool:
        """Return whether an amendment with a request id was made already.

        Raises:
            RequestIdReusedError: if another was made under the same id.
        """
        if not wanted.request_id:
            return False
        digests = self.keyring.indexes(_request_text(wanted, values))
        for entry in self.acts.cases.log(number):
            is_amendment = entry.act in (Act.AMEND.name, Act.REQUEST_CONFIDENCE.name)
            if is_amendment and entry.details.get("request_id") == wanted.request_id:
                if entry.details["request_digest"] not in digests:
                    raise RequestIdReusedError(f"请求号“{wanted.request_id}”已用于另一次更正")
                return True
        return False


def _accused_since(file: CaseFile, former: Recusal) -> tuple[str, ...]:
    """Return whom the callers of a case accuse who did not have to step aside before."""
    return tuple(name for name in file.recused.accused if name not in former.accused)


def _request_text(wanted: WantedAmendment, values: Call) -> str:
    said: Sequence[tuple[str, str]] = [(path, AMENDABLE[path].read(values)) for path in sorted(set(wanted.paths))]
    return json.dumps([said, wanted.reason], ensure_ascii=False)
