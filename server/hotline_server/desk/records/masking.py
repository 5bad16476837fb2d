"""Masking of cases: callers are masked or hidden, and departments and lines (``line_view``) see only their own part."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.desk.records.line_view import entry_seen, seen_by_line
from hotline_server.domain.acts.disclosure import may_know_caller
from hotline_server.domain.amendments import (
    ADDRESS,
    CONTENT,
    LATITUDE,
    LONGITUDE,
    NAME,
    ORGANISATION,
    PHONE,
    SUBJECT,
    Amendment,
    former_values,
    hide_fields,
)
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.errors import NotAllowedError
from hotline_server.domain.handover import Handover
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.personal_data import (
    mask_name,
    mask_phone,
    redact_dwellings,
    redact_known,
    redact_personal_data,
)
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.referral import Referral
from hotline_server.rulebook.decision import Decision
from hotline_server.security.access import Visibility
from hotline_server.security.view import View
from hotline_server.text.location import Location

Hide = Callable[[str], str]
_WITHHELD = (NAME, ORGANISATION, PHONE, ADDRESS, LATITUDE, LONGITUDE)
# Whom a caller accuses, or does not (R8.3), what the desk holds of a call or considers, and the numbers of who is on
# duty are nothing for a department to learn.
_KEPT_FROM_DEPARTMENTS = frozenset(
    act.name
    for act in (
        Act.LIFT_RECUSAL,
        Act.ALARM,
        Act.REMIND_LEADER,
        Act.MARK_NUISANCE,
        Act.UNMARK_NUISANCE,
        Act.PROPOSE_DECISION,
        Act.KEEP_DECISION,
    )
)


@dataclass(frozen=True, slots=True)
class Masking:
    """Renders cases as a view permits."""

    directory: Callable[[], Directory]

    def case(self, case: Case, view: View) -> Case:
        """Return a case as permitted by a view.

        Raises:
            NotAllowedError: if the view permits nothing.
        """
        if view.visibility is Visibility.FULL:
            return case
        if view.visibility is Visibility.NONE:
            raise NotAllowedError(case.number)
        hide = self.hiding(case, view)
        shown = replace(
            case,
            call=self._call(case, view, hide),
            location=self._location(case, view),
            decision=_decision(case.decision, hide),
            assignments=tuple(_assignment(one, hide) for one in case.assignments),
            question=_question(case.question, hide),
            leader_question=_leader_question(case.leader_question, hide),
            end_proposal=_end_proposal(case.end_proposal, hide),
            amendments=self.amendments(case, view),
            proposed_decision=_proposed(case.proposed_decision, hide),
            referral=_referral(case.referral, hide),
            handovers=tuple(_handover(one, hide) for one in case.handovers),
        )
        if not view.is_outside:
            return shown
        shown = replace(
            shown,
            decision=replace(shown.decision, facts={}, proposals=(), suggestions=()),
            question=None,
            leader_question=None,
            alarm=None,
            nuisance=False,
            proposed_decision=None,
        )
        if view.visibility is Visibility.LINE:
            return seen_by_line(shown, view.line)
        return replace(
            shown,
            handovers=(),
            origin=None,
            end_proposal=shown.end_proposal if self._proposes(case, view) else None,
            referral=shown.referral if self.directory().is_within(case.referred_to, view.department) else None,
            assignments=tuple(one for one in shown.assignments if self._concerns(case, one.department, view)),
        )

    def amendments(self, case: Case, view: View) -> tuple[Amendment, ...]:
        """Return the amendments of a case's call as a view permits."""
        if view.visibility is Visibility.FULL or not case.amendments:
            return case.amendments
        hide, withheld = self.hiding(case, view), self._withholds(case, view)
        hidden = _hidden_fields(hide, _WITHHELD if withheld else ())
        return tuple(hide_fields(one, hidden) for one in case.amendments)

    def _proposes(self, case: Case, view: View) -> bool:
        return case.end_proposal is not None and self._concerns(case, case.end_proposal.department, view)

    def log(self, case: Case, entries: Iterable[LogEntry], view: View) -> list[LogEntry]:
        """Return the log entries of a case that a view permits."""
        if view.visibility is Visibility.FULL:
            return list(entries)
        hide = self.hiding(case, view)
        if view.visibility is Visibility.LINE:
            seen = (entry_seen(entry, case, view.line) for entry in entries)
            return [_entry(entry, hide) for entry in seen if entry]
        return [
            _entry(entry, hide)
            for entry in entries
            if not view.is_outside or entry.act not in _KEPT_FROM_DEPARTMENTS
            if not view.is_outside or not entry.department or self._concerns(case, entry.department, view)
        ]

    def feed(self, cases: Mapping[str, Case], entries: Sequence[LogEntry], view: View) -> list[LogEntry]:
        """Return acts on many cases, each masked for its own case."""
        return [shown for entry in entries for shown in self.log(cases[entry.case_number], [entry], view)]

    def hiding(self, case: Case, view: View) -> Hide:
        """Return a function that removes from a text what identifies any caller of a case."""
        names, phones = case.caller_identities
        if self._withholds(case, view):
            for one in (one for one in (case, *case.joined) if one.is_protected):
                names += [one.call.organisation, *former_values(one.amendments, ORGANISATION)]
            return lambda text: redact_dwellings(redact_personal_data(redact_known(text, names, phones)))
        return lambda text: redact_known(text, names, phones)

    def _withholds(self, case: Case, view: View) -> bool:
        """Return True if a viewer may not know who called: a department, unless the desk decided that it may (R8.5).

        A line is told where somebody is in danger.
        """
        if not view.is_outside or not any(one.is_protected for one in (case, *case.joined)):
            return False
        if view.visibility is Visibility.LINE:
            return not case.is_emergency
        return not may_know_caller(case, view.department, self.directory())

    def _call(self, case: Case, view: View, hide: Hide) -> Call:
        call = case.call
        shown = replace(
            call,
            subject=hide(call.subject),
            content=hide(call.content),
            address=hide(call.address),
            recording=hide(call.recording),
        )
        if self._withholds(case, view):
            return replace(
                shown, name="", organisation="", phone="", address="", operator="", telephony_call_id="", recording="",
                coordinates=None,
            )  # fmt: skip
        return replace(shown, name=mask_name(call.name), phone=mask_phone(call.phone))

    def _location(self, case: Case, view: View) -> Location:
        """Return where a case is; no more than the place if the viewer may not know who called."""
        if not self._withholds(case, view):
            return case.location
        return replace(case.location, detail="", latitude=None, longitude=None)

    def _concerns(self, case: Case, department: str, view: View) -> bool:
        """Return True if the viewer may see a department's work: its own, that of units to which it delegated, or all.

        The lead collects the replies of all, and sees their work.
        """
        delegators = {one.number: one.department for one in case.assignments}
        told = {department, *(delegators[one.parent] for one in _delegated_to(case, department))}
        told |= {one.department for one in case.assignments if one.leads and one.is_unfinished}
        return any(self.directory().is_within(name, view.department) for name in told)


