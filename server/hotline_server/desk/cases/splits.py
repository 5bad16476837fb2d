"""Splitting of calls with several matters 拆单 (R2.5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hotline_server.desk.cases.acts import CaseActs, Context, check_context
from hotline_server.desk.cases.registration import Registration
from hotline_server.domain.acts import splits, triage
from hotline_server.domain.amendments import ADDRESS, CONTENT, LATITUDE, SUBJECT, amend
from hotline_server.domain.call import BLANK_CALL, Call, validate_call
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Actor, CallerEntry, Designation, Role
from hotline_server.domain.texts import check_text
from hotline_server.store.cases.loaded_file import LoadedFile

_SAID = (SUBJECT, CONTENT, "request_type", "district", ADDRESS, LATITUDE)


@dataclass(frozen=True, slots=True)
class Matter:
    """Matter to be split off.

    Attributes:
        call: call that has what it is, and where if that is elsewhere.
        call_id: call that raised it; 0 for the one that opened the case.
        designation: who is to handle it; ``None`` leaves it to the rules.
    """

    call: Call
    call_id: int
    designation: Designation | None


@dataclass(frozen=True, slots=True)
class Splits:
    """Splits matters off from cases."""

    acts: CaseActs
    registration: Registration
    directory: Callable[[], Directory]

    def split(self, context: Context, matter: Matter, reason: str) -> Case:
        """Split a matter off from a case in one transaction, and return the new case.

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
            acts.check_designation(matter.designation)

        def job() -> Case:
            now = acts.clock()
            values = self._validated(matter, now)
            original = acts.files.load(context.number, context.etag)
            if original is None:
                raise NotFoundError(f"没有工单 {context.number}")
            original.check_act(Act.SPLIT, actor, now)
            source, entry = _source_of(original, matter)
            call = _call_of(original, source, entry, values)
            new = self.registration.decide(call, actor.name, now)
            if matter.designation:
                new = self.registration.leave_to_people(new)
            splits.split_off(new.file, actor, reason, original.number, source.origin)
            (opened,) = self.registration.new_cases.create([new])
            if not isinstance(opened, Case):
                raise opened
            splits.split(original, actor, now, reason, opened.number)
            acts.files.save(original, now)
            if matter.designation:
                self._assign(opened.number, matter.designation, actor, now, reason)
            return acts.read(opened.number)

        return acts.writer.write(job)

    def _validated(self, matter: Matter, now: datetime) -> Call:
        """Return a call that has what is said of the matter, normalised.

        Raises:
            InvalidFieldsError: if a field is invalid.
        """
        asked = amend(BLANK_CALL, matter.call, _SAID)
        return validate_call(asked, now, self.directory().find_district)

    def _assign(self, number: str, wanted: Designation, actor: Actor, now: datetime, reason: str) -> None:
        """Assign the new case as is wanted, unless the rules fear a danger."""
        file = self.acts.files.load(number)
        if file is None or file.state is not CaseState.REGISTERED or file.question:
            return
        triage.assign(file, actor, now, reason, self.acts.permitted_designation(file, wanted))
        self.acts.files.save(file, now, self.acts.revised(file))


def _source_of(file: LoadedFile, matter: Matter) -> tuple[Case, CallerEntry]:
    """Return the case opened by the call that raised a matter, and that call.

    Raises:
        NotFoundError: if the case has no such call.
    """
    number = number_of(matter.call_id) if matter.call_id else file.number
    source = next((one for one in (file.case, *file.case.joined) if one.number == number), None)
    entry = next((one for one in file.callers if number_of(one.call_id) == number), None)
    if source is None or entry is None:
        raise NotFoundError(f"工单 {file.number} 里没有这个来电")
    return source, entry


def _call_of(file: LoadedFile, source: Case, entry: CallerEntry, values: Call) -> Call:
    """Return the call of a matter: that which raised it, with the matter alone."""
    is_elsewhere = bool(values.district or values.address or values.coordinates)
    return replace(
        source.call,
        request_id=f"split/{file.number}/{file.version}",
        subject=values.subject,
        content=values.content,
        request_type=values.request_type,
        district=values.district or source.call.district,
        address=values.address or source.call.address,
        coordinates=values.coordinates if is_elsewhere else source.call.coordinates,
        marked_urgent=False,
        follows="",
        wishes_no_reply=entry.wishes_no_reply,
    )
