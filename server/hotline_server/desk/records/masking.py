"""Masking of cases: callers are masked or hidden, and departments and lines (``line_view``) see only their own part."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hotline_server.desk.records import hidden
from hotline_server.desk.records.hidden import Hide, Withheld
from hotline_server.desk.records.line_view import entry_seen, seen_by_line
from hotline_server.domain.acts.disclosure import may_know_caller
from hotline_server.domain.amendments import ORGANISATION, Amendment, former_values, undo_texts
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import NotAllowedError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import parse_number
from hotline_server.domain.parties import Role
from hotline_server.domain.personal_data import Kind, redact_circumstances, redact_known, redact_personal_data
from hotline_server.domain.slips.slip import ADDRESS as ADDRESS_FACT
from hotline_server.domain.slips.slip import CONTENT as CONTENT_FACT
from hotline_server.domain.slips.slip import Paper
from hotline_server.rulebook.decision import DUTY_OFFICE, Decision
from hotline_server.rulebook.facts import ACCUSED
from hotline_server.rulebook.recusal import Recusal
from hotline_server.security.access import Visibility
from hotline_server.security.view import View

Amendments = Mapping[str, Sequence[Amendment]]
"""Amendments of calls, by the numbers of the cases that these opened."""
# Whom a caller accuses, or does not (R8.3), what the desk holds of a call or considers, and the numbers of who is on
# duty are nothing for a department to learn. Of amendments it is told by an entry of its own.
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
        Act.AMEND,
        Act.REQUEST_CONFIDENCE,
    )
)
# What whoever delegated to a unit says of it may tell of what a caller said, too.
_OF_DELEGATORS = frozenset(act.name for act in (Act.RECALL, Act.RETURN_DELEGATED, Act.SUPERVISE, Act.UPHOLD_OBJECTION))
_TOLD_ONE_BY_ONE = Act.RELAY_AMENDMENT.name
_OF_THE_HOTLINE = frozenset(role.name for role in (Role.DESK, Role.OPERATOR, Role.LEADER))


@dataclass(frozen=True, slots=True)
class Masking:
    """Renders cases as a view permits.

    Attributes:
        directory: returns the directory in force.
        recusal: returns whom the protected callers of a case accuse.
    """

    directory: Callable[[], Directory]
    recusal: Callable[[Case], Recusal]

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
        if view.is_outside:
            return self._outside(case, view, hide, withheld=self._withheld(case, view))
        return replace(
            case,
            call=hidden.call(case.call, hide, Withheld.NOTHING),
            decision=hidden.decision(case.decision, hide),
            assignments=tuple(hidden.assignment(one, hide) for one in case.assignments),
            question=hidden.question(case.question, hide),
            leader_question=hidden.leader_question(case.leader_question, hide),
            end_proposal=hidden.end_proposal(case.end_proposal, hide),
            amendments=hidden.amendments(case, hide, Withheld.NOTHING),
            proposed_decision=hidden.proposed(case.proposed_decision, hide),
            referral=hidden.referral(case.referral, hide),
            handovers=tuple(hidden.handover(one, hide) for one in case.handovers),
        )

    def _outside(self, case: Case, view: View, hide: Hide, withheld: Withheld) -> Case:
        """Return a case as a department or line may see it."""
        is_barred, of_line = self._is_barred(case, view), view.visibility is Visibility.LINE
        told = (one for one in case.assignments if of_line or self._concerns(case, one.department, view))
        is_referred = self.directory().is_within(case.referred_to, view.department)
        shown = replace(
            case,
            call=hidden.call(self._as_given(case, view) if is_barred else case.call, hide, withheld),
            location=hidden.location(case.location) if withheld is Withheld.PERSON_AND_PLACE else case.location,
            decision=self._told_decision(case.decision, hide, view if is_barred else None),
            owner=case.owner if not is_barred or not case.owner or self._is_own(case.owner, view) else DUTY_OFFICE,
            category="" if is_barred else case.category,
            matter="" if is_barred else case.matter,
            assignments=tuple(hidden.assignment(one, hide) for one in told),
            question=None,
            leader_question=None,
            alarm=None,
            nuisance=False,
            end_proposal=hidden.end_proposal(case.end_proposal, hide) if self._proposes(case, view) else None,
            amendments=hidden.amendments(case, hide, withheld),
            proposed_decision=None,
            referral=hidden.referral(case.referral, hide) if is_referred else None,
            handovers=tuple(hidden.handover(one, hide) for one in case.handovers) if of_line else (),
            origin=case.origin if of_line else None,
        )
        return seen_by_line(shown, view.line) if of_line else shown

    def amendments(self, case: Case, view: View) -> Amendments:
        """Return the amendments of a case's call, and of those joined into it, as a view permits."""
        found = {one.number: one.amendments for one in (case, *case.joined) if one.amendments}
        if view.visibility is Visibility.FULL or not found:
            return found
        hide, withheld = self.hiding(case, view), self._withheld(case, view)
        return {
            one.number: hidden.amendments(one, hide, withheld) for one in (case, *case.joined) if one.number in found
        }

    def paper(self, paper: Paper, case: Case, view: View) -> Paper:
        """Return the text of a slip on a case as a view permits.

        Whoever is accused since has had the slip, and is shown no other text of the call than before.
        """
        without = {ADDRESS_FACT} if self._withheld(case, view) is Withheld.PERSON_AND_PLACE else set()
        if self._is_barred(case, view) and paper.facts.get(CONTENT_FACT) != self._as_given(case, view).content:
            without.add(CONTENT_FACT)
        return paper.hiding(self._hiding(case, view, case.stated_numbers), without)

    def _is_barred(self, case: Case, view: View) -> bool:
        """Return True if the viewer must step aside, whatever it has in hand (R8.3)."""
        return bool(view.department and case.accused) and self._bars(self.recusal(case), view)

    def _bars(self, recusal: Recusal, view: View) -> bool:
        return recusal.bars(self.directory().current(view.department))

    def _as_given(self, case: Case, view: View) -> Call:
        """Return the call of a case as it was when it did not accuse the viewer yet, without texts if it ever did."""
        own, call = self.recusal(replace(case, joined=())), case.call
        if not self._bars(own, view):
            return call
        for place, amendment in enumerate(case.amendments):
            if self._accuses(own, amendment, view):
                return undo_texts(call, case.amendments[place:])
        return replace(call, subject="", content="", address="", request_type="")

    def _accuses(self, recusal: Recusal, amendment: Amendment, view: View) -> bool:
        facts = {ACCUSED: amendment.accused}
        return bool(amendment.accused) and self._bars(Recusal.of(recusal.names, facts, is_protected=True), view)

    def _told_decision(self, decision: Decision, hide: Hide, barred: View | None) -> Decision:
        """Return what those outside are told of a decision; who must step aside only that it has the case, if so."""
        told = replace(decision, facts={}, proposals=(), suggestions=(), reasons=tuple(map(hide, decision.reasons)))
        if barred is None:
            return told
        mine = [name for name in (decision.lead, *decision.cohandlers) if self._is_own(name, barred)]
        return replace(
            told,
            lead=decision.lead if decision.lead in mine else "",
            cohandlers=tuple(name for name in decision.cohandlers if name in mine),
            reasons=(),
            rules=(),
            policy="",
        )

    def _proposes(self, case: Case, view: View) -> bool:
        return case.end_proposal is not None and self._concerns(case, case.end_proposal.department, view)

    def log(self, case: Case, entries: Iterable[LogEntry], view: View) -> list[LogEntry]:
        """Return the log entries of a case that a view permits."""
        if view.visibility is Visibility.FULL:
            return list(entries)
        left = {str(parse_number(one.number)): one for one in case.left}
        if not left:
            return self._shown(case, entries, view)
        shown: list[LogEntry] = []
        for speaker, said in groupby(entries, key=lambda entry: entry.details.get("call_id", "")):
            # What was said under a call is masked by its caller and withheld from whom it accuses, wherever it is now.
            heard = replace(case, joined=(*case.joined, left[speaker])) if speaker in left else case
            shown += self._shown(heard, said, view)
        return shown

    def _shown(self, case: Case, entries: Iterable[LogEntry], view: View) -> list[LogEntry]:
        hide = self.hiding(case, view)
        if view.visibility is Visibility.LINE:
            seen = (entry_seen(entry, case, view.line) for entry in entries)
            return [hidden.entry(entry, hide) for entry in seen if entry]
        if view.is_outside:
            entries = map(_without_roster, self._told(case, entries, view))
        return [hidden.entry(entry, hide) for entry in entries]

    def _told(self, case: Case, entries: Iterable[LogEntry], view: View) -> Iterator[LogEntry]:
        """Yield the entries of which a department is told; one that must step aside, of its own alone."""
        is_barred = self._is_barred(case, view)
        for entry in entries:
            if entry.act in _KEPT_FROM_DEPARTMENTS:
                continue
            if is_barred or entry.act == _TOLD_ONE_BY_ONE:
                if self._is_own(entry.department, view):
                    by_others = entry.role in _OF_THE_HOTLINE or entry.act in _OF_DELEGATORS
                    yield _without_words(entry) if is_barred and by_others else entry
            elif not entry.department or self._concerns(case, entry.department, view):
                yield entry

    def _is_own(self, department: str, view: View) -> bool:
        return self.directory().is_within(department, view.department)

    def feed(self, cases: Mapping[str, Case], entries: Sequence[LogEntry], view: View) -> list[LogEntry]:
        """Return acts on many cases, each masked for its own case; without those on cases that are not among them."""
        read = [entry for entry in entries if entry.case_number in cases]
        return [shown for entry in read for shown in self.log(cases[entry.case_number], [entry], view)]

    def hiding(self, case: Case, view: View) -> Hide:
        """Return a function that removes from a text what identifies any caller of a case.

        Only staff may read the numbers that callers state as their own.
        """
        return self._hiding(case, view, case.stated_numbers if view.is_outside else [])

    def _hiding(self, case: Case, view: View, stated: Sequence[str]) -> Hide:
        names, phones = case.caller_identities
        phones += stated
        withheld = self._withheld(case, view)
        if withheld is Withheld.NOTHING:
            return lambda text: redact_known(text, names, phones)
        for one in (one for one in (case, *case.joined) if one.is_protected):
            names += [one.call.organisation, *former_values(one.amendments, ORGANISATION)]
        if withheld is Withheld.PERSON:
            return lambda text: redact_personal_data(redact_known(text, names, phones), {Kind.ROOM})
        return lambda text: redact_circumstances(redact_personal_data(redact_known(text, names, phones)))

    def _withheld(self, case: Case, view: View) -> Withheld:
        """Return what a viewer may not know of who called: a department, unless the desk decided that it may (R8.3).

        Whoever meets a danger is told where it is (R2.6); a line that is told of one, everything.
        """
        if not view.is_outside or not case.has_protected:
            return Withheld.NOTHING
        if view.visibility is Visibility.LINE:
            return Withheld.NOTHING if case.is_emergency else Withheld.PERSON_AND_PLACE
        if may_know_caller(case, view.department, self.directory()):
            return Withheld.NOTHING
        return Withheld.PERSON if self._meets_danger(case, view) else Withheld.PERSON_AND_PLACE

    def _meets_danger(self, case: Case, view: View) -> bool:
        """Return True if a department was sent to a danger that was verified, and need not step aside."""
        sent = any(self._is_own(one.department, view) for one in case.assignments if one.is_unfinished)
        return case.meets_danger and sent and not self._is_barred(case, view)

    def _concerns(self, case: Case, department: str, view: View) -> bool:
        """Return True if the viewer may see a department's work: its own, that of units to which it delegated, or all.

        The lead collects the replies of all, and sees their work.
        """
        if self._is_barred(case, view):
            return self._is_own(department, view)
        delegators = {one.number: one.department for one in case.assignments}
        told = {department, *(delegators[one.parent] for one in _delegated_to(case, department))}
        told |= {one.department for one in case.assignments if one.leads and one.is_unfinished}
        return any(self.directory().is_within(name, view.department) for name in told)


def _without_roster(entry: LogEntry) -> LogEntry:
    """Return an entry without who is on duty, to whom supervision was raised."""
    if entry.act != Act.RAISE_SUPERVISION.name:
        return entry
    return replace(entry, details={name: value for name, value in entry.details.items() if name != "told"})


def _without_words(entry: LogEntry) -> LogEntry:
    """Return an entry without what the hotline's staff wrote, which may tell of what a caller said."""
    return replace(entry, reason="", details={})


def _delegated_to(case: Case, unit: str) -> Iterator[Assignment]:
    return (one for one in case.assignments if one.is_delegated and one.department == unit)
