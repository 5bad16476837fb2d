"""Accusations in what callers say later: whom they accuse must step aside from then on (R8.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hotline_server.desk.cases.decisions import Grounds, decide, find_grounds
from hotline_server.desk.cases.registration import RULE_BOOK
from hotline_server.domain.acts import amendments
from hotline_server.domain.acts.recusal import bars
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.conflict_resolution import RECUSED
from hotline_server.rulebook.decision import BY_HAND, Decision, Outcome
from hotline_server.rulebook.facts import (
    ACCUSED,
    ACCUSED_LATER,
    IN_CONFIDENCE,
    LIFTED,
    REQUEST_TYPE,
    FactValue,
    items,
    without_dangers,
)
from hotline_server.rulebook.mentions import units_meant
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.text.facts import ACCUSATION, SECRECY, TextFacts


def accuse(
    book: RuleBook, file: LoadedFile, recusal: Callable[[Case], Recusal], call_id: int, said: TextFacts
) -> Mapping[str, FactValue]:
    """Let whoever is accused by what a caller says later step aside, before anybody is told of it.

    Args:
        book: the rule book.
        file: the case that answers the caller.
        recusal: returns whom the protected callers of a case accuse.
        call_id: id of the caller's call; 0 for the only one.
        said: what the text says.

    Returns:
        The facts of the case that change; none if nobody is accused who was not before.
    """
    case = file.case
    if not _is_protected(case, call_id, said):
        return {}
    before = items(case.decision.facts, ACCUSED_LATER)
    known = (*before, *case.accused)
    first = [one for one in units_meant(book.names, said.accused_units, case.district) if one not in known]
    if not first:
        return {}
    facts: dict[str, FactValue] = {
        ACCUSED: tuple(dict.fromkeys((*items(case.decision.facts, ACCUSED), *first))),
        ACCUSED_LATER: (*before, *first),
        IN_CONFIDENCE: bool(case.decision.facts.get(IN_CONFIDENCE)) or SECRECY in said.tags,
    }
    if said.request_type == ACCUSATION:
        facts[REQUEST_TYPE] = ACCUSATION
    own = recusal(replace(case, decision=replace(case.decision, facts={**case.decision.facts, **facts})))
    file.recusal = lambda: own
    return facts


def follow_accusation(
    book: RuleBook, file: LoadedFile, facts: Mapping[str, FactValue], said: TextFacts, now: datetime
) -> None:
    """Put an accusation before the desk, and stop the clocks of those who have the case in hand and are accused.

    In an emergency all go on (R2.6), and the desk judges it all the same.
    """
    amendments.set_aside(file, accused_handlers(file), now)
    known = items(file.case.decision.facts, ACCUSED_LATER)
    if why := why_to_judge(file, [one for one in items(facts, ACCUSED_LATER) if one not in known]):
        decision = decide(book, find_grounds(book, said, {**file.case.decision.facts, **facts}))
        proposed = replace(decision, reasons=(*decision.reasons, why))
        amendments.propose_decision(file, RULE_BOOK, now, proposed, file.accused)


def put_before_desk(file: LoadedFile, accused: Sequence[str], now: datetime) -> None:
    """Let the desk judge an accusation, if that is all that is to be decided on in a case.

    Args:
        file: the case.
        accused: whom its callers accuse now and did not before.
        now: current time, UTC.
    """
    if why := why_to_judge(file, accused):
        left = replace(file.case.decision, outcome=Outcome.DESK, lead="", cohandlers=(), reasons=(why,))
        amendments.propose_decision(file, RULE_BOOK, now, left, file.accused)


def follow_lifting(book: RuleBook, file: LoadedFile, now: datetime) -> None:
    """Let the proposal fall that the desk judge an accusation, once nobody is accused who had to step aside.

    What else the rules decide on the case as it is registered now, they propose instead.
    """
    proposed, before = file.proposed_decision, file.case.decision
    if proposed is None or not proposed.accused or set(proposed.accused) & set(file.accused):
        return
    file.proposed_decision = None
    if file.is_emergency or before.rules == (BY_HAND,):
        return
    known = without_dangers(proposed.decision.facts)
    lifted = tuple(dict.fromkeys((*items(known, LIFTED), *file.lifted)))
    decision = decide(book, Grounds({**known, LIFTED: lifted}, (), ()))
    # The desk, to which such a case would be left, has just judged it.
    if decision.outcome is not Outcome.DESK and not decision.sends_like(before):
        amendments.propose_decision(file, RULE_BOOK, now, replace(decision, facts={**before.facts, LIFTED: lifted}))


def sparing(file: CaseFile, grounds: Grounds, decision: Decision) -> Decision:
    """Return a decision that sends the case to nobody whom a caller accuses, joined ones included (R8.3).

    What would be sent to them is left to the desk, with suggestions that spare them as well.
    """
    if decision.outcome is Outcome.EMERGENCY or not bars(file, (decision.lead, *decision.cohandlers)):
        return decision
    left = replace(decision, outcome=Outcome.DESK, lead="", cohandlers=(), reasons=(*decision.reasons, RECUSED))
    offices = tuple(one for one in grounds.offices if not bars(file, (one.unit,)))
    return replace(grounds, offices=offices).complete(left)


def accused_handlers(file: CaseFile) -> tuple[str, ...]:
    """Return those that have a case in hand and must step aside."""
    return tuple(name for name in amendments.handlers_of(file) if file.recused.bars(name))


def why_to_judge(file: CaseFile, accused: Sequence[str]) -> str:
    """Return why the desk is to judge who handles a case; empty if it need not, or is to decide on all of it anyway.

    Args:
        file: the case.
        accused: whom its callers accuse now and did not before, whether they have it in hand or not.
    """
    if handling := accused_handlers(file):
        return must_step_aside(handling)
    if accused and file.state is not CaseState.REGISTERED:
        return f"来电人反映{'、'.join(accused)}，请研判由谁办理"
    return ""


def must_step_aside(accused: Sequence[str]) -> str:
    """Return why others than the accused are to handle a case."""
    return f"{'、'.join(accused)}：{RECUSED}"


def _is_protected(case: Case, call_id: int, said: TextFacts) -> bool:
    """Return whether a caller is protected, or becomes so by these words."""
    if said.request_type == ACCUSATION or SECRECY in said.tags:
        return True
    calls = (one for one in (case, *case.joined) if not call_id or one.number == number_of(call_id))
    return next((one.is_protected for one in calls), False)