def _delegated_to(case: Case, unit: str) -> Iterator[Assignment]:
    return (one for one in case.assignments if one.is_delegated and one.department == unit)


def _handover(handover: Handover, hide: Hide) -> Handover:
    return replace(
        handover,
        reason=hide(handover.reason),
        told=hide(handover.told),
        refusal=hide(handover.refusal),
        result=hide(handover.result),
    )


def _hidden_fields(hide: Hide, withheld: Iterable[str]) -> dict[str, Hide]:
    """Return how each field of an amendment that may tell who called is hidden."""
    texts = dict.fromkeys((SUBJECT, CONTENT, ADDRESS), hide)
    return {**texts, NAME: mask_name, PHONE: mask_phone, **dict.fromkeys(withheld, _nothing)}


def _nothing(_: str) -> str:
    return ""


def _proposed(proposed: ProposedDecision | None, hide: Hide) -> ProposedDecision | None:
    return replace(proposed, decision=_decision(proposed.decision, hide)) if proposed else None


def _assignment(assignment: Assignment, hide: Hide) -> Assignment:
    return replace(assignment, reply=hide(assignment.reply), extension_reason=hide(assignment.extension_reason))


def _decision(decision: Decision, hide: Hide) -> Decision:
    suggestions = (replace(one, words=tuple(map(hide, one.words))) for one in decision.suggestions)
    return replace(decision, reasons=tuple(map(hide, decision.reasons)), suggestions=tuple(suggestions))


def _leader_question(question: LeaderQuestion | None, hide: Hide) -> LeaderQuestion | None:
    if question is None:
        return None
    return replace(question, asked=tuple(replace(one, words=hide(one.words)) for one in question.asked))


def _end_proposal(proposal: EndProposal | None, hide: Hide) -> EndProposal | None:
    return replace(proposal, grounds=hide(proposal.grounds)) if proposal else None


def _referral(referral: Referral | None, hide: Hide) -> Referral | None:
    return replace(referral, result=hide(referral.result)) if referral else None


def _question(question: OpenQuestion | None, hide: Hide) -> OpenQuestion | None:
    if question is None:
        return None
    return replace(question, evidence={kind: hide(words) for kind, words in question.evidence.items()})


def _entry(entry: LogEntry, hide: Hide) -> LogEntry:
    details = {name: hide(text) for name, text in entry.details.items()}
    return replace(entry, reason=hide(entry.reason), details=details)
