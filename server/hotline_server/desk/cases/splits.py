"""Splitting of calls with several matters 拆单 (R2.5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from hotline_server.desk.cases.acts import CaseActs, Context, check_context
from hotline_server.desk.cases.registration import Registration
from hotline_server.domain.acts import joins, splits
from hotline_server.domain.amendments import ADDRESS, CONTENT, LATITUDE, SUBJECT, amend
from hotline_server.domain.call import BLANK_CALL, Call, validate_call
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import Actor, CallerEntry, Designation, Role
from hotline_server.domain.texts import check_text
from hotline_server.rulebook.decision import BY_HAND, Decision, Outcome
from hotline_server.rulebook.facts import FIRST_MATTER, IN_CONFIDENCE
from hotline_server.store.cases.changes import Change
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.cases.new_cases import NewCase

_SAID = (SUBJECT, CONTENT, "request_type", "district", ADDRESS, LATITUDE)


@dataclass(frozen=True, slots=True)
class Matter:
    """Matter to be split off.

    Attributes:
        call: call that has what it is, and where if that is elsewhere.
        call_ids: calls that raised it; none for the one that opened the case.
        designation: who is to handle it; ``None`` leaves it to the rules.
        attended: true if an operator is on the phone with the caller, who can be asked and told at once.
    """

    call: Call
    call_ids: tuple[int, ...]
    designation: Designation | None
    attended: bool


@dataclass(frozen=True, slots=True)
class Splits:
    """Splits matters off from cases."""

    acts: CaseActs
    registration: Registration
    directory: Callable[[], Directory]

    def split(self, context: Context, matter: Matter, reason: str) -> Case:
        """Split a matter off from a case in one transaction, and return the new case.

        Each of several callers who raised it has a case, with a number to ask by, joined into the returned one.

        Raises:
            InvalidFieldsError: if a field is invalid, the reason is missing, or the case may not be sent to whom is
                designated.
            NotFoundError: if there is no such case, or no such call in it.
            StaleError: if the case changed since it was read.
            IllegalActError, UnmetConditionError: if it is closed.
        """
        check_context(context)
        check_text(reason, "reason")
        acts, actor = self.acts, Actor(context.actor.strip(), Role.DESK)
        if matter.designation:
            acts.check_named(matter.designation)

        def job() -> Case:
            now = acts.clock()
            values = self._validated(matter, now)
            original = acts.files.load(context.number, context.etag)
            if original is None:
                raise NotFoundError(f"没有工单 {context.number}")
            original.check_act(Act.SPLIT, actor, now)
            sources = _sources_of(original, matter)
            calls = [_call_of(original, one, values) for one in sources]
            first, *others = [self.registration.decide(one, actor.name, now, attended=matter.attended) for one in calls]
            if matter.designation:
                first = self._designated(first, matter.designation, actor, now, reason)
            news = [first, *map(self.registration.leave_to_people, others)]
            for new, source in zip(news, sources, strict=True):
                splits.split_off(new.file, actor, reason, original.number, source.origin)
                (caller,) = new.file.callers
                caller.refuses_messages |= _entry_of(original, source).refuses_messages
            numbers = [_opened(one) for one in self.registration.new_cases.create(news)]
            splits.split(original, actor, now, reason, numbers[0])
            acts.files.save(original, now)
            self._join(numbers, actor, now, reason)
            return acts.read(numbers[0])

        return acts.writer.write(job)

    def _validated(self, matter: Matter, now: datetime) -> Call:
        """Return a call that has what is said of the matter, normalised.

        Raises:
            InvalidFieldsError: if a field is invalid.
        """
        asked = amend(BLANK_CALL, matter.call, _SAID)
        return validate_call(asked, now, self.directory().find_district)

    def _designated(self, new: NewCase, wanted: Designation, actor: Actor, now: datetime, reason: str) -> NewCase:
        """Return a case to be opened for those whom the desk names, beside who must deal with a danger.

        Raises:
            InvalidFieldsError: if it may not be sent to them.
        """
        matter = str(new.decision.facts.get(FIRST_MATTER, ""))
        self.acts.check_matter(matter, [wanted.lead], "designation.lead_department")
        self.acts.check_matter(matter, wanted.cohandlers, "designation.cohandlers")
        current = partial(self.directory().current, matter=matter)
        named = replace(
            wanted,
            lead=current(wanted.lead),
            cohandlers=tuple(map(current, wanted.cohandlers)),
            limit=wanted.limit if wanted.limit.spans else new.file.designation.limit,
        )
        fears_danger = new.decision.asks_back or new.decision.outcome is Outcome.EMERGENCY
        named_case = new if fears_danger else self.registration.leave_to_people(new)
        splits.designate(named_case.file, actor, now, reason, named)
        return replace(named_case, decision=_revised(named_case, reason))

    def _join(self, numbers: Sequence[str], actor: Actor, now: datetime, reason: str) -> None:
        """Join the cases of further callers into the first."""
        if len(numbers) == 1:
            return
        files = self.acts.files.load_all(numbers)
        main = files[numbers[0]]
        for number in numbers[1:]:
            joined = files[number]
            (caller,) = joined.callers
            joins.join_into(joined, actor, now, reason, main.number, main)
            joins.join(main, actor, now, reason, caller, number)
        self.acts.files.save_all([Change(file, now) for file in files.values()])


def _revised(new: NewCase, reason: str) -> Decision:
    """Return the decision on a new case with what the desk has changed of it."""
    file, decision = new.file, new.decision
    changed = replace(
        decision, outcome=file.outcome, lead=file.designation.lead, cohandlers=file.designation.cohandlers
    )
    if file.outcome is Outcome.EMERGENCY:
        return changed
    limit = file.designation.limit
    return replace(changed, limit=limit, rules=(BY_HAND,), reasons=(reason,), suggestions=(), proposals=())


def _opened(outcome: Case | Exception) -> str:
    """Return the number of a case that was opened."""
    if isinstance(outcome, Exception):
        raise outcome
    return outcome.number


def _sources_of(file: LoadedFile, matter: Matter) -> list[Case]:
    """Return the cases opened by the calls that raised a matter, confidential ones first.

    The first opens the case that is handled, which then goes to nobody whom any of the callers accuses (R8.3).

    Raises:
        NotFoundError: if the case has no such call.
    """
    call_ids = tuple(dict.fromkeys(matter.call_ids)) or (parse_number(file.number),)
    sources = {parse_number(one.number): one for one in (file.case, *file.case.joined)}
    known = sources.keys() & {one.call_id for one in file.callers}
    if unknown := [str(call_id) for call_id in call_ids if call_id not in known]:
        raise NotFoundError(f"工单 {file.number} 里没有来电 {'、'.join(unknown)}")
    return sorted((sources[call_id] for call_id in call_ids), key=lambda source: not _in_confidence(source))


def _call_of(file: LoadedFile, source: Case, values: Call) -> Call:
    """Return the call of a matter: that which raised it, with the matter alone."""
    is_elsewhere = bool(values.district or values.address or values.coordinates)
    return replace(
        source.call,
        request_id=splits.request_of(file, source.number),
        # The words that ask for it may be left behind with the other matter.
        confidential=_in_confidence(source),
        subject=values.subject,
        content=values.content,
        request_type=values.request_type,
        district=values.district or source.call.district,
        address=values.address or source.call.address,
        coordinates=values.coordinates if is_elsewhere else source.call.coordinates,
        marked_urgent=False,
        follows="",
        wishes_no_reply=_entry_of(file, source).wishes_no_reply,
    )


def _in_confidence(source: Case) -> bool:
    """Return whether a caller asked for secrecy, be it only in words."""
    return source.call.confidential or bool(source.decision.facts.get(IN_CONFIDENCE))


def _entry_of(file: LoadedFile, source: Case) -> CallerEntry:
    """Return a caller as the case knows them, given the case that their call opened."""
    return next(one for one in file.callers if number_of(one.call_id) == source.number)
